package yamltree

import (
	"bytes"
	"fmt"
	"strings"

	"dossier/internal/diag"
)

// value reads a value that begins at an offset in line i and may go on to the
// end of line j-1. indent and level are those of the collection around it.
func (p *parser) value(at, i, j, indent, level int) *Node {
	end := p.lines[i].end
	switch c := p.src[at]; c {
	case '"', '\'':
		return p.quotedValue(at, i, j)
	case '[', '{':
		return p.flowValue(at, i, j, level)
	case '|', '>':
		return p.blockText(at, i, j, indent)
	}
	if !p.checkStart(at, end) {
		return p.broken(at, end)
	}
	return p.plain(at, i, j, indent)
}

// checkStart reports a character that text without quotes cannot begin with.
func (p *parser) checkStart(at, end int) bool {
	const quote = "put the text between quotes"
	switch c := p.src[at]; c {
	case '*':
		p.report(at, end, "aliases are not accepted", "write the value out, or "+quote)
		return false
	case '&':
		p.report(at, end, "anchors are not accepted", quote)
		return false
	case '!':
		p.report(at, end, "tags are not accepted", quote)
		return false
	case '@', '`', '%', ',', ']', '}', '|', '>', '#':
		p.report(at, end, fmt.Sprintf("text cannot begin with %q", string(c)), quote)
		return false
	case '-', '?', ':':
		if at+1 == end || isSpace(p.src[at+1]) || p.src[at+1] == '\n' || p.src[at+1] == '\r' {
			p.report(at, end, fmt.Sprintf("text cannot begin with %q and a space", string(c)), quote+"; a list begins in the line below its key")
			return false
		}
	}
	return true
}

// plain reads text without quotes. It may go on in further lines, which are
// joined by spaces, or by line breaks where empty lines stand between.
func (p *parser) plain(at, i, j, indent int) *Node {
	end, ok := p.plainLine(at, p.lines[i].end)
	n := p.node(Scalar, at, end)
	commented := end < p.lines[i].end
	var more []byte
	for k, last := i+1, i; k < j && ok; k++ {
		l := p.lines[k]
		start := p.skipSpace(l.at, l.end)
		if start == l.end {
			continue
		}
		if l.blank {
			commented = true
			continue
		}
		if !p.continues(start, l.end, l.indent > indent, commented) {
			n.Damaged = true // what stands above is whole
			break
		}
		if end, ok = p.plainLine(start, l.end); !ok {
			break
		}
		if more == nil {
			more = append(more, p.src[at:n.Span.End]...)
		}
		more = append(append(more, fold(k-last)...), p.src[start:end]...)
		n.Span.End, commented, last = end, end < l.end, k
	}
	switch {
	case !ok:
		n.Kind = Broken
	case more != nil:
		n.Text = string(more)
	default:
		n.Text = string(p.src[at:n.Span.End])
	}
	return n
}

// plainLine finds the end of the text in one line, comments excluded, and
// reports a colon that would make a key of it.
func (p *parser) plainLine(at, end int) (int, bool) {
	comment := p.comment(at, end)
	if comment < end {
		p.checkComment(comment, end)
		end = comment
		for isSpace(p.src[end-1]) {
			end--
		}
	}
	for from := at; ; {
		i := bytes.IndexByte(p.src[from:end], ':')
		if i < 0 {
			return end, true
		}
		i += from
		if p.isColon(i, end) {
			p.report(i, i+1, "a colon and a space stand in text without quotes", "put the text between quotes"+example(p.src[at:end]))
			return end, false
		}
		from = i + 1
	}
}

// example shows short text in quotes, for a hint.
func example(text []byte) string {
	if len(text) > 60 || bytes.ContainsAny(text, `"\`) {
		return ""
	}
	return `: "` + string(text) + `"`
}

// checkComment warns of a comment that looks like text: "the #MeToo files".
func (p *parser) checkComment(at, end int) {
	if at+1 < end && !isSpace(p.src[at+1]) && p.src[at+1] != '#' {
		p.diags = append(p.diags, diag.Diagnostic{
			Code: diag.MalformedYAML, Severity: diag.Warning, Span: span(at, end),
			Message: fmt.Sprintf("the rest of this line is a comment: %q", p.src[at:end]),
			Hint:    "put the text between quotes; in a comment, leave a space after the hash",
		})
	}
}

// continues reports a line that cannot go on with the text above it.
func (p *parser) continues(at, end int, indented, commented bool) bool {
	switch {
	case !indented:
		p.report(at, end, fmt.Sprintf("%q closes nothing", string(p.src[at])), "delete it, or put the opening bracket above")
	case p.isField(at, end):
		p.report(at, end, "this field is indented deeper than the one above it, which has a value", "give both the same indentation")
	case p.isItem(at, end):
		p.report(at, end, "a list item stands below a value", "leave the key above without a value, or put the text between quotes")
	case commented:
		p.report(at, end, "this text stands behind a comment", "move the comment, or put the text between quotes")
	default:
		return true
	}
	return false
}

// fold joins two lines of text that are so many lines apart.
func fold(lines int) string {
	if lines == 1 {
		return " "
	}
	return strings.Repeat("\n", lines-1)
}

// quotedValue reads text in quotes, which must fill its entry.
func (p *parser) quotedValue(at, i, j int) *Node {
	end := p.closingQuote(at, p.lines[j-1].end)
	if end == at {
		return p.refuse(at, p.lines[i].end, "this quotation mark is never closed", "close it; further lines must be indented deeper than the key")
	}
	n := p.quoted(at, end)
	if !p.nothingAfter(end, i, j, "closing quotation mark", `inside double quotes write \" for a quotation mark`) {
		n.Kind = Broken
	}
	return n
}

// nothingAfter reports what follows a value in its lines [i, j).
func (p *parser) nothingAfter(end, i, j int, what, hint string) bool {
	for p.lines[i].end < end {
		i++
	}
	if !p.nothingAt(end, p.lines[i].end) {
		start := p.skipSpace(end, p.lines[i].end)
		p.report(start, p.lines[i].end, "this stands behind the "+what, hint)
		return false
	}
	if i = p.skipBlank(i+1, j); i < j {
		p.report(p.lines[i].at, p.lines[i].end, "this line is indented deeper than the value above it allows", "give fields of one level the same indentation")
		return false
	}
	return true
}

// closingQuote returns the offset behind the quotation mark that closes the
// one at an offset, or that offset again where nothing closes it.
func (p *parser) closingQuote(at, end int) int {
	quote := p.src[at]
	for i := at + 1; i < end; i++ {
		switch c := p.src[i]; {
		case c == '\\' && quote == '"':
			i++
		case c != quote:
		case quote == '\'' && i+1 < end && p.src[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return at
}

// quoted reads src[at:end], text with its quotation marks.
func (p *parser) quoted(at, end int) *Node {
	n := p.node(Scalar, at, end)
	n.Quoted = true
	inner := p.src[at+1 : end-1]
	if bytes.IndexByte(inner, p.src[at]) < 0 && bytes.IndexByte(inner, '\\') < 0 && !bytes.ContainsAny(inner, "\r\n") {
		n.Text = string(inner)
		return n
	}
	return p.decode(n, 0, p.src[at:end])
}

// blockText reads text behind "|" or ">".
func (p *parser) blockText(at, i, j, indent int) *Node {
	header, ok := p.blockHeader(at, p.lines[i].end)
	if !ok {
		return p.broken(at, p.lines[i].end)
	}
	last := i
	keep := bytes.IndexByte(p.src[at:header], '+') >= 0
	for k := i + 1; k < j; k++ {
		l := p.lines[k]
		outside := l.blank && l.at < l.end && l.indent <= indent
		if outside && p.skipBlank(k, j) < j {
			k = p.skipBlank(k, j)
			return p.refuse(p.lines[k].at, p.lines[k].end, "this text stands behind a comment", "indent the comment like the text, or move it")
		}
		if outside {
			break
		}
		if keep || l.at < l.end {
			last = k
		}
	}
	n := p.node(Scalar, at, header)
	n.Quoted = true
	if last == i {
		return n
	}
	n.Span.End = p.lines[last].end
	// Spaces at the end of a line belong to block text.
	end := n.Span.End
	for end < p.end && isSpace(p.src[end]) {
		end++
	}
	piece := append([]byte(nil), p.src[at:header]...)
	piece = append(piece, p.src[p.lines[i].end:end]...)
	if end < p.end {
		piece = append(piece, '\n')
	}
	return p.decode(n, max(indent, 0), piece)
}

// blockHeader checks the line in which block text begins and returns where the
// header ends.
func (p *parser) blockHeader(at, end int) (int, bool) {
	i := at + 1
	chomp, digit := false, false
	for ; i < end && !isSpace(p.src[i]); i++ {
		switch c := p.src[i]; {
		case (c == '+' || c == '-') && !chomp:
			chomp = true
		case c >= '1' && c <= '9' && !digit:
			digit = true
		default:
			p.report(at, end, fmt.Sprintf("text cannot begin with %q", string(p.src[at])), "put the text between quotes; block text begins in the next line")
			return 0, false
		}
	}
	if !p.nothingAt(i, end) {
		p.report(at, end, fmt.Sprintf("text cannot begin with %q", string(p.src[at])), "put the text between quotes; block text begins in the next line")
		return 0, false
	}
	return i, true
}

// Package transcript reads the transcript of one page of an exhibit,
// content/exhibits/<id>/page-NN.md: lines of text in, lines of runs out.
//
// A transcript is less than a chapter: paragraphs, headings, *emphasis*,
// [words]{.redacted by=court reason="…"}, [one word]{.illegible} and [...] for
// what is left out. Everything else is text as it stands, an @ and a < included,
// so that nothing of the document is read as ours. What begins in a line ends in
// it. Reading never fails, and no text is lost.
package transcript

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// maxMark is how long a bracket with its braces may be; what is longer is text.
const maxMark = 2000

// maxBytes is the size of the largest page that is read.
const maxBytes = 4 << 20

// A Page is a page in both forms in which it may be shown.
type Page struct {
	Numbered   []casefile.Line // line by line, blank lines included
	Paragraphs []casefile.Line // what stands between blank lines, joined
}

// Read reads a page. Lines that hold a comment and nothing else are writers'
// notes and no lines of the page; neither are blank lines at the beginning and
// the end. Places have no file.
func Read(src []byte) (Page, diag.List) {
	if diags := diag.CheckText(src, maxBytes); len(diags) > 0 {
		return Page{}, diags
	}
	r := &reading{src: src}
	text := r.src
	if len(text) >= 3 && string(text[:3]) == "\xef\xbb\xbf" {
		r.pos = 3
	}
	comment := -1
	for r.pos < len(src) {
		end := r.pos
		for end < len(src) && src[end] != '\n' {
			end++
		}
		line := strings.TrimRight(string(src[r.pos:end]), " \t\r")
		next := end + 1
		switch trimmed := strings.TrimSpace(line); {
		case comment >= 0:
			if strings.HasSuffix(trimmed, "-->") {
				comment = -1
			}
		case strings.HasPrefix(trimmed, "<!--") && strings.HasSuffix(trimmed, "-->") && len(trimmed) >= len("<!---->"):
		case strings.HasPrefix(trimmed, "<!--") && !strings.Contains(trimmed, "-->"):
			comment = r.pos
		default:
			r.lines = append(r.lines, r.line(line))
		}
		r.pos = next
	}
	if comment >= 0 {
		r.report(diag.UnclosedBlock, comment, comment+len("<!--"), "this comment is never closed", "end it with -->")
	}
	for len(r.lines) > 0 && len(r.lines[0].Runs) == 0 {
		r.lines = r.lines[1:]
	}
	for len(r.lines) > 0 && len(r.lines[len(r.lines)-1].Runs) == 0 {
		r.lines = r.lines[:len(r.lines)-1]
	}
	return Page{r.lines, paragraphs(r.lines)}, r.diags
}

type reading struct {
	src   []byte
	pos   int // of the line that is read
	lines []casefile.Line
	diags diag.List
}

func (r *reading) report(code diag.Code, from, to int, message, hint string) {
	r.diags = append(r.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: diag.Span{Start: from, End: to}, Message: message, Hint: hint})
}

// paragraphs joins lines up to the next blank line or heading. A gap alone in
// its line stays alone.
func paragraphs(lines []casefile.Line) []casefile.Line {
	var list []casefile.Line
	open := false
	for _, l := range lines {
		switch {
		case len(l.Runs) == 0:
			open = false
		case l.Level > 0, isGap(l):
			list, open = append(list, l), false
		case open:
			last := &list[len(list)-1]
			last.Runs = append(append(last.Runs, casefile.Run{Text: " "}), l.Runs...)
		default:
			list, open = append(list, casefile.Line{Runs: append([]casefile.Run(nil), l.Runs...)}), true
		}
	}
	return list
}

func isGap(l casefile.Line) bool { return len(l.Runs) == 1 && l.Runs[0].Kind == casefile.GapRun }

// line reads one line, without its end.
func (r *reading) line(text string) casefile.Line {
	level := 0
	for level < len(text) && text[level] == '#' {
		level++
	}
	at := 0
	if level < 1 || level > 6 || level >= len(text) || text[level] != ' ' {
		level = 0
	} else {
		at = level + 1
	}
	at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t"))
	l := casefile.Line{Level: level}
	i := inline{reading: r, text: text, base: r.pos}
	i.runs(&l, at, len(text), casefile.PlainRun)
	return l
}

// inline reads the runs of one line.
type inline struct {
	*reading
	text string
	base int // offset of the line in the file
}

// runs reads text[at:end] into a line; kind is that of the words.
func (i *inline) runs(l *casefile.Line, at, end int, kind casefile.RunKind) {
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			l.Runs = append(l.Runs, casefile.Run{Kind: kind, Text: words.String()})
			words.Reset()
		}
	}
	for at < end {
		c := i.text[at]
		switch {
		case c == '\\' && at+1 < end && strings.IndexByte(`\*_[]#`, i.text[at+1]) >= 0:
			words.WriteByte(i.text[at+1])
			at += 2
			continue
		case (c == '*' || c == '_') && kind == casefile.PlainRun:
			if from, to, next, k, ok := i.emphasis(at, end); ok {
				flush()
				i.runs(l, from, to, k)
				at = next
				continue
			}
		case c == '[':
			if run, next, ok := i.bracket(at, end); ok {
				flush()
				l.Runs = append(l.Runs, run)
				at = next
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(i.text[at:])
		words.WriteString(i.text[at : at+size])
		at += size
	}
	flush()
}

// emphasis reads what begins with an asterisk or an underscore: where its words
// begin and end, and what follows.
func (i *inline) emphasis(at, end int) (from, to, next int, kind casefile.RunKind, ok bool) {
	mark, kind := i.text[at:at+1], casefile.EmphasisRun
	if at+1 < end && i.text[at+1] == i.text[at] {
		mark, kind = i.text[at:at+2], casefile.StrongRun
	}
	from = at + len(mark)
	if from >= end || i.text[from] == ' ' || mark[0] == '_' && at > 0 && isWordByte(i.text[at-1]) {
		return 0, 0, 0, 0, false
	}
	n := strings.Index(i.text[from:end], mark)
	if n <= 0 || i.text[from+n-1] == ' ' {
		return 0, 0, 0, 0, false
	}
	to, next = from+n, from+n+len(mark)
	if mark[0] == '_' && next < end && isWordByte(i.text[next]) {
		return 0, 0, 0, 0, false
	}
	return from, to, next, kind, true
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// bracket reads a gap, a redaction or an illegible word.
func (i *inline) bracket(at, end int) (run casefile.Run, next int, ok bool) {
	for _, gap := range []string{"[...]", "[…]", "[. . .]"} {
		if strings.HasPrefix(i.text[at:end], gap) {
			return casefile.Run{Kind: casefile.GapRun}, at + len(gap), true
		}
	}
	end = min(end, at+maxMark)
	shut := strings.IndexByte(i.text[at:end], ']')
	if shut < 0 || !strings.HasPrefix(i.text[at+shut:end], "]{.") {
		return casefile.Run{}, 0, false
	}
	open := at + shut + 1
	n := closingBrace(i.text[open:end])
	if n < 0 {
		return casefile.Run{}, 0, false
	}
	attributes := i.text[open+1 : open+n]
	next = open + n + 1
	run.Text = strings.TrimSpace(i.text[at+1 : at+shut])
	class, rest, _ := strings.Cut(strings.TrimSpace(attributes), " ")
	switch class {
	case ".redacted":
		run.Kind = casefile.RedactedRun
		by := ""
		for key, value := range pairs(rest) {
			switch key {
			case "by":
				by = value
			case "reason":
				run.Reason = value
			default:
				i.report(diag.UnknownAttribute, i.base+open, i.base+next, fmt.Sprintf("%q has no attribute %q", class, key), "it has by, reason")
			}
		}
		if by != "court" && by != "newsroom" {
			i.report(diag.InvalidValue, i.base+open, i.base+next, "this does not say who covered the words", "write by=court or by=newsroom")
		}
		run.Court = by == "court"
		if tells(run.Text) {
			i.report(diag.RedactionInTranscript, i.base+at, i.base+at+shut+1, "readers are told what stands in this bracket, and it looks like what the bar covers", "say what kind of thing it is, never what: [a name], [about five words]")
		}
	case ".illegible":
		run.Kind = casefile.IllegibleRun
	default:
		i.report(diag.UnknownClass, i.base+open, i.base+next, fmt.Sprintf("%q means nothing in a transcript", class), "write .redacted or .illegible, or a backslash before the bracket")
		return casefile.Run{}, 0, false
	}
	return run, next, true
}

// tells reports whether the words that describe something covered look as if they
// were the covered words themselves: a name, an address, a number. Descriptions
// are "a name" and "about five words".
func tells(words string) bool {
	digits := 0
	for _, c := range words {
		if unicode.IsDigit(c) {
			digits++
		}
	}
	if digits > 3 || strings.ContainsAny(words, "@/") {
		return true
	}
	fields := strings.Fields(words)
	for i, w := range fields {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'(“‘«`))
		if unicode.IsUpper(first) && (i > 0 || len(fields) == 1) {
			return true
		}
	}
	return false
}

// closingBrace is the offset of the brace that closes the one at 0, outside
// quotation marks; -1 where none does.
func closingBrace(s string) int {
	quoted := false
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '}' && !quoted:
			return i
		}
	}
	return -1
}

// pairs reads key=value and key="words".
func pairs(s string) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		for s = strings.TrimLeft(s, " \t"); s != ""; s = strings.TrimLeft(s, " \t") {
			key, rest, ok := strings.Cut(s, "=")
			value := ""
			switch inner, quoted := strings.CutPrefix(rest, `"`); {
			case !ok || strings.ContainsAny(key, " \t"):
				key, s, _ = strings.Cut(s, " ")
			case quoted:
				value, s, _ = strings.Cut(inner, `"`)
			default:
				value, s, _ = strings.Cut(rest, " ")
			}
			if !yield(key, value) {
				return
			}
		}
	}
}

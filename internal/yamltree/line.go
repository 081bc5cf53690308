package yamltree

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// A line of the file. The first line of a list item is cut: what follows the
// dash is a line of its own, indented as far as it stands in the file.
type line struct {
	at     int  // of its first character that is no space
	end    int  // of its last character that is no white space; the line ending is outside
	indent int  // spaces before at, in characters
	blank  bool // empty, or only a comment
}

// splitLines finds the lines of src[from:to] and reports what no line may hold.
func (p *parser) splitLines(from, to int) {
	if from == 0 && bytes.HasPrefix(p.src[:to], []byte("\ufeff")) {
		from = len("\ufeff")
	}
	p.lines = make([]line, 0, 8+(to-from)/32)
	for from < to {
		end := from
		for end < to && p.src[end] != '\n' && p.src[end] != '\r' {
			end++
		}
		p.addLine(from, end)
		from = end + 1
		if end < to && p.src[end] == '\r' && from < to && p.src[from] == '\n' {
			from++
		}
	}
}

func (p *parser) addLine(start, end int) {
	p.checkCharacters(start, end)
	l := line{at: start, end: end}
	for l.end > start && isSpace(p.src[l.end-1]) {
		l.end--
	}
	for l.at < l.end && p.src[l.at] == ' ' {
		l.at++
	}
	l.indent = l.at - start
	text := p.skipSpace(l.at, l.end)
	l.blank = text == l.end || p.src[text] == '#'
	p.lines = append(p.lines, l)
}

// checkCharacters reports the first character of a line that YAML does not
// allow in a file.
func (p *parser) checkCharacters(start, end int) {
	for i := start; i < end; {
		c := p.src[i]
		if c >= ' ' && c < 0x7f || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(p.src[i:end])
		if unicode.IsControl(r) && r != '\u0085' || r == '\ufffe' || r == '\uffff' {
			p.report(i, i+size, fmt.Sprintf("an invisible control character (U+%04X) stands here", r), "delete it")
			return
		}
		i += size
	}
}

// oneDocument takes the markers of a document out of the lines and returns the
// number of lines that belong to the first document. Anything after it is
// reported once.
func (p *parser) oneDocument() int {
	started := false
	for i := range p.lines {
		l := &p.lines[i]
		if l.blank {
			continue
		}
		text := p.src[l.at:l.end]
		switch {
		case l.indent == 0 && !started && string(text) == "---":
			l.blank = true
		case l.indent == 0 && (isMarker(text, "---") || isMarker(text, "...")):
			p.checkNothingAfter(i)
			return i
		case l.indent == 0 && !started && text[0] == '%':
			p.report(l.at, l.end, "directives are not accepted", "delete this line")
			l.blank = true
			continue
		}
		started = true
	}
	return len(p.lines)
}

// checkNothingAfter reports what follows the marker in line i, which ends the
// document. A marker at the very end does no harm.
func (p *parser) checkNothingAfter(i int) {
	l := p.lines[i]
	rest := p.skipBlank(i+1, len(p.lines))
	if rest < len(p.lines) || l.end-l.at > 3 {
		p.report(l.at, l.end, "a second document begins here", "a file holds one document; delete this line or what follows it")
	}
}

func isMarker(text []byte, marker string) bool {
	return bytes.HasPrefix(text, []byte(marker)) && (len(text) == 3 || isSpace(text[3]))
}

// skipBlank returns the first line of lines[i:j] that is not blank, or j.
func (p *parser) skipBlank(i, j int) int {
	for i < j && p.lines[i].blank {
		i++
	}
	return i
}

// skipSpace returns the offset of the first byte of src[at:end] that is no
// white space, or end.
func (p *parser) skipSpace(at, end int) int {
	for at < end && isSpace(p.src[at]) {
		at++
	}
	return at
}

// nothingAt reports whether a line ends at an offset, comments aside. The
// offset is the end of a value or lies behind white space.
func (p *parser) nothingAt(at, end int) bool {
	text := p.skipSpace(at, end)
	return text == end || p.src[text] == '#' && (text > at || isSpace(p.src[at-1]))
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

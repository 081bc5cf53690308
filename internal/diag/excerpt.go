package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// excerptColumns is how much of a line an excerpt shows: a paragraph written
// as one long line would wrap, and its carets would point nowhere.
const excerptColumns = 100

// An Excerpt shows the line of a place, and beneath it carets that mark the
// place when both are set in a terminal, one above the other.
type Excerpt struct {
	Line  int       `json:"line"`  // from 1
	Text  string    `json:"text"`  // safe to print; "…" stands for what was cut off a long line
	Caret string    `json:"caret"` // spaces, tabs and carets
	Parts [3]string `json:"-"`     // the text before the place, at it and after it, for where lines wrap
}

// Excerpt shows the first line of a span.
func (l *Lines) Excerpt(span Span) Excerpt {
	i := l.lineIndex(min(max(span.Start, 0), len(l.src)))
	start, end := l.bounds(i)
	from := min(max(span.Start, start), end)
	to := min(max(span.End, from), end)
	for to > from && to < end && !utf8.RuneStart(l.src[to]) {
		to++ // a character is shown whole
	}
	cells, mark := cut(cellsOf(l.src[start:from]), cellsOf(l.src[from:to]), cellsOf(l.src[to:end]))

	parts := [3]string{join(cells[:mark.from]), join(cells[mark.from:mark.to]), join(cells[mark.to:])}
	return Excerpt{Line: i + 1, Text: strings.TrimRight(parts[0]+parts[1]+parts[2], " \t"), Caret: caretLine(cells, mark), Parts: parts}
}

func join(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return b.String()
}

// A cell is one character as a terminal shows it.
type cell struct {
	text  string
	width int // columns; 0 for combining characters and for tabs, which are copied
}

var ellipsis = cell{"…", 1}

func (c cell) isTab() bool { return c.text == "\t" }

// A mark is a range of cells.
type mark struct{ from, to int }

// cut joins a line again, leaving out what lies far from the marked part when
// the line is too long to show.
func cut(before, marked, after []cell) ([]cell, mark) {
	room := excerptColumns - columns(marked)
	if room < 0 {
		marked, room = head(marked, excerptColumns), 0
		after = []cell{ellipsis}
	}
	left := min(columns(before), max(room/2, room-columns(after)))
	shown := tail(before, left)
	if len(shown) < len(before) {
		shown = append([]cell{ellipsis}, shown...)
	}
	rest := head(after, max(room-left, 1))
	if len(rest) < len(after) {
		rest = append(rest[:len(rest):len(rest)], ellipsis)
	}
	m := mark{len(shown), len(shown) + len(marked)}
	cells := append(shown[:len(shown):len(shown)], marked...)
	return append(cells, rest...), m
}

// columns counts a tab as one: how far it reaches is the terminal's affair.
func columns(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.width
		if c.isTab() {
			n++
		}
	}
	return n
}

// head returns as many cells as fit, and tail the same from the end.
func head(cells []cell, most int) []cell {
	i := 0
	for i < len(cells) && columns(cells[i:i+1]) <= most {
		most -= columns(cells[i : i+1])
		i++
	}
	return cells[:i]
}

func tail(cells []cell, most int) []cell {
	i := len(cells)
	for i > 0 && columns(cells[i-1:i]) <= most {
		most -= columns(cells[i-1 : i])
		i--
	}
	return cells[i:]
}

// caretLine copies tabs, so that both lines reach the same tab stops. A mark
// without width still gets one caret.
func caretLine(cells []cell, m mark) string {
	var b strings.Builder
	for _, c := range cells[:m.from] {
		if c.isTab() {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat(" ", c.width))
		}
	}
	before := b.Len()
	for _, c := range cells[m.from:m.to] {
		if c.isTab() {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat("^", c.width))
		}
	}
	if line := strings.TrimRight(b.String(), "\t"); len(line) > before {
		return line
	}
	return b.String()[:before] + "^"
}

func cellsOf(b []byte) []cell {
	cells := make([]cell, 0, len(b))
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		cells = append(cells, cellOf(r))
		b = b[size:]
	}
	return cells
}

func cellOf(r rune) cell {
	if r == '\t' {
		return cell{"\t", 0}
	}
	if unsafe(r) {
		return cell{"\ufffd", 1}
	}
	return cell{string(r), runeWidth(r)}
}

// unsafe reports whether a character could drive the terminal or turn the
// reading direction, and so show something else than what the file says.
func unsafe(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// runeWidth is how many columns of a terminal a character takes.
func runeWidth(r rune) int {
	const softHyphen = '\u00ad' // a format character that terminals print
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) && r != softHyphen:
		return 0
	case 0x1160 <= r && r <= 0x11FF: // vowels and finals, drawn into the Hangul syllable they follow
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// printable makes a message safe for one line of a terminal or a log.
func printable(s string) string {
	if strings.IndexFunc(s, unsafe) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unsafe(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

package sentence

import (
	"unicode"
	"unicode/utf8"
)

// pairs returns the outermost pairs of quotation marks and brackets of the
// paragraph that begins at start, in order. A mark without its partner is none;
// single quotation marks are apostrophes too often to count.
func pairs(text string, start int) []Span {
	const kinds = 5
	var open [kinds][]int
	var all []Span
	before := ' '
	for i := start; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		kind, opens, closes := markKind(r)
		if r == '"' {
			opens = len(open[kind]) == 0 && !unicode.IsLetter(before) && !unicode.IsDigit(before)
			closes = len(open[kind]) > 0
		}
		switch {
		case opens:
			open[kind] = append(open[kind], i)
		case closes && len(open[kind]) > 0:
			last := len(open[kind]) - 1
			all = outermost(all, Span{open[kind][last], i + n})
			open[kind] = open[kind][:last]
		}
		before = r
		i += n
	}
	return all
}

// outermost adds a pair that ends after all others, and drops those inside it.
// Of two that cross, the earlier stays and grows.
func outermost(all []Span, p Span) []Span {
	for len(all) > 0 && all[len(all)-1].End > p.Start {
		p.Start = min(p.Start, all[len(all)-1].Start)
		all = all[:len(all)-1]
	}
	return append(all, p)
}

func markKind(r rune) (kind int, opens, closes bool) {
	switch r {
	case '(':
		return 0, true, false
	case ')':
		return 0, false, true
	case '[':
		return 1, true, false
	case ']':
		return 1, false, true
	case '“':
		return 2, true, false
	case '”':
		return 2, false, true
	case '«':
		return 3, true, false
	case '»':
		return 3, false, true
	case '"':
		return 4, false, false
	}
	return 0, false, false
}

package quotation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// moved says that byte nfc of the normalised text comes from byte source of
// the source, and that from there on both run in step up to the next moved.
type moved struct{ nfc, source int }

// normalise returns s in normal form C, and how offsets in the result lead
// back. For a text already in that form, nearly all, it allocates nothing.
func normalise(s string) (string, []moved) {
	if norm.NFC.IsNormalString(s) {
		return s, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	var m []moved
	for i := 0; i < len(s); {
		if n := norm.NFC.QuickSpanString(s[i:]); n > 0 {
			m = append(m, moved{b.Len(), i})
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		n := norm.NFC.NextBoundaryInString(s[i:], true)
		if n <= 0 {
			_, n = utf8.DecodeRuneInString(s[i:])
		}
		m = append(m, moved{b.Len(), i})
		b.WriteString(norm.NFC.String(s[i : i+n]))
		i += n
	}
	return b.String(), append(m, moved{b.Len(), len(s)})
}

// sourceOffset leads a byte of the normalised text back to the source. An
// offset inside a composed letter leads to the letter's first byte, or to what
// follows it when it ends a range.
func (t *Text) sourceOffset(at int, ends bool) int {
	if len(t.moved) == 0 {
		return at
	}
	i, exact := slices.BinarySearchFunc(t.moved, at, func(m moved, at int) int { return m.nfc - at })
	if exact {
		return t.moved[i].source
	}
	m := t.moved[i-1]
	length, there := t.moved[i].nfc-m.nfc, t.moved[i].source-m.source
	if length == there {
		return m.source + at - m.nfc
	}
	if ends {
		return t.moved[i].source
	}
	return m.source
}

// nfcOffset leads a byte of the source to the normalised text.
func (t *Text) nfcOffset(at int) int {
	if len(t.moved) == 0 {
		return at
	}
	i, exact := slices.BinarySearchFunc(t.moved, at, func(m moved, at int) int { return m.source - at })
	if exact || i == len(t.moved) {
		return t.moved[min(i, len(t.moved)-1)].nfc
	}
	m := t.moved[i-1]
	return min(m.nfc+at-m.source, t.moved[i].nfc)
}

// A window is a range of tokens.
type window struct{ from, to int }

// scope returns the tokens that stand wholly within a span of the source.
func (t *Text) scope(within Span) window {
	if within == (Span{}) {
		return window{0, len(t.tokens)}
	}
	byStart := func(k token, at int) int { return int(k.start) - at }
	byEnd := func(k token, at int) int { return int(k.end) - at }
	start := t.nfcOffset(min(max(within.Start, 0), len(t.source)))
	end := t.nfcOffset(min(max(within.End, 0), len(t.source)))
	from, _ := slices.BinarySearchFunc(t.tokens, start, byStart)
	to, exact := slices.BinarySearchFunc(t.tokens, end, byEnd)
	if exact {
		to++
	}
	return window{from, max(from, to)}
}

// span returns where tokens [from, to) stand in the source.
func (t *Text) span(from, to int) Span {
	return Span{t.sourceOffset(int(t.tokens[from].start), false), t.sourceOffset(int(t.tokens[to-1].end), true)}
}

// words returns tokens [from, to) as the source prints them, spaces collapsed.
func (t *Text) words(from, to int) string {
	if from >= to {
		return ""
	}
	s := t.span(from, to)
	return strings.Join(strings.Fields(t.source[s.Start:s.End]), " ")
}

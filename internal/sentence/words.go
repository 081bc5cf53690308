package sentence

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Words returns the places of the words of a text in order: letters, digits and
// marks, with the apostrophes, hyphens, full stops and commas between them, as
// in "didn’t", "l’accord", "non-app", "3.5". Ideographs are a word each.
func Words(text string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		start, end := -1, 0
		for i := 0; i < len(text); {
			r, n := utf8.DecodeRuneInString(text[i:])
			switch {
			case isIdeograph(r):
				if start >= 0 && !yield(Span{start, end}) || !yield(Span{i, i + n}) {
					return
				}
				start = -1
			case isWordRune(r):
				if start < 0 {
					start = i
				}
				end = i + n
			case start >= 0 && (end < i || !isInner(r)):
				if !yield(Span{start, end}) {
					return
				}
				start = -1
			}
			i += n
		}
		if start >= 0 {
			yield(Span{start, end})
		}
	}
}

// CountWords returns how many words a text has.
func CountWords(text string) int {
	n := 0
	for range Words(text) {
		n++
	}
	return n
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isIdeograph(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isInner reports whether r may stand inside a word.
func isInner(r rune) bool {
	switch r {
	case '\'', '’', '-', '‐', '‑', '.', ',', '\u00ad', '_':
		return true
	}
	return false
}

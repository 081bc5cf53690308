package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is letters and digits, with the apostrophe that ends it: "d'" and
// "après", "lawyers'", "meta'" and "s".
type word struct {
	Span
	folded  string // small letters, NFC, straight apostrophe
	capital bool   // begins with a capital or a digit
	border  mark   // the strongest mark between the word before and this one
}

// A mark is what stands between two words.
type mark uint8

const (
	space mark = iota
	hyphen
	comma // comma, dash, bracket
	quote // a quotation mark, perhaps with a comma
	stop  // semicolon, colon, full stop, question or exclamation mark; the beginning and the end
)

// A window is a range of words.
type window struct{ from, to int }

// split returns the words of a text.
func split(text string) []word {
	words := make([]word, 0, len(text)/5+2)
	border := stop
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			border = max(border, markOf(r, text[i+n:]))
			i += n
			continue
		}
		w := word{Span: Span{i, i + n}, capital: unicode.IsUpper(r) || unicode.IsDigit(r), border: border}
		border = space
		for w.End < len(text) {
			r, n := utf8.DecodeRuneInString(text[w.End:])
			if isApostrophe(r) {
				if next, _ := utf8.DecodeRuneInString(text[w.End+n:]); isWordRune(next) || text[w.End-1] == 's' {
					w.End += n
				}
				break
			}
			if !isWordRune(r) && r != '\u00ad' {
				break
			}
			w.End += n
		}
		w.folded = fold(text[w.Start:w.End])
		words = append(words, w)
		i = w.End
	}
	return words
}

// fold returns the form in which words are compared. A small ASCII word is its
// own form.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < 0x80 && (s[i] < 'A' || s[i] > 'Z')
	}
	if plain {
		return s
	}
	s = norm.NFC.String(strings.ToLower(s))
	s = strings.ReplaceAll(s, "’", "'")
	s = strings.ReplaceAll(s, "ʼ", "'")
	return strings.ReplaceAll(s, "\u00ad", "")
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// markOf says how strongly a mark parts words. rest is what follows it.
func markOf(r rune, rest string) mark {
	switch r {
	case ',', '–', '—', '(', ')', '[', ']':
		return comma
	case '"', '“', '”', '«', '»', '„', '‘', '’', '‹', '›':
		return quote
	case ';', ':', '?', '!', '…', '|':
		return stop
	case '.':
		if next, _ := utf8.DecodeRuneInString(rest); isWordRune(next) {
			return space // 3.5, U.S
		}
		return stop
	case '-', '‐', '‑':
		return hyphen
	}
	return space
}

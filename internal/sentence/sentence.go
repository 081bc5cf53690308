// Package sentence finds where sentences begin and end in a paragraph or in
// several, in English and French.
//
// A sentence ends with ".", "!", "?" or "…", with the quotation marks and
// brackets that close after it, when space and a new beginning follow: a capital,
// a digit, or a mark that opens. A blank line ends one too. It does not end:
//
//   - after an abbreviation ("v.", "art. 8", "M."), an initial ("J. Smith"), or the
//     number of a list item; some abbreviations may end one, and do when a word
//     follows that commonly begins sentences ("Inc. The");
//   - before a small letter (« Vraiment ? » demanda-t-il);
//   - inside quotation marks or brackets that are closed in the same paragraph:
//     whoever speaks outside them speaks for all they say;
//   - at a cut, "[…]".
//
// The lists of abbreviations are data, in the folder abbreviations. A language
// without a list is split by the other rules. The package reads text and nothing
// else, changes nothing, and takes time linear in the text.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Span is a range of bytes, End exclusive.
type Span struct{ Start, End int }

// Split returns the sentences of a text in order, without the space around
// them. Every byte that is not space belongs to exactly one. lang is a language
// tag such as "en" or "fr-BE".
func Split(text, lang string) []Span {
	var spans []Span
	words := abbreviationsOf(lang)
	for start := 0; start < len(text); {
		end, next := paragraphEnd(text, start)
		s := splitter{text: text[:end], words: words}
		spans = s.split(spans, start)
		start = next
	}
	return spans
}

// paragraphEnd returns the end of the paragraph that begins at start, and where
// the next one begins.
func paragraphEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
			j++
		}
		if j < len(text) && text[j] == '\n' {
			return i, j + 1
		}
		i = j - 1
	}
	return len(text), len(text)
}

// A splitter works on one paragraph, which ends where its text ends.
type splitter struct {
	text   string
	words  *abbreviations
	closed []Span // outermost pairs of quotation marks or brackets, from the mark that opens to the end of the one that closes
}

func (s *splitter) split(spans []Span, start int) []Span {
	s.closed = pairs(s.text, start)
	start = s.skipSpace(start)
	for i := start; i < len(s.text); {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if len(s.closed) > 0 && i == s.closed[0].Start {
			pair := s.closed[0]
			s.closed = s.closed[1:]
			i = pair.End
			if !s.stopsInside(pair) {
				continue
			}
		} else if i += n; !isStop(r) {
			continue
		} else {
			for i < len(s.text) {
				r, n := utf8.DecodeRuneInString(s.text[i:])
				if !isStop(r) {
					break
				}
				i += n
			}
		}
		end := s.skipClosing(i)
		if len(s.closed) > 0 && s.closed[0].Start < end {
			continue // not closing after all: the next pair opens here
		}
		if !s.endsAt(start, i, end) {
			continue
		}
		spans = append(spans, Span{start, end})
		start = s.skipSpace(end)
		i = start
	}
	if end := len(strings.TrimRightFunc(s.text, unicode.IsSpace)); start < end {
		spans = append(spans, Span{start, end})
	}
	return spans
}

// stopsInside reports whether the last thing inside a pair ends a sentence:
// "(…wrote it.)", but not "[…]".
func (s *splitter) stopsInside(pair Span) bool {
	inside := s.text[pair.Start:pair.End]
	for inside != "" {
		r, n := utf8.DecodeLastRuneInString(inside)
		switch {
		case isStop(r):
			return strings.ContainsFunc(s.text[pair.Start:pair.End], unicode.IsLetter)
		case isClosing(r), unicode.IsSpace(r):
			inside = inside[:len(inside)-n]
		default:
			return false
		}
	}
	return false
}

// endsAt reports whether a sentence that began at start ends at end, its last
// stop at stopEnd.
func (s *splitter) endsAt(start, stopEnd, end int) bool {
	next := s.skipSpace(end)
	if next == len(s.text) {
		return true
	}
	if next == end && !isWide(s.text[:stopEnd]) || !beginsSentence(s.text[next:]) {
		return false
	}
	if stopEnd < end || s.text[stopEnd-1] != '.' || strings.HasSuffix(s.text[:stopEnd], "..") {
		return true
	}
	from := start + strings.LastIndexFunc(s.text[start:stopEnd], unicode.IsSpace) + 1
	from = max(from, start)
	return !s.words.continues(s.text[from:stopEnd], s.text[next:], from == start)
}

func (s *splitter) skipSpace(i int) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// skipClosing passes over the marks that close after a stop, and over the space
// that French sets before ».
func (s *splitter) skipClosing(i int) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if unicode.IsSpace(r) {
			j := s.skipSpace(i)
			if strings.HasPrefix(s.text[j:], "»") || strings.HasPrefix(s.text[j:], "›") {
				i = j
				continue
			}
			break
		}
		if !isClosing(r) {
			break
		}
		i += n
	}
	return i
}

func isStop(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '…' || r == '。' || r == '！' || r == '？'
}

func isClosing(r rune) bool {
	switch r {
	case ')', ']', '"', '\'', '”', '’', '»', '›', '」', '』', '*', '_':
		return true
	}
	return false
}

// isWide reports whether a text ends with a stop that needs no space after it.
func isWide(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r == '。' || r == '！' || r == '？'
}

// maxOpening bounds, in bytes, the marks that may stand before the first letter
// of a sentence, so that a text of nothing but marks takes linear time.
const maxOpening = 64

// beginsSentence reports whether a text may begin a sentence: past opening
// marks, a capital, a digit, or a letter of a script without capitals.
func beginsSentence(text string) bool {
	for i, r := range text {
		switch {
		case i > maxOpening:
			return true
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return true
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r):
		default:
			return true
		}
	}
	return true
}

package chapter

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Straight quotation marks become those of the language. Which are open, the
// innermost last, is in open: d for double, i for double inside French ones, s for
// single.

// opens reports whether a quotation mark between two characters begins a
// quotation.
func (s *setter) opens(next rune) bool {
	before := s.prev == 0 || unicode.IsSpace(s.prev) || strings.ContainsRune("([{–—-/“‘«…", s.prev)
	if !before {
		// l'"heure", "He said:"Yes" with the space forgotten
		return len(s.open) == 0 && strings.ContainsRune("’:;,=", s.prev) && (unicode.IsLetter(next) || unicode.IsDigit(next))
	}
	if unicode.IsSpace(next) || strings.ContainsRune(".,;:!?)]}", next) {
		return len(s.open) == 0
	}
	return true
}

// closeUpTo drops the innermost open quotation of a kind and those inside it.
func (s *setter) closeUpTo(kind byte) bool {
	i := bytes.LastIndexByte(s.open, kind)
	if i < 0 {
		return false
	}
	s.open = s.open[:i]
	return true
}

func (s *setter) double(dst []byte, next rune, rules rules) []byte {
	if rules == frenchRules {
		return s.frenchDouble(dst, next)
	}
	if s.opens(next) {
		s.open = append(s.open, 'd')
		s.prev = '“'
	} else {
		s.closeUpTo('d')
		s.prev = '”'
	}
	return utf8.AppendRune(dst, s.prev)
}

func (s *setter) frenchDouble(dst []byte, next rune) []byte {
	inside := bytes.IndexByte(s.open, 'd') >= 0
	switch {
	case s.opens(next) && inside:
		s.open = append(s.open, 'i')
		s.prev = '“'
		return utf8.AppendRune(dst, '“')
	case s.opens(next):
		s.open = append(s.open, 'd')
		s.prev = hardSpace
		return utf8.AppendRune(utf8.AppendRune(dst, '«'), hardSpace)
	case s.closeUpTo('i'):
		s.prev = '”'
		return utf8.AppendRune(dst, '”')
	}
	s.closeUpTo('d')
	dst = s.spaceBefore(dst, hardSpace)
	s.prev = '»'
	return utf8.AppendRune(dst, '»')
}

func (s *setter) single(dst, rest []byte, next rune, rules rules) []byte {
	after := peek(rest, 0, next)
	if rules == englishRules && s.prev != '’' && s.opens(after) && !unicode.IsDigit(after) && unicode.IsPrint(after) && !unicode.IsSpace(after) && !isElision(rest) {
		s.open = append(s.open, 's')
		s.prev = '‘'
	} else {
		if len(s.open) > 0 && s.open[len(s.open)-1] == 's' && !unicode.IsLetter(after) {
			s.open = s.open[:len(s.open)-1]
		}
		s.prev = '’'
	}
	return utf8.AppendRune(dst, s.prev)
}

// isElision reports whether a word begins with an apostrophe: ’tis, ’em.
func isElision(rest []byte) bool {
	n := 0
	for n < len(rest) && isLetter(rest[n]) {
		n++
	}
	switch strings.ToLower(string(rest[:n])) {
	case "tis", "twas", "twere", "twill", "em", "til", "n", "cause", "bout", "round":
		return n == 1 || n == len(rest) || rest[n] != '\''
	}
	return false
}

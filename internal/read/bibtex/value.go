package bibtex

import (
	"fmt"
	"strings"

	"dossier/internal/diag"
)

// value reads pieces joined by "#": {…}, "…", a number or the name of a string.
// reason says what is wrong with it, "" for nothing.
func (s *scanner) value(limit int, key string) (text, reason string) {
	var joined strings.Builder
	for pieces := 0; ; pieces++ {
		s.skipSpace(limit)
		if s.at >= limit {
			return "", "it is missing"
		}
		piece, reason := s.piece(limit, key)
		if reason != "" {
			return "", reason
		}
		behind := s.at
		s.skipSpace(limit)
		if s.at >= limit || s.src[s.at] != '#' {
			s.at = behind
			if pieces == 0 {
				return piece, ""
			}
			joined.WriteString(piece)
			return joined.String(), ""
		}
		s.at++
		joined.WriteString(piece)
	}
}

func (s *scanner) piece(limit int, key string) (text, reason string) {
	start := s.at
	switch c := s.src[start]; {
	case c == '{':
		end := closingBrace(s.src, start+1, limit)
		if end < 0 {
			return "", "its brace is never closed"
		}
		s.at = end + 1
		return string(s.src[start+1 : end]), ""
	case c == '"':
		end := closingQuote(s.src, start+1, limit)
		if end < 0 {
			return "", "its quotation mark is never closed"
		}
		s.at = end + 1
		return string(s.src[start+1 : end]), ""
	case c >= '0' && c <= '9':
		for s.at < limit && (s.src[s.at] >= '0' && s.src[s.at] <= '9' || s.src[s.at] == '-' || s.src[s.at] == '/') {
			s.at++
		}
		return string(s.src[start:s.at]), ""
	}
	name := s.name(limit)
	if name == "" {
		return "", "it is missing"
	}
	return s.expand(name, diag.Span{Start: start, End: s.at}, key), ""
}

// expand returns the text of a string.
func (s *scanner) expand(name string, where diag.Span, key string) string {
	text, known := s.macros[name]
	switch {
	case !known && !s.unknown[name]:
		s.unknown[name] = true
		s.report(malformed(where, key, fmt.Sprintf("no @string is called %q", name), "put the value in braces, or define the @string above"))
	case s.budget < len(text):
		if s.budget > 0 {
			s.report(malformed(where, key, fmt.Sprintf("strings add more than %d MB to this file", MaxBytes>>20), "write the values out"))
		}
		s.budget = 0
		return ""
	}
	s.budget -= len(text)
	return text
}

// closingBrace finds the "}" that ends the group whose inside begins at from;
// -1 where there is none before limit. As in BibTeX, a backslash does not hide
// a brace.
func closingBrace(src []byte, from, limit int) int {
	depth := 1
	for i := from; i < limit; i++ {
		switch src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// closingQuote finds the quotation mark that stands in no braces.
func closingQuote(src []byte, from, limit int) int {
	depth := 0
	for i := from; i < limit; i++ {
		switch src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return -1
			}
		case '"':
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

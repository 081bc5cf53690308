package chapter

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/util"
)

// literal appends text with its escapes and character references resolved.
func literal(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		n := 1
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]):
			dst = append(dst, text[i+1])
			n = 2
		case c == '&':
			dst, n = reference(dst, text[i:])
		default:
			dst = append(dst, c)
		}
		i += n
	}
	return dst
}

// maxReferenceBytes is the longest character reference, its "&" and ";"
// included.
const maxReferenceBytes = 34

// reference appends what the character reference that text begins with stands
// for, or the "&" where it is none, and returns how much it has read.
func reference(dst, text []byte) ([]byte, int) {
	if end := bytes.IndexByte(text[:min(len(text), maxReferenceBytes)], ';'); end > 1 {
		if name := string(text[:end+1]); isReference(name) {
			if s := html.UnescapeString(name); s != name {
				return append(dst, s...), end + 1
			}
		}
	}
	return append(dst, '&'), 1
}

// isReference reports whether s has the form of a character reference, so that
// one without its semicolon is not found inside it.
func isReference(s string) bool {
	body := s[1 : len(s)-1]
	if digits, ok := strings.CutPrefix(body, "#"); ok {
		if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
			return hex != "" && len(hex) <= 6 && strings.Trim(hex, "0123456789abcdef") == ""
		}
		return digits != "" && len(digits) <= 7 && strings.Trim(digits, "0123456789") == ""
	}
	_, ok := util.LookUpHTML5EntityByName(body)
	return ok
}

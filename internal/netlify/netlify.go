// Package netlify is the grammar of the two files in which a site tells its
// host about headers and redirects: _headers and _redirects. It reads them as
// the host does, matches requests against them, and prints them. Of
// netlify.toml it reads what can be held against the project.
//
// The host's own readers (@netlify/headers-parser 10.1.1 and
// @netlify/redirect-parser 16.1.1) are followed to the letter, because what
// they forgive hurts later: a header whose colon was forgotten vanishes without
// a word. So everything that the host drops, cuts or ignores is a diagnostic
// here, and what it refuses is one too. The recorded results in testdata come
// from those readers; testdata/record.mjs makes them anew.
//
// How the edge of the network matches is not published. Matching here is that
// of the host's local tools, and a site should not depend on cases where the
// two could differ.
//
// The package works on bytes and values alone. Reading never fails and is
// linear in the size of the file. Spans have no file name; diag.List.In places
// them.
package netlify

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"dossier/internal/diag"
)

// A line is one line of a file without the white space around it.
type line struct {
	text  string
	start int // offset of text in the file
}

func (l line) span() diag.Span { return diag.Span{Start: l.start, End: l.start + len(l.text)} }

// part is the span of text[from:to].
func (l line) part(from, to int) diag.Span {
	return diag.Span{Start: l.start + from, End: l.start + to}
}

// lines splits a file as the host does: at line feeds only, each line trimmed,
// empty lines and those that begin with "#" left out.
func lines(src []byte) []line {
	var all []line
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		raw := string(src[at:end])
		lead := len(raw) - len(trimLeft(raw))
		if text := trim(raw); text != "" && text[0] != '#' {
			all = append(all, line{text, at + lead})
		}
		at = end + 1
	}
	return all
}

// isSpace is white space as JavaScript knows it: U+FEFF is (Go says no), U+0085
// is not (Go says yes).
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return 0x2000 <= r && r <= 0x200A
}

func trim(s string) string      { return strings.TrimFunc(s, isSpace) }
func trimLeft(s string) string  { return strings.TrimLeftFunc(s, isSpace) }
func trimRight(s string) string { return strings.TrimRightFunc(s, isSpace) }

// A field is a piece of a line between white space.
type field struct {
	text  string
	start int // offset in the line's text
}

func fields(text string) []field {
	var all []field
	start := -1
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch space := isSpace(r); {
		case space && start >= 0:
			all = append(all, field{text[start:i], start})
			start = -1
		case !space && start < 0:
			start = i
		}
		i += n
	}
	if start >= 0 {
		all = append(all, field{text[start:], start})
	}
	return all
}

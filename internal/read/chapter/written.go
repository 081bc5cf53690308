package chapter

import (
	"bytes"
	"unicode/utf8"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// What typography has set parts from what is written in the file: here the two
// are walked side by side, so that every word of a passage keeps its place.

// gatherSet adds text that typography changed, with a place wherever it parts
// from what is written.
func (r *reading) gatherSet(n *ast.String) {
	m := &r.marking
	i := n.BaseInline.Pos() // String itself says that it has none
	if len(n.Value) == 0 {
		return
	}
	if i < 0 {
		i = m.end
	}
	src := r.doc.Source
	m.places = append(m.places, prose.Place{At: int32(len(m.text)), Pos: int32(i)})
	for j := 0; j < len(n.Value); {
		if same := sameBytes(n.Value[j:], src[min(i, len(src)):]); same > 0 {
			m.text = append(m.text, n.Value[j:j+same]...)
			i, j = i+same, j+same
			continue
		}
		set, width := utf8.DecodeRune(n.Value[j:])
		written, skip := writtenFor(src[min(i, len(src)):], set)
		j += width
		i += skip
		m.text = append(m.text, n.Value[j-width:j]...)
		if (!written || skip != width) && j < len(n.Value) {
			m.places = append(m.places, prose.Place{At: int32(len(m.text)), Pos: int32(i)})
		}
	}
	m.end = min(i, len(src))
}

// sameBytes returns how many whole characters, in bytes, are written as they
// are set. It stops where a backslash or a character reference may stand.
func sameBytes(set, written []byte) int {
	n := 0
	for n < len(set) && n < len(written) && set[n] == written[n] && set[n] != '&' && set[n] != '\\' {
		n++
	}
	for n > 0 && n < len(set) && !utf8.RuneStart(set[n]) {
		n--
	}
	return n
}

// writtenFor returns how many bytes of the file stand for a character that was
// set, and whether it is written as it is.
func writtenFor(src []byte, set rune) (same bool, bytesOf int) {
	if len(src) == 0 {
		return false, 0
	}
	c, width := utf8.DecodeRune(src)
	switch {
	case c == '&':
		if end := entityEnd(src); end > 0 {
			return false, end
		}
		return c == set, width
	case c == set:
		return true, width
	case c == '\\' && len(src) > 1:
		_, n := writtenFor(src[1:], set)
		return false, n + 1
	case set == '…' && bytes.HasPrefix(src, []byte("...")):
		return false, 3
	case (set == '–' || set == '—') && c == '-':
		n := 0
		for n < 3 && n < len(src) && src[n] == '-' {
			n++
		}
		return false, n
	case (set == hardSpace || set == narrowSpace) && c != ' ' && c != hardSpace && c != narrowSpace:
		return false, 0 // added
	}
	return false, width
}

// entityEnd returns the end of the character reference that begins a text, 0
// where there is none.
func entityEnd(src []byte) int {
	const longest = 40
	for i := 1; i < min(len(src), longest); i++ {
		switch c := src[i]; {
		case c == ';':
			return i + 1
		case !isLetter(c) && !isDigit(c) && c != '#':
			return 0
		}
	}
	return 0
}

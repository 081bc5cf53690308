package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// charReference reads the character reference that s begins with: what it stands
// for and how many bytes it takes; 0 bytes where it is none.
func charReference(s string) (string, int) {
	end := strings.IndexByte(s, ';')
	if end < 2 || end > 40 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(name); ok {
			return view(entity.Characters), end + 1
		}
		return "", 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return "", 0
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if r := rune(n); n != 0 && utf8.ValidRune(r) {
		return string(r), end + 1
	}
	return "\ufffd", end + 1
}

// plain returns the words of a node without markup and marks, for attributes.
func (p *printer) plain(n ast.Node) string {
	w := newWriter()
	w.bare = true
	p.plainInto(w, n)
	w.trim()
	return string(w.bytes())
}

func (p *printer) plainInto(w *writer, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.source(view(c.Segment.Value(p.doc.Source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				w.space()
			}
		case *ast.String:
			w.source(view(c.Value))
		case *prose.Picture:
			w.text(p.doc.Images[c.Image].Alt)
		case *prose.Invalid:
			w.text(view(c.Raw))
		case *prose.NoteMark:
		default:
			p.plainInto(w, c)
		}
	}
}

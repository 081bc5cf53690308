package page

import (
	"bytes"
	"slices"
	"strings"

	"dossier/internal/casefile"
)

// keepAnchors gives a finished text the anchors that it once had: an empty one
// in the element that took the place, which for a note is its mark, or at the
// head of the text; and a line with a link for those that moved to another page.
func (s *Site) keepAnchors(c *casefile.Chapter, text []byte) []byte {
	sh := s.shelf(c.Lang)
	for _, m := range s.Investigation.MovedFrom(c) {
		w := newWriter()
		if m.To != "" && m.To != c.URL && !m.Mark {
			w.block(`<p class="moved"`)
			w.attr("id", m.ID)
			w.raw(">")
			w.text(sh.words.T("moved"))
			w.space()
			w.inline("<a")
			w.address("href", m.To)
			w.raw(">")
			w.text(s.placeName(sh, m.To))
			w.close("</a>")
			w.block("</p>")
			text = slices.Concat(text, w.bytes())
			continue
		}
		at := 0
		if m.Here != "" {
			at = openedBy(text, m.Here)
		} else if m.To != c.URL {
			at = openedBy(text, "n-"+strings.TrimPrefix(m.ID, "nr-")) // in the line that leads on from its note
		}
		if at < 0 || bytes.Contains(text, idOf(m.ID)) {
			continue // the check has said that there is no such anchor
		}
		w.raw("<span")
		w.attr("id", m.ID)
		w.raw("></span>")
		text = slices.Concat(text[:at], w.bytes(), text[at:])
	}
	return text
}

// openedBy is where the content of the element with an id begins, of a note that
// of its mark, which is always shown; -1 for no such element.
func openedBy(text []byte, id string) int {
	at := -1
	if note, ok := strings.CutPrefix(id, "n-"); ok {
		at = bytes.Index(text, idOf("nr-"+note))
	}
	if at < 0 {
		at = bytes.Index(text, idOf(id))
	}
	if at < 0 {
		return -1
	}
	return at + bytes.IndexByte(text[at:], '>') + 1
}

// idOf is the attribute that gives an element its id.
func idOf(id string) []byte {
	w := newWriter()
	w.attr("id", id)
	return w.bytes()
}

// placeName names the page that an address leads to.
func (s *Site) placeName(sh *shelf, address string) string {
	path, _, _ := strings.Cut(address, "#")
	for _, c := range s.Investigation.All() {
		if c.URL == path {
			return sh.chapterName(c)
		}
	}
	return address
}

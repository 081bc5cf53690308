package page

import (
	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// FeedHTML is the whole text of a chapter or page as a feed carries it: with
// absolute addresses, and with the notes as a list after the text. Every id
// begins with the name of the chapter, so that several texts can stand in one
// document.
func (s *Site) FeedHTML(c *casefile.Chapter, body *casefile.Body) string {
	if s.Investigation.IsRetracted(c) {
		return s.feedNotices(c) + string(s.notice(c))
	}
	p := s.printer(c, body, place{
		idPrefix: c.Name + "-", base: s.BaseURL, page: s.BaseURL + c.URL, isFeed: true,
	})
	p.document(nil)
	p.noteList()
	text := s.feedNotices(c) + string(p.bytes())
	s.release(p)
	return text
}

// noteList writes all notes as a list.
func (p *printer) noteList() {
	if p.noteCount() == 0 {
		return
	}
	p.block("<hr>")
	p.block("<ol>")
	for i, n := range p.doc.Notes {
		if p.style.inSentence() && n.Kind == prose.CitationNote {
			continue
		}
		p.block("<li")
		p.id("n-", n.ID)
		p.raw(">")
		p.noteText(i)
		p.backLinks(n)
		p.block("</li>")
	}
	p.block("</ol>")
}

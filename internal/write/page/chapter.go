package page

import (
	"dossier/internal/casefile"
)

// chapterView fills the view of a chapter or page, all but the text.
func (s *Site) chapterView(c *casefile.Chapter, body *casefile.Body) ChapterView {
	sh := s.shelf(c.Lang)
	view := ChapterView{
		Shell:      s.shell(c),
		Standfirst: c.Head.Standfirst,
		Authors:    c.Head.Authors,
		Published:  sh.date(c.Head.Date),
		Updated:    sh.date(s.Investigation.LastChange(c)),
		Minutes:    body.Summary.ReadingMinutes(s.Investigation.Settings.Reading),
		Notes:      countNotes(sh.style, body.Document.Notes),
		Cite:       s.cite(sh, c),
	}
	for _, h := range body.Document.Headings {
		if h.Level == 2 && h.Text != "" {
			view.Sections = append(view.Sections, navLink(h.Text, "#"+encodeURL(h.ID), 0, false))
		}
	}
	view.Kind = "page"
	if c.Kind == casefile.ChapterKind {
		view.Kind = "chapter"
		view.Number, view.Total = c.Number, sh.last()
		view.Chapters = view.Contents[:len(view.Contents)-len(sh.pages)]
		view.Prev, view.Next = neighbour(c.Prev), neighbour(c.Next)
		view.Stamp = append(view.Stamp, sh.words.T("chapter-of", view.Number, view.Total))
	}
	view.Stamp = append(view.Stamp, sh.stampDate(s.Investigation.LastChange(c), c.Head.Date, "stamp-published")...)
	if n := body.Document.Numbered(); n > 1 {
		view.Stamp = append(view.Stamp, sh.words.T("stamp-paragraphs", n))
	}
	if len(view.Stamp) == 0 {
		view.Stamp = []string{sh.words.T("stamp-trackers")}
	}
	s.correct(&view.Shell, c)
	view.JSONLD = s.articleData(c, body, &view)
	return view
}

func neighbour(c *casefile.Chapter) *NavLink {
	if c == nil {
		return nil
	}
	l := chapterLink(c, false)
	return &l
}

// stampVersion says of when a page is that is made of registers.
func (s *Site) stampVersion(sh *shelf, c *casefile.Chapter) []string {
	if version := s.versionOf(sh, c); !version.IsZero() {
		return []string{sh.words.T("cite-version", sh.words.Date(version))}
	}
	return nil
}

// stampDate says when a page last changed, or else when it was published.
func (sh *shelf) stampDate(updated, first casefile.Date, published string) []string {
	switch {
	case !updated.IsZero():
		return []string{sh.words.T("stamp-updated", sh.words.Date(updated))}
	case !first.IsZero():
		return []string{sh.words.T(published, sh.words.Date(first))}
	}
	return nil
}

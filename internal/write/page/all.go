package page

import (
	"html/template"

	"dossier/internal/casefile"
)

// An AllView is layouts/all.html: the whole file on one page.
type AllView struct {
	Shell
	Body template.HTML // the parts; see package edition
}

// All makes the page of the whole file. joined are its parts, made of pages of
// this site. Search engines are told to stay away: they have the pages
// themselves.
func (s *Site) All(e *casefile.Edition, joined []byte) ([]byte, error) {
	c := e.Record(casefile.AllPage)
	view := AllView{Shell: s.recordShell(c, s.measure(s.shelf(e.Lang), c.Name)), Body: trusted(joined)}
	view.NoIndex = true
	view.Kind = "all"
	view.Scripts = nil // it is for paper; the link to the search stays
	return s.execute("all", c, &view)
}

package page

import (
	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// provenance lists where an exhibit comes from: what it is, how it became
// public, from whom, our copy, who checked it, through whose hands it went.
func (s *Site) provenance(p *printer, sh *shelf, d *casefile.Display) []FactView {
	w, x := sh.words, d.Exhibit
	original := s.Investigation.Settings.Original()
	var facts []FactView
	add := func(key string, print func()) {
		if value := p.part(print); value != "" {
			facts = append(facts, FactView{Name: w.T(key), Value: value})
		}
	}
	words := func(t string) func() { return func() { p.text(t) } }
	add("provenance-what", func() {
		if x.Kind != "" {
			p.text(w.T("exhibit-kind-" + x.Kind))
		}
		if src := s.sources().Lookup(x.Source.ID); src != nil {
			p.text(": ")
			list := lister{p: p}
			p.described(src, false, prose.Locator{}, &list)
			p.quotedIn(src, nil, &list)
			p.sourceLinks(src, &list)
		}
	})
	add("provenance-how", func() {
		if x.How != "" {
			p.text(w.T("exhibit-how-" + x.How))
		}
		if day := w.Issued(x.MadePublic); day != "" {
			p.text(", " + day)
		}
	})
	add("provenance-from", words(textIn(x.From, sh.edition.Lang, original)))
	add("provenance-copy", func() {
		extent := "extent-whole"
		if x.Excerpt {
			extent = "extent-excerpt"
		}
		p.text(w.T(extent))
		if x.Transcript.Method != "" {
			p.text(", " + w.T("method-"+x.Transcript.Method))
		}
		if x.Transcript.By != "" {
			p.text(" " + w.T("transcribed-by", x.Transcript.By))
		}
		if day := w.Issued(x.Obtained); day != "" {
			p.text(", " + w.T("obtained-on", day))
		}
	})
	add("provenance-checked", func() {
		if x.Transcript.CheckedBy != "" {
			p.text(x.Transcript.CheckedBy)
		} else if x.HasText() {
			p.text(w.T("checked-by-nobody"))
		}
	})
	add("provenance-custody", func() {
		for i, c := range x.Custody {
			if i > 0 {
				p.text("; ")
			}
			p.text(w.Issued(c.Date))
			if c.Who != "" {
				p.text(", " + c.Who)
			}
			p.text(": " + textIn(c.Action, sh.edition.Lang, original))
		}
	})
	if x.Original != nil {
		add("provenance-hash", func() {
			p.inline("<code>")
			p.text(x.Original.SHA256)
			p.close("</code>")
		})
	}
	add("provenance-changes", words(textIn(x.Changes, sh.edition.Lang, original)))
	return facts
}

package page

import (
	"html/template"

	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/theme"
)

// Pages of single entries of registers.

// EntryHead is the front matter of the page of a claim or of a source. The title
// of a claim's page is its number, because its words alone would state what is
// only said; its description begins with the label and with who says it.
func EntryHead(inv *casefile.Investigation, w *theme.Words, lang, name, id string) casefile.Head {
	original := inv.Settings.Original()
	switch name {
	case casefile.ClaimsPage:
		for i, c := range inv.Claims.List {
			if standing := inv.Standings[id]; c.ID == id && standing != nil {
				head := casefile.Head{
					Title:       w.T("claim-page", label.Number(i)),
					Description: w.T("claim-labelled", label.Of(standing, w), textIn(c.Text, lang, original)),
				}
				if who := names(inv.Parties, c.By, c.Since, w); who != "" {
					head.Description = w.T("claim-labelled-by", label.Of(standing, w), who, textIn(c.Text, lang, original))
				}
				return head
			}
		}
	case casefile.SourcesPage:
		if s := inv.Sources.Lookup(id); s != nil {
			title := s.Title
			if translated := s.Custom.Title.In(lang); translated != "" {
				title = translated
			}
			return casefile.Head{Title: title, Description: w.T("source-line", w.T("kind-"+kindOf(s)), title)}
		}
	}
	return casefile.Head{}
}

// entryShell is the frame of the page of an entry. up is the page of its
// register.
func (s *Site) entryShell(c *casefile.Chapter, facts ...string) Shell {
	sh := s.shelf(c.Lang)
	shell := s.shell(c)
	shell.Kind = "entry"
	shell.OpenGraph.Type = "website"
	shell.Stamp = append(facts, s.stampVersion(sh, c)...)
	s.correct(&shell, c)
	return shell
}

// up leads from an entry to the page of its register.
func (sh *shelf) up(c *casefile.Chapter) NavLink {
	if of := sh.edition.Record(c.Name); of != nil {
		return NavLink{Label: of.Head.Title, URL: of.URL}
	}
	return NavLink{}
}

// A ClaimPageView is layouts/claim.html: one claim with all that is known of it.
type ClaimPageView struct {
	Shell
	Up        NavLink
	Claim     ClaimView
	Responses []ResponseView // in full, oldest first
	Cite      CiteView
}

// Claim makes the page of a claim.
func (s *Site) Claim(e *casefile.Edition, c *casefile.Chapter, uses *Uses) ([]byte, error) {
	sh := s.shelf(e.Lang)
	f := sh.ledger.claims[c.Entry]
	l := s.claimList(c, uses)
	defer s.release(l.printer)
	view := ClaimPageView{Shell: s.entryShell(c, f.label()), Up: sh.up(c), Claim: l.row(f), Cite: s.cite(sh, c)}
	view.Title = sh.words.T("claim-titled", c.Head.Title, f.label())
	view.OpenGraph.Title = view.Title
	for _, r := range sortedResponses(f.standing.All) {
		view.Responses = append(view.Responses, s.responseView(l.printer, sh, r, nil))
	}
	view.JSONLD = s.entryData(sh, c, s.claimData(sh, f))
	return s.execute("claim", c, &view)
}

// A SourcePageView is layouts/source.html: one source and every place that
// rests on it.
type SourcePageView struct {
	Shell
	Up        NavLink
	Source    SourceView
	Claims    []ClaimView // that it supports, or speaks against
	Downloads []Download  // the source for reference managers
}

// Source makes the page of a source.
func (s *Site) Source(e *casefile.Edition, c *casefile.Chapter, uses *Uses) ([]byte, error) {
	sh := s.shelf(e.Lang)
	src := s.sources().Lookup(c.Entry)
	l := s.claimList(c, uses)
	defer s.release(l.printer)
	view := SourcePageView{Shell: s.entryShell(c, sh.words.T("kind-"+kindOf(src))), Up: sh.up(c), Downloads: s.citeFiles(c)}
	view.Source = s.sourceView(l.printer, sh, l.uses, src)
	for _, link := range sh.ledger.supported[src.ID] {
		if f := sh.ledger.numbered[link.Label]; f != nil {
			view.Claims = append(view.Claims, l.row(f))
		}
	}
	view.JSONLD = s.entryData(sh, c, sourceData(src))
	return s.execute("source", c, &view)
}

// entryData describes what an entry's page is about, and where the page stands.
func (s *Site) entryData(sh *shelf, c *casefile.Chapter, about any) template.HTML {
	up := sh.up(c)
	data := entryPage{
		Context: schema, Type: "WebPage", Name: c.Head.Title, Language: c.Lang, URL: s.BaseURL + c.URL,
		PartOf: &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home}, About: about, Corrections: s.correctionData(c),
	}
	if last := s.Investigation.LastChange(c); !last.IsZero() {
		data.Modified = iso(last)
	}
	return dataElements(data, breadcrumbs{schema, "BreadcrumbList", []crumb{
		{"ListItem", 1, sh.title, s.BaseURL + sh.edition.Home},
		{"ListItem", 2, up.Label, s.BaseURL + up.URL},
		{"ListItem", 3, c.Head.Title, s.BaseURL + c.URL},
	}})
}

type entryPage struct {
	Context  string `json:"@context"`
	Type     string `json:"@type"`
	Name     string `json:"name"`
	Language string `json:"inLanguage"`
	URL      string `json:"url"`
	PartOf   *part  `json:"isPartOf"`
	About    any    `json:"about"`
	Modified string `json:"dateModified,omitempty"`

	Corrections []correctionComment `json:"correction,omitempty"`
}

type creativeWork struct {
	Type      string   `json:"@type"`
	Name      string   `json:"name,omitempty"`
	Author    []person `json:"author,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	URL       string   `json:"url,omitempty"`
}

// sourceData describes a source.
func sourceData(src *casefile.Source) creativeWork {
	w := creativeWork{Type: "CreativeWork", Name: src.Title, URL: src.URL, Published: isoIssued(src.Issued)}
	for _, n := range src.Authors {
		if n.IsOthers() {
			continue
		}
		kind := "Person"
		if n.Literal != "" {
			kind = "Organization"
		}
		w.Author = append(w.Author, person{kind, fullName(n)})
	}
	return w
}

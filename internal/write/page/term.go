package page

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// A glossary is what the pages of an edition say of terms.
type glossary struct {
	at    string // address of the page of the terms; "" where there is none
	terms map[string]*termEntry
	list  []*termEntry // in the order of the language
}

// A termEntry is a term in the words of one language.
type termEntry struct {
	id, term, long, definition string
	cites                      []casefile.Evidence
}

// newGlossary sorts the terms as the language of the edition sorts words.
func (s *Site) newGlossary(sh *shelf) *glossary {
	inv, lang := s.Investigation, sh.edition.Lang
	g := &glossary{at: sh.address(casefile.GlossaryPage), terms: make(map[string]*termEntry, len(inv.Terms.List))}
	words := func(t casefile.Text) string { return textIn(t, lang, inv.Settings.Original()) }
	for _, t := range inv.Terms.List {
		if g.terms[t.ID] != nil {
			continue
		}
		e := &termEntry{t.ID, words(t.Term), words(t.Long), words(t.Definition), t.Cites}
		g.terms[t.ID] = e
		g.list = append(g.list, e)
	}
	if len(g.list) > 1 {
		order := collate.New(language.Make(lang), collate.IgnoreCase)
		slices.SortStableFunc(g.list, func(a, b *termEntry) int { return order.CompareString(a.term, b.term) })
	}
	return g
}

// term writes [word]{.term ref=ID} where it is the first of its term that may be
// explained: a link to the glossary, and for print, where nobody follows a link,
// the explanation itself. It reports whether it has written anything.
func (p *printer) term(n *prose.SpanOf) bool {
	t := p.glossary.terms[n.Attrs.Value("ref")]
	if t == nil || p.glossary.at == "" || !prose.MayExplain(n) || slices.Contains(p.explained, t.id) {
		return false
	}
	p.explained = append(p.explained, t.id)
	p.inline("<dfn")
	p.id("", n.Attrs.ID)
	if lang := n.Attrs.Value("lang"); lang != "" {
		p.attr("lang", lang)
	}
	p.raw("><a")
	p.address("href", p.absolute(p.glossary.at+"#g-"+t.id))
	p.raw(` role="doc-glossref">`)
	p.children(n)
	p.close("</a></dfn>")
	if !p.place.isFeed {
		p.inline(`<span class="meaning">`)
		p.space()
		p.text("(")
		if t.long != "" {
			p.text(t.long + ": ")
		}
		p.text(t.definition + ")")
		p.close("</span>")
	}
	return true
}

// A GlossaryView is layouts/glossary.html.
type GlossaryView struct {
	Shell
	Dek   string
	Terms []TermView // in the order of the language
}

// A TermView is one entry of the glossary.
type TermView struct {
	ID         string // "g-api"
	Term, Long string // Long is "" for a word that is not short for another
	Definition string
	Evidence   []EvidenceView
	Used       []NavLink // texts that mark it
}

// Glossary makes the page of the terms of an edition. summary is as for Cover.
func (s *Site) Glossary(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) ([]byte, error) {
	c := e.Record(casefile.GlossaryPage)
	sh := s.shelf(e.Lang)
	l := s.claimList(c, nil)
	defer s.release(l.printer)
	used := map[string][]NavLink{}
	for _, text := range texts(e) {
		known, here := summary(text), map[string]bool{}
		if known == nil {
			continue
		}
		for _, m := range known.Terms {
			if !here[m.Ref] {
				here[m.Ref] = true
				used[m.Ref] = append(used[m.Ref], NavLink{Label: sh.chapterName(text), URL: markAt(text, known, "g-"+m.Ref)})
			}
		}
	}
	view := GlossaryView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst}
	for _, t := range sh.glossary.list {
		view.Terms = append(view.Terms, TermView{ID: "g-" + t.id, Term: t.term, Long: t.long, Definition: t.definition, Evidence: l.evidence(t.cites), Used: used[t.id]})
	}
	return s.execute("glossary", c, &view)
}

type termSet struct {
	Context  string      `json:"@context"`
	Type     string      `json:"@type"`
	ID       string      `json:"@id"`
	Name     string      `json:"name"`
	Language string      `json:"inLanguage"`
	URL      string      `json:"url"`
	PartOf   *part       `json:"isPartOf"`
	Terms    []termDatum `json:"hasDefinedTerm"`
}

type termDatum struct {
	Type        string `json:"@type"`
	ID          string `json:"@id"`
	Name        string `json:"name"`
	Alternate   string `json:"alternateName,omitempty"`
	Description string `json:"description"`
}

// termData describes the glossary as a set of terms.
func (s *Site) termData(sh *shelf, c *casefile.Chapter, url string) termSet {
	set := termSet{
		Context: schema, Type: "DefinedTermSet", ID: url, Name: c.Head.Title, Language: c.Lang, URL: url,
		PartOf: &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home},
	}
	for _, t := range sh.glossary.list {
		set.Terms = append(set.Terms, termDatum{"DefinedTerm", url + "#g-" + t.id, t.term, t.long, t.definition})
	}
	return set
}

package page

import (
	"html/template"
	"slices"
	"strconv"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// A SourcesView is layouts/sources.html: every source of the registry, by kind.
type SourcesView struct {
	Shell
	Dek       string
	Filters   []FilterView
	Groups    []SourceGroup // those with sources in them
	Downloads []Download
}

// A SourceGroup is the sources of one kind.
type SourceGroup struct {
	Filter  string // classes by which the filter finds it
	Title   string
	Count   int
	Sources []SourceView
}

// A SourceView is one source.
type SourceView struct {
	ID      string        // "s-nyt-2018"
	Page    string        // address of the source's own page
	Label   string        // what texts cite it as; "" where they cite in notes
	Kind    string        // in words
	Work    template.HTML // author, title, court or publication, date, links
	Seen    template.HTML // how much of it we read; empty where the record does not say
	Caution string
	Cited   []CitedView // in the order of the edition
	Claims  []NavLink   // claims that it supports, or speaks against
}

// A CitedView is one text that cites a source.
type CitedView struct {
	Text  NavLink
	Word  string    // "notes", or, where citations are none, "places"
	Notes []NavLink // one for each mark of a note; empty where it is cited in a sentence
}

// The groups of the sources page, in order. Sources that nothing cites stand
// in the last one.
const (
	courtGroup = iota
	lawGroup
	companyGroup
	pressGroup
	postGroup
	otherGroup
	consultedGroup
)

var sourceGroups = [...]string{"court", "law", "company", "press", "posts", "other", "consulted"}

func groupOf(s *casefile.Source) int {
	switch kindOf(s) {
	case "court-filing", "court-order":
		return courtGroup
	case "law":
		return lawGroup
	case "company-statement":
		return companyGroup
	case "press":
		return pressGroup
	case "post":
		return postGroup
	}
	return otherGroup
}

// Sources makes the page of the sources of an edition. summary is as for Cover.
func (s *Site) Sources(e *casefile.Edition, uses *Uses, summary func(*casefile.Chapter) *casefile.Summary, downloads []Download) ([]byte, error) {
	c := e.Record(casefile.SourcesPage)
	sh := s.shelf(e.Lang)
	list := s.Investigation.Sources.List
	view := SourcesView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst, Downloads: downloads}

	var groups [len(sourceGroups)][]*casefile.Source
	cited := s.citedAnywhere(summary)
	for _, src := range list {
		if s.Investigation.Sources.Lookup(src.ID) != src {
			continue // another source has its key
		}
		g := groupOf(src)
		if !cited[src.ID] {
			g = consultedGroup
		}
		groups[g] = append(groups[g], src)
	}
	view.Filters = append(view.Filters, FilterView{ID: allFilter, Label: sh.words.T("filter-all"), Count: len(list), Checked: true})
	p := s.listPrinter(c)
	defer s.release(p)
	for i, name := range sourceGroups {
		title := sh.words.T("sources-" + name)
		view.Filters = append(view.Filters, FilterView{ID: filterID(i), Label: title, Count: len(groups[i])})
		if len(groups[i]) == 0 {
			continue
		}
		slices.SortStableFunc(groups[i], func(a, b *casefile.Source) int { return earlier(a.Issued, b.Issued) })
		group := SourceGroup{Filter: filtered + " " + filterClass(i), Title: title, Count: len(groups[i]), Sources: make([]SourceView, len(groups[i]))}
		for j, src := range groups[i] {
			group.Sources[j] = s.sourceView(p, sh, uses, src)
		}
		view.Groups = append(view.Groups, group)
	}
	return s.execute("sources", c, &view)
}

func (s *Site) sourceView(p *printer, sh *shelf, uses *Uses, src *casefile.Source) SourceView {
	return SourceView{
		ID: s.Investigation.Anchors[src.ID], Page: sh.entryAddress(casefile.SourcesPage, src.ID),
		Kind: sh.words.T("kind-" + kindOf(src)), Label: sh.style.labels[src.ID],
		Work: p.part(func() { p.entry(src) }), Seen: p.part(func() { p.seen(src) }),
		Caution: src.Custom.Note.In(sh.edition.Lang), Cited: uses.sources[src.ID], Claims: sh.ledger.supported[src.ID],
	}
}

// citedAnywhere finds the sources that a text or a claim of any edition rests
// on.
func (s *Site) citedAnywhere(summary func(*casefile.Chapter) *casefile.Summary) map[string]bool {
	cited := map[string]bool{}
	for _, e := range s.Investigation.Editions {
		for _, c := range texts(e) {
			if known := summary(c); known != nil {
				for _, use := range known.Cited {
					cited[use.Key] = true
				}
			}
		}
	}
	for _, claim := range s.Investigation.Claims.List {
		for _, ev := range slices.Concat(claim.Evidence, claim.Against) {
			cited[ev.Key] = true
		}
	}
	return cited
}

// citedIn finds the places in an edition that cite each source.
func (s *Site) citedIn(e *casefile.Edition, sh *shelf, summary func(*casefile.Chapter) *casefile.Summary) map[string][]CitedView {
	places := map[string][]CitedView{}
	for _, c := range texts(e) {
		known := summary(c)
		if known == nil {
			continue
		}
		text := NavLink{Label: sh.chapterName(c), URL: encodeURL(c.URL)}
		here := map[string]int{} // place of this text in the list of a source, from 1
		for _, use := range known.Cited {
			if here[use.Key] == 0 {
				places[use.Key] = append(places[use.Key], CitedView{Text: text})
				here[use.Key] = len(places[use.Key])
			}
			if use.Mark != "" {
				at := &places[use.Key][here[use.Key]-1]
				at.Notes = addMarks(at.Notes, c.URL, use)
			}
		}
	}
	sh.nameMarks(places)
	return places
}

// nameMarks says what the links of each source lead to. Where citations are no
// notes, their places are counted.
func (sh *shelf) nameMarks(places map[string][]CitedView) {
	word := "cited-notes"
	if sh.style.inSentence() {
		word = "cited-places"
	}
	for _, list := range places {
		for i := range list {
			list[i].Word = sh.words.Choose(word, len(list[i].Notes))
			for j := range list[i].Notes {
				if sh.style.inSentence() {
					list[i].Notes[j].Label = sh.words.Number(j + 1)
				}
			}
		}
	}
}

// addMarks adds a link for each mark of a note, unless they are there already.
func addMarks(links []NavLink, url string, use casefile.Cited) []NavLink {
	if n := len(links); n > 0 && links[n-1].Number == use.Note+1 {
		return links // a source twice in one note
	}
	url += "#" + use.Mark
	for i := range use.More + 1 {
		to := encodeURL(url)
		if i > 0 {
			to += "--" + strconv.Itoa(i+1)
		}
		links = append(links, NavLink{Label: strconv.Itoa(use.Note + 1), URL: to, Number: use.Note + 1})
	}
	return links
}

// entry writes a source in the list of sources.
func (p *printer) entry(s *casefile.Source) {
	list := lister{p: p}
	p.described(s, false, prose.Locator{}, &list)
	p.sourceLinks(s, &list)
	if !p.endsSentence() {
		p.text(".")
	}
}

// seen says how much of a source we read.
func (p *printer) seen(s *casefile.Source) {
	switch s.Custom.Seen {
	case "whole":
		p.text(p.words.T("seen-whole"))
	case "part":
		p.text(p.words.T("seen-part"))
	case "quoted":
		before, after := "", ""
		if around := aroundNumber(p.words, "seen-quoted"); len(p.seenIn(s)) > 0 {
			before, after = around.before, around.after
		} else {
			p.text(p.words.T("seen-quoted-only"))
			return
		}
		p.text(before)
		for i, in := range p.seenIn(s) {
			if i > 0 {
				p.text(", ")
			}
			if p.sourcesAt != "" {
				p.toSource(in, func() { p.text(p.outlet(in)) })
				continue
			}
			p.inline("<a")
			p.fragment("", p.anchors[in.ID])
			p.raw(">")
			p.text(p.outlet(in))
			p.close("</a>")
		}
		p.text(after)
	}
}

// seenIn lists the sources that quote a source, each outlet once.
func (p *printer) seenIn(s *casefile.Source) []*casefile.Source {
	var list []*casefile.Source
	for _, key := range s.Custom.SeenIn {
		in := p.sources.Lookup(key)
		if in != nil && in != s && !slices.ContainsFunc(list, func(other *casefile.Source) bool { return p.outlet(other) == p.outlet(in) }) {
			list = append(list, in)
		}
	}
	return list
}

// named writes the short name of a source; it leads to the list of sources.
func (p *printer) named(s *casefile.Source) { p.toSource(s, func() { p.text(p.shortest(s)) }) }

// toSource writes words as a link to a source in the list of sources.
func (p *printer) toSource(s *casefile.Source, words func()) {
	anchor := p.anchors[s.ID]
	if p.sourcesAt == "" || anchor == "" {
		words()
		return
	}
	p.inline("<a")
	p.attrOpen("href")
	p.attrPart(p.place.base)
	p.attrPart(p.sourcesAt)
	p.attrPart("#")
	p.attrPart(anchor)
	p.attrClose()
	p.raw(">")
	words()
	p.close("</a>")
}

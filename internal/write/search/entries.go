package search

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/label"
)

// groups lists what the registers hold, and the titles of the texts, in the
// order in which results stand.
func (e *Edition) groups() []Group {
	w := e.Words
	all := []Group{
		{"person", w.T("people-title"), e.people()},
		{"term", w.T("glossary-title"), e.terms()},
		{"claim", w.T("claims-title"), e.claims()},
		{"text", w.T("search-texts"), e.titles()},
		{"event", w.T("timeline-title"), e.events()},
		{"exhibit", w.T("exhibits-title"), e.exhibits()},
		{"source", w.T("sources-title"), e.sources()},
	}
	return slices.DeleteFunc(all, func(g Group) bool { return len(g.Entries) == 0 })
}

// in is a text in the language of the edition, or else in the original.
func (e *Edition) in(t casefile.Text) string {
	if words := t.In(e.Edition.Lang); words != "" {
		return words
	}
	return t.In(e.Investigation.Settings.Original())
}

// sentences joins what there is of some texts.
func sentences(parts ...string) string { return join(" ", parts) }

func join(between string, parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

func (e *Edition) people() []Entry {
	var list []Entry
	for _, p := range e.Investigation.Parties.List {
		at := e.Edition.Entry(casefile.PeoplePage, p.ID)
		if p.Protected || at == nil || e.Investigation.Parties.Lookup(p.ID) != p {
			continue
		}
		title := p.FullName(e.Edition.Lang)
		var names []string
		for _, n := range p.Names {
			for _, words := range append([]string{e.in(n.Name), e.in(n.Short)}, n.Aliases...) {
				if words != title && !slices.Contains(names, words) {
					names = append(names, words)
				}
			}
		}
		list = append(list, Entry{URL: at.URL, Title: title, Text: sentences(closed(join(", ", names)), e.in(p.About.Text), e.in(p.Caution.Text))})
	}
	return list
}

func (e *Edition) terms() []Entry {
	at := e.Edition.Record(casefile.GlossaryPage)
	var list []Entry
	for _, t := range e.Investigation.Terms.List {
		if at != nil && e.Investigation.Terms.Lookup(t.ID) == t {
			list = append(list, Entry{URL: at.URL + "#g-" + t.ID, Title: e.in(t.Term), Text: join(": ", []string{e.in(t.Long), e.in(t.Definition)})})
		}
	}
	return list
}

// claims lists those with a label. A claim without one is on no page.
func (e *Edition) claims() []Entry {
	var list []Entry
	for i, c := range e.Investigation.Claims.List {
		at, standing := e.Edition.Entry(casefile.ClaimsPage, c.ID), e.Investigation.Standings[c.ID]
		if at == nil || standing == nil || standing.Claim != c {
			continue
		}
		list = append(list, Entry{URL: at.URL, Title: label.Number(i), Label: label.Of(standing, e.Words), Text: e.in(c.Text)})
	}
	return list
}

// standing puts into words where claims stand, each once: "C-01: Alleged ·
// denied by Meta; C-02: …".
func (e *Edition) standing(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	var parts []string
	for i, c := range e.Investigation.Claims.List {
		s := e.Investigation.Standings[c.ID]
		if s == nil || s.Claim != c || !slices.Contains(ids, c.ID) {
			continue
		}
		if words := label.Of(s, e.Words); words != "" {
			parts = append(parts, e.Words.T("claim-titled", label.Number(i), words))
		}
	}
	return strings.Join(parts, "; ")
}

func (e *Edition) events() []Entry {
	at := e.Edition.Record(casefile.TimelinePage)
	if at == nil {
		return nil
	}
	var list []Entry
	for _, event := range casefile.InOrder(e.Investigation.Events.List) {
		list = append(list, Entry{URL: at.URL + "#t-" + event.ID, Title: label.When(event.Shown(), e.Words), Label: e.standing(event.Claims.IDs()),
			Text: sentences(closed(e.in(event.Title)), e.in(event.Text))})
	}
	return list
}

// closed ends a title like a sentence, so that words can follow.
func closed(title string) string {
	if title == "" || strings.ContainsAny(title[len(title)-1:], ".?!") {
		return title
	}
	return title + "."
}

func (e *Edition) sources() []Entry {
	var list []Entry
	for _, src := range e.Investigation.Sources.List {
		at := e.Edition.Entry(casefile.SourcesPage, src.ID)
		if src.Custom.Confidential || at == nil || e.Investigation.Sources.Lookup(src.ID) != src {
			continue
		}
		var by []string
		for _, n := range src.Authors {
			if !n.IsOthers() {
				by = append(by, join(" ", []string{n.Given, n.Family, n.Literal}))
			}
		}
		by = append(by, src.Container, src.Publisher, src.Authority, src.Number, e.Words.Issued(src.Issued))
		title := at.Head.Title
		if title == "" {
			title = e.in(src.Custom.Short)
		}
		list = append(list, Entry{URL: at.URL, Title: title, Text: sentences(closed(join(", ", by)), e.in(src.Custom.Note))})
	}
	return list
}

// exhibits lists the exhibits and their pages, line by line.
func (e *Edition) exhibits() []Entry {
	var list []Entry
	for _, x := range e.Investigation.Exhibits.List {
		at, shown := e.Edition.Entry(casefile.ExhibitsPage, x.ID), e.Investigation.Displays[x.ID]
		if at == nil || shown == nil || !x.Withdrawn.IsZero() {
			continue
		}
		title := e.Words.T("exhibit-at", at.Head.Title, e.Words.T("exhibit-ref", shown.Letter))
		list = append(list, Entry{URL: at.URL, Title: title, Text: e.in(x.Dek)})
		for i := range x.Sheets {
			sheet := &x.Sheets[i]
			part := e.Edition.Entry(casefile.ExhibitsPage, x.Entry(casefile.PartOf(sheet.Number)))
			if part == nil || len(sheet.Lines) == 0 {
				continue
			}
			entry := Entry{URL: part.URL + "#" + x.PageAnchor(sheet.Number), Title: title, Text: sheet.Text(), Sheet: "plain", Labels: e.lineLabels(shown, sheet.Number)}
			if x.Transcript.Numbered {
				entry.Sheet = "numbered"
			}
			if len(x.Sheets) > 1 {
				entry.Title = e.Words.T("exhibit-at", title, e.Words.T("page-n", sheet.Number))
			}
			list = append(list, entry)
		}
	}
	return list
}

// lineLabels says which lines of a page claims rest on.
func (e *Edition) lineLabels(d *casefile.Display, page int) []LineLabel {
	var list []LineLabel
	for i, h := range d.Exhibit.Highlights {
		words := e.standing(h.Claims.IDs())
		if words == "" || h.Page != page || len(d.Marks[i]) == 0 {
			continue
		}
		marks := d.Marks[i]
		list = append(list, LineLabel{marks[0].Line, marks[len(marks)-1].Line, words})
	}
	return list
}

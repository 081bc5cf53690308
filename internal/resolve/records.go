package resolve

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// A Shelf is what a register gives to the pages: how many entries it has, and
// which of them have pages of their own.
type Shelf struct {
	Page    string // one of casefile.RecordPages
	Entries int
	Always  bool // the page is there even without entries
	Own     []Entry
}

// An Entry is one entry of a register that has a page of its own.
type Entry struct {
	ID, Slug string                          // the last part of the address is the slug
	Head     func(lang string) casefile.Head // nil: the caller of RecordPages knows
}

// shelves lists what is in the registers.
func shelves(inv *casefile.Investigation) []Shelf {
	return []Shelf{
		partyShelf(inv),
		{Page: casefile.TimelinePage, Entries: len(inv.Events.List)},
		{Page: casefile.ExhibitsPage, Entries: len(inv.Exhibits.List), Own: exhibitEntries(inv)},
		{Page: casefile.ClaimsPage, Entries: len(inv.Claims.List), Own: claimEntries(inv)},
		{Page: casefile.SourcesPage, Entries: len(inv.Sources.List), Own: sourceEntries(inv)},
		{Page: casefile.GlossaryPage, Entries: len(inv.Terms.List)},
		{Page: casefile.CorrectionsPage, Entries: len(inv.Corrections.List), Always: inv.HasLog},
		{Page: casefile.ResponsesPage, Entries: len(inv.Responses.List)},
		{Page: casefile.AllPage, Entries: joined(inv)},
		{Page: casefile.SearchPage, Always: true},
	}
}

// RecordPages adds the pages that are made of registers to each edition, those
// of them that have entries, and the pages of single entries. head gives a page
// its title in a language: that of a register by its name, that of an entry by
// its id too. It also gives each source its anchor.
func RecordPages(inv *casefile.Investigation, head func(lang, name, id string) casefile.Head) {
	inv.Anchors = sourceAnchors(inv.Sources)
	all := shelves(inv)
	slices.SortFunc(all, func(a, b Shelf) int {
		return slices.Index(casefile.RecordPages, a.Page) - slices.Index(casefile.RecordPages, b.Page)
	})
	for _, s := range all {
		if s.Entries == 0 && !s.Always {
			continue
		}
		translated(inv, func(e *casefile.Edition) *casefile.Chapter {
			c := &casefile.Chapter{Lang: e.Lang, Kind: casefile.RecordKind, Name: s.Page, URL: e.Home + s.Page + "/", Head: head(e.Lang, s.Page, "")}
			e.Records = append(e.Records, c)
			return c
		})
		for _, own := range s.Own {
			titled := own.Head
			if titled == nil {
				titled = func(lang string) casefile.Head { return head(lang, s.Page, own.ID) }
			}
			translated(inv, func(e *casefile.Edition) *casefile.Chapter {
				c := &casefile.Chapter{Lang: e.Lang, Kind: casefile.EntryKind, Name: s.Page, Entry: own.ID, URL: e.Home + s.Page + "/" + own.Slug + "/", Head: titled(e.Lang)}
				e.AddEntry(c)
				return c
			})
		}
	}
}

// maxJoined is how many chapters a file can have that is also shown on one page:
// beyond, nobody would print it, and browsers labour.
const maxJoined = 60

// joined is how many chapters stand on the page of the whole file, 0 where there
// is none.
func joined(inv *casefile.Investigation) int {
	n := len(inv.Editions[0].Chapters)
	if n < 2 || n > maxJoined {
		return 0
	}
	return n
}

// claimEntries are the claims that have a standing to show.
func claimEntries(inv *casefile.Investigation) []Entry {
	var own []Entry
	for _, c := range inv.Claims.List {
		if inv.Claims.Lookup(c.ID) == c && inv.Standings[c.ID] != nil && c.Basis != "" {
			own = append(own, Entry{ID: c.ID, Slug: c.ID})
		}
	}
	return own
}

func sourceEntries(inv *casefile.Investigation) []Entry {
	var own []Entry
	for _, s := range inv.Sources.List {
		if inv.Sources.Lookup(s.ID) == s && !s.Custom.Confidential {
			own = append(own, Entry{ID: s.ID, Slug: strings.TrimPrefix(inv.Anchors[s.ID], "s-")})
		}
	}
	return own
}

// translated makes a page in every edition; each is a translation of the others.
func translated(inv *casefile.Investigation, make func(*casefile.Edition) *casefile.Chapter) {
	pages := []*casefile.Chapter{}
	for _, e := range inv.Editions {
		pages = append(pages, make(e))
	}
	for i, c := range pages {
		c.Translations = slices.Concat(pages[:i], pages[i+1:])
	}
}

// sourceAnchors gives each source an anchor of its own. Two keys may have one
// slug; the first in file order takes it.
func sourceAnchors(sources *casefile.Sources) map[string]string {
	anchors := make(map[string]string, len(sources.List))
	taken := make(map[string]bool, len(sources.List))
	for _, s := range sources.List {
		if _, twice := anchors[s.ID]; twice {
			continue
		}
		slug := "s-" + Slug(s.ID)
		anchor := slug
		for n := 2; taken[anchor]; n++ {
			anchor = slug + "-" + strconv.Itoa(n)
		}
		taken[anchor] = true
		anchors[s.ID] = anchor
	}
	return anchors
}

// RecordSummary is the summary of a page made of a register: its anchors.
func RecordSummary(inv *casefile.Investigation, c *casefile.Chapter) *casefile.Summary {
	ids := map[string]bool{}
	if c.Kind == casefile.RecordKind {
		switch c.Name {
		case casefile.TimelinePage:
			for _, e := range inv.Events.List {
				ids["t-"+e.ID] = true
			}
		case casefile.ClaimsPage:
			for _, claim := range inv.Claims.List {
				ids["c-"+claim.ID] = true
			}
		case casefile.PeoplePage:
			for _, p := range inv.Parties.List {
				if !p.Protected {
					ids["p-"+p.ID] = true
				}
			}
		case casefile.ResponsesPage:
			for _, r := range inv.Responses.List {
				ids["r-"+r.ID] = true
			}
		case casefile.CorrectionsPage:
			for _, entry := range inv.Corrections.List {
				if entry.ConcernsEdition(c.Lang) {
					ids["cor-"+entry.ID] = true
				}
			}
		case casefile.GlossaryPage:
			for _, term := range inv.Terms.List {
				ids["g-"+term.ID] = true
			}
		case casefile.SourcesPage:
			for _, anchor := range inv.Anchors {
				ids[anchor] = true
			}
		}
	}
	if c.Kind == casefile.EntryKind && c.Name == casefile.ExhibitsPage {
		exhibitAnchors(inv, c.Entry, ids)
	}
	for _, entry := range inv.CorrectionsOf(c) {
		ids["cor-"+entry.ID] = true
	}
	return &casefile.Summary{IDs: ids}
}

// isRecordAddress reports whether an address is that of a page made of a
// register. It is kept free even where there is no such page yet.
func (s *spine) isRecordAddress(url string) bool {
	for _, lang := range s.inv.Settings.Languages {
		if name, ok := strings.CutPrefix(url, Home(s.inv.Settings, lang)); ok && slices.Contains(casefile.RecordPages, strings.TrimSuffix(name, "/")) {
			return true
		}
	}
	return false
}

// recordLink finds where a link to the file of a register leads: with the id of
// an entry, to that entry. "../records/claims.yaml#id" is "/claims/#c-id".
func (t *text) recordLink(file, id string) (c *casefile.Chapter, fragment string) {
	name, inRecords := strings.CutPrefix(file, "content/records/")
	name, isYAML := strings.CutSuffix(name, ".yaml")
	e := t.inv.Edition(t.chapter.Lang)
	if !inRecords || !isYAML || e == nil {
		return nil, ""
	}
	page, prefix := name, name[:min(1, len(name))]
	if name == "events" {
		page, prefix = casefile.TimelinePage, "t"
	}
	c = e.Record(page)
	switch {
	case c == nil || id == "":
		return c, ""
	case name == casefile.SourcesPage && t.inv.Anchors[id] != "":
		return c, t.inv.Anchors[id]
	case name == casefile.PeoplePage && e.Entry(name, id) != nil:
		return e.Entry(name, id), ""
	}
	if name == casefile.CorrectionsPage {
		prefix = "cor" // as on the pages that an entry names
	}
	return c, prefix + "-" + id
}

package resolve

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// RecordPages adds the pages that are made of registers to each edition: the
// claims, the responses and the sources, those of them that have entries. head
// gives a page its title in a language. It also gives each source its anchor.
func RecordPages(inv *casefile.Investigation, head func(lang, name string) casefile.Head) {
	entries := map[string]int{
		casefile.ClaimsPage:    len(inv.Claims.List),
		casefile.ResponsesPage: len(inv.Responses.List),
		casefile.SourcesPage:   len(inv.Sources.List),
	}
	for _, name := range casefile.RecordPages {
		if entries[name] == 0 {
			continue
		}
		var pages []*casefile.Chapter
		for _, e := range inv.Editions {
			c := &casefile.Chapter{Lang: e.Lang, Kind: casefile.RecordKind, Name: name, URL: e.Home + name + "/", Head: head(e.Lang, name)}
			e.Records = append(e.Records, c)
			pages = append(pages, c)
		}
		for i, c := range pages {
			c.Translations = slices.Concat(pages[:i], pages[i+1:])
		}
	}
	inv.Anchors = sourceAnchors(inv.Sources)
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
		case casefile.ClaimsPage:
			for _, claim := range inv.Claims.List {
				ids["c-"+claim.ID] = true
			}
		case casefile.ResponsesPage:
			for _, r := range inv.Responses.List {
				ids["r-"+r.ID] = true
			}
		case casefile.SourcesPage:
			for _, anchor := range inv.Anchors {
				ids[anchor] = true
			}
		}
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
	c = e.Record(name)
	switch {
	case c == nil || id == "":
		return c, ""
	case name == casefile.SourcesPage && t.inv.Anchors[id] != "":
		return c, t.inv.Anchors[id]
	}
	return c, name[:1] + "-" + id
}

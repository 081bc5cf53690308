// Package check holds the rules that need more than one file: each is a
// function from the investigation and the summaries of its texts to
// diagnostics. Rules change nothing and depend on no order.
package check

import (
	"fmt"
	"maps"
	"path"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Summaries returns the summary of a chapter's text, nil where it has none.
type Summaries func(*casefile.Chapter) *casefile.Summary

// All runs every rule on the whole investigation.
func All(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	for _, c := range inv.All() {
		diags = append(diags, Anchors(inv, c, summary)...)
	}
	diags = append(diags, Claims(inv)...)
	diags = append(diags, Events(inv)...)
	diags = append(diags, Responses(inv)...)
	diags = append(diags, People(inv)...)
	diags = append(diags, Replies(inv, summary)...)
	diags = append(diags, Sources(inv, summary)...)
	diags = append(diags, Exhibits(inv)...)
	diags = append(diags, Locators(inv, summary)...)
	diags = append(diags, unknownQuotes(inv, summary)...)
	diags = append(diags, unusedClaims(inv, summary)...)
	diags = append(diags, Citable(inv)...)
	diags = append(diags, Terms(inv, summary)...)
	diags = append(diags, Methods(inv, summary)...)
	diags = append(diags, Moves(inv, summary)...)
	return append(diags, neverCited(inv, summary)...)
}

// Anchors finds links of one chapter to anchors that do not exist.
func Anchors(inv *casefile.Investigation, c *casefile.Chapter, summary Summaries) diag.List {
	own := summary(c)
	if own == nil {
		return nil
	}
	var diags diag.List
	for _, l := range own.Links {
		target := summary(l.Chapter)
		if target != nil && target.IDs[l.Fragment] {
			continue
		}
		if slices.ContainsFunc(inv.MovedFrom(l.Chapter), func(m casefile.Moved) bool { return m.ID == l.Fragment }) {
			continue
		}
		var ids []string
		if target != nil {
			ids = slices.Sorted(maps.Keys(target.IDs))
		}
		d := diag.Diagnostic{Code: diag.UnknownAnchor, Severity: diag.Error, Span: l.Span,
			Message: fmt.Sprintf("%s has no anchor %q", place(c, l.Chapter), l.Fragment), Hint: diag.DidYouMean(l.Fragment, ids)}
		if d.Hint == "" {
			d.Hint = "give the heading you mean an id of its own: ## Heading {#" + l.Fragment + "}"
		}
		diags = append(diags, d)
	}
	return diags
}

func place(from, to *casefile.Chapter) string {
	if from == to {
		return "this page"
	}
	return to.Path
}

// usedSources lists the keys that a text or a record cites or quotes, and those
// of sources that others are quoted in.
func usedSources(inv *casefile.Investigation, summary Summaries) map[string]bool {
	used := map[string]bool{}
	for _, c := range inv.All() {
		if s := summary(c); s != nil {
			for _, cited := range s.Cited {
				used[cited.Key] = true
			}
			for _, q := range s.Quotes {
				used[q.Source] = true
			}
		}
	}
	for _, c := range inv.Claims.List {
		for _, e := range slices.Concat(c.Evidence, c.Against) {
			used[e.Key] = true
		}
	}
	for _, r := range inv.Responses.List {
		used[r.Source.ID] = true
	}
	for _, c := range inv.Corrections.List {
		for _, e := range c.Cites {
			used[e.Key] = true
		}
	}
	for _, p := range inv.Parties.List {
		for _, e := range slices.Concat(p.Evidence()...) {
			used[e.Key] = true
		}
	}
	for _, t := range inv.Terms.List {
		for _, e := range t.Cites {
			used[e.Key] = true
		}
	}
	for _, e := range inv.Events.List {
		for _, c := range e.Cites {
			used[c.Key] = true
		}
		for _, alt := range e.AltDates {
			for _, c := range alt.Cites {
				used[c.Key] = true
			}
		}
	}
	for _, x := range inv.Exhibits.List {
		used[x.Source.ID] = true
	}
	for _, s := range inv.Sources.List {
		for _, key := range s.Custom.SeenIn {
			used[key] = true
		}
	}
	return used
}

// neverCited finds sources that no text and no record cites or quotes and that
// no other source is quoted in.
func neverCited(inv *casefile.Investigation, summary Summaries) diag.List {
	used := usedSources(inv, summary)
	var diags diag.List
	for _, s := range inv.Sources.List {
		if !used[s.ID] && !s.Custom.Consulted {
			d := diag.Diagnostic{Code: diag.SourceNeverCited, Severity: diag.Warning, Span: s.Span,
				Message: fmt.Sprintf("nothing cites %q", s.ID), Hint: "cite it, remove it, or set consulted: true under custom:"}
			switch path.Ext(s.Span.File) {
			case ".bib":
				d.Hint = `cite it, remove it, or add the keyword "consulted"`
				fallthrough
			case ".json": // reference managers export all that they hold, and write the file anew each time
				d.Severity = diag.Note
			}
			diags = append(diags, d)
		}
	}
	return diags
}

// UnknownLanguages finds code blocks in a language that cannot be highlighted.
func UnknownLanguages(file string, codes []prose.Code, known func(string) bool) diag.List {
	var diags diag.List
	for _, c := range codes {
		if !known(c.Language) {
			diags = append(diags, diag.Diagnostic{Code: diag.UnknownCodeLang, Severity: diag.Warning,
				Span:    diag.Span{File: file, Start: c.Span.Start, End: c.Span.End},
				Message: fmt.Sprintf("no code language is called %q; the block is shown without colours", c.Language),
				Hint:    "write a known name such as json, http, sql or text"})
		}
	}
	return diags
}

package page

import (
	"cmp"
	"html/template"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/prose"
	"dossier/internal/theme"
)

// Pages that are made of registers: the claims, the responses, the sources.

// RecordHead is the front matter of a page made of a register.
func RecordHead(w *theme.Words, name string) casefile.Head {
	return casefile.Head{Title: w.T(name + "-title"), Standfirst: w.T(name + "-dek"), Description: w.T(name + "-line")}
}

// A Download is a file that holds what a page of a register says, for
// programs.
type Download struct{ Name, URL string } // "CSV", "/claims.csv"

// A FilterView is one choice of what a page of a register shows. It is a radio
// button; the choosing is done by the style sheet.
type FilterView struct {
	ID      string // a filterID
	Mark    string // of a status; "" for none
	Label   string
	Count   int
	Line    string // what the choice means; "" for nothing
	Checked bool
}

// What a filter chooses from has the class filtered, and the filterClass of each
// choice that shows it. Choices are told apart by their number and not by their
// name so that one rule of the style sheet serves all registers.
const (
	filtered        = "n"
	uncertainFilter = 6 // of the timeline, after those of parties
)

// filterClass is the class of what the i-th choice shows, from 0 and below 7.
func filterClass(i int) string { return filtered + string(rune('1'+i)) }

// filterID is the id of the choice; the style sheet has one rule for each pair.
func filterID(i int) string { return "f" + string(rune('1'+i)) }

// allFilter is the id of the choice that shows everything.
const allFilter = "all"

// recordShell is the frame of a page made of a register.
func (s *Site) recordShell(c *casefile.Chapter, measure string) Shell {
	sh := s.shelf(c.Lang)
	shell := s.shell(c)
	shell.Kind = "record"
	shell.OpenGraph.Type = "website"
	shell.Stamp = append([]string{measure}, s.stampVersion(sh, c)...)
	if IsCited(c) {
		shell.Cite = s.cite(sh, c)
	}
	if c.Name != casefile.CorrectionsPage {
		s.correct(&shell, c)
	}
	shell.JSONLD = s.collectionData(c, shell.Canonical)
	return shell
}

// measure says how many entries a page made of a register has.
func (s *Site) measure(sh *shelf, name string) string {
	switch name {
	case casefile.TimelinePage:
		return sh.words.N("events", len(sh.ledger.chronicle.list))
	case casefile.ClaimsPage:
		return sh.words.N("claims", len(s.Investigation.Claims.List))
	case casefile.PeoplePage:
		return sh.words.N("names", s.parties(sh).count)
	case casefile.ExhibitsPage:
		return sh.words.N("exhibits", len(s.Investigation.Exhibits.List))
	case casefile.ResponsesPage:
		return sh.words.N("responses", len(s.Investigation.Responses.List))
	case casefile.CorrectionsPage:
		return sh.words.N("corrections", len(s.Investigation.Corrections.List))
	case casefile.AllPage:
		return sh.words.N("chapters", len(sh.edition.Chapters))
	case casefile.GlossaryPage:
		return sh.words.N("terms", len(s.Investigation.Terms.List))
	}
	return sh.words.N("sources", len(s.Investigation.Sources.List))
}

// recordRow is the row of a page made of a register in the contents.
func (s *Site) recordRow(sh *shelf, c *casefile.Chapter) DocketRow {
	return DocketRow{Title: c.Head.Title, Line: c.Head.Description, URL: c.URL, Measure: s.measure(sh, c.Name)}
}

// listPrinter takes a printer for a page without a text of its own.
func (s *Site) listPrinter(c *casefile.Chapter) *printer {
	p := s.printer(c, &casefile.Body{Document: &prose.Document{Lang: c.Lang}}, place{})
	if c.Name == casefile.SourcesPage && c.Kind == casefile.RecordKind {
		p.sourcesAt = "" // a source leads to others of the same page only
	}
	return p
}

// part is what print writes; the printer begins again.
func (p *printer) part(print func()) template.HTML {
	p.writer.reset()
	print()
	return trusted(p.bytes())
}

// chapterName names a chapter or page in a list of places: "2 The 2013 deal".
func (sh *shelf) chapterName(c *casefile.Chapter) string {
	if c.Number == 0 {
		if c.Kind == casefile.CoverKind {
			return sh.words.T("cover-name")
		}
		return c.Head.Title
	}
	return sh.words.T("chapter-name", c.Number, c.Head.Title)
}

// texts lists what of an edition is written: the cover, chapters, pages.
func texts(e *casefile.Edition) []*casefile.Chapter {
	return slices.Concat([]*casefile.Chapter{e.Cover}, e.Chapters, e.Pages)
}

// earlier compares dates of publication; one that is not known comes last.
func earlier(a, b casefile.Issued) int {
	known := func(i casefile.Issued) int {
		if i.Year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(known(a)-known(b), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// markAt is the address of an anchor of a text, or of the text where a writer
// has given the element another id.
func markAt(c *casefile.Chapter, known *casefile.Summary, anchor string) string {
	if known.IDs[anchor] {
		return c.URL + "#" + anchor
	}
	return c.URL
}

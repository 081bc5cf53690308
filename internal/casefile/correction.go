package casefile

import (
	"slices"
	"strings"
	"time"

	"dossier/internal/diag"
)

// A CorrectionType says what an entry of the log does.
type CorrectionType string

const (
	CorrectionEntry CorrectionType = "correction"
	Clarification   CorrectionType = "clarification"
	Update          CorrectionType = "update"
	Retraction      CorrectionType = "retraction" // the page keeps its address and loses its text
	EditorsNote     CorrectionType = "editors-note"
	Removal         CorrectionType = "removal"
	Redaction       CorrectionType = "redaction"
)

// CorrectionTypes lists all of them.
var CorrectionTypes = []CorrectionType{CorrectionEntry, Clarification, Update, Retraction, EditorsNote, Removal, Redaction}

// ThanksReader thanks a reader without a name, in the words of each language.
const ThanksReader = "reader"

// A Correction is one entry of content/records/corrections.yaml, the log of what
// changed after publication. Entries are added and never changed.
type Correction struct {
	ID       string
	Moment   time.Time // in UTC; a day without a time is its midnight
	Type     CorrectionType
	Material bool      // shown above the text; else below it
	Pages    []PageRef // in the writer's order
	Was, Now Text      // the words before and after; a removal has neither
	Why      Text
	Reason   string // of a removal or redaction: legal, safety, privacy
	Cites    []Evidence
	Claims   Refs
	Thanks   Text // who pointed it out, in words that may be printed, or ThanksReader
	Allow    []Exception

	// Where the fields stand in the file, for diagnostics; zero where absent.
	Span, WasSpan, NowSpan, WhySpan diag.Span
	Whole                           diag.Span // the record
}

// A PageRef names a page of the investigation by its file: "01-background.md" in
// every language, "en/01-background.md" in one; a page made of a register by its
// name: "claims", "fr/claims"; or that of one record by both: "people/meta".
type PageRef struct {
	Lang string // "" for every language
	Name string
	Span diag.Span
}

// Names reports whether a reference means a page.
func (r PageRef) Names(c *Chapter) bool {
	switch {
	case r.Lang != "" && r.Lang != c.Lang:
		return false
	case c.Kind == RecordKind:
		return r.Name == c.Name
	case c.Kind == CoverKind: // which need not have a file
		return r.Name == "index.md"
	case c.Kind == EntryKind:
		return r.Name == c.Name+"/"+c.Entry
	}
	return r.NamesFile(c.Path)
}

// NamesFile reports whether a reference means the file of a page, which need not
// exist any more.
func (r PageRef) NamesFile(path string) bool {
	lang, file, ok := strings.Cut(strings.TrimPrefix(path, "content/"), "/")
	return ok && r.Name == file && (r.Lang == "" || r.Lang == lang)
}

// Day is the day of an entry in UTC.
func (c *Correction) Day() Date { return dateOf(c.Moment) }

// Concerns reports whether an entry names a page. Entries about claims name the
// page of the claims and those of each; entries about one record name the page
// of its register, unless that shows no more than titles.
func (c *Correction) Concerns(page *Chapter) bool {
	if page.Name == ClaimsPage && (page.Kind == RecordKind && len(c.Claims) > 0 || page.Kind == EntryKind && c.Claims.Has(page.Entry)) {
		return true
	}
	return slices.ContainsFunc(c.Pages, func(r PageRef) bool {
		return r.Names(page) || page.Kind == RecordKind && page.Name != ExhibitsPage && (r.Lang == "" || r.Lang == page.Lang) && strings.HasPrefix(r.Name, page.Name+"/")
	})
}

// Explains reports whether an entry may be about words of a page: all of them
// where of is "", else those of one record. An entry about claims or about one
// record says nothing of others.
func (c *Correction) Explains(page *Chapter, of string) bool {
	if page.Kind != RecordKind {
		return c.Concerns(page)
	}
	if page.Name == ClaimsPage && len(c.Claims) > 0 {
		return c.Claims.Has(of)
	}
	return slices.ContainsFunc(c.Pages, func(r PageRef) bool {
		return r.Names(page) || (r.Lang == "" || r.Lang == page.Lang) && r.Name == page.Name+"/"+of
	})
}

// Withholds reports whether an entry takes words away that it must not repeat.
func (c *Correction) Withholds() bool { return c.Type == Removal || c.Type == Redaction }

// TakesAway reports whether what an entry names no longer stands where it did.
func (c *Correction) TakesAway() bool { return c.Withholds() || c.Type == Retraction }

// PlaceIn puts the places of an entry that was just read into its file.
func (c *Correction) PlaceIn(file string) {
	p := placer(file)
	for _, s := range []*diag.Span{&c.Span, &c.Whole, &c.WasSpan, &c.NowSpan, &c.WhySpan} {
		p.span(s)
	}
	for i := range c.Pages {
		p.span(&c.Pages[i].Span)
	}
	p.evidence(c.Cites)
	p.refs(c.Claims)
	p.exceptions(c.Allow)
}

// CorrectionsOf lists the entries that name a page, the newest first.
func (inv *Investigation) CorrectionsOf(page *Chapter) []*Correction {
	var list []*Correction
	for _, c := range inv.Corrections.List {
		if c.Concerns(page) {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *Correction) int { return b.Moment.Compare(a.Moment) })
	return list
}

// IsRetracted reports whether a page has been retracted and lost its text.
func (inv *Investigation) IsRetracted(page *Chapter) bool {
	return slices.ContainsFunc(inv.Corrections.List, func(c *Correction) bool { return c.Type == Retraction && c.Concerns(page) })
}

// ConcernsEdition reports whether an entry is about anything in a language.
func (c *Correction) ConcernsEdition(lang string) bool {
	return len(c.Claims) > 0 || slices.ContainsFunc(c.Pages, func(r PageRef) bool { return r.Lang == "" || r.Lang == lang })
}

// LastChange is the last day on which a page changed, by its front matter and
// by the log; the zero Date where neither says.
func (inv *Investigation) LastChange(page *Chapter) Date {
	last := page.Head.Updated
	for _, c := range inv.CorrectionsOf(page) {
		if last.Before(c.Day()) {
			last = c.Day()
		}
	}
	return last
}

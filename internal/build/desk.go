package build

import (
	"context"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/label"
	"dossier/internal/lines"
	"dossier/internal/prose"
	"dossier/internal/write/page"
)

// A Desk is what the writer's desk says of one page beside what readers see.
type Desk struct {
	Words, Minutes int // of running text; 0 for pages made of registers
	Claims         []DeskClaim
	Sources        []DeskSource
	People         []DeskParty
	Exhibits       []DeskExhibit
	Comments       []prose.Comment // the writer's notes to themselves
	Unsupported    []DeskSentence
}

// A DeskClaim is a claim that a page makes.
type DeskClaim struct {
	ID, Status, Label, Text string
	Evidence                []string // "letter, p. 3"
	Span                    diag.Span
}

// A DeskSource is a source that a page cites or quotes.
type DeskSource struct {
	Key, Name string
	Locators  []string // in order of appearance; none where only the whole is cited
	Copy      string   // address of the copy that was read; "" for none
	Span      diag.Span
}

// A DeskParty is somebody whom a page names or whom its claims concern.
type DeskParty struct {
	ID, Name string
	Span     diag.Span
}

// A DeskExhibit is an exhibit that a page shows, or that shows a source of it.
type DeskExhibit struct {
	ID, Title string // Title is the id where the exhibit has no page
	URL       string // of its page; "" for none
}

// A DeskSentence is a sentence that stands without support.
type DeskSentence struct {
	Text, Why string
	Span      diag.Span
}

// Blocks traces the page of a text back to its file. The page is made again,
// so this takes as long as making it. A page made of registers has no blocks.
func (r *Result) Blocks(ctx context.Context, outPath string) ([]page.Block, error) {
	t := r.run.page(outPath)
	if t == nil || t.file == nil {
		return nil, nil
	}
	body, err := r.run.body(t)
	if err != nil {
		return nil, err
	}
	site, traced := r.run.site.Traced(), []byte(nil)
	if t.chapter.Kind == casefile.CoverKind {
		if err := r.run.summaries(ctx); err != nil {
			return nil, err
		}
		traced, err = site.Cover(r.run.inv.Edition(t.chapter.Lang), body, r.run.summary)
	} else {
		traced, err = site.Render(t.chapter, body)
	}
	return page.BlocksOf(traced), err
}

// Desk says what a page rests on. diags are the diagnostics of the page. It is
// empty for a page that has no text.
func (r *Result) Desk(outPath string, diags diag.List) (Desk, error) {
	t := r.run.page(outPath)
	if t == nil {
		return Desk{}, nil
	}
	if err := r.run.resolved(t, nil); err != nil {
		return Desk{}, err
	}
	if t.file == nil {
		return Desk{}, nil
	}
	doc, outline, err := r.run.document(t)
	if err != nil {
		return Desk{}, err
	}
	sum := t.refs.Summary
	d := Desk{Words: sum.Words, Minutes: sum.ReadingMinutes(r.run.inv.Settings.Reading), Comments: doc.Comments}
	list := lines.Of(r.run.inv, []lines.Body{{Chapter: t.chapter, Outline: outline.value, Summary: sum, Compared: t.quotes}}, r.run.theme.Words)
	lines.Annotate(list, r.run.inv, lines.Findings{Diagnostics: diags})
	for i := range list {
		d.add(r.run, &list[i])
	}
	d.mark(sum.Claims, r.run, t.chapter.Lang)
	for _, m := range sum.Records {
		if m.Class == "exhibit" {
			d.exhibit(m.Ref, r.run, t.chapter.Lang)
		}
	}
	for _, s := range d.Sources {
		if known := r.run.inv.Sources.Lookup(s.Key); known != nil {
			d.exhibit(known.Custom.Exhibit, r.run, t.chapter.Lang)
		}
	}
	return d, nil
}

func (d *Desk) exhibit(id string, r *run, lang string) {
	if id == "" || slices.ContainsFunc(d.Exhibits, func(x DeskExhibit) bool { return x.ID == id }) {
		return
	}
	x := DeskExhibit{ID: id, Title: id}
	if page := r.inv.Edition(lang).Entry(casefile.ExhibitsPage, id); page != nil {
		x.Title, x.URL = page.Head.Title, page.URL
	}
	d.Exhibits = append(d.Exhibits, x)
}

// RegisterOf names the register that a page without a text of its own is made
// of, "" where there is no such file.
func (r *Result) RegisterOf(outPath string) string {
	t := r.run.page(outPath)
	if t == nil || t.chapter.Kind != casefile.RecordKind && t.chapter.Kind != casefile.EntryKind {
		return ""
	}
	path := "content/records/" + casefile.RegisterFile(t.chapter.Name)
	if _, ok := r.Files.Lookup(path); !ok {
		return ""
	}
	return path
}

// add puts what a line rests on on the desk.
func (d *Desk) add(r *run, l *lines.Line) {
	for _, c := range l.Sources {
		d.cite(r, c)
	}
	for _, p := range l.Parties {
		if !slices.ContainsFunc(d.People, func(known DeskParty) bool { return known.ID == p.ID }) {
			d.People = append(d.People, DeskParty{p.ID, lines.Name(p, l.Chapter.Lang), p.Span})
		}
	}
	if why := unsupported(l); why != "" {
		d.Unsupported = append(d.Unsupported, DeskSentence{l.Text, why, l.Span})
	}
}

func (d *Desk) cite(r *run, c lines.Cited) {
	i := slices.IndexFunc(d.Sources, func(s DeskSource) bool { return s.Key == c.Key })
	if i < 0 {
		i = len(d.Sources)
		s := DeskSource{Key: c.Key, Name: c.Name}
		if known := r.inv.Sources.Lookup(c.Key); known != nil {
			s.Copy, s.Span = known.Custom.ReadAt, known.Span
		}
		d.Sources = append(d.Sources, s)
	}
	if s := &d.Sources[i]; c.Locator != "" && !slices.Contains(s.Locators, c.Locator) {
		s.Locators = append(s.Locators, c.Locator)
	}
}

// mark lists the claims of a text, in the order in which it makes them.
func (d *Desk) mark(marks []prose.ClaimMark, r *run, lang string) {
	seen := map[string]bool{}
	for _, m := range marks {
		s := r.inv.Standings[m.Ref]
		if s == nil || seen[m.Ref] {
			continue
		}
		seen[m.Ref] = true
		c := DeskClaim{ID: m.Ref, Status: string(s.Status), Label: label.Of(s, r.theme.Words(lang)), Text: s.Claim.Text.In(lang), Span: s.Claim.Span}
		for _, e := range s.Claim.Evidence {
			c.Evidence = append(c.Evidence, strings.TrimSuffix(e.Key+", "+strings.Trim(e.Place, "{}"), ", "))
		}
		d.Claims = append(d.Claims, c)
	}
}

// supportCodes are those diagnostics which say that words lack support.
var supportCodes = []diag.Code{diag.CitationNeeded, diag.UnhedgedAllegation, diag.AllegationWithoutSpeaker, diag.HedgeWithoutAttribution,
	diag.UnattributedQuotation, diag.QuoteWithoutSource, diag.QuoteNotFound, diag.UnmarkedInference, diag.GuiltWithoutJudgment, diag.UnknownCitation}

// unsupported says why a line lacks support, "" where it does not: the build
// says so, or nothing in it, neither note nor claim nor quotation, leads to
// anything.
func unsupported(l *lines.Line) string {
	for _, p := range l.Problems {
		if slices.Contains(supportCodes, p.Code) {
			return string(p.Code)
		}
	}
	if l.Kind == lines.Text && len(l.Sources)+len(l.Claims)+len(l.Quotes) == 0 {
		return "no note, no claim"
	}
	return ""
}

// FirstChange finds where the text of a file begins to differ from that of an
// earlier build: the place of the first passage which that had not. It is -1
// where nothing is new, or one of the two cannot be read.
func (r *Result) FirstChange(before *Result, path string) int {
	now, old := r.passages(path), before.passages(path)
	known := map[string]bool{}
	for _, p := range old {
		known[p.Text] = true
	}
	for _, p := range now {
		if !known[p.Text] && len(old) > 0 {
			return p.Span(0, len(p.Text)).Start
		}
	}
	return -1
}

func (r *Result) passages(path string) []prose.Passage {
	c := r.Investigation.ByPath[path]
	if c == nil {
		return nil
	}
	if s := r.run.summary(c); s != nil {
		return s.Passages
	}
	return nil
}

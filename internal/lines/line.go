// Package lines lists an investigation line by line for those who check it:
// every sentence of every text with its place, the claims it makes and where
// they stand, the sources cited for it, what became of its quotations, who
// speaks in it, and who has ticked it. Titles, standfirsts, descriptions,
// headings, captions and alternative texts are lines too, because they travel
// alone.
//
// It also keeps the ticks. A tick belongs to the hash of a line, which covers
// the folded sentence, the section it stands in, the standing and evidence of
// its claims, and its sources: when any of these changes, the tick no longer
// belongs to anything, and the line waits to be checked again.
//
// The package is pure: values in, values and text out. It touches no disk, and
// what it writes is a working paper that is never part of a site.
package lines

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/label"
	"dossier/internal/prose"
	"dossier/internal/sentence"
	"dossier/internal/theme"
)

// A Kind says what a line is.
type Kind string

const (
	Title       Kind = "title"
	Standfirst  Kind = "standfirst"
	Description Kind = "description" // also the text of cards and feeds
	Slug        Kind = "slug"        // where the writer gave one
	Heading     Kind = "heading"
	Text        Kind = "text"
	Cell        Kind = "cell"
	Term        Kind = "term"
	Note        Kind = "note"
	Quotation   Kind = "quotation" // in a block of somebody else's words
	Pull        Kind = "pull"
	Alternative Kind = "alternative"
	Caption     Kind = "caption"
)

// TravelsAlone reports whether readers meet a line without the text around it.
func (k Kind) TravelsAlone() bool {
	switch k {
	case Title, Standfirst, Description, Slug, Heading, Pull, Alternative, Caption:
		return true
	}
	return false
}

// A Line is one sentence, or one field that is shown like one.
type Line struct {
	Chapter *casefile.Chapter
	Number  int // in its text, from 1
	Kind    Kind
	Text    string
	Section string    // the heading it stands under; "" before the first
	URL     string    // where it is read: the page and the section
	Span    diag.Span // in the file
	Hash    string    // what a tick belongs to

	Claims  []Claim
	Sources []Cited
	Quotes  []Quoted

	// Set by Annotate.
	Speakers   []string          // who speaks by its own words: "lawyers (wrote)"
	Hedges     []string          // words that hedge
	Guilt      []string          // words that only a judgment allows
	Parties    []*casefile.Party // whom it names or concerns
	Exceptions []check.Exception
	Problems   diag.List
	Tick       *Tick // nil where nobody has ticked it as it stands

	reach   int    // where the next line of the same block begins, or the block ends
	section string // id of the section
}

// A Claim is a claim that a line makes, or a part of it.
type Claim struct {
	*casefile.Standing
	Label string // "Alleged · denied by Meta", in the language of the text
}

// Cited is a source cited for a line.
type Cited struct {
	Key     string
	Name    string // short name or title
	Locator string // "p. 12"; "" for the whole
	URL     string // its entry on the site; "" where there is none
	Origin  string // its own address, or that of the copy that was read; "" for none

	source *casefile.Source
}

// Quoted is words of somebody else in a line.
type Quoted struct {
	Text   string
	Source string // key
	Place  string
	State  string // what became of it: "matches", "unverifiable: …"; see Annotate

	span    diag.Span
	mark    prose.Quote
	matched casefile.QuoteCheck
}

// A Body is the text of one chapter as a build knows it.
type Body struct {
	Chapter  *casefile.Chapter
	Outline  *prose.Outline
	Summary  *casefile.Summary
	Compared []casefile.QuoteCheck // per quotation of the summary; nil where nobody has compared them
}

// Of lists the lines of an investigation, text by text. words gives the words
// of labels in a language.
func Of(inv *casefile.Investigation, bodies []Body, words func(lang string) *theme.Words) []Line {
	var all []Line
	seen := map[string]int{}
	for _, b := range bodies {
		t := &text{inv: inv, chapter: b.Chapter, outline: b.Outline, summary: b.Summary, compared: b.Compared, words: words(b.Chapter.Lang)}
		t.fields()
		t.passages()
		t.pictures()
		slices.SortStableFunc(t.lines, func(a, b Line) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
		for n := range t.lines {
			l := &t.lines[n]
			l.Number = n + 1
			l.Hash = hash(l, seen)
		}
		all = append(all, t.lines...)
	}
	return all
}

// text is the listing of one text.
type text struct {
	inv      *casefile.Investigation
	chapter  *casefile.Chapter
	outline  *prose.Outline
	summary  *casefile.Summary
	compared []casefile.QuoteCheck
	words    *theme.Words
	lines    []Line
}

// fields lists what stands in front matter. A field of several sentences makes
// several lines with one place.
func (t *text) fields() {
	head := t.chapter.Head
	for _, f := range []struct {
		kind Kind
		text string
		span diag.Span
	}{
		{Title, head.Title, head.TitleSpan},
		{Standfirst, head.Standfirst, head.StandfirstSpan},
		{Description, head.Description, head.DescriptionSpan},
		{Slug, head.Slug, head.SlugSpan},
	} {
		if f.span.File == "" {
			f.span.File = t.chapter.Path
		}
		t.split(f.kind, f.text, t.chapter.Lang, f.span)
	}
}

func (t *text) pictures() {
	for _, img := range t.outline.Images {
		at := diag.Span{File: t.chapter.Path, Start: img.Span.Start, End: img.Span.End}
		t.split(Alternative, img.Alt, t.chapter.Lang, at)
		t.split(Caption, img.Title, t.chapter.Lang, at)
	}
}

// split lists the sentences of a text that stands in one place.
func (t *text) split(kind Kind, words, lang string, at diag.Span) {
	for _, s := range sentence.Split(words, lang) {
		t.lines = append(t.lines, Line{Chapter: t.chapter, Kind: kind, Text: words[s.Start:s.End], URL: t.chapter.URL, Span: at, reach: at.End})
	}
}

func (t *text) passages() {
	for i := range t.summary.Passages {
		p := &t.summary.Passages[i]
		spans := sentence.Split(p.Text, p.Lang)
		for n, s := range spans {
			next := len(p.Text)
			if n+1 < len(spans) {
				next = spans[n+1].Start
			}
			t.sentence(i, p, s, next, n == 0)
		}
	}
}

// sentence lists one sentence of a passage. next is where the one after it
// begins: marks of notes between the two belong to this one.
func (t *text) sentence(passage int, p *prose.Passage, s sentence.Span, next int, first bool) {
	at := p.Span(s.Start, s.End)
	l := Line{
		Chapter: t.chapter, Kind: kindOf(p), Text: p.Text[s.Start:s.End], URL: t.chapter.URL,
		Span:  diag.Span{File: t.chapter.Path, Start: at.Start, End: at.End},
		reach: max(at.End, p.End),
	}
	if next < len(p.Text) {
		l.reach = p.Span(next, len(p.Text)).Start
	}
	if p.Heading >= 0 && p.Heading < len(t.outline.Headings) {
		h := t.outline.Headings[p.Heading]
		if l.URL += "#" + h.ID; p.Kind != prose.HeadingPassage {
			l.Section, l.section = h.Text, h.ID
		}
	}
	for i := range t.summary.Claims {
		m := &t.summary.Claims[i]
		from, to, ok := m.Within(passage, len(p.Text))
		if standing := t.inv.Standings[m.Ref]; ok && from < s.End && to > s.Start && standing != nil && !slices.ContainsFunc(l.Claims, func(c Claim) bool { return c.Claim.ID == m.Ref }) {
			l.Claims = append(l.Claims, Claim{standing, label.Of(standing, t.words)})
		}
	}
	for i := range t.summary.Quotes {
		q := &t.summary.Quotes[i]
		if from, to, ok := q.Within(passage, len(p.Text)); ok && from < s.End && to > s.Start {
			quoted := Quoted{Text: q.Text, Source: q.Source, Place: q.Place, mark: *q, span: diag.Span{File: t.chapter.Path, Start: q.Span.Start, End: q.Span.End}}
			if i < len(t.compared) {
				quoted.matched = t.compared[i]
			}
			l.Quotes = append(l.Quotes, quoted)
			if q.Source != "" {
				t.cite(&l, q.Source, q.Place)
			}
		}
	}
	for _, n := range p.Notes {
		if (n.At > s.Start || first) && n.At <= next {
			t.noted(&l, t.outline.Marks[n.Mark].Note)
		}
	}
	t.citedInside(&l)
	t.lines = append(t.lines, l)
}

func kindOf(p *prose.Passage) Kind {
	switch {
	case p.Kind == prose.HeadingPassage:
		return Heading
	case p.Pulled:
		return Pull
	case p.Quoted:
		return Quotation
	case p.InNote:
		return Note
	case p.Kind == prose.CellPassage:
		return Cell
	case p.Kind == prose.TermPassage:
		return Term
	}
	return Text
}

// noted adds the sources of a note to a line.
func (t *text) noted(l *Line, note int) {
	for i, in := range t.outline.CitedIn {
		if in == note {
			t.citation(l, t.outline.Citations[i])
		}
	}
}

// citedInside adds the citations that stand in the words of a line.
func (t *text) citedInside(l *Line) {
	for i := range t.outline.Citations {
		c := &t.outline.Citations[i]
		if (c.InText || c.InNote) && c.Span.Start >= l.Span.Start && c.Span.Start < l.reach {
			t.citation(l, *c)
		}
	}
}

func (t *text) citation(l *Line, c prose.Citation) {
	for _, item := range c.Items {
		place := item.Locator.Value
		if place != "" && item.Locator.Label != "" {
			place = item.Locator.Label + " " + place
		}
		t.cite(l, item.Key, place)
	}
}

func (t *text) cite(l *Line, key, place string) {
	if slices.ContainsFunc(l.Sources, func(c Cited) bool { return c.Key == key && c.Locator == place }) {
		return
	}
	c := Cited{Key: key, Name: key, Locator: place}
	if s := t.inv.Sources.Lookup(key); s != nil {
		c.source = s
		c.Name = cmp.Or(s.Custom.Short.In(t.chapter.Lang), s.Title, key)
		c.Origin = cmp.Or(s.Custom.ReadAt, s.URL)
		if e := t.inv.Edition(t.chapter.Lang); e != nil && t.inv.Anchors[key] != "" {
			if page := e.Record(casefile.SourcesPage); page != nil {
				c.URL = page.URL + "#" + t.inv.Anchors[key]
			}
		}
	}
	l.Sources = append(l.Sources, c)
}

// Name is how people speak of a line: "02-deal.md, line 14 of the list".
func (l *Line) Name() string {
	return strings.TrimPrefix(l.Chapter.Path, "content/") + " #" + strconv.Itoa(l.Number)
}

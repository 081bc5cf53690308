package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// A citationStyle says how the texts of an edition cite. Notes are the rule.
// In the two others a citation stands in the sentence, before its stop, and
// leads to the list of sources; footnotes stay notes and are numbered alone.
type citationStyle struct {
	style  casefile.CitationStyle
	labels map[string]string // what a source is cited as, by key: "Dunne 2023a", "12"; nil for notes
	years  map[string]string // the same without the author, for author-date: "2023a"
}

// inSentence reports whether citations stand in the sentence.
func (c *citationStyle) inSentence() bool { return c.style != casefile.NoteCitations }

func (s *Site) newCitationStyle(sh *shelf) *citationStyle {
	c := &citationStyle{style: s.Investigation.Settings.CitationStyle}
	list := s.sources().List
	switch c.style {
	case casefile.NumericCitations:
		c.labels = make(map[string]string, len(list))
		for i, src := range inListOrder(list) {
			if c.labels[src.ID] == "" {
				c.labels[src.ID] = strconv.Itoa(i + 1)
			}
		}
	case casefile.AuthorDateCitations:
		c.byAuthor(sh, s.sources())
	}
	return c
}

// inListOrder puts sources in the order of their list: by kind, then by date.
func inListOrder(list []*casefile.Source) []*casefile.Source {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *casefile.Source) int {
		return cmp.Or(groupOf(a)-groupOf(b), earlier(a.Issued, b.Issued))
	})
	return sorted
}

// byAuthor labels sources by author and year. Those that would share a label
// get letters: 2023a, 2023b.
func (c *citationStyle) byAuthor(sh *shelf, sources *casefile.Sources) {
	c.labels, c.years = map[string]string{}, map[string]string{}
	p := &printer{doc: &prose.Document{Lang: sh.edition.Lang}, words: sh.words, sources: sources}
	alike := map[string][]*casefile.Source{}
	for _, s := range inListOrder(sources.List) {
		if label := p.authorOf(s) + "\x00" + p.yearOf(s); sources.Lookup(s.ID) == s {
			alike[label] = append(alike[label], s)
		}
	}
	for label, list := range alike {
		author, year, _ := strings.Cut(label, "\x00")
		for i, s := range list {
			c.years[s.ID] = year
			if len(list) > 1 {
				c.years[s.ID] += letters(i)
			}
			c.labels[s.ID] = author + " " + c.years[s.ID]
		}
	}
}

// letters counts in letters: a, b, … z, aa, ab.
func letters(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return letters(i/26-1) + letters(i%26)
}

// authorOf names who wrote a source, without given names, or where it appeared.
func (p *printer) authorOf(s *casefile.Source) string {
	if len(s.Authors) == 0 {
		return p.shortest(s)
	}
	bare := *s
	bare.Custom.Short = nil
	return p.shortest(&bare)
}

func (p *printer) yearOf(s *casefile.Source) string {
	switch {
	case s.Issued.Literal != "":
		return s.Issued.Literal
	case s.Issued.Year == 0:
		return p.words.T("no-date")
	}
	return strconv.Itoa(s.Issued.Year)
}

// numberFootnotes numbers the footnotes of a text in which citations are no
// notes.
func (p *printer) numberFootnotes() {
	if !p.style.inSentence() {
		return
	}
	p.numbering = make([]int, len(p.doc.Notes))
	n := 0
	for i, note := range p.doc.Notes {
		if note.Kind != prose.CitationNote {
			n++
		}
		p.numbering[i] = n
	}
}

// noteNumber is the number that a note shows.
func (p *printer) noteNumber(note int) int {
	if p.numbering != nil {
		return p.numbering[note]
	}
	return note + 1
}

func (p *printer) noteCount() int { return countNotes(p.style, p.doc.Notes) }

// countNotes counts the notes that a text shows.
func countNotes(style *citationStyle, notes []prose.Note) int {
	if !style.inSentence() {
		return len(notes)
	}
	n := 0
	for _, note := range notes {
		if note.Kind != prose.CitationNote {
			n++
		}
	}
	return n
}

// citeInSentence writes the citations among a run of marks before the stop, and
// returns the marks that are left and the last node written.
func (p *printer) citeInSentence(run []int, last ast.Node) ([]int, ast.Node) {
	isCitation := func(m int) bool { return p.doc.Notes[p.doc.Marks[m].Note].Kind == prose.CitationNote }
	if !slices.ContainsFunc(run, isCitation) {
		return run, last
	}
	p.trim()
	stop := p.takePunctuation()
	for _, m := range run {
		if !isCitation(m) {
			continue
		}
		mark := p.doc.Marks[m]
		citation := p.doc.Notes[mark.Note].Citation
		written := p.doc.Citations[citation].InText // where its author stands; only the anchor is missing
		if !written {
			p.space()
		}
		p.inline("<span")
		p.attrOpen("id")
		p.markID(mark, false)
		p.attrClose()
		p.raw(">")
		if !written {
			p.citeShort(citation)
		}
		p.close("</span>")
	}
	p.text(stop)
	left := slices.DeleteFunc(run, isCitation)
	if len(left) == 0 {
		last = p.movePunctuation(last)
	}
	return left, last
}

// citeShort writes a citation in the sentence: "(see Dunne 2023, p. 3)",
// "[12; 15]"; and where its author stands in the sentence, "Dunne (2023)".
func (p *printer) citeShort(citation int) {
	c := p.doc.Citations[citation]
	found := p.body.Citations[citation]
	open, end := "(", ")"
	if p.style.style == casefile.NumericCitations {
		open, end = "[", "]"
	}
	if c.InText && len(found) > 0 && found[0] != nil {
		p.text(p.authorOf(found[0]))
		p.space()
	}
	p.text(open)
	for i, item := range c.Items {
		if i > 0 {
			p.text("; ")
		}
		p.prefix(item.Prefix, false)
		s := found[i]
		if s == nil {
			p.unknownSource(item)
			continue
		}
		label := p.style.labels[s.ID]
		if (item.SuppressAuthor || c.InText) && p.style.years != nil {
			label = p.style.years[s.ID]
		}
		p.toSource(s, func() { p.text(label) })
		p.placeAfter(item.Locator)
		p.suffix(item.Suffix)
	}
	p.text(end)
}

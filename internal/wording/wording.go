// Package wording lists what a page says to its readers, block by block: title,
// standfirst and description, headings, paragraphs, cells, terms, footnotes and
// alternative texts; of a page made of a register, the words of its entries; and
// of an exhibit, its provenance, its lines and the notes on them.
//
// It is what a correction quotes and what two releases are compared by. The
// numbers of notes, citations, dates of build and navigation are no part of it.
// Nothing here depends on anything but its arguments.
package wording

import (
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// A Kind says what a block is.
type Kind int

const (
	Paragraph Kind = iota
	Heading
	Title       // of the page
	Standfirst  // the dek
	Description // in search results and on cards
	Alternative // of a picture
	Entry       // the words of an entry of a register
)

// Stands reports whether a block stands above what it is about, so that every
// change of it matters.
func (k Kind) Stands() bool { return k == Heading || k == Title || k == Description }

// A Block is a piece of the wording of a page.
type Block struct {
	Kind    Kind
	Text    string // as readers see it; never empty
	Of      string // id of the record whose words they are; "" in a text
	passage int    // index of the passage of the text; -1 where it is none
	text    *casefile.Summary
	file    string
	span    diag.Span // where there is no passage
}

// Span is the place in the file of a part of the text of a block. A block that
// is no passage has one place as a whole.
func (b *Block) Span(from, to int) diag.Span {
	if b.passage < 0 {
		return b.span
	}
	s := b.text.Passages[b.passage].Span(from, to)
	return diag.Span{File: b.file, Start: s.Start, End: s.End}
}

// IsMarked reports whether a claim or a quotation is marked in a part of a
// block, or touches it.
func (b *Block) IsMarked(from, to int) bool {
	if b.passage < 0 {
		return b.Kind == Entry
	}
	p := &b.text.Passages[b.passage]
	if p.Quoted {
		return true
	}
	touches := func(s prose.Stretch) bool {
		start, end, ok := s.Within(b.passage, len(p.Text))
		return ok && start <= to && from <= end
	}
	for _, c := range b.text.Claims {
		if touches(c.Stretch) {
			return true
		}
	}
	for _, q := range b.text.Quotes {
		if touches(q.Stretch) {
			return true
		}
	}
	return false
}

// Counts lists the numbers in a part of a block that the records decide, as
// ranges of its text in order.
func (b *Block) Counts(from, to int) [][2]int {
	if b.passage < 0 {
		return nil
	}
	var list [][2]int
	for _, m := range b.text.Counts {
		if m.First == b.passage && from <= m.From && m.To <= to {
			list = append(list, [2]int{m.From, m.To})
		}
	}
	return list
}

// Of lists the blocks of a page in the order of the text. text is its summary,
// nil where it could not be read.
func Of(inv *casefile.Investigation, c *casefile.Chapter, text *casefile.Summary) []Block {
	switch c.Kind {
	case casefile.RecordKind:
		return ofRegister(inv, c, "")
	case casefile.EntryKind:
		if c.Name == casefile.ExhibitsPage {
			return ofExhibit(inv, c)
		}
		return ofRegister(inv, c, c.Entry)
	}
	var list []Block
	head := func(kind Kind, words string, span diag.Span) {
		if words != "" {
			if span == (diag.Span{}) {
				span.File = c.Path
			}
			list = append(list, Block{Kind: kind, Text: words, passage: -1, span: span})
		}
	}
	if c.Kind == casefile.CoverKind {
		head(Title, inv.Settings.TitleIn(c.Lang), diag.Span{File: "dossier.yaml"})
	} else {
		head(Title, c.Head.Title, c.Head.TitleSpan)
	}
	head(Standfirst, c.Head.Standfirst, c.Head.StandfirstSpan)
	head(Description, c.Head.Description, c.Head.DescriptionSpan)
	if text == nil {
		return list
	}
	for i := range text.Passages {
		p := &text.Passages[i]
		if p.Pulled || strings.TrimSpace(p.Text) == "" {
			continue
		}
		b := Block{Text: p.Text, passage: i, text: text, file: c.Path}
		if p.Kind == prose.HeadingPassage {
			b.Kind = Heading
		}
		list = append(list, b)
	}
	for _, img := range text.Alts {
		head(Alternative, img.Alt, diag.Span{File: c.Path, Start: img.Span.Start, End: img.Span.End})
	}
	return list
}

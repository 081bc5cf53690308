package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// A Text is the words of one chapter, page or cover.
type Text struct {
	URL      string    `json:"url"`
	Title    string    `json:"title"`
	Passages []Passage `json:"passages"`
}

// A Passage is a paragraph, a heading, a table or a note.
type Passage struct {
	Paragraph int    `json:"p,omitempty"`    // its number, which is its address too: "#p4"
	At        string `json:"at,omitempty"`   // the nearest anchor of one without a number; "" for the top of the page
	Heading   bool   `json:"head,omitempty"` // of what follows
	Text      string `json:"text"`
	Label     string `json:"label,omitempty"` // where the claims stand that it makes
}

// Texts lists the texts of an edition that can be searched, in order: the cover,
// the chapters, the pages. One that was retracted is none.
func (e *Edition) Texts() []*casefile.Chapter {
	all := slices.Concat([]*casefile.Chapter{e.Edition.Cover}, e.Edition.Chapters, e.Edition.Pages)
	return slices.DeleteFunc(all, e.Investigation.IsRetracted)
}

// titles lists the texts as entries of the index.
func (e *Edition) titles() []Entry {
	var list []Entry
	for _, c := range e.Texts() {
		line := c.Head.Standfirst
		if line == "" {
			line = c.Head.Description
		}
		list = append(list, Entry{URL: c.URL, Title: e.title(c), Text: line})
	}
	return list
}

// title names a text: "2 The 2013 deal".
func (e *Edition) title(c *casefile.Chapter) string {
	switch {
	case c.Kind == casefile.CoverKind:
		return e.Words.T("cover-name")
	case c.Number > 0:
		return e.Words.T("chapter-name", c.Number, c.Head.Title)
	}
	return c.Head.Title
}

// Part writes one part of the texts. summary gives what is known of a text, nil
// where it could not be read.
func (e *Edition) Part(texts []*casefile.Chapter, summary func(*casefile.Chapter) *casefile.Summary) ([]byte, error) {
	list := make([]Text, 0, len(texts))
	for _, c := range texts {
		if known := summary(c); known != nil {
			list = append(list, Text{URL: c.URL, Title: e.title(c), Passages: e.passages(known)})
		}
	}
	return encode(list)
}

// passages lists the words of a text. Cells of a table stand together; a note
// leads to the paragraph that calls it, which follows it here.
func (e *Edition) passages(known *casefile.Summary) []Passage {
	list := make([]Passage, 0, len(known.Passages))
	at, cells, notes := "", false, 0 // notes: how many wait for their paragraph
	for i := range known.Passages {
		from := &known.Passages[i]
		p := Passage{Text: e.plain(from.Text), Label: e.standing(claimsIn(known, i))}
		if from.Pulled || p.Text == "" {
			continue
		}
		if from.InNote {
			list = append(list, p)
			notes, cells = notes+1, false
			continue
		}
		switch {
		case from.Kind == prose.HeadingPassage:
			at = known.Headings[from.Heading].ID
			p.Heading = true
		case from.Paragraph > 0:
			at = "p" + strconv.Itoa(from.Paragraph)
			p.Paragraph = from.Paragraph
		}
		for ; notes > 0; notes-- {
			list[len(list)-notes].At = at
		}
		isCell := from.Kind == prose.CellPassage
		if isCell && cells {
			last := &list[len(list)-1]
			last.Text += " · " + p.Text
			last.Label = join("; ", []string{last.Label, p.Label})
			continue
		}
		cells = isCell
		if p.Paragraph == 0 {
			p.At = at
		}
		list = append(list, p)
	}
	return list
}

// claimsIn lists the claims that a passage makes, or a part of it.
func claimsIn(known *casefile.Summary, passage int) []string {
	var ids []string
	for _, m := range known.Claims {
		if _, _, ok := m.Within(passage, len(known.Passages[passage].Text)); ok {
			ids = append(ids, m.Ref)
		}
	}
	return ids
}

// plain is the words of a passage with sources named where it cites them in a
// sentence: "@nyt-2018" is not what readers see.
func (e *Edition) plain(text string) string {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "@") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "@")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) })
		if end < 0 {
			end = len(rest)
		}
		for end > 0 && e.Investigation.Sources.Lookup(rest[:end]) == nil {
			end--
		}
		if src := e.Investigation.Sources.Lookup(rest[:end]); end > 0 && src != nil {
			b.WriteString(e.sourceName(src))
		} else {
			b.WriteByte('@')
			end = 0
		}
		text = rest[end:]
	}
}

// sourceName is what a sentence calls a source.
func (e *Edition) sourceName(src *casefile.Source) string {
	if short := e.in(src.Custom.Short); short != "" {
		return short
	}
	if len(src.Authors) > 0 && !src.Authors[0].IsOthers() {
		return join("", []string{src.Authors[0].Literal, src.Authors[0].Family})
	}
	return src.Title
}

package page

import (
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/naming"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Names in a text lead to their pages: where the writer marks them, and, unless
// the settings say otherwise, where each is first met. The link is quiet: the
// text reads as if it were not there.

// A namer links the names of one text.
type namer struct {
	matcher *naming.Matcher // nil where only marked names are links
	edition *casefile.Edition
	linked  []*casefile.Party // so far
}

// newMatcher knows the names that have pages; nil where texts link none.
func (s *Site) newMatcher(e *casefile.Edition) *naming.Matcher {
	if s.Investigation.Settings.NoAutolink {
		return nil
	}
	m := naming.New(s.Investigation.ShownParties(), e.Lang)
	if m.IsEmpty() {
		return nil
	}
	return m
}

// spare keeps the words of corrections free of links: they are looked for in the
// finished text, in one piece.
func (n *namer) spare(list []*casefile.Correction, lang string) {
	if n.matcher == nil {
		return
	}
	for _, e := range list {
		for _, m := range n.matcher.Find(e.Now.In(lang)) {
			n.linked = append(n.linked, m.Owners[0].Party)
		}
	}
}

// nameSpan writes [text]{.name ref=ID}.
func (p *printer) nameSpan(n *prose.SpanOf) {
	party := p.ledger.parties.Lookup(n.Attrs.Value("ref"))
	if party == nil || !p.nameLink(party, mayLink(n), func() { p.plainSpan(n, n.Attrs.ID) }) {
		p.plainSpan(n, n.Attrs.ID)
	}
}

// nameLink writes words as a link to the page of a name, if it has one and may
// be a link there.
func (p *printer) nameLink(party *casefile.Party, may bool, words func()) bool {
	if p.names.edition == nil || !may {
		return false
	}
	c := p.names.edition.Entry(casefile.PeoplePage, party.ID)
	if c == nil {
		return false
	}
	p.names.linked = append(p.names.linked, party)
	p.inline(`<a class="name"`)
	p.address("href", p.absolute(c.URL))
	p.raw(">")
	words()
	p.close("</a>")
	return true
}

// withNames writes the words of a node as write does, with links from the names
// that are met for the first time.
func (p *printer) withNames(n ast.Node, value string, write func(string)) {
	if p.names.matcher == nil {
		write(value)
		return
	}
	done := 0
	for _, m := range p.names.matcher.Find(value) {
		party := m.Owners[0].Party
		if m.IsPart || m.IsAmbiguous() || slices.Contains(p.names.linked, party) || !mayLink(n) || !p.standsAlone(n, value, m) {
			continue
		}
		write(value[done:m.From])
		p.nameLink(party, true, func() { write(value[m.From:m.To]) })
		done = m.To
	}
	write(value[done:])
}

// standsAlone reports whether a name at the edge of a node is not part of one
// that goes on in the next line.
func (p *printer) standsAlone(n ast.Node, value string, m casefile.Mention) bool {
	before, after := "", ""
	if m.From == 0 {
		before = p.wordsOf(n.PreviousSibling())
	}
	if m.To == len(value) {
		after = p.wordsOf(n.NextSibling())
		if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			after = " " + after
		}
	}
	if before == "" && after == "" {
		return true
	}
	return slices.ContainsFunc(p.names.matcher.Find(before+value+after), func(other casefile.Mention) bool {
		return other.From == len(before)+m.From && other.To == len(before)+m.To && !other.IsPart
	})
}

// wordsOf is the text of a node that is nothing but text.
func (p *printer) wordsOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		words := view(n.Segment.Value(p.doc.Source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words += " "
		}
		return words
	case *ast.String:
		return view(n.Value)
	}
	return ""
}

// mayLink reports whether a name may be a link where it stands: in a paragraph
// of our own words, and in no other link.
func mayLink(n ast.Node) bool {
	for at := n.Parent(); at != nil; at = at.Parent() {
		switch at := at.(type) {
		case *ast.Heading, *ast.CodeSpan, *ast.Blockquote, *extast.Table, *prose.LinkTo, *prose.NoteBody:
			return false
		case *prose.SpanOf:
			if at.Attrs.Has("q") || at.Attrs.Has("term") || at.Attrs.Has("event") || at.Attrs.Has("name") {
				return false
			}
		case *prose.Div:
			if at.Attrs.Has("pull") || at.Attrs.Has("quote") {
				return false
			}
		}
	}
	return true
}

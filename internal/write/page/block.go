package page

import (
	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// span writes [text]{.class}.
func (p *printer) span(n *prose.SpanOf) {
	if n.Attrs.Has("claim") {
		p.claimSpan(n)
		return
	}
	if n.Attrs.Has("term") && p.term(n) {
		return
	}
	if n.Attrs.Has("event") {
		p.eventSpan(n)
		return
	}
	if n.Attrs.Has("name") {
		p.nameSpan(n)
		return
	}
	p.plainSpan(n, n.Attrs.ID)
}

// plainSpan writes a span, claim or none, with an id or without.
func (p *printer) plainSpan(n *prose.SpanOf, id string) {
	lang := n.Attrs.Value("lang")
	quoted := n.Attrs.Has("q")
	if !quoted && lang == "" && id == "" {
		p.children(n)
		return
	}
	p.inline("<span")
	if quoted {
		// Not q: its generated marks are lost when words are copied.
		p.raw(` class="quoted"`)
	}
	if quoted {
		p.id("q-", id)
	} else {
		p.id("", id)
	}
	if lang != "" {
		p.attr("lang", lang)
	}
	p.raw(">")
	p.children(n)
	p.close("</span>")
}

// div writes ::: {.class} … :::
func (p *printer) div(n *prose.Div) {
	switch {
	case n.Attrs.Has("quote"):
		p.quote(n)
		return
	case n.Attrs.Has("pull"):
		p.pull(n)
		return
	case n.Attrs.Has("timeline"):
		p.timelineDiv(n)
		return
	case n.Attrs.Has("diagram"):
		p.diagramDiv(n)
		return
	case n.Attrs.Has("unknowns"):
		p.unknowns(n)
		return
	case n.Attrs.Has("claim"):
		p.claimDiv(n)
		return
	case n.Attrs.Has("response"), n.Attrs.Has("right-of-reply"):
		p.response(n)
		return
	case n.Attrs.Has("exhibit"):
		p.exhibit(n)
		return
	}
	p.plainDiv(n)
}

// plainDiv writes a div without a meaning of its own.
func (p *printer) plainDiv(n *prose.Div) {
	lang := n.Attrs.Value("lang")
	if lang == "" && n.Attrs.ID == "" {
		p.children(n)
		return
	}
	p.block("<div")
	p.id("", n.Attrs.ID)
	if lang != "" {
		p.attr("lang", lang)
	}
	p.raw(">")
	p.children(n)
	p.block("</div>")
}

// quote writes a quotation set off from the text, with who said it.
func (p *printer) quote(n *prose.Div) {
	source := p.sources.Lookup(n.Attrs.Value("source"))
	p.block(`<figure class="quote"`)
	p.id("q-", n.Attrs.ID)
	p.raw(">")
	p.block("<blockquote")
	if lang := n.Attrs.Value("lang"); lang != "" {
		p.attr("lang", lang)
	} else if source != nil {
		p.foreign(source)
	}
	if source != nil && source.URL != "" {
		p.address("cite", source.URL)
	}
	p.raw(">")
	p.children(n)
	p.block("</blockquote>")
	if by := n.Attrs.Value("by"); by != "" || source != nil {
		p.block("<figcaption>")
		p.attribution(by, source)
		p.compared(n)
		p.block("</figcaption>")
	}
	p.block("</figure>")
}

// attribution writes who said the words of a quotation: in the writer's words
// where there are any, and otherwise from the record of the source.
func (p *printer) attribution(by string, s *casefile.Source) {
	list := lister{p: p}
	party := p.ledger.parties.Lookup(by)
	if party != nil {
		by = p.quotedParty(party, s)
	}
	list.add(by)
	if s == nil {
		return
	}
	if party != nil {
		list.add(p.outlet(s))
		list.add(p.words.Issued(s.Issued))
	}
	if by == "" {
		if len(s.Authors) > 0 {
			list.add(p.authors(s.Authors))
		}
		if s.Title != "" {
			list.next()
			p.title(s)
		}
		list.add(p.words.Issued(s.Issued))
	}
	if s.URL != "" {
		list.next()
		p.external(s.URL, p.words.T("source-original"))
	}
}

// quotedParty is what somebody was called when they said what is quoted.
func (p *printer) quotedParty(party *casefile.Party, s *casefile.Source) string {
	var day casefile.Date
	if s != nil {
		day = s.Issued.First()
	}
	return label.Party(party, day, p.words)
}

// compared says that the words of a quotation have been found in their source.
func (p *printer) compared(n *prose.Div) {
	for i, q := range p.doc.Quotes {
		if q.Attrs != n.Attrs.Span || i >= len(p.body.Compared) || !p.body.Compared[i].Matches {
			continue
		}
		p.space()
		p.inline(`<span class="check">`)
		if d := p.display(p.body.Compared[i].Exhibit); d != nil {
			p.text(p.words.T("quote-matches-exhibit", d.Letter))
		} else if in := p.body.Compared[i].In; in != nil {
			p.text(p.words.T("quote-matches-in", p.outlet(in)))
		} else {
			p.text(p.words.T("quote-matches"))
		}
		p.close("</span>")
		return
	}
}

// pull writes a sentence of the text, set large. It repeats what stands in the
// text, so those who hear the page do not hear it twice, and a feed leaves it
// out.
func (p *printer) pull(n *prose.Div) {
	if p.place.isFeed {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindParagraph {
			p.node(c)
			continue
		}
		p.block(`<p class="pull" aria-hidden="true"`)
		if c == n.FirstChild() {
			p.id("", n.Attrs.ID)
		}
		p.raw(">")
		p.children(c)
		p.block("</p>")
	}
}

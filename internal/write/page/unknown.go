package page

import (
	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// unknowns writes ::: {.unknowns}: every claim of the ledger that nobody could
// establish, each with a link to its record, in the order of the ledger.
func (p *printer) unknowns(n *prose.Div) {
	p.children(n)
	begun := false
	for _, c := range p.ledger.list {
		f := p.ledger.claims[c.ID]
		if f == nil || f.claim != c || c.Basis != casefile.Unknown {
			continue
		}
		if !begun {
			p.block("<ul")
			p.id("", n.Attrs.ID)
			p.raw(">")
			begun = true
		}
		p.block("<li>")
		p.text(p.in(c.Text))
		p.space()
		p.inline("<a")
		p.address("href", p.absolute(f.url))
		p.raw(">")
		p.text(f.number)
		p.close("</a>")
		p.block("</li>")
	}
	if begun {
		p.block("</ul>")
		return
	}
	p.block("<p")
	p.id("", n.Attrs.ID)
	p.raw(">")
	p.text(p.words.T("unknowns-none"))
	p.block("</p>")
}

package page

import (
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diagram"
	"dossier/internal/label"
	"dossier/internal/prose"
)

// diagramDiv writes ::: {.diagram claims="…"}: a drawing of what the claims say
// passed between two parties, its caption, and the same as a table. Of claims
// between others than the parties of the first nothing is drawn.
func (p *printer) diagramDiv(n *prose.Div) {
	var shown []*flagged
	for _, id := range strings.Fields(n.Attrs.Value("claims")) {
		f := p.ledger.claims[id]
		if f == nil || f.claim.Flow.IsZero() || len(shown) > 0 && !samePair(shown[0].claim.Flow, f.claim.Flow) {
			continue
		}
		shown = append(shown, f)
	}
	if len(shown) == 0 {
		p.plainDiv(n)
		return
	}
	first := shown[0].claim
	x := diagram.Exchange{Left: p.partyAt(first.Flow.From, first), Right: p.partyAt(first.Flow.To, first)}
	x.Name = p.words.T("diagram-name", x.Left, x.Right)
	for _, f := range shown {
		x.Arrows = append(x.Arrows, diagram.Arrow{
			What: textIn(f.claim.Flow.What, p.doc.Lang, p.original), Label: f.label(), Status: f.status,
			Back: f.claim.Flow.From.ID != first.Flow.From.ID,
		})
	}
	p.block(`<figure class="diagram"`)
	p.id("", n.Attrs.ID)
	p.raw(">")
	if p.place.isFeed {
		p.exchangeTable(shown)
	} else {
		p.raw(x.Wide() + x.Narrow())
	}
	p.block("<figcaption>")
	p.children(n)
	if !p.place.isFeed {
		p.block("<details><summary>")
		p.text(p.words.T("diagram-table"))
		p.block("</summary>")
		p.exchangeTable(shown)
		p.block("</details>")
	}
	p.block("</figcaption></figure>")
}

func samePair(a, b casefile.Flow) bool {
	return a.From.ID == b.From.ID && a.To.ID == b.To.ID || a.From.ID == b.To.ID && a.To.ID == b.From.ID
}

// partyAt is what a party was called when a claim says that something passed.
func (p *printer) partyAt(ref casefile.Ref, c *casefile.Claim) string {
	party := p.ledger.parties.Lookup(ref.ID)
	if party == nil {
		return ref.ID
	}
	return label.Party(party, c.Flow.Day(), p.words)
}

// exchangeTable writes what a diagram draws as a table.
func (p *printer) exchangeTable(shown []*flagged) {
	p.block("<table><thead><tr>")
	for _, key := range []string{"diagram-from", "diagram-to", "diagram-what", "claim-status"} {
		p.block(`<th scope="col">`)
		p.text(p.words.T(key))
		p.block("</th>")
	}
	p.block("</tr></thead><tbody>")
	for _, f := range shown {
		p.block("<tr>")
		for i, words := range []string{p.partyAt(f.claim.Flow.From, f.claim), p.partyAt(f.claim.Flow.To, f.claim), textIn(f.claim.Flow.What, p.doc.Lang, p.original)} {
			p.block("<td")
			p.attr("data-label", p.words.T([]string{"diagram-from", "diagram-to", "diagram-what"}[i]))
			p.raw(">")
			p.text(words)
			p.block("</td>")
		}
		p.block("<td")
		p.attr("data-label", p.words.T("claim-status"))
		p.raw(">")
		p.flag(f)
		p.block("</td></tr>")
	}
	p.block("</tbody></table>")
}

package page

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// A ledger is what the pages of an edition say of claims: computed once, from
// the registers alone.
type ledger struct {
	at          string // address of the page of the claims; "" where there is none
	responsesAt string // of that of the responses
	claims      map[string]*flagged
	list        []*casefile.Claim    // in the order of the register
	numbered    map[string]*flagged  // the same by number: "C-01"
	supported   map[string][]NavLink // claims that a source supports or contradicts, by key
	responses   casefile.Register[casefile.Response]
	parties     casefile.Register[casefile.Party]
	chronicle   *chronicle
}

// A flagged is a claim with what its flag says.
type flagged struct {
	claim    *casefile.Claim
	standing *casefile.Standing
	number   string // "C-01"
	status   string
	basis    string // "Alleged"
	rest     string // of the label: " · denied by Meta"
	url      string // of its row in the ledger
}

// label is the whole label of a claim.
func (f *flagged) label() string { return f.basis + f.rest }

func (s *Site) newLedger(sh *shelf) *ledger {
	inv := s.Investigation
	l := &ledger{
		at: sh.address(casefile.ClaimsPage), responsesAt: sh.address(casefile.ResponsesPage),
		claims: make(map[string]*flagged, len(inv.Claims.List)), numbered: make(map[string]*flagged, len(inv.Claims.List)), supported: map[string][]NavLink{},
		list: inv.Claims.List, responses: inv.Responses, parties: inv.Parties, chronicle: s.newChronicle(sh),
	}
	for i, c := range inv.Claims.List {
		standing := inv.Standings[c.ID]
		if l.claims[c.ID] != nil || standing == nil || c.Basis == "" {
			continue
		}
		f := &flagged{claim: c, standing: standing, number: label.Number(i), status: string(standing.Status), basis: label.Basis(c.Basis, sh.words), url: l.at + "#c-" + c.ID}
		f.rest = strings.TrimPrefix(label.Of(standing, sh.words), f.basis)
		l.claims[c.ID], l.numbered[f.number] = f, f
		for _, ev := range slices.Concat(c.Evidence, c.Against) {
			link := NavLink{Label: f.number, URL: f.url}
			if !slices.Contains(l.supported[ev.Key], link) {
				l.supported[ev.Key] = append(l.supported[ev.Key], link)
			}
		}
	}
	return l
}

// claimSpan writes [text]{.claim ref=ID} and returns the last node that it has
// written: the punctuation and the marks behind the text stand before the flag,
// so that it follows the sentence that it qualifies.
func (p *printer) claimSpan(n *prose.SpanOf) ast.Node {
	f := p.ledger.claims[n.Attrs.Value("ref")]
	if f == nil {
		p.plainSpan(n, n.Attrs.ID)
		return n
	}
	p.inline(`<span class="claim"`)
	p.markedID(&n.Attrs, "c-")
	p.attr("data-status", f.status)
	p.raw(">")
	p.plainSpan(n, "")
	last := p.trailing(n)
	p.space()
	p.flag(f)
	p.close("</span>")
	return last
}

// markedID writes the id of an element that marks a record: the one that the
// writer gave it, or else, on the first mark of a record, the one that the
// reader of the text did.
func (p *printer) markedID(a *prose.Attrs, prefix string) {
	if a.Has("q") && !strings.HasPrefix(a.ID, prefix) {
		p.id("q-", a.ID)
		return
	}
	p.id("", a.ID)
}

// trailing writes the punctuation and the marks that follow a node, and returns
// the last node that is thereby written.
func (p *printer) trailing(n ast.Node) ast.Node {
	last := p.movePunctuation(n)
	next := last.NextSibling()
	if p.writtenOf != nil && p.writtenOf == next {
		if value, _ := p.value(next); strings.TrimSpace(value[p.written:]) != "" {
			return last // more words stand behind the punctuation
		}
		next = next.NextSibling()
	} else if next != nil && p.isBlank(next) {
		next = next.NextSibling()
	}
	if m, ok := next.(*prose.NoteMark); ok {
		return p.marks(m)
	}
	return last
}

// flag writes the label of a claim; it leads to the ledger. A feed has no
// style, so there the label stands in brackets.
func (p *printer) flag(f *flagged) {
	if p.place.isFeed {
		p.text("[")
	}
	p.inline(`<a class="flag"`)
	p.address("href", p.absolute(f.url))
	p.raw("><b>")
	if !p.place.isFeed {
		p.statusMark(f.status)
		p.inline(`<span class="vh">`)
		p.text(p.words.T("flag-status"))
		p.space()
		p.close("</span>")
	}
	p.text(f.basis)
	p.close("</b>")
	p.text(f.rest)
	if !p.place.isFeed {
		p.text(" ·\u00a0" + f.number)
	}
	p.close("</a>")
	if p.place.isFeed {
		p.text("]")
	}
}

// Shapes of the marks, as in layouts/partials/mark.html.
var statusShapes = map[string]string{
	"documented": `<path class="full" d="M1 1h14v14H1z"/>`,
	"reported":   `<path d="M1 1h14v14H1z"/><path class="full" d="M1 1h7v14H1z"/>`,
	"alleged":    `<path d="M1 1h14v14H1z"/>`,
	"disputed":   `<path d="M1 1h14v14H1z"/><path class="full" d="M1 15V1l14 14z"/>`,
	"denied":     `<path d="M1 1h14v14H1zM1 1l14 14M15 1 1 15"/>`,
	"unknown":    `<path stroke-dasharray="2.6 2.4" d="M1 1h14v14H1z"/>`,
	"analysis":   `<circle cx="8" cy="8" r="7"/>`,
}

func (p *printer) statusMark(status string) {
	p.object(`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">`)
	p.raw(statusShapes[status])
	p.raw("</svg>")
}

// claimDiv writes ::: {.claim ref=ID}: its label follows its text, before the
// answers that stand in it.
func (p *printer) claimDiv(n *prose.Div) {
	f := p.ledger.claims[n.Attrs.Value("ref")]
	if f == nil {
		p.plainDiv(n)
		return
	}
	p.block(`<div class="claim"`)
	p.markedID(&n.Attrs, "c-")
	p.attr("data-status", f.status)
	if lang := n.Attrs.Value("lang"); lang != "" {
		p.attr("lang", lang)
	}
	p.raw(">")
	shown := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if answer, ok := c.(*prose.Div); ok && !shown && (answer.Attrs.Has("response") || answer.Attrs.Has("right-of-reply")) {
			p.flagLine(f)
			shown = true
		}
		p.node(c)
	}
	if !shown {
		p.flagLine(f)
	}
	p.block("</div>")
}

// flagLine writes a label on a line of its own.
func (p *printer) flagLine(f *flagged) {
	p.block(`<p class="flag-line">`)
	p.flag(f)
	p.block("</p>")
}

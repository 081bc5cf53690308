package page

import (
	"html/template"

	"dossier/internal/casefile"
	"dossier/internal/diagram"
)

// A RelationView is one row of the table that says what the drawing of the page
// of names shows, and what it has no room for.
type RelationView struct {
	From, To NavLink
	Words    string // "director", "Plaintiff"
	Span     string // "June 2011 – May 2019"; "" where not known
	Sources  []EvidenceView
}

// relations lists who is related to whom, from roles, members and proceedings,
// and draws it. The drawing is empty where there is nothing to draw or too much.
func (l *claimList) relations(list []*casefile.Party) ([]RelationView, template.HTML) {
	sh := l.shelf
	place := map[string]int{}
	d := diagram.Relations{Name: sh.words.T("relations-name"), Heads: [3]string{sh.words.T("names-person"), sh.words.T("relations-middle"), sh.words.T("names-proceeding")}}
	for _, p := range list {
		column := 1
		switch {
		case p.IsProceeding():
			column = 2
		case p.Type == "person":
			column = 0
		}
		place[p.ID] = len(d.Nodes)
		d.Nodes = append(d.Nodes, diagram.Node{Name: sh.partyLink(p, casefile.Date{}).Label, Column: column})
	}
	var rows []RelationView
	add := func(from, to *casefile.Party, row RelationView, isDrawn, isDashed bool) {
		a, okA := place[from.ID]
		b, okB := place[to.ID]
		if !okA || !okB {
			return // not shown
		}
		row.From, row.To = sh.partyLink(from, casefile.Date{}), sh.partyLink(to, casefile.Date{})
		rows = append(rows, row)
		if isDrawn {
			d.Edges = append(d.Edges, diagram.Edge{From: a, To: b, Dashed: isDashed})
		}
	}
	find := sh.ledger.parties.Lookup
	for _, p := range list {
		for _, role := range p.Roles {
			if at := find(role.At.ID); at != nil {
				add(p, at, RelationView{Words: l.words(role.Title), Span: spanWords(role.From, role.To, sh.words), Sources: l.evidence(role.Cites)}, true, false)
			}
		}
		for _, ref := range p.Members {
			if member := find(ref.ID); member != nil {
				add(member, p, RelationView{Words: sh.words.T("relation-member"), Sources: l.evidence(p.Cites)}, true, false)
			}
		}
		for i, refs := range []casefile.Refs{p.Plaintiffs, p.Defendants, p.Outside} {
			for _, ref := range refs {
				if of := find(ref.ID); of != nil {
					add(of, p, RelationView{Words: sh.words.T("party-" + sides[i]), Sources: l.evidence(p.Cites)}, sides[i] != "outside", sides[i] == "plaintiff")
				}
			}
		}
	}
	return rows, trusted([]byte(d.Draw()))
}

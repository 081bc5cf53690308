package page

import (
	"html/template"
	"strings"

	"dossier/internal/casefile"
)

// A PersonView is layouts/person.html: the page of one name, be it of a person,
// an organisation, a group or a proceeding.
type PersonView struct {
	Shell
	Type      string         // in words: "Person"
	Caution   string         // comes first
	Cautioned []EvidenceView // sources of Caution
	About     string
	Sources   []EvidenceView // of About
	Roles     []RoleView
	Holders   []HolderView   // of roles at an organisation
	Names     []NameSpanView // over time; empty where there has been one, of always
	Aliases   []string
	Groups    []CaseView     // that it belongs to
	Members   []NavLink      // of a group
	Joined    []EvidenceView // sources of Members
	Cases     []CaseView
	Court     CourtView // of a proceeding
	Against   []ClaimLine
	By        []ClaimLine
	InCase    []ClaimLine // of a proceeding: claims made in it
	Responses []ResponseLine
	Events    template.HTML // empty for none
	Wrote     []EvidenceView
	Named     []CitedView // texts that name it
	List      NavLink     // back to the list of names
}

// A HolderView is somebody with a role at an organisation.
type HolderView struct {
	Name NavLink
	Role RoleView
}

// A NameSpanView is a name and the time in which it was borne.
type NameSpanView struct {
	Name, Span string
	Sources    []EvidenceView
}

// A CaseView is a proceeding that the name is part of, or a group.
type CaseView struct {
	Case    NavLink
	As      string // "Defendant", "Named, not a party"; "" of a group
	Sources []EvidenceView
}

// A CourtView is the record of a proceeding. It is empty for other names.
type CourtView struct {
	Is                              bool
	Court, Number                   string
	Plaintiffs, Defendants, Outside []NavLink
	AsOf                            DateView
	Sources                         []EvidenceView
}

// A ClaimLine is a claim with its label.
type ClaimLine struct {
	Number, URL, Status, Label, Text string
	SaidBy                           string
}

// A ResponseLine is an answer, in short.
type ResponseLine struct {
	URL, Words, Speaker string
	Claims              []NavLink
}

// Person makes the page of one name.
func (s *Site) Person(e *casefile.Edition, c *casefile.Chapter, uses *Uses) ([]byte, error) {
	sh := s.shelf(e.Lang)
	p := s.Investigation.Parties.Lookup(c.Entry)
	l := s.claimList(c, nil)
	defer s.release(l.printer)
	x := s.parties(sh)
	shell := s.recordShell(c, sh.words.T("name-"+p.Type))
	shell.JSONLD = s.personData(sh, c, p, shell.Canonical)
	view := PersonView{
		Shell: shell, Type: sh.words.T("name-" + p.Type), Caution: l.words(p.Caution.Text), Cautioned: l.evidence(p.Caution.Cites), About: l.words(p.About.Text), Sources: l.evidence(p.About.Cites),
		Roles: l.roles(p), Names: l.namesOver(p), Aliases: shownAliases(p, e.Lang), Members: sh.partyLinks(p.Members), Court: l.court(p),
		Against: l.claimLines(x.about[p.ID]), By: l.claimLines(x.by[p.ID]), Wrote: l.works(x.wrote[p.ID]), Named: uses.named[p.ID],
		List: NavLink{Label: e.Record(casefile.PeoplePage).Head.Title, URL: e.Record(casefile.PeoplePage).URL},
	}
	for _, g := range x.groups[p.ID] {
		view.Groups = append(view.Groups, CaseView{Case: sh.partyLink(g, casefile.Date{}), Sources: l.evidence(g.Cites)})
	}
	for _, h := range x.holders[p.ID] {
		role := RoleView{Words: l.words(h.role.Title), Span: spanWords(h.role.From, h.role.To, sh.words), Sources: l.evidence(h.role.Cites)}
		view.Holders = append(view.Holders, HolderView{Name: sh.partyLink(h.party, casefile.Date{}), Role: role})
	}
	for _, of := range sortedCases(x.cases[p.ID]) {
		view.Cases = append(view.Cases, CaseView{Case: sh.partyLink(of.party, casefile.Date{}), As: sh.words.T("party-" + of.as), Sources: l.evidence(of.party.Cites)})
	}
	if len(p.Members) > 0 {
		view.Joined = l.evidence(p.Cites)
	}
	if p.IsProceeding() {
		view.InCase = l.claimLines(x.inCase[p.ID])
	}
	for _, r := range x.responses[p.ID] {
		view.Responses = append(view.Responses, l.responseLine(r))
	}
	if list := x.events[p.ID]; len(list) > 0 {
		view.Events = l.printer.part(func() { l.printer.eventList(list, entryForm{title: "p"}) })
	}
	return s.execute("person", c, &view)
}

// namesOver lists the names that somebody has borne, where they have changed.
func (l *claimList) namesOver(p *casefile.Party) []NameSpanView {
	if len(p.Names) < 2 {
		return nil
	}
	var views []NameSpanView
	for _, n := range p.Names {
		views = append(views, NameSpanView{Name: n.Name.In(l.shelf.edition.Lang), Span: spanWords(n.From, n.To, l.shelf.words), Sources: l.evidence(n.Cites)})
	}
	return views
}

// shownAliases are other names of somebody; words such as "the paper" only help
// to read sentences.
func shownAliases(p *casefile.Party, lang string) []string {
	var list []string
	for _, n := range p.Names {
		for _, alias := range n.Aliases {
			if casefile.IsName(alias) && !strings.Contains(n.Name.In(lang), alias) {
				list = append(list, alias)
			}
		}
	}
	return list
}

func (l *claimList) court(p *casefile.Party) CourtView {
	if !p.IsProceeding() {
		return CourtView{}
	}
	sh := l.shelf
	return CourtView{
		Is: true, Court: l.words(p.Court), Number: p.Number, AsOf: sh.date(p.AsOf), Sources: l.evidence(p.Cites),
		Plaintiffs: sh.partyLinks(p.Plaintiffs), Defendants: sh.partyLinks(p.Defendants), Outside: sh.partyLinks(p.Outside),
	}
}

func (l *claimList) claimLines(list []*flagged) []ClaimLine {
	var lines []ClaimLine
	for _, f := range list {
		lines = append(lines, ClaimLine{Number: f.number, URL: f.url, Status: f.status, Label: f.label(), Text: l.words(f.claim.Text), SaidBy: l.saidBy(f.claim)})
	}
	return lines
}

func (l *claimList) responseLine(r *casefile.Response) ResponseLine {
	w := l.shelf.words
	line := ResponseLine{Words: w.T("right-of-reply", names(l.shelf.ledger.parties, r.From, r.Day(), w)), Speaker: l.printer.speaker(r), Claims: l.shelf.ledger.links(r.Answers)}
	if r.Stance != "" {
		line.Words = w.T("answer-" + string(r.Stance))
	}
	if at := l.shelf.ledger.responsesAt; at != "" {
		line.URL = at + "#r-" + r.ID
	}
	return line
}

// works are sources that somebody wrote.
func (l *claimList) works(list []*casefile.Source) []EvidenceView {
	var views []EvidenceView
	for _, src := range list {
		v := EvidenceView{Link: NavLink{Label: src.Title}, Place: l.shelf.words.Issued(src.Issued)}
		if v.Link.Label == "" {
			v.Link.Label = l.printer.shortest(src)
		}
		if at := l.shelf.address(casefile.SourcesPage); at != "" {
			v.Link.URL = at + "#" + l.site.Investigation.Anchors[src.ID]
		}
		views = append(views, v)
	}
	return views
}

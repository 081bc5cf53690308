package page

import (
	"html/template"
	"slices"
	"strings"
	"sync"

	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/theme"
)

// A peopleIndex is what the registers say of each name, by its id: computed once
// for an edition, so that 2,000 pages of names cost one pass over the claims.
type peopleIndex struct {
	once sync.Once

	count     int                             // of names that are shown
	about, by map[string][]*flagged           // claims, in the order of the register
	responses map[string][]*casefile.Response // oldest first
	cases     map[string][]caseOf
	groups    map[string][]*casefile.Party
	holders   map[string][]holder // of roles at it
	wrote     map[string][]*casefile.Source
	events    map[string][]*casefile.Event // in the order of the timeline
	inCase    map[string][]*flagged        // claims made in a proceeding
}

// A caseOf is a proceeding that a name is part of.
type caseOf struct {
	party *casefile.Party // the proceeding
	as    string          // plaintiff, defendant, outside
}

// sides are how a name is part of a proceeding.
var sides = [...]string{"plaintiff", "defendant", "outside"}

// A holder is somebody with a role.
type holder struct {
	party *casefile.Party
	role  *casefile.Role
}

// parties returns the index of an edition.
func (s *Site) parties(sh *shelf) *peopleIndex {
	x := &sh.people
	x.once.Do(func() { x.fill(s, sh) })
	return x
}

func (x *peopleIndex) fill(s *Site, sh *shelf) {
	inv := s.Investigation
	x.about, x.by = map[string][]*flagged{}, map[string][]*flagged{}
	x.responses, x.cases = map[string][]*casefile.Response{}, map[string][]caseOf{}
	x.groups, x.holders, x.wrote = map[string][]*casefile.Party{}, map[string][]holder{}, map[string][]*casefile.Source{}
	x.events, x.inCase = map[string][]*casefile.Event{}, map[string][]*flagged{}
	for _, e := range sh.ledger.chronicle.list {
		for _, ref := range e.Names {
			x.events[ref.ID] = append(x.events[ref.ID], e)
		}
	}
	for _, c := range inv.Claims.List {
		f := sh.ledger.claims[c.ID]
		if f == nil || f.claim != c {
			continue
		}
		if c.Case.ID != "" {
			x.inCase[c.Case.ID] = append(x.inCase[c.Case.ID], f)
		}
		for _, ref := range c.About {
			x.about[ref.ID] = append(x.about[ref.ID], f)
		}
		for _, ref := range c.By {
			x.by[ref.ID] = append(x.by[ref.ID], f)
		}
	}
	for _, r := range sortedResponses(inv.Responses.List) {
		for _, ref := range r.From {
			x.responses[ref.ID] = append(x.responses[ref.ID], r)
		}
		if r.Person.ID != "" && !r.From.Has(r.Person.ID) {
			x.responses[r.Person.ID] = append(x.responses[r.Person.ID], r)
		}
	}
	for _, p := range inv.ShownParties() {
		x.count++
		for i, refs := range []casefile.Refs{p.Plaintiffs, p.Defendants, p.Outside} {
			for _, ref := range refs {
				x.cases[ref.ID] = append(x.cases[ref.ID], caseOf{p, sides[i]})
			}
		}
		for _, ref := range p.Members {
			x.groups[ref.ID] = append(x.groups[ref.ID], p)
		}
		for i := range p.Roles {
			x.holders[p.Roles[i].At.ID] = append(x.holders[p.Roles[i].At.ID], holder{p, &p.Roles[i]})
		}
	}
	x.authors(s)
}

// authors finds the sources that each name wrote.
func (x *peopleIndex) authors(s *Site) {
	ids := map[string]string{} // by name; "" where two have it
	for _, p := range s.Investigation.ShownParties() {
		for _, n := range p.Names {
			for _, words := range n.Name {
				if was, taken := ids[words]; taken && was != p.ID {
					ids[words] = ""
				} else {
					ids[words] = p.ID
				}
			}
		}
	}
	for _, src := range s.sources().List {
		for _, author := range src.Authors {
			if id := ids[fullName(author)]; id != "" && !slices.Contains(x.wrote[id], src) {
				x.wrote[id] = append(x.wrote[id], src)
			}
		}
	}
}

// partyLink leads to the page of a name, which is called as on a day; the zero
// Date is today. A name that is protected has neither words nor address.
func (sh *shelf) partyLink(p *casefile.Party, day casefile.Date) NavLink {
	link := NavLink{Label: label.Party(p, day, sh.words)}
	if c := sh.edition.Entry(casefile.PeoplePage, p.ID); c != nil {
		link.URL = c.URL
	}
	return link
}

// partyLinks are those of several names; ids that lead nowhere are left out.
func (sh *shelf) partyLinks(refs casefile.Refs) []NavLink {
	var links []NavLink
	for _, ref := range refs {
		if p := sh.ledger.parties.Lookup(ref.ID); p != nil {
			links = append(links, sh.partyLink(p, casefile.Date{}))
		}
	}
	return links
}

// spanWords says from when to when: "June 2011 – May 2019", "until 2023", and
// "2018" where both are the same.
func spanWords(from, to casefile.Issued, w *theme.Words) string {
	switch first, last := w.Issued(from), w.Issued(to); {
	case first == last:
		return first
	case first != "" && last != "":
		return w.T("span-both", first, last)
	case first != "":
		return w.T("span-from"+ofDay(from), first)
	case last != "":
		return w.T("span-to"+ofDay(to), last)
	}
	return ""
}

// ofDay parts days from months and years, before which French sets other words.
func ofDay(d casefile.Issued) string {
	if d.Day > 0 && d.Literal == "" && !d.Circa {
		return "-day"
	}
	return ""
}

// answered says whether somebody answered us: what came of the last attempt to
// ask, and where none is recorded, that what there is was said in public.
func answered(list []*casefile.Response, w *theme.Words) string {
	public, words := 0, ""
	for _, r := range list {
		switch {
		case !r.Withdrawn.IsZero():
		case r.Stance != "" && !r.Stance.IsAnswer():
			words = w.T("answer-" + string(r.Stance))
		case len(r.Asked) > 0 || r.How != "" && r.How != "public-statement":
			words = w.T("answered-us")
		default:
			public++
		}
	}
	if public > 0 {
		statements := w.N("statements", public)
		if words == "" {
			return statements
		}
		words += " · " + statements
	}
	return words
}

// A PeopleView is layouts/people.html: everybody whom the file names.
type PeopleView struct {
	Shell
	Dek     string
	Filters []FilterView
	Names   []NameView // persons, organisations, groups, proceedings, each in the order of the register

	Diagram   template.HTML  // who is related to whom; empty where there is nothing to draw or too much
	Relations []RelationView // the same as a table
}

// A NameView is one row of the list of names.
type NameView struct {
	ID       string // "p-netflix"
	Filter   string // classes by which the filter finds it
	Name     NavLink
	Roles    []RoleView
	About    string
	Sources  []EvidenceView // of all that the row says
	Caution  string
	Answered string // "" where nothing is recorded
	Asked    string // address of the answers; "" for none
}

// A RoleView is what somebody is in the matter, and when.
type RoleView struct {
	Words   string
	At      *NavLink // where; nil for nowhere in particular
	Span    string   // "June 2011 – May 2019"; "" where not known
	Sources []EvidenceView
}

// People makes the list of names of an edition.
func (s *Site) People(e *casefile.Edition) ([]byte, error) {
	c := e.Record(casefile.PeoplePage)
	sh := s.shelf(e.Lang)
	l := s.claimList(c, nil)
	defer s.release(l.printer)
	view := PeopleView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst}
	list := s.Investigation.ShownParties()
	rank := func(p *casefile.Party) int { return slices.Index(casefile.PartyTypes, p.Type) }
	slices.SortStableFunc(list, func(a, b *casefile.Party) int { return rank(a) - rank(b) })
	counts := map[string]int{}
	for _, p := range list {
		counts[p.Type]++
		view.Names = append(view.Names, l.name(p))
	}
	view.Relations, view.Diagram = l.relations(list)
	view.Filters = append(view.Filters, FilterView{ID: allFilter, Label: sh.words.T("filter-all"), Count: len(list), Checked: true})
	for i, kind := range casefile.PartyTypes {
		view.Filters = append(view.Filters, FilterView{ID: filterID(i), Label: sh.words.T("names-" + kind), Count: counts[kind]})
	}
	return s.execute("people", c, &view)
}

// name makes the row of a name.
func (l *claimList) name(p *casefile.Party) NameView {
	sh, x := l.shelf, l.site.parties(l.shelf)
	v := NameView{
		ID: "p-" + p.ID, Filter: filtered + " " + filterClass(max(0, slices.Index(casefile.PartyTypes, p.Type))), Name: sh.partyLink(p, casefile.Date{}), Roles: l.inTheMatter(p),
		About: l.words(p.About.Text), Caution: l.words(p.Caution.Text),
	}
	v.Sources = append(l.evidence(p.About.Cites), l.evidence(p.Caution.Cites)...)
	for _, r := range v.Roles {
		v.Sources = append(v.Sources, r.Sources...)
	}
	v.Sources = once(append(v.Sources, l.evidence(p.Cites)...))
	// Nobody awaits an answer of those about whom nothing is claimed.
	if p.IsProceeding() || len(x.about[p.ID])+len(x.responses[p.ID]) == 0 {
		v.Answered = "—"
	} else if v.Answered = answered(x.responses[p.ID], sh.words); v.Answered == "" {
		v.Answered = sh.words.T("answered-nothing")
	} else if at := sh.ledger.responsesAt; at != "" {
		v.Asked = at + "#r-" + x.responses[p.ID][len(x.responses[p.ID])-1].ID
	}
	return v
}

// once leaves out what is listed again.
func once(list []EvidenceView) []EvidenceView {
	var kept []EvidenceView
	for _, e := range list {
		if !slices.ContainsFunc(kept, func(k EvidenceView) bool { return k.Link.URL == e.Link.URL && k.Place == e.Place }) {
			kept = append(kept, e)
		}
	}
	return kept
}

// inTheMatter says what a name is in the matter: its roles, and the sides that
// it takes before the courts; a proceeding has its court and number.
func (l *claimList) inTheMatter(p *casefile.Party) []RoleView {
	sh := l.shelf
	if p.IsProceeding() {
		return []RoleView{{Words: strings.Join(slices.DeleteFunc([]string{l.words(p.Court), p.Number}, func(s string) bool { return s == "" }), ", ")}}
	}
	roles := l.roles(p)
	for _, c := range sortedCases(l.site.parties(sh).cases[p.ID]) {
		if c.as != "outside" {
			at := sh.partyLink(c.party, casefile.Date{})
			roles = append(roles, RoleView{Words: sh.words.T("party-" + c.as), At: &at, Sources: l.evidence(c.party.Cites)})
		}
	}
	return roles
}

// roles are those of the record.
func (l *claimList) roles(p *casefile.Party) []RoleView {
	var views []RoleView
	for i := range p.Roles {
		r := &p.Roles[i]
		v := RoleView{Words: l.words(r.Title), Span: spanWords(r.From, r.To, l.shelf.words), Sources: l.evidence(r.Cites)}
		if at := l.shelf.ledger.parties.Lookup(r.At.ID); at != nil {
			link := l.shelf.partyLink(at, r.Day())
			v.At = &link
		}
		views = append(views, v)
	}
	return views
}

// sortedCases puts the proceedings of a name in the order of sides, then of the
// register.
func sortedCases(list []caseOf) []caseOf {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b caseOf) int { return slices.Index(sides[:], a.as) - slices.Index(sides[:], b.as) })
	return sorted
}

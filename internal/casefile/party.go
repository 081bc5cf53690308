package casefile

import (
	"slices"
	"unicode"

	"dossier/internal/diag"
)

// The types of names, in the order of lists.
const (
	PersonType       = "person"
	OrganizationType = "organization"
	GroupType        = "group"
	ProceedingType   = "proceeding"
)

// PartyTypes lists all of them.
var PartyTypes = []string{PersonType, OrganizationType, GroupType, ProceedingType}

// A Party is a person, an organisation, a group or a proceeding that the
// investigation names: one entry of content/records/people.yaml.
type Party struct {
	ID         string
	Type       string // person, organization, group, proceeding
	Names      []PartyName
	Speakers   []string // who speaks for it: persons and phrases
	Roles      []Role
	Living     bool
	Protected  bool // the name never leaves the record
	About      Sourced
	Members    Refs    // of a group: those of its people that have records of their own
	Caution    Sourced // its sources may be none: that nothing was found has none
	Court      Text    // of a proceeding
	Number     string  // of a proceeding
	Defendants Refs    // of a proceeding
	Plaintiffs Refs    // of a proceeding
	Outside    Refs    // of a proceeding: those who are named in it and are no parties
	AsOf       Date    // of a proceeding: when its record was last looked at
	Cites      []Evidence
	Allow      []Exception
	Span       diag.Span
	Whole      diag.Span // the record
}

// Sourced is one sentence for readers with the sources that it rests on. The
// zero Sourced is none.
type Sourced struct {
	Text  Text
	Cites []Evidence
	Span  diag.Span
}

// A PartyName is a name with the time in which it was borne. A zero date is
// open.
type PartyName struct {
	Name, Short Text
	Aliases     []string
	From, To    Issued
	Cites       []Evidence // of the change of name
	Span        diag.Span
}

// A Role is what a person or company was to another, and when.
type Role struct {
	Title    Text
	At       Ref // the zero Ref where it was nowhere in particular
	From, To Issued
	Cites    []Evidence
	Span     diag.Span
}

// Day is a day on which a role was held, for the names of that time: the first,
// or else the last; the zero Date where neither is known.
func (r *Role) Day() Date {
	if !r.From.IsZero() {
		return r.From.First()
	}
	return r.To.First()
}

// PlaceIn puts the places of a party that was just read into its file.
func (p *Party) PlaceIn(file string) {
	at := placer(file)
	at.span(&p.Span)
	at.span(&p.Whole)
	at.span(&p.About.Span)
	at.span(&p.Caution.Span)
	at.refs(p.Defendants, p.Plaintiffs, p.Outside, p.Members)
	at.evidence(p.Evidence()...)
	at.exceptions(p.Allow)
	for i := range p.Names {
		at.span(&p.Names[i].Span)
	}
	for i := range p.Roles {
		at.span(&p.Roles[i].Span)
		at.span(&p.Roles[i].At.Span)
	}
}

// Evidence lists what each statement of the record rests on.
func (p *Party) Evidence() [][]Evidence {
	all := [][]Evidence{p.Cites, p.About.Cites, p.Caution.Cites}
	for i := range p.Names {
		all = append(all, p.Names[i].Cites)
	}
	for i := range p.Roles {
		all = append(all, p.Roles[i].Cites)
	}
	return all
}

// LabelAt is what a party was called on a day: its short name of that time.
// The zero Date stands for today.
func (p *Party) LabelAt(lang string, day Date) string {
	if n := p.nameAt(lang, day); n != nil {
		return n.label(lang)
	}
	return p.ID
}

// FullNameAt is the whole name of a day: "Facebook, Inc.". The zero Date stands
// for today.
func (p *Party) FullNameAt(lang string, day Date) string {
	if n := p.nameAt(lang, day); n != nil {
		if words := n.Name.In(lang); words != "" {
			return words
		}
		return n.label(lang)
	}
	return p.ID
}

// FullName is the whole name of today: "Meta Platforms, Inc.".
func (p *Party) FullName(lang string) string { return p.FullNameAt(lang, Date{}) }

// Label is what a party is called in a sentence: its short name of today.
func (p *Party) Label(lang string) string { return p.LabelAt(lang, Date{}) }

// nameAt is the name of a day, or else the last, that has words in a language;
// nil for none.
func (p *Party) nameAt(lang string, day Date) *PartyName {
	for i := range p.Names {
		n := &p.Names[i]
		isLater := n.To != (Issued{}) && !day.Before(n.To.First())
		isEarlier := i > 0 && day.Before(n.From.First())
		if !day.IsZero() && !isLater && !isEarlier && n.label(lang) != "" {
			return n
		}
	}
	if last := len(p.Names) - 1; last >= 0 && p.Names[last].label(lang) != "" {
		return &p.Names[last]
	}
	return nil
}

// label is the short form of a name, or else the whole.
func (n *PartyName) label(lang string) string {
	if words := n.Short.In(lang); words != "" {
		return words
	}
	return n.Name.In(lang)
}

// IsProceeding reports whether a name is that of a case before a court.
func (p *Party) IsProceeding() bool { return p.Type == ProceedingType }

// IsParty reports whether a proceeding has a name among its parties.
func (p *Party) IsParty(id string) bool { return p.Defendants.Has(id) || p.Plaintiffs.Has(id) }

// IsZero reports whether there is no date.
func (i Issued) IsZero() bool { return i == Issued{} }

// First is the first day that a date may stand for: "2021-10" may be 1 October
// 2021. It is the zero Date where there is none.
func (i Issued) First() Date {
	if i.Year == 0 {
		return Date{}
	}
	return Date{i.Year, max(1, i.Month), max(1, i.Day)}
}

// Called lists everything by which a sentence may name the party, in a
// language.
func (p *Party) Called(lang string) []string {
	var all []string
	for _, n := range p.Names {
		for _, t := range []Text{n.Name, n.Short} {
			if words := t.In(lang); words != "" && !slices.Contains(all, words) {
				all = append(all, words)
			}
		}
		all = append(all, n.Aliases...)
	}
	return append(all, p.Speakers...)
}

// IsName reports whether words are a name and not a description such as "the
// bank": a word of them begins with a capital, or with a letter of a script that
// has none.
func IsName(words string) bool {
	begins := true
	for _, r := range words {
		if begins && unicode.IsLetter(r) && !unicode.IsLower(r) {
			return true
		}
		begins = !unicode.IsLetter(r) && !unicode.IsMark(r)
	}
	return false
}

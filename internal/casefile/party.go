package casefile

import (
	"slices"

	"dossier/internal/diag"
)

// A Party is a person, an organisation, a group or a proceeding that the
// investigation names: one entry of content/records/people.yaml.
type Party struct {
	ID         string
	Type       string // person, organization, group, proceeding
	Names      []PartyName
	Speakers   []string // who speaks for it: persons and phrases
	Caution    Text
	Court      string   // of a proceeding
	Number     string   // of a proceeding
	Defendants []string // of a proceeding: ids
	Plaintiffs []string // of a proceeding: ids
	AsOf       Date     // of a proceeding: when its record was last looked at
	Cites      []Evidence
	Span       diag.Span
}

// A PartyName is a name with the time in which it was borne. A zero date is
// open.
type PartyName struct {
	Name, Short Text
	Aliases     []string
	From, To    Issued
}

// Label is what a party is called in a sentence: its short name of today.
func (p *Party) Label(lang string) string {
	if len(p.Names) == 0 {
		return p.ID
	}
	last := p.Names[len(p.Names)-1]
	for _, t := range []Text{last.Short, last.Name} {
		if words := t.In(lang); words != "" {
			return words
		}
	}
	return p.ID
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

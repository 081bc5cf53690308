// Package ledger writes the claims of an investigation for programs: as JSON
// and as CSV, each one file with the words of all languages. It needs the
// registers alone, no text. No status stands in either without the label that
// names who answered.
package ledger

import (
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/theme"
)

// Where the files stand.
const (
	CSVName  = "claims.csv"
	CSVType  = "text/csv; charset=utf-8"
	JSONName = "claims.json"
	JSONType = "application/json; charset=utf-8"
)

// A Ledger is what the files are made of.
type Ledger struct {
	Investigation *casefile.Investigation
	BaseURL       string                         // "https://example.org"; no trailing slash
	Words         func(lang string) *theme.Words // of an edition's language
}

// An entry is a claim with where it stands.
type entry struct {
	claim    *casefile.Claim
	standing *casefile.Standing
	number   string
}

// entries lists the claims that a reader may see, in the order of the register.
func (l Ledger) entries() []entry {
	var list []entry
	inv := l.Investigation
	for i, c := range inv.Claims.List {
		if standing := inv.Standings[c.ID]; standing != nil && standing.Claim == c && c.Basis != "" {
			list = append(list, entry{c, standing, label.Number(i)})
		}
	}
	return list
}

// languages are those of the editions.
func (l Ledger) languages() []string {
	var langs []string
	for _, e := range l.Investigation.Editions {
		langs = append(langs, e.Lang)
	}
	return langs
}

// name is what a party was called on a day; a protected name is not printed.
func (l Ledger) name(id, lang string, day casefile.Date) string {
	party := l.Investigation.Parties.Lookup(id)
	if party == nil {
		return ""
	}
	return label.Party(party, day, l.Words(lang))
}

// names lists the names of records, in a language.
func (l Ledger) names(refs casefile.Refs, lang string, day casefile.Date) []string {
	var list []string
	for _, ref := range refs {
		if name := l.name(ref.ID, lang, day); name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// ids are those of records whose names may be printed: an id may tell the name.
func (l Ledger) ids(refs casefile.Refs) []string {
	var list []string
	for _, ref := range refs {
		if party := l.Investigation.Parties.Lookup(ref.ID); party == nil || !party.Protected {
			list = append(list, ref.ID)
		}
	}
	return list
}

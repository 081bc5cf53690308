package casefile

import "slices"

// A LawProfile holds the numbers of a right of reply: what can be counted of a
// law, not what it means. docs/claims.md says how each is counted.
type LawProfile struct {
	Name          string // "fr-lcen"
	InsertDays    int    // days from the request within which the reply stands in the page
	RequestMonths int    // months from publication within which it may be asked for
	MostLines     int    // lines of a reply
	LineLength    int    // characters of a line; laws give none, so this one is ours
	AsMessage     bool   // a reply is no longer than the text it answers
	Law           string // where the numbers stand
	Reviewed      Date   // when somebody last compared them with the law
}

// lawProfiles lists those that there are.
var lawProfiles = []LawProfile{
	{
		Name:          "fr-lcen",
		InsertDays:    3,
		RequestMonths: 3,
		MostLines:     200,
		LineLength:    80,
		AsMessage:     true,
		Law:           "French law no. 2004-575 of 21 June 2004 (LCEN), right of reply online, and decree no. 2007-1527 of 24 October 2007",
		Reviewed:      Date{2026, 11, 24},
	},
}

// LawProfileOf returns the profile with a name, nil where there is none.
func LawProfileOf(name string) *LawProfile {
	for i := range lawProfiles {
		if lawProfiles[i].Name == name {
			return &lawProfiles[i]
		}
	}
	return nil
}

// LawNames lists the names of all profiles, sorted.
func LawNames() []string {
	var names []string
	for _, p := range lawProfiles {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

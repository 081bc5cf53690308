package resolve

import "dossier/internal/casefile"

// partyShelf is what the register of names gives to the pages: every name has a
// page of its own. One that is protected is nowhere.
func partyShelf(inv *casefile.Investigation) Shelf {
	s := Shelf{Page: casefile.PeoplePage}
	for _, p := range inv.ShownParties() {
		s.Entries++
		s.Own = append(s.Own, Entry{ID: p.ID, Slug: p.ID, Head: func(lang string) casefile.Head {
			return casefile.Head{Title: p.FullName(lang), Standfirst: p.About.Text.In(lang), Description: p.About.Text.In(lang)}
		}})
	}
	return s
}

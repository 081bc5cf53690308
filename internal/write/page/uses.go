package page

import "dossier/internal/casefile"

// Uses are the places in the texts of an edition that use what the registers
// hold. They are found once in a build, for all pages that name them.
type Uses struct {
	claims    map[string][]NavLink   // texts that mark a claim
	quotes    map[string]NavLink     // where the words of a quotation stand, by its id
	sources   map[string][]CitedView // texts that cite a source
	responses map[string][]NavLink   // texts that show a response
}

// Uses finds the uses in an edition. summary is as for Cover.
func (s *Site) Uses(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) *Uses {
	sh := s.shelf(e.Lang)
	u := &Uses{claims: map[string][]NavLink{}, quotes: map[string]NavLink{}}
	u.findClaims(sh, summary)
	u.sources = s.citedIn(e, sh, summary)
	u.responses = s.shownIn(e, sh, summary)
	return u
}

func (u *Uses) findClaims(sh *shelf, summary func(*casefile.Chapter) *casefile.Summary) {
	for _, c := range texts(sh.edition) {
		known := summary(c)
		if known == nil {
			continue
		}
		name, here := sh.chapterName(c), map[string]bool{}
		for _, m := range known.Claims {
			if !here[m.Ref] {
				here[m.Ref] = true
				u.claims[m.Ref] = append(u.claims[m.Ref], NavLink{Label: name, URL: markAt(c, known, "c-"+m.Ref)})
			}
		}
		for _, q := range known.Quotes {
			if _, known := u.quotes[q.ID]; q.ID != "" && !known {
				u.quotes[q.ID] = NavLink{Label: name, URL: c.URL + "#q-" + q.ID}
			}
		}
	}
}

// entryAddress is the address of an entry's own page, "" where it has none.
func (sh *shelf) entryAddress(page, id string) string {
	if c := sh.edition.Entry(page, id); c != nil {
		return c.URL
	}
	return ""
}

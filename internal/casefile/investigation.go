package casefile

// An Investigation is the whole case file, without the texts: settings,
// editions and registers, joined. Texts are read when a page or a check asks
// for them, as Body.
type Investigation struct {
	Settings  *Settings
	Editions  []*Edition // in the order of Settings.Languages; an edition without content has a cover only when it is the original
	Sources   *Sources
	Claims    Register[Claim]
	Responses Register[Response]
	Parties   Register[Party]
	Terms     Register[Term]
	Events    Register[Event]
	Eras      []*Era // in file order
	Exhibits  Register[Exhibit]
	Displays  map[string]*Display // of exhibits, by id; see resolve.Exhibits

	Corrections Register[Correction]
	HasLog      bool // there is a log of corrections, if an empty one
	Redirects   []*Redirect

	Standings map[string]*Standing // of claims, by id; see resolve.Evidence
	Anchors   map[string]string    // of sources on their page, by key: "s-nyt-2018"; see resolve.RecordPages
	Today     Date                 // the day of the build, for deadlines; printed nowhere
	ByPath    map[string]*Chapter  // every chapter, page and cover that has a file and is published in this build
	Held      map[string]string    // files that exist but are not in this build, with the reason: "draft", "embargo"
}

// Edition returns the edition in a language, nil where there is none.
func (inv *Investigation) Edition(lang string) *Edition {
	for _, e := range inv.Editions {
		if e.Lang == lang {
			return e
		}
	}
	return nil
}

// ShownParties lists the names that have pages, in the order of the register:
// all but those that are protected.
func (inv *Investigation) ShownParties() []*Party {
	var list []*Party
	for _, p := range inv.Parties.List {
		if !p.Protected && inv.Parties.Lookup(p.ID) == p {
			list = append(list, p)
		}
	}
	return list
}

// All lists every cover, chapter and page, edition by edition, those made of
// registers included.
func (inv *Investigation) All() []*Chapter {
	var all []*Chapter
	for _, e := range inv.Editions {
		all = append(all, e.Cover)
		all = append(all, e.Chapters...)
		all = append(all, e.Pages...)
		all = append(all, e.Records...)
		all = append(all, e.Entries...)
	}
	return all
}

package page

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// An ExhibitsView is layouts/exhibits.html: the list of exhibits.
type ExhibitsView struct {
	Shell
	Dek      string
	Exhibits []ExhibitRow
}

// An ExhibitRow is one exhibit in the list.
type ExhibitRow struct {
	ID, Letter, Title, URL, Line string
	Kind                         string // "Court filing"
	How                          string // "Unsealed, 23 March 2024"
	Extent                       string // "Excerpt, 2 pages"
	Withdrawn                    bool
	Uses                         int // places in the texts that cite it
}

// Exhibits makes the page that lists the exhibits of an edition. summary is as
// for Cover.
func (s *Site) Exhibits(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) ([]byte, error) {
	c := e.Record(casefile.ExhibitsPage)
	sh := s.shelf(e.Lang)
	w := sh.words
	view := ExhibitsView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst}
	uses := s.exhibitCounts(e, summary)
	for _, x := range s.Investigation.Exhibits.List {
		entry := e.Entry(casefile.ExhibitsPage, x.ID)
		row := ExhibitRow{ID: "x-" + x.ID, Letter: s.Investigation.Displays[x.ID].Letter, Title: entry.Head.Title, URL: encodeURL(entry.URL), Line: entry.Head.Description,
			Withdrawn: !x.Withdrawn.IsZero(), Uses: uses[x.ID]}
		if x.Kind != "" {
			row.Kind = w.T("exhibit-kind-" + x.Kind)
		}
		if x.How != "" {
			row.How = w.T("exhibit-how-" + x.How)
		}
		if day := w.Issued(x.MadePublic); day != "" && row.How != "" {
			row.How = w.T("exhibit-at", row.How, day)
		}
		extent := "extent-whole"
		if x.Excerpt {
			extent = "extent-excerpt"
		}
		row.Extent = w.T("exhibit-at", w.T(extent), w.N("pages", len(x.Sheets)))
		view.Exhibits = append(view.Exhibits, row)
	}
	return s.execute("exhibits", c, &view)
}

// exhibitCounts counts the notes of an edition that give a place in each
// exhibit.
func (s *Site) exhibitCounts(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) map[string]int {
	counts := map[string]int{}
	for _, c := range texts(e) {
		if known := summary(c); known != nil {
			for _, use := range known.Cited {
				if at, ok := usedPlace(use); ok {
					counts[at.ID] += use.More + 1
				}
			}
		}
	}
	return counts
}

// usedPlace is the place in an exhibit that a citation gives.
func usedPlace(use casefile.Cited) (casefile.ExhibitPlace, bool) {
	if use.Locator.Label != "exhibit" {
		return casefile.ExhibitPlace{}, false
	}
	return casefile.ParseExhibitPlace(use.Locator.Value)
}

// exhibitUses finds the places in the texts of an edition that lead to an
// exhibit, by text, and the claims that rest on it. The way back is to the very
// mark that was followed.
func (s *Site) exhibitUses(e *casefile.Edition, sh *shelf, x *casefile.Exhibit, summary func(*casefile.Chapter) *casefile.Summary) ([]CitedView, []NavLink) {
	var places []CitedView
	for _, c := range texts(e) {
		known := summary(c)
		if known == nil {
			continue
		}
		view := CitedView{Text: NavLink{Label: sh.chapterName(c), URL: encodeURL(c.URL)}}
		for _, use := range known.Cited {
			at, ok := usedPlace(use)
			if !ok || at.ID != x.ID || use.Mark == "" {
				continue
			}
			label := sh.words.Number(use.Note + 1)
			switch {
			case at.From > 0:
				label = sh.words.T("note-on-lines", use.Note+1, sh.lines(x, x.Find(at).Page, at.From, at.Last))
			case at.Time != nil:
				label = sh.words.T("note-on-lines", use.Note+1, x.Stretch(*at.Time))
			}
			for i := range use.More + 1 {
				url := encodeURL(c.URL + "#" + use.Mark)
				if i > 0 {
					url += "--" + strconv.Itoa(i+1)
				}
				view.Notes = append(view.Notes, NavLink{Label: label, URL: url})
			}
		}
		shown := slices.ContainsFunc(known.Records, func(r prose.RecordMark) bool { return r.Class == "exhibit" && r.Ref == x.ID })
		if shown {
			view.Text.URL = markAt(c, known, "x-"+x.ID)
		}
		if shown || len(view.Notes) > 0 {
			view.Word = sh.words.Choose("cited-notes", len(view.Notes))
			if sh.style.inSentence() {
				view.Word = sh.words.Choose("cited-places", len(view.Notes))
			}
			places = append(places, view)
		}
	}
	var claims []NavLink
	for _, claim := range s.Investigation.Claims.List {
		f := sh.ledger.claims[claim.ID]
		if f != nil && slices.ContainsFunc(slices.Concat(claim.Evidence, claim.Against), func(ev casefile.Evidence) bool { return restsOn(ev, x) }) {
			claims = append(claims, NavLink{Label: f.number, URL: f.url})
		}
	}
	return places, claims
}

// restsOn reports whether evidence names an exhibit.
func restsOn(ev casefile.Evidence, x *casefile.Exhibit) bool {
	at, ok := evidencePlace(ev)
	return ok && at.ID == x.ID
}

// evidencePlace is the place in an exhibit that a record gives as evidence.
func evidencePlace(ev casefile.Evidence) (casefile.ExhibitPlace, bool) {
	words := strings.TrimLeft(ev.Place, "{ ")
	if !strings.HasPrefix(words, "ex. ") {
		return casefile.ExhibitPlace{}, false
	}
	return casefile.ParseExhibitPlace(words)
}

package page

import (
	"slices"
	"strconv"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// Uses are the places in the texts of an edition that use what the registers
// hold. They are found once in a build, for all pages that name them.
type Uses struct {
	claims    map[string][]NavLink   // texts that mark a claim
	quotes    map[string]NavLink     // where the words of a quotation stand, by its id
	sources   map[string][]CitedView // texts that cite a source
	responses map[string][]NavLink   // texts that show a response
	named     map[string][]CitedView // texts that name somebody, with the paragraphs
}

// Uses finds the uses in an edition. summary is as for Cover.
func (s *Site) Uses(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) *Uses {
	sh := s.shelf(e.Lang)
	u := &Uses{claims: map[string][]NavLink{}, quotes: map[string]NavLink{}}
	u.findClaims(sh, summary)
	u.sources = s.citedIn(e, sh, summary)
	u.responses = s.shownIn(e, sh, summary)
	u.named = namedIn(sh, summary)
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
		if known.Unknowns {
			for id, f := range sh.ledger.claims {
				if f.claim.Basis == casefile.Unknown && !here[id] {
					u.claims[id] = append(u.claims[id], NavLink{Label: name, URL: c.URL})
				}
			}
		}
		for _, q := range known.Quotes {
			if _, known := u.quotes[q.ID]; q.ID != "" && !known {
				u.quotes[q.ID] = NavLink{Label: name, URL: c.URL + "#q-" + q.ID}
			}
		}
	}
}

// namedIn finds the paragraphs that name somebody, or mark words as their name.
// Where a text names them in a note or a table only, it stands alone.
func namedIn(sh *shelf, summary func(*casefile.Chapter) *casefile.Summary) map[string][]CitedView {
	places := map[string][]CitedView{}
	for _, c := range texts(sh.edition) {
		known := summary(c)
		if known == nil || len(known.Mentions)+len(known.Names) == 0 {
			continue
		}
		text := NavLink{Label: sh.chapterName(c), URL: encodeURL(c.URL)}
		in := map[string][]int{} // passages, by name
		for _, m := range known.Mentions {
			if p := m.Party(); p != nil {
				in[p.ID] = append(in[p.ID], m.Passage)
			}
		}
		for _, m := range known.Names {
			in[m.Ref] = append(in[m.Ref], m.First)
		}
		for id, passages := range in {
			slices.Sort(passages)
			v := CitedView{Text: text, Notes: paragraphs(c, known.Passages, slices.Compact(passages), sh)}
			v.Word = sh.words.Choose("named-paragraphs", len(v.Notes))
			places[id] = append(places[id], v)
		}
	}
	return places
}

// paragraphs leads to those of some passages that are paragraphs with a number.
func paragraphs(c *casefile.Chapter, all []prose.Passage, some []int, sh *shelf) []NavLink {
	if c.Kind == casefile.CoverKind {
		return nil // its paragraphs show no numbers
	}
	var links []NavLink
	for _, i := range some {
		if n := all[i].Paragraph; n > 0 && !all[i].InNote {
			links = append(links, NavLink{Label: sh.words.Number(n), URL: encodeURL(c.URL) + "#p" + strconv.Itoa(n)})
		}
	}
	return links
}

// entryAddress is the address of an entry's own page, "" where it has none.
func (sh *shelf) entryAddress(page, id string) string {
	if c := sh.edition.Entry(page, id); c != nil {
		return c.URL
	}
	return ""
}

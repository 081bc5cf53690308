package casefile

import (
	"strings"

	"dossier/internal/diag"
)

// A Redirect says where an address that once was published is now: one entry of
// content/records/redirects.yaml. Both ends are root-relative, with slashes at
// both ends of the path and with or without a fragment.
type Redirect struct {
	From, To         string // "/deal/#inbox", "/deal/#inbox-clause"
	FromSpan, ToSpan diag.Span
}

// PlaceIn puts the places of a redirect that was just read into its file.
func (r *Redirect) PlaceIn(file string) {
	p := placer(file)
	p.span(&r.FromSpan)
	p.span(&r.ToSpan)
}

// A Moved is an anchor that a page once had.
type Moved struct {
	ID   string
	Here string // the anchor of the same page where it is now; "" where it is elsewhere, or the page as a whole
	To   string // address, with its fragment where it has one; "" where Here says it
	Mark bool   // it is that of the mark of a note, and goes with the note
}

// MovedFrom lists the anchors that a page once had, in file order. With a note
// goes its mark.
func (inv *Investigation) MovedFrom(page *Chapter) []Moved {
	var list []Moved
	for _, r := range inv.Redirects {
		path, id, ok := strings.Cut(r.From, "#")
		if !ok || path != page.URL {
			continue
		}
		m := Moved{ID: id, To: r.To}
		if path, here, ok := strings.Cut(r.To, "#"); ok && path == page.URL {
			m.Here, m.To = here, ""
		}
		list = append(list, m)
		if note, ok := strings.CutPrefix(id, "n-"); ok {
			m.ID, m.Mark = "nr-"+note, true
			list = append(list, m)
		}
	}
	return list
}

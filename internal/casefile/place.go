package casefile

import (
	"strconv"
	"strings"
)

// An ExhibitPlace is a place in an exhibit: "letter, p. 2, l. 3-4", "call, 3:10".
type ExhibitPlace struct {
	ID         string
	Page       int      // from 1; 0 where none is given
	From, Last int      // lines; 0 where none is given
	Time       *Stretch // of a recording; nil where none is given
}

var (
	placePages = map[string]bool{"p": true, "p.": true, "pp.": true, "pp": true, "page": true, "pages": true}
	placeLines = map[string]bool{"l.": true, "ll.": true, "line": true, "lines": true, "ligne": true, "lignes": true}
)

// ParseExhibitPlace reads the value of a locator whose label is "exhibit", or
// the place of a record, "{ex. letter, l. 3-4}". ok is false where the words are
// no place in an exhibit.
func ParseExhibitPlace(words string) (place ExhibitPlace, ok bool) {
	words = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(words), "{"), "}")
	for _, term := range []string{"ex. ", "exhibit "} {
		words = strings.TrimPrefix(words, term)
	}
	parts := strings.Split(words, ",")
	place.ID = strings.TrimSpace(parts[0])
	if place.ID == "" || strings.Contains(place.ID, " ") {
		return ExhibitPlace{}, false
	}
	for _, part := range parts[1:] {
		if s, ok := parseTime(part); ok {
			place.Time = &s
			continue
		}
		term, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		if n := strings.IndexAny(term, "0123456789"); n > 0 {
			term, value = term[:n], term[n:]
		}
		from, last, ok := placeNumbers(strings.TrimSpace(value))
		switch term = strings.ToLower(term); {
		case !ok:
			return ExhibitPlace{}, false
		case placePages[term]:
			place.Page = from
		case placeLines[term]:
			place.From, place.Last = from, last
		default:
			return ExhibitPlace{}, false
		}
	}
	return place, true
}

// parseTime reads a moment of a recording, with or without a word before it.
func parseTime(part string) (Stretch, bool) {
	part = strings.TrimSpace(part)
	for _, term := range []string{"min. ", "minute ", "timestamp ", "timestamps "} {
		part = strings.TrimPrefix(part, term)
	}
	return ParseStretch(part)
}

func placeNumbers(value string) (from, last int, ok bool) {
	value = strings.NewReplacer("–", "-", "--", "-").Replace(value)
	a, b, ranged := strings.Cut(value, "-")
	if !ranged {
		b = a
	}
	from, errA := strconv.Atoi(strings.TrimSpace(a))
	last, errB := strconv.Atoi(strings.TrimSpace(b))
	return from, last, errA == nil && errB == nil && from > 0 && last >= from
}

// ExhibitURL is the address of a place in an exhibit in a language, down to its
// line; "" where there is no such exhibit. Of a withdrawn one it is the notice.
func (inv *Investigation) ExhibitURL(lang string, at ExhibitPlace) string {
	e, x := inv.Edition(lang), inv.Exhibits.Lookup(at.ID)
	if e == nil || x == nil {
		return ""
	}
	at = x.Find(at)
	c := e.Entry(ExhibitsPage, x.Entry(PartOf(at.Page)))
	switch {
	case c == nil:
		return ""
	case !x.Withdrawn.IsZero():
		return c.URL
	case at.From > 0:
		return c.URL + "#" + x.LineAnchor(max(at.Page, 1), at.From)
	case at.Page > 0:
		return c.URL + "#" + x.PageAnchor(at.Page)
	}
	return c.URL
}

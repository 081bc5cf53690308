package casefile

import (
	"fmt"
	"strconv"
	"strings"
)

// A Stretch is the part of a recording whose transcript one page holds, in
// seconds from its beginning.
type Stretch struct{ From, To int }

// ParseMoment reads a moment of a recording, "3:10" or "1:03:10", as seconds.
func ParseMoment(s string) (seconds int, ok bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 999 || part[0] == '+' || part[0] == '-' || i > 0 && (n > 59 || len(part) != 2) {
			return 0, false
		}
		seconds = 60*seconds + n
	}
	return seconds, true
}

// ParseStretch reads "0:00-5:00", or a single moment. ok is false where it ends
// before it begins.
func ParseStretch(s string) (stretch Stretch, ok bool) {
	s = strings.NewReplacer("–", "-", " ", "").Replace(s)
	from, to, ranged := strings.Cut(s, "-")
	if !ranged {
		to = from
	}
	a, okA := ParseMoment(from)
	b, okB := ParseMoment(to)
	return Stretch{a, b}, okA && okB && b >= a
}

// Moment writes seconds as they are written for all of a recording: with hours
// where it is an hour long or more.
func (x *Exhibit) Moment(seconds int) string {
	if n := len(x.Times); n > 0 && x.Times[n-1].To >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// Stretch writes a part of a recording: "3:10", "3:10–3:40".
func (x *Exhibit) Stretch(s Stretch) string {
	if s.To <= s.From {
		return x.Moment(s.From)
	}
	return x.Moment(s.From) + "–" + x.Moment(s.To)
}

// Find says on which page a place is that names a moment of a recording; page 0
// where none covers it. Other places come back as they are.
func (x *Exhibit) Find(at ExhibitPlace) ExhibitPlace {
	if at.Time == nil {
		return at
	}
	at.Page = 0
	for i, s := range x.Times {
		if at.Time.From >= s.From && (at.Time.From < s.To || i+1 == len(x.Times) && at.Time.From == s.To) {
			at.Page = i + 1
			break
		}
	}
	return at
}

// Package edtf reads and prints dates as precise as they are known, in the
// Extended Date/Time Format (https://www.loc.gov/standards/datetime/): level 0
// without times of day, and level 1.
//
//	2013-08-14  2013-08  2013          a day, a month, a year
//	2013~  2013?  2013%                about, uncertain, both
//	2013-XX  2013-08-XX  201X          what is not known is an X
//	2013-21                            spring; 22 summer, 23 autumn, 24 winter
//	2011/2019  2011-06/2019~           from and to
//	../2013  2011/..                   by 2013; since 2011
//	/2013  2011/                       the other end is not known
//	-0043  Y12024                      44 BCE; years of more than four digits
//
// What Parse accepts, String prints back in one form, which Parse reads as the
// same date.
package edtf

import (
	"cmp"
	"fmt"
	"strings"
)

// A Date is a point in time or the stretch between two. The zero Date is no
// date.
type Date struct {
	From, To Point // To is the zero Point where this is no stretch
	IsRange  bool
}

// A Point is a day, month, season or year, or an end of a stretch that is open
// or not known.
type Point struct {
	Bound     Bound
	Year      int // as astronomers count: 0 is 1 BCE, -43 is 44 BCE
	YearX     int // how many of the last digits of the year are not known; Year has zeros there
	Month     int // 1 to 12; 21 to 24 are spring, summer, autumn and winter; 0 where none is given
	Day       int // 1 to 31; 0 where none is given
	MonthX    bool
	DayX      bool
	About     bool // ~ or %
	Uncertain bool // ? or %
}

// A Bound says what an end of a stretch is.
type Bound int

const (
	None    Bound = iota // of the zero Point
	Known                // a point in time
	Open                 // "..": without end
	Unknown              // "": not known
)

// A Day is a day of the Gregorian calendar, which is carried back before it was
// made. The year is as in Point.
type Day struct{ Year, Month, Day int }

// Compare orders days.
func (d Day) Compare(other Day) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Number counts days from 1 March of the year 0, so that two days can be
// subtracted and put on a scale.
func (d Day) Number() int64 {
	y, m := int64(d.Year), int64(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + int64(d.Day) - 1
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// IsDay reports whether a date is one day, known and certain.
func (d Date) IsDay() bool { return !d.IsRange && d.From.IsDay() }

// IsExact reports whether nothing of a date is open, unknown or doubtful. It
// may be as wide as a year.
func (d Date) IsExact() bool { return d.From.isExact() && (!d.IsRange || d.To.isExact()) }

// IsDay reports whether a point is one day, known and certain.
func (p Point) IsDay() bool { return p.Day > 0 && p.isExact() }

func (p Point) isExact() bool {
	return p.Bound == Known && p.YearX == 0 && !p.MonthX && !p.DayX && !p.About && !p.Uncertain
}

// First is the first day that a point may stand for. It makes sense for known
// points only. A winter begins in December: seasons follow each other as their
// numbers do.
func (p Point) First() Day {
	switch {
	case p.Month > 20:
		return Day{p.Year, 3 * (p.Month - 20), 1}
	case p.Year < 0 && p.YearX > 0:
		return Day{p.Year - pow10(p.YearX) + 1, 1, 1}
	}
	return Day{p.Year, max(1, p.Month), max(1, p.Day)}
}

// Last is the last day that a point may stand for.
func (p Point) Last() Day {
	switch {
	case p.Month > 20:
		year, month := p.Year, 3*(p.Month-20)+2
		if p.Month == 24 {
			year, month = year+1, 2
		}
		return Day{year, month, daysIn(year, month)}
	case p.YearX > 0 && p.Year >= 0:
		return Day{p.Year + pow10(p.YearX) - 1, 12, 31}
	case p.Month == 0:
		return Day{p.Year, 12, 31}
	case p.Day == 0:
		return Day{p.Year, p.Month, daysIn(p.Year, p.Month)}
	}
	return Day{p.Year, p.Month, p.Day}
}

// Earliest is the first day that a date may stand for; not ok where it may have
// begun at any time before.
func (d Date) Earliest() (day Day, ok bool) {
	if d.From.Bound != Known {
		return Day{}, false
	}
	return d.From.First(), true
}

// Latest is the last day that a date may stand for; not ok where it may go on.
func (d Date) Latest() (day Day, ok bool) {
	switch {
	case !d.IsRange:
		return d.From.Last(), true
	case d.To.Bound != Known:
		return Day{}, false
	}
	return d.To.Last(), true
}

// Place is the day at which a date stands in a list: its earliest or, where
// that is open, the first day of its end. "By 2013" stands where 2013 begins.
func (d Date) Place() Day {
	if d.From.Bound != Known {
		return d.To.First()
	}
	return d.From.First()
}

// Compare orders dates by their places; of two at one place the wider comes
// first, so that a year precedes its months.
func (d Date) Compare(other Date) int {
	a, known := d.Latest()
	b, otherKnown := other.Latest()
	wider := b.Compare(a)
	if !known || !otherKnown {
		wider = 0
		if known != otherKnown {
			wider = 1
			if !known {
				wider = -1
			}
		}
	}
	return cmp.Or(d.Place().Compare(other.Place()), wider)
}

// Meets reports whether two dates may be of the same day.
func (d Date) Meets(other Date) bool { return !d.endsBefore(other) && !other.endsBefore(d) }

// endsBefore reports whether a date is over before another begins.
func (d Date) endsBefore(other Date) bool {
	last, closed := d.Latest()
	first, begins := other.Earliest()
	return closed && begins && last.Compare(first) < 0
}

// String prints a date in the form that Parse reads; "" for none.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.IsRange:
		return d.From.String() + "/" + d.To.String()
	}
	return d.From.String()
}

// String prints a point.
func (p Point) String() string {
	switch p.Bound {
	case Open:
		return ".."
	case Unknown:
		return ""
	}
	var b strings.Builder
	year, sign := p.Year, ""
	if year < 0 {
		year, sign = -year, "-"
	}
	digits := fmt.Sprintf("%04d", year)
	if len(digits) > 4 {
		b.WriteByte('Y')
	}
	b.WriteString(sign)
	b.WriteString(digits[:len(digits)-p.YearX])
	b.WriteString(strings.Repeat("X", p.YearX))
	part := func(n int, unknown bool) {
		switch {
		case unknown:
			b.WriteString("-XX")
		case n > 0:
			fmt.Fprintf(&b, "-%02d", n)
		}
	}
	part(p.Month, p.MonthX)
	part(p.Day, p.DayX)
	switch {
	case p.About && p.Uncertain:
		b.WriteByte('%')
	case p.About:
		b.WriteByte('~')
	case p.Uncertain:
		b.WriteByte('?')
	}
	return b.String()
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

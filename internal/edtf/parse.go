package edtf

import (
	"fmt"
	"strconv"
	"strings"
)

// Forms lists the forms of dates for hints.
const Forms = `write "2013-08-14", "2013-08" or "2013", "2013~" for about, "2011/2019" for a stretch, "../2013" for by, "2011/.." for since`

// An Error is a mistake in a date. Start and End are bytes of the text that was
// read.
type Error struct {
	Start, End int
	Message    string // what is wrong, in the writer's words: "there is no month 13"
	Backwards  bool   // a stretch that ends before it begins
}

func (e *Error) Error() string { return e.Message }

// maxYearDigits is the length of the longest year, so that days can be counted.
const maxYearDigits = 9

// Parse reads a date. The error is nil or an *Error, and then the date is zero.
func Parse(text string) (Date, error) {
	from, to, isRange := strings.Cut(text, "/")
	d := Date{IsRange: isRange}
	var err *Error
	if d.From, err = parseEnd(text, 0, len(from), isRange); err != nil {
		return Date{}, err
	}
	if !isRange {
		return d, nil
	}
	if d.To, err = parseEnd(text, len(text)-len(to), len(text), true); err != nil {
		return Date{}, err
	}
	if d.From.Bound != Known && d.To.Bound != Known {
		return Date{}, &Error{End: len(text), Message: fmt.Sprintf("%q has neither beginning nor end", text)}
	}
	if d.From.Bound == Known && d.To.Bound == Known && d.To.Last().Compare(d.From.First()) < 0 {
		return Date{}, &Error{End: len(text), Message: fmt.Sprintf("%q ends before it begins", text), Backwards: true}
	}
	return d, nil
}

// parseEnd reads text[start:end], which may be open or unknown in a stretch.
func parseEnd(text string, start, end int, inRange bool) (Point, *Error) {
	switch part := text[start:end]; {
	case inRange && part == "..":
		return Point{Bound: Open}, nil
	case inRange && part == "":
		return Point{Bound: Unknown}, nil
	}
	r := &reader{text: text, at: start, end: end}
	return r.point()
}

// A reader reads one point of a text from left to right.
type reader struct {
	text    string
	at, end int
}

func (r *reader) fail(start, end int, format string, args ...any) *Error {
	return &Error{Start: start, End: end, Message: fmt.Sprintf(format, args...)}
}

func (r *reader) takes(c byte) bool {
	if r.at < r.end && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// digits takes what stands until the next hyphen or qualifier.
func (r *reader) digits() string {
	start := r.at
	for r.at < r.end && strings.IndexByte("-~?%", r.text[r.at]) < 0 {
		r.at++
	}
	return r.text[start:r.at]
}

func (r *reader) point() (Point, *Error) {
	p := Point{Bound: Known}
	if err := r.year(&p); err != nil {
		return Point{}, err
	}
	if err := r.month(&p); err != nil {
		return Point{}, err
	}
	if err := r.day(&p); err != nil {
		return Point{}, err
	}
	switch {
	case r.takes('~'):
		p.About = true
	case r.takes('?'):
		p.Uncertain = true
	case r.takes('%'):
		p.About, p.Uncertain = true, true
	}
	if r.at < r.end {
		return Point{}, r.fail(r.at, r.end, "%q is too much for a date", r.text[r.at:r.end])
	}
	return p, nil
}

func (r *reader) year(p *Point) *Error {
	start := r.at
	long := r.takes('Y')
	negative := r.takes('-')
	text := r.digits()
	written := r.text[start:r.at]
	known := strings.TrimRight(text, "X")
	switch n := len(text); {
	case text == "":
		return r.fail(start, max(r.end, start), "%q is not a date", r.text[start:r.end])
	case !isNumber(known) && known != "" || known == "" && !isUnknown(text):
		return r.fail(start, r.at, "%q is not a year", written)
	case long && (n < 5 || n > maxYearDigits || known != text || text[0] == '0'):
		return r.fail(start, r.at, "%q is not a year: behind Y stand five to %d digits", written, maxYearDigits)
	case !long && n > 4:
		return r.fail(start, r.at, "%q is not a year: one of more than four digits begins with Y", written)
	case !long && n < 4:
		return r.fail(start, r.at, "%q is not a year: it has four digits", written)
	case len(known) < 2 && known != text:
		return r.fail(start, r.at, "%q leaves too much of the year open", written)
	}
	p.YearX = len(text) - len(known)
	p.Year, _ = strconv.Atoi(known + strings.Repeat("0", p.YearX))
	if negative {
		if p.Year == 0 {
			return r.fail(start, r.at, "there is no year %q", written)
		}
		p.Year = -p.Year
	}
	return nil
}

func (r *reader) month(p *Point) *Error {
	start := r.at
	if !r.takes('-') {
		return nil
	}
	text := r.digits()
	switch {
	case p.YearX > 0:
		return r.fail(start, r.at, "a month of a year that is not known in full")
	case text == "XX":
		p.MonthX = true
		return nil
	case len(text) != 2 || !isNumber(text):
		return r.fail(start+1, max(r.at, start+1), "%q is not a month: it has two digits", text)
	}
	p.Month, _ = strconv.Atoi(text)
	if p.Month < 1 || p.Month > 12 && p.Month < 21 || p.Month > 24 {
		return r.fail(start+1, r.at, "there is no month %q", text)
	}
	return nil
}

func (r *reader) day(p *Point) *Error {
	start := r.at
	if !r.takes('-') {
		return nil
	}
	text := r.digits()
	switch {
	case text == "XX":
		p.DayX = true
		if p.Month > 12 {
			return r.fail(start, r.at, "a day of a season")
		}
		return nil
	case p.MonthX || p.Month > 12:
		return r.fail(start, r.at, "a day of no month")
	case len(text) != 2 || !isNumber(text):
		return r.fail(start+1, max(r.at, start+1), "%q is not a day: it has two digits", text)
	}
	p.Day, _ = strconv.Atoi(text)
	if p.Day < 1 || p.Day > daysIn(p.Year, p.Month) {
		return r.fail(start+1, r.at, "the month has no day %q", text)
	}
	return nil
}

func isNumber(text string) bool {
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return text != ""
}

func isUnknown(text string) bool { return strings.Trim(text, "X") == "" }

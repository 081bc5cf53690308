package page

import (
	"strconv"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/label"
)

// The strip is an overview of a timeline to scale: a tick for each year, a stroke
// for each event, names for those that have short titles and room, and stretches
// of time as double lines that run into dots where their end is not known. It is
// drawn with geometry attributes only, in the colour of the text.

// Sizes in units of the drawing, which is as wide as the column.
const (
	stripWidth  = 1280
	stripHeight = 122
	stripAxis   = 92 // height of the line of years
	stripLetter = 8  // width of a letter, about
	stripGap    = 16 // between two names of a row
	maxTicks    = 16
)

// stripRows are the heights of the names of events; stretches have one below them.
var stripRows = []int{16, 36}

// A strip is one drawing.
type strip struct {
	*printer
	from, to int64 // days
	taken    [3]int
	names    []func() // what writes the words, which stand above all lines
}

func (p *printer) strip(list []*casefile.Event) {
	first, last := list[0].Date.Place().Year, list[0].Date.Place().Year
	for _, e := range list {
		last = max(last, e.Date.Place().Year)
		if day, ok := e.Date.Latest(); ok {
			last = max(last, day.Year)
		}
		first = min(first, e.Date.Place().Year)
	}
	s := &strip{printer: p, from: edtf.Day{Year: first, Month: 1, Day: 1}.Number(), to: edtf.Day{Year: last + 1, Month: 1, Day: 1}.Number()}
	p.block(`<svg viewBox="0 0 `)
	p.raw(strconv.Itoa(stripWidth) + " " + strconv.Itoa(stripHeight) + `">`)
	s.years(first, last+1)
	for _, e := range list {
		if e.Date.IsRange && e.Date.From.Bound == edtf.Known {
			s.stretch(e)
		} else {
			s.moment(e)
		}
	}
	for _, write := range s.names {
		write()
	}
	p.block("</svg>")
}

// at is where a day stands.
func (s *strip) at(d edtf.Day) int {
	return int(float64(d.Number()-s.from) / float64(s.to-s.from) * stripWidth)
}

// years draws the line of years and its ticks, every second, fifth or tenth
// where there are many.
func (s *strip) years(first, last int) {
	s.path(0, stripAxis, "H"+strconv.Itoa(stripWidth), false)
	step, unit := 1, 1 // 1, 2, 5, 10, 20…
	for i := 0; (last-first)/step > maxTicks; i++ {
		step = unit * [...]int{2, 5, 10}[i%3]
		if i%3 == 2 {
			unit *= 10
		}
	}
	year := first
	if over := ((first % step) + step) % step; over > 0 {
		year += step - over
	}
	for ; year < last; year += step {
		x := s.at(edtf.Day{Year: year, Month: 1, Day: 1})
		s.path(x, stripAxis, "v8", false)
		s.words(x+5, stripAxis+22, "start", label.Year(edtf.Date{From: edtf.Point{Bound: edtf.Known, Year: year}}, s.printer.words), false)
	}
}

// moment draws an event that is a point in time, or ends at one.
func (s *strip) moment(e *casefile.Event) {
	x := s.at(e.Date.Place())
	name := s.in(e.Short)
	row := -1
	for i := range stripRows {
		if name != "" && x >= s.taken[i] {
			row = i
			break
		}
	}
	if row < 0 {
		s.path(x, stripAxis, "v-8", false)
		return
	}
	s.path(x, stripAxis, "V"+strconv.Itoa(stripRows[row]+6), false)
	width, from, anchor := utf8.RuneCountInString(name)*stripLetter, x, "start"
	if x+width > stripWidth {
		from, anchor = x-width, "end"
		if from < s.taken[row] {
			return
		}
	}
	s.words(x, stripRows[row], anchor, name, true)
	s.taken[row] = from + width + stripGap
}

// stretch draws an event that goes on for a time.
func (s *strip) stretch(e *casefile.Event) {
	const top, bottom, middle, name, row = 68, 73, 71, 58, 2
	begin, end := s.at(e.Date.From.First()), s.at(e.Date.From.Last())
	dots := stripWidth
	if last, ok := e.Date.Latest(); ok {
		end, dots = s.at(last), 0
		for _, alt := range e.AltDates {
			if later, ok := alt.Date.Latest(); ok {
				dots = max(dots, s.at(later))
			}
		}
	}
	end = max(end, begin+4)
	words := s.in(e.Short)
	if words == "" || begin < s.taken[row] {
		s.path(begin, stripAxis, "v-8", false)
		return
	}
	s.path(begin, top, "H"+strconv.Itoa(end), false)
	s.path(begin, bottom, "H"+strconv.Itoa(end), false)
	s.words(begin, name, "start", words, true)
	s.taken[row] = max(end, begin+utf8.RuneCountInString(words)*stripLetter) + stripGap
	if dots <= end {
		return
	}
	s.path(end, middle, "H"+strconv.Itoa(dots), true)
	if e.Date.To.Bound == edtf.Unknown {
		unknown := s.printer.words.T("strip-end")
		s.words(s.taken[row], name, "start", unknown, false)
		s.taken[row] += utf8.RuneCountInString(unknown)*stripLetter + stripGap
	}
	s.taken[row] = max(s.taken[row], dots)
}

// path draws a line from a point; dots make it broken.
func (s *strip) path(x, y int, line string, dots bool) {
	s.block("<path")
	if dots {
		s.attr("stroke-dasharray", "3 5")
	}
	s.attr("d", "M"+strconv.Itoa(x)+" "+strconv.Itoa(y)+line)
	s.raw("/>")
}

// words keeps a name to be written at a point.
func (s *strip) words(x, y int, anchor, text string, strong bool) {
	s.names = append(s.names, func() {
		s.block("<text")
		s.attrNumber("x", x)
		s.attrNumber("y", y)
		if anchor != "start" {
			s.attr("text-anchor", anchor)
		}
		if strong {
			s.attr("font-weight", "700")
		}
		s.raw(">")
		s.text(text)
		s.block("</text>")
	})
}

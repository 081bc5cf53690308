package diagram

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// A Strip is an overview of a timeline to scale: a line of years, a stroke for
// each event, names for those that have some and for which there is room, and
// above them stretches of time as double lines that run into dots where their end
// is open, not known or disputed. No name meets another, and no stroke crosses one.
type Strip struct {
	From, To  int64 // days, of any count; To is later
	Ticks     []Tick
	Moments   []Moment // in order of time
	Stretches []Stretch
}

// A Tick is a year on the line.
type Tick struct {
	At   int64
	Name string
}

// A Moment is an event that is drawn as a stroke.
type Moment struct {
	At     int64
	Name   string // "" for a short stroke
	Broken bool   // its date is less than known
}

// A Stretch is an event that goes on for a time.
type Stretch struct {
	From, To int64
	Dots     int64  // how far it may go on; To or earlier for none
	Name     string // a stretch without a name is a short stroke
	End      string // words on its end, where that is not known: "end unknown"
}

// Measures of the drawing, in units of which it is stripWidth wide.
const (
	stripWidth  = 1280
	stripType   = 18 // half of it is left on paper
	stripLetter = 16 // how far the first line of type stands from the top
	stripLine   = 22 // between two lines of names
	stripBar    = 42 // between two stretches: a name and a double line
	stripTick   = 8
	stripGap    = 14 // between two names of one line
	stripClear  = 5  // between a stroke and a name that it passes

	stretchRows = 2
	momentRows  = 3
)

// A strip is one drawing while it is made.
type strip struct {
	Strip
	labels  []label
	strokes []stroke
	bars    [stretchRows]int // where the row is free again
	rows    int              // of names of moments
	barRows int
	ticks   []int // places of short strokes
}

// A label is a name in a row, 0 on top, that has a place.
type label struct {
	row, from, to int
	anchor        string // "" for start, or end
	name          string
}

// A stroke goes from below the row of its name down to the line of years.
type stroke struct {
	row, at int
	broken  bool
}

// Draw draws the strip.
func (s Strip) Draw() string {
	d := &strip{Strip: s}
	var bars strings.Builder
	for _, x := range s.Stretches {
		d.stretch(&bars, x)
	}
	for _, m := range s.Moments {
		d.moment(m)
	}
	top := d.barRows * stripBar
	axis := top + d.rows*stripLine + stripLetter
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d"><g font-size="%d">`, stripWidth, axis+stripTick+stripLetter+4, stripType)
	d.years(&b, axis)
	b.WriteString(bars.String())
	for _, t := range d.strokes {
		y := top + stripLetter + t.row*stripLine + 6
		dashes := ""
		if t.broken {
			dashes = ` stroke-dasharray="3 3"`
		}
		fmt.Fprintf(&b, `<path%s d="M%d %dV%d"/>`, dashes, t.at, y, axis)
	}
	slices.Sort(d.ticks)
	if ticks := slices.Compact(d.ticks); len(ticks) > 0 {
		b.WriteString(`<path d="`)
		for _, x := range ticks {
			fmt.Fprintf(&b, "M%d %dv-%d", x, axis, stripTick)
		}
		b.WriteString(`"/>`)
	}
	b.WriteString(`<g font-weight="700">`)
	for _, l := range d.labels {
		y := top + stripLetter + l.row*stripLine
		if l.anchor != "" {
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="%s">%s</text>`, l.to, y, l.anchor, html.EscapeString(l.name))
		} else {
			fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`, l.from, y, html.EscapeString(l.name))
		}
	}
	b.WriteString("</g></g></svg>")
	return b.String()
}

// at is where a day stands.
func (d *strip) at(day int64) int { return int((day - d.From) * stripWidth / (d.To - d.From)) }

// years draws the line of years. A name that has no room is left out.
func (d *strip) years(b *strings.Builder, axis int) {
	const beside = 5
	fmt.Fprintf(b, `<path d="M0 %dH%d`, axis, stripWidth)
	for _, t := range d.Ticks {
		fmt.Fprintf(b, "M%d %dv%d", d.at(t.At), axis, stripTick)
	}
	b.WriteString(`"/>`)
	free := 0
	for _, t := range d.Ticks {
		x := d.at(t.At) + beside
		end := x + widthOf(t.Name, stripType, text)
		if x < free || end > stripWidth {
			continue
		}
		fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, x, axis+stripTick+stripLetter-2, html.EscapeString(t.Name))
		free = end + stripGap
	}
}

// stretch draws an event that goes on for a time in the first row that is free.
func (d *strip) stretch(b *strings.Builder, x Stretch) {
	const line, second, dots = 7, 12, 10 // below the name
	from := d.at(x.From)
	to := max(d.at(x.To), from+4)
	width := widthOf(x.Name, stripType, bold)
	name, anchor := from, ""
	if name+width > stripWidth {
		name, anchor = to-width, ` text-anchor="end"`
	}
	row := -1
	for i := range d.bars {
		if min(name, from) >= d.bars[i] {
			row = i
			break
		}
	}
	if x.Name == "" || row < 0 || name < 0 {
		d.ticks = append(d.ticks, from)
		return
	}
	y := row*stripBar + stripLetter
	fmt.Fprintf(b, `<path d="M%d %dH%dM%d %dH%d"/>`, from, y+line, to, from, y+second, to)
	if until := d.at(x.Dots); until > to {
		fmt.Fprintf(b, `<path stroke-dasharray="3 5" d="M%d %dH%d"/>`, to, y+dots, until)
		to = until
	}
	place := name
	if anchor != "" {
		place += width
	}
	fmt.Fprintf(b, `<text x="%d" y="%d"%s font-weight="700">%s</text>`, place, y, anchor, html.EscapeString(x.Name))
	free := name + width + stripGap
	if end := widthOf(x.End, stripType, text); end > 0 && free+end <= stripWidth {
		fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, free, y, html.EscapeString(x.End))
		free += end + stripGap
	}
	d.bars[row] = max(free, to+stripGap)
	d.barRows = max(d.barRows, row+1)
}

// moment gives an event a stroke and its name a place, to the right of the stroke
// before the left and above before below.
func (d *strip) moment(m Moment) {
	x := d.at(m.At)
	if m.Name != "" {
		width := widthOf(m.Name, stripType, bold)
		for _, l := range []label{{from: x, to: x + width}, {from: x - width, to: x, anchor: "end"}} {
			for l.row = range momentRows {
				if d.fits(l, x) {
					l.name = m.Name
					d.labels = append(d.labels, l)
					d.strokes = append(d.strokes, stroke{l.row, x, m.Broken})
					d.rows = max(d.rows, l.row+1)
					return
				}
			}
		}
	}
	d.ticks = append(d.ticks, x)
}

// fits reports whether a name has room: within the drawing, beside the names of
// its row, off the strokes that pass it, and with a stroke that passes no name.
func (d *strip) fits(l label, at int) bool {
	if l.from < 0 || l.to > stripWidth {
		return false
	}
	for _, o := range d.labels {
		if o.row == l.row && l.from < o.to+stripGap && o.from < l.to+stripGap ||
			o.row > l.row && o.from-stripClear < at && at < o.to+stripClear {
			return false
		}
	}
	for _, o := range d.strokes {
		if o.row < l.row && l.from-stripClear < o.at && o.at < l.to+stripClear {
			return false
		}
	}
	return true
}

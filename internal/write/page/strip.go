package page

import (
	"dossier/internal/casefile"
	"dossier/internal/diagram"
	"dossier/internal/edtf"
	"dossier/internal/label"
)

// maxTicks is how many years an overview of events names.
const maxTicks = 16

// strip draws an overview of events that are in order.
func (p *printer) strip(list []*casefile.Event) {
	first, last := list[0].Date.Place().Year, list[0].Date.Place().Year
	for _, e := range list {
		last = max(last, e.Date.Place().Year)
		if day, ok := e.Date.Latest(); ok {
			last = max(last, day.Year)
		}
		first = min(first, e.Date.Place().Year)
	}
	s := diagram.Strip{From: newYear(first), To: newYear(last + 1), Ticks: p.ticks(first, last)}
	for _, e := range list {
		if e.Date.IsRange && e.Date.From.Bound == edtf.Known {
			s.Stretches = append(s.Stretches, p.eventStretch(e, s.To))
		} else {
			s.Moments = append(s.Moments, diagram.Moment{At: e.Date.Place().Number(), Name: p.in(e.Short), Broken: e.IsUncertain()})
		}
	}
	p.block(s.Draw())
}

func newYear(year int) int64 { return edtf.Day{Year: year, Month: 1, Day: 1}.Number() }

// ticks are the years of an overview: every one or, where there are many, every
// second, fifth or tenth.
func (p *printer) ticks(first, last int) []diagram.Tick {
	step, unit := 1, 1 // 1, 2, 5, 10, 20…
	for i := 0; (last-first)/step >= maxTicks; i++ {
		step = unit * [...]int{2, 5, 10}[i%3]
		if i%3 == 2 {
			unit *= 10
		}
	}
	year := first
	if over := ((first % step) + step) % step; over > 0 {
		year += step - over
	}
	var all []diagram.Tick
	for ; year <= last; year += step {
		all = append(all, diagram.Tick{At: newYear(year), Name: label.Year(edtf.Date{From: edtf.Point{Bound: edtf.Known, Year: year}}, p.words)})
	}
	return all
}

// eventStretch is an event that goes on for a time. It may go on to the end of the
// drawing or, where sources disagree, as long as the last of them says.
func (p *printer) eventStretch(e *casefile.Event, end int64) diagram.Stretch {
	x := diagram.Stretch{From: e.Date.From.First().Number(), To: e.Date.From.Last().Number(), Dots: end, Name: p.in(e.Short)}
	if last, ok := e.Date.Latest(); ok {
		x.To, x.Dots = last.Number(), 0
		for _, alt := range e.AltDates {
			if later, ok := alt.Date.Latest(); ok {
				x.Dots = max(x.Dots, later.Number())
			}
		}
	}
	if e.Date.To.Bound == edtf.Unknown {
		x.End = p.words.T("strip-end")
	}
	return x
}

package page

import (
	"html/template"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/label"
)

// A TimelineView is layouts/timeline.html: every event, in order.
type TimelineView struct {
	Shell
	Dek       string
	Filters   []FilterView
	Strip     template.HTML // the overview to scale; decoration, the list says the same
	Eras      []EraView     // one without a title where the register has none
	None      string        // words in place of events, where there are none
	Downloads []Download
}

// An EraView is the events of one era.
type EraView struct {
	ID    string // "era-early"; "" for none
	Class string // by which filters one of its events is shown
	Title string // "" for none
	Years string // "2009 to 2015"
	List  template.HTML
}

// Timeline makes the timeline of an edition.
func (s *Site) Timeline(e *casefile.Edition, downloads []Download) ([]byte, error) {
	c := e.Record(casefile.TimelinePage)
	sh := s.shelf(e.Lang)
	p := s.listPrinter(c)
	defer s.release(p)
	list := sh.ledger.chronicle.list

	view := TimelineView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst, Downloads: downloads}
	if len(list) == 0 {
		view.None = sh.words.T("event-none")
		return s.execute("timeline", c, &view)
	}
	if years := sh.years(list); years != "" {
		view.Stamp = slices.Insert(view.Stamp, 0, years)
	}
	view.Filters = s.timelineFilters(sh)
	view.Strip = p.part(func() { p.strip(list) })
	view.Eras = eras(p, list, s.Investigation.Eras)
	return s.execute("timeline", c, &view)
}

// timelineFilters are those for all events, for the parties that most events
// concern, and for dates that are uncertain.
func (s *Site) timelineFilters(sh *shelf) []FilterView {
	c := sh.ledger.chronicle
	filters := []FilterView{{ID: allFilter, Label: sh.words.T("filter-all"), Count: len(c.list), Checked: true}}
	for i, id := range c.chosen {
		f := FilterView{ID: filterID(i), Label: isolated(label.Party(sh.ledger.parties.Lookup(id), casefile.Date{}, sh.words))}
		for _, e := range c.list {
			if e.Names.Has(id) {
				f.Count++
			}
		}
		filters = append(filters, f)
	}
	uncertain := FilterView{ID: filterID(uncertainFilter), Label: sh.words.T("timeline-uncertain")}
	for _, e := range c.list {
		if e.IsUncertain() {
			uncertain.Count++
		}
	}
	if uncertain.Count > 0 {
		filters = append(filters, uncertain)
	}
	return filters
}

// eras parts events by the last era that has begun when they happen; those
// before the first era stand without a title.
func eras(p *printer, list []*casefile.Event, all []*casefile.Era) []EraView {
	sorted := slices.DeleteFunc(slices.Clone(all), func(e *casefile.Era) bool { return e.Date.IsZero() })
	slices.SortStableFunc(sorted, func(a, b *casefile.Era) int { return a.Date.Compare(b.Date) })
	title := "h2"
	if len(sorted) > 0 {
		title = "h3"
	}
	eraOf := func(e *casefile.Event) *casefile.Era {
		var own *casefile.Era
		for _, era := range sorted {
			if era.Date.Place().Compare(e.Date.Place()) <= 0 {
				own = era
			}
		}
		return own
	}
	var views []EraView
	for from := 0; from < len(list); {
		own, to := eraOf(list[from]), from+1
		for to < len(list) && eraOf(list[to]) == own {
			to++
		}
		part := list[from:to]
		v := EraView{Class: strings.Join(p.ledger.chronicle.filtersOf(part), " "), List: p.part(func() { p.eventList(part, entryForm{title: title, anchor: true}) })}
		if own != nil {
			v.ID, v.Title, v.Years = "era-"+own.ID, p.in(own.Title), label.When(own.Date, p.words)
		}
		views = append(views, v)
		from = to
	}
	return views
}

// filtersOf lists by which filters one of some events is shown: an era without
// any goes with them.
func (c *chronicle) filtersOf(list []*casefile.Event) []string {
	var classes []string
	for _, e := range list {
		classes = append(classes, c.filterClasses(e)...)
	}
	slices.Sort(classes)
	return slices.Compact(classes)
}

// years says which years the events are of: "2009 to 2026".
func (sh *shelf) years(list []*casefile.Event) string {
	first, last := label.Year(list[0].Date, sh.words), label.Year(list[len(list)-1].Date, sh.words)
	if first == last {
		return first
	}
	return sh.words.T("timeline-until", first, last)
}

// coverage is the time of which events are, in ISO 8601, as schema.org wants it:
// "2009-12-09/2026-01-20", "2011/.." for one without end; "" for times that it
// cannot write.
func coverage(list []*casefile.Event) string {
	if len(list) == 0 {
		return ""
	}
	first, last, open := list[0].Date.Place(), edtf.Day{}, false
	for i, e := range list {
		day, ok := e.Date.Latest()
		open = open || !ok
		if ok && (i == 0 || last.Compare(day) < 0) {
			last = day
		}
	}
	if first.Year < 1 || last.Year > 9999 {
		return ""
	}
	from := iso(casefile.Date(first))
	if open {
		return from + "/.."
	}
	return from + "/" + iso(casefile.Date(last))
}

// Package timeline writes events for other programs: as the JSON of TimelineJS
// and as the entries of events.yaml. In: events; out: bytes that depend on
// nothing else.
package timeline

import (
	"encoding/json"
	"html"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/label"
	"dossier/internal/theme"
)

// The name and media type of the file.
const (
	JSONName = "timeline.json"
	JSONType = "application/json; charset=utf-8"
)

// A file is what TimelineJS reads
// (https://timeline.knightlab.com/docs/json-format.html). It passes over keys
// that it does not know, so "dossier" may hold what its form cannot.
type file struct {
	Scale  string  `json:"scale,omitempty"`
	Title  *slide  `json:"title,omitempty"`
	Events []slide `json:"events"`
	Eras   []slide `json:"eras,omitempty"`
}

type slide struct {
	ID    string `json:"unique_id,omitempty"`
	Start *date  `json:"start_date,omitempty"`
	End   *date  `json:"end_date,omitempty"`
	Shown string `json:"display_date,omitempty"`
	Text  words  `json:"text"`
	Own   *own   `json:"dossier,omitempty"`
}

type date struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

type words struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"` // HTML
}

// own is what we know of an event or era besides: its date in EDTF, its words without
// status and link, and what it refers to.
type own struct {
	Date      string    `json:"date"`
	Short     string    `json:"short,omitempty"`
	Text      string    `json:"text,omitempty"`
	Certainty string    `json:"certainty,omitempty"`
	Seq       int       `json:"seq,omitempty"`
	Planned   bool      `json:"planned,omitempty"`
	Cite      []string  `json:"cite,omitempty"`
	Primary   []string  `json:"primary,omitempty"` // those of cite that are records of the event
	Names     []string  `json:"names,omitempty"`
	Claims    []string  `json:"claims,omitempty"`
	Labels    []string  `json:"labels,omitempty"`
	AltDates  []altDate `json:"alt-dates,omitempty"`
}

type altDate struct {
	Date string   `json:"date"`
	Cite []string `json:"cite"`
	Why  string   `json:"why,omitempty"`
}

// A Timeline is the events of an investigation in one language.
type Timeline struct {
	Investigation *casefile.Investigation
	Words         *theme.Words
	Page          string // full address of the page that shows the events
}

// JSON writes every event that has a date, in order, and the eras. An entry
// carries the labels of its claims and leads to its sources.
func (t Timeline) JSON() ([]byte, error) {
	f := file{Events: []slide{}, Title: &slide{Text: words{Headline: html.EscapeString(t.Investigation.Settings.TitleIn(t.Words.Lang))}}}
	for _, e := range casefile.InOrder(t.Investigation.Events.List) {
		s := t.event(e)
		if s.Start.isCosmic() || s.End.isCosmic() {
			f.Scale = "cosmological"
		}
		f.Events = append(f.Events, s)
	}
	for _, era := range t.Investigation.Eras {
		if era.Date.IsZero() {
			continue
		}
		s := slide{ID: era.ID, Text: words{Headline: html.EscapeString(t.in(era.Title))}, Own: &own{Date: era.Date.String()}}
		s.Start, s.End = ends(era.Date)
		if s.End == nil {
			s.End = t.last()
		}
		f.Eras = append(f.Eras, s)
	}
	b, err := json.MarshalIndent(f, "", "  ")
	return append(b, '\n'), err
}

// names are the ids of those whom an event is about. One who is protected has
// none outside the register.
func (t Timeline) names(refs casefile.Refs) []string {
	var ids []string
	for _, ref := range refs {
		if p := t.Investigation.Parties.Lookup(ref.ID); p == nil || !p.Protected {
			ids = append(ids, ref.ID)
		}
	}
	return ids
}

func (t Timeline) event(e *casefile.Event) slide {
	text := t.in(e.Text)
	s := slide{ID: e.ID, Shown: label.When(e.Shown(), t.Words), Text: words{Headline: html.EscapeString(t.in(e.Title))},
		Own: &own{Date: e.Date.String(), Short: t.in(e.Short), Text: text, Certainty: e.Certainty, Seq: e.Seq, Planned: e.Planned, Cite: citations(e.Cites), Names: t.names(e.Names), Claims: e.Claims.IDs()}}
	s.Start, s.End = ends(e.Date)
	for _, c := range e.Cites {
		if c.Primary {
			s.Own.Primary = append(s.Own.Primary, citation(c))
		}
	}
	if text != "" {
		s.Text.Text = "<p>" + html.EscapeString(text) + "</p>"
	}
	for _, ref := range e.Claims {
		if standing := t.Investigation.Standings[ref.ID]; standing != nil {
			l := label.Of(standing, t.Words)
			s.Own.Labels = append(s.Own.Labels, l)
			s.Text.Text += "<p>" + html.EscapeString(l) + "</p>"
		}
	}
	for _, alt := range e.AltDates {
		why := t.in(alt.Why)
		s.Own.AltDates = append(s.Own.AltDates, altDate{alt.Date.String(), citations(alt.Cites), why})
		other := t.Words.T("event-other-date", label.When(alt.Date, t.Words))
		if why != "" {
			other += ", " + why
		}
		s.Text.Text += "<p>" + html.EscapeString(other) + "</p>"
	}
	s.Text.Text += `<p><a href="` + html.EscapeString(t.Page+"#t-"+e.ID) + `">` + html.EscapeString(t.Words.T("sources-title")) + "</a></p>"
	return s
}

// isCosmic reports whether a date is beyond the times that a browser counts in
// milliseconds; TimelineJS then wants another scale.
func (d *date) isCosmic() bool { return d != nil && (d.Year < -271_820 || d.Year > 275_759) }

// last is the year of the last event, for an era that goes on.
func (t Timeline) last() *date {
	year := 0
	for _, e := range t.Investigation.Events.List {
		if !e.Date.IsZero() {
			year = max(year, e.Date.Place().Year)
		}
	}
	return &date{Year: year}
}

func (t Timeline) in(text casefile.Text) string {
	if words := text.In(t.Words.Lang); words != "" {
		return words
	}
	return text.In(t.Investigation.Settings.Original())
}

// ends are the ends of a date; the second is nil for a point in time and where
// the end is open.
func ends(d edtf.Date) (start, end *date) {
	from := d.From
	if from.Bound != edtf.Known {
		return point(d.To), nil
	}
	switch {
	case d.IsRange && d.To.Bound == edtf.Known:
		return point(from), point(d.To)
	case from.YearX > 0 || from.Month > 12:
		first, last := from.First(), from.Last()
		return &date{first.Year, first.Month, 0}, &date{last.Year, last.Month, 0}
	}
	return point(from), nil
}

func point(p edtf.Point) *date {
	if p.YearX > 0 || p.Month > 12 {
		first := p.First()
		return &date{first.Year, first.Month, 0}
	}
	return &date{p.Year, p.Month, p.Day}
}

// citations writes citations as records have them.
func citations(all []casefile.Evidence) []string {
	list := make([]string, len(all))
	for i, c := range all {
		list[i] = citation(c)
	}
	return list
}

func citation(c casefile.Evidence) string {
	key := "@" + c.Key
	if strings.ContainsAny(c.Key, ", \t{") {
		key = "@{" + c.Key + "}"
	}
	if c.Place == "" {
		return key
	}
	return key + ", " + c.Place
}

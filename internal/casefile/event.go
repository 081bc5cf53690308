package casefile

import (
	"cmp"
	"slices"

	"dossier/internal/diag"
	"dossier/internal/edtf"
	"dossier/internal/prose"
)

// An Event is something that happened, or is said to have: one entry of
// content/records/events.yaml.
type Event struct {
	ID        string
	Date      edtf.Date // the zero Date where the record has none that can be read
	Title     Text
	Short     Text // a few words for the strip of the timeline; nil for none
	Text      Text // longer words; nil for none
	Cites     []Evidence
	Names     Refs // people and organisations
	Claims    Refs
	Certainty string // exact, approx, disputed; "" when the record does not say
	AltDates  []AltDate
	Seq       int  // order among events of one time
	Planned   bool // it is still to come
	Allow     []Exception

	// Where the fields stand in the file, for diagnostics; zero where absent.
	Span, DateSpan, TitleSpan, TextSpan, CertaintySpan diag.Span
	Whole                                              diag.Span // the record
}

// An AltDate is what another source gives as the date of an event.
type AltDate struct {
	Date  edtf.Date
	Cites []Evidence
	Why   Text // nil for none
}

// An Era is a stretch of time with a name, under which events are grouped.
type Era struct {
	ID    string
	Date  edtf.Date
	Title Text
	Span  diag.Span
}

// IsDisputed reports whether sources give an event more than one date and the
// record does not say that one of them is exact.
func (e *Event) IsDisputed() bool {
	return e.Certainty == "disputed" || len(e.AltDates) > 0 && e.Certainty != "exact"
}

// IsUncertain reports whether the date of an event is less than known.
func (e *Event) IsUncertain() bool {
	return e.IsDisputed() || e.Certainty == "approx" || !e.Date.IsExact()
}

// Shown is the date of an event as readers are told it: a day that the record
// calls approximate is about that day.
func (e *Event) Shown() edtf.Date {
	d := e.Date
	if e.Certainty == "approx" {
		d.From.About = d.From.Bound == edtf.Known || d.From.About
		d.To.About = d.To.Bound == edtf.Known || d.To.About
	}
	return d
}

// Compare orders events by date; of one time, as the record says.
func (e *Event) Compare(other *Event) int {
	return cmp.Or(e.Date.Compare(other.Date), cmp.Compare(e.Seq, other.Seq))
}

// InOrder returns the events that have dates in the order of a timeline; those
// of one time and without seq stand as in the file.
func InOrder(events []*Event) []*Event {
	dated := make([]*Event, 0, len(events))
	for _, e := range events {
		if !e.Date.IsZero() {
			dated = append(dated, e)
		}
	}
	slices.SortStableFunc(dated, (*Event).Compare)
	return dated
}

// A Selection is what a timeline in a text shows: events that name one of some
// parties and may have happened in a stretch of time. What is zero selects all.
type Selection struct {
	Names    []string
	From, To edtf.Date
}

// SelectionOf reads what a block selects. The errors are those of from= and to=,
// nil or of the kind *edtf.Error; a limit with an error is none.
func SelectionOf(m prose.TimelineMark) (s Selection, from, to error) {
	s.Names = m.Names
	if m.From != "" {
		s.From, from = edtf.Parse(m.From)
	}
	if m.To != "" {
		s.To, to = edtf.Parse(m.To)
	}
	return s, from, to
}

// Has reports whether an event is selected.
func (s Selection) Has(e *Event) bool {
	if len(s.Names) > 0 && !slices.ContainsFunc(s.Names, e.Names.Has) {
		return false
	}
	if first, ok := s.From.Earliest(); ok {
		if last, closed := e.Date.Latest(); closed && last.Compare(first) < 0 {
			return false
		}
	}
	if s.To.IsZero() {
		return true
	}
	last, ok := s.To.Latest()
	return !ok || e.Date.Place().Compare(last) <= 0
}

// PlaceIn puts the places of an event that was just read into its file.
func (e *Event) PlaceIn(file string) {
	p := placer(file)
	for _, s := range []*diag.Span{&e.Span, &e.DateSpan, &e.TitleSpan, &e.TextSpan, &e.CertaintySpan, &e.Whole} {
		p.span(s)
	}
	p.refs(e.Names, e.Claims)
	p.evidence(e.Cites)
	for i := range e.AltDates {
		p.evidence(e.AltDates[i].Cites)
	}
	p.exceptions(e.Allow)
}

// PlaceIn puts the place of an era that was just read into its file.
func (e *Era) PlaceIn(file string) { placer(file).span(&e.Span) }

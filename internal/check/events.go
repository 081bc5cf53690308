package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/edtf"
	"dossier/internal/prose"
)

// Events holds each event against its sources and the calendar. It needs no
// text.
func Events(inv *casefile.Investigation) diag.List {
	var diags diag.List
	report := func(code diag.Code, s diag.Severity, where diag.Span, message, hint string) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message, Hint: hint})
	}
	today := edtf.Day(inv.Today)
	for _, e := range inv.Events.List {
		if len(e.Cites) == 0 {
			report(diag.EventWithoutCitation, diag.Error, e.Span, fmt.Sprintf("event %q cites nothing", e.ID), `name what shows it: cite: ["@key"]`)
		}
		if e.Certainty == "disputed" && len(e.AltDates) == 0 {
			report(diag.ConflictingDates, diag.Warning, e.CertaintySpan, fmt.Sprintf("sources of %q give different dates and there is no alt-dates:", e.ID),
				`show both: alt-dates: [{date: "2016~", cite: ["@key"]}]`)
		}
		first, ok := e.Date.Earliest()
		if !ok {
			continue
		}
		if s := tooEarly(inv, e, first); s != nil {
			report(diag.ConflictingDates, diag.Warning, e.DateSpan, fmt.Sprintf("every source of %q is older than this date; %q is of %s", e.ID, s.ID, published(s.Issued)),
				"correct the date, cite a later source, or set planned: true")
		}
		if !inv.Today.IsZero() && today.Compare(first) < 0 && !e.Planned {
			report(diag.FutureEvent, diag.Warning, e.DateSpan, fmt.Sprintf("%q is still to come on %s", e.ID, day(inv.Today)), "correct the date, or set planned: true")
		}
		if last, ok := e.Date.Latest(); ok && !inv.Today.IsZero() && e.Planned && last.Compare(today) < 0 {
			report(diag.PlannedEventPast, diag.Warning, e.DateSpan, fmt.Sprintf("%q was planned for a day before %s", e.ID, day(inv.Today)), "say whether it happened, cite what shows it, and delete planned: true")
		}
	}
	return diags
}

// tooEarly returns a source of an event, where all of them were published before
// it can have happened; nil otherwise. The day itself may be of another time
// zone, so one day is given.
func tooEarly(inv *casefile.Investigation, e *casefile.Event, first edtf.Day) *casefile.Source {
	if e.Planned {
		return nil
	}
	var old *casefile.Source
	for _, c := range e.Cites {
		s := inv.Sources.Lookup(c.Key)
		if s == nil || s.Issued.Year == 0 || s.Issued.Circa {
			return nil
		}
		last := edtf.Point{Bound: edtf.Known, Year: s.Issued.Year, Month: s.Issued.Month, Day: s.Issued.Day}.Last()
		if last.Number()+1 >= first.Number() {
			return nil
		}
		old = s
	}
	return old
}

// EventWords holds the titles and texts of events that bear on allegations
// against the claims, as Speech does the titles of chapters: a line of a timeline
// travels alone.
func (v Voices) EventWords(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, e := range inv.Editions {
		parties := v[e.Lang]
		if parties == nil {
			continue
		}
		s := &speech{inv: inv, text: &casefile.Summary{}, words: parties.words, parties: parties}
		for _, event := range inv.Events.List {
			if !slices.ContainsFunc(event.Claims, func(ref casefile.Ref) bool {
				c := inv.Claims.Lookup(ref.ID)
				return c != nil && c.IsAccusation()
			}) {
				continue
			}
			s.chapter = &casefile.Chapter{Path: event.Span.File, Lang: e.Lang}
			s.headline("the title", event.Title.In(e.Lang), spanOf(event.TitleSpan))
			s.headline("the short title", event.Short.In(e.Lang), spanOf(event.TitleSpan))
			s.headline("the text", event.Text.In(e.Lang), spanOf(event.TextSpan))
		}
		diags = append(diags, s.diags...)
	}
	return diags
}

// EventMarks holds what a text says of events against their records: a date
// beside a mark, and blocks that select no event.
func EventMarks(inv *casefile.Investigation, c *casefile.Chapter, text *casefile.Summary) diag.List {
	if text == nil {
		return nil
	}
	var diags diag.List
	for _, m := range text.Events {
		e := inv.Events.Lookup(m.Ref)
		if e == nil || m.First >= len(text.Passages) {
			continue
		}
		p := &text.Passages[m.First]
		d, at, ok := dateBeside(p.Text, p.Lang, m.From, m.To)
		if !ok || meets(e, d) {
			continue
		}
		span := p.Span(at.From, at.To)
		diags = append(diags, diag.Diagnostic{Code: diag.EventDateMismatch, Severity: diag.Warning, Span: diag.Span{File: c.Path, Start: span.Start, End: span.End},
			Message: fmt.Sprintf("the text says %q, the event %q is of %s", p.Text[at.From:at.To], e.ID, e.Date), Hint: "correct the text or the record, or add what the source says under alt-dates:",
			Related: []diag.Related{{Span: e.DateSpan, Message: "the date of the event"}}})
	}
	for _, m := range text.Timelines {
		diags = append(diags, timelineMark(inv, c, m)...)
	}
	return diags
}

func meets(e *casefile.Event, d edtf.Date) bool {
	if e.Date.IsZero() || e.Date.Meets(d) {
		return true
	}
	for _, alt := range e.AltDates {
		if alt.Date.Meets(d) {
			return true
		}
	}
	return false
}

// timelineMark reports what is wrong with the selection of a block.
func timelineMark(inv *casefile.Investigation, c *casefile.Chapter, m prose.TimelineMark) diag.List {
	var diags diag.List
	s, from, to := casefile.SelectionOf(m)
	for _, limit := range []struct {
		text string
		err  error
		at   prose.Span
	}{{m.From, from, m.FromSpan}, {m.To, to, m.ToSpan}} {
		if limit.err != nil {
			diags = append(diags, diag.Diagnostic{Code: diag.InvalidEventDate, Severity: diag.Error, Span: diag.Span{File: c.Path, Start: limit.at.Start, End: limit.at.End},
				Message: fmt.Sprintf("%q is not an EDTF date: %s", limit.text, limit.err), Hint: edtf.Hint(limit.text)})
		}
	}
	if len(diags) > 0 {
		return diags
	}
	if first, begins := s.From.Earliest(); begins && !s.To.IsZero() {
		if last, ends := s.To.Latest(); ends && last.Compare(first) < 0 {
			return diag.List{{Code: diag.EventEndsBeforeStart, Severity: diag.Error, Span: diag.Span{File: c.Path, Start: m.ToSpan.Start, End: m.ToSpan.End},
				Message: fmt.Sprintf("to=%s is before from=%s", m.To, m.From), Hint: "exchange from= and to=, or correct one"}}
		}
	}
	for _, e := range inv.Events.List {
		if s.Has(e) {
			return nil
		}
	}
	return diag.List{{Code: diag.EmptyTimeline, Severity: diag.Note, Span: diag.Span{File: c.Path, Start: m.Span.Start, End: m.Span.End},
		Message: "no event is selected here; the block stays empty", Hint: "events stand in content/records/events.yaml; compare names:, from= and to= with them"}}
}

// dateBeside finds the date that words name or, where they name none, the only
// one of the sentence around them.
func dateBeside(text, lang string, from, to int) (edtf.Date, datePart, bool) {
	if found := datesIn(text[from:to], lang); len(found) > 0 {
		at := found[0]
		at.From, at.To = at.From+from, at.To+from
		return at.date, at, true
	}
	start := strings.LastIndex(text[:from], ". ") + 1
	end := len(text)
	if i := strings.Index(text[to:], ". "); i >= 0 {
		end = to + i
	}
	if found := datesIn(text[start:end], lang); len(found) == 1 {
		at := found[0]
		at.From, at.To = at.From+start, at.To+start
		return at.date, at, true
	}
	return edtf.Date{}, datePart{}, false
}

func spanOf(s diag.Span) prose.Span { return prose.Span{Start: s.Start, End: s.End} }

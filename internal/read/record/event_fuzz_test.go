package record_test

import (
	"testing"

	"dossier/internal/read/record"
)

func FuzzEvents(f *testing.F) {
	for _, text := range []string{
		"- {id: a, date: 2013-08, title: A, cite: [\"@k, p. 3\"], names: [b], alt-dates: [{date: ../2016~, cite: [\"@k\"]}]}",
		"eras: [{id: e, date: 2011/.., title: E}]\nevents:\n- id: a\n  date: \"2013-13\"\n  title: {en: A}\n  seq: x\n",
		"events: {}\neras: x",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		_, diags := record.Events(src, []string{"en", "fr"})
		_, more := record.Eras(src, []string{"en", "fr"})
		for _, d := range append(diags, more...) {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
				t.Fatalf("%s at %d to %d of %d", d.Code, d.Span.Start, d.Span.End, len(src))
			}
		}
	})
}

func FuzzTimelineJS(f *testing.F) {
	for _, text := range []string{
		`{"events": [{"start_date": {"year": "2013", "month": 8, "day": ""}, "end_date": {"year": 2014}, "text": {"headline": "A &amp; <b>b</b>"}}]}`,
		`{"events": [{"dossier": {"date": "../2013~", "cite": ["@k, p. 3"], "names": ["a"]}, "text": {"headline": "A"}}], "eras": [{"start_date": {"year": -43}}]}`,
		`{"events": [{"start_date": {"year": 2013`,
		`[]`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		made, diags := record.TimelineJS(src, "en")
		if (len(diags) > 0) != (made == nil) {
			t.Fatal("part of a file with mistakes was kept, or a file lost without a word")
		}
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
				t.Fatalf("%s at %d to %d of %d", d.Code, d.Span.Start, d.Span.End, len(src))
			}
		}
		if made == nil {
			return
		}
		for _, e := range made.Events {
			if e.ID == "" || e.Date.IsZero() || e.Title.In("en") == "" {
				t.Fatalf("an event without id, date or title: %+v", e)
			}
		}
	})
}

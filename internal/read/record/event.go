package record

import (
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/edtf"
	"dossier/internal/yamltree"
)

// certainties lists how sure the date of an event may be.
var certainties = []string{"exact", "approx", "disputed"}

// EventFields are the fields of an event, in the order of the manual;
// AltDateFields those of alt-dates:, EraFields those of eras:.
var (
	EventFields   = []string{"id", "date", "title", "short", "text", "cite", "names", "claims", "certainty", "alt-dates", "seq", "planned", "allow"}
	AltDateFields = []string{"date", "cite", "why"}
	EraFields     = []string{"id", "date", "title"}
)

// maxSeq is the largest place among events of one time.
const maxSeq = 9999

// Events reads content/records/events.yaml: a list of events, bare or under
// events:, beside which eras: may stand. langs are the languages of the dossier,
// the original first. The list is in file order; of several events with one id
// it holds the first. Places have no file.
func Events(src []byte, langs []string) ([]*casefile.Event, diag.List) {
	var list []*casefile.Event
	diags := readRecords(src, "events", "an event", func(m *yamltree.Map) (string, func()) {
		e := readEvent(m, langs)
		return e.ID, func() { list = append(list, e) }
	}, "eras")
	return list, diags
}

// Eras reads the list under eras: of events.yaml, in file order. What is wrong
// with the file as a whole is reported by Events.
func Eras(src []byte, langs []string) ([]*casefile.Era, diag.List) {
	root, _ := yamltree.Parse(src, 0, len(src))
	if root.Kind != yamltree.Mapping {
		return nil, nil
	}
	var list []*casefile.Era
	var diags diag.List
	readList(root.Map("events.yaml", &diags).List("eras"), "an era", &diags, func(m *yamltree.Map) (string, func()) {
		m.Require("date", "this era has no date", `write its years: date: "2009/2015"`)
		m.Require("title", "this era has no title", "say what it is called: title: …")
		e := &casefile.Era{ID: readRecordID(m), Date: readEDTF(m, "date"), Title: readWords(m, "title", langs), Span: m.Place("id")}
		return e.ID, func() { list = append(list, e) }
	})
	return list, diags
}

func readEvent(m *yamltree.Map, langs []string) *casefile.Event {
	m.Require("date", "this event has no date", edtf.Forms)
	m.Require("title", "this event has no title", "say in one sentence what happened: title: …")
	return &casefile.Event{
		ID:            readRecordID(m),
		Date:          readEDTF(m, "date"),
		Title:         readWords(m, "title", langs),
		Short:         readWords(m, "short", langs),
		Text:          readWords(m, "text", langs),
		Cites:         readEvidence(m, "cite"),
		Names:         readRefs(m, "names"),
		Claims:        readRefs(m, "claims"),
		Certainty:     readChoice(m, "certainty", certainties),
		AltDates:      readAltDates(m, langs),
		Seq:           m.Int("seq", 0, maxSeq, 0),
		Planned:       m.Bool("planned"),
		Allow:         readExceptions(m),
		Whole:         m.Span(),
		Span:          m.Place("id"),
		DateSpan:      m.Place("date"),
		TitleSpan:     m.Place("title"),
		TextSpan:      m.Place("text"),
		CertaintySpan: m.Place("certainty"),
	}
}

func readAltDates(m *yamltree.Map, langs []string) []casefile.AltDate {
	var list []casefile.AltDate
	for _, n := range m.List("alt-dates") {
		f := m.MapOf(n, "alt-dates")
		f.Require("date", "another date without the date", edtf.Forms)
		f.Require("cite", "another date without its source", `name who gives it: cite: "@key"`)
		alt := casefile.AltDate{Date: readEDTF(f, "date"), Cites: readCites(f, "cite"), Why: readWords(f, "why", langs)}
		f.Finish()
		if !alt.Date.IsZero() {
			list = append(list, alt)
		}
	}
	return list
}

// readEDTF reads a date as precise as it is known.
func readEDTF(m *yamltree.Map, key string) edtf.Date {
	text := m.Line(key)
	if text == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(text)
	if err != nil {
		reportEDTF(m, m.Place(key), text, err)
	}
	return d
}

// reportEDTF reports a date that cannot be read, at the part that is wrong where
// that can be told: within quotation marks nothing is escaped.
func reportEDTF(m *yamltree.Map, at diag.Span, text string, err error) {
	mistake := err.(*edtf.Error) // Parse returns no other
	if quotes := at.End - at.Start - len(text); quotes == 0 || quotes == 2 {
		at.Start += quotes / 2
		at.Start, at.End = at.Start+mistake.Start, at.Start+mistake.End
	}
	if mistake.Backwards {
		m.Report(diag.EventEndsBeforeStart, at, mistake.Message, "write the earlier date first")
		return
	}
	m.Report(diag.InvalidEventDate, at, fmt.Sprintf("%q is not an EDTF date: %s", text, mistake.Message), edtf.Hint(text))
}

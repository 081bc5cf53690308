package record

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/edtf"
	"dossier/internal/yamltree"
)

// TimelineJS reads a file in the JSON of TimelineJS
// (https://timeline.knightlab.com/docs/json-format.html): events with
// start_date, end_date and text, and eras. What our records have no place for is
// counted and passed over. Where an event has our own object "dossier" (see
// write/timeline), its date, sources, names and claims are taken from there.
// Words are in lang.
//
// The timeline is nil where anything is wrong: half an import is none.
func TimelineJS(src []byte, lang string) (*Timeline, diag.List) {
	if unreadable := diag.CheckText(src, yamltree.MaxBytes); len(unreadable) > 0 {
		return nil, unreadable
	}
	r := jsonReader{src: src, free: true}
	if strings.HasPrefix(string(src), "\ufeff") {
		r.at = len("\ufeff")
	}
	i := &importing{lang: lang, taken: map[string]bool{}, Timeline: Timeline{Left: map[string]int{}}}
	if r.peek() != '{' {
		r.fail(`a file of TimelineJS begins with a brace: {"events": […]}`)
	}
	if !r.failed {
		root := r.value("", itemLevel)
		if !r.failed && r.peek() != 0 {
			r.fail("something follows the timeline")
		}
		if !r.failed {
			i.file(root.Map("the timeline", &r.diags))
		}
	}
	if diags := append(r.diags, i.diags...); len(diags) > 0 {
		return nil, diags
	}
	return &i.Timeline, nil
}

// A Timeline is what a file of another program holds, in file order.
type Timeline struct {
	Events []*casefile.Event
	Eras   []*casefile.Era
	Left   map[string]int // of how many events a field was passed over: "media"
}

// left lists the fields of an event that say something and that our records have
// no place for. How a page looks says nothing.
var left = []string{"media", "group"}

// importing is one reading of a file of TimelineJS.
type importing struct {
	Timeline
	lang  string
	taken map[string]bool // ids
	diags diag.List
}

func (i *importing) file(m *yamltree.Map) {
	m.Require("events", "this file has no events", `a timeline is {"events": […]}`)
	for _, n := range m.List("events") {
		if f := n.Map("an event", &i.diags); n.Kind == yamltree.Mapping {
			i.event(f)
		}
	}
	for _, n := range m.List("eras") {
		f := n.Map("an era", &i.diags)
		if n.Kind != yamltree.Mapping {
			continue
		}
		title := i.words(f.Map("text"), "headline")
		if len(title) == 0 {
			i.report(diag.MissingField, n.Span, "this era has no headline", `write "text": {"headline": "…"}`)
		}
		e := &casefile.Era{ID: i.id(f, title), Title: title}
		if own := f.Map("dossier"); own.Line("date") != "" {
			e.Date = readEDTF(own, "date")
		} else {
			e.Date = i.date(f)
		}
		i.Eras = append(i.Eras, e)
	}
}

func (i *importing) event(m *yamltree.Map) {
	text, own := m.Map("text"), m.Map("dossier")
	e := &casefile.Event{Title: i.words(text, "headline"), Text: i.words(text, "text")}
	e.ID = i.id(m, e.Title)
	if len(e.Title) == 0 {
		m.Report(diag.MissingField, m.Span(), "this event has no headline", `write "text": {"headline": "…"}`)
	}
	for _, key := range left {
		if isFilled(m.Node(key)) {
			i.Left[key]++
		}
	}
	if own.Line("date") == "" {
		e.Date = i.date(m)
		if m.Line("display_date") != "" {
			i.Left["display_date"]++
		}
	} else {
		e.Date = readEDTF(own, "date")
		e.Text = nil
		if words := own.Line("text"); words != "" {
			e.Text = casefile.Text{i.lang: words} // no HTML here
		}
	}
	e.Cites, e.Names, e.Claims = readCites(own, "cite"), readRefs(own, "names"), readRefs(own, "claims")
	for _, text := range own.Lines("primary") {
		key, place, _ := parseCite(text)
		for n, c := range e.Cites {
			e.Cites[n].Primary = c.Primary || c.Key == key && c.Place == place
		}
	}
	e.Certainty = readChoice(own, "certainty", certainties)
	if words := own.Line("short"); words != "" {
		e.Short = casefile.Text{i.lang: words}
	}
	e.AltDates, e.Seq = readAltDates(own, []string{i.lang}), own.Int("seq", 0, maxSeq, 0)
	e.Planned = own.Line("planned") == "true"
	i.Events = append(i.Events, e)
}

// isFilled reports whether a field holds anything.
func isFilled(n *yamltree.Node) bool {
	return n != nil && n.Kind != yamltree.Empty && (n.Kind != yamltree.Scalar || strings.TrimSpace(n.Text) != "")
}

// htmlTag is markup in the texts of TimelineJS.
var htmlTag = regexp.MustCompile(`<[^<>]*>`)

// words reads a text without its markup.
func (i *importing) words(m *yamltree.Map, key string) casefile.Text {
	words := strings.Join(strings.Fields(html.UnescapeString(htmlTag.ReplaceAllString(m.Text(key), " "))), " ")
	if words == "" {
		return nil
	}
	return casefile.Text{i.lang: words}
}

// id is the unique_id of a record or, where that is none of ours, one made of its
// title; no id twice.
func (i *importing) id(m *yamltree.Map, title casefile.Text) string {
	id := m.Line("unique_id")
	if !isRecordID(id) {
		words := strings.FieldsFunc(strings.ToLower(title.In(i.lang)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		id = strings.Join(words, "-")
		if len(id) > maxIDLetters/2 {
			id = strings.TrimRight(id[:maxIDLetters/2], "-")
		}
		if id == "" {
			id = "event"
		}
	}
	for own, n := id, 2; i.taken[id]; n++ {
		id = own + "-" + strconv.Itoa(n)
	}
	i.taken[id] = true
	return id
}

// date reads start_date and end_date.
func (i *importing) date(m *yamltree.Map) edtf.Date {
	before := len(i.diags)
	m.Require("start_date", "there is no date here", `write "start_date": {"year": 2013, "month": 8}`)
	d := edtf.Date{From: i.point(m, "start_date")}
	if n := m.Node("end_date"); n != nil && n.Kind != yamltree.Empty {
		d.To, d.IsRange = i.point(m, "end_date"), true
		if d.From.Bound == edtf.Known && d.To.Bound == edtf.Known && d.To.Last().Compare(d.From.First()) < 0 {
			i.report(diag.EventEndsBeforeStart, n.Span, fmt.Sprintf("this ends before it begins: %s", d), "exchange start_date and end_date, or correct one")
		}
		if d.To == d.From {
			d.To, d.IsRange = edtf.Point{}, false
		}
	}
	if d.From.Bound != edtf.Known && len(i.diags) == before {
		i.report(diag.MissingField, m.Span(), "there is no date here", `write "start_date": {"year": 2013, "month": 8}`)
	}
	return d
}

// point reads {"year": 2013, "month": 8, "day": 14}; numbers may stand in quotes,
// and a part may be empty.
func (i *importing) point(m *yamltree.Map, key string) edtf.Point {
	n := m.Node(key)
	if n == nil || n.Kind != yamltree.Mapping {
		m.Map(key) // reports another type
		return edtf.Point{}
	}
	f := m.Map(key)
	if isFilled(f.Node("hour")) {
		i.Left["hour"]++
	}
	written := ""
	for _, part := range []struct{ name, form, before string }{{"year", "%04d", ""}, {"month", "%02d", "-"}, {"day", "%02d", "-"}} {
		text := f.Line(part.name)
		if text == "" {
			if part.name == "year" {
				i.report(diag.InvalidEventDate, n.Span, "this date has no year", `write "year": 2013`)
				return edtf.Point{}
			}
			if f.Line("day") != "" {
				i.report(diag.InvalidEventDate, n.Span, "this date has a day and no month", `write "month": 8, or delete the day`)
			}
			break
		}
		number, err := strconv.Atoi(text)
		if err != nil {
			i.report(diag.InvalidEventDate, f.Place(part.name), fmt.Sprintf("%s cannot be %q", part.name, text), "write a number")
			return edtf.Point{}
		}
		if part.name == "year" {
			written = edtf.Point{Bound: edtf.Known, Year: number}.String()
			continue
		}
		written += part.before + fmt.Sprintf(part.form, number)
	}
	d, err := edtf.Parse(written)
	if err != nil {
		i.report(diag.InvalidEventDate, n.Span, fmt.Sprintf("%q is not a date: %s", written, err), "correct year, month and day")
	}
	return d.From
}

func (i *importing) report(code diag.Code, where diag.Span, message, hint string) {
	i.diags = append(i.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: where, Message: message, Hint: hint})
}

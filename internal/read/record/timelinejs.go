package record

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/edtf"
	"dossier/internal/yamltree"
)

// TimelineJS reads a file in the JSON of TimelineJS
// (https://timeline.knightlab.com/docs/json-format.html): events with
// start_date, end_date and text, and eras. What only lays out a page is passed
// over. Where an event has our own object "dossier" (see write/timeline), its
// date, sources, names and claims are taken from there. Words are in lang.
//
// The lists are in file order, and empty where anything is wrong: half an import
// is none.
func TimelineJS(src []byte, lang string) ([]*casefile.Event, []*casefile.Era, diag.List) {
	if unreadable := diag.CheckText(src, yamltree.MaxBytes); len(unreadable) > 0 {
		return nil, nil, unreadable
	}
	r := jsonReader{src: src, free: true}
	if strings.HasPrefix(string(src), "\ufeff") {
		r.at = len("\ufeff")
	}
	i := &importing{lang: lang, taken: map[string]bool{}}
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
		return nil, nil, diags
	}
	return i.events, i.eras, nil
}

// importing is one reading of a file of TimelineJS.
type importing struct {
	lang   string
	taken  map[string]bool // ids
	events []*casefile.Event
	eras   []*casefile.Era
	diags  diag.List
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
		i.eras = append(i.eras, &casefile.Era{ID: i.id(f, title), Date: i.date(f), Title: title})
	}
}

func (i *importing) event(m *yamltree.Map) {
	text, own := m.Map("text"), m.Map("dossier")
	e := &casefile.Event{Title: i.words(text, "headline"), Text: i.words(text, "text")}
	e.ID = i.id(m, e.Title)
	if len(e.Title) == 0 {
		m.Report(diag.MissingField, m.Span(), "this event has no headline", `write "text": {"headline": "…"}`)
	}
	if own.Line("date") == "" {
		e.Date = i.date(m)
	} else {
		e.Date = readEDTF(own, "date")
		e.Text = nil
		if words := own.Line("text"); words != "" {
			e.Text = casefile.Text{i.lang: words} // no HTML here
		}
	}
	e.Cites, e.Names, e.Claims = readCites(own, "cite"), readRefs(own, "names"), readRefs(own, "claims")
	primary := own.Lines("primary")
	for n, c := range e.Cites {
		e.Cites[n].Primary = slices.Contains(primary, "@"+c.Key) || slices.Contains(primary, "@"+c.Key+", "+c.Place)
	}
	e.Certainty = readChoice(own, "certainty", certainties)
	e.Planned = own.Line("planned") == "true"
	i.events = append(i.events, e)
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

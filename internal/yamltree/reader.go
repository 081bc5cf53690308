package yamltree

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/diag"
)

// A Map reads the fields of a mapping one by one, in Go types. A field that is
// not written, or is written without a value, reads as the zero value; one with
// a value of another type too, with a diagnostic. Call Finish after the last
// field: it reports those that nobody asked for.
type Map struct {
	node  *Node
	diags *diag.List
	asked []string
	read  []bool // parallel to node.Entries
}

// Map begins reading a mapping. What tells the writer what should be a mapping,
// where it is none: "publisher". A node that is Empty or no mapping reads as
// one without fields.
func (n *Node) Map(what string, diags *diag.List) *Map {
	if n.Kind != Mapping {
		if n.Kind != Empty {
			wrongType(what, "fields", n, diags)
		}
		return &Map{node: n, diags: diags}
	}
	return &Map{node: n, diags: diags, read: make([]bool, len(n.Entries)), asked: make([]string, 0, 16)}
}

// Span is the place of the mapping.
func (m *Map) Span() diag.Span { return m.node.Span }

// Node returns the value of a key, whatever it is; nil where the key is missing.
func (m *Map) Node(key string) *Node {
	m.asked = append(m.asked, key)
	for i := range m.node.Entries {
		if m.node.Entries[i].Key == key {
			m.read[i] = true
			return m.node.Entries[i].Value
		}
	}
	return nil
}

// Require reports a field that is missing or has no value. It says nothing
// where the field may be there after all: misspelt, or in a part of the mapping
// that could not be read. Message and hint are those of the diagnostic.
func (m *Map) Require(key, message, hint string) {
	n := m.Node(key)
	if n == nil && m.MayHave(key) {
		return
	}
	if n != nil && (n.Kind != Empty && (n.Kind != Scalar || strings.TrimSpace(n.Text) != "")) {
		return
	}
	where := m.node.Span
	switch {
	case n != nil:
		where = n.Span
	case len(m.node.Entries) > 0:
		where = m.node.Entries[0].KeySpan
	}
	m.Report(diag.MissingField, where, message, hint)
}

// MayHave reports whether a field that is missing may be there after all:
// misspelt, or in a part of the mapping that could not be read.
func (m *Map) MayHave(key string) bool {
	return m.node.Damaged || m.node.Kind != Mapping && m.node.Kind != Empty || m.misspelt(key)
}

// misspelt reports whether a key of the mapping looks like another.
func (m *Map) misspelt(key string) bool {
	for _, e := range m.node.Entries {
		if len(diag.Nearest(e.Key, []string{key})) > 0 {
			return true
		}
	}
	return false
}

// Text reads text as it is written, line breaks included.
func (m *Map) Text(key string) string {
	text, _ := m.Node(key).text(key, m.diags)
	return text
}

// Line reads text as one line: line breaks become spaces, space around it goes.
func (m *Map) Line(key string) string { return oneLine(m.Text(key)) }

// Lines reads a list of lines; one alone is a list of one. Empty ones are left
// out.
func (m *Map) Lines(key string) []string {
	var lines []string
	for _, n := range m.List(key) {
		if text, _ := m.LineOf(n, key); text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// LineOf reads an item of the list under a key as Line reads a field. It is
// false where there is no text.
func (m *Map) LineOf(item *Node, key string) (string, bool) {
	text, ok := item.text(key, m.diags)
	return oneLine(text), ok
}

// Translated reads words for readers: a line for each language, {en: …, fr: …}.
// A bare line stands for the language original. It is nil where there are none.
func (m *Map) Translated(key, original string) map[string]string {
	n := m.Node(key)
	if n == nil || n.Kind != Mapping {
		if text, ok := n.text(key, m.diags); ok {
			return map[string]string{original: oneLine(text)}
		}
		return nil
	}
	words := make(map[string]string, len(n.Entries))
	for _, e := range n.Entries {
		if !IsLanguage(e.Key) {
			m.Report(diag.UnknownKey, e.KeySpan, fmt.Sprintf("%q is not a language code", e.Key), "write the words by language: {en: …, fr: …}")
			continue
		}
		if text, ok := e.Value.text(e.Key, m.diags); ok {
			words[e.Key] = oneLine(text)
		}
	}
	return words
}

// IsLanguage reports whether text has the shape of a BCP 47 code: "en", "zh-Hant".
func IsLanguage(text string) bool {
	for i, part := range strings.Split(text, "-") {
		if len(part) < 2 || len(part) > 8 || i == 0 && len(part) > 3 {
			return false
		}
		for _, c := range []byte(part) {
			if (c < 'a' || c > 'z') && (i == 0 || (c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
				return false
			}
		}
	}
	return true
}

// Place returns the place of a value; the zero Span where the key is missing
// or has no value.
func (m *Map) Place(key string) diag.Span {
	for i := range m.node.Entries {
		if e := &m.node.Entries[i]; e.Key == key && e.Value.Kind != Empty {
			return e.Value.Span
		}
	}
	return diag.Span{}
}

func oneLine(text string) string {
	text = strings.Trim(text, " \t\n")
	if strings.IndexByte(text, '\n') < 0 {
		return text
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i, l := range lines {
		lines[i] = strings.Trim(l, " \t")
	}
	return strings.Join(lines, " ")
}

// List reads a list; text alone is a list of one.
func (m *Map) List(key string) []*Node {
	n := m.Node(key)
	switch {
	case n == nil || n.Kind == Empty:
	case n.Kind == List:
		return n.Items
	case n.Kind == Scalar:
		return []*Node{n}
	default:
		wrongType(key, "a list", n, m.diags)
	}
	return nil
}

// Map reads a mapping.
func (m *Map) Map(key string) *Map {
	n := m.Node(key)
	if n == nil {
		n = &Node{}
	}
	return n.Map(key, m.diags)
}

// MapOf begins reading an item of the list under a key.
func (m *Map) MapOf(item *Node, key string) *Map { return item.Map(key, m.diags) }

// Bool reads true or false.
func (m *Map) Bool(key string) bool {
	n := m.Node(key)
	text, ok := n.text(key, m.diags)
	if !ok {
		return false
	}
	if text != "true" && text != "false" || n.Quoted {
		m.Report(diag.WrongType, n.Span, fmt.Sprintf("%s wants true or false, found %s", key, found(n)), "write true or false, without quotes")
	}
	return text == "true" && !n.Quoted
}

// Int reads a whole number from least to most; fallback where there is none.
func (m *Map) Int(key string, least, most, fallback int) int {
	n := m.Node(key)
	text, ok := n.text(key, m.diags)
	if !ok {
		return fallback
	}
	i, err := strconv.Atoi(text)
	switch {
	case err != nil || n.Quoted:
		m.Report(diag.WrongType, n.Span, fmt.Sprintf("%s wants a whole number, found %s", key, found(n)), "write digits, without quotes")
	case i < least || i > most:
		m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("%s cannot be %d", key, i), fmt.Sprintf("write a number from %d to %d", least, most))
	default:
		return i
	}
	return fallback
}

// A Date is a calendar day. The zero Date is no date.
type Date struct{ Year, Month, Day int }

// Date reads a day: 2024-04-14.
func (m *Map) Date(key string) Date {
	n := m.Node(key)
	text, ok := n.text(key, m.diags)
	if !ok {
		return Date{}
	}
	d, ok := ParseDate(text)
	if !ok {
		m.Report(diag.InvalidDate, n.Span, fmt.Sprintf("%q is not a date", text), "write year, month and day: 2024-04-14")
	}
	return d
}

// ParseDate reads a day of the Gregorian calendar, written with a year of four
// digits from 1583 on: 2024-04-14.
func ParseDate(text string) (Date, bool) {
	if len(text) != len("2024-04-14") || text[4] != '-' || text[7] != '-' {
		return Date{}, false
	}
	d := Date{digits(text[:4]), digits(text[5:7]), digits(text[8:])}
	if d.Year < 1583 || d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > DaysIn(d.Year, d.Month) {
		return Date{}, false
	}
	return d, true
}

// digits reads a number without a sign; -1 where text is none.
func digits(text string) int {
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// DaysIn returns the number of days of a month, 1 to 12.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Report adds an error to the diagnostics of the reading.
func (m *Map) Report(code diag.Code, where diag.Span, message, hint string) {
	*m.diags = append(*m.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: where, Message: message, Hint: hint})
}

// Warn adds a warning to the diagnostics of the reading.
func (m *Map) Warn(code diag.Code, where diag.Span, message, hint string) {
	*m.diags = append(*m.diags, diag.Diagnostic{Code: code, Severity: diag.Warning, Span: where, Message: message, Hint: hint})
}

// Note adds a note to the diagnostics of the reading.
func (m *Map) Note(code diag.Code, where diag.Span, message, hint string) {
	*m.diags = append(*m.diags, diag.Diagnostic{Code: code, Severity: diag.Note, Span: where, Message: message, Hint: hint})
}

// Unread lists the entries that nobody has asked for, in the writer's order.
func (m *Map) Unread() []Entry {
	var rest []Entry
	for i, read := range m.read {
		if !read {
			rest = append(rest, m.node.Entries[i])
		}
	}
	return rest
}

// Finish reports each field that nobody asked for.
func (m *Map) Finish() {
	for _, e := range m.Unread() {
		hint := diag.DidYouMean(e.Key, m.asked)
		if hint == "" {
			slices.Sort(m.asked)
			hint = "known here: " + strings.Join(slices.Compact(m.asked), ", ")
		}
		m.Report(diag.UnknownKey, e.KeySpan, fmt.Sprintf("no setting or field is called %q", e.Key), hint)
	}
}

// text reads a node that should be text. It says nothing of one that is
// missing, empty or could not be read.
func (n *Node) text(key string, diags *diag.List) (string, bool) {
	if n == nil || n.Kind == Empty {
		return "", false
	}
	if n.Kind != Scalar {
		wrongType(key, "text", n, diags)
		return "", false
	}
	return n.Text, true
}

func wrongType(what, wants string, n *Node, diags *diag.List) {
	if n.Kind == Broken {
		return
	}
	*diags = append(*diags, diag.Diagnostic{
		Code: diag.WrongType, Severity: diag.Error, Span: n.Span,
		Message: fmt.Sprintf("%s wants %s, found %s", what, wants, found(n)),
	})
}

// found describes a node to the writer.
func found(n *Node) string {
	switch n.Kind {
	case List:
		return "a list"
	case Mapping:
		return "fields"
	case Empty:
		return "nothing"
	}
	if len(n.Text) > 40 {
		return "text"
	}
	return fmt.Sprintf("%q", n.Text)
}

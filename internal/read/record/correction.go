package record

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// CorrectionFields are the fields of an entry of the log, in the order of the
// manual.
var CorrectionFields = []string{"id", "date", "type", "severity", "pages", "was", "now", "why", "reason", "cite", "claims", "thanks", "allow"}

var (
	severities     = []string{"material", "minor"}
	removalReasons = []string{"legal", "safety", "privacy"}
)

// Corrections reads content/records/corrections.yaml: a list of entries, bare or
// under corrections:. It is otherwise as Claims. Words may be missing in a
// language: an entry may concern one edition alone.
func Corrections(src []byte, langs []string) ([]*casefile.Correction, diag.List) {
	var list []*casefile.Correction
	diags := readRecords(src, "corrections", "an entry", func(m *yamltree.Map) (string, func()) {
		c := readCorrection(m, langs)
		return c.ID, func() { list = append(list, c) }
	})
	return list, diags
}

func readCorrection(m *yamltree.Map, langs []string) *casefile.Correction {
	m.Require("date", "this entry has no date", "say when it was published: date: 2026-12-02T09:00:00Z")
	m.Require("type", "this entry has no type", "write correction, clarification, update, retraction, editors-note, removal or redaction")
	m.Require("severity", "this entry does not say how much it matters", "write severity: material, shown above the text, or minor, shown below it")
	m.Require("why", "this entry gives no reason", "say what was wrong, or what is new: why: …")
	c := &casefile.Correction{
		ID:       readRecordID(m),
		Moment:   readMoment(m),
		Type:     casefile.CorrectionType(readChoice(m, "type", words(casefile.CorrectionTypes))),
		Material: readChoice(m, "severity", severities) != "minor",
		Pages:    readPages(m, langs),
		Was:      readSomeWords(m, "was", langs),
		Now:      readSomeWords(m, "now", langs),
		Why:      readSomeWords(m, "why", langs),
		Reason:   readChoice(m, "reason", removalReasons),
		Cites:    readCites(m, "cite"),
		Claims:   readRefs(m, "claims"),
		Thanks:   casefile.Text(m.Translated("thanks", langs[0])),
		Allow:    readExceptions(m),
		Whole:    m.Span(), Span: m.Place("id"), WasSpan: m.Place("was"), NowSpan: m.Place("now"), WhySpan: m.Place("why"),
	}
	if slices.ContainsFunc(langs, func(lang string) bool { return c.Why.In(lang) == "…" || c.Why.In(lang) == "..." }) {
		m.Report(diag.MissingField, c.WhySpan, "this entry gives no reason yet", "say what was wrong, or what is new, in place of …")
	}
	switch {
	case len(c.Pages) == 0 && len(c.Claims) == 0:
		if !m.MayHave("pages") {
			m.Report(diag.MissingField, m.Span(), "this entry names no page", "name the files it concerns: pages: [01-background.md]")
		}
	case c.Type == casefile.CorrectionEntry && len(c.Was) == 0:
		if !m.MayHave("was") {
			m.Report(diag.MissingField, m.Span(), "a correction says what was wrong and what is right", "write was: with the words as they stood, and now: with those that took their place, if any did")
		}
	case c.Withholds() && len(c.Was) > 0:
		m.Report(diag.InvalidValue, c.WasSpan, fmt.Sprintf("a %s does not repeat what it takes away", c.Type), "leave was: out, and say in why: what kind of thing it was")
	case c.Withholds() && c.Reason == "":
		if !m.MayHave("reason") {
			m.Report(diag.MissingField, m.Span(), fmt.Sprintf("a %s says for what kind of reason", c.Type), "write reason: legal, safety or privacy")
		}
	}
	return c
}

// readMoment reads a moment, or a day, which then begins at midnight UTC.
func readMoment(m *yamltree.Map) time.Time {
	text := m.Line("date")
	if text == "" {
		return time.Time{}
	}
	if d, ok := yamltree.ParseDate(text); ok {
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		m.Report(diag.InvalidDate, m.Place("date"), fmt.Sprintf("%q is not a moment", text),
			"write a day, 2026-12-02, or a day, a time and its zone: 2026-12-02T09:00:00Z")
		return time.Time{}
	}
	return t.UTC()
}

// readPages reads the files that an entry concerns.
func readPages(m *yamltree.Map, langs []string) []casefile.PageRef {
	var refs []casefile.PageRef
	for _, n := range m.List("pages") {
		name, ok := m.LineOf(n, "pages")
		name = strings.TrimPrefix(name, "content/")
		if !ok || name == "" {
			continue
		}
		ref := casefile.PageRef{Name: name, Span: n.Span}
		if lang, file, nested := strings.Cut(name, "/"); nested && slices.Contains(langs, lang) {
			ref.Lang, ref.Name = lang, file
		}
		refs = append(refs, ref)
	}
	return refs
}

// readSomeWords reads words for readers that need not be there in every
// language.
func readSomeWords(m *yamltree.Map, key string, langs []string) casefile.Text {
	text := casefile.Text(m.Translated(key, langs[0]))
	if n := m.Node(key); text != nil && n.Kind != yamltree.Mapping && len(langs) > 1 {
		m.Report(diag.TextMissingLanguage, n.Span, key+" does not say which language it is in", "write it by language: {"+langs[0]+": …}")
	}
	return text
}

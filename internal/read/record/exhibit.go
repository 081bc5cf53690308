package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// The fields of exhibit.yaml, in the order of the manual, and those of its
// parts.
var (
	ExhibitFields    = []string{"id", "letter", "title", "dek", "source", "kind", "extent", "how", "made-public", "obtained", "from", "changes", "pages", "times", "facsimile", "transcript", "highlights", "redactions", "alternatives", "original", "custody", "withdrawn", "allow"}
	TranscriptFields = []string{"language", "method", "by", "checked-by", "lines"}
	HighlightFields  = []string{"id", "page", "exact", "prefix", "suffix", "note", "claims", "rect"}
	RedactionFields  = []string{"page", "rect", "by", "reason"}
	OriginalFields   = []string{"file", "sha256", "bytes", "media-type", "publish"}
	CustodyFields    = []string{"date", "who", "action"}
)

// What the words of an exhibit may be.
var (
	exhibitKinds   = []string{"court-filing", "court-order", "email", "contract", "screenshot", "photo", "audio", "video", "dataset", "web-page", "post", "statement"}
	exhibitExtents = []string{"whole", "excerpt"}
	exhibitHows    = []string{"filed", "unsealed", "foi", "published", "purchased", "given", "leaked", "own-work"}
	facsimiles     = []string{"images", "none"}
	methods        = []string{"typed", "copied", "ocr", "speech"}
	lineNumbers    = []string{"numbered", "none"}
)

// maxPages is how many pages an exhibit may have.
const maxPages = 9999

// Exhibit reads content/exhibits/<id>/exhibit.yaml. folder is <id>, with which
// the id of the record agrees. The exhibit is nil where there is no record; its
// sheets are empty. Places have no file.
func Exhibit(src []byte, folder string, langs []string) (*casefile.Exhibit, diag.List) {
	var diags diag.List
	root, more := yamltree.Parse(src, 0, len(src))
	diags = append(diags, more...)
	m := root.Map("an exhibit", &diags)
	if root.Kind != yamltree.Mapping {
		return nil, diags
	}
	x := readExhibit(m, folder, langs)
	m.Finish()
	return x, diags
}

func readExhibit(m *yamltree.Map, folder string, langs []string) *casefile.Exhibit {
	m.Require("title", "an exhibit without a title", "say what it is: title: The letter of 3 March")
	x := &casefile.Exhibit{
		ID:         readExhibitID(m, folder),
		Letter:     readLetter(m),
		Title:      readWords(m, "title", langs),
		Dek:        readWords(m, "dek", langs),
		Source:     readRef(m, "source"),
		Kind:       readChoice(m, "kind", exhibitKinds),
		Excerpt:    readChoice(m, "extent", exhibitExtents) == "excerpt",
		How:        readChoice(m, "how", exhibitHows),
		MadePublic: readIssued(m, "made-public"),
		Obtained:   readIssued(m, "obtained"),
		From:       readWords(m, "from", langs),
		Changes:    readWords(m, "changes", langs),
		PageCount:  m.Int("pages", 1, maxPages, 1),
		Facsimile:  readChoice(m, "facsimile", facsimiles) == "images",
		Transcript: readTranscription(m),
		Alts:       readAlts(m, langs),
		Original:   readOriginal(m),
		Allow:      readExceptions(m),
		Whole:      m.Span(),
		Span:       placeOr(m, "id", placeOr(m, "title", m.Span())),
	}
	x.HowSpan, x.CheckSpan, x.PagesSpan = placeOr(m, "how", x.Span), placeOr(m, "transcript", x.Span), placeOr(m, "pages", x.Span)
	readProvenance(m, x)
	x.Times = readTimes(m, x)
	x.Highlights = readHighlights(m, x.PageCount, langs)
	x.Redactions = readRedactions(m, x.PageCount, langs)
	x.Custody = readCustody(m, langs)
	f := m.Map("withdrawn")
	x.Withdrawn, x.Why = readDay(f, "date"), readWords(f, "reason", langs)
	f.Finish()
	return x
}

func placeOr(m *yamltree.Map, key string, other diag.Span) diag.Span {
	if at := m.Place(key); at != (diag.Span{}) {
		return at
	}
	return other
}

// readExhibitID reads the id, which is the name of the folder: links name it.
func readExhibitID(m *yamltree.Map, folder string) string {
	if m.Node("id") == nil {
		return folder
	}
	if id := readRecordID(m); id != "" && id != folder {
		m.Report(diag.InvalidID, m.Place("id"), fmt.Sprintf("the id %q is not the name of its folder, %q", id, folder), "rename one of them: links go by the folder")
	}
	return folder
}

var letterForm = regexp.MustCompile(`^[A-Z]{1,2}$`)

func readLetter(m *yamltree.Map) string {
	letter := m.Line("letter")
	if letter == "" || letterForm.MatchString(letter) {
		return letter
	}
	m.Report(diag.InvalidValue, m.Place("letter"), fmt.Sprintf("%q is no letter of an exhibit", letter), "write one or two capitals: A")
	return ""
}

// readProvenance reports what is missing of where an exhibit comes from.
func readProvenance(m *yamltree.Map, x *casefile.Exhibit) {
	for _, f := range []struct {
		key, hint string
		has       bool
	}{
		{"how", "say how it became public or came to you: how: " + strings.Join(exhibitHows, ", "), x.How != ""},
		{"obtained", "say when it came to you: obtained: 2026-03-05", !x.Obtained.IsZero()},
		{"from", "say from whom, and in which copy: from: Copied from the file at the court", len(x.From) > 0},
	} {
		if n := m.Node(f.key); !f.has && (n == nil && !m.MayHave(f.key) || n != nil && n.Kind == yamltree.Empty) {
			m.Report(diag.ExhibitWithoutProvenance, x.Span, fmt.Sprintf("%q is missing", f.key), f.hint)
		}
	}
}

func readTranscription(m *yamltree.Map) casefile.Transcription {
	f := m.Map("transcript")
	t := casefile.Transcription{
		Language:  readLanguageOf(f, "language"),
		Method:    readChoice(f, "method", methods),
		By:        f.Line("by"),
		CheckedBy: readNobody(f, "checked-by"),
		Numbered:  readChoice(f, "lines", lineNumbers) == "numbered",
	}
	f.Finish()
	return t
}

// readTimes reads which part of a recording each page holds.
func readTimes(m *yamltree.Map, x *casefile.Exhibit) []casefile.Stretch {
	const hint = `one for each page, in order: times: ["0:00-5:00", "5:00-9:40"]`
	isRecording := x.Kind == "audio" || x.Kind == "video"
	if n := m.Node("times"); n == nil || n.Kind == yamltree.Empty {
		if isRecording {
			m.Report(diag.MissingField, x.Span, "a recording that does not say which part of it each page holds", hint)
		}
		return nil
	}
	var list []casefile.Stretch
	for _, n := range m.List("times") {
		s, ok := casefile.ParseStretch(n.Text)
		switch {
		case n.Kind != yamltree.Scalar || !ok || s.To == s.From:
			m.Report(diag.InvalidRegion, n.Span, fmt.Sprintf("%q is no part of a recording", n.Text), "write where it begins and ends, minutes and seconds: 0:00-5:00")
			return nil
		case len(list) > 0 && s.From < list[len(list)-1].To:
			m.Report(diag.InvalidRegion, n.Span, fmt.Sprintf("%q begins before the part of the page before ends", n.Text), hint)
			return nil
		}
		list = append(list, s)
	}
	if len(list) != x.PageCount {
		m.Report(diag.InvalidRegion, m.Place("times"), fmt.Sprintf("times: has %d, and pages: says that there are %d", len(list), x.PageCount), hint)
		return nil
	}
	return list
}

// readNobody reads a name; null stands for nobody.
func readNobody(m *yamltree.Map, key string) string {
	name := m.Line(key)
	if name == "null" || name == "~" {
		return ""
	}
	return name
}

func readHighlights(m *yamltree.Map, pages int, langs []string) []casefile.Highlight {
	var list []casefile.Highlight
	known := map[string]bool{}
	for _, n := range m.List("highlights") {
		f := m.MapOf(n, "highlights")
		f.Require("id", "a highlight without an id", "add an id: lower case, digits, single hyphens")
		f.Require("exact", "a highlight without its words", `write the words as they stand in the transcript: exact: "…"`)
		h := casefile.Highlight{
			ID: readRecordID(f), Page: f.Int("page", 1, maxPages, 1),
			Exact: f.Line("exact"), Prefix: f.Line("prefix"), Suffix: f.Line("suffix"),
			Note: readWords(f, "note", langs), Claims: readRefs(f, "claims"), Rect: readRect(f), Span: n.Span,
		}
		if at := f.Place("exact"); at != (diag.Span{}) {
			h.Span = at
		}
		f.Finish()
		checkPage(f, h.Page, pages)
		if known[h.ID] {
			m.Report(diag.DuplicateID, f.Place("id"), fmt.Sprintf("%q is already used", h.ID), "give each highlight an id of its own")
			continue
		}
		if h.ID != "" && h.Exact != "" {
			known[h.ID] = true
			list = append(list, h)
		}
	}
	return list
}

// checkPage reports a page that the exhibit does not have.
func checkPage(f *yamltree.Map, page, pages int) {
	if page > pages {
		f.Report(diag.InvalidRegion, f.Place("page"), fmt.Sprintf("there is no page %d", page), fmt.Sprintf("pages: says that there are %d", pages))
	}
}

const rectHint = "write left, top, right and bottom as parts of the page: [0.12, 0.3, 0.58, 0.33]"

// readRect reads a rectangle; nil where there is none, or none that can be
// drawn.
func readRect(f *yamltree.Map) *casefile.Rect {
	n := f.Node("rect")
	if n == nil || n.Kind == yamltree.Empty {
		return nil
	}
	items := f.List("rect")
	var v [4]float64
	ok := len(items) == 4
	for i := range items {
		if !ok {
			break
		}
		number, err := strconv.ParseFloat(items[i].Text, 64)
		ok = err == nil && number >= 0 && number <= 1
		v[i] = number
	}
	switch {
	case !ok:
		f.Report(diag.InvalidRegion, n.Span, "this rectangle is not four numbers from 0 to 1", rectHint)
		return nil
	case v[2] <= v[0] || v[3] <= v[1]:
		f.Report(diag.InvalidRegion, n.Span, "this rectangle ends before it begins", rectHint)
		return nil
	}
	return &casefile.Rect{X1: v[0], Y1: v[1], X2: v[2], Y2: v[3]}
}

func readRedactions(m *yamltree.Map, pages int, langs []string) []casefile.CoveredArea {
	var list []casefile.CoveredArea
	for _, n := range m.List("redactions") {
		f := m.MapOf(n, "redactions")
		f.Require("rect", "a redaction without its area", rectHint)
		f.Require("by", "a redaction that does not say whose it is", "write by: court or by: newsroom")
		r := casefile.CoveredArea{Page: f.Int("page", 1, maxPages, 1), Court: readChoice(f, "by", []string{"court", "newsroom"}) == "court", Reason: readWords(f, "reason", langs), Span: n.Span}
		rect := readRect(f)
		f.Finish()
		checkPage(f, r.Page, pages)
		if rect != nil {
			r.Rect = *rect
			list = append(list, r)
		}
	}
	return list
}

func readAlts(m *yamltree.Map, langs []string) []casefile.PageAlt {
	var list []casefile.PageAlt
	for _, n := range m.List("alternatives") {
		f := m.MapOf(n, "alternatives")
		f.Require("text", "an alternative without words", "say what the page shows: text: A photograph of …")
		list = append(list, casefile.PageAlt{Page: f.Int("page", 1, maxPages, 1), Text: readWords(f, "text", langs)})
		f.Finish()
	}
	return list
}

var digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func readOriginal(m *yamltree.Map) *casefile.Original {
	n := m.Node("original")
	if n == nil || n.Kind == yamltree.Empty || n.Kind == yamltree.Scalar && (n.Text == "null" || n.Text == "~") {
		return nil
	}
	f := m.Map("original")
	f.Require("file", "the original has no name", "name the file in this folder: file: letter.pdf")
	f.Require("sha256", "the original has no digest", "write the output of sha256sum: sha256: 64 digits")
	o := &casefile.Original{File: f.Line("file"), SHA256: strings.ToLower(f.Line("sha256")), Bytes: f.Int("bytes", 1, 1<<40, 0), MediaType: f.Line("media-type"), Publish: f.Bool("publish"), Span: n.Span}
	if at := f.Place("file"); at != (diag.Span{}) {
		o.Span = at
	}
	if o.SHA256 != "" && !digest.MatchString(o.SHA256) {
		f.Report(diag.InvalidValue, f.Place("sha256"), fmt.Sprintf("%q is no SHA-256", o.SHA256), "it has 64 digits, 0 to 9 and a to f")
	}
	if strings.ContainsAny(o.File, `/\`) {
		f.Report(diag.UnsafePath, f.Place("file"), fmt.Sprintf("%q is not in the folder of the exhibit", o.File), "put it beside exhibit.yaml")
		o.File = ""
	}
	f.Finish()
	if o.File == "" {
		return nil
	}
	return o
}

func readCustody(m *yamltree.Map, langs []string) []casefile.Handling {
	var list []casefile.Handling
	for _, n := range m.List("custody") {
		f := m.MapOf(n, "custody")
		f.Require("date", "a step of the custody without a date", "write date: 2026-03-05")
		f.Require("action", "a step of the custody that does not say what was done", "write action: transcribed")
		list = append(list, casefile.Handling{Date: readIssued(f, "date"), Who: f.Line("who"), Action: readWords(f, "action", langs)})
		f.Finish()
	}
	return list
}

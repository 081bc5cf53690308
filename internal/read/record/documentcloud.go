package record

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// DocumentCloud reads notes in the JSON of DocumentCloud's interface
// (https://www.documentcloud.org/help/api): a document with its notes, or the
// answer that lists the notes of one. Each becomes a highlight with its page,
// its rectangle and its words, in lang. DocumentCloud does not know which words
// of the document a note is on, so that Exact is empty.
//
// Notes that are not public are left out, and counted. The list is in file order,
// and empty where anything is wrong: half an import is none.
func DocumentCloud(src []byte, lang string) (highlights []casefile.Highlight, private int, diags diag.List) {
	if unreadable := diag.CheckText(src, yamltree.MaxBytes); len(unreadable) > 0 {
		return nil, 0, unreadable
	}
	r := jsonReader{src: src, free: true}
	if strings.HasPrefix(string(src), "\ufeff") {
		r.at = len("\ufeff")
	}
	n := &noting{lang: lang, taken: map[string]bool{}}
	if r.peek() != '{' {
		r.fail(`a file of DocumentCloud begins with a brace: {"notes": […]}`)
	}
	if !r.failed {
		root := r.value("", itemLevel)
		if !r.failed && r.peek() != 0 {
			r.fail("something follows the document")
		}
		if !r.failed {
			n.file(root.Map("the document", &r.diags), &r.diags)
		}
	}
	if diags := append(r.diags, n.diags...); len(diags) > 0 {
		return nil, 0, diags
	}
	return n.list, n.private, nil
}

// noting is one reading of a file of DocumentCloud.
type noting struct {
	lang    string
	taken   map[string]bool // ids
	list    []casefile.Highlight
	private int
	diags   diag.List
}

func (n *noting) file(m *yamltree.Map, diags *diag.List) {
	key := "notes"
	if m.Node("notes") == nil && m.Node("results") != nil {
		key = "results"
	}
	if more := m.Line("next"); more != "" && more != "null" {
		m.Report(diag.InvalidValue, m.Place("next"), "there are more notes than this file has", "ask for all in one answer: …/notes/?per_page=100, or put the lists of all answers together and delete \"next\"")
	}
	m.Require(key, "this file has no notes", `ask for them: …/api/documents/ID/?expand=notes, or …/api/documents/ID/notes/`)
	for _, item := range m.List(key) {
		if f := item.Map("a note", diags); item.Kind == yamltree.Mapping {
			n.note(f)
		}
	}
}

func (n *noting) note(m *yamltree.Map) {
	if access := m.Line("access"); access != "" && access != "public" {
		n.private++
		return
	}
	m.Require("page_number", "this note has no page", `write "page_number": 0 for the first page`)
	h := casefile.Highlight{Page: m.Int("page_number", 0, maxPages-1, 0) + 1, Span: m.Span()}
	title, content := plainNote(m.Line("title")), plainNote(m.Text("content"))
	h.ID = n.id(title)
	switch {
	case title != "" && content != "":
		h.Note = casefile.Text{n.lang: title + ": " + content}
	case title+content != "":
		h.Note = casefile.Text{n.lang: title + content}
	}
	h.Rect = n.rect(m)
	n.list = append(n.list, h)
}

const noteRectHint = "x1 and y1 are left and top, x2 and y2 right and bottom, as parts of the page from 0 to 1"

// rect reads where a note stands; nil for a note on a whole page.
func (n *noting) rect(m *yamltree.Map) *casefile.Rect {
	var v [4]float64
	given := 0
	for i, key := range []string{"x1", "y1", "x2", "y2"} {
		node := m.Node(key)
		if node == nil || node.Kind == yamltree.Empty || node.Text == "null" {
			continue
		}
		number, err := strconv.ParseFloat(node.Text, 64)
		if node.Kind != yamltree.Scalar || err != nil || !(number >= 0 && number <= 1) {
			m.Report(diag.InvalidRegion, node.Span, fmt.Sprintf("%s is not a number from 0 to 1", key), noteRectHint)
			return nil
		}
		v[i], given = number, given+1
	}
	switch {
	case given == 0:
		return nil
	case given < 4:
		m.Report(diag.InvalidRegion, m.Span(), "this note has a part of a rectangle", `give "x1", "y1", "x2" and "y2", or none of them`)
		return nil
	case v[2] <= v[0] || v[3] <= v[1]:
		m.Report(diag.InvalidRegion, m.Span(), "this rectangle ends before it begins", noteRectHint)
		return nil
	}
	return &casefile.Rect{X1: v[0], Y1: v[1], X2: v[2], Y2: v[3]}
}

// id makes an id of the title of a note.
func (n *noting) id(title string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(title) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	stem := b.String()
	if len(stem) > maxIDLetters-6 {
		stem = stem[:maxIDLetters-6]
	}
	if stem = strings.Trim(stem, "-"); stem == "" {
		stem = "note"
	}
	id := stem
	for i := 2; n.taken[id]; i++ {
		id = stem + "-" + strconv.Itoa(i)
	}
	n.taken[id] = true
	return id
}

var noteTag = regexp.MustCompile(`<[^<>]*>`)

// plainNote is the text of a note without its HTML, in one line.
func plainNote(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(noteTag.ReplaceAllString(s, " "))), " ")
}

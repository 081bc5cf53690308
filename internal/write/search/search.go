// Package search writes what a reader of one edition can search, as files for
// the script assets/js/search.js: an index with the entries of all registers
// and the titles of all texts, and the texts themselves in parts.
//
// Which file a browser loads never depends on what is typed: a host that saw
// requests by the first letters of a word would know what a reader looks for.
// So the index is not split by word. It is loaded as a whole when a reader opens
// the search; the parts follow one by one, in order, and where the texts are
// large, only when the reader asks for them.
//
// Every entry that repeats a claim carries the claim's label. Protected names,
// confidential sources, withdrawn exhibits and retracted texts are in no file.
// The same arguments give the same bytes.
package search

import (
	"bytes"
	"encoding/json"

	"dossier/internal/casefile"
	"dossier/internal/theme"
)

// IndexName is the name of the index, beside the page of the search, and
// MediaType that of all files.
const (
	IndexName = "index.json"
	MediaType = "application/json"
)

// An Edition is what the files of one edition are made of.
type Edition struct {
	Investigation *casefile.Investigation
	Edition       *casefile.Edition
	Words         *theme.Words
}

// Keys lists the strings of layouts/strings/<lang>.yaml that the script shows,
// without "search-". The comments give the English text.
var Keys = []string{
	"search-hint",         // Type a word…: before anything is typed
	"search-none",         // Nothing found.
	"search-places",       // {one: {0} place, other: {0} places}
	"search-more",         // {0} more: a button
	"search-paragraph",    // paragraph {0}
	"search-exhibit-line", // line {0}
	"search-ask",          // Search the full text too: a button
	"search-note",         // Searched in your browser…
	"search-key",          // Open with the key /
	"search-texts",        // Chapters and pages: a group of results
}

// An index is what the script loads first.
type index struct {
	Lang   string   `json:"lang"`
	Words  wordList `json:"words"`
	Groups []Group  `json:"groups"`
	Texts  []string `json:"texts"`         // addresses of the parts, in order
	Ask    bool     `json:"ask,omitempty"` // load them only when a reader asks
}

type wordList struct {
	Hint      string    `json:"hint"`
	None      string    `json:"none"`
	Places    [2]string `json:"places"` // for one, for others
	More      string    `json:"more"`
	Paragraph string    `json:"paragraph"`
	Line      string    `json:"line"`
	Ask       string    `json:"ask"`
	Note      string    `json:"note"`
	Key       string    `json:"key"`
}

// A Group is the entries of one kind.
type Group struct {
	Kind    string  `json:"kind"` // person, term, claim, text, event, exhibit, source
	Title   string  `json:"title"`
	Entries []Entry `json:"entries"`
}

// An Entry is one thing that can be found.
type Entry struct {
	URL    string      `json:"url"` // root-relative, with its anchor
	Title  string      `json:"title"`
	Label  string      `json:"label,omitempty"`  // where the claims stand that it repeats
	Text   string      `json:"text,omitempty"`   // of a page of an exhibit: its lines, parted by line feeds
	Sheet  string      `json:"sheet,omitempty"`  // of a page of an exhibit: "numbered", where "-l7" behind URL leads to line 7, or "plain"
	Labels []LineLabel `json:"labels,omitempty"` // of lines that claims rest on
}

// A LineLabel is where a claim stands that rests on lines of an exhibit.
type LineLabel struct {
	From, To int // from 1, both included
	Label    string
}

// MarshalJSON writes [from, to, label].
func (l LineLabel) MarshalJSON() ([]byte, error) { return encode([]any{l.From, l.To, l.Label}) }

// Index writes the index. texts are the addresses of the parts; ask says that
// they are large together.
func (e *Edition) Index(texts []string, ask bool) ([]byte, error) {
	w := e.Words
	if texts == nil {
		texts = []string{}
	}
	return encode(index{
		Lang: e.Edition.Lang, Groups: e.groups(), Texts: texts, Ask: ask,
		Words: wordList{
			Hint: w.T("search-hint"), None: w.T("search-none"), Places: [2]string{w.Choose("search-places", 1), w.Choose("search-places", 2)},
			More: w.T("search-more"), Paragraph: w.T("search-paragraph"), Line: w.T("search-exhibit-line"), Ask: w.T("search-ask"), Note: w.T("search-note"), Key: w.T("search-key"),
		},
	})
}

// encode writes JSON as browsers read it best: without escapes for HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// The texts are cut into parts of about so many bytes of Markdown, and are
// large together where they have more than most.
const (
	partBytes = 192 << 10
	mostBytes = 768 << 10
)

// Parts cuts texts with these sizes, in bytes, into parts: where each begins and
// ends among them. A text is never cut. ask is true where they are large
// together.
func Parts(sizes []int64) (parts [][2]int, ask bool) {
	var here, all int64
	from := 0
	for i, size := range sizes {
		if i > from && here+size > partBytes {
			parts = append(parts, [2]int{from, i})
			from, here = i, 0
		}
		here += size
		all += size
	}
	if from < len(sizes) {
		parts = append(parts, [2]int{from, len(sizes)})
	}
	return parts, all > mostBytes
}

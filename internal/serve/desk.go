package serve

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"dossier/internal/diag"
	"dossier/internal/write/page"
)

// A desk is what the writer has chosen for the whole preview. It is safe for
// concurrent use.
type desk struct {
	mu  sync.Mutex // guards now
	now deskState
}

type deskState struct {
	Drafts  bool   `json:"drafts"`  // show drafts and embargoed files
	Country string `json:"country"` // two letters, for redirects that ask where a reader is; "" for nowhere
}

func newDesk(drafts bool) *desk { return &desk{now: deskState{Drafts: drafts}} }

func (d *desk) state() deskState {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

// change takes over what a request names and leaves the rest.
func (d *desk) change(c deskChange) (before, after deskState) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before = d.now
	if c.Drafts != nil {
		d.now.Drafts = *c.Drafts
	}
	if c.Country != nil {
		d.now.Country = strings.ToLower(*c.Country)
	}
	return before, d.now
}

type deskChange struct {
	Drafts  *bool   `json:"drafts"`
	Country *string `json:"country"`
}

const mostDesk = 1 << 10 // bytes of a change

var isCountry = regexp.MustCompile(`^([A-Za-z]{2})?$`)

// serveDesk answers POST /_dossier/desk {"drafts": true} with the new state,
// once the preview shows it. hosts.go has seen to it that one of our own pages
// asks.
func (s *Server) serveDesk(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		plain(w, http.StatusMethodNotAllowed, "dossier: only POST")
		return
	}
	var c deskChange
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostDesk)).Decode(&c); err != nil || c.Country != nil && !isCountry.MatchString(*c.Country) {
		plain(w, http.StatusBadRequest, `dossier: the desk takes {"drafts": true, "country": "be"}, or one of the two`)
		return
	}
	before, after := s.desk.change(c)
	if before.Drafts != after.Drafts {
		if err := s.project.wait(r.Context(), s.project.hint(hints{rebuild: true, urgent: true}), ""); err != nil {
			plain(w, http.StatusServiceUnavailable, "dossier: "+err.Error())
			return
		}
	} else if snap := s.project.current.Load(); snap != nil && before != after {
		s.tellAll(snap)
	}
	writeJSON(w, after)
}

// deskReport is what the desk says of a page, in the order in which it is shown.
type deskReport struct {
	Words     int           `json:"words"`   // 0 for pages made of registers
	Minutes   int           `json:"minutes"` // of reading
	Sections  []deskSection `json:"sections"`
	State     string        `json:"state"`     // of the preview, in words
	Countries []string      `json:"countries"` // that redirects ask for
	Country   string        `json:"country"`
}

// A deskSection lists what a page rests on, of one kind. Mark says how the
// browser marks the entries in the text, if the writer wishes; "" for never.
type deskSection struct {
	Name    string      `json:"name"`
	Mark    string      `json:"mark"`
	Entries []deskEntry `json:"entries"`
}

type deskEntry struct {
	Label string `json:"label,omitempty"`
	Text  string `json:"text"`
	More  string `json:"more,omitempty"`
	Link  string `json:"link,omitempty"` // opens the record in the editor, or leads to its page
	Line  int    `json:"line,omitempty"` // of the page's own file
}

// deskOf reports on a page. What cannot be known is left empty.
func (s *Server) deskOf(v view) *deskReport {
	snap := v.snapshot
	report := &deskReport{Sections: []deskSection{}, State: s.stateOf(snap), Countries: snap.countries(), Country: s.desk.state().Country}
	d, err := snap.result.Desk(v.file.Path, v.problems)
	if err != nil || v.stale {
		return report
	}
	report.Words, report.Minutes = d.Words, d.Minutes
	lines := map[string]*diag.Lines{}
	line := func(file string, offset int) int {
		if lines[file] == nil {
			lines[file] = diag.NewLines(snap.source(file))
		}
		return lines[file].Position(offset).Line
	}
	link := func(at diag.Span) string { return snap.editorLink(s.editor(snap), at.File, line(at.File, at.Start), 1) }
	var claims, sources, exhibits, names, comments, unsupported []deskEntry
	for _, c := range d.Claims {
		claims = append(claims, deskEntry{Label: cmp.Or(c.Label, c.Status), Text: c.Text, More: strings.Join(c.Evidence, " · "), Link: link(c.Span)})
	}
	for _, x := range d.Sources {
		archived := "no archived copy"
		if x.Copy != "" {
			archived = "archived copy read"
		}
		sources = append(sources, deskEntry{Text: x.Name, More: strings.Join(append(x.Locators, archived), " · "), Link: link(x.Span)})
	}
	for _, p := range d.People {
		names = append(names, deskEntry{Text: p.Name, Link: link(p.Span)})
	}
	for _, x := range d.Exhibits {
		exhibits = append(exhibits, deskEntry{Text: x.Title, Link: x.URL})
	}
	for _, c := range d.Comments {
		comments = append(comments, deskEntry{Text: c.Text, Line: line(v.source, c.Span.Start)})
	}
	for _, x := range d.Unsupported {
		unsupported = append(unsupported, deskEntry{Text: x.Text, More: x.Why, Line: line(v.source, x.Span.Start)})
	}
	for _, section := range []deskSection{
		{"Claims", "", claims}, {"Sources", "", sources}, {"Exhibits", "", exhibits}, {"Names", "", names}, {"Notes to self", "note", comments}, {"Sentences without support", "doubt", unsupported},
	} {
		if len(section.Entries) > 0 {
			report.Sections = append(report.Sections, section)
		}
	}
	return report
}

// stateOf says in words how the whole site stands, and how the preview keeps up.
func (s *Server) stateOf(snap *snapshot) string {
	site := "The other texts are being read."
	if report := snap.siteReport(); report.Complete {
		site = fmt.Sprintf("In the whole dossier %s and %s.", numberOf(report.Errors, "error"), numberOf(report.Warnings, "warning"))
	}
	seen := "The system tells of each save."
	if polling := s.watching.polling(); polling != "" {
		seen = strings.ToUpper(polling[:1]) + polling[1:] + "."
	}
	return fmt.Sprintf("%s Snapshot %d since the preview started, made in %d ms. %s", site, snap.number, snap.took.Milliseconds(), seen)
}

func numberOf(n int, word string) string {
	switch n {
	case 0:
		return "no " + word + "s"
	case 1:
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// countries lists those that redirects ask for, in lower case.
func (s *snapshot) countries() []string {
	list := []string{}
	r, err := s.rules()
	if err != nil {
		return list
	}
	for _, rule := range r.redirects {
		for _, c := range rule.Country {
			list = append(list, strings.ToLower(c))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// line is the line of an offset in a file, 1 where it cannot be read.
func (s *snapshot) line(file string, offset int) int {
	src := s.source(file)
	if src == nil || offset < 0 {
		return 1
	}
	return diag.NewLines(src).Position(min(offset, len(src))).Line
}

// A block is an element of the page that shows a block of its text, as
// [element, first line, last line, fingerprint of its source]. Elements are
// counted in the body, in document order.
type block struct {
	element, from, to int
	fingerprint       uint32
}

func (b block) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `[%d,%d,%d,"%x"]`, b.element, b.from, b.to, b.fingerprint), nil
}

// blocks traces a page back to its file: none for a page that is stale, or has
// no file. Nothing of the table is in the page.
func (v view) blocks() []block {
	if v.stale || v.status != http.StatusOK || v.source == "" {
		return []block{}
	}
	list, err := v.snapshot.traced.do(v.file.Path, func() ([]block, error) { return v.snapshot.trace(v.file.Path, v.source) })
	if err != nil {
		return []block{} // the page itself has said why
	}
	return list
}

func (s *snapshot) trace(outPath, source string) ([]block, error) {
	list := []block{}
	src := s.source(source)
	traced, err := s.result.Blocks(s.ctx, outPath)
	if err != nil || src == nil {
		return list, err
	}
	// In the order of the file: a footnote stands at its end, and on the page
	// beside its mark.
	slices.SortStableFunc(traced, func(a, b page.Block) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	lines := diag.NewLines(src)
	for _, b := range traced {
		if b.Span.End <= len(src) {
			list = append(list, block{b.Element, lines.Position(b.Span.Start).Line, lines.Position(b.Span.End - 1).Line, crc32.ChecksumIEEE(src[b.Span.Start:b.Span.End])})
		}
	}
	return list, nil
}

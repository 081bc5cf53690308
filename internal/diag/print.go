package diag

import "path"

// Sources returns the bytes of a project file as the diagnostics' stages saw
// it, nil where there is no such file. Lists are printed with the place and
// the text of each mistake, and only then are files read again.
type Sources func(path string) []byte

// Manual is the page that explains each code, under a heading named after it.
const Manual = "docs/diagnostics.md"

// places looks up positions, reading each file once. It lives as long as one
// printing and is not safe for concurrent use.
type places struct {
	sources Sources
	lines   map[string]*Lines
}

func newPlaces(src Sources) *places { return &places{sources: src, lines: map[string]*Lines{}} }

// in returns the lines of a span's file, nil where the span is the whole file
// or the file cannot be read.
func (p *places) in(span Span) *Lines {
	if span.File == "" || span.Start == 0 && span.End == 0 {
		return nil
	}
	l, known := p.lines[span.File]
	if !known {
		if b := p.sources(path.Clean(span.File)); b != nil {
			l = NewLines(b)
		}
		p.lines[span.File] = l
	}
	return l
}

// An Entry is a diagnostic with its places worked out: what the JSON format
// and the preview show. A field never changes its meaning; new ones may come.
type Entry struct {
	Code     Code           `json:"code"`
	Severity string         `json:"severity"`
	File     string         `json:"file"`  // "" when no file is to blame
	Start    *Position      `json:"start"` // null for the whole file, as is End
	End      *Position      `json:"end"`   // exclusive
	Message  string         `json:"message"`
	Hint     string         `json:"hint"`
	Excerpt  *Excerpt       `json:"excerpt"`
	Related  []RelatedEntry `json:"related"`
	Help     string         `json:"help"` // "docs/diagnostics.md#unknown-citation"
}

// A RelatedEntry is a related place worked out. Line and Column are 0 and left
// out of JSON for the whole file.
type RelatedEntry struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// Entries sorts a list, drops repeats and works out the places. It is empty,
// not nil, where the list is.
func Entries(list List, src Sources) []Entry {
	p := newPlaces(src)
	entries := make([]Entry, 0, len(list))
	for _, d := range list.Sort() {
		e := Entry{
			Code: d.Code, Severity: d.Severity.String(), File: d.Span.File, Message: d.Message, Hint: d.Hint,
			Related: make([]RelatedEntry, 0, len(d.Related)), Help: Manual + "#" + string(d.Code),
		}
		if l := p.in(d.Span); l != nil {
			start, end := l.Position(d.Span.Start), l.Position(max(d.Span.Start, d.Span.End))
			excerpt := l.Excerpt(d.Span)
			e.Start, e.End = &start, &end
			if !tellsSecret[d.Code] {
				e.Excerpt = &excerpt
			}
		}
		for _, r := range d.Related {
			e.Related = append(e.Related, p.related(r))
		}
		entries = append(entries, e)
	}
	return entries
}

func (p *places) related(r Related) RelatedEntry {
	e := RelatedEntry{File: r.Span.File, Message: r.Message}
	if l := p.in(r.Span); l != nil {
		pos := l.Position(r.Span.Start)
		e.Line, e.Column = pos.Line, pos.Column
	}
	return e
}

// tellsSecret holds the codes of what must not be printed again: the line that is
// wrong says what nobody may read.
var tellsSecret = map[Code]bool{LikelySecret: true, ProtectedNameExposed: true, RedactionInTranscript: true, RedactionElsewhere: true}

// Package chapter reads one Markdown file: its front matter (ReadHead) and its
// text (Read). It knows bytes, not paths, and no other file.
//
// The dialect is a strict subset of Pandoc's Markdown: CommonMark without HTML,
// tables, strikethrough, definition lists, attributes on headings, fenced divs,
// bracketed spans, notes and citations. Each construct has a file here and a
// folder of cases in testdata.
//
// Reading never fails. What is refused becomes a prose.Invalid node and a
// diagnostic; nothing is dropped in silence except HTML comments, which are
// writers' notes. Every place is an offset in the file as it was given, byte
// order mark, CR LF and front matter included. Time and memory grow linearly
// with the size of the file.
package chapter

import (
	"fmt"
	"strings"
	"sync"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Read reads the text of a Markdown file in a language ("en", "fr-BE"), which
// decides on quotation marks and spaces. A file whose front matter never closes
// has no text, and no diagnostics here: ReadHead reports it.
func Read(src []byte, lang string) (*prose.Document, diag.List) {
	doc := &prose.Document{Lang: lang, Root: ast.NewDocument()}
	if diags := diag.CheckText(src, diag.MaxTextBytes); len(diags) > 0 {
		return doc, diags
	}
	doc.Source = prepare(src)
	r := readings.Get().(*reading)
	r.doc = doc
	context := parser.NewContext()
	context.Set(readingKey, r)
	doc.Root = markdown().Parse(text.NewReader(doc.Source), parser.WithContext(context))
	r.finish()
	diags := r.diags.Sort()
	if _, end, ok := frontMatter(src); ok && end == len(src) {
		diags = nil // ReadHead has said what is wrong; where the text begins is a guess
	}
	r.reset()
	readings.Put(r)
	return doc, diags
}

// A reading is one text being read: what the parsers find out and the finishing
// pass needs. Its memory serves the next reading.
type reading struct {
	doc   *prose.Document
	diags diag.List

	// Set while goldmark reads.
	scanner      scanner
	root         ast.Node
	closedCode   ast.Node // the last block of code that met its fence
	closedDiv    ast.Node // the last div that met its fence
	inComment    int      // where the open comment ends
	nextComment  int      // see commentEnd
	nextBlank    int      // see blankLine
	emphasisIn   ast.Node // see emphasis
	emphasisLeft int
	tooDeep      bool // reported once
	tags         map[string]int
	definitions  map[string]definition
	labels       []string // of definitions, as written
	footnotes    map[string]*footnote
	footnoteList []*footnote // in order, repeated ones included
	headingAttrs map[ast.Node]prose.Attrs
	calls        []call           // NoteMark.Mark is an index into these until the tree is finished
	cites        []prose.Citation // Cite.Citation likewise

	// Set by the finishing pass.
	hasCR    bool // the file holds CR LF
	inNote   bool
	inTable  bool
	level    int // of the last heading
	headings []ast.Node
	pinned   map[string]prose.Span // ids in use, without prefixes
	noteIDs  map[string]int
	setter   setter
	marking  marking
}

var readings = sync.Pool{New: func() any { return new(reading) }}

// reset forgets a text and keeps the memory of short lists.
func (r *reading) reset() {
	s := &r.scanner
	clear(r.calls)
	clear(r.cites)
	clear(r.headings)
	clear(s.open[:cap(s.open)])
	clear(s.links[:cap(s.links)])
	clear(s.attrs[:cap(s.attrs)])
	*r = reading{
		scanner:  scanner{finds: s.finds[:0], links: s.links[:0], attrs: s.attrs[:0], stack: s.stack[:0], open: s.open[:0]},
		calls:    r.calls[:0],
		cites:    r.cites[:0],
		headings: r.headings[:0],
		setter:   r.setter.emptied(),
	}
}

var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

func (r *reading) report(d diag.Diagnostic) { r.diags = append(r.diags, d) }

func (r *reading) error(code diag.Code, span prose.Span, message, hint string) {
	r.report(diag.Diagnostic{Code: code, Severity: diag.Error, Span: placed(span), Message: message, Hint: hint})
}

func (r *reading) warn(code diag.Code, span prose.Span, message, hint string) {
	r.report(diag.Diagnostic{Code: code, Severity: diag.Warning, Span: placed(span), Message: message, Hint: hint})
}

// unsupported reports what Pandoc reads and we do not.
func (r *reading) unsupported(span prose.Span, name, hint string) {
	r.warn(diag.UnsupportedSyntax, span, fmt.Sprintf("Pandoc's %s is not part of the subset", name), hint)
}

// placed turns a place of a document into one of a diagnostic, whose file is
// not known here.
func placed(s prose.Span) diag.Span { return diag.Span{Start: s.Start, End: s.End} }

// lineSpan is the line from a place to its end, without white space.
func (r *reading) lineSpan(start int) prose.Span {
	start = min(max(start, 0), len(r.doc.Source))
	end := start
	for end < len(r.doc.Source) && r.doc.Source[end] != '\n' {
		end++
	}
	end -= util.TrimRightSpaceLength(r.doc.Source[start:end])
	return prose.Span{Start: start, End: end}
}

// maxQuoted is how many characters of the writer's words a message repeats.
const maxQuoted = 60

// quoted shortens words of the writer for a message.
func quoted(words []byte) string {
	s := strings.Join(strings.Fields(string(words[:min(len(words), 8*maxQuoted)])), " ")
	if letters := []rune(s); len(letters) > maxQuoted {
		return string(letters[:maxQuoted-1]) + "…"
	}
	return s
}

// Package page writes the HTML pages of a site: chapters, pages, covers, and
// the page for addresses that do not exist.
//
// A page is made in two steps. The text is printed node by node as tight HTML
// (prose.go and the files it names), then a typed view is filled and given to a
// layout of the theme. What a chapter's page says depends on settings, spine,
// registers and its own text, never on another text. No function here reads a
// file, a clock or the network.
package page

import (
	"bytes"
	"errors"
	"html/template"
	"sync"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/policy"
	"dossier/internal/prose"
	"dossier/internal/theme"

	"github.com/yuin/goldmark/ast"
)

// A Site is everything that all pages of one build share. Its fields are set
// once, before the first page is made; it is then safe for concurrent use.
type Site struct {
	Theme         *theme.Theme
	Investigation *casefile.Investigation
	BaseURL       string       // "https://example.org"; no trailing slash
	NoIndex       bool         // tell search engines to stay away
	Banner        string       // shown on every page; "" for none
	Preview       bool         // leave out the policy meta element
	CitedTogether bool         // one file of each kind cites all pages, because there are many
	Needs         policy.Needs // what pages may load

	// Notices are the addresses where a notice stands in place of a page that
	// entries of the log took away, by the id of the entry.
	Notices map[string][]Notice

	// Pictures finds an image file of the project as it will be published; nil
	// where there are none.
	Pictures func(path string) (casefile.Picture, bool)

	traced  bool              // mark the blocks; see trace.go
	shelves map[string]*shelf // by language; see shelf.go
	once    sync.Once         // guards shelves
}

// Render makes the page of a chapter or of a page without number. The error is
// a *diag.Failure where the layout fails.
func (s *Site) Render(c *casefile.Chapter, body *casefile.Body) ([]byte, error) {
	view := s.chapterView(c, body)
	if s.Investigation.IsRetracted(c) {
		view.Body, view.Standfirst, view.Minutes, view.Notes, view.Sections = s.notice(c), "", 0, 0, nil
		return s.execute(view.Kind, c, &view)
	}
	p := s.printer(c, body, place{numbered: true})
	p.document(nil)
	view.Body = trusted(s.keepAnchors(c, s.redline(c, p.bytes())))
	s.release(p)
	return s.execute(view.Kind, c, &view)
}

// Cover makes the cover of an edition. summary gives what is known of a text,
// nil where it could not be read; the body is that of the cover's own text.
func (s *Site) Cover(e *casefile.Edition, body *casefile.Body, summary func(*casefile.Chapter) *casefile.Summary) ([]byte, error) {
	view := s.coverView(e, summary)
	p := s.printer(e.Cover, body, place{})
	p.coverParts(&view)
	s.release(p)
	return s.execute("cover", e.Cover, &view)
}

// NotFound makes the page of an edition for addresses that do not exist.
func (s *Site) NotFound(e *casefile.Edition) ([]byte, error) {
	view := NotFoundView{Shell: s.notFoundShell(e)}
	return s.execute("not-found", &casefile.Chapter{Lang: e.Lang}, &view)
}

// execute gives a view to a layout.
func (s *Site) execute(layout string, c *casefile.Chapter, view any) ([]byte, error) {
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	err := s.Theme.Execute(out, layout+".html", c.Lang, view)
	if err == nil {
		return bytes.Clone(out.Bytes()), nil
	}
	var failure *diag.Failure
	if c.Path != "" && errors.As(err, &failure) {
		for i := range failure.Diagnostics {
			d := &failure.Diagnostics[i]
			d.Related = append(d.Related, diag.Related{Span: diag.Span{File: c.Path}, Message: "while making this page"})
		}
	}
	return nil, err
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var printers = sync.Pool{New: func() any { return &printer{writer: newWriter(), told: map[string]int{}} }}

// printer takes a printer for one text. Give it back with release.
func (s *Site) printer(c *casefile.Chapter, body *casefile.Body, at place) *printer {
	p := printers.Get().(*printer)
	w, told, held, heads, explained := p.writer, p.told, p.held[:0], p.heads[:0], p.explained[:0]
	linked := p.names.linked[:0]
	w.reset()
	clear(told)
	sh := s.shelf(c.Lang)
	*p = printer{
		writer: w, told: told, held: held, heads: heads, explained: explained,
		doc: body.Document, body: body, place: at,
		words: sh.words, labels: sh.labels, ledger: sh.ledger, glossary: sh.glossary,
		sources: s.sources(), sourcesAt: sh.address(casefile.SourcesPage), anchors: s.Investigation.Anchors,
		exhibits: s.Investigation, pictures: s.Pictures,
		original: s.Investigation.Settings.Original(), style: sh.style, traced: s.traced,
	}
	if at.numbered {
		p.names = namer{matcher: sh.matcher, edition: sh.edition, linked: linked}
		p.names.spare(s.Investigation.CorrectionsOf(c), c.Lang)
	}
	p.numberFootnotes()
	return p
}

func (s *Site) release(p *printer) {
	p.doc, p.body, p.words, p.sources, p.writtenOf, p.ledger, p.glossary, p.anchors, p.exhibits = nil, nil, nil, nil, nil, nil, nil, nil, nil
	p.names.matcher, p.names.edition = nil, nil
	clear(p.names.linked)
	printers.Put(p)
}

func (s *Site) sources() *casefile.Sources {
	if s.Investigation.Sources == nil {
		return casefile.NewSources(nil)
	}
	return s.Investigation.Sources
}

// policyMeta is the meta element with the policy, empty in the preview, which
// sends its own.
func (s *Site) policyMeta() template.HTML {
	if s.Preview {
		return ""
	}
	w := newWriter()
	w.raw(`<meta http-equiv="Content-Security-Policy"`)
	w.attr("content", policy.Meta(s.Needs))
	w.raw(">")
	return trusted(w.bytes())
}

// coverParts prints the text of a cover: what leads, the statuses, the rest.
func (p *printer) coverParts(view *CoverView) {
	for n := p.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		div, ok := n.(*prose.Div)
		switch {
		case ok && div.Attrs.Has("lead"):
			view.Lead += p.part(func() { p.blocks(div) })
		case ok && (div.Attrs.Has("status") || div.Attrs.Has("claim")):
			body := p.part(func() { p.blocks(div) })
			view.Statuses = append(view.Statuses, p.status(div, body))
		}
	}
	view.Body = p.part(func() { p.document(isRest) })
}

// blocks writes the children of a block that has no element of its own.
func (p *printer) blocks(n ast.Node) {
	p.block("")
	p.children(n)
}

// isRest reports whether a node of a cover has no place of its own there.
func isRest(n ast.Node) bool {
	div, ok := n.(*prose.Div)
	return !ok || !div.Attrs.Has("lead") && !div.Attrs.Has("status") && !div.Attrs.Has("claim")
}

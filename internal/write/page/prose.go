package page

import (
	"strings"
	"unsafe"

	"dossier/internal/casefile"
	"dossier/internal/prose"
	"dossier/internal/theme"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A printer writes one text as HTML, by one switch over the kinds of nodes.
// Its notes stand where they are called; see note.go.
type printer struct {
	*writer
	doc     *prose.Document
	body    *casefile.Body
	words   *theme.Words
	sources *casefile.Sources
	place   place
	traced  bool // mark the blocks; see trace.go

	paragraph int            // number of the last numbered paragraph
	holding   bool           // notes wait until the block ends: in headings, tables and terms
	held      []int          // the notes that wait
	told      map[string]int // sources given in full so far: the note that does, by key
	explained []string       // terms explained so far, by id
	heads     []string       // head cells of the table being written
	labels    labels
	current   int // the note being written
	ledger    *ledger
	names     namer
	glossary  *glossary
	style     *citationStyle
	numbering []int // of footnotes, by note, where citations are none; nil where they are
	exhibits  *casefile.Investigation
	pictures  func(path string) (casefile.Picture, bool)
	sourcesAt string            // address of the page of the sources; "" where there is none, and on it
	anchors   map[string]string // of the sources there, by key
	original  string            // the language of titles whose record names none

	// Punctuation is written before a mark that follows it in the text: how
	// many bytes of a node have been written already.
	written   int
	writtenOf ast.Node
}

// A place says where HTML is going to stand.
type place struct {
	idPrefix string // before every id; "" in a page
	base     string // before every root-relative address; "" in a page
	page     string // before every fragment that the writer links to; "" in a page
	numbered bool   // paragraphs have numbers
	isFeed   bool   // notes are listed after the text
}

// text writes the whole text, or from a node on those of its siblings that keep
// accepts.
func (p *printer) document(keep func(ast.Node) bool) {
	for n := p.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if keep == nil || keep(n) {
			p.node(n)
		}
	}
}

// children writes what a node holds.
func (p *printer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if m, ok := c.(*prose.NoteMark); ok {
			c = p.marks(m)
			continue
		}
		if s, ok := c.(*prose.SpanOf); ok && s.Attrs.Has("claim") {
			c = p.claimSpan(s)
			continue
		}
		p.node(c)
	}
}

// node writes one node. Kinds it does not know are written as what they hold;
// the reader makes none.
func (p *printer) node(n ast.Node) {
	p.traceBlock(n)
	switch n := n.(type) {
	case *ast.Text:
		p.textNode(n)
	case *ast.String:
		p.stringNode(n)
	case *ast.Paragraph:
		p.paragraphNode(n)
	case *ast.TextBlock:
		p.children(n)
	case *ast.Heading:
		p.headingNode(n)
	case *ast.Emphasis:
		p.emphasis(n)
	case *ast.CodeSpan:
		p.codeSpan(n)
	case *ast.FencedCodeBlock:
		p.codeBlock(n, string(n.Language(p.doc.Source)))
	case *ast.CodeBlock:
		p.codeBlock(n, "")
	case *ast.List:
		p.listNode(n)
	case *ast.ListItem:
		p.element("<li>", n, "</li>")
	case *ast.Blockquote:
		p.element("<blockquote>", n, "</blockquote>")
	case *ast.ThematicBreak:
		p.block("<hr>")
	case *extast.Strikethrough:
		p.inline("<del>")
		p.children(n)
		p.close("</del>")
	case *extast.Table:
		p.table(n)
	case *extast.DefinitionList:
		p.element("<dl>", n, "</dl>")
		p.afterNotes()
	case *extast.DefinitionTerm:
		p.holding = true
		p.element("<dt>", n, "</dt>")
		p.holding = false
	case *extast.DefinitionDescription:
		p.element("<dd>", n, "</dd>")
	case *prose.LinkTo:
		p.link(n)
	case *prose.Picture:
		p.picture(n)
	case *prose.SpanOf:
		p.span(n)
	case *prose.Div:
		p.div(n)
	case *prose.Cite:
		p.cite(n)
	case *prose.NoteMark:
		p.marks(n)
	case *prose.Invalid:
		p.invalid(n)
	default:
		p.children(n)
	}
}

// element writes a block element without attributes.
func (p *printer) element(start string, n ast.Node, end string) {
	p.block(start)
	p.children(n)
	p.block(end)
}

func (p *printer) textNode(n *ast.Text) {
	value := p.rest(n, view(n.Segment.Value(p.doc.Source)))
	if n.IsRaw() {
		p.withNames(n, value, p.text)
	} else {
		p.withNames(n, value, p.source)
	}
	switch {
	case n.HardLineBreak():
		p.br()
	case n.SoftLineBreak():
		p.space()
	}
}

func (p *printer) stringNode(n *ast.String) {
	value := p.rest(n, view(n.Value))
	if n.IsRaw() {
		p.withNames(n, value, p.text)
		return
	}
	p.withNames(n, value, p.source)
}

// rest is what of a node has not been written yet.
func (p *printer) rest(n ast.Node, value string) string {
	if p.writtenOf != n {
		return value
	}
	p.writtenOf = nil
	return value[p.written:]
}

// view shares bytes as a string: source text is never changed.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (p *printer) paragraphNode(n *ast.Paragraph) {
	if prose.IsFigure(n) {
		p.figure(n.FirstChild().(*prose.Picture))
		return
	}
	if !p.place.numbered || !prose.IsNumbered(n) {
		p.element("<p>", n, "</p>")
		return
	}
	p.paragraph++
	p.block("<p")
	p.raw(` id="p`)
	p.digits(p.paragraph)
	p.raw(`"><a class="pn" href="#p`)
	p.digits(p.paragraph)
	p.raw(`"`)
	p.numbered("aria-label", p.labels.paragraph, p.paragraph)
	p.raw(">")
	p.number(p.paragraph)
	p.close("</a>")
	p.inked = false
	p.children(n)
	p.block("</p>")
}

func (p *printer) headingNode(n *ast.Heading) {
	level := min(max(n.Level, 2), 6) - 2
	starts := [...]string{"<h2", "<h3", "<h4", "<h5", "<h6"}
	ends := [...]string{"</h2>", "</h3>", "</h4>", "</h5>", "</h6>"}
	p.block(starts[level])
	p.id("", attribute(n, "id"))
	if lang := attribute(n, "lang"); lang != "" {
		p.attr("lang", lang)
	}
	p.raw(">")
	p.holding = true
	p.children(n)
	p.holding = false
	p.block(ends[level])
	p.afterNotes()
}

// attribute is an attribute that the reader has given a node, "" for none.
func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	b, _ := v.([]byte)
	return view(b)
}

func (p *printer) emphasis(n *ast.Emphasis) {
	if n.Level == 2 {
		p.inline("<strong>")
		p.children(n)
		p.close("</strong>")
		return
	}
	p.inline("<em>")
	p.children(n)
	p.close("</em>")
}

func (p *printer) codeSpan(n *ast.CodeSpan) {
	p.inline("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			p.text(view(c.Segment.Value(p.doc.Source)))
		case *ast.String:
			p.text(view(c.Value))
		}
	}
	p.close("</code>")
}

func (p *printer) listNode(n *ast.List) {
	if !n.IsOrdered() {
		p.element("<ul>", n, "</ul>")
		return
	}
	p.block("<ol")
	if n.Start != 1 {
		p.attrNumber("start", n.Start)
	}
	p.raw(">")
	p.children(n)
	p.block("</ol>")
}

func (p *printer) link(n *prose.LinkTo) {
	target := p.body.Links[n.Link]
	if target.URL == "" || !isSafeURL(target.URL) {
		p.inline(`<span class="invalid">`)
		p.children(n)
		p.close("</span>")
		return
	}
	p.inline("<a")
	p.address("href", p.absolute(target.URL))
	if title := p.doc.Links[n.Link].Title; title != "" {
		p.attr("title", title)
	}
	if target.External && strings.HasPrefix(target.URL, "http") {
		p.raw(` rel="noreferrer"`)
	}
	p.raw(">")
	p.children(n)
	p.close("</a>")
}

// absolute makes an address of the page hold in the place where it will stand.
func (p *printer) absolute(url string) string {
	switch {
	case url == "" || p.place.base == "" && p.place.page == "":
		return url
	case url[0] == '#':
		return p.place.page + url
	case url[0] == '/':
		return p.place.base + url
	}
	return url
}

// figure writes a paragraph that is one picture; its title is the caption.
func (p *printer) figure(n *prose.Picture) {
	title := p.doc.Images[n.Image].Title
	p.block("<figure>")
	p.image(n, "")
	if title != "" {
		p.block("<figcaption>")
		p.text(title)
		p.block("</figcaption>")
	}
	p.block("</figure>")
}

func (p *printer) picture(n *prose.Picture) { p.image(n, p.doc.Images[n.Image].Title) }

// pictureSizes says how wide pictures in a text are: as the window, up to the
// measure of the text.
const pictureSizes = "(max-width: 40rem) 100vw, 37rem"

func (p *printer) image(n *prose.Picture, title string) {
	image, file := p.doc.Images[n.Image], p.body.Images[n.Image]
	if file.URL == "" {
		p.inline(`<span class="invalid">`)
		p.text(image.Alt)
		p.close("</span>")
		return
	}
	p.object("<img")
	p.address("src", p.absolute(file.URL))
	if p.place.base == "" && len(file.Variants) > 0 { // readers of feeds take the one address
		p.attr("srcset", file.SrcSet())
		p.attr("sizes", pictureSizes)
	}
	p.attr("alt", image.Alt)
	if title != "" {
		p.attr("title", title)
	}
	if file.Width > 0 {
		p.attrNumber("width", file.Width)
		p.attrNumber("height", file.Height)
	}
	p.raw(` loading="lazy">`)
}

// invalid shows what was refused as it was written.
func (p *printer) invalid(n *prose.Invalid) {
	p.inline(`<span class="invalid">`)
	p.text(view(n.Raw))
	p.close("</span>")
}

// id writes an id attribute: a prefix of ours and a name of the text.
func (p *printer) id(prefix, name string) {
	if name == "" {
		return
	}
	p.attrOpen("id")
	p.attrPart(p.place.idPrefix)
	p.attrPart(prefix)
	p.attrPart(name)
	p.attrClose()
}

// fragment writes an href to an id of the same text.
func (p *printer) fragment(prefix, name string) {
	p.attrOpen("href")
	p.attrPart("#")
	p.attrPart(encodeURL(p.place.idPrefix))
	p.attrPart(prefix)
	p.attrPart(encodeURL(name))
	p.attrClose()
}

// labels are the words around the numbers of marks and paragraphs, which every
// page writes dozens of times.
type labels struct{ mark, paragraph around }

// around is a phrase with one number in it.
type around struct{ before, after string }

// aroundNumber parts a phrase at its number.
func aroundNumber(w *theme.Words, key string) around {
	before, after, _ := strings.Cut(w.T(key), "{0}")
	return around{before, after}
}

// numbered writes an attribute of a phrase and its number.
func (p *printer) numbered(name string, a around, n int) {
	p.attrOpen(name)
	p.attrPart(a.before)
	p.digits(n)
	p.attrPart(a.after)
	p.attrClose()
}

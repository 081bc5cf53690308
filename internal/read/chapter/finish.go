package chapter

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// finish turns goldmark's tree into the document: one walk in the order of the
// text numbers notes and citations, takes ids, takes comments out and sets
// quotation marks.
func (r *reading) finish() {
	r.hasCR = bytes.IndexByte(r.doc.Source, '\r') >= 0
	r.level = 1
	r.setter.lang = r.doc.Lang
	r.blocks(r.doc.Root)
	r.nameHeadings()
	r.checkFootnotes()
	slices.SortStableFunc(r.doc.IDs, func(a, b prose.ID) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// blocks finishes the blocks in a node.
func (r *reading) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		r.clampPos(n)
		switch n := n.(type) {
		case *prose.NoteBody:
			parent.RemoveChild(parent, n)
		case *commentBlock:
			r.keepComment(n)
			parent.RemoveChild(parent, n)
		case *ast.Paragraph, *ast.TextBlock:
			r.unsupportedStart(n)
			r.inlines(n)
			if n.FirstChild() == nil {
				parent.RemoveChild(parent, n)
			}
		case *ast.Heading:
			r.inlines(n)
			r.heading(n)
		case *extast.TableCell:
			r.inTable = true
			r.inlines(n)
			r.inTable = false
		case *extast.DefinitionTerm:
			r.inlines(n)
		case *prose.Div:
			r.name(&n.Attrs, onDiv)
			done := r.beginMarks(n)
			r.within(&n.Attrs, func() { r.blocks(n) })
			done()
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			if r.hasCR {
				r.plainLines(n)
			}
		default:
			r.blocks(n)
		}
		n = next
	}
}

// keepComment lists a comment that is taken out of the tree.
func (r *reading) keepComment(n ast.Node) {
	start := n.Pos()
	body, ok := bytes.CutPrefix(r.doc.Source[max(start, 0):], []byte("<!--"))
	if !ok || start < 0 {
		return // attributes in a place where none are read
	}
	end := bytes.Index(body, []byte("-->"))
	if end < 0 {
		return // reported
	}
	r.doc.Comments = append(r.doc.Comments, prose.Comment{
		Text: strings.TrimSpace(string(body[:end])),
		Span: prose.Span{Start: start, End: start + len("<!--") + end + len("-->")},
	})
}

// clampPos mends a place that goldmark, counting the columns of a tab, puts
// behind the text of a block.
func (r *reading) clampPos(n ast.Node) {
	most := len(r.doc.Source)
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		most = n.Lines().At(0).Start
	}
	if n.Pos() > most {
		n.SetPos(most)
	}
}

// within runs work in the language of an element.
func (r *reading) within(a *prose.Attrs, work func()) {
	before := r.setter.lang
	if lang := a.Value("lang"); lang != "" {
		r.setter.lang = lang
	}
	work()
	r.setter.lang = before
}

// name takes the id that a writer gives a div or a span.
func (r *reading) name(a *prose.Attrs, on place) {
	if a.ID == "" {
		return
	}
	if !r.pin(a.ID, a.IDSpan) {
		a.ID = ""
		return
	}
	r.doc.IDs = append(r.doc.IDs, prose.ID{Name: prefixOf(a, on) + a.ID, Span: a.IDSpan})
}

// inlines finishes the text of a block.
func (r *reading) inlines(block ast.Node) {
	r.shape(block, 0)
	words := r.typeset(block)
	r.passage(block)
	if !r.inNote {
		r.doc.Words += words
	}
}

// shape gives the inline nodes in a node their final form.
func (r *reading) shape(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		switch n := n.(type) {
		case *ast.Text, *ast.String:
		case *comment:
			r.keepComment(n)
			parent.RemoveChild(parent, n)
		case *prose.NoteMark:
			r.noteMark(parent, n)
		case *prose.Cite:
			r.cite(parent, n)
		case *prose.Picture:
			r.picture(n)
		case *prose.Invalid:
			n.RemoveChildren(n)
			if r.hasCR {
				n.Raw = bytes.ReplaceAll(n.Raw, []byte("\r\n"), []byte("\n"))
			}
		case *ast.CodeSpan:
			if r.hasCR || r.inTable {
				r.plainCode(n, r.inTable)
			}
		default:
			if depth == maxNesting {
				r.reportDepth(r.lineSpan(firstPos(n)))
				parent.ReplaceChild(parent, n, &prose.Invalid{Raw: []byte("…")})
				break
			}
			if s, ok := n.(*prose.SpanOf); ok {
				r.name(&s.Attrs, onSpan)
			}
			r.shape(n, depth+1)
			if n.Kind() == prose.KindLinkTo {
				moveMarksOut(parent, n, n)
			}
		}
		n = next
	}
}

// noteMark numbers a mark, or shows it as written where it calls nothing.
func (r *reading) noteMark(parent ast.Node, n *prose.NoteMark) {
	c := r.calls[n.Mark]
	var m *prose.NoteMark
	if r.inNote {
		r.use(c.label)
		r.nestedNote(c.span)
	} else {
		m = r.markOf(c)
	}
	if m == nil {
		parent.ReplaceChild(parent, n, r.asWritten(c.span))
		return
	}
	n.Mark = m.Mark
	n.SetPos(c.span.Start)
	r.trimBefore(parent, n)
}

// asWritten shows a place of the file as it is.
func (r *reading) asWritten(span prose.Span) *prose.Invalid {
	return &prose.Invalid{Raw: r.doc.Source[span.Start:span.End:span.End], Span: span}
}

// cite makes a note of a citation in brackets, prints a citation in a note in
// its place, and does both with a key in the sentence.
func (r *reading) cite(parent ast.Node, n *prose.Cite) {
	c := r.cites[n.Citation]
	c.InNote = r.inNote
	for i := range c.Items {
		c.Items[i].Prefix = setText(c.Items[i].Prefix, r.setter.lang)
		c.Items[i].Suffix = setText(c.Items[i].Suffix, r.setter.lang)
	}
	r.doc.Citations = append(r.doc.Citations, c)
	n.Citation = len(r.doc.Citations) - 1
	n.SetPos(c.Span.Start)
	if r.inNote {
		return
	}
	note := r.addNote(prose.Note{ID: r.noteID(keyID(c.Items[0].Key)), Kind: prose.CitationNote, Citation: n.Citation, Span: c.Span})
	m := r.addMark(note, c.Span)
	if c.InText {
		insertAfter(parent, n, m)
		return
	}
	parent.ReplaceChild(parent, n, m)
	r.trimBefore(parent, m)
}

// keyID makes the id of a note from the key of a source. Ids of footnotes begin
// with "fn-".
func keyID(key string) string {
	switch id := slug(key); {
	case id == "":
		return "source"
	case strings.HasPrefix(id, "fn-"):
		return "key-" + id
	default:
		return id
	}
}

// trimBefore drops the space before a mark.
func (r *reading) trimBefore(parent, mark ast.Node) {
	for {
		t, ok := mark.PreviousSibling().(*ast.Text)
		if !ok || t.IsRaw() {
			return
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		seg := &t.Segment
		for seg.Stop > seg.Start && util.IsSpace(r.doc.Source[seg.Stop-1]) {
			seg.Stop--
		}
		if seg.Stop > seg.Start {
			return
		}
		parent.RemoveChild(parent, t)
	}
}

// picture gives an image its description: the words that stand in its brackets.
func (r *reading) picture(n *prose.Picture) {
	img := &r.doc.Images[n.Image]
	img.Alt = strings.Join(strings.Fields(unescape([]byte(r.description(n)))), " ")
	n.RemoveChildren(n)
	if img.Alt == "" {
		r.error(diag.ImageWithoutAlt, img.Span, "this image has no description", "write what it shows between ![ and ]")
	}
}

// description is the words in the brackets of an image, where citations are
// words like any other.
func (r *reading) description(n ast.Node) string {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if cite, ok := c.(*prose.Cite); ok {
			n.ReplaceChild(n, c, r.asWritten(r.cites[cite.Citation].Span))
		}
		c = next
	}
	return r.plainText(n)
}

// moveMarksOut puts the marks that stand in a link behind it.
func moveMarksOut(parent, link, in ast.Node) {
	for n := in.LastChild(); n != nil; {
		before := n.PreviousSibling()
		if n.Kind() == prose.KindNoteMark {
			insertAfter(parent, link, n)
		} else {
			moveMarksOut(parent, link, n)
		}
		n = before
	}
}

// insertAfter puts a node behind another.
func insertAfter(parent, n, added ast.Node) {
	if next := n.NextSibling(); next != nil {
		parent.InsertBefore(parent, next, added)
		return
	}
	parent.AppendChild(parent, added)
}

func moveChildren(from, to ast.Node) {
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		to.AppendChild(to, c)
		c = next
	}
}

// plainText is the words in a node: without marks, citations and markup.
func (r *reading) plainText(n ast.Node) string {
	var b strings.Builder
	r.plainInto(&b, n)
	return strings.TrimSpace(b.String())
}

func (r *reading) plainInto(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(r.doc.Source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *prose.Picture:
			b.WriteString(r.doc.Images[c.Image].Alt)
		case *prose.NoteMark, *prose.Cite, *comment:
		case *prose.Invalid:
			b.Write(c.Raw)
		default:
			r.plainInto(b, c)
		}
	}
}

// firstPos is the place of a node or of the first thing in it; the beginning of
// the file where there is none.
func firstPos(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() != ast.TypeInline && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n.Pos() >= 0 {
			return n.Pos()
		}
	}
	return 0
}

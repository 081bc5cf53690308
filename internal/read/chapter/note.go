package chapter

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A call is one mark in the text: [^label], or ^[words] with its own body.
type call struct {
	label string
	body  *prose.NoteBody
	words string // of an inline note, as written
	span  prose.Span
}

// A footnote is the definition of a note.
type footnote struct {
	label string
	body  *prose.NoteBody
	span  prose.Span // the label
	note  int        // index into Document.Notes; -1 before its first mark
	used  bool       // some mark names it, even one that was refused
}

// noteMarkEnd returns the end of a mark "[^label]" at i, 0 where there is none.
func noteMarkEnd(t []byte, i int) int {
	if i+3 >= len(t) || t[i] != '[' || t[i+1] != '^' {
		return 0
	}
	for j := i + 2; j < min(len(t), i+maxLabelBytes); j++ {
		switch c := t[j]; {
		case c == ']' && j > i+2:
			return j + 1
		case c <= ' ', c == '[', c == ']', c == '^':
			return 0
		}
	}
	return 0
}

// footnoteParser reads definitions: "[^label]: words", and further paragraphs
// that are indented by four.
type footnoteParser struct{}

func (footnoteParser) Trigger() []byte             { return []byte{'['} }
func (footnoteParser) CanInterruptParagraph() bool { return true }
func (footnoteParser) CanAcceptIndentedLine() bool { return false }

func (footnoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	end := noteMarkEnd(line, pos)
	if end == 0 || end >= len(line) || line[end] != ':' {
		return nil, parser.NoChildren
	}
	r := readingOf(pc)
	start := seg.Start + pos - seg.Padding
	f := &footnote{label: string(line[pos+2 : end-1]), span: prose.Span{Start: start, End: start + end - pos}, note: -1, body: &prose.NoteBody{}}
	r.addFootnote(f)
	if util.IsBlank(line[end+1:]) {
		reader.AdvanceToEOL()
		return f.body, parser.HasChildren
	}
	reader.Advance(skipSpace(line, end+1))
	return f.body, parser.HasChildren
}

func (footnoteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, seg := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPositionPadding(line, reader.LineOffset(), seg.Padding, 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, text.Reader, parser.Context) {}

// addFootnote keeps a definition; of several with one label the first counts.
func (r *reading) addFootnote(f *footnote) {
	if first := r.footnotes[f.label]; first != nil {
		r.report(diag.Diagnostic{Code: diag.DuplicateNote, Severity: diag.Error, Span: placed(f.span),
			Message: fmt.Sprintf("the note %q is already defined", f.label), Hint: "give one of them another label",
			Related: []diag.Related{{Span: placed(first.span), Message: "first defined here"}}})
		f.used = true
	} else {
		if r.footnotes == nil {
			r.footnotes = map[string]*footnote{}
		}
		r.footnotes[f.label] = f
	}
	r.footnoteList = append(r.footnoteList, f)
}

// takeNote makes a find of a note between "^[" and "]". A note in a note is
// refused here, so that no text is read again and again.
func (r *reading) takeNote(b bracket, i int) int {
	s := &r.scanner
	span := s.span(b.start, i+1)
	switch {
	case util.IsBlank(s.text[b.content:i]):
		r.error(diag.EmptyNote, span, "this note is empty", "write its text between the brackets, or delete it")
		s.take(b, foundInvalid, i+1, 0)
	case s.inNote:
		for _, f := range s.finds[b.find+1:] {
			if f.kind == foundNote {
				r.use(r.calls[f.data].label)
			}
		}
		r.nestedNote(span)
		s.take(b, foundInvalid, i+1, 0)
	default:
		s.take(b, foundInlineNote, i+1, b.content)
	}
	return i + 1
}

func (r *reading) nestedNote(span prose.Span) {
	r.error(diag.NestedNote, span, "a note cannot hold a note", "move it to the text, or make it a sentence of this note")
}

// use notes that a mark names a note, even where the mark is refused.
func (r *reading) use(label string) {
	if f := r.footnotes[label]; f != nil {
		f.used = true
	}
}

// addInlineNotes gives the notes found in a block their bodies.
func (r *reading) addInlineNotes() {
	s := &r.scanner
	for i := range s.finds {
		f := &s.finds[i]
		if f.kind != foundInlineNote {
			continue
		}
		content, end := f.data, f.end-1
		words := s.text[content:end]
		p := ast.NewParagraph()
		for _, seg := range s.segments(skipSpace(s.text, content), end-util.TrimRightSpaceLength(words)) {
			p.Lines().Append(seg)
		}
		body := &prose.NoteBody{}
		body.AppendChild(body, p)
		r.addBody(s.block, body)
		r.calls = append(r.calls, call{body: body, words: string(words), span: s.span(f.start, f.end)})
		f.kind, f.data = foundNote, len(r.calls)-1
	}
}

// isInNote reports whether a block is part of a note.
func isInNote(block ast.Node) bool {
	for ; block != nil; block = block.Parent() {
		if block.Kind() == prose.KindNoteBody {
			return true
		}
	}
	return false
}

// addBody appends a body to the document, behind the block that is being read,
// so that goldmark comes to it.
func (r *reading) addBody(block ast.Node, body ast.Node) {
	if r.root == nil {
		r.root = block
		for r.root.Parent() != nil {
			r.root = r.root.Parent()
		}
	}
	r.root.AppendChild(r.root, body)
}

// markOf makes a mark of a call, the first time with its note. It returns nil
// where there is no such note.
func (r *reading) markOf(c call) *prose.NoteMark {
	if c.body != nil {
		n := r.addNote(prose.Note{ID: r.noteID("fn-" + shortHash(c.words)), Kind: prose.InlineNote, Body: c.body, Span: c.span})
		m := r.addMark(n, c.span)
		r.readBody(c.body)
		return m
	}
	f := r.footnotes[c.label]
	if f == nil {
		r.undefinedNote(c)
		return nil
	}
	f.used = true
	if f.note >= 0 {
		return r.addMark(f.note, c.span)
	}
	id := "fn-" + slug(f.label)
	if id == "fn-" || r.noteIDs[id] > 0 {
		id += "-" + shortHash(f.label)
	}
	f.note = r.addNote(prose.Note{ID: r.noteID(id), Kind: prose.Footnote, Label: f.label, Body: f.body, Span: f.span})
	m := r.addMark(f.note, c.span)
	r.readBody(f.body)
	return m
}

func (r *reading) addNote(n prose.Note) int {
	r.doc.Notes = append(r.doc.Notes, n)
	return len(r.doc.Notes) - 1
}

func (r *reading) addMark(note int, span prose.Span) *prose.NoteMark {
	n := &r.doc.Notes[note]
	n.Marks = append(n.Marks, len(r.doc.Marks))
	r.doc.Marks = append(r.doc.Marks, prose.Mark{Note: note, Ordinal: len(n.Marks), Span: span})
	m := &prose.NoteMark{Mark: len(r.doc.Marks) - 1}
	m.SetPos(span.Start)
	return m
}

// noteID makes an id unique among notes.
func (r *reading) noteID(id string) string {
	if r.noteIDs == nil {
		r.noteIDs = map[string]int{}
	}
	r.noteIDs[id]++
	if n := r.noteIDs[id]; n > 1 {
		return id + "--" + strconv.Itoa(n)
	}
	return id
}

// shortHash is 8 hex digits that stand for words, however they are spaced.
func shortHash(words string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(words), " ")))
	return hex.EncodeToString(sum[:4])
}

func (r *reading) undefinedNote(c call) {
	labels := make([]string, len(r.footnoteList))
	for i, f := range r.footnoteList {
		labels[i] = f.label
	}
	hint := diag.DidYouMean(c.label, labels)
	if hint == "" {
		hint = fmt.Sprintf("add a line [^%s]: with its text", c.label)
	}
	for _, meant := range diag.Nearest(c.label, labels) {
		r.footnotes[meant].used = true // one misspelt mark is one mistake
	}
	r.error(diag.UndefinedNote, c.span, fmt.Sprintf("no note is called %q", c.label), hint)
}

// readBody finishes the text of a note: paragraphs of inline text and nothing
// else. What else stands in it is reported and becomes paragraphs.
func (r *reading) readBody(body *prose.NoteBody) {
	var loose []ast.Node
	for n := body.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph && n.Kind() != kindCommentBlock && n.Kind() != prose.KindNoteBody {
			r.error(diag.BlockInNote, r.lineSpan(firstPos(n)), "a note cannot hold "+blockName(n), "move it to the text; a note is paragraphs of plain text")
		}
		loose = append(loose, r.paragraphsOf(n)...)
	}
	body.RemoveChildren(body)
	inNote := r.inNote
	r.inNote = true
	for _, p := range loose {
		body.AppendChild(body, p)
		r.inlines(p)
		if p.FirstChild() == nil {
			body.RemoveChild(body, p)
		}
	}
	r.inNote = inNote
}

// paragraphsOf makes paragraphs of a block and what it holds.
func (r *reading) paragraphsOf(n ast.Node) []ast.Node {
	switch n.Kind() {
	case ast.KindParagraph:
		return []ast.Node{n}
	case kindCommentBlock, prose.KindNoteBody:
		return nil
	}
	if n.IsRaw() || n.FirstChild() == nil {
		return []ast.Node{r.rawParagraph(n)}
	}
	if n.FirstChild().Type() == ast.TypeInline {
		p := ast.NewParagraph()
		p.SetLines(n.Lines())
		moveChildren(n, p)
		return []ast.Node{p}
	}
	var out []ast.Node
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		out = append(out, r.paragraphsOf(c)...)
		c = next
	}
	return out
}

// rawParagraph shows a block as it was written.
func (r *reading) rawParagraph(n ast.Node) ast.Node {
	p := ast.NewParagraph()
	if n.Lines().Len() > 0 {
		p.SetLines(n.Lines())
		span := prose.Span{Start: n.Lines().At(0).Start, End: n.Lines().At(n.Lines().Len() - 1).Stop}
		p.AppendChild(p, &prose.Invalid{Raw: n.Lines().Value(r.doc.Source), Span: span})
	}
	return p
}

// blockName says what a block is.
func blockName(n ast.Node) string {
	switch n.Kind() {
	case ast.KindList:
		return "a list"
	case ast.KindBlockquote:
		return "a quotation"
	case ast.KindHeading:
		return "a heading"
	case ast.KindFencedCodeBlock, ast.KindCodeBlock:
		return "a block of code"
	case ast.KindThematicBreak:
		return "a line"
	case prose.KindDiv:
		return "a ::: block"
	}
	return "a table or a list of terms"
}

// checkFootnotes reports definitions that nothing calls, and empty ones.
func (r *reading) checkFootnotes() {
	for _, f := range r.footnoteList {
		if !hasContent(f.body) {
			r.error(diag.EmptyNote, f.span, fmt.Sprintf("the note %q is empty", f.label), "write its text behind the colon")
		}
		if !f.used {
			r.error(diag.UnusedNote, f.span, fmt.Sprintf("nothing refers to the note %q", f.label), fmt.Sprintf("write [^%s] where it belongs, or delete it", f.label))
		}
	}
}

func hasContent(body ast.Node) bool {
	for n := body.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != kindCommentBlock {
			return true
		}
	}
	return false
}

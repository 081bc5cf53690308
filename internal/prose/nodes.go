package prose

import "github.com/yuin/goldmark/ast"

// Kinds of the nodes that the reader adds to goldmark's own.
var (
	KindNoteMark = ast.NewNodeKind("NoteMark")
	KindCite     = ast.NewNodeKind("Cite")
	KindLinkTo   = ast.NewNodeKind("LinkTo")
	KindPicture  = ast.NewNodeKind("Picture")
	KindSpanOf   = ast.NewNodeKind("SpanOf")
	KindDiv      = ast.NewNodeKind("Div")
	KindInvalid  = ast.NewNodeKind("Invalid")
	KindNoteBody = ast.NewNodeKind("NoteBody")
)

// A NoteMark calls a note: Document.Marks[Mark].
type NoteMark struct {
	ast.BaseInline
	Mark int
}

func (n *NoteMark) Kind() ast.NodeKind            { return KindNoteMark }
func (n *NoteMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A Cite prints a citation in place: in the sentence (@key) or inside a note.
// Citation is an index into Document.Citations.
type Cite struct {
	ast.BaseInline
	Citation int
}

func (n *Cite) Kind() ast.NodeKind            { return KindCite }
func (n *Cite) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A LinkTo is a link; its children are its text and Document.Links[Link] its
// destination. It takes the place of goldmark's Link and AutoLink.
type LinkTo struct {
	ast.BaseInline
	Link int
}

func (n *LinkTo) Kind() ast.NodeKind            { return KindLinkTo }
func (n *LinkTo) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A Picture is an image: Document.Images[Image]. It takes the place of
// goldmark's Image and has no children.
type Picture struct {
	ast.BaseInline
	Image int
}

func (n *Picture) Kind() ast.NodeKind            { return KindPicture }
func (n *Picture) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Attrs are the attributes of a div or span: {#id .class key=value}.
type Attrs struct {
	ID      string
	IDSpan  Span // of #id
	Classes []string
	Values  []Attr // in the writer's order, without id and class
	Span    Span   // the braces
}

// An Attr is one key=value.
type Attr struct {
	Key, Value string
	Span       Span
}

// Value returns the value of a key, "" where it is missing.
func (a *Attrs) Value(key string) string {
	for _, v := range a.Values {
		if v.Key == key {
			return v.Value
		}
	}
	return ""
}

// Has reports whether a class is among them.
func (a *Attrs) Has(class string) bool {
	for _, c := range a.Classes {
		if c == class {
			return true
		}
	}
	return false
}

// A SpanOf is a bracketed span: [text]{.class key=value}.
type SpanOf struct {
	ast.BaseInline
	Attrs Attrs
}

func (n *SpanOf) Kind() ast.NodeKind            { return KindSpanOf }
func (n *SpanOf) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A Div is a fenced div: ::: {.class} … :::
type Div struct {
	ast.BaseBlock
	Attrs Attrs
}

func (n *Div) Kind() ast.NodeKind            { return KindDiv }
func (n *Div) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// An Invalid stands for text that was refused, such as raw HTML. A diagnostic
// says why; the preview shows Raw as it was written, and no build with one is
// published. It is used inline and, wrapped in a paragraph, for blocks.
type Invalid struct {
	ast.BaseInline
	Raw  []byte
	Span Span
}

func (n *Invalid) Kind() ast.NodeKind            { return KindInvalid }
func (n *Invalid) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A NoteBody is the text of a note, outside the tree of the document: its
// children are paragraphs of inline nodes. It is empty where the note is.
type NoteBody struct{ ast.BaseBlock }

func (n *NoteBody) Kind() ast.NodeKind            { return KindNoteBody }
func (n *NoteBody) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

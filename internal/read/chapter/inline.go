package chapter

import (
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// inlineParser turns the finds of scan.go into nodes, at the places where
// goldmark's loop comes across them.
type inlineParser struct{}

func (inlineParser) Trigger() []byte { return []byte("`<[]!^@{") }

func (inlineParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if r.scanner.block != parent {
		r.scan(parent)
	}
	_, seg := block.Position()
	f := r.scanner.found(seg.Start)
	if f == nil {
		return nil
	}
	var n ast.Node
	switch f.kind {
	case foundCode:
		n = r.codeSpan(f)
	case foundAddress:
		n = r.autoLink(f)
	case foundComment:
		n = &comment{}
	case foundTag, foundInvalid:
		n = r.invalid(f)
	case foundNote:
		n = &prose.NoteMark{Mark: f.data}
	case foundCitation:
		if s := r.cites[f.data]; s.InText && s.Items[0].SuppressAuthor {
			dropLast(parent, seg.Start-1)
		}
		n = &prose.Cite{Citation: f.data}
	case foundLinkOpen, foundImageOpen, foundSpanOpen:
		n = r.openBracket(f, seg, pc)
	default:
		if n = r.closeBracket(parent, f, pc); n == nil {
			return nil
		}
	}
	if n.Pos() < 0 {
		n.SetPos(f.pos)
	}
	block.Advance(f.end - f.start)
	return n
}

// invalid shows a find as it was written.
func (r *reading) invalid(f *find) ast.Node {
	s := &r.scanner
	return &prose.Invalid{Raw: s.text[f.start:f.end:f.end], Span: s.span(f.start, f.end)}
}

// dropLast takes the last byte, which stands at a place, off the text before.
func dropLast(parent ast.Node, at int) {
	t, ok := parent.LastChild().(*ast.Text)
	if !ok || t.Segment.Stop != at+1 || t.Segment.Len() == 0 {
		return
	}
	t.Segment.Stop--
	if t.Segment.Len() == 0 {
		parent.RemoveChild(parent, t)
	}
}

// An opening is a bracket whose contents are being read. Its node is a
// delimiter, so that emphasis inside and outside do not mix, and so that
// goldmark makes text of it where it stays open.
type opening struct {
	find  int
	start int // in the joined text
	node  *parser.Delimiter
}

func (r *reading) openBracket(f *find, seg text.Segment, pc parser.Context) ast.Node {
	s := &r.scanner
	d := parser.NewDelimiter(false, false, f.end-f.start, '[', brackets{})
	d.Segment = text.NewSegment(seg.Start, seg.Start+f.end-f.start)
	pc.PushDelimiter(d)
	s.open = append(s.open, opening{find: s.next - 1, start: f.start, node: d})
	return d
}

// closeBracket makes the node of a pair of brackets and moves what stands
// between them into it. It is nil where the pair does not match, because
// goldmark has read something in between in another way than the scan.
func (r *reading) closeBracket(parent ast.Node, f *find, pc parser.Context) ast.Node {
	s := &r.scanner
	last := len(s.open) - 1
	for last >= 0 && s.open[last].find > f.mate {
		last--
	}
	if last < 0 || s.open[last].find != f.mate || s.open[last].node.Parent() != parent {
		return nil
	}
	o := s.open[last]
	s.open = s.open[:last]
	parser.ProcessDelimiters(o.node, pc)
	var n ast.Node
	switch f.kind {
	case foundSpanClose:
		n = r.spanNode(&s.attrs[f.data])
	case foundImageClose:
		n = r.imageNode(f, o)
	default:
		n = r.linkNode(f, o)
	}
	for c := o.node.NextSibling(); c != nil; {
		next := c.NextSibling()
		n.AppendChild(n, c)
		c = next
	}
	o.node.Length = 0
	pc.RemoveDelimiter(o.node)
	n.SetPos(s.at(o.start))
	return n
}

// brackets is the processor of opening brackets, which match nothing.
type brackets struct{}

func (brackets) IsDelimiter(byte) bool                     { return false }
func (brackets) CanOpenCloser(_, _ *parser.Delimiter) bool { return false }
func (brackets) OnMatch(int) ast.Node                      { return nil }

// A comment stands for a writers' note until the tree is complete.
type comment struct{ ast.BaseInline }

var kindComment = ast.NewNodeKind("Comment")

func (*comment) Kind() ast.NodeKind              { return kindComment }
func (n *comment) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

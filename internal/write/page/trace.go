package page

import (
	"bytes"
	"strconv"
	"strings"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A trace of a page says for each of its blocks where in the file it was
// written. Pages carry nothing of the kind, so the page is made once more, with
// a marker before each block, wherever the layout puts it; the markers are
// then read off, and the marked page thrown away.

// A Block is an element of a page that shows a block of its text, or a note.
type Block struct {
	Element int        // how many elements stand before it in the body of the page, in document order
	Span    prose.Span // in the file
}

// Traced returns a site whose pages are for BlocksOf and for nothing else.
func (s *Site) Traced() *Site {
	return &Site{
		Theme: s.Theme, Investigation: s.Investigation, BaseURL: s.BaseURL, NoIndex: s.NoIndex, Banner: s.Banner, Preview: s.Preview,
		Needs: s.Needs, Notices: s.Notices, Pictures: s.Pictures, CitedTogether: s.CitedTogether, traced: true,
	}
}

// traceBlock marks the element that is written next, if the page is traced and
// the node is a block with words of its own.
func (p *printer) traceBlock(n ast.Node) {
	if !p.traced {
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.Heading, *ast.FencedCodeBlock, *ast.CodeBlock, *extast.DefinitionTerm, *extast.TableRow, *extast.TableHeader, *prose.NoteBody:
		p.trace(extent(n))
	case *ast.ListItem, *extast.DefinitionDescription:
		if first := n.FirstChild(); first != nil && first.Kind() == ast.KindTextBlock {
			p.trace(extent(first))
		}
	}
}

func (p *printer) trace(s prose.Span) {
	if p.traced && s.Start < s.End {
		p.raw("\x01" + strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) + "\x01")
	}
}

// extent is where the words of a node stand in the file.
func extent(n ast.Node) prose.Span {
	s := prose.Span{Start: -1}
	add := func(start, end int) {
		if s.Start < 0 || start < s.Start {
			s.Start = start
		}
		s.End = max(s.End, end)
	}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				add(n.Lines().At(i).Start, n.Lines().At(i).Stop)
			}
		} else if t, ok := n.(*ast.Text); ok {
			add(t.Segment.Start, t.Segment.Stop)
		}
		return ast.WalkContinue, nil
	})
	return s
}

// BlocksOf reads the blocks off a page of a traced site, in document order. In
// the text of our pages every "<" is escaped, so one that a letter follows
// begins a start tag.
func BlocksOf(page []byte) []Block {
	var blocks []Block
	var due []prose.Span // marked, and waiting for their element
	elements := 0
	at := max(bytes.Index(page, []byte("<body")), 0)
	at = endOfTag(page, at)
	for at < len(page) {
		next := bytes.IndexAny(page[at:], "<\x01")
		if next < 0 {
			break
		}
		at += next
		switch {
		case page[at] == '\x01':
			end := at + 1 + max(bytes.IndexByte(page[at+1:], '\x01'), 0)
			if s, ok := readMarker(page[at+1 : end]); ok {
				due = append(due, s)
			}
			at = end + 1
		case at+1 < len(page) && page[at+1]|0x20 >= 'a' && page[at+1]|0x20 <= 'z':
			for _, s := range due {
				blocks = append(blocks, Block{elements, s})
			}
			due = due[:0]
			elements++
			at = endOfTag(page, at)
		default:
			at++
		}
	}
	return blocks
}

// readMarker reads what stands between the two ends of a marker: "12-34".
func readMarker(text []byte) (prose.Span, bool) {
	from, to, _ := strings.Cut(string(text), "-")
	start, err := strconv.Atoi(from)
	if err != nil {
		return prose.Span{}, false
	}
	end, err := strconv.Atoi(to)
	return prose.Span{Start: start, End: end}, err == nil
}

// endOfTag is the place behind a tag, whose quoted values may hold ">".
func endOfTag(page []byte, at int) int {
	var quote byte
	for ; at < len(page); at++ {
		switch c := page[at]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return at + 1
		}
	}
	return at
}

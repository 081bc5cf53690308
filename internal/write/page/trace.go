package page

import (
	"regexp"
	"strconv"

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
	return &Site{Theme: s.Theme, Investigation: s.Investigation, BaseURL: s.BaseURL, NoIndex: s.NoIndex, Banner: s.Banner, Preview: s.Preview, traced: true}
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

// landmark is a marker, or a start tag with its attributes. In the text of our
// pages every "<" is escaped.
var landmark = regexp.MustCompile(`\x01(\d+)-(\d+)\x01|<([a-zA-Z][^\s>/]*)(?:[^>"']|"[^"]*"|'[^']*')*>`)

// BlocksOf reads the blocks off a page of a traced site, in document order.
func BlocksOf(page []byte) []Block {
	var blocks []Block
	var due []prose.Span
	elements, inBody := 0, false
	for _, at := range landmark.FindAllSubmatchIndex(page, -1) {
		if at[2] >= 0 {
			start, _ := strconv.Atoi(string(page[at[2]:at[3]])) // the expression takes digits only
			end, _ := strconv.Atoi(string(page[at[4]:at[5]]))
			due = append(due, prose.Span{Start: start, End: end})
			continue
		}
		if !inBody {
			inBody = string(page[at[6]:at[7]]) == "body"
			continue
		}
		for _, s := range due {
			blocks = append(blocks, Block{elements, s})
		}
		due = due[:0]
		elements++
	}
	return blocks
}

package chapter

import (
	"bytes"
	"fmt"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// divParser reads fenced divs:
//
//	::: {.quote source=key}
//	text
//	:::
//
// As in Pandoc, a line of three or more colons closes the innermost open div,
// however many colons opened it.
type divParser struct{}

func (divParser) Trigger() []byte             { return []byte{':'} }
func (divParser) CanInterruptParagraph() bool { return true }
func (divParser) CanAcceptIndentedLine() bool { return false }

func (divParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || countColons(line[pos:]) < 3 {
		return nil, parser.NoChildren
	}
	r := readingOf(pc)
	start := seg.Start + pos - seg.Padding
	behind := countColons(line[pos:])
	rest := bytes.TrimRight(line[pos+behind:], " \t\r\n")
	span := prose.Span{Start: start, End: start + behind + len(rest)}
	if len(rest) == 0 {
		r.error(diag.UnclosedBlock, span, "this line closes a block, but none is open here", "open one with ::: {.class}, or delete the line")
		reader.AdvanceToEOL()
		return &commentBlock{closed: true}, parser.NoChildren
	}
	if !r.mayNest(pc, span) {
		return nil, parser.NoChildren
	}
	n := &prose.Div{}
	r.divAttributes(&n.Attrs, &joined{text: bytes.TrimRight(bytes.TrimRight(rest, ":"), " \t"), base: start + behind})
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// divAttributes reads what stands between the colons: attributes in braces, or
// one word for a class.
func (r *reading) divAttributes(a *prose.Attrs, j *joined) {
	rest := j.text
	i := skipSpace(rest, 0)
	a.Span = j.span(i, len(rest))
	if i == len(rest) || rest[i] != '{' {
		word := rest[i:]
		if len(word) == 0 || bytes.ContainsAny(word, " \t{}=#.\"") {
			r.error(diag.MalformedAttributes, a.Span, fmt.Sprintf(`"%s" is not a class`, quoted(word)), "write ::: {.class key=value}, or ::: class")
			return
		}
		a.Classes = []string{string(word)}
		r.checkAttributes(a, onDiv)
		return
	}
	attrs, end, ok := r.readAttributes(j, i)
	if !ok {
		return
	}
	if extra := bytes.TrimSpace(rest[end:]); len(extra) > 0 {
		r.error(diag.MalformedAttributes, j.span(end, len(rest)), fmt.Sprintf(`"%s" stands behind the attributes`, quoted(extra)), "begin the text of the block on the next line")
	}
	*a = attrs
	r.checkAttributes(a, onDiv)
}

func (divParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if n.Kind() != prose.KindDiv {
		return parser.Close // a stray fence
	}
	line, _ := reader.PeekLine()
	width, pos := util.IndentWidth(line, reader.LineOffset())
	if width > 3 || !isClosingFence(line[pos:]) || !isInnermost(n, pc) {
		return parser.Continue | parser.HasChildren
	}
	readingOf(pc).closedDiv = n
	reader.AdvanceToEOL()
	return parser.Close
}

// isInnermost reports whether a closing fence closes this div: no other is open
// inside, and no block of code, where the fence would be text.
func isInnermost(n ast.Node, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	for i := len(blocks) - 1; i >= 0; i-- {
		switch b := blocks[i].Node.(type) {
		case *ast.FencedCodeBlock, *commentBlock:
			return false
		case *prose.Div:
			return ast.Node(b) == n
		}
	}
	return true
}

func (divParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	r := readingOf(pc)
	if n.Kind() == prose.KindDiv && r.closedDiv != n {
		r.error(diag.UnclosedBlock, r.lineSpan(n.Pos()), "this block is never closed", "end it with a line :::, as deep as it began; each ::: closes the innermost block")
	}
}

func countColons(line []byte) int {
	n := 0
	for n < len(line) && line[n] == ':' {
		n++
	}
	return n
}

func isClosingFence(line []byte) bool {
	n := countColons(line)
	return n >= 3 && util.IsBlank(line[n:])
}

package chapter

import (
	"sync"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is the parser of the dialect. It keeps no state between texts and
// serves many at once.
var markdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(divParser{}, 50),
			util.Prioritized(headingParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(nested{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nested{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(fencedCode{parser.NewFencedCodeBlockParser()}, 700),
			util.Prioritized(nested{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(commentParser{}, 850),
			util.Prioritized(nested{footnoteParser{}}, 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitionParser{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithInlineParsers(
			util.Prioritized(inlineParser{}, 100),
			util.Prioritized(emphasis{parser.NewEmphasisParser()}, 500),
			util.Prioritized(strikethrough{}, 500),
		),
	)
})

// maxNesting is how deep blocks, and inline nodes, may stand in each other.
const maxNesting = 100

// nested is a parser of blocks that hold blocks, up to a depth.
type nested struct{ parser.BlockParser }

func (p nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxNesting {
		_, seg := reader.PeekLine()
		if !readingOf(pc).mayNest(pc, prose.Span{Start: seg.Start, End: seg.Start + 1}) {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// mayNest reports whether one more block may be opened; if not, the writer
// hears of it once.
func (r *reading) mayNest(pc parser.Context, span prose.Span) bool {
	depth := 0
	for _, b := range pc.OpenedBlocks() {
		switch b.Node.Kind() {
		case ast.KindBlockquote, ast.KindListItem, prose.KindDiv, prose.KindNoteBody, extast.KindDefinitionDescription:
			depth++
		}
	}
	if depth < maxNesting {
		return true
	}
	r.reportDepth(span)
	return false
}

func (r *reading) reportDepth(span prose.Span) {
	if !r.tooDeep {
		r.tooDeep = true
		r.error(diag.NestedTooDeep, span, "more than 100 levels stand in each other here", "begin a new block at the margin")
	}
}

// maxDelimiters is how many marks of emphasis one block may hold. goldmark
// compares each with those before it, so the number has to be bounded.
const maxDelimiters = 2000

// emphasis is goldmark's parser of emphasis, up to a number of marks.
type emphasis struct{ parser.InlineParser }

func (p emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !readingOf(pc).countDelimiter(parent, block) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

func (r *reading) countDelimiter(parent ast.Node, block text.Reader) bool {
	if r.emphasisIn != parent {
		r.emphasisIn, r.emphasisLeft = parent, maxDelimiters
	}
	r.emphasisLeft--
	if r.emphasisLeft == -1 {
		_, seg := block.Position()
		r.error(diag.NestedTooDeep, prose.Span{Start: seg.Start, End: seg.Start + 1}, "this block holds more than 2,000 marks of emphasis", `write code in backticks, and a literal * as \*`)
	}
	return r.emphasisLeft >= 0
}

// strikethrough reads ~~words~~. One mark alone is Pandoc's subscript, which is
// not part of the subset.
type strikethrough struct{}

func (strikethrough) Trigger() []byte { return []byte{'~'} }

func (strikethrough) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, strikes{})
	if d == nil || d.OriginalLength != 2 || before == '~' || !readingOf(pc).countDelimiter(parent, block) {
		return nil
	}
	d.Segment = text.NewSegment(seg.Start, seg.Start+2)
	block.Advance(2)
	pc.PushDelimiter(d)
	return d
}

type strikes struct{}

func (strikes) IsDelimiter(c byte) bool { return c == '~' }
func (strikes) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

package prose

import "github.com/yuin/goldmark/ast"

// An Outline is what a document refers to and what can be referred to in it,
// without its tree: small enough to be kept for every text of a large
// investigation.
type Outline struct {
	Headings  []Heading
	Notes     []Note // without Body
	Marks     []Mark
	Citations []Citation
	CitedIn   []int // parallel to Citations: index of the note each stands in or makes; -1 where there is none
	Links     []Link
	Images    []Image
	IDs       []ID
	Codes     []Code
	Words     int
	Numbered  int // paragraphs that carry a number; see IsNumbered

	Passages  []Passage
	Claims    []ClaimMark
	Records   []RecordMark
	Events    []EventMark
	Terms     []TermMark
	Names     []NameMark
	Counts    []CountMark
	Timelines []TimelineMark
	Diagrams  []DiagramMark
	Unknowns  bool
	Quotes    []Quote
	Allowed   []Allowance
}

// A Code is a block of code with its language as written, "" for none.
type Code struct {
	Language string
	Span     Span // of the language
}

// OutlineOf draws the outline of a document.
func OutlineOf(d *Document) *Outline {
	o := &Outline{Headings: d.Headings, Marks: d.Marks, Citations: d.Citations, Links: d.Links, Images: d.Images, IDs: d.IDs, Words: d.Words,
		Passages: d.Passages, Claims: d.Claims, Records: d.Records, Terms: d.Terms, Counts: d.Counts, Names: d.Names, Events: d.Events, Timelines: d.Timelines, Diagrams: d.Diagrams, Unknowns: d.Unknowns, Quotes: d.Quotes, Allowed: d.Allowed}
	o.CitedIn = make([]int, len(d.Citations))
	for i := range o.CitedIn {
		o.CitedIn[i] = -1
	}
	o.Notes = make([]Note, len(d.Notes))
	for i, n := range d.Notes {
		if n.Kind == CitationNote {
			o.CitedIn[n.Citation] = i
		} else if n.Body != nil {
			_ = ast.Walk(n.Body, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
				if c, ok := node.(*Cite); ok && entering {
					o.CitedIn[c.Citation] = i
				}
				return ast.WalkContinue, nil
			})
		}
		n.Body = nil
		o.Notes[i] = n
	}
	o.Numbered = d.Numbered()
	o.Codes = codesOf(d)
	return o
}

// codesOf lists the fenced code blocks: they are blocks, so inline nodes are
// not walked.
func codesOf(d *Document) []Code {
	var codes []Code
	_ = ast.Walk(d.Root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if c, ok := node.(*ast.FencedCodeBlock); ok && c.Info != nil {
			if lang := c.Language(d.Source); len(lang) > 0 {
				start := c.Info.Segment.Start
				codes = append(codes, Code{string(lang), Span{start, start + len(lang)}})
			}
		}
		if node.Type() == ast.TypeInline || node.Kind() == ast.KindParagraph {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return codes
}

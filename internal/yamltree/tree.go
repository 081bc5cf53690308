// Package yamltree reads YAML strictly, as a small tree in which everything has
// its place. It is the one way in which the program reads YAML.
//
// What it accepts is plain YAML: mappings, lists, text with or without quotes,
// block text, flow collections, comments. What makes YAML surprising is refused
// with a diagnostic: anchors, aliases, merge keys, tags, directives, several
// documents, a key twice in one mapping, tabs for indentation, nesting deeper
// than 32 levels. Nothing is guessed: a scalar is text, and who wants a number
// or a date asks for one (see Map).
//
// Reading never fails. A mistake costs the entry it stands in and no other:
// every entry is delimited by its indentation before it is read, so that all
// mistakes of a file are found in one go and none brings forth others. Time is
// linear in the size of the file.
//
// The structure is read here, because places, recovery and linear time come
// from it. Text that needs YAML's finer rules (escapes, folding, block text) is
// read by goccy/go-yaml, piece by piece; its places are never used.
package yamltree

import "dossier/internal/diag"

// MaxBytes is the size of the largest file that is read.
const MaxBytes = 16 << 20

const (
	maxLevel = 32
	tooDeep  = "this is nested more than 32 levels deep"
)

// A Kind says what a node is.
type Kind int

const (
	Empty   Kind = iota // nothing is written: "key:"
	Scalar              // text
	List                // a sequence
	Mapping             // keys and values in the writer's order
	Broken              // could not be read; a diagnostic says why, so nobody else needs to
)

// A Node is a value in a YAML file. Nodes are never nil and never changed.
type Node struct {
	Kind    Kind
	Text    string  // of a Scalar
	Items   []*Node // of a List
	Entries []Entry // of a Mapping; no key twice
	Span    diag.Span

	// Quoted tells that a Scalar stands in quotes or is block text.
	Quoted bool
	// Literal tells that text in the node holds no markup: it comes from a form
	// in which "*" is an asterisk. Parse never sets it.
	Literal bool
	// Damaged tells that there were parts that could not be read; what seems to
	// be missing may stand in them.
	Damaged bool
}

// An Entry is one key of a mapping with its value.
type Entry struct {
	Key     string
	KeySpan diag.Span
	Value   *Node
}

// Parse reads the YAML in src[from:to]. All places are offsets in src. A byte
// order mark before it is skipped. The node is never nil; it is Empty where
// there is nothing but comments, and Broken where the bytes are not text.
func Parse(src []byte, from, to int) (*Node, diag.List) {
	p := &parser{src: src, start: from, end: to}
	if to-from > MaxBytes {
		return p.broken(from, to), diag.CheckText(src, MaxBytes)
	}
	if unreadable := diag.CheckText(src[:to], len(src)); len(unreadable) > 0 {
		return p.broken(from, to), unreadable
	}
	p.splitLines(from, to)
	end := p.oneDocument()
	root := p.block(0, end, -1, 1)
	if i := p.skipBlank(0, end); root.Kind == Empty && i < end {
		root = p.broken(p.lines[i].at, to)
	}
	return root, p.diags
}

// A parser is one reading of one file.
type parser struct {
	src        []byte
	start, end int // of the YAML in src
	lines      []line
	diags      diag.List
	spare      []Node // nodes to hand out, so that small ones are not allocated one by one
}

func (p *parser) node(kind Kind, start, end int) *Node {
	if len(p.spare) == 0 {
		p.spare = make([]Node, 16)
	}
	n := &p.spare[0]
	p.spare = p.spare[1:]
	n.Kind, n.Span = kind, span(start, end)
	return n
}

func (p *parser) broken(start, end int) *Node { return p.node(Broken, start, end) }

func (p *parser) report(start, end int, message, hint string) {
	p.diags = append(p.diags, diag.Diagnostic{
		Code: diag.MalformedYAML, Severity: diag.Error, Span: span(start, end), Message: message, Hint: hint,
	})
}

// refuse reports a mistake and stands in for the value it spoils.
func (p *parser) refuse(start, end int, message, hint string) *Node {
	p.report(start, end, message, hint)
	return p.broken(start, end)
}

func span(start, end int) diag.Span { return diag.Span{Start: start, End: end} }

package chapter

import (
	"bytes"
	"sort"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Everything inline except emphasis and line breaks is found by one pass over
// the text of a block, before goldmark reads it: code, brackets of every kind,
// citations, addresses and HTML in angle brackets. The pass knows which bracket
// closes which, so that nothing is looked for twice and time stays linear
// whatever the text; goldmark's loop then asks what stands at a place. See
// inline.go for what becomes of the finds.

// A find is something that the pass has found at a place.
type find struct {
	kind       findKind
	start, end int // in the joined text: what is taken in one step
	pos        int // of start, in the file
	mate       int // of a foundClose: index of the find that opens
	data       int // index into the list that the kind names
}

type findKind uint8

const (
	foundNothing    findKind = iota
	foundCode                // `code`; data: length of the fence
	foundAddress             // <https://example.org>, <name@example.org>
	foundTag                 // <div>
	foundComment             // <!-- … -->
	foundNote                // [^label]; data: reading.calls
	foundInlineNote          // ^[words], until the end of the pass; data: where the words begin
	foundCitation            // [@key], @key; data: reading.cites
	foundInvalid             // refused; shown as written
	foundLinkOpen            // [ of a link
	foundImageOpen           // ![
	foundSpanOpen            // [ of a bracketed span
	foundLinkClose           // ](address) and its kin; data: scanner.links
	foundImageClose          // the same
	foundSpanClose           // ]{attributes}; data: scanner.attrs
)

// A bracket is one that has been opened and not closed yet.
type bracket struct {
	char      byte // '[', '!' for ![, '^' for ^[
	find      int  // index of its find
	start     int  // of the first byte
	content   int  // after the bracket
	cites     int  // citations directly inside
	afterCite int  // the find of the @key that stands right before it, or -1
	nested    bool // holds other brackets
	holdsCite bool // holds a citation in brackets of its own
}

// A scanner holds the finds in one block. It is used again for the next.
type scanner struct {
	block ast.Node
	joined
	finds []find
	next  int // the first find that has not been passed
	links []destination
	attrs []prose.Attrs
	stack []bracket
	open  []opening

	inNote   bool          // the block is part of a note
	dead     int           // brackets below this height hold a link, so they cannot be one
	lastCite int           // the newest @key of the running text, or -1
	fences   map[int][]int // where runs of backticks begin, by their length; nil until needed
	missing  [numClosers]bool
}

// closers are looked for at most once in vain.
const (
	closesComment = iota
	closesInstruction
	closesDeclaration
	closesData
	closesMath
	numClosers
)

var closers = [numClosers][]byte{[]byte("-->"), []byte("?>"), []byte(">"), []byte("]]>"), []byte("$$")}

// closer returns the end of the next closer at or after i, -1 where there is
// none.
func (s *scanner) closer(which, i int) int {
	if s.missing[which] || i > len(s.text) {
		return -1
	}
	n := bytes.Index(s.text[i:], closers[which])
	if n < 0 {
		s.missing[which] = true
		return -1
	}
	return i + n + len(closers[which])
}

// special marks the bytes at which the pass stops.
var special = [256]bool{'\\': true, '`': true, '<': true, '[': true, ']': true, '!': true, '^': true, '@': true, '~': true, '$': true}

// scan finds everything in a block.
func (r *reading) scan(block ast.Node) {
	s := &r.scanner
	s.block = block
	s.joined = join(r.doc.Source, block.Lines())
	s.finds, s.links, s.attrs, s.stack, s.open = s.finds[:0], s.links[:0], s.attrs[:0], s.stack[:0], s.open[:0]
	s.next, s.dead, s.lastCite, s.fences, s.missing = 0, 0, -1, nil, [numClosers]bool{}
	s.inNote = isInNote(block)
	t := s.text
	for i := 0; i < len(t); {
		if !special[t[i]] {
			i++
			continue
		}
		switch t[i] {
		case '\\':
			i++
			if i < len(t) && util.IsPunct(t[i]) {
				i++
			}
		case '`':
			i = r.scanCode(i)
		case '<':
			i = r.scanAngle(i)
		case '[':
			i = r.scanBracket(i)
		case ']':
			i = r.scanClosing(i)
		case '!':
			i = r.scanBang(i)
		case '^':
			i = r.scanCaret(i)
		case '@':
			i = r.scanAt(i)
		case '~':
			i = r.scanMark(i, '~', "subscript", "write the digits as they are, or H₂O with the sign itself")
		case '$':
			i = r.scanMath(i)
		}
	}
	for _, b := range s.stack {
		r.neverClosed(b)
	}
	r.addInlineNotes()
}

// add keeps a find; the index that it gets holds until an enclosing find takes
// it in.
func (s *scanner) add(kind findKind, start, end, data int) int {
	s.finds = append(s.finds, find{kind: kind, start: start, end: end, pos: s.at(start), data: data})
	return len(s.finds) - 1
}

// found returns the find that begins at a place of the file, nil where there is
// none. Places are asked for in order.
func (s *scanner) found(pos int) *find {
	for s.next < len(s.finds) && s.finds[s.next].pos < pos {
		s.next++
	}
	for i := s.next; i < len(s.finds) && s.finds[i].pos == pos; i++ {
		if s.finds[i].kind != foundNothing {
			s.next = i + 1
			return &s.finds[i]
		}
	}
	return nil
}

// byteAt returns a byte of the text, 0 outside.
func (s *scanner) byteAt(i int) byte {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

// scanMark reports text between two single marks without space, which Pandoc
// would raise or lower.
func (r *reading) scanMark(i int, mark byte, name, hint string) int {
	s := &r.scanner
	if s.byteAt(i+1) == mark {
		for s.byteAt(i) == mark {
			i++
		}
		return i
	}
	j := i + 1
	for j < len(s.text) && s.text[j] != mark && !special[s.text[j]] && !util.IsSpace(s.text[j]) {
		j++
	}
	if s.byteAt(j) != mark || j == i+1 || s.byteAt(j+1) == mark {
		return i + 1
	}
	r.unsupported(s.span(i, j+1), name, hint)
	return j + 1
}

func (r *reading) scanMath(i int) int {
	s := &r.scanner
	if s.byteAt(i+1) != '$' {
		return i + 1
	}
	end := s.closer(closesMath, i+2)
	if end < 0 {
		return i + 2
	}
	r.unsupported(s.span(i, end), "mathematics", "write the formula in words, or as an image")
	return i + 2
}

// neverClosed reports brackets that only make sense closed.
func (r *reading) neverClosed(b bracket) {
	s := &r.scanner
	switch {
	case b.char == '^':
		r.error(diag.UnclosedBlock, s.span(b.start, b.content), "this note is never closed", "end it with ], in the same paragraph")
	case b.cites > 0 && (s.byteAt(b.content) == '@' || s.byteAt(b.content) == '-'):
		r.error(diag.MalformedCitation, s.span(b.start, b.content), "this bracket is never closed", "end the citation with ]")
	}
}

// A joined text is the lines of a block as one run of bytes.
type joined struct {
	text   []byte
	lines  *text.Segments
	base   int   // place of the text in the file
	starts []int // where each line begins in text; nil where the lines follow each other in the file
}

func join(source []byte, lines *text.Segments) joined {
	n := lines.Len()
	j := joined{lines: lines}
	if n == 0 {
		return j
	}
	first, last := lines.At(0), lines.At(n-1)
	j.base = first.Start
	if isContiguous(lines) {
		j.text = source[first.Start:last.Stop:last.Stop]
		return j
	}
	j.starts = make([]int, n)
	for i := range n {
		line := lines.At(i)
		j.starts[i] = len(j.text)
		j.text = append(j.text, line.Value(source)...)
	}
	return j
}

func isContiguous(lines *text.Segments) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		if line.Padding != 0 || i > 0 && line.Start != lines.At(i-1).Stop {
			return false
		}
	}
	return true
}

// at returns the place of text[i] in the file.
func (j *joined) at(i int) int {
	if j.starts == nil {
		return j.base + i
	}
	k := j.line(i)
	line := j.lines.At(k)
	return min(line.Start+max(0, i-j.starts[k]-line.Padding), line.Stop)
}

// span returns the place of text[start:end] in the file.
func (j *joined) span(start, end int) prose.Span {
	if end <= start {
		at := j.at(start)
		return prose.Span{Start: at, End: at}
	}
	return prose.Span{Start: j.at(start), End: j.at(end-1) + 1}
}

// segments returns text[start:end] as segments of the file, one for each line.
func (j *joined) segments(start, end int) []text.Segment {
	var out []text.Segment
	for k := j.line(start); k < j.lines.Len() && start < end; k++ {
		line := j.lines.At(k)
		lineStart := j.lineStart(k)
		stop := min(end, lineStart+line.Len())
		if start < stop {
			out = append(out, text.NewSegment(j.at(start), j.at(stop-1)+1))
		}
		start = max(start, stop)
	}
	return out
}

// line returns the index of the line that holds text[i].
func (j *joined) line(i int) int {
	n := j.lines.Len()
	return sort.Search(n, func(k int) bool { return k == n-1 || j.lineStart(k+1) > i })
}

func (j *joined) lineStart(k int) int {
	if j.starts == nil {
		return j.lines.At(k).Start - j.base
	}
	return j.starts[k]
}

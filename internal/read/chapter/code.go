package chapter

import (
	"sort"

	"dossier/internal/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// scanCode finds a code span, or passes backticks that begin none.
func (r *reading) scanCode(i int) int {
	s := &r.scanner
	length := s.fence(i)
	if s.fences == nil {
		s.findFences(i)
	}
	places := s.fences[length]
	k := sort.SearchInts(places, i+length)
	if k == len(places) {
		return i + length
	}
	end := places[k] + length
	s.add(foundCode, i, end, length)
	return r.scanStrayAttributes(end, "code")
}

// fence returns the length of the run of backticks at i.
func (s *scanner) fence(i int) int {
	n := 0
	for s.byteAt(i+n) == '`' {
		n++
	}
	return n
}

// findFences notes where the runs of backticks begin.
func (s *scanner) findFences(i int) {
	s.fences = map[int][]int{}
	for i < len(s.text) {
		n := s.fence(i)
		if n == 0 {
			i++
			continue
		}
		s.fences[n] = append(s.fences[n], i)
		i += n
	}
}

func (r *reading) codeSpan(f *find) ast.Node {
	s := &r.scanner
	start, end := f.start+f.data, f.end-f.data
	if padded(s.text[start:end]) {
		start, end = start+1, end-1
	}
	n := ast.NewCodeSpan()
	for _, seg := range s.segments(start, end) {
		n.AppendChild(n, ast.NewRawTextSegment(seg))
	}
	return n
}

// padded reports whether code has a space at both ends that is not part of it.
// https://spec.commonmark.org/0.31.2/#code-spans
func padded(code []byte) bool {
	last := len(code) - 1
	if last < 1 || !isSpace(code[0]) || !isSpace(code[last]) {
		return false
	}
	for _, c := range code {
		if !isSpace(c) {
			return true
		}
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// fencedCode is goldmark's parser of fenced code, which also sees that each
// block is closed.
type fencedCode struct{ parser.BlockParser }

func (p fencedCode) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := p.BlockParser.Continue(n, reader, pc)
	if state == parser.Close {
		readingOf(pc).closedCode = n
	}
	return state
}

func (p fencedCode) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	r := readingOf(pc)
	if r.closedCode != n {
		start := n.Pos()
		r.error(diag.UnclosedBlock, r.lineSpan(start), "this block of code is never closed", "end it with a line of as many ` or ~")
	}
	p.BlockParser.Close(n, reader, pc)
}

// plainCode gives code from a file with CR LF line feeds alone, and code in a
// table cell its pipes without their backslash. Segments are split around the
// bytes that are not part of the code.
func (r *reading) plainCode(n ast.Node, inTable bool) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); ok {
			r.splitCode(n, t, inTable)
		}
		c = next
	}
}

func (r *reading) splitCode(parent ast.Node, t *ast.Text, inTable bool) {
	start, stop := t.Segment.Start, t.Segment.Stop
	for i := start; i+1 < stop; i++ {
		c, next := r.doc.Source[i], r.doc.Source[i+1]
		if c == '\r' && next == '\n' || inTable && c == '\\' && next == '|' {
			if i > start {
				parent.InsertBefore(parent, t, ast.NewRawTextSegment(text.NewSegment(start, i)))
			}
			start = i + 1
			t.Segment.Start = start
		}
	}
}

// plainLines does the same for the lines of a block of code.
func (r *reading) plainLines(n ast.Node) {
	lines := n.Lines()
	split := text.NewSegments()
	for i := range lines.Len() {
		line := lines.At(i)
		if end := line.Stop - 2; end >= line.Start && r.doc.Source[end] == '\r' && r.doc.Source[end+1] == '\n' {
			head := line
			head.Stop, head.ForceNewline = end, false
			if head.Stop > head.Start || head.Padding > 0 {
				split.Append(head)
			}
			line = text.NewSegment(end+1, end+2)
		}
		split.Append(line)
	}
	n.SetLines(split)
}

package chapter

import (
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// scanSpan decides whether the bracket that ends at i is a bracketed span:
// [text]{.class #id key=value}.
func (r *reading) scanSpan(b bracket, i int) (end int, ok bool) {
	s := &r.scanner
	if s.byteAt(i+1) != '{' || !looksLikeAttributes(s.text, i+1) {
		return 0, false
	}
	attrs, end, ok := r.readAttributes(&s.joined, i+1)
	if !ok {
		return 0, false
	}
	s.attrs = append(s.attrs, attrs)
	s.finds[b.find].kind = foundSpanOpen
	s.finds[s.add(foundSpanClose, i, end, len(s.attrs)-1)].mate = b.find
	return end, true
}

func (r *reading) spanNode(attrs *prose.Attrs) ast.Node {
	n := &prose.SpanOf{Attrs: *attrs}
	r.checkAttributes(&n.Attrs, onSpan)
	return n
}

// scanStrayAttributes passes over attributes where Pandoc accepts them and we
// do not: after code, links and images.
func (r *reading) scanStrayAttributes(i int, where string) int {
	s := &r.scanner
	if s.byteAt(i) != '{' || !looksLikeAttributes(s.text, i) {
		return i
	}
	at := len(r.diags)
	_, end, ok := r.readAttributes(&s.joined, i)
	r.diags = r.diags[:at]
	if !ok {
		return i
	}
	s.add(foundComment, i, end, 0)
	r.unsupported(s.span(i, end), "attribute syntax on "+where, "leave them out, or put a span around it: [text]{.class}")
	return end
}

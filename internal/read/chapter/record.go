package chapter

import (
	"fmt"
	"strconv"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// addRecord lists a block that shows a record. It has no text of its own.
func (r *reading) addRecord(a *prose.Attrs, class string, n ast.Node) {
	ref, span, ok := r.refOf(a, class)
	if !ok {
		return
	}
	prefix, page := "r-", 0
	if class == "exhibit" {
		prefix, page = "x-", r.pageOf(a)
	}
	r.anchorMark(a, prefix, ref)
	r.doc.Records = append(r.doc.Records, prose.RecordMark{Class: class, Ref: ref, RefSpan: span, Span: a.Span, Page: page,
		Heading: r.marking.heading, After: len(r.doc.Passages)})
	if n.FirstChild() != nil {
		r.error(diag.UnsupportedSyntax, a.Span, fmt.Sprintf("a .%s block shows its record and holds no text", class), "delete the text inside, or move it behind the block")
	}
}

// pageOf reads page= of an exhibit; 0 where none is named.
func (r *reading) pageOf(a *prose.Attrs) int {
	for _, v := range a.Values {
		if v.Key != "page" {
			continue
		}
		n, err := strconv.Atoi(v.Value)
		if err == nil && n > 0 {
			return n
		}
		r.error(diag.InvalidValue, v.Span, fmt.Sprintf("%q is no page", v.Value), "write its number: page=1")
	}
	return 0
}

package chapter

import (
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// addEvent lists words that stand for an event.
func (r *reading) addEvent(a *prose.Attrs, s prose.Stretch) {
	if ref, span, ok := r.refOf(a, "event"); ok {
		r.doc.Events = append(r.doc.Events, prose.EventMark{Ref: ref, RefSpan: span, Span: a.Span, Stretch: s})
	}
}

// addTimeline lists a block that shows events. It has no text of its own.
func (r *reading) addTimeline(a *prose.Attrs, n ast.Node) {
	m := prose.TimelineMark{Span: a.Span}
	for _, v := range a.Values {
		switch v.Key {
		case "names":
			m.Names, m.NamesSpan = strings.Fields(v.Value), v.Span
		case "from":
			m.From, m.FromSpan = v.Value, v.Span
		case "to":
			m.To, m.ToSpan = v.Value, v.Span
		}
	}
	r.doc.Timelines = append(r.doc.Timelines, m)
	if n.FirstChild() != nil {
		r.error(diag.UnsupportedSyntax, a.Span, "a .timeline block shows events and holds no text", "delete the text inside, or move it behind the block")
	}
}

// addDiagram lists a block that draws what passes between two parties. Its text
// is the caption.
func (r *reading) addDiagram(a *prose.Attrs) {
	m := prose.DiagramMark{Span: a.Span}
	for _, v := range a.Values {
		if v.Key == "claims" {
			m.Claims, m.ClaimsSpan = strings.Fields(v.Value), v.Span
		}
	}
	r.doc.Diagrams = append(r.doc.Diagrams, m)
}

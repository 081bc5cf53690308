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

// headingParser is one of goldmark's parsers of headings, which also reads the
// attributes at the end of the heading: ## Heading {#id}.
type headingParser struct{ parser.BlockParser }

// Close reads the attributes: an underlined heading has its text only now.
func (p headingParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	if n.Parent() != nil {
		readingOf(pc).headingAttributes(n)
	}
}

// headingAttributes takes the attributes off the last line of a heading.
func (r *reading) headingAttributes(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(last.Value(r.doc.Source), " \t\r\n")
	start := attributesStart(line)
	if start > 0 && line[len(line)-1] != '}' && line[start-1] == ' ' && looksLikeAttributes(line, start) && bytes.IndexByte(line[start:], '}') < 0 {
		r.error(diag.MalformedAttributes, prose.Span{Start: last.Start - last.Padding + start, End: last.Start - last.Padding + len(line)}, "these attributes are never closed", "end them with }")
	}
	if len(line) == 0 || line[len(line)-1] != '}' {
		return
	}
	if start < 0 || start > 0 && line[start-1] == ']' || isEscaped(line, start) || !looksLikeAttributes(line, start) {
		return
	}
	attrs, end, ok := r.readAttributes(&joined{text: line, base: last.Start - last.Padding}, start)
	if !ok || end != len(line) {
		return
	}
	r.checkAttributes(&attrs, onHeading)
	if r.headingAttrs == nil {
		r.headingAttrs = map[ast.Node]prose.Attrs{}
	}
	r.headingAttrs[n] = attrs
	rest := bytes.TrimRight(line[:start], " \t")
	if hashes := bytes.TrimRight(rest, "#"); len(hashes) < len(rest) && (len(hashes) == 0 || util.IsSpace(hashes[len(hashes)-1])) {
		rest = bytes.TrimRight(hashes, " \t")
	}
	last.Stop = last.Start - last.Padding + len(rest)
	lines.Set(lines.Len()-1, last)
}

// attributesStart returns the place of the last opening brace outside quotation
// marks, -1 where there is none.
func attributesStart(line []byte) int {
	inside := false
	for i := len(line) - 1; i >= 0; i-- {
		switch line[i] {
		case '"':
			inside = !inside
		case '{':
			if !inside {
				return i
			}
		}
	}
	return -1
}

func isEscaped(line []byte, i int) bool {
	n := 0
	for i-n > 0 && line[i-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// heading notes a heading and reports a level out of order. Its id follows when
// all ids that writers gave are known.
func (r *reading) heading(n *ast.Heading) {
	span := r.headingSpan(n)
	if n.Level == 1 {
		n.Level = 2
		r.error(diag.HeadingLevel, span, "the text has no heading of the first level: that is the title", "write ## for a section")
	} else if most := r.level + 1; n.Level > most {
		r.warn(diag.HeadingLevel, span, fmt.Sprintf("a heading of level %d below one of level %d", n.Level, r.level), fmt.Sprintf("write %s", "######"[:most]))
	}
	r.level = n.Level
	h := prose.Heading{Level: n.Level, Text: r.plainText(n), Span: span}
	if a, ok := r.headingAttrs[n]; ok {
		if a.ID != "" && r.pin(a.ID, a.IDSpan) {
			h.ID = a.ID
		}
		if lang := a.Value("lang"); lang != "" {
			n.SetAttributeString("lang", []byte(lang))
		}
	}
	r.doc.Headings = append(r.doc.Headings, h)
	r.headings = append(r.headings, n)
}

// headingSpan is the text of a heading; one without text is its marker.
func (r *reading) headingSpan(n ast.Node) prose.Span {
	lines := n.Lines()
	if lines.Len() == 0 {
		return r.lineSpan(n.Pos())
	}
	end := lines.At(lines.Len() - 1)
	return prose.Span{Start: lines.At(0).Start, End: end.Stop - util.TrimRightSpaceLength(r.doc.Source[end.Start:end.Stop])}
}

// nameHeadings gives ids to the headings that have none, after those that
// writers pinned: in order, the first of each name takes it, then repeated
// ones get -2, -3…, skipping what is in use.
func (r *reading) nameHeadings() {
	slugs := make([]string, len(r.headings))
	for i := range r.headings {
		h := &r.doc.Headings[i]
		if h.ID != "" {
			continue
		}
		slugs[i] = anchor(h.Text)
		if !r.isTaken(slugs[i]) {
			h.ID = slugs[i]
			r.keep(h.ID, h.Span)
		}
	}
	next := map[string]int{}
	for i := range r.headings {
		h := &r.doc.Headings[i]
		if h.ID != "" {
			continue
		}
		n := max(2, next[slugs[i]])
		for ; h.ID == ""; n++ {
			if id := fmt.Sprintf("%s-%d", slugs[i], n); !r.isTaken(id) {
				h.ID = id
				r.keep(id, h.Span)
			}
		}
		next[slugs[i]] = n
	}
	for i, n := range r.headings {
		h := &r.doc.Headings[i]
		n.SetAttributeString("id", []byte(h.ID))
		r.doc.IDs = append(r.doc.IDs, prose.ID{Name: h.ID, Span: h.Span})
	}
}

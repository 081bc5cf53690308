package chapter

import (
	"fmt"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Evidence in the text: after a block is set, its words are kept as a passage,
// and what is marked in them (claims, quotations, responses, exceptions) is
// listed with its place there.

// marking is what the listing of marks needs to know while it goes.
type marking struct {
	text     []byte
	notes    []prose.NoteAt
	fixed    []prose.Part
	heading  int // the section
	places   []prose.Place
	end      int          // in the file, of the last piece of text
	claims   []prose.Span // attributes of the claims that are open, outermost first
	quoted   int          // .quote divs that are open
	numbered int          // paragraphs so far that carry a number
	pulled   int
	anchored map[string]bool // anchors that a mark has already taken
}

// passage keeps the words of a block and lists what is marked in them.
func (r *reading) passage(block ast.Node) {
	m := &r.marking
	m.text, m.notes, m.fixed, m.places, m.end = m.text[:0], nil, nil, m.places[:0], 0
	m.heading = len(r.doc.Headings) - 1
	if block.Kind() == ast.KindHeading {
		m.heading++ // this one, which joins the list when its words are known
	}
	r.gather(block)
	paragraph := 0
	if prose.IsNumbered(block) && block.HasChildren() {
		m.numbered++
		paragraph = m.numbered
	}
	if len(m.places) == 0 {
		return
	}
	p := prose.Passage{
		Text: string(m.text), Lang: r.setter.lang, Heading: m.heading,
		InNote: r.inNote, Quoted: m.quoted > 0, Pulled: m.pulled > 0, Nested: isNested(block), Paragraph: paragraph,
		Notes: m.notes, Fixed: m.fixed, Places: append([]prose.Place(nil), m.places...), End: m.end,
	}
	switch block.(type) {
	case *ast.Heading:
		p.Kind = prose.HeadingPassage
	case *extast.TableCell:
		p.Kind = prose.CellPassage
	case *extast.DefinitionTerm:
		p.Kind = prose.TermPassage
	}
	if r.doc.Passages == nil {
		r.doc.Passages = make([]prose.Passage, 0, 8+len(r.doc.Source)/400)
	}
	r.doc.Passages = append(r.doc.Passages, p)
	r.checkUnmatched(&r.doc.Passages[len(r.doc.Passages)-1])
}

// gather adds the words in a node.
func (r *reading) gather(parent ast.Node) {
	m := &r.marking
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if value := n.Segment.Value(r.doc.Source); len(value) > 0 {
				m.places = append(m.places, prose.Place{At: int32(len(m.text)), Pos: int32(n.Segment.Start)})
				m.text = append(m.text, value...)
				m.end = n.Segment.Stop
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				m.text = append(m.text, ' ')
			}
		case *ast.String:
			r.gatherSet(n)
		case *prose.NoteMark:
			m.notes = append(m.notes, prose.NoteAt{At: len(m.text), Mark: n.Mark})
		case *prose.Cite:
			r.gatherCite(n)
		case *prose.Picture, *comment:
		case *prose.Invalid:
			m.places = append(m.places, prose.Place{At: int32(len(m.text)), Pos: int32(n.Span.Start)})
			m.fixed = append(m.fixed, prose.Part{From: len(m.text), To: len(m.text) + len(n.Raw)})
			m.text = append(m.text, n.Raw...)
			m.end = max(n.Span.End, n.Span.Start)
		case *prose.SpanOf:
			r.gatherSpan(n)
		case *prose.LinkTo, *ast.CodeSpan:
			i := len(m.fixed)
			m.fixed = append(m.fixed, prose.Part{From: len(m.text)})
			r.gather(n)
			m.fixed[i].To = len(m.text)
		default:
			r.gather(n)
		}
	}
}

// isNested reports whether a block stands in a block quotation or a list.
func isNested(block ast.Node) bool {
	for n := block.Parent(); n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindBlockquote, ast.KindList:
			return true
		}
	}
	return false
}

// gatherCite writes a citation in the sentence as its key.
func (r *reading) gatherCite(n *prose.Cite) {
	m := &r.marking
	c := r.doc.Citations[n.Citation]
	m.places = append(m.places, prose.Place{At: int32(len(m.text)), Pos: int32(c.Span.Start)})
	m.text = append(append(m.text, '@'), c.Items[0].Key...)
	m.end = c.Span.End
}

// gatherSpan adds the words of a bracketed span, and lists what it marks.
func (r *reading) gatherSpan(n *prose.SpanOf) {
	m := &r.marking
	from, passage := len(m.text), len(r.doc.Passages)
	start := m.end
	a := &n.Attrs
	isClaim := a.Has("claim")
	claim := -1
	if isClaim {
		claim = r.openClaim(a, false)
	}
	r.gather(n)
	if len(m.places) == 0 {
		// A mark always has a passage, if an empty one.
		m.places = append(m.places, prose.Place{Pos: int32(a.Span.Start)})
		m.end = a.Span.Start
	}
	stretch := prose.Stretch{First: passage, Last: passage, From: from, To: len(m.text)}
	if isClaim {
		r.closeClaim(claim, stretch)
	}
	if len(m.places) > 0 && len(m.text) > from {
		// The first piece in the span begins it.
		for _, pl := range m.places {
			if int(pl.At) >= from {
				start = int(pl.Pos)
				break
			}
		}
	}
	whole := prose.Span{Start: start, End: a.Span.End}
	if a.Has("event") {
		r.addEvent(a, stretch)
	}
	if a.Has("q") {
		r.addQuote(n, a, false, stretch, whole)
	}
	if a.Has("count") {
		r.addCount(a, stretch)
	}
	if a.Has("term") {
		r.addTerm(n, stretch)
	}
	if a.Has("name") {
		if ref, span, ok := r.refOf(a, "name"); ok {
			r.doc.Names = append(r.doc.Names, prose.NameMark{Ref: ref, RefSpan: span, Stretch: stretch})
		}
	}
	if a.Has("allow") {
		r.allow(a, whole)
	}
}

// addCount lists a number that the records decide.
func (r *reading) addCount(a *prose.Attrs, s prose.Stretch) {
	if of := a.Value("of"); of != "" {
		r.doc.Counts = append(r.doc.Counts, prose.CountMark{Of: of, Stretch: s})
		return
	}
	r.error(diag.MissingField, a.Span, "this .count does not say of what", "write {.count of=claims}, or sources, exhibits, unknowns or corrections")
}

// addTerm lists a word of the glossary. The first that may be explained where
// it stands has the anchor.
func (r *reading) addTerm(n *prose.SpanOf, s prose.Stretch) {
	ref, span, ok := r.refOf(&n.Attrs, "term")
	if !ok {
		return
	}
	if prose.MayExplain(n) && !n.Attrs.Has("claim") {
		r.anchorMark(&n.Attrs, "g-", ref)
	}
	r.doc.Terms = append(r.doc.Terms, prose.TermMark{Ref: ref, RefSpan: span, Stretch: s})
}

// beginMarks notes what a div marks; the function it returns is called behind
// its last block.
func (r *reading) beginMarks(n *prose.Div) (done func()) {
	m, a := &r.marking, &n.Attrs
	m.heading = len(r.doc.Headings) - 1
	first := len(r.doc.Passages)
	claim := -1
	if a.Has("claim") {
		claim = r.openClaim(a, true)
	}
	for _, class := range []string{"response", "right-of-reply", "exhibit"} {
		if a.Has(class) {
			r.addRecord(a, class, n)
		}
	}
	if a.Has("timeline") {
		r.addTimeline(a, n)
	}
	if a.Has("diagram") {
		r.addDiagram(a)
	}
	if a.Has("unknowns") {
		r.doc.Unknowns = true
	}
	if a.Has("quote") {
		m.quoted++
	}
	if a.Has("pull") {
		m.pulled++
	}
	return func() {
		stretch := r.blockStretch(first)
		whole := prose.Span{Start: a.Span.Start, End: a.Span.End}
		if last := len(r.doc.Passages) - 1; last >= first {
			whole.End = max(whole.End, r.doc.Passages[last].End)
		}
		if a.Has("claim") {
			r.closeClaim(claim, stretch)
		}
		if a.Has("quote") {
			m.quoted--
			r.addQuote(n, a, true, stretch, whole)
		}
		if a.Has("pull") {
			m.pulled--
		}
		if a.Has("allow") {
			r.allow(a, whole)
		}
	}
}

// blockStretch is the passages from the first of a block to the last one read.
func (r *reading) blockStretch(first int) prose.Stretch {
	s := prose.Stretch{First: first, Last: len(r.doc.Passages) - 1}
	if s.Last >= first {
		s.To = len(r.doc.Passages[s.Last].Text)
	}
	return s
}

// openClaim lists a mark of a claim and gives it its anchor. It returns the
// index of the mark, -1 for one that is refused.
func (r *reading) openClaim(a *prose.Attrs, block bool) int {
	m := &r.marking
	if len(m.claims) > 0 {
		r.report(diag.Diagnostic{Code: diag.NestedClaim, Severity: diag.Error, Span: placed(a.Span),
			Message: "a claim stands inside another", Hint: "mark one after the other; a text that makes two claims is two sentences",
			Related: []diag.Related{{Span: placed(m.claims[len(m.claims)-1]), Message: "inside this one"}}})
	}
	m.claims = append(m.claims, a.Span)
	ref, span, ok := r.refOf(a, "claim")
	if !ok {
		return -1
	}
	r.anchorMark(a, "c-", ref)
	r.doc.Claims = append(r.doc.Claims, prose.ClaimMark{Ref: ref, RefSpan: span, Span: a.Span, Block: block, Heading: m.heading})
	return len(r.doc.Claims) - 1
}

func (r *reading) closeClaim(claim int, s prose.Stretch) {
	m := &r.marking
	m.claims = m.claims[:len(m.claims)-1]
	if claim >= 0 {
		r.doc.Claims[claim].Stretch = s
	}
}

// refOf reads ref= of a mark.
func (r *reading) refOf(a *prose.Attrs, class string) (ref string, span prose.Span, ok bool) {
	for _, v := range a.Values {
		if v.Key == "ref" && v.Value != "" {
			return v.Value, v.Span, true
		}
	}
	r.error(diag.MissingField, a.Span, fmt.Sprintf("this .%s names no record", class), fmt.Sprintf("write {.%s ref=ID}", class))
	return "", prose.Span{}, false
}

// anchorMark gives the first mark of a record in the text its anchor, unless
// the writer gave the element another.
func (r *reading) anchorMark(a *prose.Attrs, prefix, ref string) {
	m := &r.marking
	name := prefix + ref
	if a.ID != "" || m.anchored[name] {
		return
	}
	if m.anchored == nil {
		m.anchored = map[string]bool{}
	}
	m.anchored[name] = true
	a.ID = name
	r.doc.IDs = append(r.doc.IDs, prose.ID{Name: name, Span: a.Span})
}

// addQuote lists a quotation.
func (r *reading) addQuote(n ast.Node, a *prose.Attrs, block bool, s prose.Stretch, whole prose.Span) {
	lang := a.Value("lang")
	if lang == "" {
		lang = r.setter.lang
	}
	q := prose.Quote{
		ID: a.ID, Source: a.Value("source"), Place: a.Value("loc"), By: a.Value("by"), Lang: lang,
		Original: a.Value("original"), TranslatedBy: a.Value("translated-by"), Emphasis: a.Value("emphasis"), Unverifiable: a.Value("unverifiable"),
		Block: block, InNote: r.inNote, Heading: r.marking.heading,
		Span: whole, Attrs: a.Span, SourceSpan: a.Span, BySpan: a.Span, Stretch: s,
	}
	for _, v := range a.Values {
		switch v.Key {
		case "source":
			q.SourceSpan = v.Span
		case "by":
			q.BySpan = v.Span
		}
	}
	var b strings.Builder
	if block {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			r.quoteInto(&b, c)
		}
	} else {
		r.quoteInto(&b, n)
	}
	q.Text = strings.TrimSpace(b.String())
	r.doc.Quotes = append(r.doc.Quotes, q)
}

// quoteInto writes the words in a node, emphasis between asterisks.
func (r *reading) quoteInto(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(r.doc.Source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.Emphasis:
			b.WriteByte('*')
			r.quoteInto(b, c)
			b.WriteByte('*')
		case *prose.NoteMark, *prose.Cite, *prose.Picture, *comment:
		case *prose.Invalid:
			b.Write(c.Raw)
		default:
			if c.Type() == ast.TypeBlock && b.Len() > 0 {
				b.WriteByte(' ')
			}
			r.quoteInto(b, c)
		}
	}
}

// allow lists an exception.
func (r *reading) allow(a *prose.Attrs, whole prose.Span) {
	r.doc.Allowed = append(r.doc.Allowed, prose.Allowance{Code: a.Value("code"), Reason: a.Value("reason"), Attrs: a.Span, Span: whole})
}

// checkUnmatched reports the end of a span whose beginning stands in another
// paragraph: brackets are matched inside one block.
func (r *reading) checkUnmatched(p *prose.Passage) {
	for from := 0; ; {
		i := strings.Index(p.Text[from:], "]{.")
		if i < 0 {
			return
		}
		i += from
		from = i + len("]{.")
		name := p.Text[from:]
		if end := strings.IndexAny(name, " }"); end >= 0 {
			name = name[:end]
		}
		c := classNamed(name, onSpan)
		before := p.Text[:i]
		if c == nil || strings.Count(before, "[") > strings.Count(before, "]") {
			continue // what is wrong with it has been said
		}
		hint := "open it with [ in the same paragraph"
		if c.on&onDiv != 0 {
			hint = fmt.Sprintf("open it with [ in the same paragraph; around several paragraphs write ::: {.%s …}", name)
		}
		s := p.Span(i, from+len(name))
		r.error(diag.UnmatchedSpan, s, fmt.Sprintf("no bracket in this paragraph opens this .%s", name), hint)
	}
}

package chapter

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A destination is where a link or an image leads.
type destination struct {
	dest, title string // escapes and entities resolved
	span        prose.Span
	checked     bool // checkAddress has seen it
	refused     bool // and refused it
}

// A definition is a line "[label]: address" that reference links use.
type definition struct {
	destination
	label prose.Span
}

// maxLabelBytes is the longest label of a reference.
// https://spec.commonmark.org/0.31.2/#link-label
const maxLabelBytes = 999

// inlineDestination reads "(address "title")" at i.
// https://spec.commonmark.org/0.31.2/#inline-link
func (s *scanner) inlineDestination(i int) (d destination, end int, ok bool) {
	t := s.text
	if s.byteAt(i) != '(' {
		return d, 0, false
	}
	i = skipSpace(t, i+1)
	if s.byteAt(i) == ')' {
		d.span = s.span(i, i)
		return d, i + 1, true
	}
	lo, hi, i := addressEnd(t, i)
	if i < 0 {
		return d, 0, false
	}
	d.dest, d.span = unescape(t[lo:hi]), s.span(lo, hi)
	j := skipSpace(t, i)
	if j > i && j < len(t) && t[j] != ')' {
		var title []byte
		if title, j = linkTitle(t, j); j < 0 {
			return d, 0, false
		}
		d.title = titleWords(title)
		j = skipSpace(t, j)
	}
	if s.byteAt(j) != ')' {
		return d, 0, false
	}
	return d, j + 1, true
}

// addressEnd reads the address of a link at i: t[lo:hi] is the address, end
// lies after the brackets that may stand around it; -1 where there is none.
func addressEnd(t []byte, i int) (lo, hi, end int) {
	if i < len(t) && t[i] == '<' {
		for j := i + 1; j < len(t); j++ {
			switch t[j] {
			case '>':
				return i + 1, j, j + 1
			case '<', '\n', '\r':
				return 0, 0, -1
			case '\\':
				j++
			}
		}
		return 0, 0, -1
	}
	depth, j := 0, i
loop:
	for ; j < len(t); j++ {
		switch c := t[j]; {
		case c == '\\' && j+1 < len(t) && util.IsPunct(t[j+1]):
			j++
		case c == '(':
			if depth++; depth > 32 {
				return 0, 0, -1
			}
		case c == ')':
			if depth == 0 {
				break loop
			}
			depth--
		case c <= ' ' || c == 0x7f:
			break loop
		}
	}
	if j == i || depth > 0 {
		return 0, 0, -1
	}
	return i, j, j
}

// maxTitleBytes is the longest title of a link. Without a limit, many titles
// that are never closed would each be looked through to the end of the text.
const maxTitleBytes = 4096

// linkTitle reads a title in quotation marks or parentheses at i; end is -1
// where there is none.
func linkTitle(t []byte, i int) (title []byte, end int) {
	if i >= len(t) {
		return nil, -1
	}
	opener := t[i]
	closer := opener
	switch opener {
	case '"', '\'':
	case '(':
		closer = ')'
	default:
		return nil, -1
	}
	for j := i + 1; j < min(len(t), i+maxTitleBytes); j++ {
		switch c := t[j]; {
		case c == closer:
			return t[i+1 : j], j + 1
		case c == '\\':
			j++
		case opener == '(' && c == '(':
			return nil, -1
		}
	}
	return nil, -1
}

// titleWords are the words of a title, on one line.
func titleWords(title []byte) string {
	return strings.Join(strings.Fields(unescape(title)), " ")
}

// referenceLabel reads "[label]" at i; t[lo:hi] is the label, which may be
// empty.
func (s *scanner) referenceLabel(i int) (lo, hi int, ok bool) {
	if s.byteAt(i) != '[' {
		return 0, 0, false
	}
	hi = labelEnd(s.text, i+1)
	return i + 1, hi, hi >= 0
}

// labelEnd returns the place of the "]" that ends a label which begins at i,
// -1 where there is none.
func labelEnd(t []byte, i int) int {
	for j := i; j < min(len(t), i+maxLabelBytes+1); j++ {
		switch t[j] {
		case ']':
			return j
		case '[':
			return -1
		case '\\':
			j++
		}
	}
	return -1
}

// scanLink decides whether the brackets that end at i are a link or an image,
// and returns where they end; ok is false where they are neither.
func (r *reading) scanLink(b bracket, i int, dead bool) (end int, ok bool) {
	s := &r.scanner
	isImage := b.char == '!'
	d, end, ok := s.inlineDestination(i + 1)
	if !ok {
		d, end, ok = r.scanReference(b, i)
	}
	if !ok || dead && !isImage {
		return 0, false
	}
	s.links = append(s.links, d)
	open, shut := foundLinkOpen, foundLinkClose
	if isImage {
		open, shut = foundImageOpen, foundImageClose
	} else {
		s.dead = len(s.stack)
	}
	s.finds[b.find].kind = open
	s.finds[s.add(shut, i, end, len(s.links)-1)].mate = b.find
	return r.scanStrayAttributes(end, "links and images"), true
}

// scanReference reads "[text][label]", "[label][]" and "[label]".
func (r *reading) scanReference(b bracket, i int) (d destination, end int, ok bool) {
	s := &r.scanner
	label, end := s.text[b.content:i], i+1
	lo, hi, full := s.referenceLabel(i + 1)
	full = full && s.byteAt(lo) != '^'
	if full {
		end = hi + 1
		if hi > lo {
			label = s.text[lo:hi]
		}
	}
	if def, ok := r.definition(label, b.nested && (!full || hi == lo)); ok {
		return def.destination, end, true
	}
	if full {
		r.reportReference(b, label, s.span(lo-1, end), end)
	}
	return d, 0, false
}

// definition finds the definition with a label.
func (r *reading) definition(label []byte, nested bool) (definition, bool) {
	if len(r.definitions) == 0 || nested || len(label) > maxLabelBytes {
		return definition{}, false
	}
	def, ok := r.definitions[util.ToLinkReference(label)]
	return def, ok
}

// reportReference reports a reference link that leads nowhere. Brackets without
// a word, such as those of an omission, are none, and what belongs to the next
// link is not looked at.
func (r *reading) reportReference(b bracket, label []byte, span prose.Span, end int) {
	s := &r.scanner
	if b.cites > 0 || !hasWord(label) || bytes.IndexByte(label, '@') >= 0 || s.byteAt(end) == '(' || s.byteAt(end) == '[' || s.byteAt(end) == '{' {
		return
	}
	hint := diag.DidYouMean(string(label), r.labels)
	if hint == "" {
		hint = fmt.Sprintf(`add a line "[%s]: address", or write [text](address); for brackets that are text write \[`, quoted(label))
	}
	r.error(diag.UndefinedReference, span, fmt.Sprintf(`no address is defined for "%s"`, quoted(label)), hint)
}

// linkNode makes the node of a link; its text is moved into it later.
func (r *reading) linkNode(f *find, o opening) ast.Node {
	s := &r.scanner
	d := s.links[f.data]
	if o.node.NextSibling() == nil {
		r.error(diag.EmptyLink, s.span(o.start, f.end), "this link has no text", "write what it leads to between [ and ]")
	}
	if !d.checked {
		d.refused = !r.checkAddress(d.dest, d.span, s.span(o.start, f.end))
	}
	if d.refused {
		return &prose.Invalid{Raw: s.text[o.start:f.end:f.end], Span: s.span(o.start, f.end)}
	}
	return r.link(d)
}

func (r *reading) link(d destination) ast.Node {
	r.doc.Links = append(r.doc.Links, prose.Link{Dest: d.dest, Title: d.title, Span: d.span})
	return &prose.LinkTo{Link: len(r.doc.Links) - 1}
}

// imageNode makes the node of an image; what stands in its brackets, moved into
// it later, becomes its description.
func (r *reading) imageNode(f *find, o opening) ast.Node {
	s := &r.scanner
	d := s.links[f.data]
	if !d.checked {
		d.refused = !r.checkAddress(d.dest, d.span, s.span(o.start, f.end))
	}
	if d.refused {
		return &prose.Invalid{Raw: s.text[o.start:f.end:f.end], Span: s.span(o.start, f.end)}
	}
	title := setText(d.title, r.doc.Lang) // shown as a caption
	r.doc.Images = append(r.doc.Images, prose.Image{Dest: d.dest, Title: title, Span: d.span})
	return &prose.Picture{Image: len(r.doc.Images) - 1}
}

// autoLink makes the node of an address in angle brackets.
func (r *reading) autoLink(f *find) ast.Node {
	s := &r.scanner
	span := s.span(f.start+1, f.end-1)
	address := string(s.text[f.start+1 : f.end-1])
	d := destination{dest: address, span: span}
	if isEmail(address) {
		d.dest = "mailto:" + address
	}
	if !r.checkAddress(d.dest, span, s.span(f.start, f.end)) {
		return r.invalid(f)
	}
	n := r.link(d)
	for _, seg := range s.segments(f.start+1, f.end-1) {
		n.AppendChild(n, ast.NewRawTextSegment(seg))
	}
	return n
}

// definitionParser takes the definitions of reference links off the beginning
// of a paragraph.
type definitionParser struct{}

func (definitionParser) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	r := readingOf(pc)
	source := reader.Source()
	first := p.Lines().At(0)
	if start := util.TrimLeftSpaceLength(source[first.Start:first.Stop]); source[min(first.Start+start, first.Stop-1)] != '[' {
		return
	}
	j := join(source, p.Lines())
	taken := 0
	for i := 0; i < len(j.text); {
		n := r.readDefinition(&j, i)
		if n < 0 {
			break
		}
		i = n
		taken = j.line(i)
		if i == len(j.text) {
			taken = p.Lines().Len()
		}
	}
	if taken == p.Lines().Len() {
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	p.Lines().SetSliced(taken, p.Lines().Len())
}

// readDefinition reads one definition at i, the beginning of a line, and
// returns where the next line begins; -1 where there is none.
// https://spec.commonmark.org/0.31.2/#link-reference-definition
func (r *reading) readDefinition(j *joined, i int) int {
	t := j.text
	for i < len(t) && (t[i] == ' ' || t[i] == '\t') {
		i++
	}
	if i == len(t) || t[i] != '[' {
		return -1
	}
	end := labelEnd(t, i+1)
	if end < 0 || end+1 >= len(t) || t[end+1] != ':' || util.IsBlank(t[i+1:end]) || t[i+1] == '^' {
		return -1
	}
	lo, hi, after := addressEnd(t, skipSpace(t, end+2))
	if after < 0 {
		return -1
	}
	d := definition{label: j.span(i, end+1), destination: destination{dest: unescape(t[lo:hi]), span: j.span(lo, hi)}}
	next := restOfLine(t, after)
	if start := skipSpace(t, after); start > after {
		if title, stop := linkTitle(t, start); stop >= 0 {
			if n := restOfLine(t, stop); n >= 0 {
				d.title, next = titleWords(title), n
			}
		}
	}
	if next < 0 {
		return -1
	}
	r.define(t[i+1:end], d)
	return next
}

// restOfLine returns where the next line begins, -1 where anything but space
// stands before it.
func restOfLine(t []byte, i int) int {
	for ; i < len(t); i++ {
		switch t[i] {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1
		default:
			return -1
		}
	}
	return i
}

func (r *reading) define(label []byte, d definition) {
	key := util.ToLinkReference(label)
	if first, ok := r.definitions[key]; ok {
		r.report(diag.Diagnostic{Code: diag.DuplicateReference, Severity: diag.Error, Span: placed(d.label),
			Message: fmt.Sprintf(`an address for "%s" is already defined; the first one counts`, quoted(label)), Hint: "give one of them another label, or delete it",
			Related: []diag.Related{{Span: placed(first.label), Message: "first defined here"}}})
		return
	}
	if r.definitions == nil {
		r.definitions = map[string]definition{}
	}
	d.checked, d.refused = true, !r.checkAddress(d.dest, d.span, d.label)
	r.definitions[key] = d
	r.labels = append(r.labels, string(label))
}

// unescape resolves backslash escapes and character references.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	return string(literal(nil, b))
}

// skipSpace passes white space.
func skipSpace(t []byte, i int) int {
	for i < len(t) && util.IsSpace(t[i]) {
		i++
	}
	return i
}

// hasWord reports whether text holds a letter or a digit.
func hasWord(b []byte) bool {
	return bytes.ContainsFunc(b, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

package chapter

import (
	"bytes"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Raw HTML is refused, tag by tag, and what stands between tags is read as
// text: one forbidden tag does not take the notes of a paragraph with it.
// HTML comments are writers' notes and leave no trace.

// scanAngle finds what begins with "<": an address, a tag or a comment.
func (r *reading) scanAngle(i int) int {
	s := &r.scanner
	rest := s.text[i:]
	if bytes.HasPrefix(rest, []byte("<!--")) {
		return r.scanComment(i)
	}
	if n := addressLength(rest); n > 0 {
		s.add(foundAddress, i, i+n, 0)
		return i + n
	}
	end := s.tagEnd(i)
	if end < 0 {
		return i + 1
	}
	s.add(foundTag, i, end, 0)
	r.refuseTag(i, end)
	return end
}

func (r *reading) scanComment(i int) int {
	s := &r.scanner
	for _, short := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(s.text[i:], []byte(short)) {
			s.add(foundComment, i, i+len(short), 0)
			return i + len(short)
		}
	}
	if end := s.closer(closesComment, i+4); end > 0 {
		s.add(foundComment, i, end, 0)
		return end
	}
	s.add(foundInvalid, i, i+4, 0)
	r.error(diag.UnclosedBlock, s.span(i, i+4), "this comment is never closed", "end it with -->")
	return i + 4
}

// refuseTag reports a tag. A closing tag whose opening tag has been reported
// is part of the same mistake.
func (r *reading) refuseTag(i, end int) {
	s := &r.scanner
	name := tagName(s.text[i+1 : end])
	kind, isClosing := strings.CutPrefix(strings.ToLower(name), "/")
	if isClosing && r.tags[kind] > 0 {
		r.tags[kind]--
		return
	}
	if !isClosing {
		if r.tags == nil {
			r.tags = map[string]int{}
		}
		r.tags[kind]++
	}
	hint := markdownFor[kind]
	if hint == "" {
		hint = `write it in Markdown; for a literal "<" write \<`
	}
	r.error(diag.RawHTML, s.span(i, end), `raw HTML is not accepted: "<`+name+`"`, hint)
}

// markdownFor says how to write what writers most often use HTML for.
var markdownFor = map[string]string{
	"a": "write [text](address)", "img": "write ![description](file.png)", "br": "end the line with a backslash",
	"b": "write **text**", "strong": "write **text**", "i": "write *text*", "em": "write *text*",
	"s": "write ~~text~~", "del": "write ~~text~~", "code": "write `text`", "pre": "write a block between ``` lines",
	"div": "write ::: {.class} and :::", "span": "write [text]{.class}", "blockquote": "begin the lines with >",
	"ul": "begin the lines with -", "ol": "begin the lines with 1.", "li": "begin the line with - or 1.",
	"h1": "write ## Heading", "h2": "write ## Heading", "h3": "write ### Heading", "h4": "write #### Heading",
	"hr": "write ---", "sup": "for a note write ^[text]", "table": "write the table with |",
	"script": "pages run no scripts", "style": "styles belong to the layouts", "iframe": "pages show nothing from elsewhere",
}

// tagName returns the name of a tag as it was written, with the "/" of a
// closing tag.
func tagName(tag []byte) string {
	i := 0
	for i < len(tag) && tag[i] != '>' && !isTagSpace(tag[i]) && (i == 0 || tag[i] != '/') {
		i++
	}
	return string(tag[:min(i, 30)])
}

// tagEnd returns the end of the tag, declaration or instruction at i, -1 where
// there is none. https://spec.commonmark.org/0.31.2/#raw-html
func (s *scanner) tagEnd(i int) int {
	next := s.byteAt(i + 1)
	switch {
	case isLetter(next):
		return openTagEnd(s.text, i+1)
	case next == '/' && isLetter(s.byteAt(i+2)):
		j := nameEnd(s.text, i+2)
		j = skipTagSpace(s.text, j)
		if s.byteAt(j) == '>' {
			return j + 1
		}
	case next == '?':
		return s.closer(closesInstruction, i+2)
	case bytes.HasPrefix(s.text[i:], []byte("<![CDATA[")):
		return s.closer(closesData, i+9)
	case next == '!' && isLetter(s.byteAt(i+2)):
		return s.closer(closesDeclaration, i+3)
	}
	return -1
}

// openTagEnd reads a tag whose name begins at i: name, attributes, "/", ">".
func openTagEnd(t []byte, i int) int {
	i = nameEnd(t, i)
	for {
		j := skipTagSpace(t, i)
		if j < len(t) && t[j] == '/' && j+1 < len(t) && t[j+1] == '>' {
			return j + 2
		}
		if j < len(t) && t[j] == '>' {
			return j + 1
		}
		if j == i || j == len(t) {
			return -1
		}
		if i = tagAttributeEnd(t, j); i < 0 {
			return -1
		}
	}
}

// tagAttributeEnd reads name, name=value, name='value' or name="value".
func tagAttributeEnd(t []byte, i int) int {
	if !isLetter(t[i]) && t[i] != '_' && t[i] != ':' {
		return -1
	}
	for i < len(t) && (isLetter(t[i]) || isDigit(t[i]) || strings.IndexByte("_.:-", t[i]) >= 0) {
		i++
	}
	j := skipTagSpace(t, i)
	if j == len(t) || t[j] != '=' {
		return i
	}
	j = skipTagSpace(t, j+1)
	if j == len(t) {
		return -1
	}
	if q := t[j]; q == '"' || q == '\'' {
		n := bytes.IndexByte(t[j+1:], q)
		if n < 0 {
			return -1
		}
		return j + n + 2
	}
	start := j
	for j < len(t) && !isTagSpace(t[j]) && strings.IndexByte("\"'=<>`", t[j]) < 0 {
		j++
	}
	if j == start {
		return -1
	}
	return j
}

func nameEnd(t []byte, i int) int {
	for i < len(t) && (isLetter(t[i]) || isDigit(t[i]) || t[i] == '-') {
		i++
	}
	return i
}

func skipTagSpace(t []byte, i int) int {
	for i < len(t) && isTagSpace(t[i]) {
		i++
	}
	return i
}

func isTagSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
func isLetter(c byte) bool   { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool    { return '0' <= c && c <= '9' }

// A commentBlock is a comment that begins a block and may hold empty lines.
type commentBlock struct {
	ast.BaseBlock
	closed bool
}

var kindCommentBlock = ast.NewNodeKind("CommentBlock")

func (*commentBlock) Kind() ast.NodeKind              { return kindCommentBlock }
func (n *commentBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// commentParser reads comments that begin a line. One that ends in its first
// paragraph and has text around it is left to the inline pass.
type commentParser struct{}

func (commentParser) Trigger() []byte             { return []byte{'<'} }
func (commentParser) CanInterruptParagraph() bool { return true }
func (commentParser) CanAcceptIndentedLine() bool { return false }

func (commentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("<!--")) {
		return nil, parser.NoChildren
	}
	if i := bytes.Index(line[pos+4:], closers[closesComment]); i >= 0 {
		if util.IsBlank(line[pos+4+i+3:]) && !ast.IsParagraph(pc.LastOpenedBlock().Node) {
			reader.AdvanceToEOL()
			return &commentBlock{closed: true}, parser.NoChildren
		}
		return nil, parser.NoChildren
	}
	r := readingOf(pc)
	end := r.commentEnd(seg.Start)
	if end < 0 || ast.IsParagraph(pc.LastOpenedBlock().Node) && r.blankLine(seg.Start) > end {
		return nil, parser.NoChildren // reported, or read, by the inline pass
	}
	r.inComment = end
	reader.AdvanceToEOL()
	return &commentBlock{}, parser.NoChildren
}

// Continue takes lines up to the end of the comment. What follows it in its
// last line begins a new block.
func (commentParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	r := readingOf(pc)
	line, seg := reader.PeekLine()
	if r.inComment > seg.Stop {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.(*commentBlock).closed = true
	if rest := max(0, r.inComment-seg.Start) + seg.Padding; util.IsBlank(line[min(len(line), rest):]) {
		reader.AdvanceToEOL()
	} else {
		reader.Advance(rest)
	}
	return parser.Close
}

// Close reports a comment that its surroundings cut off: the rest of it would
// be published.
func (commentParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	if !n.(*commentBlock).closed {
		r := readingOf(pc)
		r.error(diag.UnclosedBlock, prose.Span{Start: n.Pos(), End: n.Pos() + 4},
			"this comment is not closed where the list or quotation around it ends", "end it with -->, or begin all its lines like the first")
	}
}

// commentEnd returns the end of the next "-->" after a place, -1 where there
// is none; the answer is kept until the place lies behind it.
func (r *reading) commentEnd(from int) int {
	if r.nextComment >= 0 && from >= r.nextComment {
		i := bytes.Index(r.doc.Source[from:], closers[closesComment])
		if i < 0 {
			r.nextComment = -1
		} else {
			r.nextComment = from + i + len(closers[closesComment])
		}
	}
	return r.nextComment
}

// blankLine returns where the next empty line after a place begins, or the end
// of the file; the answer is kept until the place lies behind it.
func (r *reading) blankLine(from int) int {
	src := r.doc.Source
	if from < r.nextBlank {
		return r.nextBlank
	}
	for at := from; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			r.nextBlank = len(src)
			return r.nextBlank
		}
		at += i + 1
		end := bytes.IndexByte(src[at:], '\n')
		if end >= 0 && util.IsBlank(src[at:at+end]) {
			r.nextBlank = at
			return at
		}
	}
}

package chapter_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A case is one file of testdata/<construct>: words about it, input.md, and any
// of the parts below. Only the parts that are there are compared, except that a
// case without diagnostics must have none. A line "lang: fr" in the words sets
// the language.
var parts = []struct {
	name  string
	print func(*result) string
}{
	{"tree", printTree},
	{"text", printText},
	{"notes", printNotes},
	{"headings", printHeadings},
	{"links", printLinks},
	{"words", func(r *result) string { return fmt.Sprintln(r.doc.Words) }},
	{"diagnostics", printDiagnostics},
}

type result struct {
	src   []byte
	doc   *prose.Document
	diags diag.List
}

func read(src []byte, lang string) *result {
	doc, diags := chapter.Read(src, lang)
	return &result{src, doc, diags}
}

func TestCases(t *testing.T) {
	golden.Cases(t, cases, func(t *testing.T, c *golden.Case) {
		res := read(inputOf(c))
		checkSpans(t, res)
		for _, p := range parts {
			if c.Has(p.name) || p.name == "diagnostics" {
				c.Want(t, p.name, p.print(res))
			}
		}
	})
}

// TestLineEndings reads every case with CR LF, with CR, with a byte order mark
// and behind front matter: nothing but the offsets may change.
func TestLineEndings(t *testing.T) {
	const head = "---\ntitle: Été\n---\n"
	forms := map[string]func([]byte) []byte{
		"crlf":         func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
		"cr":           func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r")) },
		"bom":          func(b []byte) []byte { return append([]byte("\ufeff"), b...) },
		"front matter": func(b []byte) []byte { return append([]byte(head), b...) },
	}
	golden.Cases(t, cases, func(t *testing.T, c *golden.Case) {
		src, lang := inputOf(c)
		if bytes.Contains(src, []byte("\r")) || bytes.HasPrefix(src, []byte("---")) || bytes.HasPrefix(src, []byte("\ufeff")) {
			return
		}
		want := read(src, lang)
		for name, form := range forms {
			changed := form(src)
			got := read(changed, lang)
			checkSpans(t, got)
			if name == "front matter" {
				// Lines move: compare with the file from its text on.
				got.src = got.src[len(head):]
				for i := range got.doc.Links {
					got.doc.Links[i].Span.Start -= len(head)
				}
				for i := range got.diags {
					shift(&got.diags[i].Span, -len(head))
					for j := range got.diags[i].Related {
						shift(&got.diags[i].Related[j].Span, -len(head))
					}
				}
			}
			for _, p := range parts {
				if diff := cmp.Diff(p.print(want), p.print(got)); diff != "" {
					t.Errorf("%s, %s (-lf +this):\n%s", name, p.name, diff)
				}
			}
		}
	})
}

func shift(s *diag.Span, by int) { s.Start, s.End = s.Start+by, s.End+by }

const cases = "testdata/*/*.txtar"

// inputOf returns what a case reads, and its language.
func inputOf(c *golden.Case) (src []byte, lang string) {
	for line := range strings.Lines(string(c.Comment)) {
		if l, ok := strings.CutPrefix(line, "lang: "); ok {
			lang = strings.TrimSpace(l)
		}
	}
	if lang == "" {
		lang = "en"
	}
	return c.Part("input.md"), lang
}

// checkSpans fails where a place lies outside the file or inside a character.
func checkSpans(t testing.TB, r *result) {
	t.Helper()
	check := func(what string, start, end int) {
		if start < 0 || end < start || end > len(r.src) {
			t.Errorf("%s: %d to %d of %d bytes", what, start, end, len(r.src))
			return
		}
		for _, at := range []int{start, end} {
			if at < len(r.src) && !utf8.RuneStart(r.src[at]) && utf8.Valid(r.src) {
				t.Errorf("%s: %d is inside a character", what, at)
			}
		}
	}
	for _, d := range r.diags {
		check(string(d.Code), d.Span.Start, d.Span.End)
		for _, rel := range d.Related {
			check(string(d.Code)+", related", rel.Span.Start, rel.Span.End)
		}
	}
	for _, h := range r.doc.Headings {
		check("heading", h.Span.Start, h.Span.End)
	}
	for _, n := range r.doc.Notes {
		check("note", n.Span.Start, n.Span.End)
	}
	for _, m := range r.doc.Marks {
		check("mark", m.Span.Start, m.Span.End)
	}
	for _, c := range r.doc.Citations {
		check("citation", c.Span.Start, c.Span.End)
		for _, i := range c.Items {
			check("item", i.Span.Start, i.Span.End)
		}
	}
	for _, l := range r.doc.Links {
		check("link", l.Span.Start, l.Span.End)
	}
	for _, i := range r.doc.Images {
		check("image", i.Span.Start, i.Span.End)
	}
	for _, id := range r.doc.IDs {
		check("id", id.Span.Start, id.Span.End)
	}
	if len(r.doc.Source) != 0 && len(r.doc.Source) != len(r.src) {
		t.Errorf("source has %d bytes, the file %d", len(r.doc.Source), len(r.src))
	}
	walkAll(r.doc, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			check("text", n.Segment.Start, n.Segment.Stop)
		case *prose.Invalid:
			check("invalid", n.Span.Start, n.Span.End)
		}
		if n.Type() != ast.TypeInline {
			for i := range n.Lines().Len() {
				check("line", n.Lines().At(i).Start, n.Lines().At(i).Stop)
			}
		}
		if n.Pos() > len(r.src) {
			t.Errorf("%s at %d of %d bytes", n.Kind(), n.Pos(), len(r.src))
		}
	})
}

// walkAll visits the tree and the bodies of notes.
func walkAll(doc *prose.Document, visit func(ast.Node)) {
	walk := func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			visit(n)
		}
		return ast.WalkContinue, nil
	}
	_ = ast.Walk(doc.Root, walk)
	for _, n := range doc.Notes {
		if n.Body != nil {
			_ = ast.Walk(n.Body, walk)
		}
	}
}

func printTree(r *result) string {
	var b strings.Builder
	for n := r.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		r.tree(&b, n, 0)
	}
	return b.String()
}

func (r *result) tree(b *strings.Builder, n ast.Node, depth int) {
	fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", depth), r.describe(n))
	if n.Kind() == ast.KindCodeSpan {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.tree(b, c, depth+1)
	}
}

// describe says what a node is, in one line.
func (r *result) describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		s := fmt.Sprintf("%q", n.Segment.Value(r.doc.Source))
		if n.HardLineBreak() {
			return s + " break"
		}
		if n.SoftLineBreak() {
			return s + " line"
		}
		return s
	case *ast.String:
		return fmt.Sprintf("%q", n.Value)
	case *ast.Heading:
		id, _ := n.AttributeString("id")
		return fmt.Sprintf("Heading %d #%s", n.Level, id)
	case *ast.Emphasis:
		if n.Level == 2 {
			return "Strong"
		}
		return "Emphasis"
	case *ast.List:
		s := "List"
		if n.IsOrdered() {
			s = fmt.Sprintf("List from %d", n.Start)
		}
		if n.IsTight {
			s += " tight"
		}
		return s
	case *ast.CodeSpan:
		return fmt.Sprintf("CodeSpan %q", r.words(n))
	case *ast.FencedCodeBlock:
		return fmt.Sprintf("Code %q %q", n.Language(r.doc.Source), n.Lines().Value(r.doc.Source))
	case *ast.CodeBlock:
		return fmt.Sprintf("Code %q", n.Lines().Value(r.doc.Source))
	case *extast.TableCell:
		if n.Alignment != extast.AlignNone {
			return "TableCell " + n.Alignment.String()
		}
	case *prose.NoteMark:
		return "Mark " + r.mark(n.Mark)
	case *prose.Cite:
		return "Cite " + printCitation(r.doc.Citations[n.Citation])
	case *prose.LinkTo:
		return "Link " + r.doc.Links[n.Link].Dest
	case *prose.Picture:
		img := r.doc.Images[n.Image]
		return fmt.Sprintf("Picture %s %q", img.Dest, img.Alt)
	case *prose.Invalid:
		return fmt.Sprintf("Invalid %q", n.Raw)
	case *prose.SpanOf:
		return "Span" + printAttrs(n.Attrs)
	case *prose.Div:
		return "Div" + printAttrs(n.Attrs)
	}
	return n.Kind().String()
}

func (r *result) mark(m int) string {
	mark := r.doc.Marks[m]
	s := fmt.Sprintf("%d", mark.Note+1)
	if mark.Ordinal > 1 {
		s += fmt.Sprintf(" (time %d)", mark.Ordinal)
	}
	return s
}

func printAttrs(a prose.Attrs) string {
	var b strings.Builder
	if a.ID != "" {
		b.WriteString(" #" + a.ID)
	}
	for _, c := range a.Classes {
		b.WriteString(" ." + c)
	}
	for _, v := range a.Values {
		fmt.Fprintf(&b, " %s=%q", v.Key, v.Value)
	}
	return b.String()
}

func printCitation(c prose.Citation) string {
	var items []string
	for _, i := range c.Items {
		s := "@" + i.Key
		if i.SuppressAuthor {
			s = "-" + s
		}
		if i.Prefix != "" {
			s = fmt.Sprintf("%q ", i.Prefix) + s
		}
		if i.Locator != (prose.Locator{}) {
			s += fmt.Sprintf(" {%s %s}", i.Locator.Label, i.Locator.Value)
		}
		if i.Suffix != "" {
			s += fmt.Sprintf(" %q", i.Suffix)
		}
		items = append(items, s)
	}
	s := strings.Join(items, "; ")
	if c.InText {
		return "in text: " + s
	}
	return s
}

// printText is one line for each block of text: marks as [1], citations as
// {@key}.
func printText(r *result) string {
	var b strings.Builder
	_ = ast.Walk(r.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		b.WriteString(r.words(n) + "\n")
		return ast.WalkSkipChildren, nil
	})
	return b.String()
}

func (r *result) words(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(r.doc.Source))
			if c.SoftLineBreak() {
				b.WriteByte(' ')
			}
			if c.HardLineBreak() {
				b.WriteString(" / ")
			}
		case *ast.String:
			b.Write(c.Value)
		case *prose.NoteMark:
			fmt.Fprintf(&b, "[%s]", r.mark(c.Mark))
		case *prose.Cite:
			fmt.Fprintf(&b, "{%s}", printCitation(r.doc.Citations[c.Citation]))
		case *prose.Invalid:
			fmt.Fprintf(&b, "<%s>", c.Raw)
		default:
			b.WriteString(r.words(c))
		}
	}
	return visible(b.String())
}

// visible writes the spaces that do not break so that a reader sees them.
func visible(s string) string {
	return strings.NewReplacer("\u00a0", "⍽", "\u202f", "⌷").Replace(s)
}

func printNotes(r *result) string {
	var b strings.Builder
	for i, n := range r.doc.Notes {
		fmt.Fprintf(&b, "%d %s", i+1, n.ID)
		if len(n.Marks) > 1 {
			fmt.Fprintf(&b, " (%d marks)", len(n.Marks))
		}
		if n.Kind == prose.CitationNote {
			fmt.Fprintf(&b, ": %s\n", visible(printCitation(r.doc.Citations[n.Citation])))
			continue
		}
		var paragraphs []string
		for p := n.Body.FirstChild(); p != nil; p = p.NextSibling() {
			paragraphs = append(paragraphs, r.words(p))
		}
		fmt.Fprintf(&b, ": %s\n", strings.Join(paragraphs, " ¶ "))
	}
	return b.String()
}

func printHeadings(r *result) string {
	var b strings.Builder
	for _, h := range r.doc.Headings {
		fmt.Fprintf(&b, "%s %s #%s\n", strings.Repeat("#", h.Level), h.Text, h.ID)
	}
	for _, id := range r.doc.IDs {
		fmt.Fprintf(&b, "id %s\n", id.Name)
	}
	return b.String()
}

func printLinks(r *result) string {
	var b strings.Builder
	lines := diag.NewLines(r.src)
	for _, l := range r.doc.Links {
		at := lines.Position(l.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s", at.Line, at.Column, l.Dest)
		if l.Title != "" {
			fmt.Fprintf(&b, " %q", l.Title)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// printDiagnostics is one line for each: place, severity, code, message, hint.
func printDiagnostics(r *result) string {
	var b strings.Builder
	lines := diag.NewLines(r.src)
	place := func(s diag.Span) string {
		start, end := lines.Position(s.Start), lines.Position(s.End)
		if start.Line == end.Line {
			return fmt.Sprintf("%d:%d-%d", start.Line, start.Column, end.Column)
		}
		return fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column)
	}
	for _, d := range r.diags.Sort() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", place(d.Span), d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", d.Hint)
		}
		for _, rel := range d.Related {
			fmt.Fprintf(&b, "  see %s: %s\n", place(rel.Span), rel.Message)
		}
	}
	return b.String()
}

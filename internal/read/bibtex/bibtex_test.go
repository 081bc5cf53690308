package bibtex_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/read/bibtex"
	"dossier/internal/read/record"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

const cases = "testdata/bibtex.txtar"

// read reads a file as a build does.
func read(src []byte) ([]*casefile.Source, diag.List) {
	items, diags := bibtex.Items(src)
	list, more := record.Items(items, "en")
	return list, append(diags, more...)
}

// TestItems runs the cases of testdata/bibtex.txtar: pairs of files "name.bib"
// and "name", the sources with the fields that are set and then the diagnostics
// as a terminal shows them.
func TestItems(t *testing.T) {
	golden.Pairs(t, cases, ".bib", func(t *testing.T, _ string, src []byte) string { return show(t, src) })
}

func show(t *testing.T, src []byte) string {
	list, diags := read(src)
	lines := diag.NewLines(src)
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "%s, line %d\n", s.ID, lines.Position(s.Span.Start).Line)
		showFields(&b, "  ", reflect.ValueOf(*s))
	}
	if len(diags) > 0 {
		b.WriteString("\n")
		if err := diag.WriteText(&b, diags.In("sources.bib").Sort(), func(string) []byte { return src }, false); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func showFields(b *strings.Builder, indent string, v reflect.Value) {
	for i := range v.NumField() {
		switch name, field := v.Type().Field(i).Name, v.Field(i); {
		case field.IsZero() || name == "ID" || name == "Span" || name == "Whole":
		case name == "Custom":
			showFields(b, indent+"custom ", field)
		default:
			fmt.Fprintf(b, "%s%s: %+v\n", indent, name, field)
		}
	}
}

// TestLineEndings: CR LF and a byte order mark change nothing but places.
func TestLineEndings(t *testing.T) {
	src := "@book{a, title = {A\nB}, year = 2012}\n\n@book{b,\n  title = {C}\n}\n"
	want, _ := read([]byte(src))
	got, diags := read([]byte("\ufeff" + strings.ReplaceAll(src, "\n", "\r\n")))
	for _, s := range append(want, got...) {
		s.Span, s.Whole = diag.Span{}, diag.Span{}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(diags) > 0 || len(got) != 2 {
		t.Errorf("%v %s", diags, diff)
	}
}

// hostile is what was built to cost time.
func hostile() map[string]string {
	return map[string]string{
		"unclosed entries":          strings.Repeat("@a{b,c={\n", 1<<15),
		"unclosed entries, a line":  strings.Repeat("@a{b,c={", 1<<15),
		"unclosed values":           "@a{b,\n" + strings.Repeat("c={\n", 1<<16),
		"unclosed comments":         strings.Repeat("@comment{", 1<<15),
		"unclosed strings":          strings.Repeat("@string{a={", 1<<15),
		"closed entries, a line":    strings.Repeat("@a{b,c={}}", 1<<15),
		"braces":                    "@a{b,title={" + strings.Repeat("{", 1<<18) + strings.Repeat("}", 1<<18) + "}}",
		"accents":                   "@a{b,title={" + strings.Repeat(`\'`, 1<<18) + "e}}",
		"dollars":                   "@a{b,title={" + strings.Repeat(`\(`, 1<<18) + "$}}",
		"names":                     "@a{b,author={" + strings.Repeat("and ", 1<<16) + "}}",
		"quotes":                    "@a{b,title={" + strings.Repeat(`\enquote{`, 1<<17) + strings.Repeat("}", 1<<17) + "}}",
		"strings that grow":         growing(40),
		"fields":                    "@a{b," + strings.Repeat("c={},", 1<<15) + "}",
		"different fields":          "@a{b," + manyFields(1<<16) + "}",
		"a chain of crossrefs":      chain(1<<15, "crossref"),
		"references to nothing":     strings.Repeat("@a{b,crossref={x}}\n", 1<<14),
		"a circle":                  "@a{b,crossref={c}}@a{c,crossref={b}}",
		"arguments":                 "@a{b,title={" + strings.Repeat(`\href{`, 1<<17) + strings.Repeat("}", 1<<17) + "}}",
		"an @ and nothing":          "@",
		"a long line without an at": strings.Repeat(" ", 1<<21),
	}
}

// TestHostile: what is built to cost time is read like anything else. That it
// costs none is for BenchmarkHostile to show.
func TestHostile(t *testing.T) {
	for name, src := range hostile() {
		list, diags := read([]byte(src))
		for _, s := range list {
			if s.Span.End > len(src) {
				t.Errorf("%s: source at %+v of %d bytes", name, s.Span, len(src))
			}
		}
		for _, d := range diags {
			if d.Span.End > len(src) {
				t.Errorf("%s: diagnostic at %+v of %d bytes", name, d.Span, len(src))
			}
		}
	}
}

// BenchmarkHostile: each takes a small part of a second.
func BenchmarkHostile(b *testing.B) {
	for name, src := range hostile() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				bibtex.Items([]byte(src))
			}
		})
	}
}

func growing(n int) string {
	var b strings.Builder
	b.WriteString("@string{s0 = {0123456789}}\n")
	for i := range n {
		fmt.Fprintf(&b, "@string{s%d = s%d # s%d}\n", i+1, i, i)
	}
	fmt.Fprintf(&b, "@misc{a, title = s%d}\n", n)
	return b.String()
}

func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "f%d={},", i)
	}
	return b.String()
}

func chain(n int, by string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "@book{k%d, %s = {k%d}}\n", i, by, i+1)
	}
	fmt.Fprintf(&b, "@book{k%d, title = {T}}\n", n)
	return b.String()
}

func FuzzItems(f *testing.F) {
	archive, err := txtar.ParseFile(cases)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
		for part := range strings.SplitSeq(string(file.Data), "\n@") {
			f.Add([]byte("@" + part))
		}
	}
	f.Add([]byte("@string{"))
	f.Fuzz(func(t *testing.T, src []byte) {
		list, diags := read(src)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
				t.Errorf("diagnostic outside the file: %+v", d)
			}
		}
		ids := map[string]bool{}
		for _, s := range list {
			if s.ID == "" || ids[s.ID] || s.Span.End > len(src) {
				t.Errorf("source %q at %+v", s.ID, s.Span)
			}
			ids[s.ID] = true
		}
		again, diagsAgain := read(src)
		if diff := cmp.Diff(list, again) + cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

// BenchmarkItems reads 10,000 entries.
func BenchmarkItems(b *testing.B) {
	var src strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&src, `@article{letter-%d,
  author = {de la Cr{\'u}z, Jos{\'e} and {Netflix, Inc.} and Martin Luther King},
  title = {The {FBI} and the \emph{incomplete} appendix of Harrowgate -- a \enquote{report}},
  journal = {Register of Interests},
  date = {2023-04-14},
  pages = {58--149},
  url = {https://archive.example/%d},
  urldate = {2024-01-02},
  note = {50\%% of it}
}

`, i, i)
	}
	text := []byte(src.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if list, diags := read(text); len(list) != 10_000 || len(diags) > 0 {
			b.Fatal(len(list), diags)
		}
	}
}

package record_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/read/record"
)

const cases = "testdata/sources.txtar"

// TestSources runs the cases of testdata/sources.txtar: pairs of files
// "name.yaml" and "name", the sources with the fields that are set and then the
// diagnostics as a terminal shows them.
func TestSources(t *testing.T) {
	golden.Pairs(t, cases, ".yaml", func(t *testing.T, _ string, src []byte) string {
		list, diags := record.Sources(src, "en")
		return showList(t, src, "sources.yaml", list, diags)
	})
}

func showList(t *testing.T, src []byte, file string, list []*casefile.Source, diags diag.List) string {
	lines := diag.NewLines(src)
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "%s, line %d\n", s.ID, lines.Position(s.Span.Start).Line)
		showFields(&b, "  ", reflect.ValueOf(*s))
	}
	if len(diags) > 0 {
		b.WriteString("\n")
		if err := diag.WriteText(&b, diags.In(file).Sort(), func(string) []byte { return src }, false); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func showFields(b *strings.Builder, indent string, v reflect.Value) {
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch value := field.Interface().(type) {
		case diag.Span, []diag.Span, []casefile.Exception:
		case casefile.SourceCustom:
			showFields(b, indent+"custom ", field)
		default:
			if !field.IsZero() && name != "ID" {
				fmt.Fprintf(b, "%s%s: %+v\n", indent, name, value)
			}
		}
	}
}

// TestManyMistakes: fifty mistakes are fifty diagnostics.
func TestManyMistakes(t *testing.T) {
	var b strings.Builder
	b.WriteString("references:\n")
	for i := range 25 {
		fmt.Fprintf(&b, "- id: s%d\n  type: webpag\n  titel: x\n", i)
	}
	list, diags := record.Sources([]byte(b.String()), "en")
	if len(list) != 25 || len(diags) != 50 {
		t.Errorf("got %d sources and %d diagnostics", len(list), len(diags))
	}
}

func FuzzSources(f *testing.F) {
	archive, err := txtar.ParseFile(cases)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		list, diags := record.Sources(src, "en")
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
		again, diagsAgain := record.Sources(src, "en")
		if diff := cmp.Diff(list, again) + cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

// BenchmarkSources reads 10,000 sources.
func BenchmarkSources(b *testing.B) {
	src := manySources(10_000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if list, diags := record.Sources(src, "en"); len(list) != 10_000 || len(diags) > 0 {
			b.Fatal(len(list), diags)
		}
	}
}

func manySources(n int) []byte {
	var b strings.Builder
	b.WriteString("references:\n")
	for i := range n {
		fmt.Fprintf(&b, `- id: letter-%d
  type: legal_case                 # no court filing in CSL
  genre: discovery letter
  title: "Discovery letter to Judge James Donato seeking production of documents by Reed Hastings"
  author: [{family: Dunne, given: Brian J.}]
  authority: United States District Court, Northern District of California
  number: "3:20-cv-08570-JD"
  issued: "2023-04-14"
  custom:
    kind: court-filing
    short: {en: "advertisers’ letter", fr: "lettre des annonceurs"}
    seen: quoted
    seen-in: [letter-0]
`, i)
	}
	return []byte(b.String())
}

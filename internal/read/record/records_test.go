package record_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/read/record"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// registers are the readers of this file, by the name of their cases.
var registers = []struct {
	name string
	read func([]byte, []string) ([]any, diag.List)
}{
	{"claims", anyOf(record.Claims)},
	{"responses", anyOf(record.Responses)},
	{"people", anyOf(record.Parties)},
	{"glossary", anyOf(record.Terms)},
	{"corrections", anyOf(record.Corrections)},
}

func anyOf[T any](read func([]byte, []string) ([]*T, diag.List)) func([]byte, []string) ([]any, diag.List) {
	return func(src []byte, langs []string) ([]any, diag.List) {
		list, diags := read(src, langs)
		var out []any
		for _, x := range list {
			out = append(out, *x)
		}
		return out, diags
	}
}

// languagesOf are those of a case: English alone, or with French where the
// name of the case ends in "-fr".
func languagesOf(name string) []string {
	if strings.HasSuffix(name, "-fr") {
		return []string{"en", "fr"}
	}
	return []string{"en"}
}

// TestRecords runs testdata/claims.txtar, responses.txtar and people.txtar:
// pairs of files "name.yaml" and "name", the records with the fields that are
// set and then the diagnostics as a terminal shows them.
func TestRecords(t *testing.T) {
	for _, reg := range registers {
		t.Run(reg.name, func(t *testing.T) {
			golden.Pairs(t, "testdata/"+reg.name+".txtar", ".yaml", func(t *testing.T, name string, src []byte) string {
				list, diags := reg.read(src, languagesOf(name))
				return showRecords(t, src, list, diags)
			})
		})
	}
}

func showRecords(t *testing.T, src []byte, list []any, diags diag.List) string {
	lines := diag.NewLines(src)
	var b strings.Builder
	for _, x := range list {
		v := reflect.ValueOf(x)
		fmt.Fprintf(&b, "%s, line %d\n", v.FieldByName("ID"), lines.Position(int(v.FieldByName("Span").FieldByName("Start").Int())).Line)
		for i := range v.NumField() {
			if name, field := v.Type().Field(i).Name, v.Field(i); name != "ID" && field.Type() != reflect.TypeFor[diag.Span]() && !field.IsZero() {
				fmt.Fprintf(&b, "  %s: %s\n", name, showValue(field))
			}
		}
	}
	if len(diags) > 0 {
		b.WriteString("\n")
		if err := diag.WriteText(&b, diags.In("records.yaml").Sort(), func(string) []byte { return src }, false); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// showValue prints a value without places and without what is zero.
func showValue(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		return showValue(v.Elem())
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, showValue(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Struct:
		switch x := v.Interface().(type) {
		case casefile.Ref:
			return x.ID
		case time.Time:
			return x.Format(time.RFC3339)
		case casefile.Date:
			return fmt.Sprintf("%d-%02d-%02d", x.Year, x.Month, x.Day)
		}
		var parts []string
		for i := range v.NumField() {
			if v.Field(i).Type() != reflect.TypeFor[diag.Span]() && !v.Field(i).IsZero() {
				parts = append(parts, v.Type().Field(i).Name+" "+showValue(v.Field(i)))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprintf("%v", v.Interface())
}

// TestFiftyMistakes: fifty mistakes are fifty diagnostics.
func TestFiftyMistakes(t *testing.T) {
	var b strings.Builder
	for i := range 25 {
		fmt.Fprintf(&b, "- id: c%d\n  text: T\n  basis: aleged\n  abuot: [x]\n", i)
	}
	list, diags := record.Claims([]byte(b.String()), []string{"en"})
	if len(list) != 25 || len(diags) != 50 {
		t.Errorf("got %d claims and %d diagnostics", len(list), len(diags))
	}
}

func FuzzClaims(f *testing.F)      { fuzzRecords(f, 0) }
func FuzzResponses(f *testing.F)   { fuzzRecords(f, 1) }
func FuzzPeople(f *testing.F)      { fuzzRecords(f, 2) }
func FuzzGlossary(f *testing.F)    { fuzzRecords(f, 3) }
func FuzzCorrections(f *testing.F) { fuzzRecords(f, 4) }

// fuzzRecords holds a reader against any bytes: it never fails, keeps places
// inside the file and ids unique, and reads the same twice.
func fuzzRecords(f *testing.F, which int) {
	reg := registers[which]
	archive, err := txtar.ParseFile("testdata/" + reg.name + ".txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	langs := []string{"en", "fr"}
	f.Fuzz(func(t *testing.T, src []byte) {
		list, diags := reg.read(src, langs)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
				t.Errorf("diagnostic outside the file: %+v", d)
			}
		}
		ids := map[string]bool{}
		for _, x := range list {
			id := reflect.ValueOf(x).FieldByName("ID").String()
			if id == "" || ids[id] {
				t.Errorf("id %q", id)
			}
			ids[id] = true
		}
		again, diagsAgain := reg.read(src, langs)
		if diff := cmp.Diff(list, again) + cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

// BenchmarkClaims reads 5,000 claims.
func BenchmarkClaims(b *testing.B) {
	var text strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&text, `- id: inbox-access-%d
  text:
    en: "An agreement gave Netflix programmatic access to Facebook users’ private message inboxes."
    fr: "Un accord donnait à Netflix un accès par une interface informatique aux messageries privées."
  basis: alleged
  by: klein-advertisers            # who says so
  about: [netflix, meta]
  proceeding: {case: klein-v-meta, stage: unsealed}
  evidence:
    - {cite: "@klein-letter-2023-04-14, {ex. inbox-api-passage, l. 3-4}", quote: inbox-words, weight: primary}
  against: [{cite: "@stone-2024-post"}, {cite: "@netflix-2018-statement"}]
  responses: [meta-2024, netflix-2018]
  since: 2024-03-23
`, i)
	}
	src := []byte(text.String())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if list, diags := record.Claims(src, []string{"en", "fr"}); len(list) != 5000 || len(diags) > 0 {
			b.Fatal(len(list), diags)
		}
	}
}

package record_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/internal/golden"
	"dossier/internal/read/record"
)

const jsonCases = "testdata/json.txtar"

// TestSourcesJSON runs the cases of testdata/json.txtar as TestSources does.
func TestSourcesJSON(t *testing.T) {
	golden.Pairs(t, jsonCases, ".json", func(t *testing.T, _ string, src []byte) string {
		list, diags := record.SourcesJSON(src, "en")
		return showList(t, src, "sources.json", list, diags)
	})
}

// TestManyMistakesJSON: fifty mistakes are fifty diagnostics.
func TestManyMistakesJSON(t *testing.T) {
	var items []string
	for i := range 25 {
		items = append(items, fmt.Sprintf(`{"id": "s%d", "type": "webpag", "titel": "x"}`, i))
	}
	list, diags := record.SourcesJSON([]byte("["+strings.Join(items, ",\n")+"]"), "en")
	if len(list) != 25 || len(diags) != 50 {
		t.Errorf("got %d sources and %d diagnostics", len(list), len(diags))
	}
}

// hostileJSON is what was built to cost time.
func hostileJSON() map[string]string {
	return map[string]string{
		"brackets":       strings.Repeat("[", 1<<20),
		"braces":         strings.Repeat(`[{"a":`, 1<<18),
		"quotes":         strings.Repeat(`"`, 1<<20),
		"broken items":   "[\n" + strings.Repeat("{\"id\"\n", 1<<15),
		"broken in line": "[" + strings.Repeat(`{"id"},`, 1<<15),
		"no commas":      "[" + strings.Repeat(`{"id":"a","type":"book"}`, 1<<13),
		"escapes":        `[{"id":"` + strings.Repeat(`\u`, 1<<13) + `"}]`,
	}
}

// TestHostileJSON: what is built to cost time is read like anything else. That
// it costs none is for BenchmarkHostileJSON to show.
func TestHostileJSON(t *testing.T) {
	for name, src := range hostileJSON() {
		_, diags := record.SourcesJSON([]byte(src), "en")
		if len(diags) == 0 {
			t.Errorf("%s: no diagnostic", name)
		}
		for _, d := range diags {
			if d.Span.End > len(src) {
				t.Errorf("%s: diagnostic at %+v of %d bytes", name, d.Span, len(src))
			}
		}
	}
}

// BenchmarkHostileJSON: each takes a small part of a second.
func BenchmarkHostileJSON(b *testing.B) {
	for name, src := range hostileJSON() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				record.SourcesJSON([]byte(src), "en")
			}
		})
	}
}

func FuzzSourcesJSON(f *testing.F) {
	archive, err := txtar.ParseFile(jsonCases)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		list, diags := record.SourcesJSON(src, "en")
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
	})
}

// BenchmarkSourcesJSON reads 10,000 sources.
func BenchmarkSourcesJSON(b *testing.B) {
	items := make([]string, 10_000)
	for i := range items {
		items[i] = fmt.Sprintf(`{"id": "letter-%d", "type": "legal_case", "genre": "discovery letter", "title": "Discovery letter to Judge James Donato seeking production",
 "author": [{"family": "Dunne", "given": "Brian J."}], "authority": "United States District Court", "number": "3:20-cv-08570-JD", "issued": {"date-parts": [[2023, 4, 14]]}}`, i)
	}
	src := []byte("[" + strings.Join(items, ",\n") + "]")
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if list, diags := record.SourcesJSON(src, "en"); len(list) != 10_000 || len(diags) > 0 {
			b.Fatal(len(list), diags)
		}
	}
}

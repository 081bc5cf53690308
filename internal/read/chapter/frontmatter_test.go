package chapter_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/read/chapter"
)

const headCases = "testdata/frontmatter.txtar"

// TestReadHead runs the cases of testdata/frontmatter.txtar: pairs of files
// "name.md" and "name", what was read and then the diagnostics as a terminal
// shows them.
func TestReadHead(t *testing.T) {
	golden.Pairs(t, headCases, ".md", func(t *testing.T, _ string, src []byte) string {
		head, diags := chapter.ReadHead(src)
		return showHead(head) + showDiagnostics(t, diags, src)
	})
}

// showHead prints the fields that are set.
func showHead(h casefile.Head) string {
	var b strings.Builder
	field := func(name string, value any, set bool) {
		if set {
			fmt.Fprintf(&b, "%s: %v\n", name, value)
		}
	}
	field("title", h.Title, h.Title != "")
	field("standfirst", h.Standfirst, h.Standfirst != "")
	field("description", h.Description, h.Description != "")
	field("date", h.Date, !h.Date.IsZero())
	field("updated", h.Updated, !h.Updated.IsZero())
	field("authors", strings.Join(h.Authors, " | "), len(h.Authors) > 0)
	field("slug", h.Slug, h.Slug != "")
	field("draft", h.Draft, h.Draft)
	field("embargo", h.Embargo, !h.Embargo.IsZero())
	for _, a := range h.Aliases {
		field("alias", a.Path, true)
	}
	return b.String()
}

func showDiagnostics(t *testing.T, diags diag.List, src []byte) string {
	if len(diags) == 0 {
		return ""
	}
	var b strings.Builder
	if err := diag.WriteText(&b, diags.In("x.md").Sort(), func(string) []byte { return src }, false); err != nil {
		t.Fatal(err)
	}
	return "\n" + b.String()
}

// TestHeadPlaces: line endings and byte order mark move no place.
func TestHeadPlaces(t *testing.T) {
	const src = "---\n# é\nslug: é\ntitle: “Déjà”\naliases: [/a/]\n---\nText.\n"
	for _, form := range []string{src, "\ufeff" + src, strings.ReplaceAll(src, "\n", "\r\n"), strings.ReplaceAll(src, "\n", "\r")} {
		head, diags := chapter.ReadHead([]byte(form))
		if got := form[head.TitleSpan.Start:head.TitleSpan.End]; got != "“Déjà”" {
			t.Errorf("%q: title stands at %q", form, got)
		}
		if got := form[head.Aliases[0].Span.Start:head.Aliases[0].Span.End]; got != "/a/" {
			t.Errorf("%q: alias stands at %q", form, got)
		}
		if len(diags) != 1 || form[diags[0].Span.Start:diags[0].Span.End] != "é" {
			t.Errorf("%q: got %v", form, diags)
		}
	}
}

func FuzzReadHead(f *testing.F) {
	archive, err := txtar.ParseFile(headCases)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		head, diags := chapter.ReadHead(src)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
				t.Errorf("diagnostic outside the file: %+v", d)
			}
		}
		for _, a := range head.Aliases {
			if !strings.HasPrefix(a.Path, "/") || strings.Contains(a.Path, "//") {
				t.Errorf("alias %q", a.Path)
			}
		}
		if len(diags) == 0 && head.Title == "" {
			t.Error("no title and no diagnostic")
		}
		again, diagsAgain := chapter.ReadHead(src)
		if diff := cmp.Diff(head, again) + cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

func BenchmarkReadHead(b *testing.B) {
	src := []byte("---\ntitle: The 2013 deal\nstandfirst: \"What the companies signed, and what it let them do.\"\ndate: 2026-01-12\nauthors: [Jane Doe, John Roe]\n---\n" +
		strings.Repeat("By 2013, the lawyers wrote, the agreements had begun.\n\n", 200))
	b.ReportAllocs()
	for b.Loop() {
		chapter.ReadHead(src)
	}
}

package settings_test

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
	"dossier/internal/read/settings"
)

const cases = "testdata/settings.txtar"

// TestRead runs the cases of testdata/settings.txtar: pairs of files
// "name.yaml" and "name", the settings that are set and then the diagnostics as a
// terminal shows them.
func TestRead(t *testing.T) {
	golden.Pairs(t, cases, ".yaml", func(t *testing.T, _ string, src []byte) string { return show(t, src) })
}

func show(t *testing.T, src []byte) string {
	s, diags := settings.Read(src)
	var b strings.Builder
	field := func(name string, value any) {
		if v := reflect.ValueOf(value); v.IsValid() && !v.IsZero() {
			fmt.Fprintf(&b, "%s: %v\n", name, value)
		}
	}
	field("title", s.Title)
	field("wordmark", s.Wordmark)
	field("tagline", s.Tagline)
	field("base-url", s.BaseURL)
	field("languages", s.Languages)
	field("publisher.name", s.Publisher.Name)
	field("publisher.email", s.Publisher.Email)
	field("reading.words-per-minute", s.Reading.WordsPerMinute)
	field("preview.editor", s.Preview.Editor)
	if hours := s.Deadlines.QuestionsHours; hours != 48 {
		field("deadlines.questions-hours", hours)
	}
	field("law", s.Laws)
	field("cards", s.Cards)
	field("require-factcheck", s.RequireFactcheck)
	for _, e := range s.Exceptions {
		e.Span = diag.Span{}
		fmt.Fprintf(&b, "exception: %+v\n", e)
	}
	if len(diags) > 0 {
		b.WriteString("\n")
		if err := diag.WriteText(&b, diags.In("dossier.yaml").Sort(), func(string) []byte { return src }, false); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestDefaults: a dossier without settings has sensible ones.
func TestDefaults(t *testing.T) {
	want := &casefile.Settings{Languages: []string{"en"}, Reading: casefile.Reading{WordsPerMinute: 230}, Deadlines: casefile.Deadlines{QuestionsHours: 48}}
	for _, src := range []string{"", "# nothing\n", "title:\nlanguages: []\n"} {
		got, diags := settings.Read([]byte(src))
		if diff := cmp.Diff(want, got); diff != "" || len(diags) > 0 {
			t.Errorf("%q: %v (-want +got):\n%s", src, diags, diff)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"https://example.org", "https://example.org"},
		{"https://example.org/", "https://example.org"},
		{"http://localhost:8080", "http://localhost:8080"},
		{"https://xn--bcher-kva.example", "https://xn--bcher-kva.example"},
		{"example.org", ""},
		{"//example.org", ""},
		{"ftp://example.org", ""},
		{"https://", ""},
		{"https:///x", ""},
		{"https://example.org/blog", ""},
		{"https://example.org?x", ""},
		{"https://example.org?", ""},
		{"https://example.org#", ""},
		{"https://me@example.org", ""},
		{"https://Example.org", ""},
		{"https://bücher.example", ""},
		{"https://exam ple.org", ""},
		{"https://example.org:x", ""},
		{"https://.example.org", ""},
		{"javascript:alert(1)", ""},
	} {
		s, diags := settings.Read([]byte("base-url: '" + test.src + "'\n"))
		if s.BaseURL != test.want || (test.want == "") != (len(diags) == 1) {
			t.Errorf("%s: got %q, %v", test.src, s.BaseURL, diags)
		}
	}
}

func FuzzRead(f *testing.F) {
	archive, err := txtar.ParseFile(cases)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, diags := settings.Read(src)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
				t.Errorf("diagnostic outside the file: %+v", d)
			}
		}
		if len(s.Languages) == 0 || s.Reading.WordsPerMinute == 0 || strings.HasSuffix(s.BaseURL, "/") {
			t.Errorf("incomplete: %+v", s)
		}
		again, diagsAgain := settings.Read(src)
		if diff := cmp.Diff(s, again) + cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

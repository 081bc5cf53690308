package yamltree_test

import (
	"strings"
	"testing"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// TestLimits: hostile files end in one diagnostic, in no more time than any
// other file of their size.
func TestLimits(t *testing.T) {
	const many = 200_000
	for _, test := range []struct {
		name, src string
		want      diag.Code // "" for none
	}{
		{"32 levels", strings.Repeat("- ", 32) + "x", ""},
		{"33 levels", strings.Repeat("- ", 33) + "x", diag.MalformedYAML},
		{"many levels of lists", strings.Repeat("- ", many) + "x", diag.MalformedYAML},
		{"many levels of brackets", "a: " + strings.Repeat("[", many), diag.MalformedYAML},
		{"many levels of fields", strings.Repeat("- a: ", many), diag.MalformedYAML},
		{"32 levels in brackets", strings.Repeat("[", 32) + strings.Repeat("]", 32), ""},
		{"33 levels in brackets", strings.Repeat("[", 33) + strings.Repeat("]", 33), diag.MalformedYAML},
		{"many anchors", "a: " + strings.Repeat("&b ", 2) + "x", diag.MalformedYAML},
		{"many tags", strings.Repeat("!\n", 3), diag.MalformedYAML},
		{"a long list", "a: [" + strings.Repeat("x, ", many) + "]", ""},
		{"a long quotation", "a: \"" + strings.Repeat("x\n  ", many), diag.MalformedYAML},
		{"a long text", "a: x" + strings.Repeat("\n  x", many), ""},
		{"many empty lines", "a: |\n  x" + strings.Repeat("\n", many) + "b: c", ""},
		{"more than 16 MB", strings.Repeat("# comment\n", yamltree.MaxBytes/10+1), diag.UnreadableFile},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := yamltree.Parse([]byte(test.src), 0, len(test.src))
			switch {
			case test.want == "" && len(diags) > 0:
				t.Errorf("got %v, want no diagnostic", diags)
			case test.want != "" && (len(diags) == 0 || len(diags) > 3 || diags[0].Code != test.want):
				t.Errorf("got %d diagnostics %.200v, want a few of %s", len(diags), diags, test.want)
			}
		})
	}
}

// TestManyKeys: a mapping of many keys is read in linear time, and a key twice
// is found wherever it stands.
func TestManyKeys(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		b.WriteString("k")
		for n := i; n > 0; n /= 26 {
			b.WriteByte(byte('a' + n%26))
		}
		b.WriteString(": v\n")
	}
	b.WriteString("kb: again\nkddd: again\n")
	root, diags := yamltree.Parse([]byte(b.String()), 0, b.Len())
	if len(root.Entries) != 100_000 || len(diags) != 2 {
		t.Errorf("got %d entries and %v", len(root.Entries), diags)
	}
}

func BenchmarkParseFrontMatter(b *testing.B) {
	src := []byte("---\ntitle: The 2013 deal\nstandfirst: \"What the companies signed, and what it let them do.\"\ndate: 2026-01-12\nauthors: [Jane Doe, John Roe]\n---\n")
	b.ReportAllocs()
	for b.Loop() {
		yamltree.Parse(src, 4, len(src)-4)
	}
}

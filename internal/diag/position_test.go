package diag_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/diag"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name   string
		src    string
		offset int
		want   diag.Position
	}{
		{"the beginning", "ab", 0, diag.Position{Line: 1, Column: 1, UTF16: 1, Offset: 0}},
		{"the end", "ab", 2, diag.Position{Line: 1, Column: 3, UTF16: 3, Offset: 2}},
		{"beyond the end", "ab", 9, diag.Position{Line: 1, Column: 3, UTF16: 3, Offset: 2}},
		{"before the beginning", "ab", -1, diag.Position{Line: 1, Column: 1, UTF16: 1, Offset: 0}},
		{"an empty file", "", 0, diag.Position{Line: 1, Column: 1, UTF16: 1, Offset: 0}},
		{"after the last line ending", "a\n", 2, diag.Position{Line: 2, Column: 1, UTF16: 1, Offset: 2}},
		{"the LF of CR LF", "a\r\nb", 2, diag.Position{Line: 1, Column: 2, UTF16: 2, Offset: 2}},
		{"CR CR", "\r\rb", 2, diag.Position{Line: 3, Column: 1, UTF16: 1, Offset: 2}},
		{"inside the byte order mark", "\ufeffa", 1, diag.Position{Line: 1, Column: 1, UTF16: 1, Offset: 1}},
		{"after the byte order mark", "\ufeffa", 3, diag.Position{Line: 1, Column: 1, UTF16: 1, Offset: 3}},
		{"a byte order mark elsewhere", "a\ufeffb", 4, diag.Position{Line: 1, Column: 3, UTF16: 3, Offset: 4}},
		{"after a surrogate pair", "😀b", 4, diag.Position{Line: 1, Column: 2, UTF16: 3, Offset: 4}},
		{"after bytes that are not UTF-8", "\xff\xfeb", 2, diag.Position{Line: 1, Column: 3, UTF16: 3, Offset: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, diag.NewLines([]byte(tt.src)).Position(tt.offset)); diff != "" {
				t.Errorf("Position(%d) in %q (-want +got):\n%s", tt.offset, tt.src, diff)
			}
		})
	}
}

// FuzzExcerpt: whatever the file and the span, nothing panics, positions grow
// with offsets, and what is shown can be printed.
func FuzzExcerpt(f *testing.F) {
	f.Add("one\r\ntwo\tthree\n", 4, 9)
	f.Add("\ufeff東京\x1b[0m", -1, 99)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, src string, start, end int) {
		lines := diag.NewLines([]byte(src))
		a, b := lines.Position(start), lines.Position(end)
		if start <= end && (a.Line > b.Line || a.Line == b.Line && a.Column > b.Column) {
			t.Errorf("Position(%d) = %+v comes after Position(%d) = %+v", start, a, end, b)
		}
		x := lines.Excerpt(diag.Span{Start: start, End: end})
		if !utf8.ValidString(x.Text) || len(x.Caret) == 0 {
			t.Errorf("Excerpt = %+v", x)
		}
		for _, r := range x.Text {
			if r < ' ' && r != '\t' {
				t.Errorf("Excerpt shows the control character %q", r)
			}
		}
	})
}

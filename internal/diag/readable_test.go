package diag_test

import (
	"strings"
	"testing"

	"dossier/internal/diag"
)

func TestCheckText(t *testing.T) {
	tests := []struct {
		name, src string
		at        int // of the wrong byte; -1 where the file is fine
	}{
		{"empty", "", -1},
		{"accents", "été 條款 \u202f", -1},
		{"byte order mark", "\ufeffa", -1},
		{"replacement character", "a\ufffdb", -1},
		{"NUL", "été\x00", 5},
		{"NUL before a wrong byte", "a\xff\x00", 2},
		{"Latin-1", "\xe9t\xe9", 0},
		{"cut off", "a\xc3", 1},
		{"surrogate", "ab\xed\xa0\x80", 2},
		{"UTF-16", "\xff\xfea\x00", 3},
		{"too long", strings.Repeat("a", 1<<10+1), 1 << 10},
	}
	for _, test := range tests {
		list := diag.CheckText([]byte(test.src), 1<<10)
		switch {
		case test.at < 0 && len(list) > 0:
			t.Errorf("%s: %v", test.name, list)
		case test.at >= 0 && (len(list) != 1 || list[0].Code != diag.UnreadableFile || list[0].Span.Start != test.at || list[0].Span.End > len(test.src)):
			t.Errorf("%s: %v, want one at %d", test.name, list, test.at)
		}
	}
}

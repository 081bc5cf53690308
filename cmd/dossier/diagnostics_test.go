package main

import (
	"testing"

	"dossier/internal/diag"
)

func TestCountWords(t *testing.T) {
	d := func(s diag.Severity) diag.Diagnostic { return diag.Diagnostic{Severity: s} }
	tests := []struct {
		list diag.List
		want string
	}{
		{nil, ""},
		{diag.List{d(diag.Error)}, "1 error"},
		{diag.List{d(diag.Warning), d(diag.Error), d(diag.Note), d(diag.Error)}, "2 errors, 1 warning, 1 to note"},
	}
	for _, tt := range tests {
		if got := countWords(tt.list); got != tt.want {
			t.Errorf("countWords = %q, want %q", got, tt.want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 KB", 1499: "1 KB", 371_200: "371 KB", 1_250_000: "1.2 MB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %q, want %q", n, got, want)
		}
	}
}

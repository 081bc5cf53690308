package diag_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/diag"
)

func TestNearest(t *testing.T) {
	fields := []string{"title", "standfirst", "date", "updated", "authors", "slug", "draft", "embargo", "aliases", "description"}
	tests := []struct {
		name       string
		word       string
		candidates []string
		want       []string
	}{
		{"a letter left out", "tite", fields, []string{"title"}},
		{"a letter added", "drafft", fields, []string{"draft"}},
		{"a letter replaced", "slig", fields, []string{"slug"}},
		{"two letters swapped", "upadted", fields, []string{"updated"}},
		{"a swap is one edit", "dtae", fields, []string{"date"}},
		{"two edits in a long word", "minstry-2012", []string{"ministry-2021"}, []string{"ministry-2021"}},
		{"letter case is no edit", "Title", fields, []string{"title"}},
		{"accents are letters", "prefécture", []string{"préfecture"}, []string{"préfecture"}},
		{"best first", "author", []string{"autor", "auhtors", "authors"}, []string{"autor", "authors", "auhtors"}},
		{"equals in the order given", "cat", []string{"rat", "bat", "hat", "mat"}, []string{"rat", "bat", "hat"}},
		{"repeats once", "dat", []string{"date", "date"}, []string{"date"}},
		{"itself never", "date", []string{"date"}, []string{}},
		{"too far for a short word", "dtx", []string{"date"}, []string{}},
		{"too short to guess", "id", []string{"ids"}, nil},
		{"too far", "subtitle", fields, []string{}},
		{"nothing to compare with", "title", nil, []string{}},
		{"empty", "", fields, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, diag.Nearest(tt.word, tt.candidates)); diff != "" {
				t.Errorf("Nearest(%q) (-want +got):\n%s", tt.word, diff)
			}
		})
	}
}

func ExampleDidYouMean() {
	fmt.Println(diag.DidYouMean("tite", []string{"title", "date"}))
	fmt.Println(diag.DidYouMean("author", []string{"autor", "authors"}))
	fmt.Println(diag.DidYouMean("cat", []string{"rat", "bat", "hat", "mat"}))
	fmt.Printf("%q\n", diag.DidYouMean("banana", []string{"title", "date"}))
	// Output:
	// did you mean "title"?
	// did you mean "autor" or "authors"?
	// did you mean "rat", "bat" or "hat"?
	// ""
}

func BenchmarkNearest(b *testing.B) {
	keys := make([]string, 10_000)
	for i := range keys {
		keys[i] = fmt.Sprintf("source-%05d-letter", i)
	}
	for b.Loop() {
		diag.Nearest("sorce-05012-letter", keys)
	}
}

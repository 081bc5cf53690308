package chapter_test

import (
	"bytes"
	"testing"

	"dossier/internal/golden"

	"github.com/google/go-cmp/cmp"
)

// FuzzRead reads anything: no panic, every place inside the file, the file
// untouched, and the same result twice.
func FuzzRead(f *testing.F) {
	for _, path := range golden.Paths(f, cases) {
		src, lang := inputOf(golden.Read(f, path))
		f.Add(src, lang == "fr")
	}
	f.Fuzz(func(t *testing.T, src []byte, french bool) {
		lang := "en"
		if french {
			lang = "fr"
		}
		before := bytes.Clone(src)
		first := read(src, lang)
		checkSpans(t, first)
		if !bytes.Equal(before, src) {
			t.Error("the file was changed")
		}
		second := read(src, lang)
		for _, p := range parts {
			if diff := cmp.Diff(p.print(first), p.print(second)); diff != "" {
				t.Errorf("%s differs the second time:\n%s", p.name, diff)
			}
		}
	})
}

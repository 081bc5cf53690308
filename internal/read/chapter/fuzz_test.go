package chapter_test

import (
	"bytes"
	"testing"

	"dossier/internal/golden"
	"dossier/internal/read/chapter"

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

// FuzzHeadEnd cuts a file anywhere: where the cut holds front matter to its
// closing line, it says all that the whole file says in its head.
func FuzzHeadEnd(f *testing.F) {
	for _, path := range golden.Paths(f, cases) {
		src, _ := inputOf(golden.Read(f, path))
		f.Add(src, len(src)/2)
		f.Add(bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n")), len(src)/3)
	}
	f.Add([]byte("---\ntitle: A\n---x\ndate: 2026-01-02\n---\ntext"), 17)
	f.Add([]byte("---\rtitle: A\r---\rtext"), 17)
	f.Fuzz(func(t *testing.T, src []byte, cut int) {
		end, closed := chapter.HeadEnd(src[:min(max(cut, 0), len(src))])
		if !closed {
			return
		}
		head, diags := chapter.ReadHead(src[:end])
		whole, all := chapter.ReadHead(src)
		if diff := cmp.Diff(whole, head) + cmp.Diff(all, diags); diff != "" {
			t.Errorf("cut at %d, ends at %d (-whole +head):\n%s", cut, end, diff)
		}
	})
}

package resolve_test

import (
	"fmt"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/resolve"
)

// BenchmarkSpine puts chapters in order and gives them numbers, addresses and
// neighbours: what every snapshot of the preview with other front matter costs
// before a page.
func BenchmarkSpine(b *testing.B) {
	for _, n := range []int{30, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			heads := make([]resolve.Heading, n)
			for i := range heads {
				heads[i] = resolve.Heading{Path: fmt.Sprintf("content/en/%05d-chapter.md", i+1), Head: casefile.Head{Title: fmt.Sprintf("Chapter %d", i+1), Slug: fmt.Sprintf("chapter-%d", i+1)}}
			}
			settings := &casefile.Settings{Languages: []string{"en"}}
			for b.Loop() {
				if _, diags := resolve.Spine(settings, casefile.NewSources(nil), heads, resolve.Terms{}); len(diags) > 0 {
					b.Fatal(diags)
				}
			}
		})
	}
}

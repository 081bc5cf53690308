package search_test

import (
	"testing"

	"dossier/internal/write/search"

	"github.com/google/go-cmp/cmp"
)

// TestParts: parts hold whole texts, none is much larger than it must be, and a
// large file is loaded only when a reader asks.
func TestParts(t *testing.T) {
	const kb = 1 << 10
	for _, c := range []struct {
		sizes []int64
		parts [][2]int
		ask   bool
	}{
		{nil, nil, false},
		{[]int64{0}, [][2]int{{0, 1}}, false},
		{[]int64{100 * kb, 80 * kb, 20 * kb, 300 * kb, 10 * kb}, [][2]int{{0, 2}, {2, 3}, {3, 4}, {4, 5}}, false},
		{[]int64{400 * kb, 400 * kb}, [][2]int{{0, 1}, {1, 2}}, true},
	} {
		parts, ask := search.Parts(c.sizes)
		if diff := cmp.Diff(c.parts, parts); diff != "" || ask != c.ask {
			t.Errorf("%v: ask %v, parts (-want +got):\n%s", c.sizes, ask, diff)
		}
	}
}

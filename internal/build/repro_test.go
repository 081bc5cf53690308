package build_test

import (
	"runtime"
	"testing"

	"dossier/internal/build"

	"github.com/google/go-cmp/cmp"
)

// TestSameBytes builds one project with one processor and with many: nothing
// in the site may depend on which worker was first, or on the order of a map.
func TestSameBytes(t *testing.T) {
	want := render(t, build.New(), smallProject(), build.Options{})
	for _, procs := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(procs)
		got := render(t, build.New(), smallProject(), build.Options{})
		runtime.GOMAXPROCS(old)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %d processors:\n%s", procs, diff)
		}
	}
}

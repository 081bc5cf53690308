// Package output is the set of files that a build produces: each path with how
// to make its bytes. Nothing is made until somebody asks, and what is made
// depends on the snapshot alone.
package output

import (
	"context"
	"slices"
	"strings"
)

// A File is one file of the published site.
type File struct {
	Path      string // slash path from the root of the site: "background/index.html"
	MediaType string // with charset where it has one: "text/html; charset=utf-8"
	Immutable bool   // its name holds a fingerprint; it may be cached for ever
	Late      bool   // it is made from what every text says, so it is best made last

	// Wanted says whether the file belongs to the site, where that is known
	// only when all texts have been read; nil for a file that always does. Only
	// late files have it. Who writes all files asks it; the preview makes
	// whatever a page names.
	Wanted func(ctx context.Context) (bool, error)

	// Make returns the bytes. It is pure and safe for concurrent use; the
	// caller must not modify the result. A *diag.Failure is something a
	// writer can fix; any other error is not.
	Make func(ctx context.Context) ([]byte, error)
}

// A Tree is a set of files, sorted by path, each path once.
type Tree struct{ files []File }

// NewTree makes a tree. Of files with one path the first stays; build reports
// such a clash before it comes to this.
func NewTree(files []File) *Tree {
	sorted := slices.Clone(files)
	slices.SortStableFunc(sorted, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return &Tree{slices.CompactFunc(sorted, func(a, b File) bool { return a.Path == b.Path })}
}

// Merge makes a tree of a list that is sorted by path, each path once, and of
// other files in any order. Of files with one path the sorted list's stays.
func Merge(sorted, others []File) *Tree {
	more := NewTree(others).files
	files := make([]File, 0, len(sorted)+len(more))
	for _, f := range more {
		i, found := slices.BinarySearchFunc(sorted, f.Path, func(f File, p string) int { return strings.Compare(f.Path, p) })
		files, sorted = append(files, sorted[:i]...), sorted[i:]
		if !found {
			files = append(files, f)
		}
	}
	return &Tree{append(files, sorted...)}
}

// Files lists the files by path. The slice must not be modified.
func (t *Tree) Files() []File { return t.files }

// Lookup finds a file by its path.
func (t *Tree) Lookup(path string) (File, bool) {
	i, ok := slices.BinarySearchFunc(t.files, path, func(f File, p string) int { return strings.Compare(f.Path, p) })
	if !ok {
		return File{}, false
	}
	return t.files[i], true
}

// Fixed is a recipe whose bytes are known.
func Fixed(b []byte) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) { return b, nil }
}

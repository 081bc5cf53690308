// Package output is the set of files that a build produces: each path with how
// to make its bytes. Nothing is made until somebody asks, and what is made
// depends on the snapshot alone.
package output

import (
	"context"
	"slices"
	"strings"
	"sync"
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
type Tree struct {
	files []File

	over []*Tree       // or the trees it is made of, the first first
	list func() []File // then lists them
}

// NewTree makes a tree. Of files with one path the first stays; build reports
// such a clash before it comes to this.
func NewTree(files []File) *Tree {
	sorted := slices.Clone(files)
	if byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }; !slices.IsSortedFunc(sorted, byPath) {
		slices.SortStableFunc(sorted, byPath)
	}
	return &Tree{files: slices.CompactFunc(sorted, func(a, b File) bool { return a.Path == b.Path })}
}

// Over makes a tree of several: of files with one path, that of the first tree
// stays. It costs little: trees that many builds share are not copied until
// somebody lists the files.
func Over(trees ...*Tree) *Tree {
	return &Tree{over: trees, list: sync.OnceValue(func() []File {
		var all []File
		for _, t := range trees {
			all = append(all, t.Files()...)
		}
		return NewTree(all).files
	})}
}

// Files lists the files by path. The slice must not be modified.
func (t *Tree) Files() []File {
	if t.list != nil {
		return t.list()
	}
	return t.files
}

// Lookup finds a file by its path.
func (t *Tree) Lookup(path string) (File, bool) {
	for _, part := range t.over {
		if f, ok := part.Lookup(path); ok {
			return f, true
		}
	}
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

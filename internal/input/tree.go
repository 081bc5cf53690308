// Package input loads a project's files as one immutable tree: what the disk,
// the embedded defaults and unsaved buffers hold at one moment. A layer hides
// the files of the layers below it, path by path.
//
// Which files are inputs is decided here, for build and preview alike (see
// isInput). Bytes are read when they are asked for and checked against the
// moment of the tree: a file that has changed since makes reading it fail with
// ErrSuperseded, and the caller takes a new tree. A page never mixes two
// moments.
package input

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrSuperseded means that a file on disk is no longer the one this tree
// describes. Load a new tree and begin again.
var ErrSuperseded = errors.New("a file changed while it was being read")

// A Layer says where a file comes from. A higher layer hides a lower one.
type Layer int

const (
	Default Layer = iota // embedded in the program: layouts, assets
	Project              // on disk
	Buffer               // unsaved, in an editor
)

// A Hash is the SHA-256 of a file's bytes.
type Hash [sha256.Size]byte

// A File is one input file at one moment.
type File struct {
	Path    string // slash path from the project root
	Layer   Layer
	Size    int64
	ModTime time.Time // zero for embedded files and buffers

	read func(most int64) ([]byte, error) // at most so many bytes from the start

	mu   sync.Mutex // guards hash, seen
	hash Hash
	seen bool
}

// Bytes reads the file. The result is the caller's. It fails with
// ErrSuperseded where the file on disk has changed since the tree was made, as
// its size and time of change tell before and after the reading.
func (f *File) Bytes() ([]byte, error) {
	b, err := f.Start(math.MaxInt64)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.seen {
		f.hash, f.seen = sha256.Sum256(b), true
	}
	return b, nil
}

// Start reads the first bytes of the file, most of them at most, as Bytes reads
// all of it.
func (f *File) Start(most int64) ([]byte, error) {
	b, err := f.read(most)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Path, err)
	}
	return b, nil
}

// Hash returns the hash of the file's bytes, reading them if nobody has.
func (f *File) Hash() (Hash, error) {
	h, _, err := f.HashAndBytes()
	return h, err
}

// HashAndBytes returns the hash of the file's bytes, and the bytes where they
// had to be read for it; nil where somebody had read them before.
func (f *File) HashAndBytes() (Hash, []byte, error) {
	f.mu.Lock()
	h, seen := f.hash, f.seen
	f.mu.Unlock()
	if seen {
		return h, nil, nil
	}
	b, err := f.Bytes()
	if err != nil {
		return Hash{}, nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.hash, b, nil
}

// A Tree is the set of input files at one moment, sorted by path. It never
// changes and is safe for concurrent use.
type Tree struct {
	files []*File
}

// Files lists all files by path. The slice must not be modified.
func (t *Tree) Files() []*File { return t.files }

// Lookup finds a file by its path.
func (t *Tree) Lookup(path string) (*File, bool) {
	i, ok := slices.BinarySearchFunc(t.files, path, func(f *File, p string) int { return strings.Compare(f.Path, p) })
	if !ok {
		return nil, false
	}
	return t.files[i], true
}

// Under lists the files below a folder, by path; dir has no trailing slash.
func (t *Tree) Under(dir string) []*File {
	prefix := dir + "/"
	i, _ := slices.BinarySearchFunc(t.files, prefix, func(f *File, p string) int { return strings.Compare(f.Path, p) })
	j := i
	for j < len(t.files) && strings.HasPrefix(t.files[j].Path, prefix) {
		j++
	}
	return t.files[i:j]
}

// newTree joins layers: later ones hide earlier ones.
func newTree(layers ...[]*File) *Tree {
	t := &Tree{}
	for _, layer := range layers {
		if !slices.IsSortedFunc(layer, byPath) {
			layer = slices.SortedStableFunc(slices.Values(layer), byPath)
		}
		t.files = over(t.files, layer)
	}
	return t
}

func byPath(a, b *File) int { return strings.Compare(a.Path, b.Path) }

// over joins two sorted lists; of one path, the upper list's file stays, and
// of two in one list the last.
func over(lower, upper []*File) []*File {
	files := make([]*File, 0, len(lower)+len(upper))
	for len(lower) > 0 || len(upper) > 0 {
		switch {
		case len(upper) == 0:
			return append(files, lower...)
		case len(lower) > 0 && lower[0].Path <= upper[0].Path:
			if lower[0].Path < upper[0].Path {
				files = append(files, lower[0])
			}
			lower = lower[1:]
		case len(upper) > 1 && upper[0].Path == upper[1].Path:
			upper = upper[1:]
		default:
			files, upper = append(files, upper[0]), upper[1:]
		}
	}
	return files
}

// Memory makes files of one layer from bytes: buffers, and projects in tests.
func Memory(layer Layer, files map[string][]byte) []*File {
	var out []*File
	for path, b := range files {
		out = append(out, &File{Path: path, Layer: layer, Size: int64(len(b)), read: func(most int64) ([]byte, error) { return slices.Clone(b[:min(most, int64(len(b)))]), nil }})
	}
	return out
}

// Embedded lists the input files of an embedded file system under a folder
// name: Embedded("layouts", layouts.FS).
func Embedded(dir string, fsys fs.FS) ([]*File, error) {
	var out []*File
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isInput(dir+"/"+p) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out = append(out, &File{Path: dir + "/" + p, Layer: Default, Size: info.Size(), read: func(most int64) ([]byte, error) {
			b, err := fs.ReadFile(fsys, p)
			return b[:min(most, int64(len(b)))], err
		}})
		return nil
	})
	return out, err
}

// Join makes a tree of layers, lowest first.
func Join(layers ...[]*File) *Tree { return newTree(layers...) }

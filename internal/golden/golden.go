// Package golden holds what code makes against files that say what it should
// make: whole files, and parts of txtar archives, so that a case can be added
// without reading Go. Only tests import it.
//
// With the flag -update a test rewrites its files in place of comparing, and a
// review reads the difference.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata")

// Updating reports whether files are rewritten in this run.
func Updating() bool { return *update }

// File compares a text with a file.
func File(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// A Case is an archive whose parts are partly input and partly what is expected
// to become of it.
type Case struct {
	*txtar.Archive
	Path string // slash-separated, from the package's folder

	changed bool
}

// Read reads one archive.
func Read(t testing.TB, path string) *Case {
	t.Helper()
	a, err := txtar.ParseFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return &Case{Archive: a, Path: path}
}

// Cases runs a test on each archive that the pattern of filepath.Match matches,
// named after its path below testdata. That there is none is a failure. What
// the test put in place of old parts is written when it ends.
func Cases(t *testing.T, pattern string, test func(t *testing.T, c *Case)) {
	t.Helper()
	for _, path := range Paths(t, pattern) {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "testdata/"), ".txtar")
		t.Run(name, func(t *testing.T) { Run(t, path, test) })
	}
}

// Run runs a test on one archive, and writes what it put in place of old parts.
func Run(t *testing.T, path string, test func(t *testing.T, c *Case)) {
	t.Helper()
	c := Read(t, path)
	test(t, c)
	if !c.changed {
		return
	}
	if err := os.WriteFile(filepath.FromSlash(path), txtar.Format(c.Archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Paths lists the files that a pattern matches, as slash paths. That there is
// none is a failure.
func Paths(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s matches no case: %v", pattern, err)
	}
	for i, p := range paths {
		paths[i] = filepath.ToSlash(p)
	}
	return paths
}

// Has reports whether the archive has a part of the name.
func (c *Case) Has(name string) bool { return c.index(name) >= 0 }

// Part returns the bytes of a part, nil where there is none.
func (c *Case) Part(name string) []byte {
	if i := c.index(name); i >= 0 {
		return c.Files[i].Data
	}
	return nil
}

// Except returns the bytes of the parts with other names than these, by name:
// the input, where these are what is expected.
func (c *Case) Except(names ...string) map[string][]byte {
	parts := map[string][]byte{}
	for _, f := range c.Files {
		if !slices.Contains(names, f.Name) {
			parts[f.Name] = f.Data
		}
	}
	return parts
}

// Want compares what was made with the part that tells what to expect. Where
// there is no such part, nothing is expected. The end of the last line counts
// as there: an archive gives each part one.
func (c *Case) Want(t *testing.T, name, got string) {
	t.Helper()
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	i := c.index(name)
	switch {
	case *update && i >= 0:
		c.changed = c.changed || !bytes.Equal(c.Files[i].Data, []byte(got))
		c.Files[i].Data = []byte(got)
	case *update && got != "":
		c.Files, c.changed = append(c.Files, txtar.File{Name: name, Data: []byte(got)}), true
	case !*update:
		if diff := cmp.Diff(string(c.Part(name)), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func (c *Case) index(name string) int {
	return slices.IndexFunc(c.Files, func(f txtar.File) bool { return f.Name == name })
}

// Pairs runs the cases of an archive of pairs: a file "name.ext", and behind it
// "name", what the function makes of it.
func Pairs(t *testing.T, path, ext string, show func(t *testing.T, name string, src []byte) string) {
	t.Helper()
	Run(t, path, func(t *testing.T, c *Case) {
		t.Helper()
		pairs := 0
		for i := 0; i < len(c.Files); i++ {
			src := c.Files[i]
			name, ok := strings.CutSuffix(src.Name, ext)
			if !ok {
				continue
			}
			pairs++
			if *update && !c.Has(name) {
				c.Files = slices.Insert(c.Files, i+1, txtar.File{Name: name})
			}
			if !*update && !c.Has(name) {
				t.Errorf("%s has no part %q", path, name)
			}
			c.Want(t, name, show(t, name, src.Data))
		}
		if pairs == 0 {
			t.Errorf("%s has no part that ends in %s", path, ext)
		}
	})
}

package input

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A file is read below the project's folder and nowhere else, whichever way it
// is read, and only as the tree knows it.
func TestReadUnchanged(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "content/en"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(outside, "secret.md"), "secret")
	write(filepath.Join(dir, "content/en/real.md"), "0123456789")
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, "content/en", name)); err != nil {
			if runtime.GOOS != "windows" {
				t.Fatal(err)
			}
			t.Skip("no links here:", err) // Windows asks for a right to make them
		}
	}
	link("real.md", "inside.md")
	link(filepath.Join(outside, "secret.md"), "outside.md")
	link("../../../"+filepath.Base(outside)+"/secret.md", "relative.md")
	link("loop.md", "loop.md")

	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	tree, diags, err := d.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 3 {
		t.Errorf("want three links refused, got %v", diags)
	}
	if n := len(tree.Files()); n != 2 {
		t.Errorf("%d files, want the real one and the link to it", n)
	}
	for _, f := range tree.Files() {
		for most, want := range map[int64]string{math.MaxInt64: "0123456789", 10: "0123456789", 4: "0123", 0: ""} {
			if b, err := f.Start(most); err != nil || string(b) != want {
				t.Errorf("%s, %d bytes: %q, %v", f.Path, most, b, err)
			}
		}
		b, err := f.Bytes()
		hash, again, err2 := f.HashAndBytes()
		if string(b) != "0123456789" || err != nil || err2 != nil || again != nil || hash == (Hash{}) {
			t.Errorf("%s: %q, %v, %v, %q", f.Path, b, err, err2, again)
		}
	}

	// What leads out is refused by both ways of reading, also where the tree
	// knows a plain file of that name that has become a link since.
	path := filepath.Join(dir, "content/en/real.md")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"outside.md", "relative.md", "loop.md"} {
		if b, err := d.readUnchanged("content/en/"+name, info, math.MaxInt64); err == nil {
			t.Errorf("%s was read: %q", name, b)
		}
		if b, _, _, ok := d.beneath.read("content/en/"+name, info, math.MaxInt64); ok {
			t.Errorf("%s was read at once: %q", name, b)
		}
	}

	// A file that changes, or goes, is of another moment.
	real, _ := tree.Lookup("content/en/real.md")
	write(path, "abcdefghij")
	later := info.ModTime().Add(time.Second)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	for _, most := range []int64{4, math.MaxInt64} {
		if _, err := real.Start(most); !errors.Is(err, ErrSuperseded) {
			t.Errorf("a changed file, %d bytes: %v", most, err)
		}
	}
	write(path, strings.Repeat("longer", 9))
	if _, err := real.Bytes(); !errors.Is(err, ErrSuperseded) {
		t.Errorf("a longer file: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := real.Bytes(); !errors.Is(err, ErrSuperseded) {
		t.Errorf("a file that is gone: %v", err)
	}
}

package publish_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/diag"
	"dossier/internal/output"
	"dossier/internal/publish"
)

// siteOf makes a tree of files whose bytes are known.
func siteOf(files map[string]string) *output.Tree {
	var all []output.File
	for path, text := range files {
		all = append(all, output.File{Path: path, MediaType: "text/html; charset=utf-8", Make: output.Fixed([]byte(text))})
	}
	return output.NewTree(all)
}

func write(t *testing.T, dir string, files map[string]string, opt publish.Options) publish.Totals {
	t.Helper()
	staged, err := publish.Write(t.Context(), siteOf(files), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := staged.Commit(); err != nil {
		t.Fatal(err)
	}
	return staged.Totals
}

// read returns the files of a folder; nil where there is no folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			files[filepath.ToSlash(rel)], err = os.Readlink(path)
			return err
		}
		b, err := os.ReadFile(path)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// withManifest is what a folder holds once these files are published.
func withManifest(files map[string]string) map[string]string {
	all := maps.Clone(files)
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sum := sha256.Sum256([]byte(files[path]))
		b.WriteString(hex.EncodeToString(sum[:]) + "  " + path + "\n")
	}
	all[publish.ManifestName] = b.String()
	return all
}

// beside lists what stands in the folder that holds dir.
func beside(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

var twoPages = map[string]string{"index.html": "cover", "a/index.html": "page a", "a/b/index.html": "page b", "assets/x.0123456789abcdef.css": "body{}"}

func TestWrite(t *testing.T) {
	for name, opt := range map[string]publish.Options{"exchange": {}, "journal": publish.WithoutExchange(publish.Options{})} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "deep", "public")
			got := write(t, dir, twoPages, opt)
			if want := (publish.Totals{Files: 4, Bytes: 23, Changed: 4}); got != want {
				t.Errorf("first totals %+v, want %+v", got, want)
			}
			if diff := cmp.Diff(withManifest(twoPages), read(t, dir)); diff != "" {
				t.Errorf("first site (-want +got):\n%s", diff)
			}
			next := map[string]string{"index.html": "cover", "a/index.html": "page A", "c/index.html": "new"}
			got = write(t, dir, next, opt)
			if want := (publish.Totals{Files: 3, Bytes: 14, Changed: 2, Unchanged: 1, Removed: 2}); got != want {
				t.Errorf("second totals %+v, want %+v", got, want)
			}
			if diff := cmp.Diff(withManifest(next), read(t, dir)); diff != "" {
				t.Errorf("second site (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
				t.Errorf("beside the folder (-want +got):\n%s", diff)
			}
		})
	}
}

func TestManifestIsOfTheUsualForm(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no sha256sum on this machine, which CI must have")
		}
		t.Skip("no sha256sum here")
	}
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, twoPages, publish.Options{})
	check := exec.Command(tool, "--strict", "--quiet", "-c", publish.ManifestName)
	check.Dir = dir
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// What does not change keeps its inode and its time; what was changed behind
// our back is put right.
func TestUnchangedFilesStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, twoPages, publish.Options{})
	stat := func(name string) fs.FileInfo {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	before := stat("a/index.html")
	next := maps.Clone(twoPages)
	next["index.html"] = "another cover"
	write(t, dir, next, publish.Options{})
	after := stat("a/index.html")
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("an unchanged file was written again")
	}

	folder := stat(".")
	got := write(t, dir, next, publish.Options{})
	if got.Changed != 0 || got.Unchanged != 4 || !os.SameFile(folder, stat(".")) {
		t.Errorf("publishing the same again: %+v; the folder must stay", got)
	}

	// Same length, same time, other bytes; another mode.
	path := filepath.Join(dir, "a/index.html")
	if err := errors.Join(os.WriteFile(path, []byte("page X"), 0o644), os.Chtimes(path, after.ModTime(), after.ModTime())); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "index.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := write(t, dir, next, publish.Options{}); got.Changed != 2 {
		t.Errorf("%+v, want 2 changed", got)
	}
	if diff := cmp.Diff(withManifest(next), read(t, dir)); diff != "" {
		t.Errorf("repaired site (-want +got):\n%s", diff)
	}
	if mode := stat("index.html").Mode().Perm(); mode != 0o644 {
		t.Errorf("mode %v, want 0644", mode)
	}

	if err := os.Remove(filepath.Join(dir, publish.ManifestName)); err != nil {
		t.Fatal(err)
	}
	var refused *publish.RefusedError
	if _, err := publish.Write(t.Context(), siteOf(next), dir, publish.Options{}); !errors.As(err, &refused) {
		t.Errorf("a folder without manifest: %v, want it refused", err)
	}
}

func TestDiscard(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, twoPages, publish.Options{})
	staged, err := publish.Write(t.Context(), siteOf(map[string]string{"x": "y"}), dir, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(staged.Discard(), staged.Discard()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(withManifest(twoPages), read(t, dir)); diff != "" {
		t.Errorf("old site (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
		t.Errorf("beside the folder (-want +got):\n%s", diff)
	}
}

func TestErrorsLeaveTheOldSite(t *testing.T) {
	machine := errors.New("out of paper")
	fails := func(err error) func(context.Context) ([]byte, error) {
		return func(context.Context) ([]byte, error) { return nil, err }
	}
	failure := func(code diag.Code) error {
		return fmt.Errorf("layout: %w", &diag.Failure{Diagnostics: diag.List{{Code: code, Severity: diag.Error, Message: "broken"}}})
	}
	for _, c := range []struct {
		name  string
		files []output.File
		check func(error) bool
	}{
		{"machine", []output.File{{Path: "a", Make: fails(machine)}, {Path: "b", Make: output.Fixed(nil)}},
			func(err error) bool { return errors.Is(err, machine) && strings.Contains(err.Error(), "make a") }},
		{"writer", []output.File{{Path: "a", Make: fails(failure("one"))}, {Path: "b", Make: fails(failure("two")), Late: true}, {Path: "c", Make: output.Fixed(nil)}},
			func(err error) bool {
				var f *diag.Failure
				return errors.As(err, &f) && len(f.Diagnostics) == 2
			}},
		{"fingerprint", []output.File{{Path: "assets/x.0123456789abcdef.css", Immutable: true, Make: output.Fixed([]byte("other"))}},
			func(err error) bool {
				var r *publish.ReusedError
				return errors.As(err, &r) && r.Path == "assets/x.0123456789abcdef.css"
			}},
		{"name", []output.File{{Path: "../a", Make: output.Fixed(nil)}}, func(err error) bool { return err != nil }},
		{"line", []output.File{{Path: "a\nb", Make: output.Fixed(nil)}}, func(err error) bool { return err != nil }},
		{"manifest", []output.File{{Path: publish.ManifestName, Make: output.Fixed(nil)}}, func(err error) bool { return err != nil }},
		{"clash", []output.File{{Path: "a", Make: output.Fixed(nil)}, {Path: "a/b", Make: output.Fixed(nil)}}, func(err error) bool { return err != nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, twoPages, publish.Options{})
			staged, err := publish.Write(t.Context(), output.NewTree(c.files), dir, publish.Options{Workers: 2})
			if staged != nil || !c.check(err) {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(withManifest(twoPages), read(t, dir)); diff != "" {
				t.Errorf("old site (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
				t.Errorf("beside the folder (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	ctx, cancel := context.WithCancel(t.Context())
	tree := output.NewTree([]output.File{{Path: "a", Make: func(context.Context) ([]byte, error) { cancel(); return nil, nil }}, {Path: "b", Make: output.Fixed(nil), Late: true}})
	if _, err := publish.Write(ctx, tree, dir, publish.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want it cancelled", err)
	}
	if left := beside(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// Files that are made from all texts come when the texts have been read, and
// every file is made exactly once.
func TestLateFilesComeLast(t *testing.T) {
	var early, calls, progress atomic.Int64
	var files []output.File
	for i := range 200 {
		late := i%10 == 0
		files = append(files, output.File{Path: fmt.Sprintf("%d/index.html", i), Late: late, Make: func(context.Context) ([]byte, error) {
			calls.Add(1)
			if !late {
				early.Add(1)
			} else if early.Load() != 180 {
				return nil, errors.New("too early")
			}
			return []byte("x"), nil
		}})
	}
	staged, err := publish.Write(t.Context(), output.NewTree(files), filepath.Join(t.TempDir(), "public"), publish.Options{
		Workers: 8, Progress: func(_, total int) { progress.Add(1) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := staged.Commit(); err != nil {
		t.Fatal(err)
	}
	if calls.Load() != 200 || progress.Load() != 200 {
		t.Errorf("%d calls, %d reports, want 200 of each", calls.Load(), progress.Load())
	}
}

func TestRefused(t *testing.T) {
	base := t.TempDir()
	project := filepath.Join(base, "project")
	for _, dir := range []string{"content/en", "layouts", ".git/objects", "public", "foreign", "outside"} {
		if err := os.MkdirAll(filepath.Join(project, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := filepath.Join(base, "elsewhere")
	if err := os.MkdirAll(elsewhere, 0o755); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(filepath.Join(project, "foreign", "thesis.doc"), nil, 0o644))
	must(os.WriteFile(filepath.Join(project, "file"), nil, 0o644))
	must(os.Symlink(elsewhere, filepath.Join(project, "link")))
	must(os.Symlink(filepath.Join(base, "nowhere"), filepath.Join(project, "dangling")))
	write(t, filepath.Join(project, "mixed"), twoPages, publish.Options{Project: project})
	must(os.WriteFile(filepath.Join(project, "mixed", "a", "mine.txt"), nil, 0o644))
	write(t, filepath.Join(project, "linked"), twoPages, publish.Options{Project: project})
	must(os.Remove(filepath.Join(project, "linked", "index.html")))
	must(os.Symlink("/etc/hostname", filepath.Join(project, "linked", "index.html")))
	write(t, filepath.Join(project, "odd"), twoPages, publish.Options{Project: project})
	must(os.WriteFile(filepath.Join(project, "odd", publish.ManifestName), []byte("hello\n"), 0o644))

	for _, c := range []struct{ dir, reason string }{
		{".", "no name"},
		{"..", "no name"},
		{"../project", "the project itself"},
		{"../../" + filepath.Base(base), "holds the project"},
		{"content", "content/ holds the project's own files"},
		{"content/en", "content/"},
		{"content/new", "content/"},
		{"layouts", "layouts/"},
		{"assets", "assets/"},
		{".git/site", ".git/"},
		{"link", "a symbolic link"},
		{"dangling", "a symbolic link"},
		{"link/public", "leads out of the project"},
		{"file", "not a folder"},
		{"foreign", "not made by dossier (thesis.doc)"},
		{"mixed", "did not put there (a/mine.txt)"},
		{"linked", "did not put there (index.html)"},
		{"odd", "not one of ours"},
	} {
		dir := filepath.Join(project, filepath.FromSlash(c.dir))
		if c.dir == "." || c.dir == ".." {
			dir = c.dir
		}
		before := read(t, project)
		_, err := publish.Write(t.Context(), siteOf(twoPages), dir, publish.Options{Project: project})
		var refused *publish.RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v, want it refused: %s", c.dir, err, c.reason)
		}
		if diff := cmp.Diff(before, read(t, project)); diff != "" {
			t.Errorf("%s: the project changed:\n%s", c.dir, diff)
		}
	}

	// These are fine: an empty folder, one outside, one that a file manager has
	// looked into.
	must(os.WriteFile(filepath.Join(project, "public", ".DS_Store"), nil, 0o644))
	for _, dir := range []string{"public", "public/", "outside", "../elsewhere/site", "contents", "build/deep/site"} {
		write(t, filepath.Join(project, filepath.FromSlash(dir)), twoPages, publish.Options{Project: project})
	}
	if diff := cmp.Diff(withManifest(twoPages), read(t, filepath.Join(project, "public"))); diff != "" {
		t.Errorf("public (-want +got):\n%s", diff)
	}
}

func TestOneAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first, err := publish.Write(t.Context(), siteOf(twoPages), dir, publish.Options{Holder: "dossier build"})
	if err != nil {
		t.Fatal(err)
	}
	var locked *publish.LockedError
	_, err = publish.Write(t.Context(), siteOf(twoPages), dir, publish.Options{Wait: -1})
	if want := fmt.Sprintf("process %d (dossier build)", os.Getpid()); !errors.As(err, &locked) || locked.Holder != want {
		t.Errorf("error %v, want it to name %s", err, want)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := publish.Write(ctx, siteOf(twoPages), dir, publish.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want it cancelled", err)
	}

	next := map[string]string{"index.html": "second"}
	waited := make(chan error)
	go func() {
		second, err := publish.Write(t.Context(), siteOf(next), dir, publish.Options{})
		if err == nil {
			err = second.Commit()
		}
		waited <- err
	}()
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-waited; err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(withManifest(next), read(t, dir)); diff != "" {
		t.Errorf("site (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
		t.Errorf("beside the folder (-want +got):\n%s", diff)
	}
}

// What a killed process can leave, state by state.
func TestLeftovers(t *testing.T) {
	type folders map[string]map[string]string
	old, fresh, half := twoPages, map[string]string{"index.html": "fresh"}, map[string]string{"half": "x"}
	for _, c := range []struct {
		name    string
		left    folders
		journal bool
		want    map[string]string // what the folder holds once cleared up
	}{
		{"staging half-way", folders{"public": old, ".public.new": half}, false, old},
		{"first staging half-way", folders{".public.new": half}, false, nil},
		{"after an exchange", folders{"public": fresh, ".public.new": old}, false, fresh},
		{"journal written", folders{"public": old, ".public.new": fresh}, true, old},
		{"between the renames", folders{".public.old": old, ".public.new": fresh}, true, fresh},
		{"after both renames", folders{"public": fresh, ".public.old": old}, true, fresh},
		{"journal gone", folders{"public": fresh, ".public.old": half}, false, fresh},
		{"only the old one left", folders{".public.old": old}, false, old},
		{"only the old one left, with journal", folders{".public.old": old}, true, old},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			for name, files := range c.left {
				for path, text := range withManifest(files) {
					full := filepath.Join(parent, name, path)
					if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if c.journal {
				if err := os.WriteFile(filepath.Join(parent, ".public.journal"), []byte("x\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			dir := filepath.Join(parent, "public")
			staged, err := publish.Write(t.Context(), siteOf(map[string]string{"new": "new"}), dir, publish.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := staged.Discard(); err != nil {
				t.Fatal(err)
			}
			want := map[string]string(nil)
			if c.want != nil {
				want = withManifest(c.want)
			}
			if diff := cmp.Diff(want, read(t, dir)); diff != "" {
				t.Errorf("site (-want +got):\n%s", diff)
			}
			for _, name := range beside(t, dir) {
				if name != "public" {
					t.Errorf("%s is left", name)
				}
			}
		})
	}
}

func TestSameBytesWithAnyWorkers(t *testing.T) {
	files := map[string]string{}
	for i := range 300 {
		files[fmt.Sprintf("p/%d/index.html", i)] = strings.Repeat(fmt.Sprint(i), i)
	}
	var first map[string]string
	for _, workers := range []int{1, 2, 16} {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, files, publish.Options{Workers: workers})
		got := read(t, dir)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%d workers:\n%s", workers, diff)
		}
	}
}

func benchmarkSite(n int) *output.Tree {
	var files []output.File
	for i := range n {
		b := []byte(strings.Repeat(fmt.Sprintf("chapter %d ", i), 1600))
		files = append(files, output.File{Path: fmt.Sprintf("chapter-%d/index.html", i), Make: output.Fixed(b)})
	}
	return output.NewTree(files)
}

func benchmarkDir(b *testing.B) string {
	dir, err := os.MkdirTemp("/dev/shm", "publish")
	if err != nil || runtime.GOOS != "linux" {
		return b.TempDir()
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// A thousand pages of 19 KB, in memory where there is a file system for that.
func BenchmarkPublish(b *testing.B) {
	publishOnce := func(b *testing.B, tree *output.Tree, dir string) {
		staged, err := publish.Write(b.Context(), tree, dir, publish.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := staged.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	tree := benchmarkSite(1000)
	b.Run("new", func(b *testing.B) {
		parent := benchmarkDir(b)
		for i := 0; b.Loop(); i++ {
			publishOnce(b, tree, filepath.Join(parent, fmt.Sprint(i), "public"))
			b.StopTimer()
			os.RemoveAll(filepath.Join(parent, fmt.Sprint(i)))
			b.StartTimer()
		}
	})
	b.Run("same", func(b *testing.B) {
		dir := filepath.Join(benchmarkDir(b), "public")
		publishOnce(b, tree, dir)
		for b.Loop() {
			publishOnce(b, tree, dir)
		}
	})
	b.Run("one-page", func(b *testing.B) {
		dir := filepath.Join(benchmarkDir(b), "public")
		for i := 0; b.Loop(); i++ {
			files := slices.Clone(tree.Files())
			files[0].Make = output.Fixed([]byte(fmt.Sprint(i)))
			publishOnce(b, output.NewTree(files), dir)
		}
	})
}

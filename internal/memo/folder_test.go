package memo

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func key(s string) Key { return KeyOf([]byte(s)) }

func put(t *testing.T, f *Folder, name, value string) {
	t.Helper()
	if err := f.Put(key(name), []byte(value)); err != nil {
		t.Fatal(err)
	}
}

func got(f *Folder, name string) string {
	b, ok := f.Get(key(name))
	if !ok {
		return "nothing"
	}
	return string(b)
}

func TestFolderKeepsResults(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	f := NewFolder(dir)
	if got := got(f, "one"); got != "nothing" {
		t.Errorf("before anything was kept: %q", got)
	}
	put(t, f, "one", "1")
	put(t, f, "empty", "")
	if got(NewFolder(dir), "one") != "1" || got(f, "empty") != "" || got(f, "two") != "nothing" {
		t.Errorf("%q, %q, %q", got(f, "one"), got(f, "empty"), got(f, "two"))
	}
}

// TestDamagedResultsAreNone: a file that was cut, changed, or put under another
// name is as good as none, and is replaced.
func TestDamagedResultsAreNone(t *testing.T) {
	dir := t.TempDir()
	f := NewFolder(dir)
	place := filepath.Join(dir, fileName(key("one")))
	for name, damage := range map[string]func(whole []byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)-1] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"another": func([]byte) []byte {
			put(t, f, "two", "other")
			b, err := os.ReadFile(filepath.Join(dir, fileName(key("two"))))
			if err != nil {
				t.Fatal(err)
			}
			return b
		},
	} {
		put(t, f, "one", "value")
		whole, err := os.ReadFile(place)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, damage(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := got(f, "one"); got != "nothing" {
			t.Errorf("%s: %q", name, got)
		}
		put(t, f, "one", "value")
		if got := got(f, "one"); got != "value" {
			t.Errorf("%s, put again: %q", name, got)
		}
	}
}

func TestReadersWriteNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kept")
	reader := NewFolder(dir).ReadOnly()
	put(t, reader, "one", "1")
	if _, err := os.Stat(dir); err == nil || reader.Writable() {
		t.Error("a reader made the folder")
	}
	put(t, NewFolder(dir), "one", "1")
	long := time.Now().Add(-time.Hour)
	place := filepath.Join(dir, fileName(key("one")))
	if err := os.Chtimes(place, long, long); err != nil {
		t.Fatal(err)
	}
	if got(reader, "one") != "1" {
		t.Error("a reader finds nothing")
	}
	if info, err := os.Stat(place); err != nil || info.ModTime().After(long.Add(time.Minute)) {
		t.Errorf("a reader touched what it read (%v)", err)
	}
	var none *Folder
	put(t, none, "one", "1")
	if got(none, "one") != "nothing" || none.Writable() {
		t.Error("no folder keeps something")
	}
}

func TestSweepTakesWhatIsOldAndOurs(t *testing.T) {
	dir := t.TempDir()
	f := NewFolder(dir)
	put(t, f, "old", "1")
	put(t, f, "new", "2")
	foreign, halfDone := filepath.Join(dir, "notes.txt"), filepath.Join(dir, unfinished+"x")
	long := time.Now().Add(-100 * time.Hour)
	for _, path := range []string{foreign, halfDone} {
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{foreign, halfDone, filepath.Join(dir, fileName(key("old")))} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Sweep(time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got(f, "old") != "nothing" || got(f, "new") != "2" {
		t.Errorf("old: %s, new: %s", got(f, "old"), got(f, "new"))
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a file that is not ours was removed")
	}
	if _, err := os.Stat(halfDone); err == nil {
		t.Error("an unfinished file stayed")
	}
	if err := NewFolder(filepath.Join(dir, "none")).Sweep(time.Now()); err != nil {
		t.Error(err)
	}
}

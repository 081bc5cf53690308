package publish_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/output"
	"dossier/internal/publish"
)

func TestIntact(t *testing.T) {
	files := output.NewTree([]output.File{
		{Path: "index.html", Make: output.Fixed([]byte("home"))},
		{Path: "a/index.html", Make: output.Fixed([]byte("a"))},
	})
	for _, c := range []struct {
		name   string
		damage func(dir string) error
		want   bool
	}{
		{"as published", func(string) error { return nil }, true},
		{"a file changed", func(dir string) error { return os.WriteFile(dir+"/index.html", []byte("hom3"), 0o644) }, false},
		{"a file gone", func(dir string) error { return os.Remove(dir + "/a/index.html") }, false},
		{"a file more", func(dir string) error { return os.WriteFile(dir+"/more.html", nil, 0o644) }, false},
		{"no manifest", func(dir string) error { return os.Remove(dir + "/" + publish.ManifestName) }, false},
		{"gone", os.RemoveAll, false},
		{"a build under way", func(dir string) error { return os.Mkdir(filepath.Dir(dir)+"/.public.new", 0o755) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			staged, err := publish.Write(context.Background(), files, dir, publish.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := staged.Commit(); err != nil {
				t.Fatal(err)
			}
			if err := c.damage(dir); err != nil {
				t.Fatal(err)
			}
			_, totals, ok := publish.Intact(dir)
			if ok != c.want {
				t.Errorf("Intact = %v, want %v", ok, c.want)
			}
			if ok && (totals.Files != 2 || totals.Bytes != 5) {
				t.Errorf("totals = %+v, want 2 files of 5 bytes", totals)
			}
		})
	}
}

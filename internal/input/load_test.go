package input

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/diag"
)

// A link counts as the file it leads to, where that lies in the project; a
// folder is never followed, and nothing outside is ever read.
func TestLinks(t *testing.T) {
	outside := t.TempDir()
	put := func(dir, name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(outside, "secret.md", "secret")
	put(outside, "folder/secret.md", "secret")
	for _, c := range []struct {
		name, link, target string
		text               string // of the link as an input; "" where it is none
		refused            bool
	}{
		{"in", "content/en/02-b.md", "01-a.md", "first", false},
		{"in, from beside the inputs", "content/en/02-b.md", "../../notes/b.md", "note", false},
		{"in, and out on the way", "content/en/02-b.md", "../../../" + filepath.Base(outside) + "/secret.md", "", true},
		{"out", "content/en/02-b.md", filepath.Join(outside, "secret.md"), "", true},
		{"absolute, though in", "content/en/02-b.md", "{{PROJECT}}/content/en/01-a.md", "", true},
		{"dangling", "content/en/02-b.md", "nowhere.md", "", true},
		{"of itself", "content/en/02-b.md", "02-b.md", "", true},
		{"to a folder", "content/fr", "en", "", false},
		{"to a folder outside", "content/fr", filepath.Join(outside, "folder"), "", false},
		{"to the folder it stands in", "content/en/more", "..", "", false},
		{"an input folder itself", "layouts", filepath.Join(outside, "folder"), "", false},
		{"an editor's lock", "content/en/.#01-a.md", "ada@desk.1:2", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			project := t.TempDir()
			put(project, "content/en/01-a.md", "first")
			put(project, "notes/b.md", "note")
			target := c.target
			if rest, ok := strings.CutPrefix(target, "{{PROJECT}}"); ok {
				target = project + rest
			}
			if err := os.Symlink(target, filepath.Join(project, c.link)); err != nil {
				t.Fatal(err)
			}
			dir, err := Open(project)
			if err != nil {
				t.Fatal(err)
			}
			defer dir.Close()
			tree, diags, err := dir.Load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			want := []string{"content/en/01-a.md"}
			if c.text != "" {
				want = append(want, c.link)
			}
			var got []string
			for _, f := range tree.Files() {
				got = append(got, f.Path)
				text, err := f.Bytes()
				if err != nil || f.Path == c.link && string(text) != c.text {
					t.Errorf("%s holds %q, %v, want %q", f.Path, text, err, c.text)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("inputs %q, want %q", got, want)
			}
			refused := len(diags) == 1 && diags[0].Code == diag.SymlinkEscapes && diags[0].Span.File == c.link
			if refused != c.refused || len(diags) > 0 && !refused {
				t.Errorf("diagnostics %v, want the link refused: %v", diags, c.refused)
			}
			if is := dir.Stat(c.link); (is != nil) != (c.text != "") {
				t.Errorf("looked at alone, the link is an input: %v", is != nil)
			}
		})
	}
}

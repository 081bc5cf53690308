package questions_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/input"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected letters in testdata")

// TestLetters writes the letters of testdata/letters.txtar: the files "en" and
// "fr" are those to the party acme.
func TestLetters(t *testing.T) {
	const file = "testdata/letters.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	project := map[string][]byte{}
	for _, f := range archive.Files {
		if f.Name != "en" && f.Name != "fr" {
			project[f.Name] = f.Data
		}
	}
	ctx := context.Background()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.New().Build(ctx, input.Join(defaults, input.Memory(input.Project, project)), build.Options{Now: time.Date(2026, 11, 24, 12, 20, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range archive.Files {
		if f.Name != "en" && f.Name != "fr" {
			continue
		}
		letters, err := result.Questions(ctx, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := letters.To(result.Investigation.Parties.Lookup("acme")).Write(&b); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b.Bytes(), []byte("emorandum")) {
			t.Error("the letter names the confidential source")
		}
		if *update {
			archive.Files[i].Data = b.Bytes()
		} else if diff := cmp.Diff(string(f.Data), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

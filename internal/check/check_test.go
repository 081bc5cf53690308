package check_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected diagnostics")

// plain is what a case may leave out: settings and one chapter that is fine.
var plain = map[string]string{
	"dossier.yaml": "title: A case\nlanguages: [en]\n",
}

// TestCases builds each small project of testdata/<code>/*.txtar and compares
// what it is told with the part "diagnostics". Each case also has at least one
// diagnostic of the code it is filed under.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		code := filepath.Base(filepath.Dir(file))
		t.Run(code+"/"+strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []byte
			project := map[string][]byte{}
			for name, text := range plain {
				project[name] = []byte(text)
			}
			for _, f := range archive.Files {
				if f.Name == "diagnostics" {
					want = f.Data
					continue
				}
				project[f.Name] = unescape(f.Data)
			}
			got := diagnose(t, project)
			if !strings.Contains(got, "["+code+"]") {
				t.Errorf("no diagnostic has the code %q", code)
			}
			if *update {
				rewrite(t, file, archive, got)
				return
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// unescape lets a case hold bytes that a text file cannot: {{CR}}, {{NUL}},
// {{BOM}} and {{FF}}, a byte that UTF-8 never has. What begins with {{BASE64}}
// is a file in that code.
func unescape(b []byte) []byte {
	if code, ok := bytes.CutPrefix(b, []byte("{{BASE64}}")); ok {
		file, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(code)), ""))
		if err != nil {
			panic(err)
		}
		return file
	}
	for mark, char := range map[string]string{"{{CR}}": "\r", "{{NUL}}": "\x00", "{{BOM}}": "\ufeff", "{{FF}}": "\xff"} {
		b = bytes.ReplaceAll(b, []byte(mark), []byte(char))
	}
	return b
}

// diagnose loads a project from disk, because names and links are judged
// there, and prints a line for each diagnostic and its hint.
func diagnose(t *testing.T, project map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, b := range project {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(string(b), "{{LINK}}"); ok {
			if err := os.Symlink(strings.TrimSpace(target), path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := input.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	tree, diags, err := folder.Load(ctx, defaults)
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.New().Build(ctx, tree, build.Options{Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC), Minify: true})
	if err != nil {
		t.Fatal(err)
	}
	more, err := result.Diagnostics(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return list(append(diags, more...).Sort(), project)
}

// list prints diagnostics as the terminal does.
func list(diags diag.List, project map[string][]byte) string {
	var b strings.Builder
	_ = diag.WriteText(&b, diags, func(path string) []byte { return project[path] }, false)
	return b.String()
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, got string) {
	t.Helper()
	kept := archive.Files[:0]
	for _, f := range archive.Files {
		if f.Name != "diagnostics" {
			kept = append(kept, f)
		}
	}
	archive.Files = append(kept, txtar.File{Name: "diagnostics", Data: []byte(got)})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

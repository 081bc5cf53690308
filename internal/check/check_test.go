package check_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/input"
)

// plain is what a case may leave out: settings and one chapter that is fine.
var plain = map[string]string{
	"dossier.yaml": "title: A case\nlanguages: [en]\n",
}

// TestCases builds each small project of testdata/<code>/*.txtar and compares
// what it is told with the part "diagnostics". Each case also has at least one
// diagnostic of the code it is filed under.
func TestCases(t *testing.T) {
	golden.Cases(t, "testdata/*/*.txtar", func(t *testing.T, c *golden.Case) {
		code := path.Base(path.Dir(c.Path))
		project := map[string][]byte{}
		for name, text := range plain {
			project[name] = []byte(text)
		}
		for name, text := range c.Except("diagnostics") {
			project[name] = unescape(text)
		}
		got := diagnose(t, project)
		if !strings.Contains(got, "["+code+"]") {
			t.Errorf("no diagnostic has the code %q", code)
		}
		c.Want(t, "diagnostics", got)
	})
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

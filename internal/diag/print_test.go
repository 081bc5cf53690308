package diag_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata")

// TestPrint runs each case of testdata/print: files, a list of diagnostics in
// the section "list", and what each format makes of them. Only the formats
// present are checked. A file named "x quoted" is written with Go's escapes.
//
// A diagnostic is a line of severity, code, file, place and message, then
// lines of hint and related places. A place is the quoted text that the span
// covers, where it occurs first; "*" is the whole file.
func TestPrint(t *testing.T) {
	cases, err := filepath.Glob("testdata/print/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testPrint(t, path) })
	}
}

func testPrint(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := sourcesOf(t, archive)
	list := listOf(t, archive, files)
	src := func(path string) []byte { return files[path] }
	help := func(c diag.Code) string { return "About " + string(c) + ".\n\nWrite `{#id}` so." }

	changed := false
	for i, f := range archive.Files {
		var got bytes.Buffer
		switch f.Name {
		case "text":
			err = diag.WriteText(&got, list, src, false)
		case "colour":
			err = diag.WriteText(&got, list, src, true)
			got = *bytes.NewBufferString(strings.ReplaceAll(got.String(), "\x1b", "␛"))
		case "json":
			err = diag.WriteJSON(&got, list, src)
		case "sarif":
			err = diag.WriteSARIF(&got, list, src, help)
		case "github":
			err = diag.WriteGitHub(&got, list, src)
		default:
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			changed = changed || !bytes.Equal(f.Data, got.Bytes())
			archive.Files[i].Data = got.Bytes()
			continue
		}
		if diff := cmp.Diff(string(f.Data), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		if f.Name == "json" || f.Name == "sarif" {
			if !json.Valid(got.Bytes()) {
				t.Errorf("%s is not JSON", f.Name)
			}
		}
	}
	if changed {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sourcesOf(t *testing.T, archive *txtar.Archive) map[string][]byte {
	files := map[string][]byte{}
	for _, f := range archive.Files {
		name, quoted := strings.CutSuffix(f.Name, " quoted")
		if !quoted {
			files[name] = f.Data
			continue
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(string(f.Data), "\n"), "\n", `\n`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files[name] = []byte(text)
	}
	return files
}

func listOf(t *testing.T, archive *txtar.Archive, files map[string][]byte) diag.List {
	var list diag.List
	for line := range strings.Lines(string(files["list"])) {
		line = strings.TrimSuffix(line, "\n")
		if hint, ok := strings.CutPrefix(line, "  hint: "); ok {
			list[len(list)-1].Hint = hint
			continue
		}
		if see, ok := strings.CutPrefix(line, "  see: "); ok {
			file, rest, _ := strings.Cut(see, " ")
			span, message := spanOf(t, files, file, rest)
			d := &list[len(list)-1]
			d.Related = append(d.Related, diag.Related{Span: span, Message: message})
			continue
		}
		fields := strings.SplitN(line, " ", 4)
		if len(fields) < 4 {
			t.Fatalf("list: cannot read %q", line)
		}
		d := diag.Diagnostic{Code: diag.Code(fields[1])}
		d.Severity = map[string]diag.Severity{"note": diag.Note, "warning": diag.Warning, "error": diag.Error}[fields[0]]
		d.Span, d.Message = spanOf(t, files, fields[2], fields[3])
		d.Message = strings.ReplaceAll(d.Message, "␛", "\x1b")
		list = append(list, d)
	}
	return list
}

func spanOf(t *testing.T, files map[string][]byte, file, rest string) (diag.Span, string) {
	if message, ok := strings.CutPrefix(rest, "* "); ok {
		if file == "-" {
			file = ""
		}
		return diag.Span{File: file}, message
	}
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		t.Fatalf("list: %q: %v", rest, err)
	}
	text, _ := strconv.Unquote(quoted)
	at := bytes.Index(files[file], []byte(text))
	if at < 0 {
		t.Fatalf("list: %s does not hold %q", file, text)
	}
	return diag.Span{File: file, Start: at, End: at + len(text)}, strings.TrimSpace(rest[len(quoted):])
}

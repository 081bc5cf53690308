package diag_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/internal/diag"
	"dossier/internal/golden"
)

// TestPrint runs each case of testdata/print: files, a list of diagnostics in
// the section "list", and what each format makes of them. Only the formats
// present are checked. A file named "x quoted" is written with Go's escapes.
//
// A diagnostic is a line of severity, code, file, place and message, then
// lines of hint and related places. A place is the quoted text that the span
// covers, where it occurs first; "*" is the whole file.
func TestPrint(t *testing.T) {
	golden.Cases(t, "testdata/print/*.txtar", func(t *testing.T, c *golden.Case) {
		files := sourcesOf(t, c.Archive)
		list := listOf(t, c.Archive, files)
		src := func(path string) []byte { return files[path] }
		help := func(c diag.Code) string { return "About " + string(c) + ".\n\nWrite `{#id}` so." }
		for _, format := range []struct {
			name  string
			write func(w io.Writer) error
		}{
			{"text", func(w io.Writer) error { return diag.WriteText(w, list, src, false) }},
			{"colour", func(w io.Writer) error { return diag.WriteText(w, list, src, true) }},
			{"json", func(w io.Writer) error { return diag.WriteJSON(w, list, src) }},
			{"sarif", func(w io.Writer) error { return diag.WriteSARIF(w, list, src, help) }},
			{"github", func(w io.Writer) error { return diag.WriteGitHub(w, list, src) }},
		} {
			if !c.Has(format.name) {
				continue
			}
			var got bytes.Buffer
			if err := format.write(&got); err != nil {
				t.Fatal(err)
			}
			c.Want(t, format.name, strings.ReplaceAll(got.String(), "\x1b", "␛"))
			if (format.name == "json" || format.name == "sarif") && !json.Valid(got.Bytes()) {
				t.Errorf("%s is not JSON", format.name)
			}
		}
	})
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

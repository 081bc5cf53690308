package yamltree_test

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"os"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata")

// TestParse runs each case of testdata: pairs of files "name.yaml" and "name",
// the tree with the place of each node and then the diagnostics as a terminal
// shows them. A file "name.quoted" in place of "name.yaml" is written with Go's
// escapes.
func TestParse(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testParse(t, path) })
	}
}

func testParse(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := &txtar.Archive{Comment: archive.Comment}
	for i, f := range archive.Files {
		name, isYAML := strings.CutSuffix(f.Name, ".yaml")
		quotedName, isQuoted := strings.CutSuffix(f.Name, ".quoted")
		if !isYAML && !isQuoted {
			continue
		}
		src := f.Data
		if isQuoted {
			name = quotedName
			src = unquote(t, src)
		}
		got := show(src)
		if !*update && (i+1 == len(archive.Files) || archive.Files[i+1].Name != name) {
			t.Errorf("%s: no expected output", f.Name)
		} else if !*update {
			if diff := cmp.Diff(string(archive.Files[i+1].Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", f.Name, diff)
			}
		}
		out.Files = append(out.Files, f, txtar.File{Name: name, Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// unquote reads lines with Go's escapes, joined without line endings.
func unquote(t *testing.T, data []byte) []byte {
	t.Helper()
	r := strings.NewReplacer(`\r`, "\r", `\n`, "\n", `\t`, "\t", `\ufeff`, "\ufeff", `\x01`, "\x01", `\xff`, "\xff", "\n", "")
	return []byte(r.Replace(string(data)))
}

// show prints a tree, one node a line, and the diagnostics.
func show(src []byte) string {
	root, diags := yamltree.Parse(src, 0, len(src))
	var b strings.Builder
	lines := diag.NewLines(src)
	showNode(&b, lines, root, "", "")
	if len(diags) > 0 {
		b.WriteString("\n")
		if err := diag.WriteText(&b, diags.In("x.yaml").Sort(), func(string) []byte { return src }, false); err != nil {
			panic(err)
		}
	}
	return b.String()
}

func showNode(b *strings.Builder, lines *diag.Lines, n *yamltree.Node, indent, label string) {
	kind := [...]string{"empty", "text", "list", "mapping", "broken"}[n.Kind]
	if n.Damaged {
		kind = "damaged " + kind
	}
	if n.Quoted {
		kind = "quoted " + kind
	}
	fmt.Fprintf(b, "%s%s%s %s", indent, label, place(lines, n.Span), kind)
	if n.Kind == yamltree.Scalar {
		fmt.Fprintf(b, " %q", n.Text)
	}
	b.WriteString("\n")
	for _, item := range n.Items {
		showNode(b, lines, item, indent+"  ", "- ")
	}
	for _, e := range n.Entries {
		showNode(b, lines, e.Value, indent+"  ", fmt.Sprintf("%s (%s): ", e.Key, place(lines, e.KeySpan)))
	}
}

func place(lines *diag.Lines, s diag.Span) string {
	from, to := lines.Position(s.Start), lines.Position(s.End)
	if from.Line == to.Line {
		return fmt.Sprintf("%d:%d-%d", from.Line, from.Column, to.Column)
	}
	return fmt.Sprintf("%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
}

package yamltree_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/yamltree"
)

// TestParse runs each case of testdata: pairs of files "name.yaml" and "name",
// the tree with the place of each node and then the diagnostics as a terminal
// shows them. A file "name.quoted" in place of "name.yaml" is written with Go's
// escapes.
func TestParse(t *testing.T) {
	golden.Cases(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		for _, f := range c.Files {
			name, ext, _ := strings.Cut(f.Name, ".")
			switch ext {
			case "yaml":
				c.Want(t, name, show(f.Data))
			case "quoted":
				c.Want(t, name, show(unquote(t, f.Data)))
			}
		}
	})
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

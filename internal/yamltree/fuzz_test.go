package yamltree_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/yamltree"
)

// seeds are the inputs of all cases.
func seeds(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range cases {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(b).Files {
			f.Add(file.Data)
		}
	}
}

// FuzzParse: no panic, every place inside the file and inside its parent, the
// same tree and diagnostics each time.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		root, diags := yamltree.Parse(src, 0, len(src))
		checkPlaces(t, root, 0, len(src))
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
				t.Errorf("diagnostic outside the file: %+v", d)
			}
		}
		again, diagsAgain := yamltree.Parse(src, 0, len(src))
		if diff := cmp.Diff(root, again); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
		if diff := cmp.Diff(diags, diagsAgain); diff != "" {
			t.Errorf("second reading differs:\n%s", diff)
		}
	})
}

func checkPlaces(t *testing.T, n *yamltree.Node, from, to int) {
	if n.Span.Start < from || n.Span.End < n.Span.Start || n.Span.End > to {
		t.Errorf("place of node outside its parent: %+v, parent %d-%d", n, from, to)
	}
	for _, item := range n.Items {
		checkPlaces(t, item, n.Span.Start, n.Span.End)
	}
	for _, e := range n.Entries {
		if e.KeySpan.Start < n.Span.Start || e.KeySpan.End > n.Span.End {
			t.Errorf("place of key outside its mapping: %+v", e)
		}
		checkPlaces(t, e.Value, n.Span.Start, n.Span.End)
	}
}

// FuzzAgree compares with goccy/go-yaml: what both read without a complaint
// says the same to both. Left out is where the library departs from YAML (tabs
// inside text, lines of nothing but spaces, lines that begin with "..." or with
// a dash and no space, "<<" inside text, empty items) and what matters to
// nobody (text that is a whole file, space at the end of text).
func FuzzAgree(f *testing.F) {
	seeds(f)
	odd := regexp.MustCompile(`\t|(?m)^[ \r]+$|(?m)^\.\.\.|<<|\r[^\n]|-\s*(\r?\n|#)|(?m)^ *-[^ ]`)
	f.Fuzz(func(t *testing.T, src []byte) {
		root, diags := yamltree.Parse(src, 0, len(src))
		if len(diags) > 0 || root.Kind == yamltree.Scalar || odd.Match(src) {
			return
		}
		want, ok := theirs(src)
		if !ok {
			return
		}
		if got := ours(root); got != want {
			t.Errorf("%q\nours:   %s\ntheirs: %s", src, got, want)
		}
	})
}

func ours(n *yamltree.Node) string {
	switch n.Kind {
	case yamltree.Scalar:
		return quote(n.Text)
	case yamltree.List:
		var parts []string
		for _, item := range n.Items {
			parts = append(parts, ours(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case yamltree.Mapping:
		var parts []string
		for _, e := range n.Entries {
			parts = append(parts, quote(e.Key)+"="+ours(e.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return "-"
}

// theirs reads with the library; false where it cannot.
func theirs(src []byte) (text string, ok bool) {
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	file, err := parser.ParseBytes([]byte(strings.TrimPrefix(string(src), "\ufeff")), 0)
	if err != nil || len(file.Docs) > 1 {
		return "", false
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return "-", true
	}
	return theirNode(file.Docs[0].Body), true
}

func theirNode(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode:
		var parts []string
		for _, v := range n.Values {
			parts = append(parts, theirNode(v.Key)+"="+theirNode(v.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case *ast.SequenceNode:
		var parts []string
		for _, v := range n.Values {
			parts = append(parts, theirNode(v))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case *ast.StringNode:
		return quote(n.Value)
	case *ast.LiteralNode:
		return quote(n.Value.Value)
	case *ast.NullNode:
		if n.Token.Type == token.ImplicitNullType {
			return "-"
		}
	}
	return quote(n.GetToken().Value)
}

func quote(s string) string { return `"` + strings.TrimRight(s, " \n") + `"` }

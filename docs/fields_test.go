package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEverySettingIsDocumented: what read/settings asks a mapping for stands
// in docs/settings.md.
func TestEverySettingIsDocumented(t *testing.T) {
	manual := readManual(t, "settings.md")
	keys := keysRead(t, "../internal/read/settings")
	for _, key := range append(keys, stringsIn(t, "../internal/read/settings", "editors")...) {
		if strings.Contains(key, "://") {
			continue
		}
		if !strings.Contains(manual, "`"+key+"`") && !strings.Contains(manual, "."+key+"`") && !strings.Contains(manual, "`"+key+".") {
			t.Errorf("docs/settings.md does not mention %s", key)
		}
	}
}

// TestEveryFieldOfFrontMatterIsDocumented: what read/chapter asks front matter
// for has a row in docs/writing.md, as do the classes of blocks and spans.
func TestEveryFieldOfFrontMatterIsDocumented(t *testing.T) {
	manual := readManual(t, "writing.md")
	for _, key := range keysRead(t, "../internal/read/chapter") {
		if !strings.Contains(manual, "\n| `"+key+"` |") {
			t.Errorf("docs/writing.md has no row for the field %s", key)
		}
	}
	for _, value := range slices.Concat(stringsIn(t, "../internal/read/chapter", "bases"), stringsIn(t, "../internal/read/chapter", "stances")) {
		if !strings.Contains(manual, "`"+value+"`") {
			t.Errorf("docs/writing.md does not mention %s", value)
		}
	}
}

// TestEveryFieldOfSourcesIsDocumented: the vocabulary of read/record stands in
// docs/sources.md.
func TestEveryFieldOfSourcesIsDocumented(t *testing.T) {
	manual := readManual(t, "sources.md")
	for _, list := range []string{"sourceTypes", "sourceFields", "kinds", "seen", "access", "customFields"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") && !strings.Contains(manual, word+"`") {
				t.Errorf("docs/sources.md does not mention %s", word)
			}
		}
	}
}

func readManual(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// readers are the methods of a mapping that name a key to read.
var readers = []string{"Line", "Lines", "Text", "Bool", "Int", "Date", "Map", "List", "Node", "Translated"}

// keysRead lists the keys that a package reads from mappings: the string that
// is the first argument of a reader, or the second of a function that is given
// the mapping first.
func keysRead(t *testing.T, dir string) []string {
	t.Helper()
	var keys []string
	inspect(t, dir, func(n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return
		}
		key := ""
		switch fun := call.Fun.(type) {
		case *ast.SelectorExpr:
			if slices.Contains(readers, fun.Sel.Name) && len(call.Args) != 2 {
				key = literal(call.Args[0])
			}
			if fun.Sel.Name == "Translated" {
				key = literal(call.Args[0])
			}
		case *ast.Ident:
			if mapping, ok := call.Args[0].(*ast.Ident); ok && mapping.Name == "m" && len(call.Args) > 1 {
				key = literal(call.Args[1])
			}
		}
		if key != "" {
			keys = append(keys, key)
		}
	})
	if len(keys) == 0 {
		t.Fatalf("%s reads no key", dir)
	}
	return keys
}

// stringsIn lists the strings in the value of a package variable.
func stringsIn(t *testing.T, dir, name string) []string {
	t.Helper()
	var words []string
	inspect(t, dir, func(n ast.Node) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return
		}
		for i, id := range spec.Names {
			if id.Name != name || i >= len(spec.Values) {
				continue
			}
			ast.Inspect(spec.Values[i], func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok && literal(e) != "" {
					words = append(words, literal(e))
				}
				return true
			})
		}
	})
	if len(words) == 0 {
		t.Fatalf("%s has no list %s", dir, name)
	}
	return words
}

func inspect(t *testing.T, dir string, visit func(ast.Node)) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), dir+"/"+f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool { visit(n); return true })
	}
}

// literal returns the text of a string literal, "" for any other expression.
func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}

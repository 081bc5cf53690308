package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/docs"
)

// TestEveryCodeIsExplained: the constants of internal/diag and the entries of
// the manual are the same set.
func TestEveryCodeIsExplained(t *testing.T) {
	declared, explained := declaredCodes(t), docs.Codes()
	for _, code := range declared {
		if !slices.Contains(explained, code) {
			t.Errorf("docs/diagnostics.md has no entry for %s", code)
		}
	}
	for i, code := range explained {
		if !slices.Contains(declared, code) {
			t.Errorf("docs/diagnostics.md explains %s, which internal/diag does not declare", code)
		}
		if slices.Contains(explained[:i], code) {
			t.Errorf("docs/diagnostics.md explains %s twice", code)
		}
	}
}

// severity begins an entry: "Error.", or "Error or warning." where it depends.
var severity = regexp.MustCompile(`^(Error|Warning|Note)( or (warning|note))?\. `)

// TestEntriesAreComplete: an entry says how severe it is and what the rule is,
// why it is there and how to repair it.
func TestEntriesAreComplete(t *testing.T) {
	for _, code := range docs.Codes() {
		text := docs.Diagnostic(code)
		if !severity.MatchString(text) {
			t.Errorf("%s: does not begin with its severity", code)
		}
		for _, part := range []string{"\n\nWhy: ", "\n\nRepair: "} {
			if strings.Count(text, part) != 1 {
				t.Errorf("%s: wants one paragraph that begins %q", code, strings.TrimSpace(part))
			}
		}
		if strings.Count(text, "\n```") < 2 {
			t.Errorf("%s: has no example", code)
		}
	}
}

// TestEveryCodeHasACase: internal/check/testdata holds a small project for
// each code, with the severity that the manual says.
func TestEveryCodeHasACase(t *testing.T) {
	for _, code := range declaredCodes(t) {
		cases, err := filepath.Glob("../internal/check/testdata/" + code + "/*.txtar")
		if err != nil || len(cases) == 0 {
			t.Errorf("internal/check/testdata/%s/ holds no case", code)
		}
		rule := strings.ToLower(severity.FindString(docs.Diagnostic(code)))
		reported := regexp.MustCompile(`(?m)\b(error|warning|note): .*\[` + code + `\]$`)
		for _, path := range cases {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range reported.FindAllStringSubmatch(string(text), -1) {
				if !strings.Contains(rule, m[1]) {
					t.Errorf("%s: %s is a %s there and %q in the manual", path, code, m[1], rule)
				}
			}
		}
	}
}

func TestDiagnosticOfUnknownCode(t *testing.T) {
	if text := docs.Diagnostic("no-such-code"); text != "" {
		t.Errorf("Diagnostic = %q, want nothing", text)
	}
}

// declaredCodes reads the values of the constants of type Code.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	src, err := os.ReadFile("../internal/diag/codes.go")
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			code, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	if len(codes) == 0 {
		t.Fatal("internal/diag/codes.go declares no code")
	}
	return codes
}

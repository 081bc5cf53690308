package build_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers lists our packages, bottom first. A package may import those of lower
// layers, never one of its own layer.
var layers = [][]string{
	{"card", "diag", "diagram", "edtf", "golden", "policy", "optimise"},
	{"prose", "yamltree", "input", "netlify", "picture", "quotation", "sentence", "attribution"},
	{"casefile", "output"},
	{"naming"},
	{"wording"},
	{"theme", "read/bibtex", "read/chapter", "read/record", "read/settings", "read/transcript", "resolve", "check", "memo"},
	{"label"},
	{"lines", "questions", "release", "write/bib", "write/edition", "write/exhibit", "write/feed", "write/ledger", "write/page", "write/search", "write/sitemap", "write/timeline", "publish"},
	{"build"},
	{"serve"},
	{"previewbench"}, // a program that measures the others from outside
}

// owners lists who may import a library.
var owners = map[string][]string{
	"github.com/yuin/goldmark":        {"prose", "read/chapter", "write/page"},
	"github.com/alecthomas/chroma/v2": {"write/page"},
	"github.com/tdewolff/minify/v2":   {"optimise"},
	"github.com/goccy/go-yaml":        {"yamltree"},
	"github.com/pelletier/go-toml/v2": {"netlify"},
	"github.com/fsnotify/fsnotify":    {"serve"},
	"golang.org/x/image":              {"card", "picture"},
	"golang.org/x/sys":                {"input", "publish", "serve"},
	"net/http":                        {"serve", "previewbench"},
	"os":                              {"golden", "input", "memo", "publish", "serve", "build", "previewbench"},
}

func TestImportsPointDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "dossier/internal/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	layer := map[string]int{}
	for i, names := range layers {
		for _, name := range names {
			layer[name] = i
		}
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for dec.More() {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "dossier/internal/")
		at, known := layer[name]
		if !known && len(p.Imports) > 0 && name != "browsertest" {
			t.Errorf("%s has no layer; add it here and to ARCHITECTURE.md", name)
			continue
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, "dossier/internal/"); ok && layer[ours] >= at {
				t.Errorf("%s imports %s, which is not below it", name, ours)
			}
			for lib, who := range owners {
				if (imp == lib || strings.HasPrefix(imp, lib+"/")) && !slices.Contains(who, name) {
					t.Errorf("%s imports %s, which only %v may", name, imp, who)
				}
			}
		}
	}
}

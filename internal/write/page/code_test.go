package page_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/golden"
	"dossier/internal/write/page"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// chromaNames are the files of chroma whose names we write otherwise.
var chromaNames = map[string]string{"cpp": "c++", "csharp": "c#"}

// TestLexersAreChromas compares lexers/ with the release in go.mod; -update
// copies what differs.
func TestLexersAreChromas(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(strings.TrimSpace(string(out)), "lexers", "embedded")
	files, err := filepath.Glob("lexers/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".xml")
		if other := chromaNames[name]; other != "" {
			name = other
		}
		theirs, err := os.ReadFile(filepath.Join(dir, name+".xml"))
		if err != nil {
			t.Fatal(err)
		}
		ours, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(ours, theirs) {
			continue
		}
		if !golden.Updating() {
			t.Errorf("%s is not the one of chroma; run this test with -update", file)
		} else if err := os.WriteFile(file, theirs, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLanguagesHaveLexers checks the table of names: each leads to a file, each
// file has a name, and chroma knows the names by the same lexer.
func TestLanguagesHaveLexers(t *testing.T) {
	used := map[string]bool{}
	here := map[string]bool{"http": true, "json": true, "text": true} // no file
	alias := regexp.MustCompile(`<alias>([^<]*)</alias>`)
	for name, file := range page.Lexers() {
		if here[file] {
			continue
		}
		b, err := os.ReadFile("lexers/" + file + ".xml")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		used[file] = true
		known := name == "yml"
		for _, m := range alias.FindAllSubmatch(b, -1) {
			known = known || string(m[1]) == name
		}
		if !known {
			t.Errorf("chroma does not call %s %q", file, name)
		}
	}
	files, _ := filepath.Glob("lexers/*.xml")
	for _, file := range files {
		if !used[strings.TrimSuffix(filepath.Base(file), ".xml")] {
			t.Errorf("no name leads to %s", file)
		}
	}
	for name, want := range map[string]bool{"JSON": true, "py": true, "": false, "brainfuck": false, `x"><script>`: false} {
		if page.KnownLanguage(name) != want {
			t.Errorf("KnownLanguage(%q) is %t", name, !want)
		}
	}
}

// TestJSONIsColouredAsByChroma compares our own reading of JSON with chroma's.
func TestJSONIsColouredAsByChroma(t *testing.T) {
	p := newProject()
	s := p.site(newTheme(t, true))
	c := p.chapter("content/en/02-deal.md")
	span := regexp.MustCompile(`<span class="(\w+)">([^<]*)</span>`)
	for _, code := range []string{
		`{"a": 1, "b c" : [-2.5e+3, true, false, null, "x\"y\\"], "": {}}`,
		"[\n  1,\n  {\"k\": \"v\"} // why\n]\n",
		`"alone"`, `12`, `[]`,
	} {
		tokens, err := chroma.Tokenise(lexers.Get("json"), nil, code)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, token := range tokens {
			if class := chroma.StandardTypes[token.Type]; class != "" && class != "w" && strings.TrimSpace(token.Value) != "" {
				want = append(want, class+" "+strings.TrimSpace(token.Value))
			}
		}
		body, _ := p.body(c, "```json\n"+code+"\n```\n")
		var got []string
		for _, m := range span.FindAllStringSubmatch(s.Body(c, body), -1) {
			got = append(got, m[1]+" "+m[2])
		}
		// Pieces of one class share a span here.
		if a, b := classes(got), classes(want); a != b {
			t.Errorf("%s\ngot  %s\nwant %s", code, a, b)
		}
	}
}

// classes joins neighbours of one class.
func classes(tokens []string) string {
	out, last := "", ""
	for _, token := range tokens {
		class, value, _ := strings.Cut(token, " ")
		if class != last {
			out, last = out+" "+class+":", class
		}
		out += strings.Join(strings.Fields(value), "")
	}
	return out
}

// TestHighlightingKeepsTheCode highlights a sample in every language and
// compares what a reader would copy.
func TestHighlightingKeepsTheCode(t *testing.T) {
	samples := []string{
		"", "\n", "x", "a < b && c > d\n\n\n", "\tif (x) { return \"<b>&amp;\"; } // é 條款 \U0001F600\n", "/* never closed", `"never closed`, "GET / HTTP/1.1\nA: b\n\n{\"x\": 1}",
		"HTTP/1.1 200\nno colon\n\n\nbody\n", "GET\n", "<!doctype html><style>a{b:c}</style><script>let x = `${1}`</script>", "\u00a0\u2028", "-----\n+++\n@@ -1 +1 @@\n-a\n+b\n",
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	p := newProject()
	s := p.site(newTheme(t, true))
	c := p.chapter("content/en/02-deal.md")
	for name := range page.Lexers() {
		for _, code := range samples {
			body, _ := p.body(c, "````"+name+"\n"+code+"\n````\n")
			got := tags.ReplaceAllString(s.Body(c, body), "")
			got = strings.NewReplacer("&lt;", "<", "&amp;", "&").Replace(got)
			want := code + "\n"
			if got != want {
				t.Errorf("%s: %q became %q", name, want, got)
			}
		}
	}
}

package netlify_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	godiff "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/diag"
	"dossier/internal/netlify"
)

// What adversarial files are made of: the signs that mean something to either
// grammar, near misses of them, and white space as several languages know it.
var (
	headerPieces = []string{"/", "/*", "/a/*", "/a*b", "/:x/y", "/a:b", "//", "/é", "/*.css", "/a b", ":", ": ", "::", ",", " ,", ", ", "#", " #", "# no",
		"X-A", "X-B", "x-a", "Cache-Control", "https://a.example/", "undefined", "1", "b", "c d", "é", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\t", " ", "  ",
		"\u00a0", "\u0085", "\ufeff", "\u2028", "\u3000", "\v", "\f", "\u180e", "\u200b"}
	redirectPieces = []string{"/", "/a", "/b", "/*", "/a/*", "/:x", ":splat", "/.netlify/x", "a", "http://a.example", "https://A.example:443/b?c#d", "https://", "HTTPS://x/",
		"http://user@h.example/", "http://b.example:80", "301", "302!", "200", "200!", "404", "0", "-1", "+3", "1.5", "0x1f", "3e2", "!", "!301", "301abc!",
		"x=1", "x=:x", "x=", "=x", "x", "a=b=c", "Country=us", "country=ca", "Language=en,fr", "language=", "Role=a", "role=b", "Role", "Sign=K", "signed=L", "sign=M",
		"Conditions=x", "#", "#x", "a#b", "?q=1", "%20", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\t", " ", " ", " ", " ", "  ", "\u00a0", "\u0085", "\ufeff", "\u2028", "\u200b"}
)

// oddHost is another site's host that only a whole reader of URLs puts into its
// plain form: letters beyond ASCII, and an address written as one number. The
// host's reader has one and ours does not; no rule of ours names such a host.
var oddHost = regexp.MustCompile(`(?i)https?://[^/\s]*[^\x00-\x7f]|https?://[^/\s]*[0-9]`)

// TestHostsReaders holds our readers against the host's own, on the corpus and
// on a few thousand files made at random. It needs Node.js and the two
// packages: DOSSIER_HOST_READERS names the folder that holds node_modules, see
// testdata/answer.mjs. Without them the recorded results in testdata have to do.
func TestHostsReaders(t *testing.T) {
	modules := os.Getenv("DOSSIER_HOST_READERS")
	if modules == "" {
		t.Skip("DOSSIER_HOST_READERS names no folder")
	}
	type file struct {
		Kind string `json:"kind"`
		Text string `json:"text"`
	}
	var files []file
	for _, kind := range []string{"headers", "redirects"} {
		cases, err := filepath.Glob("testdata/" + kind + "/*.txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range cases {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file{kind, string(unescape(t, a.Files[0].Data))})
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(pieces []string) string {
		var b strings.Builder
		for range 2 + random.IntN(14) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	for range 5000 {
		files = append(files, file{"headers", pick(headerPieces)})
		if text := pick(redirectPieces); !oddHost.MatchString(text) {
			files = append(files, file{"redirects", text})
		}
	}
	var asked strings.Builder
	for _, f := range files {
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		asked.Write(line)
		asked.WriteByte('\n')
	}
	host := exec.Command("node", "testdata/answer.mjs", modules)
	host.Stdin, host.Stderr = strings.NewReader(asked.String()), os.Stderr
	answered, err := host.Output()
	if err != nil {
		t.Fatal(err)
	}
	answers := json.NewDecoder(strings.NewReader(string(answered)))
	for _, f := range files {
		var answer struct {
			Text   string
			Errors int
		}
		if err := answers.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		var ours string
		var diags diag.List
		if f.Kind == "headers" {
			rules, said := netlify.ParseHeaders([]byte(f.Text))
			ours, diags = dumpHeaders(rules), said
		} else {
			rules, said := netlify.ParseRedirects([]byte(f.Text))
			ours, diags = dumpRedirects(rules), said
		}
		if diff := godiff.Diff(answer.Text, ours); diff != "" {
			t.Errorf("%s %q (-host's reader +ours):\n%s", f.Kind, f.Text, diff)
		}
		if diags.Count(diag.Error) < answer.Errors {
			t.Errorf("%s %q: the host's reader reports %d errors, ours %d", f.Kind, f.Text, answer.Errors, diags.Count(diag.Error))
		}
	}
}

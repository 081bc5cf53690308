package serve

import (
	"fmt"
	"testing"

	"dossier/internal/netlify"
	"dossier/internal/output"
)

// The order of the host: a forced redirect, an existing file, another redirect,
// the 404 page of the language, the 404 page.
func TestRoute(t *testing.T) {
	var files []output.File
	for _, path := range []string{
		"index.html", "background/index.html", "fr/index.html", "fr/contexte/index.html", "404.html", "fr/404.html", "de/seite/index.html",
		"assets/site.0123456789abcdef.css", "feed.xml", "_headers", "_redirects", "images/a b.png",
	} {
		files = append(files, output.File{Path: path})
	}
	site := output.NewTree(files)
	redirects, diags := netlify.ParseRedirects([]byte(`
/forced/ /background/ 302!
/background/ /never/ 301
/feed.xml /elsewhere.xml 302!
/old/ /background/ 301
/old/ /second/ 301
/chain/ /old/ 301
/notes/:name /background/#:name 301
/archive/* /fr/:splat 302
/rewritten/ /background/ 200
/rewritten-to-nothing/ /nowhere/ 200
/proxied/* https://elsewhere.example/:splat 200
/away/ https://elsewhere.example/x 301
/hello/ /fr/ 302 Language=fr
/fr/* /fr/404.html 404
`))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	cases := []struct{ name, path, query, language, want string }{
		{"the cover", "/", "", "", "200 index.html"},
		{"a page", "/background/", "", "", "200 background/index.html"},
		{"a page before its unforced redirect", "/background/", "", "", "200 background/index.html"},
		{"a file before which a forced redirect stands", "/feed.xml", "", "", "302 /elsewhere.xml"},
		{"an asset", "/assets/site.0123456789abcdef.css", "", "", "200 assets/site.0123456789abcdef.css"},
		{"a name with a space", "/images/a%20b.png", "", "", "200 images/a b.png"},

		{"no slash", "/background", "", "", "301 /background/"},
		{"no slash, with a query", "/background", "a=1&b=2", "", "301 /background/?a=1&b=2"},
		{"upper case", "/Background/", "", "", "301 /background/"},
		{"upper case and no slash", "/BACKGROUND", "", "", "301 /background/"},
		{"upper case in a language", "/fr/Contexte/", "", "", "301 /fr/contexte/"},
		{"index.html by its name", "/background/index.html", "", "", "200 background/index.html"},

		{"forced", "/forced/", "", "", "302 /background/"},
		{"the first of two rules", "/old/", "", "", "301 /background/"},
		{"with and without slash", "/old", "", "", "301 /background/"},
		{"the query goes along", "/old/", "q=1", "", "301 /background/?q=1"},
		{"one pass only", "/chain/", "", "", "301 /old/"},
		{"a placeholder", "/notes/n-12", "", "", "301 /background/#n-12"},
		{"a splat", "/archive/contexte/", "", "", "302 /fr/contexte/"},
		{"a rewrite", "/rewritten/", "", "", "200 background/index.html"},
		{"a rewrite to nothing", "/rewritten-to-nothing/", "", "", "404 404.html"},
		{"a proxy is not asked", "/proxied/x", "", "", "501 production would answer with what it gets from https://elsewhere.example/x; the preview asks no other server"},
		{"another site", "/away/", "", "", "301 https://elsewhere.example/x"},
		{"a language", "/hello/", "", "fr-CH,fr;q=0.9", "302 /fr/"},
		{"another language", "/hello/", "", "en", "404 404.html"},

		{"nothing", "/nowhere/", "", "", "404 404.html"},
		{"nothing in French, by its rule", "/fr/nulle-part/", "", "", "404 fr/404.html"},
		{"nothing in a language without a page of its own", "/de/nirgends/", "", "", "404 404.html"},
		{"the host's own files", "/_headers", "", "", "404 404.html"},
		{"the host's own files, in capitals", "/_REDIRECTS", "", "", "404 404.html"},

		{"dots", "/background/../feed.xml", "", "", "404 404.html"},
		{"encoded dots", "/%2e%2e/%2e%2e/etc/passwd", "", "", "404 404.html"},
		{"encoded slashes", "/..%2f..%2fdossier.yaml", "", "", "404 404.html"},
		{"backslashes", "/..%5c..%5cdossier.yaml", "", "", "404 404.html"},
		{"NUL", "/background/%00", "", "", "404 404.html"},
		{"broken escape", "/%zz", "", "", "404 404.html"},
		{"two slashes lead nowhere else", "//evil.example", "", "", "404 404.html"},
		{"a source file", "/content/en/01-background.md", "", "", "404 404.html"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := route(site, redirects, ask{path: c.path, query: c.query, language: c.language})
			got := fmt.Sprintf("%d %s%s%s", a.status, a.file.Path, a.location, a.note)
			if got != c.want {
				t.Errorf("%s?%s\n got %s\nwant %s", c.path, c.query, got, c.want)
			}
		})
	}
}

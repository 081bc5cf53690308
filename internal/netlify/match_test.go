package netlify_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/netlify"
)

// Requests against rules: "status destination", or "" where nothing matches.
func TestRedirectMatching(t *testing.T) {
	files := []string{"/there/", "/x/there/"}
	for _, c := range []struct {
		rules   string
		request string // path?query
		want    string
	}{
		{"/a /b", "/a", "301 /b"},
		{"/a /b", "/a/", "301 /b"},
		{"/a/ /b/", "/a", "301 /b/"},
		{"/a /b", "/A", ""},
		{"/a /b", "/ab", ""},
		{"/a /b", "/a/b", ""},
		{"/ /en/ 302", "/", "302 /en/"},
		{"/a /b\n/a /c", "/a", "301 /b"},
		{"/a /b\n/b /c", "/a", "301 /b"}, // one pass
		{"/:x /c\n/a /b", "/a", "301 /c"},

		// Splats.
		{"/a/* /b/:splat", "/a/c/d", "301 /b/c/d"},
		{"/a/* /b/:splat", "/a/c/d/", "301 /b/c/d/"},
		{"/a/* /b/:splat", "/a/", "301 /b/"},
		{"/a/* /b/:splat", "/a", "301 /b/"},
		{"/a/* /b/:splat/", "/a/c/", "301 /b/c/"},
		{"/a/* /b/:splat.html", "/a/c", "301 /b/c.html"},
		{"/a/* /b/:splat.html", "/a/", "301 /b.html"},
		{"/a/* /b/", "/a/c", "301 /b/"},
		{"/* /404.html 404", "/", "404 /404.html"},
		{"/fr/* /fr/404.html 404", "/fr", "404 /fr/404.html"},
		{"/fr/* /fr/404.html 404", "/french", ""},
		{"/a/*/b /c", "/a/x/b", ""}, // only at the end

		// Placeholders.
		{"/:y/:m /b/:m/:y", "/2013/07", "301 /b/07/2013"},
		{"/:year/:years /b/:years/:year", "/1/2", "301 /b/2/1"},
		{"/:y /b", "/", ""},
		{"/n/:y /b/:z", "/n/1", "301 /b/:z"},

		// Files come before rules, forced rules before files.
		{"/there/ /b", "/there/", ""},
		{"/there/ /b 301!", "/there/", "301 /b"},
		{"/there/ /b\n/there/ /c 302!", "/there/", "302 /c"},
		{"/x/* /404.html 404", "/x/there/", ""},
		{"/x/* /404.html 404", "/x/gone/", "404 /404.html"},

		// Parameters.
		{"/a id=:id /b/:id", "/a?id=7", "301 /b/7?id=7"},
		{"/a id=:id /b/:id 200", "/a?id=7", "200 /b/7"},
		{"/a id=:id /b/:id", "/a", ""},
		{"/a id=:id t=:t /b/:t/:id 200", "/a?id=7", ""},
		{"/a id=:id t=:t /b/:t/:id 200", "/a?t=x%2Fy&id=7", "200 /b/x%2Fy/7"},
		{"/a id=1 /b 200", "/a?id=2", ""},
		{"/a id=1 /b 200", "/a?id=1", "200 /b"},

		// Queries pass through.
		{"/a /b", "/a?x=1&y", "301 /b?x=1&y"},
		{"/a /b#part", "/a?x=1", "301 /b?x=1#part"},
		{"/a /b?z=2", "/a?x=1", "301 /b?z=2"},
		{"/a https://example.org/b", "/a?x=1", "301 https://example.org/b?x=1"},

		// Conditions.
		{"/ /fr/ 302 Language=fr", "/", ""},
		{"/ /en/ 302 Language=en", "/", "302 /en/"},
		{"/ /en/ 302 Language=fr,en-gb", "/", "302 /en/"},
		{"/ /x/ 302 Country=us", "/", ""},
		{"/ /x/ 302 Country=us,NZ", "/", "302 /x/"},
		{"/ /x/ 302 Role=admin", "/", ""},
		{"/ /x/ 200 Sign=KEY", "/", ""},

		// What never matches.
		{"a /b", "/a", ""},
		{"https://example.org/a /b", "/a", ""},
	} {
		rules, _ := netlify.ParseRedirects([]byte(c.rules))
		path, query, _ := strings.Cut(c.request, "?")
		got := ""
		answer, ok := rules.Match(netlify.Request{Path: path, RawQuery: query, AcceptLanguage: "fr;q=0.8, en-GB, *;q=0.1", Country: "nz"},
			func(path string) bool { return slices.Contains(files, path) })
		if ok {
			got = strconv.Itoa(answer.Status) + " " + answer.To
		}
		if got != c.want {
			t.Errorf("%q for %s: got %q, want %q", c.rules, c.request, got, c.want)
		}
	}
}

package publish_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/netlify"
	"dossier/internal/output"
	"dossier/internal/policy"
	"dossier/internal/publish"
)

var siteFiles = []output.File{
	{Path: "404.html", MediaType: "text/html; charset=utf-8"},
	{Path: publish.HeadersName, MediaType: "text/plain; charset=utf-8"},
	{Path: publish.RedirectsName, MediaType: "text/plain; charset=utf-8"},
	{Path: "assets/icon.0123456789abcdef.svg", MediaType: "image/svg+xml; charset=utf-8", Immutable: true},
	{Path: "assets/style.0123456789abcdef.css", MediaType: "text/css; charset=utf-8", Immutable: true},
	{Path: "assets/text.0123456789abcdef.woff2", MediaType: "font/woff2", Immutable: true},
	{Path: "background/index.html", MediaType: "text/html; charset=utf-8"},
	{Path: "favicon.ico", MediaType: "image/x-icon"},
	{Path: "feed.json", MediaType: "application/feed+json; charset=utf-8"},
	{Path: "feed.xml", MediaType: "application/atom+xml; charset=utf-8"},
	{Path: "fr/feed.xml", MediaType: "application/atom+xml; charset=utf-8"},
	{Path: "fr/index.html", MediaType: "text/html; charset=utf-8"},
	{Path: "index.html", MediaType: "text/html; charset=utf-8"},
	{Path: "robots.txt", MediaType: "text/plain; charset=utf-8"},
	{Path: "site.webmanifest", MediaType: "application/manifest+json"},
	{Path: "sitemap.xml", MediaType: "application/xml; charset=utf-8"},
}

const production = `/*
  Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; upgrade-insecure-requests
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=31536000
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/feed.json
  Content-Type: application/feed+json; charset=utf-8
/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
/fr/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
/robots.txt
  Content-Type: text/plain; charset=utf-8
/site.webmanifest
  Content-Type: application/manifest+json
/sitemap.xml
  Content-Type: application/xml; charset=utf-8
/MANIFEST.sha256
  Content-Type: text/plain; charset=utf-8
`

func TestHeaders(t *testing.T) {
	opt := publish.HeaderOptions{Policy: policy.Header(policy.Needs{})}
	if diff := cmp.Diff(production, string(publish.Headers(siteFiles, opt).Print())); diff != "" {
		t.Errorf("production (-want +got):\n%s", diff)
	}
	opt.NoIndex = true
	before, after, _ := strings.Cut(production, "/assets/*")
	want := before + "  X-Robots-Tag: noindex, nofollow, noarchive\n/assets/*" + after
	if diff := cmp.Diff(want, string(publish.Headers(siteFiles, opt).Print())); diff != "" {
		t.Errorf("elsewhere (-want +got):\n%s", diff)
	}
}

// The host reads what we mean: nothing dropped, and for any address each header
// set by one rule only.
func TestHeadersAreReadBack(t *testing.T) {
	src := publish.Headers(siteFiles, publish.HeaderOptions{Policy: policy.Header(policy.Needs{Scripts: []string{"'self'"}}), NoIndex: true}).Print()
	rules, diags := netlify.ParseHeaders(src)
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	if diff := cmp.Diff(string(src), string(rules.Print())); diff != "" {
		t.Errorf("read and printed (-before +after):\n%s", diff)
	}
	for _, f := range siteFiles {
		seen := map[string]string{}
		for _, rule := range rules {
			if !rule.Matches("/" + f.Path) {
				continue
			}
			for _, h := range rule.Headers {
				if first := seen[strings.ToLower(h.Name)]; first != "" {
					t.Errorf("/%s: %s is set by %s and by %s", f.Path, h.Name, first, rule.Path)
				}
				seen[strings.ToLower(h.Name)] = rule.Path
			}
		}
		if got := seen["cache-control"] != ""; got != f.Immutable {
			t.Errorf("/%s: may be cached for ever: %v, want %v", f.Path, got, f.Immutable)
		}
	}
}

func TestRedirects(t *testing.T) {
	src := publish.Redirects([]publish.Alias{
		{From: "/old-name/", To: "/background/"},
		{From: "/contexte", To: "/fr/contexte/"},
		{From: "/a b/:x/*", To: "/the-2013-deal/"},
		{From: "/caf%C3%A9/", To: "/fr/café/"},
		{From: "/café/plus/?#", To: "/fr/"},
	}, nil, []string{"/fr/", "/de/", "/fr-ca/"}).Print()
	want := `/a%20b/%3Ax/%2A /the-2013-deal/ 301
/caf%C3%A9/ /fr/caf%C3%A9/ 301
/caf%C3%A9/plus/%3F%23 /fr/ 301
/contexte /fr/contexte/ 301
/old-name/ /background/ 301
/fr-ca/* /fr-ca/404.html 404
/de/* /de/404.html 404
/fr/* /fr/404.html 404
`
	if diff := cmp.Diff(want, string(src)); diff != "" {
		t.Errorf("redirects (-want +got):\n%s", diff)
	}
	rules, diags := netlify.ParseRedirects(src)
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	if diff := cmp.Diff(string(src), string(rules.Print())); diff != "" {
		t.Errorf("read and printed (-before +after):\n%s", diff)
	}
	pages := []string{"/fr/", "/fr/contexte/", "/background/"}
	exists := func(path string) bool { return slices.Contains(pages, path) }
	for path, want := range map[string]string{
		"/old-name":       "/background/",
		"/old-name/":      "/background/",
		"/caf%C3%A9":      "/fr/caf%C3%A9/",
		"/fr/gone/":       "/fr/404.html",
		"/fr-ca/gone/":    "/fr-ca/404.html",
		"/fr/contexte/":   "",
		"/gone/":          "",
		"/a%20b/y/z":      "",
		"/a%20b/%3Ax/%2A": "/the-2013-deal/",
	} {
		answer, _ := rules.Match(netlify.Request{Path: path}, exists)
		if answer.To != want {
			t.Errorf("%s leads to %q, want %q", path, answer.To, want)
		}
	}
	if got := publish.Redirects(nil, nil, nil); len(got) != 0 {
		t.Errorf("no rules: %v", got)
	}
}

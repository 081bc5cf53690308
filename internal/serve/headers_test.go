package serve

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPreviewPolicy(t *testing.T) {
	cases := []struct{ name, host, production, want string }{
		{
			"a site without scripts", "127.0.0.1:4400",
			"default-src 'none'; img-src 'self'; frame-ancestors 'none'; upgrade-insecure-requests",
			"default-src 'none'; img-src 'self'; frame-ancestors 'none'; script-src http://127.0.0.1:4400/_dossier/preview.js; connect-src http://127.0.0.1:4400/_dossier/",
		},
		{
			"a site with scripts", "localhost:4400",
			"default-src 'none'; script-src 'self'; connect-src 'self'",
			"default-src 'none'; script-src 'self' http://localhost:4400/_dossier/preview.js; connect-src 'self' http://localhost:4400/_dossier/",
		},
		{
			"what default-src allows still counts", "localhost:4400",
			"default-src 'self'",
			"default-src 'self'; script-src 'self' http://localhost:4400/_dossier/preview.js; connect-src 'self' http://localhost:4400/_dossier/",
		},
		{
			"none beside a source would mean nothing", "localhost:4400",
			"script-src 'none'; default-src 'none'",
			"script-src http://localhost:4400/_dossier/preview.js; default-src 'none'; connect-src http://localhost:4400/_dossier/",
		},
		{
			"no default: nothing to loosen", "localhost:4400",
			"frame-ancestors 'none'",
			"frame-ancestors 'none'",
		},
		{
			"several policies, each is enforced", "localhost:4400",
			"default-src 'none', connect-src 'none'",
			"default-src 'none'; script-src http://localhost:4400/_dossier/preview.js; connect-src http://localhost:4400/_dossier/, connect-src http://localhost:4400/_dossier/",
		},
		{
			"a policy cannot spell IPv6", "[::1]:4400",
			"default-src 'none'",
			"default-src 'none'; script-src 'self'; connect-src 'self'",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, previewPolicies(c.production, c.host)); diff != "" {
				t.Errorf("policy (-want +got):\n%s", diff)
			}
		})
	}
}

// The list of differences from production is complete.
func TestHeadersDifferOnlyAsListed(t *testing.T) {
	production := http.Header{
		"Content-Security-Policy":   {"default-src 'none'"},
		"Referrer-Policy":           {"no-referrer"},
		"Permissions-Policy":        {"camera=()"},
		"Strict-Transport-Security": {"max-age=31536000"},
		"Cache-Control":             {"public, max-age=31536000, immutable"},
	}
	got := http.Header{}
	setHeaders(got, production, "127.0.0.1:4400", 7)
	want := http.Header{
		"Content-Security-Policy": {"default-src 'none'; script-src http://127.0.0.1:4400/_dossier/preview.js; connect-src http://127.0.0.1:4400/_dossier/"},
		"Referrer-Policy":         {"no-referrer"},
		"Permissions-Policy":      {"camera=()"},
		"Cache-Control":           {"no-store"},
		"Dossier-Snapshot":        {"7"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if production.Get("Content-Security-Policy") != "default-src 'none'" {
		t.Error("the rules of production were changed")
	}
}

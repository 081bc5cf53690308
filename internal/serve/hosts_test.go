package serve

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHosts(t *testing.T) {
	local := newHosts(4400, nil)
	named := newHosts(4400, []string{"desk.example", "192.168.1.5"})
	port80 := newHosts(80, nil)
	cases := []struct {
		name    string
		hosts   hosts
		request string // method and path
		header  string // "Name: value | Name: value"
		refused string // part of the reason; "" for an answer
	}{
		{"address", local, "GET /", "Host: 127.0.0.1:4400", ""},
		{"name", local, "GET /", "Host: localhost:4400", ""},
		{"name in capitals", local, "GET /", "Host: LocalHost:4400", ""},
		{"IPv6", local, "GET /", "Host: [::1]:4400", ""},
		{"no port", local, "GET /", "Host: localhost", "--host"},
		{"port 80 goes without saying", port80, "GET /", "Host: localhost", ""},
		{"other port", local, "GET /", "Host: localhost:4401", "--host"},
		{"rebound name", local, "GET /background/", "Host: evil.example:4400", `start the preview with --host "evil.example"`},
		{"name that begins alike", local, "GET /", "Host: localhost.evil.example:4400", "--host"},
		{"name with a dot", local, "GET /", "Host: localhost.:4400", "--host"},
		{"unspecified address", local, "GET /", "Host: 0.0.0.0:4400", "--host"},
		{"no host", local, "GET /", "Host: ", "--host"},
		{"given name", named, "GET /", "Host: desk.example:4400", ""},
		{"given name behind a proxy", named, "GET /", "Host: desk.example", ""},
		{"given address", named, "GET /", "Host: 192.168.1.5:4400", ""},
		{"part of a given name", named, "GET /", "Host: example:4400", "--host"},
		{"rebound name reads events", local, "GET /_dossier/events", "Host: evil.example:4400", "--host"},

		{"own origin", local, "GET /", "Host: localhost:4400 | Origin: http://localhost:4400", ""},
		{"own origin through TLS", named, "GET /", "Host: desk.example | Origin: https://desk.example", ""},
		{"foreign origin", local, "GET /", "Host: localhost:4400 | Origin: https://evil.example", "origin"},
		{"other name of ours", local, "GET /", "Host: localhost:4400 | Origin: http://127.0.0.1:4400", "origin"},
		{"other port as origin", local, "GET /", "Host: localhost:4400 | Origin: http://localhost:3000", "origin"},
		{"opaque origin", local, "GET /", "Host: localhost:4400 | Origin: null", "origin"},
		{"file origin", local, "GET /", "Host: localhost:4400 | Origin: file://localhost:4400", "origin"},

		{"link from another site", local, "GET /", "Host: localhost:4400 | Sec-Fetch-Site: cross-site", ""},
		{"script for another site", local, "GET /_dossier/preview.js", "Host: localhost:4400 | Sec-Fetch-Site: cross-site", "other sites"},
		{"script for another port", local, "GET /_dossier/preview.js", "Host: localhost:4400 | Sec-Fetch-Site: same-site", "other sites"},
		{"script for ourselves", local, "GET /_dossier/preview.js", "Host: localhost:4400 | Sec-Fetch-Site: same-origin", ""},
		{"typed address", local, "GET /_dossier/page.json", "Host: localhost:4400 | Sec-Fetch-Site: none", ""},

		{"post", local, "POST /_dossier/desk", "Host: localhost:4400 | Origin: http://localhost:4400 | Content-Type: application/json", ""},
		{"post with a charset", local, "POST /_dossier/desk", "Host: localhost:4400 | Origin: http://localhost:4400 | Content-Type: application/json; charset=utf-8", ""},
		{"post without origin", local, "POST /_dossier/desk", "Host: localhost:4400 | Content-Type: application/json", "Origin"},
		{"post of a form", local, "POST /_dossier/desk", "Host: localhost:4400 | Origin: http://localhost:4400 | Content-Type: application/x-www-form-urlencoded", "application/json"},
		{"post of text", local, "POST /_dossier/desk", "Host: localhost:4400 | Origin: http://localhost:4400 | Content-Type: text/plain", "application/json"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			method, path, _ := strings.Cut(c.request, " ")
			r := httptest.NewRequest(method, path, nil)
			for field := range strings.SplitSeq(c.header, "|") {
				name, value, _ := strings.Cut(strings.TrimSpace(field), ":")
				if value = strings.TrimSpace(value); name == "Host" {
					r.Host = value
				} else {
					r.Header.Set(name, value)
				}
			}
			why := c.hosts.refusal(r)
			if (why == "") != (c.refused == "") || !strings.Contains(why, c.refused) {
				t.Errorf("refusal = %q, want %q in it", why, c.refused)
			}
		})
	}
}

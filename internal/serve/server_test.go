package serve_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/serve"
)

const scriptElement = `<script src="/_dossier/preview.js" defer></script>`

func TestHeadersOfAPage(t *testing.T) {
	p := start(t)
	for _, path := range []string{"/background/", "/nowhere/", sheetOf(p, "/background/")} {
		h := p.get(path).Header()
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Strict-Transport-Security": "", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
			"Access-Control-Allow-Origin": "", "Dossier-Snapshot": "1",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("GET %s: %s = %q, want %q", path, name, got, want)
			}
		}
		policy := h.Get("Content-Security-Policy")
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "upgrade-insecure-requests") ||
			!strings.Contains(policy, "script-src 'self' http://127.0.0.1:4400/_dossier/preview.js;") || !strings.Contains(policy, "connect-src 'self' http://127.0.0.1:4400/_dossier/;") {
			t.Errorf("GET %s: policy = %q", path, policy)
		}
	}
}

// A page is the built page and one element.
func TestOneElementMore(t *testing.T) {
	p := start(t)
	page := p.get("/background/").Body.String()
	if strings.Count(page, scriptElement) != 1 {
		t.Errorf("%d script elements of the preview, want 1", strings.Count(page, scriptElement))
	}
	if built := p.report("/background/").HTML; strings.Replace(page, scriptElement, "", 1) != built {
		t.Error("without it, the page is not the built page")
	}
}

func TestMethods(t *testing.T) {
	p := start(t)
	origin := "Origin: http://127.0.0.1:4400"
	cases := []struct {
		method, path string
		header       []string
		want         int
	}{
		{"HEAD", "/background/", nil, 200},
		{"HEAD", "/nowhere/", nil, 404},
		{"POST", "/background/", []string{origin}, 405},
		{"PUT", "/background/", []string{origin}, 405},
		{"DELETE", "/background/", nil, 405},
		{"OPTIONS", "/background/", nil, 405},
		{"POST", "/_dossier/events", []string{origin, "Content-Type: application/json"}, 405},
		{"POST", "/_dossier/events", []string{origin}, 403},
		{"GET", "/_dossier/nothing", nil, 404},
		{"GET", "/_dossier/preview.js", nil, 200},
		{"GET", "/_dossier/panel.css", nil, 200},
		{"GET", "/_dossier/diagnostics.json", nil, 200},
		{"GET", "/background/", []string{"Host: evil.example:4400"}, 403},
		{"GET", "/nowhere/", []string{"Host: evil.example:4400"}, 403},
		{"GET", "/_dossier/page.json", []string{"Host: evil.example:4400"}, 403},
	}
	for _, c := range cases {
		t.Run(c.method+c.path, func(t *testing.T) {
			w := p.do(c.method, c.path, c.header...)
			if w.Code != c.want {
				t.Errorf("status %d, want %d", w.Code, c.want)
			}
			if c.method == http.MethodHead && w.Body.Len() > 0 {
				t.Error("an answer to HEAD has a body")
			}
		})
	}
}

// The script is one small file.
func TestScriptSize(t *testing.T) {
	p := start(t)
	if n := p.get("/_dossier/preview.js").Body.Len(); n > 12<<10 {
		t.Errorf("preview.js has %d bytes, want at most %d", n, 12<<10)
	}
}

func TestRanges(t *testing.T) {
	p := start(t)
	w := p.get(sheetOf(p, "/background/"), "Range: bytes=0-3")
	if w.Code != http.StatusPartialContent || w.Body.Len() != 4 {
		t.Errorf("status %d, %d bytes, want 206 and 4", w.Code, w.Body.Len())
	}
}

// The address goes to stdout, one line; a port that was asked for is never
// replaced by another.
func TestRun(t *testing.T) {
	p := start(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	err = serve.Run(t.Context(), serve.Options{Dir: p.dir, Port: port, PortGiven: true})
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(port)) || !strings.Contains(err.Error(), "--port") {
		t.Errorf("err = %v, want the port and the flag", err)
	}

	ctx, stop := context.WithCancel(t.Context())
	var stdout, stderr lockedBuffer
	ran := make(chan error, 1)
	go func() {
		ran <- serve.Run(ctx, serve.Options{Dir: p.dir, PortGiven: true, Stdout: &stdout, Stderr: &stderr})
	}()
	p.eventually("running", func() bool { return strings.HasSuffix(stdout.String(), "\n") })
	address := strings.TrimSpace(stdout.String())
	w, err := http.Get(address + "background/")
	p.must(err)
	var body bytes.Buffer
	body.ReadFrom(w.Body)
	w.Body.Close()
	if w.StatusCode != 200 || !strings.Contains(body.String(), "Paragraph 40") {
		t.Errorf("GET %sbackground/: status %d", address, w.StatusCode)
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if strings.Count(stdout.String(), "\n") != 1 {
		t.Errorf("stdout = %q, want one line", stdout.String())
	}
}

func TestRunMisuse(t *testing.T) {
	p := start(t)
	err := serve.Run(t.Context(), serve.Options{Dir: p.dir, Bind: "0.0.0.0"})
	if !errors.Is(err, serve.ErrMisuse) || !strings.Contains(err.Error(), "--host") {
		t.Errorf("err = %v, want misuse and the flag", err)
	}
	if err := serve.Run(t.Context(), serve.Options{Dir: p.path("nowhere")}); err == nil {
		t.Error("a folder that is not there was previewed")
	}
}

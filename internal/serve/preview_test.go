package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/serve"
)

// A preview is a project in a folder of its own, and its server.
type preview struct {
	testing.TB
	dir    string
	server *serve.Server
	host   string // that a browser asks for; "" before listen
	stderr *lockedBuffer
}

// defaultHost is whom requests without a port are for.
const defaultHost = "127.0.0.1:4400"

// project is what every test begins with.
var project = map[string]string{
	"dossier.yaml":                "title: Test dossier\nbase-url: https://example.org\n",
	"content/en/index.md":         chapter("Test dossier", "The cover."),
	"content/en/01-background.md": chapter("Background", long("background")),
	"content/en/02-the-deal.md":   chapter("The deal", long("deal")),
	"content/en/03-the-law.md":    chapter("The law", long("law")),
	"assets/css/95-test.css":      ".probe{color:red}\n",
}

// chapter is a Markdown file.
func chapter(title, text string, more ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(more, "") + "---\n\n" + text + "\n"
}

// long is a text of forty paragraphs, about 10 KB. A link stands in the middle.
func long(about string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "Paragraph %d about the %s. %s\n\n", i+1, about, strings.Repeat("It says what is known, and how. ", 7))
	}
	return strings.Replace(strings.TrimSuffix(b.String(), "\n\n"), "Paragraph 21", "[A link](https://example.org/report).\n\nParagraph 21", 1)
}

func start(t testing.TB, change ...func(*serve.Options)) *preview {
	t.Helper()
	p := &preview{TB: t, dir: t.TempDir(), stderr: &lockedBuffer{}}
	for name, text := range project {
		p.write(name, text)
	}
	p.age()
	p.restart(change...)
	return p
}

// restart starts the server, in place of a running one.
func (p *preview) restart(change ...func(*serve.Options)) {
	p.Helper()
	if p.server != nil {
		p.server.Close()
	}
	opt := serve.Options{
		Dir: p.dir, Stderr: p.stderr,
		Log: slog.New(slog.NewTextHandler(p.Output(), &slog.HandlerOptions{Level: slog.LevelInfo})),
	}
	for _, c := range change {
		c(&opt)
	}
	server, err := serve.New(opt)
	if err != nil {
		p.Fatal(err)
	}
	p.server = server
	p.Cleanup(func() { server.Close() })
}

// age makes all files look old, as those of a project that was not just made.
func (p *preview) age() {
	p.Helper()
	hourAgo := time.Now().Add(-time.Hour)
	err := filepath.WalkDir(p.dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(path, hourAgo, hourAgo)
	})
	if err != nil {
		p.Fatal(err)
	}
}

func (p *preview) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

// must fails the test on an error.
func (p *preview) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// write saves a file whole: at no moment is it missing, empty or half there,
// however long the machine halts the test. The tests of saving save otherwise,
// too.
func (p *preview) write(name, text string) {
	p.Helper()
	p.must(os.MkdirAll(filepath.Dir(p.path(name)), 0o755))
	beside := filepath.Join(filepath.Dir(p.path(name)), ".saving")
	p.must(os.WriteFile(beside, []byte(text), 0o644))
	p.must(os.Rename(beside, p.path(name)))
}

// writeInPlace saves as a script does: truncate, write.
func (p *preview) writeInPlace(name, text string) {
	p.Helper()
	p.must(os.WriteFile(p.path(name), []byte(text), 0o644))
}

// get asks for a path as a browser would, without a port.
func (p *preview) get(path string, header ...string) *httptest.ResponseRecorder {
	return p.do(http.MethodGet, path, header...)
}

func (p *preview) do(method, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Host = defaultHost
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	p.server.ServeHTTP(w, r)
	return w
}

// wants asks for a page and expects words in it.
func (p *preview) wants(path string, words ...string) {
	p.Helper()
	w := p.get(path)
	if w.Code != http.StatusOK {
		p.Errorf("GET %s: status %d, want 200", path, w.Code)
		return
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			p.Errorf("GET %s: %q is not in the page", path, word)
		}
	}
}

func (p *preview) wantsStatus(path string, status int) {
	p.Helper()
	if w := p.get(path); w.Code != status {
		p.Errorf("GET %s: status %d, want %d", path, w.Code, status)
	}
}

// eventually repeats a question until the answer is yes, for states that are
// reached after a hold; it fails after the deadline.
func (p *preview) eventually(what string, yes func() bool) {
	p.Helper()
	tick, limit := time.NewTicker(2*time.Millisecond), time.After(deadline)
	defer tick.Stop()
	for !yes() {
		select {
		case <-tick.C:
		case <-limit:
			p.Fatalf("after %v: not yet %s", deadline, what)
		}
	}
}

// listen serves the preview on a port of its own and returns its address,
// without a slash at the end.
func (p *preview) listen() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(ctx, l) }()
	p.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			p.Error(err)
		}
	})
	p.host = l.Addr().String()
	return "http://" + p.host
}

// lockedBuffer is written to by the server and read by the test.
type lockedBuffer struct {
	mu sync.Mutex // guards b
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var _ io.Writer = (*lockedBuffer)(nil)

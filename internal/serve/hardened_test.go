package serve_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// No spelling of a path leads to a file that is not part of the site, inside or
// outside of the project.
func TestTraversal(t *testing.T) {
	p := start(t)
	const secret = "nobody may read this"
	p.write("dossier.yaml", project["dossier.yaml"]+"# "+secret+"\n")
	p.write("content/en/.hidden.md", secret)
	p.must(os.WriteFile(filepath.Join(filepath.Dir(p.dir), "outside.txt"), []byte(secret), 0o644))
	p.listen()
	paths := []string{
		"/dossier.yaml", "/content/en/01-background.md", "/content/en/.hidden.md", "/.hidden.md", "/_headers", "/_redirects",
		"//dossier.yaml", "///etc/passwd", "/./dossier.yaml", "/background/../dossier.yaml", "/background/./../../outside.txt",
		"/background/index.html/../../dossier.yaml", "/_dossier/../dossier.yaml", "/_dossier/client/preview.js", "/_dossier/%2e%2e/reserved.go",
		"/_dossier/page.json?path=/../dossier.yaml", "/_dossier/page.json?path=%2e%2e%2fdossier.yaml", "/_dossier/page.json?path=file:///etc/passwd",
		"http://evil.example/dossier.yaml", "*",
	}
	for _, up := range []string{
		"..", "%2e%2e", "%2E%2e", ".%2e", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%uff0e%uff0e", "..;", "..%00", "..%20", "...", "%ef%bc%8e%ef%bc%8e",
	} {
		for _, slash := range []string{"/", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "%e2%88%95"} {
			paths = append(paths, "/"+up+slash+"outside.txt", "/"+up+slash+"dossier.yaml", "/background/"+up+slash+up+slash+"outside.txt", "/assets"+slash+up+slash+"dossier.yaml")
		}
	}
	for _, path := range paths {
		status, body := p.raw("GET "+path+" HTTP/1.1\r\nHost: "+p.host, 1)
		if strings.Contains(body, secret) || strings.Contains(body, "root:") {
			t.Errorf("GET %s answers with a file that is not part of the site", path)
		}
		if status == http.StatusOK && !strings.HasPrefix(path, "/_dossier/page.json") {
			t.Errorf("GET %s: status 200", path)
		}
	}
}

// raw sends a request as it stands over a connection of its own, after as many
// empty lines as end it, and returns status and body; 0 where there is no answer.
func (p *preview) raw(request string, end int) (int, string) {
	p.Helper()
	c, err := net.Dial("tcp", p.host)
	p.must(err)
	defer c.Close()
	_, err = io.WriteString(c, request+"\r\nConnection: close\r\n"+strings.Repeat("\r\n", end))
	p.must(err)
	w, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, ""
	}
	body, _ := io.ReadAll(w.Body)
	w.Body.Close()
	return w.StatusCode, string(body)
}

// Requests that are too large are refused.
func TestLargeRequests(t *testing.T) {
	p := start(t)
	p.listen()
	if status, _ := p.raw("GET / HTTP/1.1\r\nHost: "+p.host+"\r\nX-Long: "+strings.Repeat("a", 64<<10), 1); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("64 KB of headers: status %d, want 431", status)
	}
	body := `{"country":"` + strings.Repeat("a", 128<<10) + `"}`
	status, _ := p.raw(fmt.Sprintf("POST /_dossier/desk HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", p.host, p.host, len(body), body), 0)
	if status == http.StatusOK {
		t.Error("a body of 128 KB was taken")
	}
}

// stall opens streams of events that nobody reads.
func stall(p *preview, n int) {
	for range n {
		c, err := net.Dial("tcp", p.host)
		p.must(err)
		p.Cleanup(func() { c.Close() })
		_, err = io.WriteString(c, "GET /_dossier/events?path=/background/ HTTP/1.1\r\nHost: "+p.host+"\r\n\r\n")
		p.must(err)
		buffered := make([]byte, 16)
		_, err = c.Read(buffered) // the answer has begun: the stream is open
		p.must(err)
	}
}

// Thousands of browsers that never read cost little memory and hold up nobody.
func TestThousandsOfStalledTabs(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 300
	}
	p := start(t)
	address := p.listen()
	p.wants("/background/")
	before := memoryInUse()
	stall(p, n)
	// Of few tabs the server's own needs are too large a part.
	if each := (memoryInUse() - before) / int64(n); each > 32<<10 && !testing.Short() {
		t.Errorf("a stalled tab costs %d bytes, want at most %d", each, 32<<10)
	}
	tab, _ := p.tab(address, "/background/")
	for i := range 3 {
		mark := fmt.Sprintf("Mark number %d", i)
		p.write(background, chapter("Background", long("background")+"\n\n"+mark))
		p.wants("/background/", mark)
		tab.next("page")
	}
}

// memoryInUse is what the heap and the stacks hold, once stacks have shrunk.
func memoryInUse() int64 {
	for range 4 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// liveBytes is what is reachable on the heap.
func liveBytes() int64 {
	for range 4 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// A project that nobody may write to is previewed like any other.
func TestReadOnlyProject(t *testing.T) {
	p := start(t)
	before := listAll(p)
	p.must(filepath.WalkDir(p.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			p.Cleanup(func() { os.Chmod(path, 0o755) })
			return os.Chmod(path, 0o555)
		}
		return os.Chmod(path, 0o444)
	}))
	p.restart()
	for _, path := range []string{"/", "/background/", "/sitemap.xml", "/feed.xml", sheetOf(p, "/background/")} {
		p.wants(path)
	}
	if after := listAll(p); strings.Join(before, "\n") != strings.Join(after, "\n") {
		t.Errorf("files before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

package serve_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"dossier/internal/serve"
)

// A stream is one tab listening.
type stream struct {
	p      *preview
	events chan event
}

type event struct {
	name string
	data map[string]any
}

// deadline is how long a test waits for what must come. No promise of the
// preview depends on it: it only ends a test that would wait for ever, and is
// long enough for a machine that does many other things.
const deadline = 2 * time.Minute

// tab opens the stream of a page, with further parameters after it, and takes
// its hello.
func (p *preview) tab(address, path string) (*stream, event) {
	p.Helper()
	ctx, leave := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/_dossier/events?path="+path, nil)
	p.must(err)
	w, err := http.DefaultClient.Do(r)
	p.must(err)
	if w.StatusCode != http.StatusOK || !strings.HasPrefix(w.Header.Get("Content-Type"), "text/event-stream") {
		p.Fatalf("events: status %d, type %s", w.StatusCode, w.Header.Get("Content-Type"))
	}
	s := &stream{p: p, events: make(chan event, 100)}
	go s.read(bufio.NewScanner(w.Body))
	p.Cleanup(func() {
		leave()
		w.Body.Close()
	})
	return s, s.next("hello")
}

// A tab that was away while its page moved, or went, is told when it is back;
// one that shows the 404 page of an old address is not.
func TestEventsAfterAnAbsence(t *testing.T) {
	p := start(t)
	address := p.listen()
	p.wants("/background/")
	p.wants("/the-deal/")
	p.write(background, chapter("Background", "Text.", "slug: before\n"))
	p.write("content/en/02-the-deal.md", chapter("The deal", "Text.", "draft: true\n"))
	p.wants("/before/", "Text.")

	away, hello := p.tab(address, "/background/&status=200")
	if hello.data["status"] != 404.0 {
		t.Errorf("hello = %v", hello.data)
	}
	if e := away.next("moved"); e.data["to"] != "/before/" {
		t.Errorf("moved = %v", e.data)
	}
	draft, _ := p.tab(address, "/the-deal/&status=200")
	if e := draft.next("gone"); e.data["reason"] != "draft" {
		t.Errorf("gone = %v", e.data)
	}
	typed, _ := p.tab(address, "/background/&status=404")
	p.write(background, chapter("Background", "Back."))
	typed.next("page")
}

// read splits the stream into events until it ends.
func (s *stream) read(lines *bufio.Scanner) {
	defer close(s.events)
	var e event
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "event":
			e.name = value
		case "data":
			json.Unmarshal([]byte(value), &e.data)
		case "":
			if e.name != "" {
				s.events <- e
			}
			e = event{}
		}
	}
}

// next waits for an event of a name and passes over others.
func (s *stream) next(name string) event {
	s.p.Helper()
	limit := time.After(deadline)
	var others []string
	for {
		select {
		case e, open := <-s.events:
			if !open {
				s.p.Fatalf("the stream ended before %q", name)
			}
			if e.name == name {
				return e
			}
			others = append(others, e.name)
		case <-limit:
			s.p.Fatalf("no %q within %v; there were %q", name, deadline, others)
		}
	}
}

func TestEvents(t *testing.T) {
	p := start(t)
	address := p.listen()
	deal, hello := p.tab(address, "/the-deal/")
	tab, _ := p.tab(address, "/background/")
	if hello.data["server"] == "" || hello.data["snapshot"] != 1.0 || hello.data["drafts"] != false || hello.data["polling"] != "" {
		t.Errorf("hello = %v", hello.data)
	}

	p.write(background, chapter("Background", long("background")+"\n\nA new end."))
	e := tab.next("page")
	if e.data["path"] != "/background/" || e.data["snapshot"] != 2.0 || e.data["hash"] == "" {
		t.Errorf("page = %v", e.data)
	}

	p.write("assets/css/95-test.css", ".probe{color:green}\n")
	e = tab.next("style")
	deal.next("style") // and no event for the other chapter's text before it
	styles := e.data["styles"].([]any)
	if len(styles) != 1 {
		t.Fatalf("style = %v", e.data)
	}
	p.wants(styles[0].(map[string]any)["new"].(string), "green")

	p.write(background, chapter("Background", "Text.", "slug: before\n"))
	if e = tab.next("moved"); e.data["to"] != "/before/" {
		t.Errorf("moved = %v", e.data)
	}

	before, _ := p.tab(address, "/before/")
	p.write(background, chapter("Background", "Text.", "slug: before\ndraft: true\n"))
	if e = before.next("gone"); e.data["reason"] != "draft" || e.data["file"] != background {
		t.Errorf("gone = %v", e.data)
	}
	p.write(background, chapter("Background", "Text.", "slug: before\n"))
	before.next("page")

	p.must(os.Remove(p.path("content/en/02-the-deal.md")))
	e = deal.next("gone")
	if e.data["reason"] != "deleted" || len(e.data["links"].([]any)) == 0 {
		t.Errorf("gone = %v", e.data)
	}
}

// A tab that shows a 404 page learns when the page appears.
func TestEventsOfAMissingPage(t *testing.T) {
	p := start(t)
	tab, hello := p.tab(p.listen(), "/after/")
	if hello.data["status"] != 404.0 {
		t.Errorf("hello = %v", hello.data)
	}
	p.write("content/en/04-after.md", chapter("After", "New text."))
	tab.next("page")
	p.wants("/after/", "New text.")
}

// Diagnostics that leave the text as it is are told too: those of the page at
// once, those of the site when all texts have been read.
func TestEventsOfDiagnostics(t *testing.T) {
	p := start(t)
	tab, _ := p.tab(p.listen(), "/background/")
	for tab.next("diagnostics").data["site"].(map[string]any)["complete"] != true {
	}
	p.write("content/en/02-the-deal.md", chapter("The deal", "A claim [@missing-source]."))
	for {
		e := tab.next("diagnostics")
		if site := e.data["site"].(map[string]any); site["errors"] == 1.0 {
			break
		}
	}
	p.eventually("printed in the terminal", func() bool {
		return strings.Contains(p.stderr.String(), "content/en/02-the-deal.md:5:")
	})
}

// The terminal shows each problem once, however often the rest changes, then
// how many are left.
func TestTerminal(t *testing.T) {
	p := start(t)
	p.allRead()
	p.write("content/en/02-the-deal.md", chapter("The deal", "A claim [@first-source]."))
	p.eventually("the first problem", func() bool { return strings.Contains(p.stderr.String(), "dossier: 1 error, no warnings") })
	p.write(background, chapter("Background", "A claim [@second-source]."))
	p.eventually("the second problem", func() bool { return strings.Contains(p.stderr.String(), "dossier: 2 errors, no warnings") })
	if n := strings.Count(p.stderr.String(), "first-source\""); n != 1 {
		t.Errorf("the first problem is printed %d times, want once:\n%s", n, p.stderr)
	}
	p.write("content/en/02-the-deal.md", chapter("The deal", "A claim."))
	p.write(background, chapter("Background", "A claim."))
	p.eventually("none", func() bool { return strings.HasSuffix(p.stderr.String(), "no problems left\n") })
}

func TestGoodbye(t *testing.T) {
	p := start(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(ctx, l) }()
	tab, _ := p.tab("http://"+l.Addr().String(), "/background/")
	stop()
	tab.next("bye")
	select {
	case err := <-served:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(deadline):
		t.Error("the server has not stopped")
	}
}

// Browsers that connect and never read delay nobody, and do not keep the
// server from stopping.
func TestStalledTabs(t *testing.T) {
	stalled := 500
	if testing.Short() {
		stalled = 50
	}
	p := start(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(ctx, l) }()
	for range stalled {
		c, err := net.Dial("tcp", l.Addr().String())
		p.must(err)
		defer c.Close()
		_, err = c.Write([]byte("GET /_dossier/events?path=/background/ HTTP/1.1\r\nHost: " + l.Addr().String() + "\r\n\r\n"))
		p.must(err)
	}
	tab, _ := p.tab("http://"+l.Addr().String(), "/background/")
	p.write(background, chapter("Background", "Changed."))
	tab.next("page")
	stop()
	select {
	case err := <-served:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(deadline):
		t.Error("the server waits for browsers that do not read")
	}
}

// Without events the preview polls, says so, and tells tabs all the same.
func TestPolling(t *testing.T) {
	p := start(t, func(o *serve.Options) { o.Poll = true })
	if n := strings.Count(p.stderr.String(), "polling"); n != 1 {
		t.Errorf("polling is mentioned %d times, want once:\n%s", n, p.stderr)
	}
	tab, hello := p.tab(p.listen(), "/background/")
	if !strings.Contains(hello.data["polling"].(string), "--poll") {
		t.Errorf("hello = %v", hello.data)
	}
	p.write(background, chapter("Background", "Changed."))
	tab.next("page")
}

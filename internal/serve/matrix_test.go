package serve_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/serve"
)

// modes are the two ways in which the preview notices a save.
var modes = []struct {
	name string
	poll bool
}{{"watch", false}, {"poll", true}}

// inBothModes runs a test on a preview that is told of changes, and on one that
// looks for them.
func inBothModes(t *testing.T, test func(t *testing.T, p *preview)) {
	for _, m := range modes {
		t.Run(m.name, func(t *testing.T) { test(t, start(t, func(o *serve.Options) { o.Poll = m.poll })) })
	}
}

// A target is a kind of file that writers save: how a version of it with a mark
// looks, and where the mark has to appear.
type target struct {
	name, file string
	version    func(mark string) string
	shown      func(p *preview, mark string) bool
}

var targets = []target{
	{"chapter", background, func(mark string) string { return chapter("Background", "A text. "+mark+"\n\n"+long("background")) }, inPage("/background/")},
	{"register", "content/records/sources.yaml", func(mark string) string {
		return "references:\n- {id: a, type: book, title: \"" + mark + "\", issued: \"2012\"}\n" + strings.Repeat("# A remark that makes the file longer.\n", 60)
	}, inPage("/sources/")},
	{"layout", "layouts/chapter.html", func(mark string) string {
		return `<!doctype html><html lang="{{.Lang}}"><head><title>x</title></head><body><p>` + mark + `</p>{{.Body}}` + strings.Repeat("<p>More.</p>", 200) + `</body></html>`
	}, inPage("/the-deal/")},
	{"style", "assets/css/95-test.css", func(mark string) string {
		return ".probe{--mark:\"" + mark + "\"}\n" + strings.Repeat(".more{color:red}\n", 200)
	}, func(p *preview, mark string) bool {
		return strings.Contains(p.get(sheetOf(p, "/background/")).Body.String(), mark)
	}},
	{"picture of an exhibit", "content/exhibits/plan.svg", func(mark string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="20">` + mark + `</text>` + strings.Repeat(`<path d="M0 0h9"/>`, 200) + `</svg>`
	}, func(p *preview, mark string) bool {
		_, rest, _ := strings.Cut(p.get("/the-law/").Body.String(), `src="/assets/plan`)
		rest, _, _ = strings.Cut(rest, `"`)
		return strings.Contains(p.get("/assets/plan"+rest).Body.String(), mark)
	}},
}

func inPage(path string) func(p *preview, mark string) bool {
	return func(p *preview, mark string) bool {
		w := p.get(path)
		return w.Code == http.StatusOK && strings.Contains(w.Body.String(), mark)
	}
}

// A slow writer takes longer than any pause that the preview could wait for.
func slowly(p *preview, name, text string) {
	f, err := os.OpenFile(p.path(name), os.O_WRONLY|os.O_TRUNC, 0)
	p.must(err)
	pieces := time.NewTicker(15 * time.Millisecond)
	defer pieces.Stop()
	const pieceCount = 10
	for i := range pieceCount {
		_, err := f.WriteString(text[len(text)*i/pieceCount : len(text)*(i+1)/pieceCount])
		p.must(err)
		<-pieces.C
	}
	p.must(f.Close())
}

// The save matrix: each way of saving, for each kind of file, noticed in each
// way. The first request after the save gets the new bytes, browsers see at
// most one version between the old and the new, and never an empty page.
func TestSaveMatrix(t *testing.T) {
	for _, what := range targets {
		t.Run(what.name, func(t *testing.T) {
			inBothModes(t, func(t *testing.T, p *preview) {
				p.write("content/en/03-the-law.md", chapter("The law", "![A plan](../exhibits/plan.svg)\n\n"+long("law")))
				p.write(what.file, what.version("Mark 0."))
				p.wants("/background/")
				p.wants("/the-deal/") // so that there is a last good version of each
				if !what.shown(p, "Mark 0.") {
					t.Fatal("the first version is not shown")
				}
				styles := append([]struct {
					name string
					save func(p *preview, name, text string)
				}{{"slowly", slowly}}, saves...)
				for i, style := range styles {
					mark := fmt.Sprintf("Mark %d.", i+1)
					watcher := watchPages(p)
					style.save(p, what.file, what.version(mark))
					if !what.shown(p, mark) {
						t.Errorf("%s: the new version is not in the first answer", style.name)
					}
					for path, versions := range watcher.stop() {
						if versions > 3 { // the old one, the new one and one between
							t.Errorf("%s: browsers saw %d versions of %s", style.name, versions, path)
						}
					}
				}
			})
		})
	}
}

// watchPages asks for the pages of a preview again and again, as impatient
// browsers would, until it is stopped. A page that is not whole fails the test.
type pageWatcher struct {
	done     chan struct{}
	work     sync.WaitGroup
	mu       sync.Mutex // guards versions
	versions map[string]map[string]bool
}

func watchPages(p *preview) *pageWatcher {
	w := &pageWatcher{done: make(chan struct{}), versions: map[string]map[string]bool{}}
	for _, path := range []string{"/background/", "/the-deal/"} {
		w.work.Go(func() {
			seen := map[string]bool{}
			for {
				select {
				case <-w.done:
					w.mu.Lock()
					w.versions[path] = seen
					w.mu.Unlock()
					return
				default:
				}
				r := p.get(path)
				body := r.Body.String()
				if r.Code != http.StatusOK || !strings.HasSuffix(strings.TrimSpace(body), "</html>") || !strings.Contains(body, "about the") {
					p.Errorf("GET %s: status %d and %d bytes while a file is saved", path, r.Code, len(body))
				}
				seen[body] = true
			}
		})
	}
	return w
}

// stop returns how many versions of each page there were.
func (w *pageWatcher) stop() map[string]int {
	close(w.done)
	w.work.Wait()
	counts := map[string]int{}
	for path, seen := range w.versions {
		counts[path] = len(seen)
	}
	return counts
}

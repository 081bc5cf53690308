package serve_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path"
	"slices"
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
	{"register", sources, func(mark string) string {
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

// What the preview promises of a half-written file depends on how long it stays
// as it is. A save that leaves one unchanged for shorter than this is never
// seen before it is over; one that does so for longer may be seen once, and one
// that halts for a while is two saves.
const (
	unseen  = 8 * time.Millisecond
	oneSave = 60 * time.Millisecond
)

// timed measures the longest time for which a save may have left the file as it
// was, half-written: all that it took. A busy machine can make that long.
func timed(save func(p *preview, name, text string)) func(p *preview, name, text string) time.Duration {
	return func(p *preview, name, text string) time.Duration {
		start := time.Now()
		save(p, name, text)
		return time.Since(start)
	}
}

// A slow writer takes longer than any pause that the preview could wait for. It
// returns the longest time from before one piece to after the next.
func slowly(p *preview, name, text string) time.Duration {
	last, longest := time.Now(), time.Duration(0)
	f, err := os.OpenFile(p.path(name), os.O_WRONLY|os.O_TRUNC, 0)
	p.must(err)
	pieces := time.NewTicker(15 * time.Millisecond)
	defer pieces.Stop()
	const pieceCount = 10
	for i := range pieceCount {
		before := time.Now()
		_, err := f.WriteString(text[len(text)*i/pieceCount : len(text)*(i+1)/pieceCount])
		p.must(err)
		longest = max(longest, time.Since(last))
		last = before
		if i < pieceCount-1 {
			<-pieces.C
		}
	}
	p.must(f.Close())
	return longest
}

// The save matrix: each way of saving, for each kind of file, noticed in each
// way. The first request after the save gets the new bytes, browsers see at
// most one version between the old and the new, and never an empty page.
func TestSaveMatrix(t *testing.T) {
	type style struct {
		name string
		save func(p *preview, name, text string) time.Duration
	}
	styles := []style{{"slowly", slowly}}
	for _, s := range saves {
		styles = append(styles, style{s.name, timed(s.save)})
	}
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
				mark := 0
				for _, style := range styles {
					const tries = 20 // on a machine that keeps halting the test's own writes
					for range tries {
						mark++
						if judgeSave(t, p, what, style.name, style.save, fmt.Sprintf("Mark %d.", mark)) {
							break
						}
					}
				}
			})
		})
	}
}

// judgeSave saves a version while pages are watched. It reports whether the
// machine let the save go on as a writer's would; if not, browsers may have
// seen anything in between.
func judgeSave(t *testing.T, p *preview, what target, name string, save func(p *preview, name, text string) time.Duration, mark string) bool {
	watcher := watchPages(p)
	halted := save(p, what.file, what.version(mark))
	if !what.shown(p, mark) {
		t.Errorf("%s: the new version is not in the first answer", name)
	}
	seen := watcher.stop()
	if halted >= oneSave {
		t.Logf("%s: not judged, for the test itself halted for %v", name, halted)
		return false
	}
	for page, versions := range seen {
		part := 0
		for _, v := range versions {
			if v.status != http.StatusOK {
				t.Errorf("%s: GET %s: status %d while a file is saved", name, page, v.status)
			}
			if !v.whole {
				part++
			}
		}
		if halted < unseen && part > 0 || part > 1 {
			t.Errorf("%s: browsers saw %d half-written versions of %s", name, part, page)
		}
		if len(versions) > 3 { // the old one, the new one and one between
			t.Errorf("%s: browsers saw %d versions of %s", name, len(versions), page)
		}
	}
	return true
}

// What is no save: a file that is only touched changes nothing, one that is
// deleted or whose folder is moved away takes what it showed with it, and both
// come back as they were.
func TestNoSaves(t *testing.T) {
	for _, what := range targets {
		t.Run(what.name, func(t *testing.T) {
			inBothModes(t, func(t *testing.T, p *preview) {
				p.write("content/en/03-the-law.md", chapter("The law", "![A plan](../exhibits/plan.svg)\n\n"+long("law")))
				p.write(what.file, what.version("Mark 0."))
				if !what.shown(p, "Mark 0.") {
					t.Fatal("the first version is not shown")
				}
				p.allRead()
				number := func() string { return p.get("/the-deal/").Header().Get("Dossier-Snapshot") }
				before, now := number(), time.Now()
				p.must(os.Chtimes(p.path(what.file), now, now))
				p.must(os.Chmod(p.path(what.file), 0o600))
				p.write(what.file, what.version("Mark 0."))
				if after := number(); after != before || !what.shown(p, "Mark 0.") {
					t.Errorf("touched: snapshot %s, want still %s", after, before)
				}

				p.must(os.Remove(p.path(what.file)))
				p.eventually("gone", func() bool { return !what.shown(p, "Mark 0.") })
				p.write(what.file, what.version("Mark 1."))
				p.eventually("back", func() bool { return what.shown(p, "Mark 1.") })

				folder := path.Dir(what.file)
				if what.name == "style" {
					folder = "assets" // a stylesheet counts wherever it lies in there
				}
				p.must(os.Rename(p.path(folder), p.path(folder+"-away")))
				p.eventually("gone with its folder", func() bool { return !what.shown(p, "Mark 1.") })
				p.must(os.Rename(p.path(folder+"-away"), p.path(folder)))
				p.eventually("back with its folder", func() bool { return what.shown(p, "Mark 1.") })
				p.write(what.file, what.version("Mark 2."))
				if !what.shown(p, "Mark 2.") {
					t.Error("a save in a folder that came back is not shown")
				}
			})
		})
	}
}

// A pageWatcher asks for pages again and again, as impatient browsers would,
// until it is stopped.
type pageWatcher struct {
	done chan struct{}
	work sync.WaitGroup
	mu   sync.Mutex // guards seen
	seen map[string][]pageVersion
}

// A pageVersion is one answer that browsers saw, perhaps many times.
type pageVersion struct {
	status int
	whole  bool // the page is, from its text to its end
}

func watchPages(p *preview) *pageWatcher {
	w := &pageWatcher{done: make(chan struct{}), seen: map[string][]pageVersion{}}
	for _, path := range []string{"/background/", "/the-deal/"} {
		w.work.Go(func() {
			versions := map[string]pageVersion{}
			for {
				select {
				case <-w.done:
					w.mu.Lock()
					w.seen[path] = slices.Collect(maps.Values(versions))
					w.mu.Unlock()
					return
				default:
				}
				r := p.get(path)
				body := r.Body.String()
				whole := strings.HasSuffix(strings.TrimSpace(body), "</html>") && strings.Contains(body, "about the")
				versions[fmt.Sprint(r.Code, " ", body)] = pageVersion{r.Code, whole}
			}
		})
	}
	return w
}

// stop returns the versions that there were of each page.
func (w *pageWatcher) stop() map[string][]pageVersion {
	close(w.done)
	w.work.Wait()
	return w.seen
}

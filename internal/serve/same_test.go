package serve_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

var scripts = flag.Int("scripts", 3, "series of random edits that TestWarmEqualsCold makes, 20 each")

// addresses are all that the random edits below can make.
var addresses = []string{
	"/", "/background/", "/the-deal/", "/the-law/", "/new/", "/extra/", "/slug-a/", "/slug-b/", "/moved/", "/sources/", "/exhibits/",
	"/feed.xml", "/feed.json", "/sitemap.xml", "/search/index.json", "/search/1.json", "/_headers", "/_redirects",
}

// After any series of edits the preview shows what a new one, started on the
// same files, shows: the same pages and the same diagnostics.
func TestWarmEqualsCold(t *testing.T) {
	steps := 20
	if testing.Short() {
		steps = 10
	}
	for seed := range uint64(*scripts) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			warm := start(t)
			for step := range steps {
				what := randomEdit(warm, r)
				cold := &preview{TB: t, dir: warm.dir, stderr: &lockedBuffer{}}
				cold.restart()
				want := everything(cold)
				cold.server.Close()
				limit := time.Now().Add(deadline) // deletions are held back for a moment
				got := everything(warm)
				for got != want && time.Now().Before(limit) {
					got = everything(warm)
				}
				if got != want {
					t.Fatalf("step %d, %s: the warm preview differs from a cold one:\n%s", step, what, firstDifference(got, want))
				}
			}
		})
	}
}

// everything is all that a preview shows, as one text.
func everything(p *preview) string {
	var b strings.Builder
	for _, path := range addresses {
		w := p.get(path)
		fmt.Fprintf(&b, "== %s %d %s\n%s\n", path, w.Code, w.Header().Get("Location"), w.Body)
		if path == "/" {
			fmt.Fprintf(&b, "== its stylesheet\n%s\n", p.get(sheetOf(p, "/")).Body)
		}
	}
	for {
		list := p.get("/_dossier/diagnostics.json").Body.String()
		if _, rest, ok := strings.Cut(list, `"complete":true`); ok {
			return b.String() + rest
		}
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			where := ""
			for _, line := range x[:i] {
				if strings.HasPrefix(line, "== ") {
					where = line
				}
			}
			return fmt.Sprintf("%s, line %d\nwarm: %.300s\ncold: %.300s", where, i, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d lines and %d", len(x), len(y))
}

// randomEdit changes the project in one way that writers do, and names it.
func randomEdit(p *preview, r *rand.Rand) string {
	chapters := []string{background, "content/en/02-the-deal.md", "content/en/03-the-law.md", "content/en/04-new.md", "content/en/extra.md"}
	name := chapters[r.IntN(len(chapters))]
	text := fmt.Sprintf("Words %d.\n\nMore words[^n] and [a link](01-background.md) and [@nobody].\n\n[^n]: A note %d.", r.IntN(5), r.IntN(5))
	head := []string{"", "", "draft: true\n", "slug: slug-a\n", "slug: slug-b\n", "description: One sentence.\n"}[r.IntN(6)]
	switch r.IntN(15) {
	case 0, 1, 2:
		saves[r.IntN(2)].save(p, touch(p, name), chapter(fmt.Sprint("Title ", r.IntN(3)), text, head))
		return "write " + name
	case 3:
		saves[2].save(p, name, chapter("Title", text, head))
		return "replace " + name
	case 4:
		os.Remove(p.path(name))
		return "delete " + name
	case 5:
		os.Rename(p.path(name), p.path("content/en/05-moved.md"))
		return "rename " + name
	case 6:
		p.write("assets/css/95-test.css", fmt.Sprintf(".probe{width:%dpx}\n", r.IntN(4)))
		return "style"
	case 7:
		p.write(sources, fmt.Sprintf("references:\n- {id: a, type: book, title: Book %d, issued: \"2012\"}\n- {id: nobody, type: %s}\n", r.IntN(3), []string{"book", "nonsense"}[r.IntN(2)]))
		return "sources"
	case 8:
		p.write("content/exhibits/letter/exhibit.yaml", fmt.Sprintf("title: Letter %d\nhow: filed\nobtained: 2026-02-01\nfrom: The court\n", r.IntN(3)))
		return "exhibit"
	case 9:
		text, err := os.ReadFile(p.path(name))
		if err != nil {
			return "nothing"
		}
		lines, ends := string(text), "\n"
		if !strings.Contains(lines, "\r\n") {
			ends = "\r\n"
		}
		p.write(name, strings.ReplaceAll(strings.ReplaceAll(lines, "\r\n", "\n"), "\n", ends))
		return "line ends of " + name
	case 10, 11:
		// What is broken shows its last good version, which only a warm preview has:
		// it is mended before the two are compared.
		broken := []string{name, "dossier.yaml", sources, "layouts/chapter.html"}[r.IntN(4)]
		text, err := os.ReadFile(p.path(broken))
		p.write(broken, "---\ntitle: [\n{{.Body")
		everything(p)
		if err != nil {
			p.must(os.Remove(p.path(broken)))
		} else {
			p.write(broken, string(text))
		}
		return "break and mend " + broken
	case 12:
		p.must(os.Rename(p.path("content/en"), p.path("content/away")))
		if r.IntN(2) == 0 {
			everything(p)
		}
		p.must(os.Rename(p.path("content/away"), p.path("content/en")))
		return "move the folder and back"
	case 13:
		p.write("dossier.yaml", fmt.Sprintf("title: Test %d\nbase-url: https://example.org\n", r.IntN(3)))
		return "settings"
	}
	layout := "layouts/chapter.html"
	if _, err := os.Stat(p.path(layout)); err == nil {
		p.must(os.Remove(p.path(layout)))
		return "remove layout"
	}
	p.write(layout, `<!doctype html><html lang="{{.Lang}}"><head><title>{{.Title}}</title></head><body>{{.Body}}</body></html>`)
	return "own layout"
}

// touch makes sure that a file is there to be saved in place.
func touch(p *preview, name string) string {
	f, err := os.OpenFile(p.path(name), os.O_CREATE|os.O_WRONLY, 0o644)
	p.must(err)
	p.must(f.Close())
	return name
}

// A checkout of many files ends in one right state, and soon.
func TestCheckout(t *testing.T) {
	files := 5000
	if testing.Short() {
		files = 300
	}
	p := start(t)
	p.wants("/background/")
	p.allRead()
	before := liveBytes()
	for round := range 2 {
		for i := range files {
			p.write(fmt.Sprintf("content/en/%d-case-%d.md", i+10, i), chapter(fmt.Sprint("Case ", i), fmt.Sprintf("Round %d of case %d.", round, i)))
		}
		for _, i := range []int{0, files / 2, files - 1} {
			p.wants(fmt.Sprintf("/case-%d/", i), fmt.Sprintf("Round %d of case %d.", round, i))
		}
	}
	for i := range files {
		p.must(os.Remove(p.path(fmt.Sprintf("content/en/%d-case-%d.md", i+10, i))))
	}
	p.eventually("all gone", func() bool {
		return p.get("/case-0/").Code == 404 && p.get(fmt.Sprintf("/case-%d/", files-1)).Code == 404
	})
	for i := range 10 { // what was read outlives some builds from the top, for a branch that is switched there and back
		title := fmt.Sprint("Edit ", i, " after the checkout")
		p.write(background, chapter(title, "Text."))
		p.wants("/background/", title)
		p.allRead()
	}
	after := liveBytes()
	t.Logf("memory in use before the checkout %d KB, and after it %d KB", before>>10, after>>10)
	if after > before+before/5+4<<20 { // Go's tables keep their size
		t.Errorf("memory in use grew from %d to %d bytes, want at most a fifth more", before, after)
	}
	cold := &preview{TB: t, dir: p.dir, stderr: &lockedBuffer{}}
	cold.restart()
	if got, want := everything(p), everything(cold); got != want {
		t.Errorf("the checkout and back left something behind: %s", firstDifference(got, want))
	}
	p.write(background, chapter("Background", "Still watched."))
	tab, _ := p.tab(p.listen(), "/background/")
	p.write(background, chapter("Background", "Still told."))
	tab.next("page")
}

package serve_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"dossier/internal/serve"
)

const (
	background = "content/en/01-background.md"
	sources    = "content/records/sources.yaml"
)

// saves are the ways in which editors put a new version in place. Each returns
// when the editor would say "saved".
var saves = []struct {
	name string
	save func(p *preview, name, text string)
}{
	{"in place", (*preview).writeInPlace},
	{"in place, in pieces", func(p *preview, name, text string) {
		f, err := os.OpenFile(p.path(name), os.O_WRONLY|os.O_TRUNC, 0)
		p.must(err)
		for len(text) > 0 {
			n := min(1000, len(text))
			_, err := f.WriteString(text[:n])
			p.must(err)
			text = text[n:]
		}
		p.must(f.Close())
	}},
	{"sibling renamed over", func(p *preview, name, text string) {
		p.writeInPlace(name+".new", text)
		p.must(os.Rename(p.path(name+".new"), p.path(name)))
	}},
	{"renamed in from elsewhere", func(p *preview, name, text string) {
		other := filepath.Join(p.TempDir(), "x")
		p.must(os.WriteFile(other, []byte(text), 0o644))
		p.must(os.Rename(other, p.path(name)))
	}},
	{"vim, backup and rewrite", func(p *preview, name, text string) {
		probe := filepath.Join(filepath.Dir(name), "4913")
		p.writeInPlace(probe, "")
		p.must(os.Remove(p.path(probe)))
		old, err := os.ReadFile(p.path(name))
		p.must(err)
		p.writeInPlace(name+"~", string(old))
		p.writeInPlace(name, text)
		p.must(os.Remove(p.path(name + "~")))
	}},
	{"vim, rename and new file", func(p *preview, name, text string) {
		p.must(os.Rename(p.path(name), p.path(name+"~")))
		p.writeInPlace(name, text)
		p.must(os.Remove(p.path(name + "~")))
	}},
	{"Helix", func(p *preview, name, text string) {
		p.must(os.Rename(p.path(name), p.path(name+".bck")))
		p.writeInPlace(name, text)
		p.must(os.Remove(p.path(name + ".bck")))
	}},
	{"Emacs", func(p *preview, name, text string) {
		dir, base := filepath.Split(name)
		lock := p.path(dir + ".#" + base)
		p.must(os.Symlink("ada@desk.1234:5678", lock))
		p.writeInPlace(dir+"#"+base+"#", text)
		old, err := os.ReadFile(p.path(name))
		p.must(err)
		p.writeInPlace(name+"~", string(old))
		p.writeInPlace(name, text)
		p.must(os.Remove(p.path(dir + "#" + base + "#")))
		p.must(os.Remove(lock))
	}},
}

// A request that is sent when a save has returned gets the new bytes, however
// the editor saves and whether changes are announced or polled.
func TestSave(t *testing.T) {
	for _, mode := range modes {
		for _, s := range saves {
			t.Run(mode.name+"/"+s.name, func(t *testing.T) {
				p := start(t, func(o *serve.Options) { o.Poll = mode.poll })
				p.wants("/background/", "Paragraph 1 about")
				p.wants("/the-deal/", "Paragraph 1 about")
				for i, text := range []string{"Shorter by far.", long("second version"), long("third version") + "\n\nAnd one paragraph more.", strings.ToUpper(long("loud"))} {
					mark := "Mark number " + strconv.Itoa(i)
					s.save(p, background, chapter("Background", text+"\n\n"+mark))
					p.wants("/background/", mark)
					p.wants("/the-deal/", "Paragraph 40 about the deal")
				}
			})
		}
	}
}

// What an edit reaches follows at once, whichever file it is in.
func TestSaveReaches(t *testing.T) {
	cases := []struct {
		name string
		edit func(p *preview)
		path string
		want string
	}{
		{"a title, in the list of another page", func(p *preview) { p.write(background, chapter("A new name", long("background"))) }, "/the-deal/", "A new name"},
		{"a new chapter", func(p *preview) { p.write("content/en/04-after.md", chapter("After", "New text.")) }, "/after/", "New text."},
		{"a new chapter, in the list of another page", func(p *preview) { p.write("content/en/04-after.md", chapter("After", "New text.")) }, "/the-deal/", "After"},
		{"a slug", func(p *preview) { p.write(background, chapter("Background", "Text.", "slug: before\n")) }, "/before/", "Text."},
		{"a layout", func(p *preview) {
			p.write("layouts/chapter.html", `<!doctype html><html lang="en"><head><title>x</title></head><body><p>own layout</p>{{.Body}}</body></html>`)
		}, "/background/", "own layout"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := start(t)
			p.wants("/background/", "about")
			p.wants("/the-deal/", "about")
			c.edit(p)
			p.wants(c.path, c.want)
		})
	}
}

// A stylesheet's new bytes come under a new address, and that address is
// served.
func TestSaveStyle(t *testing.T) {
	p := start(t)
	before := sheetOf(p, "/background/")
	p.write("assets/css/95-test.css", ".probe{color:green}\n")
	after := sheetOf(p, "/background/")
	if before == after {
		t.Errorf("the address of the stylesheet is still %s", before)
	}
	p.wants(after, "green")
}

// sheetOf finds the address of a page's stylesheet.
func sheetOf(p *preview, path string) string {
	p.Helper()
	_, rest, ok := strings.Cut(p.get(path).Body.String(), `<link rel="stylesheet" href="`)
	if !ok {
		p.Fatalf("GET %s: no stylesheet", path)
	}
	address, _, _ := strings.Cut(rest, `"`)
	return address
}

// Two files saved in one batch make one snapshot in which both are whole, with
// all of their notes.
func TestSaveTwoFiles(t *testing.T) {
	for _, order := range [][2]string{{background, "content/en/02-the-deal.md"}, {"content/en/02-the-deal.md", background}} {
		p := start(t)
		p.wants("/background/")
		for i := range 5 {
			mark := "Mark number " + strconv.Itoa(i)
			for n, name := range order {
				text := noted("batch")
				if n == i%2 {
					text += "\n\n" + long("growing")
				}
				p.write(name, chapter("Chapter "+strconv.Itoa(n), text+"\n\n"+mark))
			}
			for _, path := range []string{"/background/", "/the-deal/"} {
				p.wants(path, mark, "Paragraph 1 about the batch", "Paragraph 40 about the batch", "Note 1 on the batch", "Note 20 on the batch")
				if body := p.get(path).Body.String(); strings.Contains(body, "[^") || strings.Count(body, "on the batch.") != 20 {
					t.Errorf("%s has %d notes, want 20 and no mark of one as it is typed", path, strings.Count(body, "on the batch."))
				}
			}
		}
	}
}

// noted is a text with twenty notes.
func noted(about string) string {
	text, notes := long(about), ""
	for i := range 20 {
		text = strings.Replace(text, fmt.Sprintf("Paragraph %d about the %s.", 2*i+1, about), fmt.Sprintf("Paragraph %d about the %s.[^n%d]", 2*i+1, about, i+1), 1)
		notes += fmt.Sprintf("\n\n[^n%d]: Note %d on the %s.", i+1, i+1, about)
	}
	return text + notes
}

// A page that is deleted, made a draft or moved answers 404 within the hold,
// and lists follow.
func TestDisappear(t *testing.T) {
	cases := []struct {
		name string
		edit func(p *preview)
	}{
		{"deleted", func(p *preview) { p.must(os.Remove(p.path(background))) }},
		{"deleted, while another is shortened", func(p *preview) {
			p.must(os.Remove(p.path(background)))
			p.write("content/en/02-the-deal.md", chapter("The deal", "Short."))
		}},
		{"embargoed", func(p *preview) {
			p.write(background, chapter("Background", long("background"), "embargo: 2999-01-01T00:00:00Z\n"))
		}},
		{"draft", func(p *preview) { p.write(background, chapter("Background", long("background"), "draft: true\n")) }},
		{"other slug", func(p *preview) { p.write(background, chapter("Background", long("background"), "slug: before\n")) }},
		{"file renamed", func(p *preview) { p.must(os.Rename(p.path(background), p.path("content/en/01-before.md"))) }},
		{"folder renamed", func(p *preview) { p.must(os.Rename(p.path("content/en"), p.path("content/old"))) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inBothModes(t, func(t *testing.T, p *preview) {
				p.wants("/background/")
				p.wants("/sitemap.xml", "/background/")
				c.edit(p)
				p.eventually("404", func() bool { return p.get("/background/").Code == http.StatusNotFound })
				for _, list := range []string{"/the-deal/", "/", "/sitemap.xml", "/feed.xml", "/feed.json", "/search/index.json", "/search/1.json", "/search/"} {
					if w := p.get(list); w.Code == http.StatusOK && strings.Contains(w.Body.String(), "/background/") {
						t.Errorf("%s still names the page that has gone", list)
					}
				}
			})
		})
	}
}

// A draft that is switched on again is back with the next request.
func TestDraftSwitchedOffAndOn(t *testing.T) {
	inBothModes(t, func(t *testing.T, p *preview) {
		p.write(background, chapter("Background", "Text.", "draft: true\n"))
		p.wantsStatus("/background/", http.StatusNotFound)
		p.write(background, chapter("Background", "Text."))
		p.wants("/background/", "Text.")
	})
}

func TestDraftsOption(t *testing.T) {
	p := start(t, func(o *serve.Options) { o.Drafts = true })
	p.write(background, chapter("Background", "A draft.", "draft: true\n"))
	p.wants("/background/", "A draft.")
}

// An empty file is taken for half a save for a moment, and then for what the
// writer wants.
func TestEmptied(t *testing.T) {
	inBothModes(t, func(t *testing.T, p *preview) {
		p.wants("/background/", "Paragraph 40")
		p.write(background, "")
		if w := p.get("/background/"); !strings.Contains(w.Body.String(), "Paragraph 40") {
			t.Error("an empty file reached the browser at once")
		}
		p.write(background, chapter("Background", "Filled again."))
		p.wants("/background/", "Filled again.")
	})
}

// Touching a file, or saving what is already there, is not news.
func TestTouch(t *testing.T) {
	inBothModes(t, func(t *testing.T, p *preview) {
		p.wants("/background/")
		p.allRead() // what was never read cannot be told from another version
		first := p.get("/background/").Header().Get("Dossier-Snapshot")
		now := time.Now()
		p.must(os.Chtimes(p.path(background), now, now))
		p.must(os.Chmod(p.path(background), 0o600))
		p.write("content/en/02-the-deal.md", project["content/en/02-the-deal.md"])
		p.wants("/background/", "Paragraph 40")
		p.wants("/the-deal/", "Paragraph 40")
		if again := p.get("/background/").Header().Get("Dossier-Snapshot"); again != first {
			t.Errorf("snapshot %s after touching files, want still %s", again, first)
		}
	})
}

// Two saves of the same length within one tick of the file system's clock
// differ all the same.
func TestSavesWithinOneTick(t *testing.T) {
	p := start(t)
	for i := range 50 {
		mark := "Mark number " + strconv.Itoa(100+i)
		p.writeInPlace(background, chapter("Background", long("background")+"\n\n"+mark))
		p.wants("/background/", mark)
	}
}

// A new folder with files in it is found whole, and then watched.
func TestNewFolder(t *testing.T) {
	inBothModes(t, func(t *testing.T, p *preview) {
		p.wants("/background/")
		other := filepath.Join(t.TempDir(), "assets2")
		p.must(os.MkdirAll(filepath.Join(other, "css"), 0o755))
		p.must(os.RemoveAll(p.path("assets")))
		p.must(os.WriteFile(filepath.Join(other, "css", "95-test.css"), []byte(".probe{color:blue}\n"), 0o644))
		p.must(os.Rename(other, p.path("assets")))
		p.eventually("blue", func() bool { return strings.Contains(p.get(sheetOf(p, "/background/")).Body.String(), "blue") })
		p.write("assets/css/95-test.css", ".probe{color:gray}\n")
		p.wants(sheetOf(p, "/background/"), "gray")
	})
}

// The server works on a folder it may not write to, and leaves nothing in one
// that it may.
func TestWritesNothing(t *testing.T) {
	p := start(t)
	before := listAll(p)
	p.wants("/background/")
	p.write(background, chapter("Background", "Changed."))
	p.wants("/background/", "Changed.")
	p.server.Close()
	if after := listAll(p); strings.Join(before, "\n") != strings.Join(after, "\n") {
		t.Errorf("files before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

func listAll(p *preview) []string {
	var all []string
	p.must(filepath.WalkDir(p.dir, func(path string, _ os.DirEntry, err error) error {
		all = append(all, path)
		return err
	}))
	return all
}

package serve_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// pageReport is what the panel reads of page.json.
type pageReport struct {
	Status      int
	Stale       bool
	HTML        string
	Diagnostics []struct {
		Code, Severity, File, Message, Hint, Editor string
		Start                                       *struct{ Line, Column int }
		Excerpt                                     *struct{ Text, Caret string }
	}
}

func (p *preview) report(path string) (r pageReport) {
	p.Helper()
	w := p.get("/_dossier/page.json?path=" + url.QueryEscape(path))
	if w.Code != http.StatusOK {
		p.Fatalf("page.json: status %d: %s", w.Code, w.Body)
	}
	p.must(json.Unmarshal(w.Body.Bytes(), &r))
	return r
}

// Whatever a writer breaks, the last good text stays, the mistake is listed
// with its place, and mending it brings the new text.
func TestBroken(t *testing.T) {
	cases := []struct{ name, file, broken, mended, want string }{
		{"front matter without an end", background, "---\ntitle: Background\n\nText.\n", chapter("Background", "Mended."), "Mended."},
		{"no front matter", background, "Text.\n", chapter("Background", "Mended."), "Mended."},
		{"settings", "dossier.yaml", "title: [Test\n", project["dossier.yaml"], "Paragraph 40"},
		{"layout", "layouts/chapter.html", "<p>{{.Body", `<!doctype html><html lang="en"><head><title>x</title></head><body>mended {{.Body}}</body></html>`, "mended"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := start(t)
			p.wants("/background/", "Paragraph 40")
			p.write(c.file, c.broken)
			p.wants("/background/", "Paragraph 40")
			r := p.report("/background/")
			if !r.Stale || len(r.Diagnostics) == 0 || r.Diagnostics[0].File != c.file {
				t.Errorf("stale = %v, diagnostics = %+v, want the last good page and the mistake in %s", r.Stale, r.Diagnostics, c.file)
			}
			p.write(c.file, c.mended)
			p.wants("/background/", c.want)
			if r := p.report("/background/"); r.Stale || len(r.Diagnostics) > 0 {
				t.Errorf("after mending: stale = %v, diagnostics = %+v", r.Stale, r.Diagnostics)
			}
		})
	}
}

// A page whose slug can no longer be read keeps its address.
func TestBrokenSlug(t *testing.T) {
	p := start(t)
	p.write(background, chapter("Background", "Good text.", "slug: before\n"))
	p.wants("/before/", "Good text.")
	p.write(background, "---\ntitle: Background\nslug: before\n\nGood text.\n")
	p.wants("/before/", "Good text.")
	if r := p.report("/before/"); !r.Stale || len(r.Diagnostics) == 0 {
		t.Errorf("stale = %v, diagnostics = %+v", r.Stale, r.Diagnostics)
	}
}

// A page that never could be rendered is no blank: it says so, and its script
// waits for the mending.
func TestBrokenFromTheStart(t *testing.T) {
	p := start(t)
	p.write("layouts/chapter.html", "<p>{{.Body")
	p.restart()
	w := p.get("/background/")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "cannot be shown yet") || !strings.Contains(w.Body.String(), "/_dossier/preview.js") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if r := p.report("/background/"); len(r.Diagnostics) == 0 {
		t.Error("no diagnostics")
	}
}

// Diagnostics come with place, excerpt, hint and a link to the editor.
func TestDiagnosticsOfAPage(t *testing.T) {
	p := start(t)
	p.write("dossier.yaml", project["dossier.yaml"]+"preview:\n  editor: \"vscode://file/{path}:{line}:{column}\"\n")
	p.write(background, chapter("Background", "A claim [@missing-source]."))
	r := p.report("/background/")
	if len(r.Diagnostics) != 1 {
		t.Fatalf("diagnostics = %+v, want one", r.Diagnostics)
	}
	d := r.Diagnostics[0]
	if d.Severity != "error" || d.File != background || d.Start == nil || d.Start.Line != 5 {
		t.Errorf("diagnostic = %+v", d)
	}
	if d.Excerpt == nil || !strings.Contains(d.Excerpt.Text, "@missing-source") || !strings.Contains(d.Excerpt.Caret, "^") {
		t.Errorf("excerpt = %+v", d.Excerpt)
	}
	if !strings.HasPrefix(d.Editor, "vscode://file/") || !strings.Contains(d.Editor, background+":5:") {
		t.Errorf("editor = %q", d.Editor)
	}
}

package browsertest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/netlify"
)

// A site is our explainer, built and served.
type site struct {
	url   string            // "http://127.0.0.1:41234"
	pages []string          // addresses of pages to look at, sorted: every page, but of entries in a register two
	files map[string][]byte // by path
	fonts fontGate
}

var opened struct {
	once sync.Once
	site *site
	end  func()
	err  error
}

// openSite builds and serves the explainer, once for all tests.
func openSite(t *testing.T) *site {
	t.Helper()
	opened.once.Do(func() {
		s := &site{}
		if opened.err = s.build(); opened.err != nil {
			return
		}
		server := httptest.NewServer(s)
		s.url, opened.site, opened.end = server.URL, s, server.Close
	})
	if opened.err != nil {
		t.Fatal(opened.err)
	}
	return opened.site
}

// build fills the site with the files of our own project, as they are published.
func (s *site) build() error {
	ctx := context.Background()
	defaults, err := build.Defaults()
	if err != nil {
		return err
	}
	dir, err := input.Open("../..")
	if err != nil {
		return err
	}
	defer dir.Close()
	tree, diags, err := dir.Load(ctx, defaults)
	if err != nil {
		return err
	}
	return s.publish(ctx, tree, diags)
}

// publish fills the site with a project. diags are those of its reading.
func (s *site) publish(ctx context.Context, tree *input.Tree, diags diag.List) error {
	result, err := build.New().Build(ctx, tree, build.Options{Now: time.Now(), Minify: true})
	if err != nil {
		return err
	}
	more, err := result.Diagnostics(ctx)
	if err != nil {
		return err
	}
	for _, d := range append(diags, more...) {
		if d.Severity == diag.Error {
			return fmt.Errorf("the project has errors, the first in %s: %s [%s]", d.Span.File, d.Message, d.Code)
		}
	}
	s.files = map[string][]byte{}
	for _, f := range result.Output.Files() {
		b, err := f.Make(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
		s.files[f.Path] = b
		if dir, ok := strings.CutSuffix(f.Path, "index.html"); ok {
			s.pages = append(s.pages, "/"+dir)
		}
	}
	s.pages = sample(s.pages, func(p string) int { return len(s.file(p)) })
	return nil
}

// sample keeps, of the pages that stand below the same page, the largest and the
// smallest: "/claims/c-12/" and "/claims/c-3/" for all claims.
func sample(pages []string, size func(string) int) []string {
	below := map[string][]string{}
	var kept []string
	for _, p := range pages {
		if strings.Count(p, "/") <= 2 {
			kept = append(kept, p)
			continue
		}
		register := path.Dir(strings.TrimSuffix(p, "/"))
		below[register] = append(below[register], p)
	}
	for _, entries := range below {
		slices.SortFunc(entries, func(a, b string) int { return cmp.Or(size(a)-size(b), strings.Compare(a, b)) })
		kept = append(kept, entries[0], entries[len(entries)-1])
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// file is the HTML at an address.
func (s *site) file(p string) []byte { return s.files[strings.TrimPrefix(p, "/")+"index.html"] }

// ServeHTTP answers as the host does.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.fonts.wait(r)
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name = path.Join(name, "index.html")
	}
	rules, _ := netlify.ParseHeaders(s.files["_headers"])
	for _, h := range rules.Match(r.URL.Path) {
		w.Header().Set(h.Name, h.Value)
	}
	status := http.StatusOK
	b, ok := s.files[name]
	if !ok {
		name, status = "404.html", http.StatusNotFound
		b = s.files[name]
	}
	if t := mediaTypes[path.Ext(name)]; t != "" {
		w.Header().Set("Content-Type", t)
	}
	w.WriteHeader(status)
	w.Write(b)
}

var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2",
	".png": "image/png", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".json": "application/json",
}

// texts lists the chapters and pages: those with notes in a margin.
func (s *site) texts() []string {
	var out []string
	for _, p := range s.pages {
		if bytes.Contains(s.file(p), []byte(`wide reading`)) {
			out = append(out, p)
		}
	}
	return out
}

// chapters lists the chapters: the texts that have neighbours.
func (s *site) chapters() []string {
	return slices.DeleteFunc(s.texts(), func(p string) bool { return !bytes.Contains(s.file(p), []byte(`class="neighbours"`)) })
}

// chapter is the text with the most notes.
func (s *site) chapter() string {
	notes := func(p string) int {
		return bytes.Count(s.file(p), []byte(`class="note"`))
	}
	return slices.MaxFunc(s.chapters(), func(a, b string) int { return notes(a) - notes(b) })
}

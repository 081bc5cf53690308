package page_test

import (
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/golden"
	"dossier/internal/optimise"
	"dossier/internal/write/page"

	"golang.org/x/tools/txtar"
)

// TestText runs the cases of testdata/text. Each file of a case that ends in
// .md is a text in the language that its name begins with; the file after it
// is what becomes of it: .html in the page, .feed in the feed.
func TestText(t *testing.T) {
	p := newProject()
	s := p.site(newTheme(t, true))
	runTexts(t, "text", p, func(string) *page.Site { return s })
}

// runTexts runs the cases of a folder of testdata. site gives the site that a
// case, named by its path, is shown on.
func runTexts(t *testing.T, folder string, p *project, site func(path string) *page.Site) {
	golden.Cases(t, "testdata/"+folder+"/*.txtar", func(t *testing.T, c *golden.Case) {
		s := site(c.Path)
		for _, part := range c.Files {
			name, ext, _ := strings.Cut(part.Name, ".")
			if ext == "md" {
				continue
			}
			chapter := p.chapter("content/" + name[:2] + "/02-deal.md")
			body, _ := p.body(chapter, string(c.Part(name+".md")))
			got := s.Body(chapter, body)
			if ext == "feed" {
				got = s.FeedHTML(chapter, body)
			}
			for _, problem := range problems([]byte("<!doctype html><html><head></head><body>" + got + "</body></html>")) {
				t.Error(problem)
			}
			c.Want(t, part.Name, lines(got))
		}
	})
}

// lines breaks tight HTML into lines, for people. It adds nothing that the
// comparison would miss: each break stands before a tag that begins a block.
func lines(html string) string {
	for _, tag := range []string{"<p", "<h2", "<h3", "<ul", "<ol", "<li", "<dl", "<dt", "<dd", "<table", "<thead", "<tbody", "<tr", "<th ", "<td", "<blockquote", "<figure", "<figcaption", "<pre", "<hr", "<div", "<small"} {
		html = strings.ReplaceAll(html, tag, "\n"+tag)
	}
	return strings.TrimPrefix(html, "\n") + "\n"
}

// FuzzText prints whatever the reader makes of a text: the result is
// well-formed, a minifier leaves it alone, and no id stands twice.
func FuzzText(f *testing.F) {
	cases, _ := filepath.Glob("testdata/text/*.txtar")
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range archive.Files {
			if name, ok := strings.CutSuffix(part.Name, ".md"); ok {
				f.Add(string(part.Data), name[:2] == "fr")
			}
		}
	}
	p := newProject()
	s := p.site(newTheme(f, true))
	f.Fuzz(func(t *testing.T, markdown string, french bool) {
		c := p.chapter("content/en/02-deal.md")
		if french {
			c = p.chapter("content/fr/02-deal.md")
		}
		body, _ := p.body(c, markdown)
		got := "<!doctype html><html><head></head><body>" + s.Body(c, body) + "</body></html>"
		for _, problem := range problems([]byte(got)) {
			if !strings.Contains(problem, "leads nowhere") {
				t.Errorf("%q: %s\n%s", markdown, problem, got)
			}
		}
		small, err := optimise.HTML([]byte(got))
		if err != nil {
			t.Fatal(err)
		}
		if a, b := entities.Replace(got), entities.Replace(string(small)); a != b {
			t.Errorf("%q: the minifier finds something to do:\n%s\n%s", markdown, a, b)
		}
	})
}

package page_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/optimise"
	"dossier/internal/theme"
	"dossier/internal/write/page"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// full holds every construct.
const full = `The letter was sealed [@letter, p. 3; quoted in @ars].[^sealed] It came out ["unsealed"]{.q source=letter}.

## What it says[^sealed]

Text with *emphasis*, ` + "`code`" + ` and a [link](methodology.md), AT&T, [out](https://example.org/?a=1&b=2).

| A [@law] | B |
|---|--:|
| 1 | 2^[Inline.] |

::: {.quote source=ars by="Ashley"}
Not true.
:::

Term
:   meaning

![Alt](dialogue.png "Title")

` + "```json\n{\"a\": [1, 2]}\n```" + `

[^sealed]: By order [@letter].

    Another paragraph.
`

// cover is a cover with everything that one can have.
const cover = `::: {.lead}
One agreement gave ["programmatic access"]{.q source=letter}.[@letter]
:::

::: {.status basis=alleged stance=denies label="Alleged · denied by Meta"}
Access to message inboxes.
:::

::: {.status basis=unknown}
How long.
:::

## How to read this file

Any way.[@letter]
`

type render struct {
	name string
	make func(*page.Site) ([]byte, error)
}

// renders lists every kind of page, empty and full, in both languages, and all
// texts of the golden cases.
func renders(t *testing.T, p *project) []render {
	t.Helper()
	var list []render
	text := func(name, path, markdown string) {
		c := p.chapter(path)
		body, _ := p.body(c, markdown)
		list = append(list, render{name, func(s *page.Site) ([]byte, error) { return s.Render(c, body) }})
	}
	for _, path := range []string{"content/en/01-background.md", "content/en/02-deal.md", "content/fr/02-deal.md", "content/en/methodology.md"} {
		text(path+" full", path, full)
		text(path+" empty", path, "")
	}
	text("content/en/03-empty.md", "content/en/03-empty.md", "")
	for _, e := range p.inv.Editions {
		for _, markdown := range []string{"", cover} {
			body, _ := p.body(e.Cover, markdown)
			summary := func(*casefile.Chapter) *casefile.Summary { return nil }
			if markdown != "" {
				summary = func(c *casefile.Chapter) *casefile.Summary {
					return &casefile.Summary{Words: 1200, Notes: 20, Cited: []casefile.Cited{{Key: "letter"}}}
				}
			}
			list = append(list, render{e.Lang + " cover", func(s *page.Site) ([]byte, error) { return s.Cover(e, body, summary) }})
		}
		list = append(list, render{e.Lang + " not found", func(s *page.Site) ([]byte, error) { return s.NotFound(e) }})
	}
	explainer, _ := filepath.Glob("../../../content/en/*.md")
	for _, file := range explainer {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text(filepath.Base(file), "content/en/02-deal.md", string(b))
	}
	cases, _ := filepath.Glob("testdata/text/*.txtar")
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if name, ok := strings.CutSuffix(f.Name, ".md"); ok {
				text(file+" "+f.Name, "content/"+name[:2]+"/02-deal.md", string(f.Data))
			}
		}
	}
	return list
}

// Entities that html/template writes where a minifier would not, in titles and
// the like, which layouts print; and "<" in an attribute, which we write like
// it. They are the whole difference.
var entities = strings.NewReplacer("&lt;", "<", "&#34;", `"`, "&#39;", "'", "&#43;", "+", "&gt;", ">", "&amp; ", "& ", "&amp;<", "&<", `&amp;"`, `&"`)

func TestPagesAreMinifiedByConstruction(t *testing.T) {
	p := newProject()
	small, written := p.site(newTheme(t, true)), p.site(newTheme(t, false))
	for _, r := range renders(t, p) {
		t.Run(r.name, func(t *testing.T) {
			got, err := r.make(small)
			if err != nil {
				t.Fatal(err)
			}
			oracle, err := optimise.HTML(got)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, oracle) {
				if diff := cmp.Diff(lines(entities.Replace(string(got))), lines(entities.Replace(string(oracle)))); diff != "" {
					t.Errorf("the minifier finds something to do (-page +minified):\n%s", diff)
				}
			}
			plain, err := r.make(written)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(words(t, plain), words(t, got)); diff != "" {
				t.Errorf("minifying changes the words (-written +minified):\n%s", diff)
			}
		})
	}
}

func TestPagesAreWellFormed(t *testing.T) {
	p := newProject()
	s := p.site(newTheme(t, true))
	for _, r := range renders(t, p) {
		t.Run(r.name, func(t *testing.T) {
			got, err := r.make(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range problems(got) {
				if !strings.Contains(r.name, "txtar") || !strings.Contains(problem, "leads nowhere") {
					t.Error(problem)
				}
			}
		})
	}
}

func TestPagesAreTheSameTwice(t *testing.T) {
	p := newProject()
	a, b := p.site(newTheme(t, true)), p.site(newTheme(t, true))
	for _, r := range renders(t, p) {
		one, _ := r.make(a)
		two, _ := r.make(b)
		three, _ := r.make(a)
		if !bytes.Equal(one, two) || !bytes.Equal(one, three) {
			t.Errorf("%s differs", r.name)
		}
	}
}

// TestHead pins what stands in the head of a chapter with a translation and of
// one without.
func TestHead(t *testing.T) {
	p := newProject()
	s := p.site(newTheme(t, true))
	head := func(path string) string {
		body, _ := p.body(p.chapter(path), full)
		got, err := s.Render(p.chapter(path), body)
		if err != nil {
			t.Fatal(err)
		}
		before, _, _ := strings.Cut(string(got), "</head>")
		return before
	}
	tests := []struct {
		path       string
		has, hasnt []string
	}{
		{"content/en/02-deal.md", []string{
			`<html lang="en" data-title="`, `<title>The 2013 deal — The Inbox Deal</title>`,
			`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; `,
			`<link rel="canonical" href="https://example.org/deal/">`,
			`<link rel="alternate" hreflang="en" href="https://example.org/deal/"><link rel="alternate" hreflang="fr" href="https://example.org/fr/accord/"><link rel="alternate" hreflang="x-default" href="https://example.org/deal/">`,
			`<meta property="og:type" content="article">`, `<meta property="og:locale" content="en_GB">`,
			`"@type":["NewsArticle","BackgroundNewsArticle"]`, `"datePublished":"2024-03-03","dateModified":"2024-03-04"`, `"author":[{"@type":"Organization","name":"Dossier"},{"@type":"Person","name":"Ada Example"}]`,
			`"workTranslation":[{"@id":"https://example.org/fr/accord/"}]`, `"@type":"BreadcrumbList"`, `as="font"`,
		}, []string{"frame-ancestors", "unsafe-", "noindex"}},
		{"content/fr/02-deal.md", []string{
			`<html lang="fr" data-title="`, `<link rel="canonical" href="https://example.org/fr/accord/">`,
			`hreflang="x-default" href="https://example.org/deal/"`, `"translationOfWork":{"@id":"https://example.org/deal/"}`, `content="fr_FR"`,
		}, nil},
		{"content/en/01-background.md", []string{`<link rel="canonical"`}, []string{"hreflang", "workTranslation"}},
	}
	for _, tt := range tests {
		got := head(tt.path)
		for _, want := range tt.has {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %s\n%s", tt.path, want, got)
			}
		}
		for _, unwanted := range tt.hasnt {
			if strings.Contains(got, unwanted) {
				t.Errorf("%s has %s\n%s", tt.path, unwanted, got)
			}
		}
	}
}

func TestPreviewAndNoIndex(t *testing.T) {
	p := newProject()
	s := p.site(newTheme(t, true))
	s.Preview, s.NoIndex, s.Banner = true, true, "Preview of <unreleased> work"
	c := p.chapter("content/en/02-deal.md")
	body, _ := p.body(c, full)
	got, err := s.Render(c, body)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(got, []byte("Content-Security-Policy")) {
		t.Error("a preview page has a policy of its own")
	}
	for _, want := range []string{`content="noindex`, "Preview of &lt;unreleased&gt; work"} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("lacks %s", want)
		}
	}
}

// TestFailingLayoutNamesThePage makes a page with a layout that has a mistake.
func TestFailingLayoutNamesThePage(t *testing.T) {
	files := map[string][]byte{"layouts/chapter.html": []byte("<p>\n{{.Nothing}}</p>\n")}
	th, _, err := theme.Load(input.Join(input.Memory(input.Project, files)), theme.Options{Languages: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	p := newProject()
	c := p.chapter("content/en/02-deal.md")
	body, _ := p.body(c, "")
	_, err = p.site(th).Render(c, body)
	var failure *diag.Failure
	if !errors.As(err, &failure) {
		t.Fatalf("got %v", err)
	}
	d := failure.Diagnostics[0]
	if d.Code != diag.LayoutError || d.Span.File != "layouts/chapter.html" || d.Span.Start == 0 || len(d.Related) != 1 || d.Related[0].Span.File != c.Path {
		t.Errorf("got %+v", d)
	}
}

// TestLongListsAreCut keeps the size of a site from growing with the square of
// its chapters.
func TestLongListsAreCut(t *testing.T) {
	p := newProject()
	e := p.inv.Editions[0]
	e.Chapters = nil
	for i := range 1000 {
		e.Chapters = append(e.Chapters, &casefile.Chapter{Lang: "en", Number: i + 1, URL: "/c/", Head: casefile.Head{Title: "One of many"}})
	}
	s := p.site(newTheme(t, true))
	for _, i := range []int{0, 500, 999} {
		body, _ := p.body(e.Chapters[i], "")
		got, err := s.Render(e.Chapters[i], body)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(got, []byte("One of many</a>")); n > 100 {
			t.Errorf("chapter %d lists %d chapters", i+1, n)
		}
		if n := bytes.Count(got, []byte(` aria-current="page">`)); n < 2 {
			t.Errorf("chapter %d is not among those it lists", i+1)
		}
	}
}

// payloads are what an attacker writes wherever text can be written.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</title><script>alert(1)</script>`,
	`</script><script>alert(1)</script>`, `<!--<script>`, `{{.Policy}}`, `javascript:alert(1)`, "\x00<b>", `&lt;script&gt;`, `]]><svg onload=alert(1)>`,
	"`-alert(1)-`", `<a href="java&#x09;script:alert(1)">`, "a\u2028b\u2029c",
}

// TestNothingOfAWriterBecomesMarkup puts each payload everywhere and compares
// the elements of the page with those of harmless words.
func TestNothingOfAWriterBecomesMarkup(t *testing.T) {
	th := newTheme(t, true)
	shape := regexp.MustCompile(`<[a-zA-Z/!][^\s>]*`)
	make := func(words string) (string, []string) {
		p := newProject()
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words)
		literal := "`` " + words + " ``"
		settings := p.inv.Settings
		settings.Title = casefile.Text{"en": words}
		settings.Wordmark = casefile.Text{"en": words + " *" + words + "* " + words}
		settings.Tagline = casefile.Text{"en": words}
		settings.Publisher = casefile.Publisher{Name: words, Email: words}
		c := p.chapter("content/en/02-deal.md")
		c.Head = casefile.Head{Title: words, Standfirst: words, Description: words, Authors: []string{words}, Date: c.Head.Date}
		c.Next.Head.Title = words
		src := *sources.Lookup("letter")
		src.Title, src.Genre, src.Number, src.Authority, src.URL = words, words, words, words, words
		src.Language, src.Authors = words, []casefile.Name{{Literal: words}}
		src.Custom.Short, src.Custom.Note, src.Custom.Kind, src.Custom.ReadAt = casefile.Text{"en": words}, casefile.Text{"en": words}, words, words
		p.inv.Sources = casefile.NewSources([]*casefile.Source{&src})
		// A text with NUL in it is refused as a whole.
		body, _ := p.body(c, strings.ReplaceAll(literal+" [a "+literal+"](https://example.org \""+quoted+"\")\n\n## "+literal+"\n\n| "+strings.ReplaceAll(literal, "|", "")+" |\n|---|\n| "+strings.ReplaceAll(literal, "|", "")+
			" |\n\n![x](dialogue.png \""+quoted+"\")\n\n::: {.quote source=letter by=\""+quoted+"\"}\n"+literal+"\n:::\n\n```json\n"+words+"\n```\n\n```"+strings.ReplaceAll(words, "`", "")+"\nx\n```\n\nA [@letter]. B [@letter].\n", "\x00", ""))
		for i := range body.Document.Images {
			body.Document.Images[i].Alt = words
		}
		s := p.site(th)
		s.Banner = words
		got, err := s.Render(c, body)
		if err != nil {
			t.Fatal(err)
		}
		feed := s.FeedHTML(c, body)
		for _, problem := range problems(got) {
			t.Errorf("%q: %s", words, problem)
		}
		return string(got) + feed, shape.FindAllString(strings.ReplaceAll(string(got), "<span", ""), -1)
	}
	_, want := make("harmless")
	for _, payload := range payloads {
		got, elements := make(payload)
		// Highlighted code and unsafe links differ in spans and anchors.
		if diff := cmp.Diff(without(want, "</span", "<a", "</a"), without(elements, "</span", "<a", "</a")); diff != "" {
			t.Errorf("%q makes other elements:\n%s", payload, diff)
		}
		for _, bad := range []string{"<script>alert", "onerror=alert(1)>\"", `href="javascript:`} {
			if strings.Contains(got, bad) {
				t.Errorf("%q: the page holds %s", payload, bad)
			}
		}
	}
}

// elements finds the start and the end of each element.
var elements = regexp.MustCompile(`<[a-zA-Z/!][^\s>]*`)

func without(list []string, drop ...string) []string {
	var out []string
	for _, s := range list {
		keep := true
		for _, d := range drop {
			keep = keep && s != d
		}
		if keep {
			out = append(out, s)
		}
	}
	return out
}

// TestOnlyOneFileDeclaresHTML lists where text is declared to be HTML: in
// html.go, nowhere else in the program.
func TestOnlyOneFileDeclaresHTML(t *testing.T) {
	declares := regexp.MustCompile(`template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\(`)
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n := len(declares.FindAll(b, -1))
		if filepath.ToSlash(path) == "../../write/page/html.go" {
			if n != 1 {
				t.Errorf("%s declares HTML %d times", path, n)
			}
		} else if n > 0 {
			t.Errorf("%s declares HTML; let a writer of html.go do it", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

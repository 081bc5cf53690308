package page_test

import (
	"strings"
	"testing"

	"dossier/assets"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/naming"
	"dossier/internal/optimise"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/page"
	"dossier/layouts"
)

// sources are the registry of all tests.
var sources = casefile.NewSources([]*casefile.Source{
	{
		ID: "letter", Type: "legal_case", Title: "Discovery letter to Judge James Donato",
		Authors: []casefile.Name{{Family: "Dunne", Given: "Brian J."}}, Genre: "discovery letter",
		Authority: "United States District Court, Northern District of California", Number: "3:20-cv-08570-JD",
		Issued: casefile.Issued{Year: 2023, Month: 4, Day: 14},
		Custom: casefile.SourceCustom{
			Kind: "court-filing", Short: casefile.Text{"en": "advertisers’ letter", "fr": "lettre des annonceurs"},
			Seen: "quoted", SeenIn: []string{"ars", "nobody"}, Note: casefile.Text{"en": "Seen only as quoted & reprinted.", "fr": "Lue seulement en extraits."},
		},
	},
	{
		ID: "ars", Type: "article-newspaper", Title: "Facebook let Netflix see user DMs", Container: "Ars Technica",
		Authors: []casefile.Name{{Family: "Belanger", Given: "Ashley"}}, Issued: casefile.Issued{Year: 2024, Month: 3, Day: 28},
		URL: "https://arstechnica.com/?p=1&a=2", Accessed: casefile.Date{Year: 2024, Month: 4, Day: 1}, Language: "en",
	},
	{
		ID: "geeko", Type: "article-newspaper", Title: "Nouveau scandale en vue", Container: "Geeko (Le Soir)", Language: "fr-BE",
		Issued: casefile.Issued{Year: 2024, Month: 4}, URL: "https://geeko.lesoir.be/", Custom: casefile.SourceCustom{ReadAt: "https://web.archive.org/geeko"},
	},
	{
		ID: "law", Type: "bill", Title: "H.R. 6671", Issued: casefile.Issued{Year: 2012},
		Custom: casefile.SourceCustom{Kind: "law", Title: casefile.Text{"fr": "Loi H.R. 6671 (texte adopté)"}},
	},
	{ID: "many", Type: "report", Title: "Four authors?", Authors: []casefile.Name{{Family: "A"}, {Family: "B"}, {Family: "C"}, {Family: "D"}}},
	{ID: "three", Type: "report", Title: "Three authors", Authors: []casefile.Name{{Family: "A", Given: "Ada"}, {Literal: "B & Co <b>"}, {Family: "C"}}},
	{ID: "bare", Type: "document"},
	{ID: "evil", Type: "post", Title: `<script>alert("1")</script>`, URL: "java\tscript:alert(1)", Container: `"><img src=x onerror=alert(1)>`},
})

// newTheme is the built-in theme, as a build makes it or as it is written.
func newTheme(t testing.TB, minify bool) *theme.Theme {
	t.Helper()
	l, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := input.Embedded("assets", assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	th, diags, err := theme.Load(input.Join(l, a), theme.Options{
		Languages: []string{"en", "fr"}, Keys: page.Keys, Minify: minify,
		Optimiser: theme.Optimiser{Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Errorf("%s: %s", d.Span.File, d.Message)
	}
	return th
}

// A project is a small investigation in two languages. Chapter 2 has a
// translation, chapter 1 has none.
type project struct {
	inv   *casefile.Investigation
	texts map[*casefile.Chapter]string
}

func newProject() *project {
	day := func(d int) casefile.Date { return casefile.Date{Year: 2024, Month: 3, Day: d} }
	settings := &casefile.Settings{
		Title:    casefile.Text{"en": "The Inbox Deal", "fr": "L’accord Inbox"},
		Wordmark: casefile.Text{"en": "The *Inbox* Deal", "fr": "L’accord *Inbox*"},
		Tagline:  casefile.Text{"en": "A file", "fr": "Un dossier"},
		BaseURL:  "https://example.org", Languages: []string{"en", "fr"},
		Publisher: casefile.Publisher{Name: "Dossier", Email: "desk@example.org"},
		Reading:   casefile.Reading{WordsPerMinute: 230},
	}
	p := &project{texts: map[*casefile.Chapter]string{}}
	heads := []resolve.Heading{
		{Path: "content/en/index.md", Head: casefile.Head{Title: "Cover", Date: day(1), Updated: day(9)}},
		{Path: "content/en/01-background.md", Head: casefile.Head{Title: "Background", Description: "How it began.", Date: day(2), Authors: []string{"Ada Example"}}},
		{Path: "content/en/02-deal.md", Head: casefile.Head{
			Title: "The 2013 deal", Standfirst: "What the letter says.", Description: "The letter.", Date: day(3), Updated: day(4), Authors: []string{"Dossier", "Ada Example"},
		}},
		{Path: "content/en/03-empty.md", Head: casefile.Head{Title: "Nothing"}},
		{Path: "content/en/methodology.md", Head: casefile.Head{Title: "Methodology"}},
		{Path: "content/fr/index.md", Head: casefile.Head{Title: "Couverture"}},
		{Path: "content/fr/02-deal.md", Head: casefile.Head{Title: "L’accord de 2013", Slug: "accord", Date: day(1)}},
	}
	p.inv, _ = resolve.Spine(settings, sources, heads, resolve.Terms{})
	return p
}

func (p *project) chapter(path string) *casefile.Chapter { return p.inv.ByPath[path] }

// body reads and resolves a text as that of a chapter.
func (p *project) body(c *casefile.Chapter, markdown string) (*casefile.Body, diag.List) {
	doc, diags := chapter.Read([]byte(markdown), c.Lang)
	refs, more := resolve.Text(p.inv, c, prose.OutlineOf(doc), func(path string) (casefile.Picture, bool) {
		if strings.HasSuffix(path, "missing.png") {
			return casefile.Picture{}, false
		}
		return casefile.Picture{URL: "/assets/dialogue.0123456789abcdef.png", Width: 640, Height: 480}, true
	})
	refs.Summary.Mentions = naming.New(p.inv.ShownParties(), c.Lang).In(refs.Summary.Passages)
	return &casefile.Body{
		Document: doc, Links: refs.Links, Images: refs.Images, Citations: refs.Citations, Summary: refs.Summary,
	}, append(diags, more...)
}

// site makes a site of the project.
func (p *project) site(th *theme.Theme) *page.Site {
	return &page.Site{Theme: th, Investigation: p.inv, BaseURL: "https://example.org"}
}

package sitemap_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/sitemap"
)

const base = "https://example.org"

func investigation() *casefile.Investigation {
	page := func(lang, url string) *casefile.Chapter { return &casefile.Chapter{Lang: lang, URL: url} }
	en, fr := page("en", "/background/"), page("fr", "/fr/contexte/")
	en.Translations, fr.Translations = []*casefile.Chapter{fr}, []*casefile.Chapter{en}
	en.Head = casefile.Head{Date: casefile.Date{Year: 2024, Month: 3, Day: 1}, Updated: casefile.Date{Year: 2024, Month: 4, Day: 9}}
	fr.Head.Date = casefile.Date{Year: 2024, Month: 3, Day: 1}
	return &casefile.Investigation{
		Settings: &casefile.Settings{Languages: []string{"en", "fr"}, Title: casefile.Text{"en": "The Inbox Deal & more"}, Tagline: casefile.Text{"fr": "Ce qui fut dit"}},
		Editions: []*casefile.Edition{
			{Lang: "en", Home: "/", Cover: page("en", "/"), Chapters: []*casefile.Chapter{en}, Pages: []*casefile.Chapter{page("en", "/a&b/")}},
			{Lang: "fr", Home: "/fr/", Cover: page("fr", "/fr/"), Chapters: []*casefile.Chapter{fr}},
		},
	}
}

func text(t *testing.T, f output.File) string {
	t.Helper()
	b, err := f.Make(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b, new(struct{})); err != nil {
		t.Errorf("%s: %v", f.Path, err)
	}
	return string(b)
}

func TestSitemap(t *testing.T) {
	files := sitemap.Files(investigation(), base)
	if len(files) != 1 || files[0].Path != "sitemap.xml" {
		t.Fatalf("files: %v", files)
	}
	const links = `<xhtml:link rel="alternate" hreflang="en" href="https://example.org/background/"/>` +
		`<xhtml:link rel="alternate" hreflang="fr" href="https://example.org/fr/contexte/"/>` +
		`<xhtml:link rel="alternate" hreflang="x-default" href="https://example.org/background/"/>`
	want := `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` +
		`<url><loc>https://example.org/</loc></url>` +
		`<url><loc>https://example.org/background/</loc><lastmod>2024-04-09</lastmod>` + links + `</url>` +
		`<url><loc>https://example.org/a&amp;b/</loc></url>` +
		`<url><loc>https://example.org/fr/</loc></url>` +
		`<url><loc>https://example.org/fr/contexte/</loc>` + links + `</url>` +
		`</urlset>`
	if diff := cmp.Diff(want, text(t, files[0])); diff != "" {
		t.Errorf("sitemap (-want +got):\n%s", diff)
	}
}

func TestSitemapOfOneLanguageNamesNoOther(t *testing.T) {
	inv := investigation()
	inv.Editions = inv.Editions[:1]
	inv.Editions[0].Chapters[0].Translations = nil
	want := `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
		`<url><loc>https://example.org/</loc></url>` +
		`<url><loc>https://example.org/background/</loc><lastmod>2024-04-09</lastmod></url>` +
		`<url><loc>https://example.org/a&amp;b/</loc></url></urlset>`
	if diff := cmp.Diff(want, text(t, sitemap.Files(inv, base)[0])); diff != "" {
		t.Errorf("sitemap (-want +got):\n%s", diff)
	}
}

// Every page stands in one part, and the index names every part.
func TestSplit(t *testing.T) {
	files := sitemap.Split(investigation(), base, 2)
	want := []string{"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"}
	var names, parts, pages []string
	for _, f := range files {
		names = append(names, f.Path)
		var doc struct {
			Parts []string `xml:"sitemap>loc"`
			Pages []string `xml:"url>loc"`
		}
		if err := xml.Unmarshal([]byte(text(t, f)), &doc); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, doc.Parts...)
		pages = append(pages, doc.Pages...)
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{base + "/sitemap-1.xml", base + "/sitemap-2.xml", base + "/sitemap-3.xml"}, parts); diff != "" {
		t.Errorf("index (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{base + "/", base + "/background/", base + "/a&b/", base + "/fr/", base + "/fr/contexte/"}, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	if got := len(sitemap.Split(investigation(), base, 5)); got != 1 {
		t.Errorf("%d files where one suffices", got)
	}
}

func TestRobots(t *testing.T) {
	if got, want := string(sitemap.Robots(base)), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(sitemap.Robots("")), "User-agent: *\nAllow: /\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWebManifest(t *testing.T) {
	inv := investigation()
	icons := []sitemap.Icon{{Source: "/assets/icon-192.0123456789abcdef.png", Sizes: "192x192", Type: "image/png"}}
	got := sitemap.WebManifest(inv.Settings, inv.Editions[1], icons, sitemap.Colours{Background: "#f6f8f9", Theme: "#f6f8f9"})
	want := `{"name":"The Inbox Deal & more","description":"Ce qui fut dit","lang":"fr","id":"/fr/","start_url":"/fr/","scope":"/fr/","display":"browser",` +
		`"background_color":"#f6f8f9","theme_color":"#f6f8f9","icons":[{"src":"/assets/icon-192.0123456789abcdef.png","sizes":"192x192","type":"image/png"}]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("manifest (-want +got):\n%s", diff)
	}
	if !json.Valid(got) {
		t.Error("not JSON")
	}
}

func BenchmarkSitemap(b *testing.B) {
	inv := investigation()
	for i := range 1000 {
		inv.Editions[0].Chapters = append(inv.Editions[0].Chapters, &casefile.Chapter{Lang: "en", URL: fmt.Sprintf("/chapter-%d/", i)})
	}
	for b.Loop() {
		if _, err := sitemap.Files(inv, base)[0].Make(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

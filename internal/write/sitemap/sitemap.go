// Package sitemap writes the files that machines look for first: sitemap.xml,
// robots.txt and the web app manifest. All are pure functions of front matter
// and settings; none needs a text.
package sitemap

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/output"
)

// Name is where the sitemap stands, as robots.txt says.
const Name = "sitemap.xml"

// MediaType is the media type of a sitemap.
const MediaType = "application/xml; charset=utf-8"

// limit is how many addresses one sitemap may hold (sitemaps.org).
const limit = 50_000

// Files returns the sitemap of all editions: one file, or, where there are too
// many pages for one, several and an index of them under the name of the one.
//
// Each page stands there with the address of its translations and the day of
// its last update, if a writer gave one. Other dates say nothing about
// changes, so they are left out.
func Files(inv *casefile.Investigation, baseURL string) []output.File {
	return split(inv, baseURL, limit)
}

func split(inv *casefile.Investigation, baseURL string, limit int) []output.File {
	pages := slices.DeleteFunc(inv.All(), func(c *casefile.Chapter) bool {
		return c.Kind == casefile.RecordKind && c.Name == casefile.AllPage // which has nothing that the others have not
	})
	languages := inv.Settings.Languages
	if len(pages) <= limit {
		return []output.File{file(Name, func() []byte { return urlSet(pages, languages, baseURL) })}
	}
	var parts []output.File
	for some := range slices.Chunk(pages, limit) {
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		parts = append(parts, file(name, func() []byte { return urlSet(some, languages, baseURL) }))
	}
	index := file(Name, func() []byte { return indexOf(parts, baseURL) })
	return append([]output.File{index}, parts...)
}

func file(name string, write func() []byte) output.File {
	return output.File{Path: name, MediaType: MediaType, Make: func(context.Context) ([]byte, error) { return write(), nil }}
}

const declaration = `<?xml version="1.0" encoding="utf-8"?>`

func urlSet(pages []*casefile.Chapter, languages []string, baseURL string) []byte {
	var b bytes.Buffer
	b.WriteString(declaration + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`)
	if slices.ContainsFunc(pages, func(c *casefile.Chapter) bool { return len(c.Translations) > 0 }) {
		b.WriteString(` xmlns:xhtml="http://www.w3.org/1999/xhtml"`)
	}
	b.WriteString(">")
	for _, c := range pages {
		b.WriteString("<url><loc>" + escape(baseURL+c.URL) + "</loc>")
		if d := c.Head.Updated; !d.IsZero() {
			fmt.Fprintf(&b, "<lastmod>%04d-%02d-%02d</lastmod>", d.Year, d.Month, d.Day)
		}
		writeAlternates(&b, c, languages, baseURL)
		b.WriteString("</url>")
	}
	b.WriteString("</urlset>")
	return b.Bytes()
}

// writeAlternates links a page with its translations and itself, in the order
// of the settings. The first is the one for readers of other languages.
func writeAlternates(b *bytes.Buffer, c *casefile.Chapter, languages []string, baseURL string) {
	if len(c.Translations) == 0 {
		return
	}
	order := func(c *casefile.Chapter) int { return slices.Index(languages, c.Lang) }
	all := append([]*casefile.Chapter{c}, c.Translations...)
	slices.SortStableFunc(all, func(a, b *casefile.Chapter) int { return cmp.Compare(order(a), order(b)) })
	link := func(lang, url string) {
		b.WriteString(`<xhtml:link rel="alternate" hreflang="` + escape(lang) + `" href="` + escape(baseURL+url) + `"/>`)
	}
	for _, t := range all {
		link(t.Lang, t.URL)
	}
	link("x-default", all[0].URL)
}

func indexOf(parts []output.File, baseURL string) []byte {
	var b bytes.Buffer
	b.WriteString(declaration + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, p := range parts {
		b.WriteString("<sitemap><loc>" + escape(baseURL+"/"+p.Path) + "</loc></sitemap>")
	}
	b.WriteString("</sitemapindex>")
	return b.Bytes()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

func escape(s string) string { return escaper.Replace(s) }

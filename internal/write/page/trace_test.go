package page_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/write/page"
)

// Each block is found at its element, whatever stands around it, and a page
// that is not traced carries no marker.
func TestBlocks(t *testing.T) {
	src := "---\ntitle: X\n---\n\nFirst *paragraph*.[^n]\n\n## A \"heading\" < here\n\n- item one\n- item two\n\n" +
		"> quoted words\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n::: {.quote by=\"x > y\"}\nSaid.\n:::\n\n[^n]: The note.\n"
	want := []string{"<p First *paragraph*.[^n]", "<small The note.", `<h2 A "heading" < here`, "<li item one", "<li item two", "<p quoted words",
		"<tr a | b", "<tr c | d", "<pre code", "<p Said."}
	p := newProject()
	c := p.chapter("content/en/02-deal.md")
	for _, minify := range []bool{false, true} {
		site := p.site(newTheme(t, minify))
		body, _ := p.body(c, src)
		plain, err := site.Render(c, body)
		if err != nil {
			t.Fatal(err)
		}
		traced, err := site.Traced().Render(c, body)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(plain), "\x01") {
			t.Error("a page holds markers")
		}
		if undone := regexp.MustCompile("\x01[0-9-]+\x01").ReplaceAllString(string(traced), ""); undone != string(plain) {
			t.Error("a traced page differs from the page by more than its markers")
		}
		_, inBody, _ := strings.Cut(string(plain), "<body")
		tags := regexp.MustCompile(`<[a-z][a-z0-9]*`).FindAllString(inBody, -1)
		var got []string
		for _, b := range page.BlocksOf(traced) {
			got = append(got, tags[b.Element]+" "+strings.Trim(src[b.Span.Start:b.Span.End], "|\n "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("blocks:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// A traced site is the same site: a field that is forgotten would trace other
// pages than those on screen.
func TestTracedKeepsEveryField(t *testing.T) {
	site := newProject().site(newTheme(t, false))
	site.NoIndex, site.Preview, site.CitedTogether, site.Banner = true, true, true, "banner"
	site.Pictures = func(string) (casefile.Picture, bool) { return casefile.Picture{}, false }
	site.Notices = map[string][]page.Notice{}
	was, is := reflect.ValueOf(site).Elem(), reflect.ValueOf(site.Traced()).Elem()
	for i := range was.NumField() {
		field := was.Type().Field(i)
		if field.IsExported() && was.Field(i).IsZero() != is.Field(i).IsZero() {
			t.Errorf("%s is lost", field.Name)
		}
		if field.IsExported() && was.Field(i).IsZero() && field.Name != "Needs" {
			t.Errorf("this test sets no %s", field.Name)
		}
	}
}

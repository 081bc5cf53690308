package theme_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/optimise"
	"dossier/internal/theme"

	"golang.org/x/tools/txtar"
)

// load makes a theme of a txtar archive.
func load(t *testing.T, archive string, opt theme.Options) (*theme.Theme, diag.List) {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = f.Data
	}
	if opt.Languages == nil {
		opt.Languages = []string{"en"}
	}
	th, diags, err := theme.Load(input.Join(input.Memory(input.Project, files)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return th, diags
}

// minified are the options of a real build.
func minified() theme.Options {
	return theme.Options{Minify: true, Optimiser: theme.Optimiser{
		Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG,
	}}
}

func contents(t *testing.T, th *theme.Theme, url string) string {
	t.Helper()
	for _, f := range th.Files() {
		if "/"+f.Path == url {
			b, err := f.Make(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
	}
	t.Fatalf("no file has the address %q", url)
	return ""
}

// sole returns the only diagnostic of a list, without its place in bytes.
func sole(t *testing.T, diags diag.List) diag.Diagnostic {
	t.Helper()
	if len(diags) != 1 {
		t.Fatalf("want one diagnostic, got %v", diags)
	}
	return diags[0]
}

func TestStylesAreJoinedAndRefer(t *testing.T) {
	const project = `
-- assets/css/10-fonts.css --
/* url(nothing.png) */
@font-face{font-family:A;src:url( "../fonts/a.woff2" ) format("woff2")}
-- assets/css/20-rest.css --
a::after{content:"url(x.png)"}
b{background:url(../icons/b.svg#part)}
i{filter:url(#f)}
-- assets/fonts/a.woff2 --
font
-- assets/icons/b.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
`
	th, diags := load(t, project, theme.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	sheet := contents(t, th, th.Asset("site.css"))
	for _, want := range []string{
		"/* url(nothing.png) */",
		"src:url(" + th.Asset("fonts/a.woff2") + ") format",
		`content:"url(x.png)"`,
		"url(" + th.Asset("icons/b.svg") + "#part)",
		"url(#f)",
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, sheet)
		}
	}
	if small, _ := load(t, project, minified()); small.Asset("site.css") == th.Asset("site.css") {
		t.Error("another optimiser, the same address")
	}
	font, _ := load(t, strings.Replace(project, "font\n", "fond\n", 1), theme.Options{})
	if font.Asset("site.css") == th.Asset("site.css") {
		t.Error("another font, the same address of the sheet")
	}
}

func TestAddressesHoldTheFingerprint(t *testing.T) {
	th, _ := load(t, "-- assets/icons/Mark.SVG.svg --\n<svg/>\n", theme.Options{})
	url := th.Asset("icons/Mark.SVG.svg")
	if len(url) != len("/assets/mark.svg.0123456789abcdef.svg") || !strings.HasPrefix(url, "/assets/mark.svg.") {
		t.Errorf("address %q", url)
	}
	for _, f := range th.Files() {
		if !f.Immutable || f.MediaType == "" {
			t.Errorf("%s: immutable %t, media type %q", f.Path, f.Immutable, f.MediaType)
		}
	}
}

func TestStyleMistakes(t *testing.T) {
	tests := []struct {
		name, css string
		code      diag.Code
		at        string // what the span covers
	}{
		{"missing file", "a{background:url(../fonts/b.png)}", diag.MissingFile, "../fonts/b.png"},
		{"outside assets", "a{background:url(../../content/b.png)}", diag.MissingFile, "../../content/b.png"},
		{"elsewhere", "a{background:url('https://example.org/b.png')}", diag.MalformedStyle, "https://example.org/b.png"},
		{"another host", "a{background:url(//example.org/b.png)}", diag.MalformedStyle, "//example.org/b.png"},
		{"data", "a{background:url(data:image/png;base64,AAAA)}", diag.MalformedStyle, "data:image/png;base64,AAAA"},
		{"import", `@import "other.css";a{}`, diag.MalformedStyle, `@import "other.css";`},
		{"open comment", "a{} /* never", diag.MalformedStyle, "/*"},
		{"open string", "a{content:\"x\n}", diag.MalformedStyle, `"`},
		{"open url", "a{background:url(x", diag.MalformedStyle, "url(x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string][]byte{"assets/css/a.css": []byte(tt.css), "assets/fonts/a.woff2": nil}
			_, diags, err := theme.Load(input.Join(input.Memory(input.Project, files)), theme.Options{Languages: []string{"en"}})
			if err != nil {
				t.Fatal(err)
			}
			d := sole(t, diags)
			if d.Code != tt.code || d.Span.File != "assets/css/a.css" || tt.css[d.Span.Start:d.Span.End] != tt.at {
				t.Errorf("got %s at %q: %s", d.Code, tt.css[d.Span.Start:d.Span.End], d.Message)
			}
		})
	}
}

func TestWords(t *testing.T) {
	th, diags := load(t, `
-- layouts/strings/en.yaml --
month-3: March
month-4: April
date: "{0} {1} {2}"
date-first: "{0} {1} {2}"
date-month: "{0} {1}"
date-circa: "c. {0}"
greet: "Hello {0}, {x} {1} {9} {"
notes: {one: "{0} note", other: "{0} notes"}
pages: {one: "p. {0}", other: "pp. {0}"}
-- layouts/strings/fr.yaml --
month-3: mars
month-4: avril
date: "{0} {1} {2}"
date-first: "1er {1} {2}"
date-month: "{0} {1}"
notes: {one: "{0} note", other: "{0} notes"}
`, theme.Options{Languages: []string{"en", "fr"}})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	en, fr := th.Words("en"), th.Words("fr")
	tests := []struct{ got, want string }{
		{en.Date(casefile.Date{Year: 2024, Month: 3, Day: 23}), "23 March 2024"},
		{fr.Date(casefile.Date{Year: 2024, Month: 3, Day: 23}), "23 mars 2024"},
		{en.Date(casefile.Date{Year: 2024, Month: 4, Day: 1}), "1 April 2024"},
		{fr.Date(casefile.Date{Year: 2024, Month: 4, Day: 1}), "1er avril 2024"},
		{en.Date(casefile.Date{}), ""},
		{en.Issued(casefile.Issued{Year: 2024, Month: 4}), "April 2024"},
		{en.Issued(casefile.Issued{Year: 2013}), "2013"},
		{en.Issued(casefile.Issued{Year: 2013, Circa: true}), "c. 2013"},
		{en.Issued(casefile.Issued{Literal: "spring 2013"}), "spring 2013"},
		{en.N("notes", 0), "0 notes"},
		{en.N("notes", 1), "1 note"},
		{en.N("notes", 1200), "1,200 notes"},
		{fr.N("notes", 0), "0 note"},
		{fr.N("notes", 2), "2 notes"},
		{fr.N("notes", 1200), "1\u202f200 notes"},
		{en.Choose("pages", 1, "12"), "p. 12"},
		{en.Choose("pages", 2, "12–14"), "pp. 12–14"},
		{en.Number(-1234567), "-1,234,567"},
		{en.Number(-123), "-123"},
		{en.T("greet", "Ada", 2), "Hello Ada, {x} 2 {9} {"},
		{fr.T("greet", "Ada", 2), "Hello Ada, {x} 2 {9} {"}, // of the original
		{en.T("no such key"), "no such key"},
		{th.Words("de").Lang, "en"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestMissingWordsAreReportedOncePerLanguage(t *testing.T) {
	_, diags := load(t, `
-- layouts/chapter.html --
<p>{{t "greet" .X}}{{if .Y}}{{n "greet" 1}}{{else}}{{t "nobody"}}{{end}}</p>
-- layouts/strings/en.yaml --
greet: Hello
-- layouts/strings/fr.yaml --
nobody: personne
`, theme.Options{Languages: []string{"en", "fr"}, Keys: []string{"greet"}})
	var got []string
	for _, d := range diags {
		got = append(got, d.Span.File+" "+d.Severity.String()+" "+d.Message)
	}
	want := []string{
		`layouts/strings/en.yaml error there are no words for "nobody"`,
		`layouts/strings/fr.yaml warning there are no words for "greet"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLayoutMistakesHaveAPlace(t *testing.T) {
	tests := []struct {
		name, layout, at string
	}{
		{"does not parse", "<p>\n  {{if .X}}\n</p>\n<i>{{.}</i>\n", "<i>{{.}</i>"},
		{"unknown function", "<p>\n{{shout .X}}</p>\n", "{{shout .X}}</p>"},
		{"value in a place that cannot be escaped", "<p>\n<a href='{{if .X}}x'{{else}}x\"{{end}}>a</a>\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, opt := range []theme.Options{{}, minified()} {
				th, diags := load(t, "-- layouts/chapter.html --\n"+tt.layout+"-- layouts/page.html --\n<p>{{.}}</p>\n", opt)
				d := sole(t, diags)
				if d.Code != diag.LayoutError || d.Span.File != "layouts/chapter.html" {
					t.Fatalf("got %s in %s: %s", d.Code, d.Span.File, d.Message)
				}
				if got := tt.layout[d.Span.Start:d.Span.End]; tt.at != "" && got != tt.at {
					t.Errorf("the place is %q, want %q", got, tt.at)
				}
				var out bytes.Buffer
				if err := th.Execute(&out, "page.html", "en", "x"); err != nil || strings.TrimSpace(out.String()) != "<p>x</p>" {
					t.Errorf("the other layout: %q, %v", out.String(), err)
				}
			}
		})
	}
}

func TestFailingLayoutNamesItsPlace(t *testing.T) {
	const layout = "<p>\n  <b>{{.Missing}}</b>\n</p>\n"
	for _, opt := range []theme.Options{{}, minified()} {
		th, diags := load(t, "-- layouts/chapter.html --\n"+layout, opt)
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		err := th.Execute(&bytes.Buffer{}, "chapter.html", "en", struct{ X int }{})
		var failure *diag.Failure
		if !errors.As(err, &failure) {
			t.Fatalf("got %v", err)
		}
		d := sole(t, failure.Diagnostics)
		if got := layout[d.Span.Start:d.Span.End]; got != ".Missing}}</b>" {
			t.Errorf("the place is %q (%s)", got, d.Message)
		}
	}
}

func TestLayoutNamesAnAssetThatIsNotThere(t *testing.T) {
	_, diags := load(t, "-- layouts/chapter.html --\n<img src=\"{{asset \"icons/mrak.svg\"}}\">\n-- assets/icons/mark.svg --\n<svg/>\n", theme.Options{})
	if d := sole(t, diags); d.Code != diag.MissingFile || d.Hint != `did you mean "icons/mark.svg"?` {
		t.Errorf("got %s, hint %q", d.Code, d.Hint)
	}
}

// TestBrokenAssetsAreNamed makes assets with an optimiser that cannot read
// "broken".
func TestBrokenAssetsAreNamed(t *testing.T) {
	refuse := func(b []byte) ([]byte, error) {
		if i := bytes.Index(b, []byte("broken")); i >= 0 {
			return nil, &optimise.Error{Offset: i, Message: "no sense in this"}
		}
		return b, nil
	}
	th, diags := load(t, "-- assets/css/1.css --\na{}\n-- assets/css/2.css --\nbroken\n-- assets/js/a.js --\nis broken\n", theme.Options{
		Minify: true, Optimiser: theme.Optimiser{CSS: refuse, JS: refuse},
	})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	var got []string
	for _, f := range th.Files() {
		var failure *diag.Failure
		if _, err := f.Make(t.Context()); errors.As(err, &failure) {
			d := failure.Diagnostics[0]
			got = append(got, fmt.Sprint(d.Span.File, " ", d.Span.Start, " ", d.Message))
		}
	}
	want := []string{"assets/js/a.js 3 cannot read this file: no sense in this", "assets/css/2.css 0 cannot read this file: no sense in this"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

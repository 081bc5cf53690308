package edition_test

import (
	"strings"
	"testing"

	"dossier/internal/write/edition"
)

func page(main string) []byte {
	return []byte("<!doctype html><title>A</title><body><nav><a href=\"/\">Home</a></nav>" + main + "<footer>Foot</footer></body>")
}

func TestJoin(t *testing.T) {
	parts := []edition.Part{
		{ID: "cover", URL: "/", Top: true, Bytes: page(`<main id="main" class="wide"><h1>File</h1><a href="/deal/">1</a><sup>1</sup><small class="note" id="n-a">One</small></main>`)},
		{ID: "ch1", URL: "/deal/", Bytes: page(`<main id="main" class="wide chapter"><article><h1>Deal</h1><link rel="stylesheet" href="/a.css"><nav><ol><li><nav>x</nav></ol></nav><h2 id="a">A</h2>` +
			`<p id="p1"><a href="#p1">1</a> <a href="/claims/#c-x">claim</a> <a href="/claims/x/">its page</a> <a href="/deal/">here</a> <a href="/other/#y">elsewhere</a> ` +
			`<a href="https://example.org/claims/">out</a></p><svg aria-labelledby="t d"><title id="t">T</title><desc id="d">D</desc><a href="#p1"><rect/></a></svg>` +
			`<div class="cite"><div><p>How to cite</p></div></div><aside class="n"><p>Kept</p></aside><div class="text" data-notes="Notes"><p>A<a id="nr-b" href="#n-b">1</a><small class="note" id="n-b"><b>1</b> See <small>this</small>. <a href="#nr-b">Back</a></small>, and</p>` +
			`<h2>B</h2><p class="after-notes"><small class="note" id="n-c">C</small></p><p>D</p></div></article></main>`)},
		{ID: "claims", URL: "/claims/", Bytes: page(`<main id="main" class="wide ledger"><h1>Claims</h1><fieldset class="filters"><label for="show"><input id="show"></label></fieldset>` +
			`<table><tr id="c-x"><td headers="h1 h2">X</td></tr></table><p class="downloads">CSV</p></main>`)},
	}
	got, err := edition.Join(parts, map[string]string{"/claims/x/": "/claims/#c-x"}, "Notes & more")
	if err != nil {
		t.Fatal(err)
	}
	want := `<div id="cover" class="part wide"><h1>File</h1><a href="#ch1">1</a><sup>1</sup><div class="text endnotes"><h2>Notes &amp; more</h2><small class="note" id="cover-n-a">One</small></div></div>` +
		`<div id="ch1" class="part wide chapter"><article><h2>Deal</h2><h3 id="ch1-a">A</h3>` +
		`<p id="ch1-p1"><a href="#ch1-p1">1</a> <a href="#claims-c-x">claim</a> <a href="#claims-c-x">its page</a> <a href="#ch1">here</a> <a href="/other/#y">elsewhere</a> ` +
		`<a href="https://example.org/claims/">out</a></p><svg aria-labelledby="ch1-t ch1-d"><title id="ch1-t">T</title><desc id="ch1-d">D</desc><a href="#ch1-p1"><rect/></a></svg>` +
		`<aside class="n"><p>Kept</p></aside><div class="text"><p>A<a id="ch1-nr-b" href="#ch1-n-b">1</a>, and</p><h3>B</h3><p>D</p></div></article>` +
		`<div class="text endnotes"><h3>Notes &amp; more</h3><small class="note" id="ch1-n-b"><b>1</b> See <small>this</small>. <a href="#ch1-nr-b">Back</a></small><small class="note" id="ch1-n-c">C</small></div></div>` +
		`<div id="claims" class="part wide ledger"><h2>Claims</h2><table><tr id="claims-c-x"><td headers="claims-h1 claims-h2">X</td></tr></table></div>`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", strings.ReplaceAll(string(got), "><", ">\n<"), strings.ReplaceAll(want, "><", ">\n<"))
	}
	if _, err := edition.Join([]edition.Part{{URL: "/", Bytes: []byte("<p>no main")}}, nil, ""); err == nil {
		t.Error("a page without a main element is no error")
	}
}

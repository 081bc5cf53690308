package build_test

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/diag"

	"github.com/google/go-cmp/cmp"
)

// withFacsimile is a project with one page of paper: rows of grey words, a
// passage that is highlighted, a bar of the court and one of ours.
func withFacsimile(t testing.TB) map[string][]byte {
	dark := func(x, y int, r image.Rectangle) bool { return image.Pt(x, y).In(r) }
	return map[string][]byte{
		"dossier.yaml":       []byte("title: A case\nbase-url: https://example.org\n"),
		"content/en/01-a.md": []byte("---\ntitle: One\n---\n\n::: {.exhibit ref=letter page=1}\n:::\n"),
		"content/exhibits/letter/exhibit.yaml": []byte(`title: The letter
how: filed
obtained: 2026-02-01
from: The court
facsimile: images
transcript: {language: en, by: desk, checked-by: Ada Wall, lines: numbered}
highlights:
- {id: cranes, exact: third crane, rect: [0.12, 0.3, 0.58, 0.33], note: Which one?}
redactions:
- {page: 1, rect: [0.12, 0.5, 0.58, 0.53], by: court}
- {page: 1, rect: [0.12, 0.6, 0.58, 0.63], by: newsroom, reason: a private person}
`),
		"content/exhibits/letter/page-01.md": []byte("The third crane stood idle\n[a name]{.redacted by=court} [a name]{.redacted by=newsroom}\n"),
		"content/exhibits/letter/page-01.png": page(t, 1000, 1294, "Comment\x00x", func(x, y int) byte {
			switch {
			case dark(x, y, image.Rect(118, 645, 582, 688)), dark(x, y, image.Rect(118, 774, 582, 818)):
				return 0
			case x > 120 && x < 880 && y > 100 && y < 1200 && y%40 < 14 && x%9 < 6:
				return 90
			}
			return 250
		}),
	}
}

func TestFacsimile(t *testing.T) {
	s := render(t, build.New(), withFacsimile(t), build.Options{})
	for _, d := range s.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%v", d)
		}
	}
	figure := regexp.MustCompile(`(?s)<div class="?facsimile"?>.*?</svg></div>`).FindString(s.Files["exhibits/letter/index.html"])
	figure = regexp.MustCompile(`\.[0-9a-f]{16}\.png`).ReplaceAllString(figure, ".png")
	figure = regexp.MustCompile(`d="M[^"]*"`).ReplaceAllString(figure, `d="…"`)
	want := strings.Join([]string{
		`<div class="facsimile"><img src="/assets/page-01.png" srcset="/assets/page-01-480.png 480w, /assets/page-01.png 1000w"`,
		` sizes="(max-width: 40rem) 100vw, 37rem" alt="Page 1; its transcript follows" width="1000" height="1294" loading="lazy">`,
		`<svg class="overlay" viewBox="0 0 1000 1294"><a fill="transparent" stroke="#1b3fc4" stroke-width="3" href="#h-cranes" aria-label="Highlight: third crane"><rect x="120" y="388" width="460" height="39"/></a>`,
		`<g role="img" aria-label="Redacted by the court"><rect x="120" y="647" width="460" height="39"/></g>`,
		`<g role="img" aria-label="Withheld by us (a private person)" fill="#fff" stroke="#000" stroke-width="3"><rect x="120" y="776" width="460" height="39"/><path d="…"/></g></svg></div>`,
	}, "")
	if diff := cmp.Diff(want, figure); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if text := s.Files["a/index.html"]; !strings.Contains(text, `href="/exhibits/letter/#h-cranes" aria-label="Highlight: third crane"><rect`) || strings.Contains(text, `id="h-cranes"`) {
		t.Error("in a chapter the highlight does not lead to the exhibit")
	}
	for name, b := range s.Files {
		if strings.HasSuffix(name, ".png") && strings.Contains(name, "page-01") {
			hides(t, name, b)
		}
	}
}

// hides fails where a published picture shows anything below the bars.
func hides(t *testing.T, name, file string) {
	m, err := png.Decode(strings.NewReader(file))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	width, height := m.Bounds().Dx(), m.Bounds().Dy()
	for _, bar := range [][2]float64{{.5, .53}, {.6, .63}} {
		for y := int(bar[0]*float64(height)) + 1; y < int(bar[1]*float64(height)); y++ {
			for x := width*12/100 + 1; x < width*58/100; x++ {
				if v, _, _, _ := m.At(x, y).RGBA(); v != 0 {
					t.Fatalf("%s shows %d at %d, %d", name, v, x, y)
				}
			}
		}
	}
}

// TestRedactionOverLiveText: without a bar in the picture itself there is no
// picture, in no size, on no page.
func TestRedactionOverLiveText(t *testing.T) {
	project := withFacsimile(t)
	project["content/exhibits/letter/page-01.png"] = page(t, 1000, 1294, "Comment\x00x", plainShade)
	project["content/en/01-a.md"] = slices.Concat(project["content/en/01-a.md"], []byte("\n![The page](../exhibits/letter/page-01.png)\n"))
	s := render(t, build.New(), project, build.Options{})
	n := 0
	for _, d := range s.Diagnostics {
		if d.Code == diag.RedactionOverLiveText && d.Severity == diag.Error {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d redactions are reported, want 2", n)
	}
	for name, b := range s.Files {
		if strings.Contains(name, "page-01") || strings.HasSuffix(name, ".html") && strings.Contains(b, "page-01.") {
			t.Errorf("%s shows the page", name)
		}
	}
}

// TestTurnedFacsimile: on a page that lies on its side the bars are looked for
// where readers see them.
func TestTurnedFacsimile(t *testing.T) {
	project := withFacsimile(t)
	name := "content/exhibits/letter/page-01.png"
	upright, err := png.Decode(bytes.NewReader(project[name]))
	if err != nil {
		t.Fatal(err)
	}
	turned := page(t, 1294, 1000, "Comment\x00x", func(x, y int) byte { // to be turned right
		v, _, _, _ := upright.At(999-y, x).RGBA()
		return byte(v >> 8)
	})
	at := 8 + 25
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	project[name] = slices.Insert(turned, at, chunk("eXIf", exif)...)
	s := render(t, build.New(), project, build.Options{})
	for _, d := range s.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%v", d)
		}
	}
	if !strings.Contains(s.Files["exhibits/letter/index.html"], `viewBox="0 0 1000 1294"`) {
		t.Error("the overlay lies on its side")
	}
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		if strings.Contains(name, "page-01") && strings.HasSuffix(name, ".png") {
			hides(t, name, s.Files[name])
		}
	}
}

package browsertest

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// What a page may weigh. The budgets are bytes, which are the same on every
// machine, and hold for our own explainer.
const (
	firstFlight = 14_600   // what a new connection carries before it waits: ten packets of TCP
	allStyles   = 16 << 10 // those in the page and those it links
	allScripts  = 12 << 10 // for readers
	allFonts    = 90_000
)

var styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// A chapter, with the styles of its first view in it, arrives in one flight. It
// is compressed as hosts compress what does not change: brotli, quality 11.
func TestFirstFlight(t *testing.T) {
	s := openSite(t)
	for _, p := range s.chapters() {
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotli.BestCompression)
		w.Write(s.file(p))
		w.Close()
		t.Logf("%s: %d bytes, %d compressed", p, len(s.file(p)), b.Len())
		if b.Len() > firstFlight {
			t.Errorf("%s takes %d bytes, more than %d", p, b.Len(), firstFlight)
		}
		if !styleElement.Match(s.file(p)) {
			t.Errorf("%s waits for a stylesheet", p)
		}
	}
}

func TestBudgets(t *testing.T) {
	s := openSite(t)
	first := len(styleElement.FindSubmatch(s.file("/"))[1])
	for _, kind := range []struct {
		name, ext string
		sum, most int
	}{{"styles", ".css", first, allStyles}, {"scripts", ".js", 0, allScripts}, {"fonts", ".woff2", 0, allFonts}} {
		for p, b := range s.files {
			if path.Ext(p) == kind.ext {
				kind.sum += len(b)
			}
		}
		t.Logf("%s: %d bytes", kind.name, kind.sum)
		if kind.sum > kind.most {
			t.Errorf("%d bytes of %s, more than %d", kind.sum, kind.name, kind.most)
		}
	}
}

// All pages hold the same styles, those whose hash the policy knows.
func TestOneStyleElement(t *testing.T) {
	s := openSite(t)
	want := styleElement.Find(s.file("/"))
	for p, b := range s.files {
		if strings.HasSuffix(p, ".html") && !bytes.Equal(styleElement.Find(b), want) {
			t.Errorf("%s has other styles than the cover", p)
		}
	}
}

// A font is loaded early only where the page uses it.
func TestPreloadedFontsAreUsed(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.pages {
		tb.visit(p)
		idle := eval[[]string](tb, `(() => {
			const used = new Set();
			for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) {
				const s = rule.style, name = v => v.replaceAll('"', "");
				const face = [...document.fonts].find(f => name(f.family) == name(s.fontFamily) && f.style == (s.fontStyle || "normal") && f.weight == (s.fontWeight || "normal").replace("400 700", "400 700"));
				if (face && face.status == "loaded") used.add(s.getPropertyValue("src").match(/url\("?([^")]*)/)?.[1]);
			}
			return [...document.querySelectorAll("link[rel=preload]")].map(l => l.getAttribute("href")).filter(h => !used.has(h));
		})()`)
		if len(idle) > 0 {
			t.Errorf("%s loads fonts that it does not use: %v", p, idle)
		}
	}
}

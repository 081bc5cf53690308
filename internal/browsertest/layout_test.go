package browsertest

import (
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// widths are those at which the layout changes, with the narrowest and widest
// windows that anybody uses.
var widths = []int64{320, 360, 703, 704, 768, 1099, 1100, 1343, 1344, 1440, 1920}

// overflow is how far the page is wider than the window.
const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// widest names the elements that stick out.
const widest = `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".vh,.skip"))
	.map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30)).slice(0, 3).join(" | ")`

func TestNothingOverflows(t *testing.T) {
	tb := newTab(t)
	for _, p := range append(tb.site.pages, "/no-such-page/") {
		tb.visit(p)
		for _, w := range widths {
			tb.resize(w)
			if n := eval[int](tb, overflow); n > 0 {
				t.Errorf("%s at %d: %d pixels too wide: %s", p, w, n, eval[string](tb, widest))
			}
		}
	}
}

// WCAG 1.4.12: readers may space text as they need.
func TestNothingOverflowsWithSpacedText(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.pages {
		tb.visit(p)
		eval[bool](tb, `(() => { const s = new CSSStyleSheet(); s.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}");
			document.adoptedStyleSheets = [s]; return true })()`)
		for _, w := range []int64{320, 768, 1100, 1440} {
			tb.resize(w)
			if n := eval[int](tb, overflow); n > 0 {
				t.Errorf("%s at %d: %d pixels too wide: %s", p, w, n, eval[string](tb, widest))
			}
		}
	}
}

// WCAG 1.4.4: text at twice its size, as set in the browser.
func TestNothingOverflowsWithLargeText(t *testing.T) {
	tb := newTab(t)
	call(tb, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: 32}})
	for _, p := range tb.site.pages {
		tb.visit(p)
		for _, w := range []int64{360, 768, 1440, 1920} {
			tb.resize(w)
			if n := eval[int](tb, overflow); n > 0 {
				t.Errorf("%s at %d: %d pixels too wide: %s", p, w, n, eval[string](tb, widest))
			}
		}
	}
}

// No text is smaller than 12.5 pixels.
func TestSmallestText(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.pages {
		tb.visit(p)
		for _, w := range []int64{360, 1440} {
			tb.resize(w)
			small := eval[[]string](tb, `(() => {
				const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				while (walk.nextNode()) {
					const e = walk.currentNode.parentElement;
					if (walk.currentNode.data.trim() && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 12.5)
						found.add(e.tagName + "." + e.className + " " + getComputedStyle(e).fontSize);
				}
				return [...found]
			})()`)
			for _, s := range small {
				t.Errorf("%s at %d: small text in %s", p, w, s)
			}
		}
	}
}

// WCAG 2.5.8: what can be pressed is at least 24 pixels wide and high, unless it
// stands in a sentence.
func TestTargets(t *testing.T) {
	tb := newTab(t)
	for _, p := range append(tb.site.pages, "/no-such-page/") {
		tb.visit(p)
		for _, w := range []int64{360, 1440} {
			tb.resize(w)
			small := eval[[]string](tb, `[...document.querySelectorAll("a,button,input,summary")].filter(e => {
				const r = (e.closest("label") || e).getBoundingClientRect();
				if (!r.width || e.matches(".skip,.vh") || e.closest(".marks")) return false;
				const around = e.parentElement.closest(":not(dfn,bdi,b,.item)");
				const sentence = [...around.childNodes].some(n => n.nodeType == 3 && n.data.trim());
				return !sentence && (r.width < 24 || r.height < 24);
			}).map(e => { const r = e.getBoundingClientRect(); return e.textContent.trim() + " " + Math.round(r.width) + "x" + Math.round(r.height) })`)
			for _, s := range small {
				t.Errorf("%s at %d: small target: %s", p, w, s)
			}
		}
	}
}

// The page does not move when the web fonts arrive: with the fallbacks, each
// text takes about as much room.
func TestFallbackFonts(t *testing.T) {
	tb := newTab(t)
	tb.visit(tb.site.chapter())
	if !eval[bool](tb, `new FontFace("x", 'local("Times New Roman"),local("Liberation Serif")').load().then(() => true, () => false)`) {
		if os.Getenv("DOSSIER_BROWSER") == "required" {
			t.Fatal("no font on this machine has the metrics of Times New Roman, and DOSSIER_BROWSER=required")
		}
		t.Skip("no font on this machine has the metrics of Times New Roman")
	}
	for _, w := range []int64{360, 1440} {
		tb.resize(w)
		tb.visit(tb.site.chapter())
		const height = `document.querySelector("main").getBoundingClientRect().height`
		with := eval[float64](tb, height)
		// Without their rules, the families of the web fonts do not exist.
		eval[bool](tb, `(() => { for (const s of document.styleSheets) for (let i = s.cssRules.length - 1; i >= 0; i--)
			if (s.cssRules[i] instanceof CSSFontFaceRule && s.cssRules[i].style.fontFamily.toLowerCase().startsWith("cf-")) s.deleteRule(i); return true })()`)
		tb.settle()
		without := eval[float64](tb, height)
		if change := (without - with) / with; change < -.03 || change > .03 {
			t.Errorf("at %d the text is %.0f pixels high with the web fonts and %.0f without, %.1f %% apart", w, with, without, change*100)
		}
	}
}

func TestLightAndDark(t *testing.T) {
	tb := newTab(t)
	tb.visit(tb.site.chapter())
	colours := map[string]string{}
	for _, scheme := range []string{"light", "dark"} {
		tb.see("", "prefers-color-scheme", scheme)
		colours[scheme] = eval[string](tb, `getComputedStyle(document.documentElement).backgroundColor`)
	}
	if colours["light"] == colours["dark"] {
		t.Errorf("paper is %s, light and dark", colours["light"])
	}
}

// With forced colours, quoted words are still marked.
func TestForcedColours(t *testing.T) {
	tb := newTab(t)
	tb.see("", "forced-colors", "active")
	for _, p := range tb.site.pages {
		tb.visit(p)
		plain := eval[int](tb, `[...document.querySelectorAll(".quoted")].filter(e => !getComputedStyle(e).textDecorationLine.includes("underline")).length`)
		if plain > 0 {
			t.Errorf("%s: %d quotations are not underlined", p, plain)
		}
	}
}

func TestPrint(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.pages {
		tb.visit(p)
		tb.see("print")
		hidden := eval[int](tb, `[...document.querySelectorAll(".note")].filter(e => !e.getClientRects().length).length`)
		if hidden > 0 {
			t.Errorf("%s: %d notes are missing on paper", p, hidden)
		}
		if shown := eval[int](tb, `[...document.querySelectorAll("nav,.skip,.back")].filter(e => e.getClientRects().length).length`); shown > 0 {
			t.Errorf("%s: navigation is printed", p)
		}
		tb.see("")
		pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		tb.must(err)
		if len(pdf) < 1000 || string(pdf[:5]) != "%PDF-" {
			t.Errorf("%s: no PDF was made", p)
		}
	}
}

// On paper, notes follow the text in their order and do not cover each other.
func TestNotesOnPaper(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.pages {
		tb.visit(p)
		tb.see("print")
		tb.resize(658) // A4 less its margins, in CSS pixels
		for _, s := range eval[[]string](tb, collisions) {
			t.Errorf("%s: %s", p, s)
		}
		if n := eval[int](tb, overflow); n > 0 {
			t.Errorf("%s on paper: %d pixels too wide: %s", p, n, eval[string](tb, widest))
		}
		for _, s := range eval[[]string](tb, `(() => {
			let end = document.querySelector(".columns .text")?.getBoundingClientRect().bottom;
			return [...document.querySelectorAll(".columns .note")].filter(e => { const r = e.getBoundingClientRect(), early = r.top < end - 1; end = r.bottom; return early }).map(e => e.id);
		})()`) {
			t.Errorf("%s on paper: %s stands above what it follows", p, s)
		}
		if eval[bool](tb, `[...document.querySelectorAll("details")].some(e => !e.lastElementChild.checkVisibility({contentVisibilityAuto: true}))`) {
			t.Errorf("%s on paper: what can be opened on a screen stays closed", p)
		}
		if head := eval[string](tb, `document.documentElement.dataset.title ?? ""`); head != eval[string](tb, `document.title`) {
			t.Errorf("%s on paper: the running head is %q", p, head)
		}
		tb.see("")
	}
}

// collisions lists notes in the margin that touch each other, the text or the
// footer.
var collisions = fmt.Sprintf(`(() => {
	const box = e => e.getBoundingClientRect(), name = e => e.id;
	const notes = [...document.querySelectorAll(".columns .note")].filter(e => e.getClientRects().length), found = [];
	const apart = (a, b) => a.right <= b.left + .5 || b.right <= a.left + .5 || a.bottom <= b.top + .5 || b.bottom <= a.top + .5;
	notes.forEach((n, i) => notes.slice(i + 1).forEach(m => { if (!apart(box(n), box(m))) found.push(name(n) + " covers " + name(m)) }));
	const others = [...document.querySelectorAll(%q)].filter(e => !e.closest(".note"));
	for (const n of notes) for (const o of others) if (o.getClientRects().length && !apart(box(n), box(o))) found.push(name(n) + " covers " + o.tagName + " " + o.textContent.slice(0, 20));
	return found
})()`, "main h1,main h2,main h3,main p:not(.after-notes),main li,main table,main pre,main figure,main .cite,footer,.caption,.neighbours")

package browsertest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/input"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const letterLine = `a[href^="/exhibits/letter-2023-04-14/#x-letter-2023-04-14-p1-l"]`

// A reader of chapter 3, on a phone and without scripts, opens a note, goes to
// the very line of the exhibit that its sentence quotes, reads where the document
// comes from, and returns to the mark that they left.
func TestFromASentenceToItsExhibitAndBack(t *testing.T) {
	tb := newTab(t)
	for _, c := range []struct{ width, height int64 }{{360, 740}, {1440, 900}} {
		tb.resizeTo(c.width, c.height)
		call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		chapter := tb.site.chapters()[2]
		tb.load(chapter)
		note := eval[string](tb, `[...document.querySelectorAll(".text .note")].find(e => e.querySelector('`+letterLine+`')).id`)
		mark := eval[string](tb, `document.querySelector("#`+note+` [role=doc-backlink]").hash.slice(1)`)
		sentence := eval[string](tb, `document.getElementById("`+mark+`").closest("p,td,li").innerText`)
		line := eval[string](tb, `document.querySelector('#`+note+` `+letterLine+`').hash.slice(1)`)

		tb.pressLink(`#` + mark)
		if c.width < 1000 {
			tb.must(chromedp.Do(tb.ctx, chromedp.WaitVisible("#"+note+":target")))
		}
		tb.pressLink(`#` + note + ` ` + letterLine)
		tb.must(chromedp.Do(tb.ctx, chromedp.WaitVisible("#"+line+":target")))
		if !eval[bool](tb, inSight(line)) {
			t.Errorf("%d: %s is out of sight", c.width, line)
		}
		words := eval[string](tb, `document.getElementById(`+strconv.Quote(line)+`).innerText`)
		if !shareWords(words, sentence) {
			t.Errorf("%d: %s holds %q, which %q does not quote", c.width, line, words, sentence)
		}
		plain, tint := eval[string](tb, background(`.lines>li:not(:target)`)), eval[string](tb, background(`.lines>li:target`))
		if plain == tint {
			t.Errorf("%d: the line is %s as all lines are", c.width, tint)
		}
		if said := eval[string](tb, `document.querySelector(".provenance").innerText`); !strings.Contains(said, "docket entry") {
			t.Errorf("%d: the page does not say where the letter comes from: %s", c.width, said)
		}

		back := `#cited a[href="` + chapter + `#` + mark + `"]`
		if n := eval[int](tb, `document.querySelectorAll('`+back+`').length`); n != 1 {
			t.Fatalf("%d: %d ways back to %s#%s", c.width, n, chapter, mark)
		}
		tb.pressLink(back)
		tb.must(chromedp.Do(tb.ctx, chromedp.WaitVisible("#"+mark+":target")))
		if at := eval[string](tb, `location.pathname`); at != chapter || !eval[bool](tb, inSight(mark)) {
			t.Errorf("%d: the way back led to %s, and the mark is in sight: %v", c.width, at, eval[bool](tb, inSight(mark)))
		}
		call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	}
}

// shareWords reports whether two words that follow each other in a line do so in
// a sentence.
func shareWords(line, sentence string) bool {
	words := strings.Fields(line)
	for i := range words[1:] {
		if strings.Contains(sentence, words[i]+" "+words[i+1]) {
			return true
		}
	}
	return false
}

// pressLink follows the first link that a selector finds. It needs no scripts in
// the page.
func (tb *tab) pressLink(selector string) {
	tb.t.Helper()
	tb.must(chromedp.Do(tb.ctx, chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector))))
}

func inSight(id string) string {
	return `(() => { const r = document.getElementById(` + strconv.Quote(id) + `).getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth })()`
}

func background(selector string) string {
	return `getComputedStyle(document.querySelector('` + selector + `')).backgroundColor`
}

// The overlay of a page image lies on the picture at every width.
func TestFacsimileOverlay(t *testing.T) {
	tb := newTab(t)
	tb.site = facsimileSite(t)
	for _, page := range []string{"/exhibits/letter/", "/a/"} {
		for _, scheme := range []string{"light", "dark"} {
			tb.see("", "prefers-color-scheme", scheme)
			for _, width := range []int64{320, 360, 768, 1440} {
				tb.resize(width)
				tb.visit(page)
				for _, s := range eval[[]string](tb, offPicture) {
					t.Errorf("%s at %d, %s: %s", page, width, scheme, s)
				}
			}
		}
	}
	tb.visit("/a/")
	tb.pressLink(`.overlay a`)
	tb.must(chromedp.Do(tb.ctx, chromedp.WaitVisible("#h-cranes:target")))
	if !eval[bool](tb, inSight("h-cranes")) {
		t.Error("the rectangle does not lead to the words")
	}
	if lit := eval[[]string](tb, `[...document.querySelectorAll("mark")].map(m => getComputedStyle(m).outlineStyle)`); len(lit) != 2 || lit[0] != "solid" || lit[1] != "solid" {
		t.Errorf("of the passage that was followed, over two lines, these are lit: %q", lit)
	}
	if flat := eval[[]int](tb, `[...document.querySelectorAll(".lines li")].flatMap((l, i) => l.getBoundingClientRect().height < 20 ? [i + 1] : [])`); len(flat) > 0 {
		t.Errorf("lines %v have no height, and their numbers stand on those below", flat)
	}
}

// offPicture lists the overlays and rectangles that do not stand where they are
// drawn: the highlight at 12 to 58 hundredths of the width and 30 to 33 of the
// height.
const offPicture = `[...document.querySelectorAll(".facsimile")].flatMap(f => {
	const out = [], p = f.querySelector("img").getBoundingClientRect(), o = f.querySelector("svg").getBoundingClientRect(), h = f.querySelector("a rect").getBoundingClientRect();
	const near = (a, b) => Math.abs(a - b) < 1.5, say = r => [r.x, r.y, r.width, r.height].map(Math.round).join(" ");
	if (p.width < 200 || !near(p.height / p.width, 1.294)) out.push("the picture is at " + say(p));
	if (!near(o.x, p.x) || !near(o.y, p.y) || !near(o.width, p.width) || !near(o.height, p.height)) out.push("the overlay is at " + say(o) + ", the picture at " + say(p));
	if (!near(h.x, p.x + .12 * p.width) || !near(h.y, p.y + .3 * p.height) || !near(h.width, .46 * p.width) || !near(h.height, .03 * p.height)) out.push("the highlight is at " + say(h) + ", the picture at " + say(p));
	return out;
})`

// facsimileSite serves a project whose exhibit has a page image, a highlight and
// two bars.
func facsimileSite(t *testing.T) *site {
	t.Helper()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{}
	project := input.Memory(input.Project, map[string][]byte{
		"dossier.yaml":       []byte("title: A case\n"),
		"content/en/01-a.md": []byte("---\ntitle: A\n---\n\nThe page stands here.\n\n::: {.exhibit ref=letter page=1}\n:::\n"),
		"content/exhibits/letter/exhibit.yaml": []byte(`title: The letter
how: filed
obtained: 2026-02-01
from: The court
facsimile: images
transcript: {language: en, by: desk, checked-by: Ada Wall, lines: numbered}
highlights:
- {id: cranes, exact: third crane stood idle beside, rect: [0.12, 0.3, 0.58, 0.33], note: Which one?}
redactions:
- {page: 1, rect: [0.12, 0.5, 0.58, 0.53], by: court}
- {page: 1, rect: [0.12, 0.6, 0.58, 0.63], by: newsroom, reason: a private person}
`),
		"content/exhibits/letter/page-01.md":  []byte("The third crane stood idle\nbeside [a name]{.redacted by=newsroom reason=\"a private person\"} and [a date]{.redacted by=court}\n\nYours\n"),
		"content/exhibits/letter/page-01.png": paper(t),
	})
	if err := s.publish(context.Background(), input.Join(defaults, project), nil); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// paper is a page with rows of grey words and two black bars.
func paper(t *testing.T) []byte {
	m := image.NewGray(image.Rect(0, 0, 1000, 1294))
	for i := range m.Pix {
		x, y, shade := i%1000, i/1000, byte(250)
		switch {
		case x >= 118 && x < 582 && (y >= 645 && y < 688 || y >= 774 && y < 818):
			shade = 0
		case x > 120 && x < 880 && y > 100 && y < 1200 && y%40 < 14 && x%9 < 6:
			shade = 90
		}
		m.SetGray(x, y, color.Gray{Y: shade})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

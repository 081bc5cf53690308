package serve_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dossier/internal/serve"
	"dossier/layouts"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pressAlt presses a key with Alt held.
func (b *browserTab) pressAlt(code, key string) {
	b.Helper()
	const alt = 1
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Code: code, Key: key, Modifiers: alt})
	}
}

// key presses a key.
func (b *browserTab) key(name string) {
	b.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(name)))
}

// marks counts the marks beside the text, by kind.
func (b *browserTab) marks(kind string) int {
	b.Helper()
	n := 0
	b.each(func(node *cdp.Node) {
		if node.LocalName == "i" && strings.Contains(strings.Join(node.Attributes, " "), kind) {
			n++
		}
	})
	return n
}

// A hundred edits at the speed of the machine: what a reader is doing is left
// alone, and nothing violates the policy (browse fails the test on that).
func TestBrowserHundredEdits(t *testing.T) {
	edits := 100
	if testing.Short() {
		edits = 20
	}
	p := start(t)
	p.write("layouts/chapter.html", strings.Replace(layout(t, "chapter.html"), "{{.Body", `<details id="kept"><summary>More</summary><input id="field"></details><audio id="sound" loop></audio>{{.Body`, 1))
	b := browse(p, "/background/")
	b.do(`kept.open = true; field.value = "typed"; field.focus();
		sound.srcObject = new AudioContext().createMediaStreamDestination().stream; sound.muted = true; sound.play()`)
	b.until(`!sound.paused`)
	b.do(`getSelection().selectAllChildren(` + block("Paragraph 21 about") + `)`)
	read := block("Paragraph 20 about")
	b.do(read + `.scrollIntoView({block: "start", behavior: "instant"}); scrollBy({top: -80, behavior: "instant"})`)
	before := eval[float64](b, read+`.getBoundingClientRect().top`)
	for i := range edits {
		b.edit(i)
		after := eval[struct {
			Top                   float64
			Open, Playing, Chosen bool
			Value, Focus          string
		}](b, `({Top: `+read+`.getBoundingClientRect().top, Open: kept.open, Playing: !sound.paused, Chosen: getSelection().toString().includes("Paragraph 21 about"),
			Value: field.value, Focus: document.activeElement.id})`)
		if math.Abs(after.Top-before) > 1 || !after.Open || !after.Playing || !after.Chosen || after.Value != "typed" || after.Focus != "field" {
			t.Fatalf("edit %d: %+v, and the block stood at %v", i, after, before)
		}
	}
	b.stillHere()
}

// An edit out of sight is brought into the upper third for a reader who is
// idle, and marked for a moment; nobody who reads is led away.
func TestBrowserShowsTheEdit(t *testing.T) {
	b := browse(start(t), "/background/")
	b.until(`document.querySelector("dossier-panel")`)
	// What an edit changed is found by comparing with the blocks that the page had.
	b.until(`performance.getEntriesByType("resource").some((r) => r.name.includes("page.json") && r.responseEnd > 0)`)
	changed := func(n int, words string) string {
		text := strings.Replace(long("background"), fmt.Sprintf("Paragraph %d about", n), words+" about", 1)
		b.write(background, chapter("Background", text))
		b.until(`document.body.textContent.includes("` + words + `")`)
		return block(words) + `.getBoundingClientRect().top / innerHeight`
	}
	top := changed(30, "Thirtieth paragraph")
	b.until(top + ` > 0 && ` + top + ` < 0.34`)
	b.eventually("marked", func() bool { return b.marks("edit") == 1 })
	if strings.Contains(eval[string](b, `document.body.outerHTML`), "edit\"") {
		t.Error("the mark is in the page")
	}
	b.do(`scrollTo({top: 0, behavior: "instant"})`)
	b.do(reading)
	changed(31, "Later paragraph")
	if at := eval[float64](b, `scrollY`); at != 0 {
		t.Errorf("a reader who had just moved was led to %v", at)
	}
	b.do(`unmark()`)
	b.eventually("unmarked", func() bool { return b.marks("edit") == 0 })
	b.stillHere()
}

// The desk opens and closes by key, gives the focus back, and stays where it is
// from page to page.
func TestBrowserDesk(t *testing.T) {
	p := start(t)
	p.write(background, chapter("Background", "A sentence without anything. <!-- ask the court -->\n\n"+long("background")))
	p.write("content/en/04-draft.md", chapter("A draft", "Not yet.", "draft: true\n"))
	b := browse(p, "/background/")
	b.untilPanel("Desk", "")
	b.do(`document.querySelector("a[href='https://example.org/report']").focus()`)
	b.pressAlt("KeyD", "d")
	b.untilPanel("ask the court", "")
	words := b.panel()
	for _, part := range []string{background, " words · ", "Sentences without support", "Snapshot ", "The system tells of each save", "360", "drafts"} {
		if !strings.Contains(words, part) {
			t.Errorf("the desk shows %q, without %q", words, part)
		}
	}
	if !eval[bool](b, `document.activeElement.localName === "dossier-panel"`) {
		t.Error("the desk did not take the focus")
	}
	// The first three boxes are follow, unsupported and notes; the fourth is of drafts.
	for range 2 {
		b.key("\t")
	}
	b.key(" ")
	b.eventually("marked", func() bool { return b.marks("doubt") > 0 })
	b.key("\t")
	b.key(" ")
	b.eventually("noted", func() bool { return b.marks("note") == 1 })
	b.key("\t")
	b.key(" ")
	b.untilPanel("drafts are shown", "")
	p.wants("/draft/", "Not yet.")

	b.write(background, chapter("Background", "A sentence without anything, but longer. <!-- ask the court -->\n\n"+long("background")))
	b.untilPanel("+2 words since this tab was opened", "")
	b.stillHere()

	b.open("/the-deal/")
	b.untilPanel("content/en/02-the-deal.md", "")
	b.key("\x1b")
	b.untilPanel("Desk", "content/en/02-the-deal.md")
	if !eval[bool](b, `document.querySelectorAll("[style]").length === 0`) {
		t.Error("the preview has put a style attribute into the page")
	}
	if eval[string](b, `document.body.lastElementChild.nextElementSibling?.localName ?? document.documentElement.lastElementChild.localName`) != "dossier-panel" {
		t.Error("the panel is not last in the order of the Tab key")
	}
}

// Alt-click opens the editor at the line of the block.
func TestBrowserAltClick(t *testing.T) {
	p := start(t, func(o *serve.Options) { o.Editor = "vscode://file/{path}:{line}:{column}" })
	b := browse(p, "/background/")
	asked := make(chan string, 1)
	b.must(chromedp.Listen(b.ctx, func(e any) {
		if e, ok := e.(*page.EventFrameRequestedNavigation); ok {
			select {
			case asked <- e.URL:
			default: // the first is enough
			}
		}
	}))
	b.until(`document.querySelector("dossier-panel")`)
	b.eventually("opened", func() bool {
		b.do(block("Paragraph 3 about") + `.dispatchEvent(new MouseEvent("click", {altKey: true, bubbles: true, cancelable: true}))`)
		select {
		case url := <-asked:
			if !strings.HasPrefix(url, "vscode://file/") || !strings.HasSuffix(url, background+":9:1") {
				t.Errorf("the editor is opened with %q", url)
			}
			return true
		case <-time.After(50 * time.Millisecond):
			return false
		}
	})
}

// A tab that follows goes to the chapter that was saved, and to the edit.
func TestBrowserFollows(t *testing.T) {
	b := browse(start(t, func(o *serve.Options) { o.Follow = true }), "/background/")
	b.untilPanel("Desk", "")
	b.eventually("following", func() bool { return eval[string](b, `sessionStorage.dossierFollow ?? ""`) == "1" })
	b.allRead()
	b.write("content/en/03-the-law.md", chapter("The law", strings.Replace(long("law"), "Paragraph 30 about", "Edited paragraph about", 1)))
	there := `location.pathname === "/the-law/" && scrollY > 0 && ` + block("Edited paragraph") + `?.getBoundingClientRect().top < innerHeight`
	b.eventually("at the edit", func() bool {
		yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](there))
		return err == nil && yes // it fails while the tab is on its way
	})
}

// Ten tabs load, though a browser keeps six connections to one host: those
// that are not seen give theirs back.
func TestBrowserTenTabs(t *testing.T) {
	p := start(t)
	n := 10
	if testing.Short() {
		n = 7
	}
	tabs := make([]*browserTab, n)
	for i := range tabs {
		tabs[i] = browse(p, "/background/")
		tabs[i].untilPanel("Desk", "")
		if i < len(tabs)-1 {
			tabs[i].hide(true)
		}
	}
	p.write(background, chapter("Background", "Seen by all."))
	for i := len(tabs) - 1; i >= 0; i-- {
		tabs[i].hide(false)
		tabs[i].until(`document.body.textContent.includes("Seen by all.")`)
		tabs[i].stillHere()
		tabs[i].hide(true)
	}
}

// hide tells a page that its tab is out of sight, or in sight again.
func (b *browserTab) hide(yes bool) {
	b.Helper()
	b.do(fmt.Sprintf(`Object.defineProperty(document, "hidden", {value: %v, configurable: true}); document.dispatchEvent(new Event("visibilitychange"))`, yes))
}

// layout is a built-in layout, to be changed.
func layout(t *testing.T, name string) string {
	t.Helper()
	b, err := layouts.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Styles that stand in the page itself are known to its policy by their hash: a
// page with others is loaded anew, once, and violates nothing.
func TestBrowserLoadsInlineStylesAnew(t *testing.T) {
	b := browse(start(t), "/background/")
	b.untilPanel("Desk", "")
	b.write("assets/css/first/95-test.css", "h1{word-spacing:7px}\n")
	b.eventually("loaded anew", func() bool {
		yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`getComputedStyle(document.querySelector("h1")).wordSpacing === "7px"`))
		return err == nil && yes // it fails while the page is being loaded
	})
}

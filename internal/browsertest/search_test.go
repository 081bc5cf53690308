package browsertest

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// press types one key: a letter, or a named one such as "Escape".
func (tb *tab) press(key string) {
	tb.t.Helper()
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Code: key}
	if len(key) == 1 {
		down.Text = key
	}
	if code := keyCodes[key]; code > 0 {
		down.WindowsVirtualKeyCode = code
	}
	if key == "Enter" {
		down.Text = "\r"
	}
	call(tb, input.DispatchKeyEvent, down)
	down.Type, down.Text = input.DispatchKeyEventTypeKeyUp, ""
	call(tb, input.DispatchKeyEvent, down)
}

var keyCodes = map[string]int64{"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}

// waitFor waits until an expression is true in the page.
func (tb *tab) waitFor(expression string) {
	tb.t.Helper()
	eval[bool](tb, `new Promise(done => { const look = () => (`+expression+`) ? done(true) : requestAnimationFrame(look); look() })`)
}

// openSearch opens the search by its key and types words.
func (tb *tab) openSearch(words string) {
	tb.t.Helper()
	tb.press("/")
	tb.waitFor(`document.querySelector("dialog[open] [role=status]")?.textContent`)
	for _, c := range words {
		tb.press(string(c))
	}
}

// A reader opens the search with a key, finds a claim with its label, goes there
// with the keyboard alone, and comes back to where they were.
func TestSearch(t *testing.T) {
	tb := newTab(t)
	tb.visit(tb.site.chapter())
	if n := eval[int](tb, `performance.getEntriesByType("resource").filter(r => r.name.includes(".json")).length`); n > 0 {
		t.Errorf("%d files of the search are loaded before it is used", n)
	}
	tb.openSearch("programmatic")
	tb.waitFor(`document.querySelector("dialog a[href*='/claims/']")`)
	claims := eval[[]string](tb, `[...document.querySelectorAll("dialog li")].filter(li => li.querySelector("a[href*='/claims/']")).map(li => li.innerText)`)
	for _, c := range claims {
		if !labelled.MatchString(c) {
			t.Errorf("a claim stands without its label: %q", c)
		}
	}
	if s := eval[string](tb, `document.querySelector("dialog b")?.textContent.toLowerCase() ?? ""`); s != "programmatic" {
		t.Errorf("%q is in bold, not the word that was typed", s)
	}
	if eval[bool](tb, `!!document.querySelector("dialog mark")`) {
		t.Error("a result is marked as a quotation is")
	}

	at := func() string {
		return eval[string](tb, `document.activeElement.closest("li")?.querySelector("a").href ?? document.activeElement.id`)
	}
	results := eval[[]string](tb, `[...document.querySelectorAll("dialog li a")].map(a => a.href)`)
	for i, key := range []string{"ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"} {
		tb.press(key)
		if want := []string{results[0], results[1], results[0], "search-input"}[i]; at() != want {
			t.Errorf("after step %d the focus is on %s, want %s", i, at(), want)
		}
	}
	tb.press("ArrowDown")
	tb.press("s")
	if v := eval[string](tb, `document.activeElement.value ?? ""`); v != "programmatics" {
		t.Errorf("a letter typed on a result gives %q", v)
	}

	// Esc leads back to the link that opened it.
	tb.press("Escape")
	eval[bool](tb, `(document.querySelector(".to-search").focus(), true)`)
	tb.press("Enter")
	tb.waitFor(`document.querySelector("dialog").open`)
	tb.press("Escape")
	if eval[bool](tb, `document.querySelector("dialog").open || document.activeElement.className != "to-search"`) {
		t.Error("Esc does not lead back to the link")
	}

	// Enter goes to the first result, and on the page itself to the paragraph.
	tb.openSearch("")
	eval[bool](tb, `(document.querySelector("#search-input").value = "", true)`)
	for _, c := range "programmatic" {
		tb.press(string(c))
	}
	first := eval[string](tb, `document.querySelector("dialog li a").href`)
	tb.press("Enter")
	tb.waitFor(`location.href == "` + first + `" && document.readyState == "complete"`)
	for _, s := range tb.takeTroubles() {
		t.Error(s)
	}
}

// The key opens nothing while somebody types, with a modifier, or once a reader
// has switched it off.
func TestSearchKey(t *testing.T) {
	tb := newTab(t)
	tb.visit("/search/")
	opened := func() bool { return eval[bool](tb, `!!document.querySelector("dialog")?.open`) }
	call(tb, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "/", Modifiers: 2})
	if opened() {
		t.Error("Ctrl and / open the search")
	}
	eval[bool](tb, `(document.querySelector("main").insertAdjacentHTML("beforeend", "<textarea></textarea>"), document.querySelector("textarea").focus(), true)`)
	tb.press("/")
	if opened() {
		t.Error("/ opens the search in a field")
	}
	eval[bool](tb, `(document.activeElement.blur(), true)`)
	tb.openSearch("")
	eval[bool](tb, `(document.querySelector("dialog [type=checkbox]").click(), document.querySelector("dialog").close(), true)`)
	tb.visit("/search/")
	tb.press("/")
	if opened() {
		t.Error("the key works although it was switched off")
	}
	eval[bool](tb, `(localStorage.clear(), true)`)
}

// What is typed never decides what is loaded.
func TestSearchTellsNobody(t *testing.T) {
	tb := newTab(t)
	tb.visit("/")
	tb.openSearch("")
	const loaded = `performance.getEntriesByType("resource").map(r => r.name).join(" ")`
	tb.waitFor(`performance.getEntriesByType("resource").some(r => r.name.endsWith("/search/1.json"))`)
	before := eval[string](tb, loaded)
	for _, c := range `netflix "private message" nothing such` {
		tb.press(string(c))
	}
	tb.settle()
	if after := eval[string](tb, loaded); after != before {
		t.Errorf("typing loads %s", strings.TrimPrefix(after, before))
	}
}

// Where a part is missing, because the site was published anew, the index is read
// once more; where that does not help, the registers can still be searched.
func TestSearchAfterADeploy(t *testing.T) {
	tb := newTab(t)
	for _, missing := range []int{1, 99} {
		tb.visit("/")
		eval[bool](tb, fmt.Sprintf(`(() => { const f = fetch; let left = %d; window.asked = [];
			window.fetch = u => { asked.push(String(u)); return String(u).endsWith("/search/1.json") && left-- > 0 ? Promise.resolve(new Response("gone", {status: 404})) : f(u) }; return true })()`, missing))
		tb.openSearch("daily counts")
		tb.waitFor(`asked.filter(u => u.endsWith("/1.json")).length == 2`)
		if missing == 1 {
			tb.waitFor(`document.querySelector("dialog a[href*='#p']")`)
		} else {
			tb.waitFor(`[...document.querySelectorAll("dialog>button")].some(b => !b.hidden) && document.querySelector("dialog a[href*='/claims/']")`)
		}
		if n := eval[int](tb, `asked.filter(u => u.endsWith("/index.json")).length`); n != 2 {
			t.Errorf("the index is read %d times, want 2", n)
		}
		if n := eval[int](tb, `document.querySelectorAll("dialog [type=checkbox]").length`); n != 1 {
			t.Errorf("%d switches for the key", n)
		}
	}
}

// labelled is a claim with its number and the basis of its label.
var labelled = regexp.MustCompile(`^C-\d+ (Documented|Found by a court|Admitted|Reported|Alleged|Our analysis|Unknown)\b`)

// Folding and finding, on the words of readers of two languages.
func TestSearchFolds(t *testing.T) {
	tb := newTab(t)
	tb.visit("/")
	tb.openSearch("")
	for typed, found := range map[string]bool{
		"NETFLIX": true, "nétflix": true, "netfl": true, "etflix": false, "inbox api": true, "api inbox": true,
		`"inbox api"`: true, `"api inbox netflix"`: false, "“inbox api”": true, "zzz": false, "netflix zzz": false, "l’inbox": false, "people's": true, "people’s private": true,
	} {
		n := eval[int](tb, `(() => { const i = document.querySelector("#search-input"); i.value = `+quoted(typed)+`; i.dispatchEvent(new Event("input")); return document.querySelectorAll("dialog li").length })()`)
		if n > 0 != found {
			t.Errorf("%s finds %d entries", typed, n)
		}
	}
}

func quoted(s string) string { return "`" + s + "`" }

// axe-core finds nothing to complain of in the open dialog, with results, on
// phones and desks, in both themes; and it fits.
func TestSearchAxe(t *testing.T) {
	tb := newTab(t)
	axe, err := os.ReadFile("testdata/axe.min.js")
	tb.must(err)
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 320}} {
		tb.see("", "prefers-color-scheme", look.scheme)
		tb.resize(look.width)
		tb.visit(tb.site.chapter())
		tb.openSearch("inbox")
		tb.waitFor(`document.querySelector("dialog li")`)
		eval[bool](tb, string(axe)+";true")
		for _, s := range eval[[]string](tb, `axe.run("dialog", `+allRules+`).then(r => r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`) {
			t.Errorf("%s, %d: %s", look.scheme, look.width, s)
		}
		if over := eval[int](tb, `(d => d.scrollWidth - d.clientWidth)(document.querySelector("dialog"))`); over > 0 {
			t.Errorf("%s, %d: the dialog is %d pixels too narrow for what it holds", look.scheme, look.width, over)
		}
		for _, s := range eval[[]string](tb, `[...document.querySelectorAll("dialog :is(button,input)")].filter(b => b.offsetParent).map(b => b.getBoundingClientRect()).filter(r => r.height < 24 && r.width).map(r => r.width + " by " + r.height)`) {
			t.Errorf("%d: a target of %s pixels", look.width, s)
		}
	}
}

// Without scripts the link leads to an index by letter.
func TestSearchWithoutScripts(t *testing.T) {
	tb := newTab(t)
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tb.load("/")
	tb.must(chromedp.Do(tb.ctx, chromedp.Click(".to-search")))
	tb.must(chromedp.Do(tb.ctx, chromedp.WaitVisible("#letter-n")))
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	if !strings.Contains(eval[string](tb, `document.querySelector("main").innerText`), "Alleged · denied by Meta") {
		t.Error("the claims of the index have no labels")
	}
}

// All scripts for readers together, minified.
func TestScriptBytes(t *testing.T) {
	const most = 12 << 10
	sum := 0
	for name, b := range openSite(t).files {
		if strings.HasPrefix(name, "assets/") && strings.HasSuffix(name, ".js") {
			sum += len(b)
		}
	}
	if sum == 0 || sum > most {
		t.Errorf("the scripts for readers have %d bytes, at most %d", sum, most)
	}
}

package serve_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/serve"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A browserTab is a real browser looking at a preview. It fails the test on
// anything the page's policy forbids and on any error of a script.
type browserTab struct {
	*preview
	ctx context.Context
}

// findBrowser returns a Chromium, or skips the test where there is none; with
// DOSSIER_BROWSER=required it fails instead.
func findBrowser(t testing.TB) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("DOSSIER_BROWSER") == "required" {
		t.Fatal("no Chromium found, and DOSSIER_BROWSER=required")
	}
	t.Skip("no Chromium found: the preview's script is not tested")
	return ""
}

// browser is the one that all tests share. It ends with the tests.
var browser struct {
	once sync.Once
	ctx  context.Context
	end  context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.end != nil {
		browser.end()
	}
	os.Exit(code)
}

// stillClock takes time out of a page's hands, so that a test judges the same
// on a slow machine: who has just moved is busy until the page is left, and a
// mark beside the text stays until unmark is called.
const stillClock = `{
	performance.now = () => 0;
	const later = setTimeout;
	window.setTimeout = (act, wait) => (wait === 1200 ? (window.unmark = act, 0) : later(act, wait));
}`

// browse opens a page of a preview in a tab of its own and waits for the
// preview's script.
func browse(p *preview, path string) *browserTab {
	p.Helper()
	program := findBrowser(p)
	browser.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.WindowSize(1000, 700))
		if os.Geteuid() == 0 {
			options = append(options, chromedp.NoSandbox) // the sandbox refuses to run as root
		}
		ctx, endProcess := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, endBrowser := chromedp.NewContext(ctx)
		browser.ctx, browser.end = ctx, func() { endBrowser(); endProcess() }
		browser.err = chromedp.Do(ctx)
	})
	p.must(browser.err)
	if p.host == "" {
		p.listen()
	}
	ctx, closeTab := chromedp.NewContext(browser.ctx)
	p.Cleanup(closeTab)
	b := &browserTab{preview: p, ctx: ctx}
	b.must(chromedp.Listen(ctx, b.complain))
	call(b, log.Enable, cdp.Empty{})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: stillClock})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `addEventListener("securitypolicyviolation", (e) => console.error("policy violated: " + e.violatedDirective + " " + e.blockedURI))`,
	})
	b.open(path)
	return b
}

// complain fails the test on what a browser reports of scripts and policies.
// That a stopped server does not answer is no complaint.
func (b *browserTab) complain(e any) {
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		b.Errorf("a script failed: %s %s", e.ExceptionDetails.Text, e.ExceptionDetails.Exception.Description)
	case *runtime.EventConsoleAPICalled:
		for _, arg := range e.Args {
			b.Errorf("console: %s", arg.Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork {
			b.Errorf("the browser says: %s", e.Entry.Text)
		}
	}
}

// call runs one command of the protocol.
func call[P, R any](b *browserTab, command cdp.Command[P, R], params P) R {
	b.Helper()
	r, err := chromedp.Call(b.ctx, command, params)
	b.must(err)
	return r
}

func (b *browserTab) open(path string) {
	b.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.Navigate("http://"+b.host+path)))
	b.until(`customElements.get("dossier-panel") !== undefined`)
	b.do(`window.sameDocument = true`)
}

// until waits for a condition in the page.
func (b *browserTab) until(condition string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingTimeout(deadline))); err != nil {
		b.Fatalf("waiting for %s: %v", condition, err)
	}
}

// do runs a script in the page.
func (b *browserTab) do(script string) {
	b.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](script)))
}

// eval returns the value of an expression in the page.
func eval[T any](b *browserTab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%.80s: %v", expression, err)
	}
	return value
}

// stillHere checks that the document was patched, not loaded again.
func (b *browserTab) stillHere() {
	b.Helper()
	if !eval[bool](b, `window.sameDocument === true`) {
		b.Error("the page was loaded again")
	}
}

// panel returns the words in the preview's own element that are shown. Its
// shadow root is closed: only the debugger sees into it.
func (b *browserTab) panel() string {
	b.Helper()
	var words []string
	collect(b.tree(), false, &words)
	return strings.Join(words, " ")
}

// tree is the whole document, closed shadow roots included.
func (b *browserTab) tree() *cdp.Node {
	b.Helper()
	everything, pierce := int64(-1), true
	return call(b, dom.GetDocument, dom.GetDocumentParams{Depth: &everything, Pierce: &pierce}).Root
}

// each visits every node of the document, closed shadow roots included.
func (b *browserTab) each(visit func(*cdp.Node)) {
	b.Helper()
	var walk func(n *cdp.Node)
	walk = func(n *cdp.Node) {
		visit(n)
		for _, list := range [][]*cdp.Node{n.ShadowRoots, n.Children} {
			for _, c := range list {
				walk(c)
			}
		}
	}
	walk(b.tree())
}

func collect(n *cdp.Node, inside bool, words *[]string) {
	inside = inside || strings.EqualFold(n.LocalName, "dossier-panel")
	for i := 0; i+1 < len(n.Attributes); i += 2 {
		if n.Attributes[i] == "hidden" {
			return
		}
	}
	if inside && n.NodeType == chromedp.NodeTypeText {
		*words = append(*words, n.NodeValue)
	}
	for _, list := range [][]*cdp.Node{n.ShadowRoots, n.Children} {
		for _, c := range list {
			collect(c, inside, words)
		}
	}
}

// untilPanel waits until the panel shows some words and not others.
func (b *browserTab) untilPanel(shows, hides string) {
	b.Helper()
	var words string
	tick, limit := time.NewTicker(10*time.Millisecond), time.After(deadline)
	defer tick.Stop()
	for {
		words = b.panel()
		if strings.Contains(words, shows) && (hides == "" || !strings.Contains(words, hides)) {
			return
		}
		select {
		case <-tick.C:
		case <-limit:
			b.Fatalf("the panel shows %q, want %q and not %q", words, shows, hides)
		}
	}
}

// block finds a paragraph by its words.
func block(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("p")].find((p) => p.textContent.includes(%q))`, words)
}

// edits change the text before, at and after what a reader looks at.
var edits = []string{
	"One paragraph more.\n\n" + long("background"),
	"One paragraph more.\n\nAnd another, with a few words more than the other.\n\n" + long("background"),
	strings.Replace(long("background"), "Paragraph 3 about", "Third paragraph, longer than it was, about", 1),
	strings.Join(strings.Split(long("background"), "\n\n")[5:], "\n\n"),
}

// reading makes the tab that of a reader who has just moved: such a one is not
// led to an edit.
const reading = `dispatchEvent(new Event("wheel"))`

// edit makes one of the edits and waits until it is on screen.
func (b *browserTab) edit(i int) {
	b.Helper()
	mark := fmt.Sprintf("Mark number %d", i)
	b.do(reading)
	b.write(background, chapter("Background", edits[i%len(edits)]+"\n\n"+mark))
	b.until(`document.body.textContent.includes("` + mark + `")`)
}

// ownPort listens on a port that stays free when it is closed for a while: one
// below those that systems hand out.
func ownPort(t *testing.T) net.Listener {
	t.Helper()
	for range 1000 {
		l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", 20000+rand.IntN(10000)))
		if err == nil {
			return l
		}
	}
	t.Fatal("no free port between 20000 and 30000")
	return nil
}

func TestBrowserKeepsScroll(t *testing.T) {
	b := browse(start(t), "/background/")
	read := block("Paragraph 20 about")
	b.do(read + `.scrollIntoView({block: "start", behavior: "instant"}); scrollBy({top: -80, behavior: "instant"}); window.kept = ` + read)
	before := eval[float64](b, `kept.getBoundingClientRect().top`)
	for i := range edits {
		b.edit(i)
		if after := eval[float64](b, read+`.getBoundingClientRect().top`); math.Abs(after-before) > 1 {
			t.Errorf("edit %d: the block on screen moved from %v to %v", i, before, after)
		}
		if !eval[bool](b, `kept.isConnected`) {
			t.Errorf("edit %d: a paragraph that did not change was replaced", i)
		}
	}
	b.stillHere()
}

func TestBrowserKeepsFocus(t *testing.T) {
	b := browse(start(t), "/background/")
	focused := `document.querySelector("a[href='https://example.org/report']")`
	b.do(focused + `.focus()`)
	for i := range edits {
		b.edit(i)
		if !eval[bool](b, `document.activeElement === `+focused) {
			t.Errorf("edit %d: the focus is lost", i)
		}
	}
}

func TestBrowserKeepsSelection(t *testing.T) {
	b := browse(start(t), "/background/")
	b.do(`getSelection().selectAllChildren(` + block("Paragraph 21 about") + `)`)
	// The paragraph's number is part of the selection, and changes in it.
	selected := func() string { return strings.TrimLeft(eval[string](b, `getSelection().toString()`), "0123456789") }
	before := selected()
	for i := range edits {
		b.edit(i)
		if after := selected(); after != before {
			t.Errorf("edit %d: selected is %q, want %q", i, after, before)
		}
	}
}

func TestBrowserPanel(t *testing.T) {
	p := start(t)
	p.write("dossier.yaml", project["dossier.yaml"]+"preview:\n  editor: vscode\n")
	b := browse(p, "/background/")
	b.write(background, chapter("Background", long("background")+"\n\nA claim [@missing-source]."))
	b.untilPanel("missing-source", "")
	words := b.panel()
	for _, part := range []string{"1 error", background + ":", "unknown-citation", "@missing-source"} {
		if !strings.Contains(words, part) {
			t.Errorf("the panel shows %q, without %q", words, part)
		}
	}
	b.until(`document.body.textContent.includes("Paragraph 40 about")`)

	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("\x1b")))
	b.untilPanel("1 error", "unknown-citation")

	b.write(background, chapter("Background", long("background")+"\n\nA claim."))
	b.untilPanel("", "error")
	b.stillHere()
}

func TestBrowserBrokenPage(t *testing.T) {
	b := browse(start(t), "/background/")
	b.write(background, "---\ntitle: Background\n\nNo end.\n")
	b.untilPanel(background, "")
	if !eval[bool](b, `document.body.textContent.includes("Paragraph 40 about")`) {
		t.Error("the last good text is gone")
	}
	b.write(background, chapter("Background", "Mended."))
	b.until(`document.body.textContent.includes("Mended.")`)
	b.untilPanel("", "error")
	b.stillHere()
}

// A stylesheet is swapped without a frame in which the page has none.
func TestBrowserSwapsStyles(t *testing.T) {
	p := start(t)
	p.write("assets/css/95-test.css", "h1{word-spacing:3px}\n")
	b := browse(p, "/background/")
	b.until(`getComputedStyle(document.querySelector("h1")).wordSpacing === "3px"`)
	b.do(`window.seen = new Set(); (function look() { seen.add(getComputedStyle(document.querySelector("h1")).wordSpacing); requestAnimationFrame(look) })()`)
	b.write("assets/css/95-test.css", "h1{word-spacing:5px}\n")
	b.until(`getComputedStyle(document.querySelector("h1")).wordSpacing === "5px" && [...document.styleSheets].filter((s) => s.href).length === 1`)
	if got := eval[string](b, `[...seen].sort().join()`); strings.Trim(strings.ReplaceAll(strings.ReplaceAll(got, "3px", ""), "5px", ""), ",") != "" {
		t.Errorf("frames had the word spacings %s, want 3px and then 5px", got)
	}
	b.stillHere()
}

// A tab follows a page to its new address, and says when a page has gone.
func TestBrowserMovedAndGone(t *testing.T) {
	b := browse(start(t), "/background/")
	b.write(background, chapter("Background", long("background"), "slug: before\n"))
	b.until(`location.pathname === "/before/"`)
	b.write(background, chapter("Background", long("background")+"\n\nAt the new address.", "slug: before\n"))
	b.until(`document.body.textContent.includes("At the new address.")`)
	b.must(os.Remove(b.path(background)))
	b.untilPanel(background+" was deleted", "")
	if !eval[bool](b, `document.body.textContent.includes("At the new address.")`) {
		t.Error("the text on screen is gone")
	}
	b.write(background, chapter("Background", "Back again.", "slug: before\n"))
	b.until(`document.body.textContent.includes("Back again.")`)
	b.untilPanel("", "was deleted")
	b.stillHere()
}

// A tab outlives its server: it finds the next one on the same port, and shows
// what has changed meanwhile.
func TestBrowserOutlivesServer(t *testing.T) {
	p := start(t)
	l := ownPort(t)
	p.host = l.Addr().String()
	serveOn := func(l net.Listener) (stop func()) {
		ctx, cancel := context.WithCancel(context.Background())
		served := make(chan error, 1)
		server := p.server
		go func() { served <- server.Serve(ctx, l) }()
		return func() {
			cancel()
			if err := <-served; err != nil {
				t.Error(err)
			}
		}
	}
	stop := serveOn(l)
	b := browse(p, "/background/")
	b.untilPanel("", "stopped")
	times := 20
	if testing.Short() {
		times = 3
	}
	for i := range times {
		stop()
		b.untilPanel("The preview has stopped", "")
		mark := fmt.Sprintf("Mark number %d", i)
		p.write(background, chapter("Background", long("background")+"\n\n"+mark))
		p.restart(func(o *serve.Options) {})
		l, err := net.Listen("tcp", p.host)
		p.must(err)
		stop = serveOn(l)
		b.until(`document.body.textContent.includes("` + mark + `")`)
		b.untilPanel("", "stopped")
		b.stillHere()
	}
	stop()
}

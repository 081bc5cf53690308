// Package browsertest looks at our own explainer as readers do. It builds the
// project with the real pipeline, serves it on this machine with the headers of
// production, and opens it in Chromium: on phones and desks, light and dark, on
// paper, with large text, with scripts off.
//
// Where there is no Chromium its tests are skipped, unless DOSSIER_BROWSER is
// "required". Links, ids and outlines are checked in any case.
//
//	go test ./internal/browsertest -run Screens -update
//
// writes pictures of every kind of page into the folder screens of the project.
package browsertest

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write the pictures of TestScreens")

// names lists the programs that count as Chromium, best first.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"}

// started is the browser that all tests share. It ends with the tests.
var started struct {
	once sync.Once
	ctx  context.Context
	end  context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if started.end != nil {
		started.end()
	}
	if opened.end != nil {
		opened.end()
	}
	os.Exit(code)
}

// browser returns the shared browser and starts it first. Without one the test
// is skipped, or fails where a browser is required.
func browser(t *testing.T) context.Context {
	t.Helper()
	i := slices.IndexFunc(names, func(name string) bool { _, err := exec.LookPath(name); return err == nil })
	if i < 0 {
		if os.Getenv("DOSSIER_BROWSER") == "required" {
			t.Fatalf("no Chromium on this machine (looked for %v), and DOSSIER_BROWSER=required", names)
		}
		t.Skipf("no Chromium on this machine (looked for %v)", names)
	}
	started.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(names[i]), chromedp.Flag("hide-scrollbars", true))
		if os.Geteuid() == 0 {
			options = append(options, chromedp.NoSandbox) // the sandbox refuses to run as root
		}
		ctx, endProcess := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, endBrowser := chromedp.NewContext(ctx)
		started.ctx, started.end = ctx, func() { endBrowser(); endProcess() }
		started.err = chromedp.Do(ctx)
	})
	if started.err != nil {
		t.Fatalf("start Chromium: %v", started.err)
	}
	return started.ctx
}

// A tab is one page of the browser for one test.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site *site

	mu       sync.Mutex // guards troubles
	troubles []string   // console errors, violations of the policy, failed and foreign requests
}

// newTab opens an empty tab, 1440 pixels wide, and closes it with the test.
func newTab(t *testing.T) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(browser(t))
	t.Cleanup(end)
	ctx, end = context.WithTimeout(ctx, 20*time.Minute)
	t.Cleanup(end)
	tb := &tab{t: t, ctx: ctx, site: openSite(t)}
	tb.must(chromedp.Listen(ctx, tb.listen))
	call(tb, log.Enable, cdp.Empty{})
	call(tb, audits.Enable, cdp.Empty{})
	call(tb, network.Enable, network.EnableParams{})
	tb.resize(1440)
	return tb
}

func (tb *tab) must(err error) {
	tb.t.Helper()
	if err != nil {
		tb.t.Fatal(err)
	}
}

// call runs one command of the protocol.
func call[P, R any](tb *tab, command cdp.Command[P, R], params P) R {
	tb.t.Helper()
	r, err := chromedp.Call(tb.ctx, command, params)
	tb.must(err)
	return r
}

// eval returns the value of an expression in the page.
func eval[T any](tb *tab, expression string) T {
	tb.t.Helper()
	v, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

// listen notes what a reader's browser would complain about.
func (tb *tab) listen(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			tb.note("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		tb.note("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		tb.note("console: %s", e.Type)
	case *audits.EventIssueAdded:
		tb.note("issue: %s", e.Issue.Code)
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && u.Scheme+"://"+u.Host != tb.site.url {
			tb.note("request to another origin: %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			tb.note("request failed: %s %s", e.Type, e.ErrorText)
		}
	}
}

func (tb *tab) note(format string, args ...any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.troubles = append(tb.troubles, fmt.Sprintf(format, args...))
}

// takeTroubles returns what was noted since the last call.
func (tb *tab) takeTroubles() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	out := tb.troubles
	tb.troubles = nil
	return out
}

// visit opens a page and waits until its fonts are there.
func (tb *tab) visit(path string) {
	tb.t.Helper()
	tb.load(path)
	tb.settle()
}

// load opens a page and waits for what it loads at once.
func (tb *tab) load(path string) {
	tb.t.Helper()
	// A fragment alone would not load the page again.
	tb.must(chromedp.Do(tb.ctx, chromedp.Navigate("about:blank")))
	tb.takeTroubles()
	tb.must(chromedp.Do(tb.ctx, chromedp.Navigate(tb.site.url+path)))
}

// settle waits for fonts and for the next frame. It needs scripts in the page.
func (tb *tab) settle() {
	tb.t.Helper()
	eval[bool](tb, `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
}

// resize makes the window so many pixels wide.
func (tb *tab) resize(width int64) { tb.t.Helper(); tb.resizeTo(width, 900) }

func (tb *tab) resizeTo(width, height int64) {
	tb.t.Helper()
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

// see sets the media: "" or "print", and features such as prefers-color-scheme.
func (tb *tab) see(media string, features ...string) {
	tb.t.Helper()
	p := emulation.SetEmulatedMediaParams{Media: media}
	for i := 0; i+1 < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	call(tb, emulation.SetEmulatedMedia, p)
}

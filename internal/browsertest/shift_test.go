package browsertest

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

// fontGate holds back the answers to requests for fonts while it is closed: as
// many as leave a browser connections for the page itself, of which it has six.
type fontGate struct {
	mu   sync.Mutex
	open chan struct{} // closed where fonts may pass
	held int
}

// mostHeld is how many fonts are held back at once.
const mostHeld = 4

func (g *fontGate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open, g.held = make(chan struct{}), 0
}

func (g *fontGate) release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open != nil {
		close(g.open)
		g.open = nil
	}
}

// wait returns once a request may be answered.
func (g *fontGate) wait(r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, ".woff2") {
		return
	}
	g.mu.Lock()
	open := g.open
	g.held++
	pass := open == nil || g.held > mostHeld
	g.mu.Unlock()
	if pass {
		return
	}
	select {
	case <-open:
	case <-r.Context().Done():
	}
}

// Nothing moves when the fonts arrive after the text has been shown.
func TestNoShiftFromFonts(t *testing.T) {
	tb := newTab(t)
	call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	t.Cleanup(tb.site.fonts.release)
	for _, w := range []int64{360, 1440} {
		tb.resize(w)
		for _, p := range tb.site.pages {
			tb.load("/no-such-page/")
			tb.site.fonts.shut()
			call(tb, page.Navigate, page.NavigateParams{URL: tb.site.url + p})
			eval[bool](tb, `new Promise(done => { const look = () => document.readyState == "loading" || !document.querySelector("footer") ? setTimeout(look, 5) : requestAnimationFrame(() => requestAnimationFrame(() => done(true))); look() })`)
			eval[bool](tb, `(window.shifts = [], new PerformanceObserver(l => shifts.push(...l.getEntries().map(e => e.value.toFixed(4) + " " + e.sources.map(s => (s.node?.tagName || s.node?.parentElement?.tagName) + "." + (s.node?.className || "") + ":" + (s.node?.textContent || "").slice(0, 20)).join(",")))).observe({type: "layout-shift", buffered: true}), true)`)
			tb.site.fonts.release()
			tb.settle()
			for _, s := range eval[[]string](tb, `shifts`) {
				t.Errorf("%s at %d: %s", p, w, s)
			}
		}
	}
}

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
)

// No page makes the browser complain, break the policy or ask another origin.
func TestQuiet(t *testing.T) {
	tb := newTab(t)
	call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	for _, p := range tb.site.pages {
		for _, scheme := range []string{"light", "dark"} {
			tb.see("", "prefers-color-scheme", scheme)
			tb.visit(p)
			for _, s := range tb.takeTroubles() {
				t.Errorf("%s, %s: %s", p, scheme, s)
			}
		}
	}
}

// Nothing is missing where scripts are off.
func TestWithoutScripts(t *testing.T) {
	tb := newTab(t)
	const words = `document.body.innerText`
	for _, p := range tb.site.pages {
		tb.visit(p)
		with := eval[string](tb, words)
		// Two scripts of ours may stand there: they add the search and the cards,
		// and what the footer promises is that none is needed.
		if n := eval[int](tb, `[...document.scripts].filter(s => s.type != "application/ld+json" && !/^\/assets\/(search|cards)\.[0-9a-f]+\.js$/.test(new URL(s.src, location).pathname)).length`); n > 0 {
			t.Errorf("%s has %d scripts that are neither the search nor the cards", p, n)
		}
		call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		tb.load(p)
		if without := eval[string](tb, words); without != with {
			t.Errorf("%s says something else without scripts", p)
		}
		call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	}
}

func TestNoCookies(t *testing.T) {
	tb := newTab(t)
	tb.visit(tb.site.chapter())
	if c := call(tb, network.GetCookies, network.GetCookiesParams{}); len(c.Cookies) > 0 {
		t.Errorf("the page set %d cookies", len(c.Cookies))
	}
	if n := eval[int](tb, `localStorage.length + sessionStorage.length`); n > 0 {
		t.Errorf("the page stored %d values", n)
	}
}

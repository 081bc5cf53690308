package browsertest

import "testing"

// texts are the boxes of the words of the overview that meet another's.
const texts = `(() => {
	const all = [...document.querySelectorAll(".strip text")].map(e => [e.textContent, e.getBoundingClientRect()]);
	const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 6 && b.top < a.bottom - 6;
	return all.flatMap(([s, a], i) => all.slice(i + 1).filter(([, b]) => meet(a, b)).map(([t]) => s + " meets " + t));
})()`

// The overview of the timeline is shown where it can be read, on paper too, and
// its names keep off each other.
func TestTimelineOverview(t *testing.T) {
	tb := newTab(t)
	const size = `Math.min(...[...document.querySelectorAll(".strip text")].map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a))`
	for _, w := range []int64{360, 768, 1100, 1440, 1920} {
		tb.resize(w)
		tb.visit("/timeline/")
		if shown := eval[bool](tb, `document.querySelector(".strip").checkVisibility()`); shown != (w >= 1100) {
			t.Errorf("at %d the overview is shown: %v", w, shown)
		} else if shown {
			if px := eval[float64](tb, size); px < 11 {
				t.Errorf("at %d the names of the overview are %.1f pixels high", w, px)
			}
			for _, s := range eval[[]string](tb, texts) {
				t.Errorf("at %d %s", w, s)
			}
		}
	}
	tb.see("print")
	tb.resize(658) // A4 less its margins, in CSS pixels
	if px := eval[float64](tb, size); px < 9 {
		t.Errorf("on paper the names of the overview are %.1f pixels high", px)
	}
	for _, s := range eval[[]string](tb, texts) {
		t.Errorf("on paper %s", s)
	}
}

// A filter hides the events of others and eras that have no other, and nothing
// on paper.
func TestTimelineFilter(t *testing.T) {
	tb := newTab(t)
	tb.resize(1440)
	tb.visit("/timeline/")
	const shown = `document.querySelectorAll(".timeline>li").length - [...document.querySelectorAll(".timeline>li")].filter(e => !e.checkVisibility()).length`
	all := eval[int](tb, shown)
	for _, id := range eval[[]string](tb, `[...document.querySelectorAll(".filters input")].map(e => e.id)`) {
		eval[bool](tb, `document.getElementById("`+id+`").click() || true`)
		want := eval[int](tb, `parseInt(document.querySelector("label:has(#`+id+`) .label").textContent.match(/\d+$/)[0])`)
		if got := eval[int](tb, shown); got != want {
			t.Errorf("%s shows %d events and promises %d", id, got, want)
		}
		if n := eval[int](tb, `[...document.querySelectorAll(".events section")].filter(e => e.checkVisibility() && ![...e.querySelectorAll("li")].some(e => e.checkVisibility())).length`); n > 0 {
			t.Errorf("%s leaves %d eras without events", id, n)
		}
	}
	tb.see("print")
	if got := eval[int](tb, shown); got != all {
		t.Errorf("on paper %d of %d events are shown", got, all)
	}
}

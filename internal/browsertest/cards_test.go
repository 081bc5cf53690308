package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// rest moves the pointer of a mouse onto an element, which is scrolled to the
// middle of the window.
func (tb *tab) rest(element string) {
	tb.t.Helper()
	at := eval[[]float64](tb, `(() => { const e = `+element+`; e.scrollIntoView({block: "center", behavior: "instant"})
		const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] })()`)
	call(tb, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
}

const (
	openCard = `document.querySelector(".card:popover-open")`
	someMark = `document.querySelectorAll(".text>p .marks a:not(.vh)")[4]`
)

// Resting on the number of a note that is not in sight shows what it says, beside
// the number and within the window; Escape dismisses it. Nothing is loaded for it.
func TestCardOfNote(t *testing.T) {
	tb := newTab(t)
	tb.resize(768)
	tb.visit(tb.site.chapter())
	files := eval[int](tb, `performance.getEntriesByType("resource").length`)
	tb.rest(someMark)
	tb.waitFor(openCard)
	got := eval[struct {
		Said, Note    string
		Inside, Quiet bool
	}](tb, `(() => { const card = `+openCard+`, r = card.getBoundingClientRect(), words = s => s.replace(/\s+/g, " ").trim()
		return {said: words(card.textContent), note: words(document.querySelector(`+someMark+`.hash).textContent),
			inside: r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight,
			quiet: card.ariaHidden === "true" && !card.querySelector("[id],a:not([tabindex='-1'])")} })()`)
	if got.Said == "" || got.Said != got.Note {
		t.Errorf("the card says %q, the note %q", got.Said, got.Note)
	}
	if !got.Inside || !got.Quiet {
		t.Errorf("within the window: %t; out of the way of keys and screen readers: %t", got.Inside, got.Quiet)
	}
	if n := eval[int](tb, `performance.getEntriesByType("resource").length`); n != files {
		t.Errorf("%d files were loaded for a note that is in the page", n-files)
	}
	tb.press("Escape")
	tb.waitFor(`!` + openCard)
}

// Reached with the keyboard, the same; the next key stop takes it away. A note
// that is in sight beside its number needs no card.
func TestCardWithKeys(t *testing.T) {
	tb := newTab(t)
	tb.resize(768)
	tb.visit(tb.site.chapter())
	tb.press("Tab") // the keyboard is in use, so that focus is shown
	eval[bool](tb, someMark+`.focus(), true`)
	tb.waitFor(openCard)
	tb.press("Tab")
	tb.waitFor(`!` + openCard + ` || ` + openCard + `.textContent.includes(document.querySelector(document.activeElement.hash)?.textContent)`)

	tb.resize(1440)
	tb.visit(tb.site.chapter())
	tb.rest(`document.querySelector(".text>p .marks a")`)
	if eval[bool](tb, `new Promise(done => setTimeout(() => done(!!`+openCard+`), 600))`) {
		t.Error("a card shows a note that stands beside it")
	}
}

// Resting on the name of a source shows what its page says of it, its caution
// included; the pointer may go onto the card, and the card goes when it leaves.
func TestCardOfSource(t *testing.T) {
	tb := newTab(t)
	tb.resize(1440)
	tb.visit(tb.site.chapter())
	link := `document.querySelector('.note a[href="/sources/#s-notthebee-2024"]')`
	tb.rest(link)
	tb.waitFor(openCard)
	if said := eval[string](tb, openCard+`.textContent`); !strings.Contains(said, "Partisan site") {
		t.Errorf("the card says %q, without the caution of its source", said)
	}
	tb.rest(openCard)
	if !eval[bool](tb, `new Promise(done => setTimeout(() => done(!!`+openCard+`), 600))`) {
		t.Error("the card goes while the pointer is on it")
	}
	tb.rest(`document.querySelector("h1")`)
	tb.waitFor(`!` + openCard)
}

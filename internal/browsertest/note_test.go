package browsertest

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// Where there is a margin, all notes stand in it, beside the text.
func TestNotesInTheMargin(t *testing.T) {
	tb := newTab(t)
	for _, p := range tb.site.texts() {
		tb.visit(p)
		for _, w := range []int64{1100, 1344, 1440, 1920} {
			tb.resize(w)
			hidden := eval[int](tb, `[...document.querySelectorAll(".columns .note")].filter(e => !e.getClientRects().length).length`)
			if hidden > 0 {
				t.Errorf("%s at %d: %d notes are hidden", p, w, hidden)
			}
			for _, s := range eval[[]string](tb, collisions) {
				t.Errorf("%s at %d: %s", p, w, s)
			}
		}
	}
}

const shownNotes = `[...document.querySelectorAll(".note")].filter(e => e.getClientRects().length).map(e => e.id)`

// On a phone a note is unseen until its number is followed. It then opens in
// place, and leads back.
func TestNoteOpensInPlace(t *testing.T) {
	tb := newTab(t)
	tb.resizeTo(360, 740)
	tb.visit(tb.site.chapter())
	if shown := eval[[]string](tb, shownNotes); len(shown) > 0 {
		t.Fatalf("notes are shown before anybody asks: %v", shown)
	}
	mark := eval[string](tb, `document.querySelectorAll(".text>p .marks a:not(.vh)")[2].id`)
	note := eval[string](tb, `document.getElementById(`+strconv.Quote(mark)+`).hash.slice(1)`)
	tb.follow("#" + note)
	if shown := eval[[]string](tb, shownNotes); len(shown) != 1 || shown[0] != note {
		t.Fatalf("following %s shows %v, want %s", mark, shown, note)
	}
	inView := `(() => { const r = document.getElementById(` + strconv.Quote(note) + `).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`
	if !eval[bool](tb, inView) {
		t.Error("the note that was asked for is out of sight")
	}
	if !eval[bool](tb, `document.getElementById(`+strconv.Quote(mark)+`).getBoundingClientRect().top >= 0`) {
		t.Error("opening the note moved its sentence out of sight")
	}
	back := eval[string](tb, `document.getElementById(`+strconv.Quote(note)+`).querySelector("[role=doc-backlink]").hash`)
	if back != "#"+mark {
		t.Errorf("the note leads back to %s, want #%s", back, mark)
	}
	tb.follow(back)
	if shown := eval[[]string](tb, shownNotes); len(shown) > 0 {
		t.Errorf("the note stays open: %v", shown)
	}
	if !eval[bool](tb, `(() => { const r = document.getElementById(`+strconv.Quote(mark)+`).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`) {
		t.Error("the way back does not lead to the sentence")
	}
}

// follow presses the link of the page with an address.
func (tb *tab) follow(href string) {
	tb.t.Helper()
	sel := chromedp.CSS(`a[href=` + strconv.Quote(href) + `]`)
	tb.must(chromedp.Do(tb.ctx, chromedp.ScrollIntoView(sel), chromedp.Click(sel)))
	tb.settle()
}

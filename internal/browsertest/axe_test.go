package browsertest

import (
	"os"
	"testing"
)

// allRules runs every rule of axe-core, also those for good practice. It runs none
// that is still being tried, nor contrast of level AAA, which redline does not
// reach and does not need to.
const allRules = `{resultTypes: ["violations"], rules: Object.fromEntries(axe.getRules().map(r => [r.ruleId, {enabled: !r.tags.includes("experimental") && r.ruleId !== "color-contrast-enhanced"}]))}`

// axe-core finds nothing to complain of, phone and desk, light and dark, with a
// note open where there is one. What it cannot decide itself is not counted.
func TestAxe(t *testing.T) {
	tb := newTab(t)
	axe, err := os.ReadFile("testdata/axe.min.js")
	tb.must(err)
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 1440}, {"light", 320}, {"dark", 768}} {
		tb.see("", "prefers-color-scheme", look.scheme)
		tb.resize(look.width)
		for _, p := range append(tb.site.pages, "/no-such-page/") {
			if p == "/all/" && look.scheme == "dark" {
				continue // it is the other pages, joined, and takes as long as they do
			}
			tb.visit(p)
			eval[bool](tb, `(() => { const n = document.querySelector(".note[id]"); if (n) location.hash = n.id; return true })()`)
			eval[bool](tb, string(axe)+";true")
			report := eval[struct {
				Violations []string `json:"violations"`
				Passes     int      `json:"passes"`
			}](tb, `axe.run(`+allRules+`).then(r => ({passes: r.passes.length,
				violations: r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary))}))`)
			if report.Passes < 15 {
				t.Errorf("%s: axe passed %d rules only; did it see the page?", p, report.Passes)
			}
			for _, s := range report.Violations {
				t.Errorf("%s, %s, %d: %s", p, look.scheme, look.width, s)
			}
		}
	}
}

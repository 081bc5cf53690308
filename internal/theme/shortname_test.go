package theme_test

import (
	"strings"
	"testing"

	"dossier/internal/theme"
)

// Names of custom properties are as short as can be where styles are made small:
// in both sheets the same, and nowhere but in names.
func TestShortNames(t *testing.T) {
	const project = `
-- assets/css/first/1.css --
:root{--ink:#111;--paper:#fff;--kept:1px;--read:2px;--a:0}
-- assets/css/2.css --
/* --ink */
p{color:var(--ink);background:var(--paper);content:"--ink";width:var(--kept);anchor-name:--note;top:anchor(--note bottom)}
.--ink,a.x--ink,#--ink,.\--ink{color:var(--ink,--paper);background:url(../i/--ink.svg)}
@page{margin:calc(1px - var(--read))}
-- assets/i/--ink.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- assets/js/a.js --
style.getPropertyValue('--kept')
-- layouts/chapter.html --
<svg><path fill="var(--read)"/></svg>
`
	th, diags := load(t, project, minified())
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if got, want := th.First(), `:root{--a:#111;--b:#fff;--kept:1px;--read:2px;--d:0}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	got := contents(t, th, th.Asset("site.css"))
	want := `p{color:var(--a);background:var(--b);content:"--ink";width:var(--kept);anchor-name:--c;top:anchor(--c bottom)}` +
		`.--ink,a.x--ink,#--ink,.\--ink{color:var(--a,--b);background:url(` + th.Asset("i/--ink.svg") + `)}@page{margin:calc(1px - var(--read))}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if th, _ = load(t, project, theme.Options{}); !strings.Contains(th.First(), "--paper:#fff") {
		t.Errorf("names are short in styles that stay as they are: %s", th.First())
	}
}

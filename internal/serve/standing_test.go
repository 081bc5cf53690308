package serve

import "testing"

// A tab is told the shortest true thing, and nothing where nothing has changed
// for it.
func TestSince(t *testing.T) {
	base := standing{snapshot: 1, path: "/a/", status: 200, source: "content/en/01-a.md", hash: "h1", pageDigest: "d1", text: true}
	with := func(change func(*standing)) standing {
		s := base
		s.snapshot++
		change(&s)
		return s
	}
	gone := with(func(s *standing) { s.status, s.gone = 404, &absence{Reason: "deleted"} })
	moved := with(func(s *standing) { s.status, s.moved = 404, "/b/" })
	typed := with(func(s *standing) { s.status, s.text, s.hash = 404, false, "h404" })
	cases := []struct {
		name        string
		before, now standing
		want        string
	}{
		{"another page was saved", base, with(func(*standing) {}), ""},
		{"the text changed", base, with(func(s *standing) { s.hash = "h2" }), "page"},
		{"only styles changed", base, with(func(s *standing) { s.hash, s.onlyStyles = "h2", "h1" }), "style"},
		{"only styles changed, after a text the tab never got", base, with(func(s *standing) { s.hash, s.onlyStyles = "h3", "h2" }), "page"},
		{"its diagnostics changed", base, with(func(s *standing) { s.pageDigest = "d2" }), "diagnostics"},
		{"text and diagnostics changed", base, with(func(s *standing) { s.hash, s.pageDigest = "h2", "d2" }), "page"},
		{"the site has been counted", base, with(func(s *standing) { s.site.Complete = true }), "diagnostics"},
		{"deleted", base, gone, "gone"},
		{"still deleted", gone, gone, ""},
		{"deleted, then a draft", gone, with(func(s *standing) { s.status, s.gone = 404, &absence{Reason: "draft"} }), "gone"},
		{"back as it was", gone, base, "page"},
		{"moved", base, moved, "moved"},
		{"still moved", moved, moved, ""},
		{"moved back", moved, base, "page"},
		{"a tab with the 404 page of an old address", typed, with(func(s *standing) { s.status, s.moved, s.hash = 404, "/b/", "h404" }), ""},
		{"such a tab after another save", with(func(s *standing) { s.status, s.text, s.moved, s.hash = 404, false, "/b/", "h404" }),
			with(func(s *standing) { s.status, s.moved, s.hash = 404, "/b/", "h404" }), ""},
		{"such a tab when the page is back", typed, base, "page"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n, ok := c.now.since(c.before)
			got := n.event
			if !ok {
				got = ""
			}
			if got != c.want {
				t.Errorf("event = %q, want %q", got, c.want)
			}
		})
	}
}

func TestOnlyStyles(t *testing.T) {
	page := func(sheet, text string, sheets ...string) standing {
		body := `<link rel="stylesheet" href="` + sheet + `"><p>` + text
		return standing{status: 200, hash: hashOf([]byte(body)), body: []byte(body), sheets: sheets}
	}
	const one, two = "/assets/site.0000000000000001.css", "/assets/site.0000000000000002.css"
	before := page(one, "text", one)
	if hash, styles := onlyStyles(before, page(two, "text", two)); hash != before.hash || len(styles) != 1 || styles[0] != (style{one, two}) {
		t.Errorf("a new stylesheet: %q, %v", hash, styles)
	}
	if hash, _ := onlyStyles(before, page(two, "other text", two)); hash != "" {
		t.Error("a new text passed for a new stylesheet")
	}
	if hash, _ := onlyStyles(before, before); hash != "" {
		t.Error("nothing passed for a new stylesheet")
	}
}

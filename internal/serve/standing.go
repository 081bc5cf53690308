package serve

import (
	"cmp"
	"encoding/json"
	"fmt"
)

// A standing is how one page stands in a snapshot: all that a tab which shows
// it may have to be told.
type standing struct {
	snapshot int
	drafts   bool       // are shown
	path     string     // the address the tab shows
	status   int        // 200, or 404
	source   string     // the input file behind it; "" where it has none
	hash     string     // of the bytes that the address answers with
	body     []byte     // those bytes
	sheets   []string   // stylesheets of the site
	links    []neighbor // pages next to it

	moved string   // the new address of what was here; "" while it has not moved
	gone  *absence // why what was here is no longer there; nil while it is
	text  bool     // of a tab: it has a text of this page on screen, and keeps it when the page goes

	onlyStyles string  // hash of an earlier version that differs from this one by stylesheets alone; "" for none
	styles     []style // those stylesheets

	page       counts
	pageDigest string // tells two lists of diagnostics apart
	site       siteReport
}

// An absence says why a page has disappeared.
type absence struct {
	Reason string     `json:"reason"` // "deleted", "draft" or "embargo"
	File   string     `json:"file"`
	Text   string     `json:"text"`  // both, in words
	Links  []neighbor `json:"links"` // pages that were next to it
}

func absenceOf(reason, file string, links []neighbor) *absence {
	why := map[string]string{"draft": "is a draft now", "embargo": "is under embargo"}
	text := fmt.Sprintf("This page is no longer in the dossier: %s %s.", file, cmp.Or(why[reason], "was deleted"))
	return &absence{Reason: reason, File: file, Text: text, Links: links}
}

type neighbor struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// A style is a stylesheet that has a new address.
type style struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// news is one event for a browser.
type news struct {
	event string
	data  any
}

type (
	allCounts struct {
		Page counts     `json:"page"`
		Site siteReport `json:"site"`
	}
	helloData struct {
		Server   string `json:"server"` // tells one run of the server from another
		Snapshot int    `json:"snapshot"`
		Status   int    `json:"status"`
		Hash     string `json:"hash"`
		Drafts   bool   `json:"drafts"`
		Follow   bool   `json:"follow"`
		Polling  string `json:"polling"` // what is polled and why; "" where changes are announced
		allCounts
	}
	pageData struct {
		Snapshot int    `json:"snapshot"`
		Path     string `json:"path"`
		Hash     string `json:"hash"`
		allCounts
	}
	styleData struct {
		Snapshot int     `json:"snapshot"`
		Hash     string  `json:"hash"`
		Styles   []style `json:"styles"`
		allCounts
	}
	movedData struct {
		Snapshot int    `json:"snapshot"`
		From     string `json:"from"`
		To       string `json:"to"`
	}
	goneData struct {
		Snapshot int    `json:"snapshot"`
		Path     string `json:"path"`
		*absence
	}
	diagnosticsData struct {
		Snapshot int `json:"snapshot"`
		allCounts
	}
)

// since says what a tab that was told of before has to be told now; ok is
// false where that is nothing. A tab that never showed the page, only its 404,
// is not led to where the page went.
func (now standing) since(before standing) (n news, ok bool) {
	all := allCounts{now.page, now.site}
	switch {
	case now.moved != "" && before.text:
		return news{"moved", movedData{now.snapshot, now.path, now.moved}}, now.moved != before.moved
	case now.gone != nil && before.text:
		return news{"gone", goneData{now.snapshot, now.path, now.gone}}, before.gone == nil || before.gone.Reason != now.gone.Reason
	case now.hash != before.hash && before.hash != "" && now.onlyStyles == before.hash:
		return news{"style", styleData{now.snapshot, now.hash, now.styles, all}}, true
	case now.hash != before.hash || before.text && (before.gone != nil || before.moved != ""):
		return news{"page", pageData{now.snapshot, now.path, now.hash, all}}, true
	case now.pageDigest != before.pageDigest || now.site.digest != before.site.digest || now.site.Complete != before.site.Complete ||
		now.drafts != before.drafts:
		return news{"diagnostics", diagnosticsData{now.snapshot, all}}, true
	}
	return news{}, false
}

// frame writes an event as it goes over the wire.
func (n news) frame() []byte {
	data, err := json.Marshal(n.data)
	if err != nil { // plain structs always encode
		data = []byte("{}")
	}
	return []byte("event: " + n.event + "\ndata: " + string(data) + "\n\n")
}

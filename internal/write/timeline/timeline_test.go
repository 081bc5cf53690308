package timeline_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/optimise"
	"dossier/internal/read/record"
	"dossier/internal/theme"
	"dossier/internal/write/timeline"
	"dossier/layouts"

	"github.com/google/go-cmp/cmp"
)

const events = `eras:
  - id: early
    date: "2009/2012"
    title: "The early years"
events:
  - id: old
    date: "-0043-03-15"
    title: "Caesar \"falls\" & <b>dies</b>"
    cite: [{cite: "@paper, p. 3", weight: primary}, "@letter"]
  - id: by
    date: "../2013"
    title: "Agreements, according to the lawyers"
    short: "Agreements"
    text: "They say: ‘by then’."
    cite: ["@letter", "@paper"]
    names: ["harbour"]
    claims: ["access"]
    certainty: approx
    alt-dates:
      - {date: "2016~", cite: ["@{a key, with a comma}, p. 2"], why: "said \"later\""}
      - {date: "2017/..", cite: ["@letter", "@paper"]}
    seq: 7
  - id: spring
    date: "2013-21"
    title: "Spring"
    cite: []
  - id: stretch
    date: "2014-09-02/2015~"
    title: "Feature"
    cite: ["@paper"]
  - id: far
    date: "Y12024"
    title: "Later"
    cite: ["@paper"]
    planned: true
`

// TestRoundTrip: what is written for TimelineJS is read back as the events that
// it was made of.
func TestRoundTrip(t *testing.T) {
	made := jsonOf(t, events)
	got, diags := record.TimelineJS(made, "en")
	for _, d := range diags {
		t.Errorf("%d: %s", d.Span.Start, d.Message)
	}
	if t.Failed() {
		return
	}
	if len(got.Left) > 0 {
		t.Errorf("left behind: %v", got.Left)
	}
	if diff := cmp.Diff(events, string(timeline.YAML(got.Events, got.Eras, "en", false))); diff != "" {
		t.Errorf("-written +read back:\n%s", diff)
	}
}

// TestShape: another program finds what the form of TimelineJS promises.
func TestShape(t *testing.T) {
	var file struct {
		Events []struct {
			ID    string         `json:"unique_id"`
			Start map[string]int `json:"start_date"`
			End   map[string]int `json:"end_date"`
			Shown string         `json:"display_date"`
			Text  struct{ Headline, Text string }
		}
		Eras []struct {
			Start map[string]int `json:"start_date"`
			End   map[string]int `json:"end_date"`
		}
	}
	if err := json.Unmarshal(jsonOf(t, events), &file); err != nil {
		t.Fatal(err)
	}
	byID := map[string]int{}
	for i, e := range file.Events {
		byID[e.ID] = i
	}
	old, by, stretch := file.Events[byID["old"]], file.Events[byID["by"]], file.Events[byID["stretch"]]
	if old.Start["year"] != -43 || old.Start["day"] != 15 || old.Text.Headline != "Caesar &#34;falls&#34; &amp; &lt;b&gt;dies&lt;/b&gt;" {
		t.Errorf("an old event: %+v", old)
	}
	if by.Start["year"] != 2013 || by.End != nil || by.Shown != "by about 2013" || !strings.Contains(by.Text.Text, "<p>Another date given: about 2016, said &#34;later&#34;</p>") || !strings.Contains(by.Text.Text, `<a href="https://example.org/timeline/#t-by">`) {
		t.Errorf("an event without beginning: %+v", by)
	}
	if stretch.End["year"] != 2015 || file.Eras[0].End["year"] != 2012 {
		t.Errorf("a stretch: %+v, an era: %+v", stretch, file.Eras[0])
	}
}

// TestScale: TimelineJS is told of years that it counts otherwise.
func TestScale(t *testing.T) {
	for date, want := range map[string]bool{"2013": false, "Y-271820": false, "Y-271821": true, "2013/Y275760": true} {
		made := jsonOf(t, "- {id: a, date: \""+date+"\", title: A, cite: [\"@paper\"]}\n")
		if got := strings.Contains(string(made), `"scale": "cosmological"`); got != want {
			t.Errorf("%s: cosmological is %v", date, got)
		}
	}
}

// english is the words of the site, loaded once.
var english = sync.OnceValue(func() *theme.Words {
	files, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		panic(err)
	}
	th, _, err := theme.Load(input.Join(files), theme.Options{Languages: []string{"en"}, Keys: label.Keys, Optimiser: theme.Optimiser{Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG}})
	if err != nil {
		panic(err)
	}
	return th.Words("en")
})

func jsonOf(t *testing.T, yaml string) []byte {
	t.Helper()
	langs := []string{"en"}
	list, diags := record.Events([]byte(yaml), langs)
	eras, more := record.Eras([]byte(yaml), langs)
	for _, d := range append(diags, more...) {
		t.Fatalf("%d: %s in\n%s", d.Span.Start, d.Message, yaml)
	}
	inv := &casefile.Investigation{Settings: &casefile.Settings{Title: casefile.Text{"en": "A case"}, Languages: langs}, Eras: eras}
	inv.Events = casefile.NewRegister(list, func(e *casefile.Event) string { return e.ID })
	made, err := timeline.Timeline{Investigation: inv, Words: english(), Page: "https://example.org/timeline/"}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// FuzzRoundTrip: what is imported can be read by our own reader, and comes back
// the same from the file that a site then offers.
func FuzzRoundTrip(f *testing.F) {
	for _, text := range []string{
		`{"events": [{"start_date": {"year": "2013", "month": 8, "day": ""}, "end_date": {"year": 2014}, "text": {"headline": "A &amp; <b>b</b>", "text": "\u2028 \"c\" \\ #: "}}]}`,
		`{"events": [{"dossier": {"date": "../2013~", "short": "b", "cite": ["@k, p. 3"], "primary": ["@k, p. 3"], "names": ["a"], "seq": 3, "alt-dates": [{"date": "2014", "cite": "@{a b}", "why": "c"}]}, "text": {"headline": "A"}}], "eras": [{"start_date": {"year": -43}, "text": {"headline": "E"}}]}`,
		`{"events": [{"start_date": {"year": 0}, "unique_id": "b", "text": {"headline": "\t&nbsp;x"}}, {"start_date": {"year": -123456}, "unique_id": "b", "text": {"headline": "'y"}}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		first, diags := record.TimelineJS(src, "en")
		if len(diags) > 0 {
			return
		}
		first.Events = casefile.InOrder(first.Events)
		yaml := string(timeline.YAML(first.Events, first.Eras, "en", false))
		again, diags := record.TimelineJS(jsonOf(t, yaml), "en")
		if len(diags) > 0 {
			t.Fatalf("%s in what was made of\n%s", diags[0].Message, yaml)
		}
		if diff := cmp.Diff(yaml, string(timeline.YAML(again.Events, again.Eras, "en", false))); diff != "" {
			t.Errorf("-imported +exported and imported:\n%s", diff)
		}
	})
}

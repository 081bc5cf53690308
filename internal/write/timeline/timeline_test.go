package timeline_test

import (
	"encoding/json"
	"strings"
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
    text: "They say: ‘by then’."
    cite: ["@letter", "@paper"]
    names: ["harbour"]
    claims: ["access"]
    certainty: approx
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
	list, eras, diags := record.TimelineJS(made, "en")
	for _, d := range diags {
		t.Errorf("%d: %s", d.Span.Start, d.Message)
	}
	if diff := cmp.Diff(events, string(timeline.YAML(list, eras, "en"))); diff != "" {
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
	if by.Start["year"] != 2013 || by.End != nil || by.Shown != "by 2013" || !strings.Contains(by.Text.Text, `<a href="https://example.org/timeline/#t-by">`) {
		t.Errorf("an event without beginning: %+v", by)
	}
	if stretch.End["year"] != 2015 || file.Eras[0].End["year"] != 2012 {
		t.Errorf("a stretch: %+v, an era: %+v", stretch, file.Eras[0])
	}
}

func jsonOf(t *testing.T, yaml string) []byte {
	t.Helper()
	langs := []string{"en"}
	list, diags := record.Events([]byte(yaml), langs)
	eras, more := record.Eras([]byte(yaml), langs)
	for _, d := range append(diags, more...) {
		t.Fatalf("%d: %s", d.Span.Start, d.Message)
	}
	inv := &casefile.Investigation{Settings: &casefile.Settings{Title: casefile.Text{"en": "A case"}, Languages: langs}, Eras: eras}
	inv.Events = casefile.NewRegister(list, func(e *casefile.Event) string { return e.ID })
	files, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	th, _, err := theme.Load(input.Join(files), theme.Options{Languages: langs, Keys: label.Keys, Optimiser: theme.Optimiser{Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG}})
	if err != nil {
		t.Fatal(err)
	}
	made, err := timeline.Timeline{Investigation: inv, Words: th.Words("en"), Page: "https://example.org/timeline/"}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

package exhibit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/write/exhibit"

	"github.com/google/go-cmp/cmp"
)

// An annotation as other programs read it: words with what stands around them, or
// a part of an image. https://www.w3.org/TR/annotation-model/
type read struct {
	Context string `json:"@context"`
	ID      string
	Type    string
	Total   int
	First   struct {
		ID     string
		Type   string
		PartOf string
		Items  []struct {
			ID, Type, Motivation string
			Body                 *struct{ Type, Value, Language, Format string }
			Target               []struct {
				Source, Type string
				Selector     struct{ Type, Exact, Prefix, Suffix, ConformsTo, Value string }
			}
		}
	}
}

func line(words string) casefile.Line { return casefile.Line{Runs: []casefile.Run{{Text: words}}} }

func letter() *casefile.Display {
	x := &casefile.Exhibit{
		ID: "letter",
		Sheets: []casefile.Sheet{
			{Number: 1, Lines: []casefile.Line{line("We saw that the third"), line("crane stood idle “for the whole of the winter”, and nobody came"), {Runs: []casefile.Run{{Kind: casefile.GapRun}}}}},
			{Number: 2, Image: "page-02.png"},
		},
		Highlights: []casefile.Highlight{
			{ID: "cranes", Page: 1, Exact: `third crane stood idle "for the whole`, Note: casefile.Text{"en": "Which one?"}},
			{ID: "seal", Page: 2, Exact: "x", Rect: &casefile.Rect{X1: .1, Y1: .2, X2: .55, Y2: .3}},
			{ID: "lost", Page: 2, Exact: "x"},
		},
	}
	return &casefile.Display{Exhibit: x, Letter: "A", Marks: [][]casefile.Mark{
		{{Page: 1, Line: 1, From: len("We saw that the "), To: len("We saw that the third")}, {Page: 1, Line: 2, To: len("crane stood idle “for the whole")}},
		nil, nil,
	}}
}

func TestAnnotationsReadBack(t *testing.T) {
	d := letter()
	b, err := exhibit.Annotations(d, "The letter", "fr", "en", exhibit.Places{
		Page: func(n int) string { return "https://example.org/exhibits/letter/" },
		Image: func(n int) string {
			if n == 2 {
				return "https://example.org/assets/page-02.png"
			}
			return ""
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got read
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Context != "http://www.w3.org/ns/anno.jsonld" || got.Type != "AnnotationCollection" || got.First.Type != "AnnotationPage" || got.First.ID == "" || got.First.PartOf != got.ID {
		t.Errorf("the collection is %+v", got)
	}
	if got.Total != 2 || len(got.First.Items) != 2 {
		t.Fatalf("%d of %d annotations, want those two that are on something", len(got.First.Items), got.Total)
	}

	words := got.First.Items[0]
	if words.ID != "https://example.org/exhibits/letter/#h-cranes" || words.Motivation != "commenting" || words.Body == nil || words.Body.Language != "en" {
		t.Errorf("the annotation is %+v", words)
	}
	s := words.Target[0].Selector
	page := strings.ReplaceAll(d.Exhibit.Sheets[0].Text(), "\n", " ")
	if n := strings.Count(page, s.Prefix+s.Exact+s.Suffix); n != 1 || s.Type != "TextQuoteSelector" || s.Prefix == "" || s.Suffix == "" {
		t.Errorf("the words stand %d times in the transcript: %+v", n, s)
	}
	if want := "third crane stood idle “for the whole"; s.Exact != want {
		t.Errorf("exact is %q, want %q as in the transcript", s.Exact, want)
	}

	area := got.First.Items[1].Target
	if len(area) != 1 || area[0].Source != "https://example.org/assets/page-02.png" || area[0].Type != "Image" || area[0].Selector.Value != "xywh=percent:10,20,45,10" {
		t.Errorf("the area is %+v", area)
	}
}

func TestHighlightsAsYAML(t *testing.T) {
	got := string(exhibit.YAML([]casefile.Highlight{{ID: "a", Page: 2, Note: casefile.Text{"en": `Say "so": <b>`}, Rect: &casefile.Rect{X1: .1, Y1: 0, X2: 1, Y2: .5}}}, "en"))
	want := "highlights:\n  - id: a\n    page: 2\n    exact: \"\"\n    note: {en: \"Say \\\"so\\\": <b>\"}\n    rect: [0.1, 0, 1, 0.5]\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

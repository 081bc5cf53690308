package bib_test

import (
	"os"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/write/bib"
)

// TestUnequal: what no format can carry is reported with its field, and nothing
// else, our own registry and hostile texts included.
func TestUnequal(t *testing.T) {
	own, err := os.ReadFile("../../../content/records/sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]*casefile.Source{registry(t), fromYAML(t, own)} {
		if diags := bib.Unequal(list, "en"); len(diags) > 0 {
			t.Error(diags)
		}
	}
	for _, c := range []struct {
		source casefile.Source
		want   string // format and field of each message
	}{
		{casefile.Source{ID: "a", Type: "webpage", Title: `A & B % # _ { } ~ ^ \ $ of NASA`, Authors: []casefile.Name{{Literal: "Netflix, Inc."}, {Family: "de la Cruz", Given: "Jo"}}}, ""},
		{casefile.Source{ID: "a", Type: "webpage", Title: "T", Issued: casefile.Issued{Literal: "spring 2013"}}, ""},
		{casefile.Source{ID: "a", Type: "webpage", Title: "T", Issued: casefile.Issued{Year: 2013, Circa: true}}, ""},
		{casefile.Source{ID: "a", Type: "webpage", Title: "T", URL: "https://x.example/a{b"}, "CSL-JSON URL;BibTeX URL"},
		{casefile.Source{ID: "a", Type: "webpage", Title: "A <i>quay</i>"}, "CSL-JSON title"},
		{casefile.Source{ID: "a", Type: "webpage", Title: "A <i>quay</i>", Custom: casefile.SourceCustom{Confidential: true}}, ""},
	} {
		var got []string
		for _, d := range bib.Unequal([]*casefile.Source{&c.source}, "en") {
			words := strings.Fields(d.Message)
			got = append(got, words[1]+" "+words[len(words)-1])
		}
		if got := strings.Join(got, ";"); got != c.want {
			t.Errorf("%q: %q, want %q", c.source.Title, got, c.want)
		}
	}
}

// BenchmarkUnequal writes and reads 10,000 sources.
func BenchmarkUnequal(b *testing.B) {
	one := registry(b)
	var list []*casefile.Source
	for len(list) < 10_000 {
		list = append(list, one...)
	}
	for b.Loop() {
		bib.Unequal(list, "en")
	}
}

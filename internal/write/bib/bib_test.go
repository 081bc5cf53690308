package bib_test

import (
	"os"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/read/bibtex"
	"dossier/internal/read/record"
	"dossier/internal/write/bib"

	"github.com/google/go-cmp/cmp"
)

const cases = "testdata/sources.txtar"

// registry reads the sources of the golden file.
func registry(t testing.TB) []*casefile.Source {
	t.Helper()
	return fromYAML(t, golden.Read(t, cases).Part("sources.yaml"))
}

func fromYAML(t testing.TB, src []byte) []*casefile.Source {
	t.Helper()
	list, diags := record.Sources(src, "en")
	if diags.Worst(diag.Error) {
		t.Fatal(diags)
	}
	return list
}

// TestGolden writes sources.yaml of testdata/sources.txtar in every format.
// Lines of RIS end in CR LF, shown as "$".
func TestGolden(t *testing.T) {
	golden.Run(t, cases, func(t *testing.T, c *golden.Case) {
		list := registry(t)
		c.Want(t, bib.BibTeXName, string(bib.BibTeX(list)))
		c.Want(t, bib.JSONName, string(bib.JSON(list)))
		c.Want(t, bib.RISName, strings.ReplaceAll(string(bib.RIS(list)), "\r\n", "$\n"))
	})
}

// fromBib reads what BibTeX wrote.
func fromBib(src []byte) ([]*casefile.Source, diag.List) {
	items, diags := bibtex.Items(src)
	list, more := record.Items(items, "en")
	return list, append(diags, more...)
}

// unplaced is a list without places.
func unplaced(list []*casefile.Source) []*casefile.Source {
	out := make([]*casefile.Source, len(list))
	for i, s := range list {
		c := *s
		c.Span, c.Whole, c.Custom.SeenInSpans = diag.Span{}, diag.Span{}, nil
		c.Custom.Text = "" // recorded for comparison, not for publication
		out[i] = &c
	}
	return out
}

// bare is a list without what BibLaTeX has no place for.
func bare(list []*casefile.Source) []*casefile.Source {
	list = unplaced(list)
	for _, s := range list {
		s.Custom = casefile.SourceCustom{}
	}
	return list
}

// TestRoundTrip: what is written reads back as the same sources, the registry
// of our own explainer included.
func TestRoundTrip(t *testing.T) {
	own, err := os.ReadFile("../../../content/records/sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]*casefile.Source{"golden": registry(t), "own": fromYAML(t, own)} {
		t.Run(name, func(t *testing.T) {
			got, diags := record.SourcesJSON(bib.JSON(list), "en")
			if diff := cmp.Diff(unplaced(list), unplaced(got)); diff != "" || diags.Worst(diag.Warning) {
				t.Errorf("export-not-equal: JSON (-want +got):\n%s%v", diff, diags)
			}
			want := bare(list)
			if name == "golden" {
				for i, key := range bib.Keys(list) {
					want[i].ID = key
				}
			}
			got, diags = fromBib(bib.BibTeX(list))
			if diff := cmp.Diff(want, bare(got)); diff != "" || diags.Worst(diag.Warning) {
				t.Errorf("export-not-equal: BibTeX (-want +got):\n%s%v", diff, diags)
			}
		})
	}
}

// TestEveryType: each type of CSL reads back as itself.
func TestEveryType(t *testing.T) {
	for _, csl := range strings.Fields(`article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
		dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
		motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation
		report review review-book software song speech standard thesis treaty webpage`) {
		want := &casefile.Source{ID: "x", Type: csl, Title: "T", Container: "C", Publisher: "P", Authority: "A", Genre: "G", Number: "1"}
		got, diags := fromBib(bib.BibTeX([]*casefile.Source{want}))
		if diff := cmp.Diff([]*casefile.Source{want}, bare(got)); diff != "" || len(diags) > 0 {
			t.Errorf("%s: %v\n%s", csl, diags, diff)
		}
	}
}

// FuzzRoundTrip writes any text as title, name and institution, and reads it.
func FuzzRoundTrip(f *testing.F) {
	for _, seed := range []string{"A & B % # _ { } ~ ^ \\ $", "--- ''' ``` ?` !`", "{\\", "}{", "d' Alembert-", "von and Of, Jr.", "é É ß 条款", "a=b", "family=x", "it's", "others", "@a{b,\n@c{", "\u00a0a\u00a0"} {
		f.Add(seed, "Given "+seed)
	}
	f.Fuzz(func(t *testing.T, text, given string) {
		text, given = oneLine(text), oneLine(given)
		if text == "" || given == "" {
			return
		}
		want := &casefile.Source{ID: "x", Type: "webpage", Title: text, Container: text, Publisher: text, Authority: text, Genre: "a " + text, Number: text,
			Note: text, Issued: casefile.Issued{Literal: "c. " + text},
			Authors: []casefile.Name{{Family: text, Given: given}, {Literal: text}, {Family: "A"}}}
		got, diags := fromBib(bib.BibTeX([]*casefile.Source{want}))
		if diff := cmp.Diff([]*casefile.Source{want}, bare(got)); diff != "" || len(diags) > 0 {
			t.Errorf("BibTeX: %v\n%s\n%s", diags, diff, bib.BibTeX([]*casefile.Source{want}))
		}
		if strings.Contains(text+given, "</") {
			return // CSL-JSON would read tags
		}
		got, diags = record.SourcesJSON(bib.JSON([]*casefile.Source{want}), "en")
		if diff := cmp.Diff([]*casefile.Source{want}, unplaced(got)); diff != "" || len(diags) > 0 {
			t.Errorf("JSON: %v\n%s", diags, diff)
		}
	})
}

// oneLine makes of any bytes a text as readers give it: valid, on one line,
// single spaces, no control characters.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
}

// TestFiles: there are files only where there are sources that may be named.
func TestFiles(t *testing.T) {
	secret := &casefile.Source{ID: "secret", Title: "Secret", Custom: casefile.SourceCustom{Confidential: true}}
	if files := bib.Files([]*casefile.Source{secret}); len(files) != 0 {
		t.Errorf("%d files without sources", len(files))
	}
	files := bib.Files([]*casefile.Source{{ID: "open", Type: "book"}, secret})
	if len(files) != 3 {
		t.Errorf("%d files", len(files))
	}
	for _, f := range files {
		b, err := f.Make(t.Context())
		if text := strings.ToLower(string(b)); err != nil || strings.Contains(text, "secret") || !strings.Contains(text, "open") {
			t.Errorf("%s: %v\n%s", f.Path, err, b)
		}
	}
}

// BenchmarkBibTeX writes 10,000 sources.
func BenchmarkBibTeX(b *testing.B) {
	one := registry(b)
	var list []*casefile.Source
	for len(list) < 10_000 {
		list = append(list, one...)
	}
	for b.Loop() {
		bib.BibTeX(list)
	}
}

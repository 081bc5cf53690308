package page_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/read/record"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

const glossaryYAML = `
- {id: lock, term: {en: lock, fr: écluse}, definition: {en: "A chamber with gates & <sills>.", fr: "Un sas."}}
- {id: api, term: {en: API, fr: interface}, long: {en: application programming interface, fr: interface de programmation}, definition: {en: "A set of requests.", fr: "Des requêtes."}, cite: ["@law, sec. 2", "@ars"]}
- {id: weir, term: {en: Weir, fr: barrage}, definition: {en: "A low dam.", fr: "Une digue basse."}}
`

// newGlossaryCase is the project of all tests with a glossary.
func newGlossaryCase(t testing.TB) *project {
	t.Helper()
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML)
	terms, diags := record.Terms([]byte(glossaryYAML), p.inv.Settings.Languages)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p.inv.Terms = casefile.NewRegister(terms, func(t *casefile.Term) string { return t.ID })
	return p
}

// TestGlossary: each language sorts the terms its own way, and each term leads
// to the texts that use it.
func TestGlossary(t *testing.T) {
	th := newTheme(t, true)
	p := newGlossaryCase(t).withPages(th)
	s := p.site(th)
	for _, e := range p.inv.Editions {
		b, err := s.Glossary(e, p.summaries("A [lock]{.term ref=lock} and [APIs]{.term ref=api}.\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems(b) {
			t.Error(problem)
		}
		head, rest, _ := strings.Cut(string(b), "<main")
		main, _, _ := strings.Cut(rest, "</main>")
		_, data, _ := strings.Cut(head, `<script type="application/ld+json">`)
		data, _, _ = strings.Cut(data, "</script>")
		golden(t, filepath.Join("testdata", "glossary", e.Lang+".html"), lines("<main"+main)+"\n"+data+"\n")
	}
}

// TestTermsInTexts runs the cases of testdata/term, which are like those of
// testdata/text, on a project with a glossary.
func TestTermsInTexts(t *testing.T) {
	th := newTheme(t, true)
	p := newGlossaryCase(t).withPages(th)
	cases, _ := filepath.Glob("testdata/term/*.txtar")
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	s := p.site(th)
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		markdown := map[string]string{}
		for i, f := range archive.Files {
			name, ext, _ := strings.Cut(f.Name, ".")
			if ext == "md" {
				markdown[name] = string(f.Data)
				continue
			}
			c := p.chapter("content/" + name[:2] + "/02-deal.md")
			body, _ := p.body(c, markdown[name])
			got := s.Body(c, body)
			if ext == "feed" {
				got = s.FeedHTML(c, body)
			}
			for _, problem := range problems([]byte("<!doctype html><html><head></head><body>" + got + "</body></html>")) {
				t.Error(problem)
			}
			if *update {
				archive.Files[i].Data = []byte(lines(got))
			} else if diff := cmp.Diff(string(f.Data), lines(got)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", file, f.Name, diff)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

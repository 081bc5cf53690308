package page_test

import (
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/read/record"
	"dossier/internal/write/page"
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
		golden.File(t, filepath.Join("testdata", "glossary", e.Lang+".html"), lines("<main"+main)+"\n"+data+"\n")
	}
}

// TestTermsInTexts runs the cases of testdata/term, which are like those of
// testdata/text, on a project with a glossary.
func TestTermsInTexts(t *testing.T) {
	th := newTheme(t, true)
	p := newGlossaryCase(t).withPages(th)
	s := p.site(th)
	runTexts(t, "term", p, func(string) *page.Site { return s })
}

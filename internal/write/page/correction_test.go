package page_test

import (
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/read/record"
)

const logYAML = `
- {id: defendant, date: 2026-12-02T09:00:00Z, type: correction, severity: material, pages: [02-deal.md], was: {en: "sued Netflix & Meta", fr: "Ils ont poursuivi Netflix."}, now: {en: "sued <Meta> alone", fr: "Ils ont poursuivi Meta."}, why: {en: "The caption of the complaint.", fr: "L’intitulé."}, cite: ["@law, caption"], thanks: reader}
- {id: spelling, date: 2026-12-01, type: correction, severity: minor, pages: [en/02-deal.md], was: {en: "Donatto"}, now: {en: "Donato"}, why: {en: "His name."}}
- {id: name, date: 2026-12-03, type: redaction, severity: material, pages: [en/02-deal.md], why: {en: "A name was removed."}, reason: privacy}
- {id: wrong, date: 2026-12-04, type: retraction, severity: material, pages: [01-background.md, claims], why: {en: "It rested on a forgery.", fr: "Un faux."}}
`

func newLogCase(t testing.TB) *project {
	t.Helper()
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML)
	list, diags := record.Corrections([]byte(logYAML), p.inv.Settings.Languages)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p.inv.Corrections, p.inv.HasLog = casefile.NewRegister(list, func(c *casefile.Correction) string { return c.ID }), true
	p.inv.Redirects = []*casefile.Redirect{
		{From: "/deal/#old", To: "/deal/#the-case"},
		{From: "/deal/#gone", To: "/background/#there"},
		{From: "/deal/#ghost", To: "/deal/#nowhere"},
	}
	return p
}

// TestCorrectedPages: the stamp line, the facts, the text and what machines read
// of a corrected chapter, of a retracted one and of the log.
func TestCorrectedPages(t *testing.T) {
	th := newTheme(t, true)
	p := newLogCase(t).withPages(th)
	s := p.site(th)
	en, fr := p.inv.Editions[0], p.inv.Editions[1]
	chapter := func(path, text string) func() ([]byte, error) {
		return func() ([]byte, error) {
			c := p.chapter(path)
			body, _ := p.body(c, text)
			return s.Render(c, body)
		}
	}
	for _, tt := range []struct {
		name string
		make func() ([]byte, error)
	}{
		{"corrected", chapter("content/en/02-deal.md", "## The case {#the-case}\n\nThey *then* sued \\<Meta> alone, before Judge Donato. Not [sued](#the-case).\n")},
		{"marked-up", chapter("content/en/02-deal.md", "*They sued [\\<Meta>](#p1)*[@law] alone. Judge Donato heard it.\n\n> They sued\n\nMeta alone.\n")},
		{"twice", chapter("content/en/02-deal.md", "They sued \\<Meta> alone. They sued \\<Meta> alone.\n")},
		{"corrected-fr", chapter("content/fr/02-deal.md", "Ils ont poursuivi Meta.[@law] Un autre jour.\n")},
		{"retracted", chapter("content/en/01-background.md", "Nothing of this is left.\n")},
		{"log", func() ([]byte, error) { return s.Corrections(en) }},
		{"log-fr", func() ([]byte, error) { return s.Corrections(fr) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := tt.make()
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range problems(b) {
				t.Error(problem)
			}
			between := func(from, to string) string {
				_, rest, _ := strings.Cut(string(b), from)
				part, _, _ := strings.Cut(rest, to)
				return part
			}
			text := between("<main", "</main>")
			if _, inner, ok := strings.Cut(text, `<div class="text"`); ok {
				_, inner, _ = strings.Cut(inner, ">")
				text, _, _ = strings.Cut(inner, `<div class="cite"`)
			}
			got := []string{between(`<p class="stamp">`, "</p>"), between("<dl>", "</header>"), lines(text), between(`"dateModified":`, ","), between(`"correction":`, "</script>")}
			golden.File(t, filepath.Join("testdata", "correction", tt.name+".html"), strings.Join(got, "\n\n")+"\n")
		})
	}
}

// TestLogIsEmpty: the page of the log is there before its first entry.
func TestLogIsEmpty(t *testing.T) {
	th := newTheme(t, true)
	p := newProject()
	p.inv.HasLog = true
	p.withPages(th)
	b, err := p.site(th).Corrections(p.inv.Editions[0])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "No corrections so far.") {
		t.Errorf("the empty log says nothing:\n%s", b)
	}
	for _, problem := range problems(b) {
		t.Error(problem)
	}
}

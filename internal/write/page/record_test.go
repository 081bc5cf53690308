package page_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/optimise"
	"dossier/internal/read/record"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/page"

	"github.com/google/go-cmp/cmp"
)

// registers are the claims, responses and names of the tests of pages made of
// registers, as a writer writes them.
const (
	claimsYAML = `
- id: inbox-access
  text: {en: "An agreement gave Netflix access to “private” inboxes.", fr: "Un accord donnait à Netflix un accès aux messageries."}
  basis: alleged
  by: advertisers
  about: [netflix, meta]
  proceeding: {case: klein, stage: unsealed}
  evidence: [{cite: "@ars"}, {cite: "@letter, {ex. passage, l. 3-4}", quote: words, weight: primary}]
  against: [{cite: "@geeko"}]
  responses: [meta-2024, netflix-2018, meta-early]
  since: 2024-03-23
- id: partner-access
  text: {en: "The interface gave partners access to messages.", fr: "L’interface donnait un accès aux messages."}
  basis: admitted
  about: [meta]
  evidence: [{cite: "@ars, p. 3"}]
- id: fetched
  text: {en: "Whether messages were ever fetched.", fr: "Si des messages ont été lus."}
  basis: unknown
  about: [netflix]
  history: [{date: 2026-11-23, from: alleged, to: unknown, why: {en: "not in the passages seen", fr: "pas dans les extraits vus"}}]
- id: reading
  text: {en: "The phrase is ambiguous.", fr: "La phrase est ambiguë."}
  basis: inferred
  evidence: [{cite: "@law"}]
  replaced-by: fetched
`
	responsesYAML = `
- {id: meta-2024, from: meta, person: stone, how: public-statement, received: 2024-04-02, stance: denies, answers: [inbox-access], source: ars, text: {en: "Shockingly untrue. Meta didn’t share <b>messages</b>.\n\nSuch agreements are common.", fr: "C’est faux."}}
- {id: netflix-2018, from: netflix, how: email, received: 2018-12, stance: disputes, text: {en: "At no time did we access messages.", fr: "À aucun moment."}, complete: "https://example.org/whole"}
- {id: meta-early, from: meta, received: 2018-12-18, stance: confirms, withdrawn: 2019-01-02, text: {en: "It did.", fr: "Oui."}}
- id: nobody-2026
  from: [netflix, hidden]
  stance: not-asked
  answers: [fetched]
  reason: {en: "Questions follow.", fr: "Les questions suivent."}
- id: meta-asked
  from: meta
  stance: no-answer
  answers: [fetched]
  asked: [{date: 2026-11-20, via: email, by: desk, to: "press office", deadline: 2026-11-23, questions: [fetched, inbox-access]}]
- {id: reply, from: netflix, law: {profile: fr-lcen, requested: 2026-12-01, inserted: 2026-12-03, contests: en/02-deal.md#x}, text: {en: "We reply.", fr: "Nous répondons."}}
`
	peopleYAML = `
- {id: meta, type: organization, names: [{name: Facebook, to: 2021-10-28}, {name: "Meta Platforms, Inc.", short: Meta, from: 2021-10-28, cite: ["@law"]}], about: {text: {en: "Runs <b>Facebook</b>.", fr: "Gère Facebook."}, cite: ["@ars, p. 2", "@law"]}}
- {id: netflix, type: organization, names: [{name: Netflix}]}
- {id: advertisers, type: group, members: [stone, hidden], names: [{name: {en: "lawyers for advertisers", fr: "avocats des annonceurs"}}]}
- {id: stone, type: person, living: true, names: [{name: Andy Stone, aka: [Stone, "@andy", the spokesman]}], caution: {text: {en: "Speaks for Meta.", fr: "Parle pour Meta."}, cite: ["@ars, p. 4"]}, roles: [{title: {en: spokesman, fr: porte-parole}, at: meta, from: 2019-03, to: 2022, cite: ["@ars"]}, {title: {en: author, fr: auteur}, at: hidden, from: 2024, cite: ["@law"]}]}
- {id: belanger, type: person, names: [{name: Ashley Belanger}]}
- {id: hidden, type: person, protected: true, names: [{name: Jane Secret}]}
- {id: klein, type: proceeding, names: [{name: Klein v. Meta}], court: N.D. Cal., number: "3:20", plaintiffs: [advertisers], defendants: [meta], not-parties: [netflix, hidden], cite: ["@letter"], as-of: 2026-11-24}
`
)

// newCase is the project of all tests with registers.
func newCase(t testing.TB, claims, responses, people string) *project {
	t.Helper()
	p := newProject()
	langs := p.inv.Settings.Languages
	read := func(diags int, what string) {
		if diags > 0 {
			t.Fatalf("%s: %d diagnostics", what, diags)
		}
	}
	list, diags := record.Claims([]byte(claims), langs)
	for _, d := range diags {
		t.Log(d.Message)
	}
	read(len(diags), "claims")
	p.inv.Claims = casefile.NewRegister(list, func(c *casefile.Claim) string { return c.ID })
	answers, diags := record.Responses([]byte(responses), langs)
	for _, d := range diags {
		t.Log(d.Message)
	}
	p.inv.Responses = casefile.NewRegister(answers, func(r *casefile.Response) string { return r.ID })
	parties, diags := record.Parties([]byte(people), langs)
	for _, d := range diags {
		t.Log(d.Message)
	}
	p.inv.Parties = casefile.NewRegister(parties, func(p *casefile.Party) string { return p.ID })
	p.inv.Standings, _ = resolve.Evidence(p.inv)
	return p
}

// withPages adds the pages made of registers, in the words of a theme.
func (p *project) withPages(th *theme.Theme) *project {
	resolve.RecordPages(p.inv, func(lang, name, id string) casefile.Head {
		if id != "" {
			return page.EntryHead(p.inv, th.Words(lang), lang, name, id)
		}
		return page.RecordHead(th.Words(lang), name)
	})
	return p
}

// used is a text with claims, an answer and citations.
const used = `[Lawyers wrote that ["private inboxes"]{.q #words source=letter} were open]{.claim ref=inbox-access} [@letter, p. 3; @ars].[^more]

Again: [they wrote so]{.claim ref=inbox-access}. As @ars said.

[^more]: A note [@geeko] used twice.

:::: {.claim ref=fetched}
It stays open.

::: {.response ref=meta-2024}
:::
::::

Twice.[^more] Meta wrote, and [he]{.name ref=stone} wrote for Meta, not for Netflix-funded Klein v. Meta.
`

// summaries reads used as the text of every chapter.
func (p *project) summaries(markdown string) func(*casefile.Chapter) *casefile.Summary {
	return func(c *casefile.Chapter) *casefile.Summary {
		if c.Kind != casefile.ChapterKind {
			return nil
		}
		body, _ := p.body(c, markdown)
		return body.Summary
	}
}

// recordRenders lists the pages made of registers.
func recordRenders(p *project, summary func(*casefile.Chapter) *casefile.Summary) []render {
	var list []render
	files := []page.Download{{Name: "CSV", URL: "/claims.csv"}}
	for _, e := range p.inv.Editions {
		for _, c := range e.Records {
			if c.Name == casefile.AllPage {
				continue // made of other pages, by build
			}
			list = append(list, render{e.Lang + " " + c.Name, func(s *page.Site) ([]byte, error) {
				switch c.Name {
				case casefile.ClaimsPage:
					return s.Claims(e, s.Uses(e, summary), files)
				case casefile.ResponsesPage:
					return s.Responses(e, s.Uses(e, summary))
				case casefile.PeoplePage:
					return s.People(e)
				case casefile.SearchPage:
					return s.Search(e)
				}
				return s.Sources(e, s.Uses(e, summary), summary, files)
			}})
		}
		for _, c := range e.Entries {
			if c.Name != casefile.PeoplePage && c.Entry != "inbox-access" && c.Entry != "letter" {
				continue // one claim and one source say it all
			}
			list = append(list, render{e.Lang + " " + c.Name + " " + c.Entry, func(s *page.Site) ([]byte, error) {
				switch c.Name {
				case casefile.ClaimsPage:
					return s.Claim(e, c, s.Uses(e, summary))
				case casefile.SourcesPage:
					return s.Source(e, c, s.Uses(e, summary))
				}
				return s.Person(e, c, s.Uses(e, summary))
			}})
		}
	}
	return list
}

// TestRecordPages runs the golden cases of the pages made of registers: what
// stands between <main> and </main>.
func TestRecordPages(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withPages(th)
	s := p.site(th)
	for _, r := range recordRenders(p, p.summaries(used)) {
		t.Run(r.name, func(t *testing.T) {
			b, err := r.make(s)
			if err != nil {
				t.Fatal(err)
			}
			_, rest, _ := strings.Cut(string(b), "<main")
			got, _, _ := strings.Cut(rest, "</main>")
			golden.File(t, filepath.Join("testdata", "record", strings.ReplaceAll(r.name, " ", "-")+".html"), lines("<main"+got))
		})
	}
}

// styles are those of the cases that are about one.
var styles = map[string]casefile.CitationStyle{"author-date.txtar": casefile.AuthorDateCitations, "numeric.txtar": casefile.NumericCitations}

// TestClaimsInTexts runs the cases of testdata/claim, which are like those of
// testdata/text, on the project with registers.
func TestClaimsInTexts(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withPages(th)
	runTexts(t, "claim", p, func(path string) *page.Site {
		settings := *p.inv.Settings
		settings.CitationStyle = styles[filepath.Base(path)]
		inv := *p.inv
		inv.Settings = &settings
		return &page.Site{Theme: th, Investigation: &inv, BaseURL: "https://example.org"}
	})
}

// TestRecordPagesAreTight makes pages with one claim, with the usual ones and
// with 500, checks them as HTML and holds the minifier against them.
func TestRecordPagesAreTight(t *testing.T) {
	small, written := newTheme(t, true), newTheme(t, false)
	var many strings.Builder
	for i := range 500 {
		fmt.Fprintf(&many, "- {id: claim-%d, text: {en: \"Claim %d says a thing.\", fr: \"Dit.\"}, basis: alleged, by: netflix, about: [meta], evidence: [{cite: \"@ars, p. %d\"}]}\n", i, i, i+1)
	}
	one := "- {id: one, text: {en: One., fr: Une.}, basis: documented}\n"
	for name, claims := range map[string]string{"usual": claimsYAML, "one": one, "many": many.String()} {
		p := newCase(t, claims, responsesYAML, peopleYAML).withPages(small)
		summary := p.summaries(used)
		if name == "one" {
			summary = func(*casefile.Chapter) *casefile.Summary { return nil }
		}
		list := recordRenders(p, summary)
		for _, path := range []string{"content/en/02-deal.md", "content/fr/02-deal.md"} {
			c := p.chapter(path)
			body, _ := p.body(c, used)
			list = append(list, render{path, func(s *page.Site) ([]byte, error) { return s.Render(c, body) }})
		}
		e := p.inv.Editions[0]
		body, _ := p.body(e.Cover, "::: {.status .claim ref=inbox-access}\nIt was open.\n:::\n\n::: {.claim ref=fetched}\nOpen.\n:::\n\n::: {.claim ref=nothing}\nNothing.\n:::\n")
		list = append(list, render{"cover", func(s *page.Site) ([]byte, error) { return s.Cover(e, body, summary) }})
		for _, r := range list {
			t.Run(name+" "+r.name, func(t *testing.T) {
				got, err := r.make(p.site(small))
				if err != nil {
					t.Fatal(err)
				}
				for _, problem := range problems(got) {
					t.Error(problem)
				}
				oracle, err := optimise.HTML(got)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, oracle) {
					if diff := cmp.Diff(lines(entities.Replace(string(got))), lines(entities.Replace(string(oracle)))); diff != "" {
						t.Errorf("the minifier finds something to do (-page +minified):\n%.3000s", diff)
					}
				}
				plain, err := r.make(p.site(written))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(words(t, plain), words(t, got)); diff != "" {
					t.Errorf("minifying changes the words (-written +minified):\n%.3000s", diff)
				}
				if bytes.Contains(got, []byte("Jane Secret")) {
					t.Error("a protected name is printed")
				}
			})
		}
	}
}

// TestNoRegistersNoPages has no page and no link where a register is empty.
func TestNoRegistersNoPages(t *testing.T) {
	p := newCase(t, "", "", "")
	p.inv.Sources = casefile.NewSources(nil)
	th := newTheme(t, true)
	p.withPages(th)
	for _, e := range p.inv.Editions {
		if n := len(e.Records); n != 2 || e.Record(casefile.AllPage) == nil || e.Record(casefile.SearchPage) == nil {
			t.Errorf("%s has %d pages made of registers, want the whole file and the search alone", e.Lang, n)
		}
	}
	c := p.chapter("content/en/02-deal.md")
	body, _ := p.body(c, "[A]{.claim ref=inbox-access} b.\n\n::: {.response ref=meta-2024}\n:::\n")
	got, err := p.site(th).Render(c, body)
	if err != nil {
		t.Fatal(err)
	}
	_, got, _ = bytes.Cut(got, []byte("</head>")) // the styles name them
	for _, unwanted := range []string{"/claims/", "/sources/", "flag"} {
		if bytes.Contains(got, []byte(unwanted)) {
			t.Errorf("the page holds %q", unwanted)
		}
	}
}

// TestRegistersBecomeNoMarkup puts each payload into every field of the
// registers and compares the elements of the pages with those of harmless
// words.
func TestRegistersBecomeNoMarkup(t *testing.T) {
	th := newTheme(t, true)
	make := func(words string) []string {
		p := newCase(t, claimsYAML, responsesYAML, peopleYAML)
		for _, c := range p.inv.Claims.List {
			c.Text, c.Stage = casefile.Text{"en": words, "fr": words}, words
			for i := range c.History {
				c.History[i].Why = casefile.Text{"en": words}
			}
			for i := range c.Evidence {
				c.Evidence[i].Place = words
			}
		}
		for _, r := range p.inv.Responses.List {
			if len(r.Text) > 0 {
				r.Text, r.Complete = casefile.Text{"en": words}, words
			}
			r.How, r.Language = words, "en"
			for i := range r.Asked {
				r.Asked[i].Role, r.Asked[i].Via = words, words
			}
		}
		for _, party := range p.inv.Parties.List {
			for i := range party.Names {
				party.Names[i].Name, party.Names[i].Short = casefile.Text{"en": words, "fr": words}, nil
			}
		}
		var list []*casefile.Source
		for _, src := range sources.List {
			s := *src
			s.Title, s.Genre, s.Container, s.Custom.Note, s.Custom.Short = words, words, words, casefile.Text{"en": words}, casefile.Text{"en": words}
			if s.URL != "" {
				s.URL = "https://example.org/"
			}
			list = append(list, &s)
		}
		p.inv.Sources = casefile.NewSources(list)
		p.withPages(th)
		var shape []string
		for _, r := range recordRenders(p, p.summaries(used))[:3] {
			got, err := r.make(p.site(th))
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range problems(got) {
				t.Errorf("%q, %s: %s", words, r.name, problem)
			}
			for _, bad := range []string{"<script>alert", "onerror=alert(1)>\"", `href="javascript:`} {
				if bytes.Contains(got, []byte(bad)) {
					t.Errorf("%q: %s holds %s", words, r.name, bad)
				}
			}
			shape = append(shape, elements.FindAllString(string(got), -1)...)
		}
		return shape
	}
	// Links may be refused, and a drawing has a text for each line of a name.
	may := []string{"<a", "</a", "<text", "</text"}
	want := without(make("harmless"), may...)
	for _, payload := range payloads {
		if diff := cmp.Diff(want, without(make(payload), may...)); diff != "" {
			t.Errorf("%q makes other elements:\n%.2000s", payload, diff)
		}
	}
}

// TestComparedQuotations prints what came of comparing a quotation, and the
// names of those whose ids stand in by=.
func TestComparedQuotations(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withPages(th)
	tests := []struct {
		check casefile.QuoteCheck
		want  string
	}{
		{casefile.QuoteCheck{}, `<figcaption>Andy Stone, Ars Technica, 28`},
		{casefile.QuoteCheck{Matches: true}, `<span class="check">Matches the words recorded from the source</span></figcaption>`},
		{casefile.QuoteCheck{Matches: true, In: sources.Lookup("geeko")}, `<span class="check">Matches the words quoted in Geeko (Le Soir)</span></figcaption>`},
	}
	c := p.chapter("content/en/02-deal.md")
	for _, tt := range tests {
		body, _ := p.body(c, "::: {.quote source=ars by=stone}\nNot true.\n:::\n")
		body.Compared = []casefile.QuoteCheck{tt.check}
		if got := p.site(th).Body(c, body); !strings.Contains(got, tt.want) {
			t.Errorf("got %s\nwant %s", got, tt.want)
		}
	}
}

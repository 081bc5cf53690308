package page_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/optimise"
	"dossier/internal/read/record"
)

// withEvents adds the events and eras of a register.
func (p *project) withEvents(t testing.TB, yaml string) *project {
	t.Helper()
	langs := p.inv.Settings.Languages
	list, diags := record.Events([]byte(yaml), langs)
	eras, more := record.Eras([]byte(yaml), langs)
	for _, d := range append(diags, more...) {
		t.Fatal(d.Message)
	}
	p.inv.Events, p.inv.Eras = casefile.NewRegister(list, func(e *casefile.Event) string { return e.ID }), eras
	return p
}

const eventsYAML = `
eras: [{id: early, date: 2009/2013, title: {en: "Early and late", fr: Avant}}]
events:
- {id: later, date: 2014-09-02/2015, seq: 1, title: {en: "Netflix closes <it>", fr: Fin}, short: {en: Closed, fr: Fin}, cite: ["@ars, pp. 3-4"], names: [netflix, hidden], certainty: disputed, alt-dates: [{date: ../2016~, cite: ["@law"], why: {en: "said in 2018", fr: "dit en 2018"}}]}
- {id: by, date: ../2013, title: {en: "Agreements, the lawyers say", fr: "Accords, selon les avocats"}, text: {en: "They \"say\" so.", fr: "Ils le disent."}, cite: ["@letter"], names: [netflix, meta], claims: [inbox-access]}
- {id: month, date: 2013-01, title: {en: January, fr: Janvier}, short: {en: January, fr: Janvier}, cite: ["@law"], names: [meta]}
- {id: unknown, date: 2013/, title: {en: The end is not known, fr: Fin inconnue}, short: {en: "Access, alleged", fr: "Accès"}, cite: ["@law"], claims: [fetched]}
- {id: old, date: "-0043-03-15", title: {en: Ides, fr: Ides}, cite: ["@law"]}
- {id: day, date: 2012-05-06, title: {en: "The order is made", fr: "L’ordonnance"}, cite: [{cite: "@law", weight: primary}]}
- {id: stretch, date: 2012-06/2012-07-04, title: {en: "The hearing", fr: "L’audience"}, cite: [{cite: "@law", weight: primary}]}
- {id: about, date: 2012-08-09, certainty: approx, title: {en: "About then", fr: "Vers là"}, cite: [{cite: "@law", weight: primary}]}
- {id: exact, date: 2012-09-10, certainty: exact, title: {en: "Known in spite of one", fr: "Su"}, cite: [{cite: "@law", weight: primary}], alt-dates: [{date: 2011, cite: ["@ars"]}]}
- {id: plan, date: 2030, planned: true, title: {en: "مؤتمر", fr: "مؤتمر"}, cite: ["@law"]}
`

func TestTimeline(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withEvents(t, eventsYAML).withPages(th)
	s := p.site(th)
	for _, test := range []struct {
		lang string
		want []string
	}{
		{"en", []string{
			`<p class="year" aria-hidden="true">44&nbsp;BCE</p>`, `<time datetime="2013-01">January 2013</time>`, `by 2013`, `2&nbsp;September 2014 to 2015`,
			`Netflix closes &lt;it>`, `Another date given: by about 2016, said in 2018, <a href="/sources/#s-law">`, `, pp. 3–4`, `id="t-unknown"`, `from 2013, end not known`,
			`<a href="/people/netflix/"><bdi>Netflix</bdi></a>, <bdi>a person we do not name</bdi>`, `<h2>Early and late <span>`, `<time datetime="2030">during 2030</time> · Planned`,
			`<h3 class="event-title" dir="auto">مؤتمر</h3>`, `about 9&nbsp;August 2012<br>`, `<time datetime="2012-09-10">`,
			`<section id="era-early" class="n n1 n2 n3 n7">`, `<section class="n">`,
			`"about":[{"@type":"Event","@id":"https://example.org/timeline/#t-day","name":"The order is made","startDate":"2012-05-06"},{"@type":"Event","@id":"https://example.org/timeline/#t-stretch","name":"The hearing","startDate":"2012-06","endDate":"2012-07-04"},{"@type":"Event","@id":"https://example.org/timeline/#t-exact","name":"Known in spite of one","startDate":"2012-09-10"}]}`,
			`<figure class="strip" aria-hidden="true"><svg viewBox=`, `href="/claims/#c-inbox-access"`,
		}},
		{"fr", []string{`44&nbsp;av.&nbsp;J.-C.`, `2013 au plus tard`, `>janvier 2013</time>`, `2&nbsp;septembre 2014 à 2015`, `au cours de 2030</time> · Prévu`}},
	} {
		html, err := s.Timeline(p.inv.Edition(test.lang), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(string(html), "\u00a0", "&nbsp;")
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q", test.lang, want)
			}
		}
		if test.lang == "en" {
			if i, j := strings.Index(got, `id="t-by"`), strings.Index(got, `id="t-month"`); i < 0 || j < i {
				t.Error("a year does not precede its months")
			} else if !strings.Contains(got[i:j], "<bdi>Facebook</bdi>") {
				t.Error("an event of which only the end is known has today's name of the company")
			}
			if strings.Contains(got, "Jane Secret") {
				t.Error("a protected name is printed")
			}
		}
		if tight, err := optimise.HTML(html); err != nil || len(tight) < len(html) {
			t.Errorf("%s: the minifier finds %d bytes to save, %v", test.lang, len(html)-len(tight), err)
		}
	}
}

// TestTimelineExtremes: no event with a date, one, and five hundred with long
// names.
func TestTimelineExtremes(t *testing.T) {
	th := newTheme(t, true)
	for _, n := range []int{0, 1, 500} {
		p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withEvents(t, manyEvents(max(n, 1)))
		if n == 0 {
			for _, e := range p.inv.Events.List {
				e.Date = edtf.Date{} // one that cannot be read
			}
		}
		p.withPages(th)
		html, err := p.site(th).Timeline(p.inv.Edition("en"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(html), "<li id=\"t-"); got != n {
			t.Errorf("%d entries, want %d", got, n)
		}
	}
}

func TestEventsInTexts(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML).withEvents(t, eventsYAML).withPages(th)
	c := p.chapter("content/en/02-deal.md")
	body, diags := p.body(c, "Seen [in January]{.event ref=month}.\n\n::: {.timeline names=\"meta\" from=2013 to=2013-06}\n:::\n\n::: {.timeline names=\"stone\"}\n:::\n")
	for _, d := range diags {
		t.Error(d.Message)
	}
	html, err := p.site(th).Render(c, body)
	if err != nil {
		t.Fatal(err)
	}
	got := string(html)
	if !strings.Contains(got, `<a href="/timeline/#t-month">in January</a>`) {
		t.Error("a mark of an event does not lead to it")
	}
	if strings.Count(got, `<ol class="timeline">`) != 1 || strings.Count(got, "event-title") != 2 || strings.Contains(got, `id="t-`) {
		t.Error("a block does not show the two events that it selects, once and without anchors")
	}
}

// manyEvents is a register of n events of long titles, over as many days.
func manyEvents(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- {id: e%d, date: %d-%02d-%02d, title: {en: \"%s\", fr: Fait}, short: {en: Event %d, fr: Fait}, cite: [\"@ars\"], names: [netflix, meta], claims: [inbox-access]}\n",
			i, 1990+i/336, 1+i/28%12, 1+i%28, strings.Repeat("Unbrechbarkeitsnachweis", 9), i)
	}
	return b.String()
}

// BenchmarkTimeline resolves and renders 5,000 events.
func BenchmarkTimeline(b *testing.B) {
	th := newTheme(b, true)
	const n = 5000
	yaml := manyEvents(n)
	for b.Loop() {
		p := newCase(b, claimsYAML, responsesYAML, peopleYAML).withEvents(b, yaml).withPages(th)
		if _, err := p.site(th).Timeline(p.inv.Edition("en"), nil); err != nil {
			b.Fatal(err)
		}
	}
}

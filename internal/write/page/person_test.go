package page_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/theme"
)

// everybody is the registers and people of the cases of this file: n of them,
// with the longest of names and one that is written from right to left.
func everybody(t testing.TB, th *theme.Theme, n int) *project {
	t.Helper()
	var people strings.Builder
	names := []string{strings.Repeat("Donaudampfschifffahrtsgesellschaft", 8), "שרה כהן לוי", "李小龍", "Anne-Marie O’Neill d’Archibong de la " + strings.Repeat("Tour et ", 40) + "Taxis"}
	for i := range n {
		fmt.Fprintf(&people, "- {id: p%d, type: person, names: [\"%s %d\"]}\n", i, names[i%len(names)], i)
	}
	return newCase(t, "[]", "[]", people.String()).withPages(th)
}

// TestPeopleOfAnySize makes the list of none, one and 500 names.
func TestPeopleOfAnySize(t *testing.T) {
	th := newTheme(t, true)
	for _, n := range []int{0, 1, 500} {
		p := everybody(t, th, n)
		e := p.inv.Editions[0]
		if n == 0 {
			if e.Record(casefile.PeoplePage) != nil {
				t.Error("a register of nobody has a page")
			}
			continue
		}
		list, err := p.site(th).People(e)
		if err != nil {
			t.Fatal(err)
		}
		if rows := strings.Count(string(list), `<tr id="p-`); rows != n {
			t.Errorf("%d rows for %d names", rows, n)
		}
		if n > 1 && !strings.Contains(string(list), `<bdi><a href="/people/p1/">שרה כהן לוי 1</a></bdi>`) {
			t.Error("a name from right to left is not kept apart from what stands around it")
		}
		s := p.site(th)
		one, err := s.Person(e, e.Entry(casefile.PeoplePage, "p0"), s.Uses(e, p.summaries("Nobody.")))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(one), "<h1><bdi>Donau") {
			t.Error("the page of a long name does not begin with it")
		}
	}
}

// TestEventsOfPerson shows what concerns somebody in the order of the timeline.
func TestEventsOfPerson(t *testing.T) {
	th := newTheme(t, true)
	p := newCase(t, claimsYAML, responsesYAML, peopleYAML)
	event := func(id, date string, names ...string) *casefile.Event {
		d, err := edtf.Parse(date)
		if err != nil {
			t.Fatal(err)
		}
		e := &casefile.Event{ID: id, Date: d, Title: casefile.Text{"en": "Event " + id, "fr": "Fait " + id}}
		for _, n := range names {
			e.Names = append(e.Names, casefile.Ref{ID: n})
		}
		return e
	}
	p.inv.Events = casefile.NewRegister([]*casefile.Event{event("b", "2024-04", "stone"), event("a", "2018-12-19", "meta", "stone"), event("c", "2020", "meta")}, func(e *casefile.Event) string { return e.ID })
	p.withPages(th)
	s, e := p.site(th), p.inv.Editions[0]
	b, err := s.Person(e, e.Entry(casefile.PeoplePage, "stone"), s.Uses(e, p.summaries(used)))
	if err != nil {
		t.Fatal(err)
	}
	got := string(b)
	first, second := strings.Index(got, "Event a"), strings.Index(got, "Event b")
	if first < 0 || second < first || strings.Contains(got, "Event c") {
		t.Errorf("events stand at %d and %d", first, second)
	}
	if !strings.Contains(got, "<bdi>Facebook</bdi>") {
		t.Error("an event of 2018 does not call Meta by its name of then")
	}
}

package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Evidence joins the records of claims, responses and names with one another
// and with the sources: it reports ids that lead nowhere, and computes where
// each claim stands, by id.
//
// The answers of a party are those to which the claim refers and those that
// refer to the claim. Withdrawn ones do not count. Of the rest the latest
// position counts (a stance that contests or confirms); where there is none,
// the latest of anything else.
func Evidence(inv *casefile.Investigation) (map[string]*casefile.Standing, diag.List) {
	e := &evidence{inv: inv}
	for _, p := range inv.Parties.List {
		e.party(p)
	}
	for _, r := range inv.Responses.List {
		e.response(r)
	}
	for _, t := range inv.Terms.List {
		e.sources(t.Cites)
	}
	for _, ev := range inv.Events.List {
		e.event(ev)
	}
	for _, c := range inv.Corrections.List {
		e.sources(c.Cites)
	}
	answers := map[string][]*casefile.Response{}
	for _, r := range inv.Responses.List {
		for _, c := range r.Answers {
			answers[c.ID] = append(answers[c.ID], r)
		}
	}
	standings := make(map[string]*casefile.Standing, len(inv.Claims.List))
	for _, c := range inv.Claims.List {
		e.claim(c)
		standings[c.ID] = e.standing(c, answers[c.ID])
	}
	return standings, e.diags
}

type evidence struct {
	inv   *casefile.Investigation
	diags diag.List
}

func (e *evidence) party(p *casefile.Party) {
	e.names(p.Defendants)
	e.names(p.Plaintiffs)
	e.names(p.Outside)
	e.names(p.Members)
	for _, r := range p.Roles {
		e.name(r.At)
	}
	for _, cites := range p.Evidence() {
		e.sources(cites)
	}
}

func (e *evidence) response(r *casefile.Response) {
	e.names(r.From)
	e.name(r.Person)
	e.claims(r.Answers)
	if r.Source.ID != "" {
		e.source(r.Source)
	}
	for _, c := range r.Asked {
		e.claims(c.Questions)
	}
}

func (e *evidence) claim(c *casefile.Claim) {
	e.names(c.By)
	e.names(c.About)
	e.name(c.Flow.From)
	e.name(c.Flow.To)
	e.proceeding(c.Case)
	e.sources(c.Evidence)
	e.sources(c.Against)
	for _, r := range c.Responses {
		if e.inv.Responses.Lookup(r.ID) == nil {
			e.diags = append(e.diags, UnknownResponse(e.inv, r))
		}
	}
	if c.ReplacedBy.ID != "" {
		e.claims(casefile.Refs{c.ReplacedBy})
	}
}

func (e *evidence) event(ev *casefile.Event) {
	e.names(ev.Names)
	e.claims(ev.Claims)
	e.sources(ev.Cites)
	for _, alt := range ev.AltDates {
		e.sources(alt.Cites)
	}
}

func (e *evidence) claims(refs casefile.Refs) {
	for _, ref := range refs {
		if e.inv.Claims.Lookup(ref.ID) == nil {
			e.diags = append(e.diags, UnknownClaim(e.inv, ref))
		}
	}
}

func (e *evidence) names(refs casefile.Refs) {
	for _, ref := range refs {
		e.name(ref)
	}
}

func (e *evidence) name(ref casefile.Ref) {
	if ref.ID != "" && e.inv.Parties.Lookup(ref.ID) == nil {
		e.diags = append(e.diags, UnknownName(e.inv, ref))
	}
}

// proceeding reports a case: that is no proceeding.
func (e *evidence) proceeding(ref casefile.Ref) {
	e.name(ref)
	if p := e.inv.Parties.Lookup(ref.ID); p != nil && p.Type != "proceeding" && p.Type != "" {
		e.diags = append(e.diags, diag.Diagnostic{Code: diag.InvalidValue, Severity: diag.Error, Span: ref.Span,
			Message: fmt.Sprintf("%q is no proceeding", ref.ID), Hint: "name a record of people.yaml with type: proceeding",
			Related: []diag.Related{{Span: p.Span, Message: "a " + p.Type}}})
	}
}

func (e *evidence) sources(list []casefile.Evidence) {
	for _, ev := range list {
		e.source(casefile.Ref{ID: ev.Key, Span: ev.Span})
		if strings.HasPrefix(strings.TrimLeft(ev.Place, "{ "), "ex. ") {
			if d, wrong := wrongPlace(e.inv, ev.Place, ev.Span); wrong {
				e.diags = append(e.diags, d)
			}
		}
	}
}

func (e *evidence) source(ref casefile.Ref) {
	if e.inv.Sources.Lookup(ref.ID) == nil {
		e.diags = append(e.diags, unknownKey(e.inv, ref.ID, ref.Span))
	}
}

// UnknownClaim reports a reference to a claim that there is not.
func UnknownClaim(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Claims.IDs(func(c *casefile.Claim) string { return c.ID })
	return unknown(diag.UnknownClaim, "claim", "claims.yaml", ref, ids)
}

// UnknownResponse reports a reference to a response that there is not.
func UnknownResponse(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Responses.IDs(func(r *casefile.Response) string { return r.ID })
	return unknown(diag.UnknownResponse, "response", "responses.yaml", ref, ids)
}

// UnknownName reports a reference to a person or organisation that there is
// not.
func UnknownName(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Parties.IDs(func(p *casefile.Party) string { return p.ID })
	return unknown(diag.UnknownName, "person or organisation", "people.yaml", ref, ids)
}

// unknownTerm reports a mark of a term that there is not.
func unknownTerm(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Terms.IDs(func(t *casefile.Term) string { return t.ID })
	return unknown(diag.UnknownTerm, "term", "glossary.yaml", ref, ids)
}

// UnknownEvent reports a reference to an event that there is not.
func UnknownEvent(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Events.IDs(func(e *casefile.Event) string { return e.ID })
	return unknown(diag.UnknownEvent, "event", "events.yaml", ref, ids)
}

func unknown(code diag.Code, kind, file string, ref casefile.Ref, ids []string) diag.Diagnostic {
	hint := diag.DidYouMean(ref.ID, ids)
	if hint == "" {
		hint = fmt.Sprintf("add it to content/records/%s", file)
	}
	return diag.Diagnostic{Code: code, Severity: diag.Error, Span: ref.Span, Message: fmt.Sprintf("no %s has the id %q", kind, ref.ID), Hint: hint}
}

// standing computes where a claim stands.
func (e *evidence) standing(c *casefile.Claim, answering []*casefile.Response) *casefile.Standing {
	s := &casefile.Standing{Claim: c, All: slices.Clone(answering)}
	for _, ref := range c.Responses {
		if r := e.inv.Responses.Lookup(ref.ID); r != nil && !slices.Contains(s.All, r) {
			s.All = append(s.All, r)
		}
	}
	slices.SortStableFunc(s.All, func(a, b *casefile.Response) int {
		switch {
		case a.Day().Before(b.Day()):
			return -1
		case b.Day().Before(a.Day()):
			return 1
		}
		return 0
	})
	for _, r := range s.All {
		for _, from := range r.From {
			if p := e.inv.Parties.Lookup(from.ID); p != nil && r.Stance != "" && r.Withdrawn.IsZero() {
				counted(s, casefile.Answer{Party: p, Response: r, Stance: r.Stance})
			}
		}
	}
	slices.SortStableFunc(s.Answers, func(a, b casefile.Answer) int {
		return cmp.Or(
			cmp.Compare(slices.Index(casefile.Stances, a.Stance), slices.Index(casefile.Stances, b.Stance)),
			cmp.Compare(listed(c, a.Response), listed(c, b.Response)),
		)
	})
	s.Status = casefile.StatusOf(c.Basis, s.IsContested())
	return s
}

// listed is the rank that the writer of a claim gave a response; those that only
// name the claim themselves come last, in the order of their days.
func listed(c *casefile.Claim, r *casefile.Response) int {
	for i, ref := range c.Responses {
		if ref.ID == r.ID {
			return i
		}
	}
	return len(c.Responses)
}

// counted puts a party's later answer in the place of its earlier one, unless
// that was a position and this is none.
func counted(s *casefile.Standing, later casefile.Answer) {
	earlier := s.AnswerOf(later.Party.ID)
	switch {
	case earlier == nil:
		s.Answers = append(s.Answers, later)
	case later.Stance.IsPosition() || !earlier.Stance.IsPosition():
		*earlier = later
	}
}

// marks reports marks of records that there are not.
func (t *text) marks() {
	for _, c := range t.outline.Claims {
		if t.inv.Claims.Lookup(c.Ref) == nil {
			t.diags = append(t.diags, UnknownClaim(t.inv, t.ref(c.Ref, c.RefSpan)))
		}
	}
	for _, r := range t.outline.Records {
		if r.Class == "exhibit" {
			t.exhibitMark(r)
		} else if t.inv.Responses.Lookup(r.Ref) == nil {
			t.diags = append(t.diags, UnknownResponse(t.inv, t.ref(r.Ref, r.RefSpan)))
		}
	}
	for _, m := range t.outline.Names {
		if t.inv.Parties.Lookup(m.Ref) == nil {
			t.diags = append(t.diags, UnknownName(t.inv, t.ref(m.Ref, m.RefSpan)))
		}
	}
	for _, m := range t.outline.Terms {
		if t.inv.Terms.Lookup(m.Ref) == nil {
			t.diags = append(t.diags, unknownTerm(t.inv, t.ref(m.Ref, m.RefSpan)))
		}
	}
	for _, e := range t.outline.Events {
		if t.inv.Events.Lookup(e.Ref) == nil {
			t.diags = append(t.diags, UnknownEvent(t.inv, t.ref(e.Ref, e.RefSpan)))
		}
	}
	for _, m := range t.outline.Timelines {
		for _, name := range m.Names {
			if t.inv.Parties.Lookup(name) == nil {
				t.diags = append(t.diags, UnknownName(t.inv, t.ref(name, m.NamesSpan)))
			}
		}
	}
	for _, m := range t.outline.Diagrams {
		for _, id := range m.Claims {
			if t.inv.Claims.Lookup(id) == nil {
				t.diags = append(t.diags, UnknownClaim(t.inv, t.ref(id, m.ClaimsSpan)))
			}
		}
	}
	for _, q := range t.outline.Quotes {
		if q.Source != "" && t.inv.Sources.Lookup(q.Source) == nil {
			t.diags = append(t.diags, unknownKey(t.inv, q.Source, t.span(q.SourceSpan)))
		}
		if words, isExhibit := exhibitWords(q.Place); isExhibit {
			t.place(words, t.span(q.Attrs))
		}
		if IsID(q.By) && t.inv.Parties.Lookup(q.By) == nil {
			t.diags = append(t.diags, UnknownName(t.inv, t.ref(q.By, q.BySpan)))
		}
	}
}

func (t *text) ref(id string, s prose.Span) casefile.Ref {
	return casefile.Ref{ID: id, Span: t.span(s)}
}

// IsID reports whether words have the form of an id and not of words for
// readers: by= takes both.
func IsID(words string) bool {
	for _, c := range []byte(words) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return words != ""
}

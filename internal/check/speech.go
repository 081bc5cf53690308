package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"dossier/internal/attribution"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/sentence"
)

// Voices are who may speak in the texts of an investigation, by language, and
// what is alleged of them. There are none without a register of claims.
type Voices map[string]*called

// VoicesOf gathers them.
func VoicesOf(inv *casefile.Investigation) Voices {
	v := Voices{}
	if len(inv.Claims.List) == 0 {
		return v
	}
	for _, e := range inv.Editions {
		v[e.Lang] = calledIn(inv, e.Lang)
	}
	return v
}

// Speech reads the sentences of one text and asks who speaks in them: where a
// claim is marked, where a heading or a title says what somebody else only
// alleges, where words of guilt stand. It needs the registers and this text,
// no other.
func (v Voices) Speech(c *casefile.Chapter, text *casefile.Summary) diag.List {
	parties := v[c.Lang]
	if text == nil || parties == nil {
		return nil
	}
	s := &speech{inv: parties.inv, chapter: c, text: text, words: parties.words, parties: parties, lines: make([][]line, len(text.Passages))}
	s.marked()
	s.flat()
	s.leaked()
	s.merged()
	s.headlines()
	s.guilt()
	s.denials()
	return s.diags
}

// The matchers of the languages that have words. They never change.
var (
	english = sync.OnceValue(func() *attribution.Matcher { return attribution.New("en", attribution.Lists{}) })
	french  = sync.OnceValue(func() *attribution.Matcher { return attribution.New("fr", attribution.Lists{}) })
)

func matcherOf(lang string) *attribution.Matcher {
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "en":
		return english()
	case "fr":
		return french()
	}
	return attribution.New(lang, attribution.Lists{})
}

type speech struct {
	inv     *casefile.Investigation
	chapter *casefile.Chapter
	text    *casefile.Summary
	words   *attribution.Matcher
	parties *called
	lines   [][]line // per passage
	diags   diag.List
}

// A line is one sentence of a passage.
type line struct {
	span    sentence.Span
	text    string
	found   attribution.Findings
	scanned bool
}

// in returns the sentences of a passage.
func (s *speech) in(passage int) []line {
	if s.lines[passage] == nil {
		p := &s.text.Passages[passage]
		spans := sentence.Split(p.Text, p.Lang)
		lines := make([]line, len(spans))
		for i, span := range spans {
			lines[i] = line{span: span, text: p.Text[span.Start:span.End]}
		}
		s.lines[passage] = lines
	}
	return s.lines[passage]
}

func (s *speech) findings(l *line) attribution.Findings {
	if !l.scanned {
		l.found, l.scanned = s.words.Scan(l.text), true
	}
	return l.found
}

func (s *speech) report(code diag.Code, severity diag.Severity, span prose.Span, message, hint string, related ...diag.Related) {
	s.diags = append(s.diags, diag.Diagnostic{Code: code, Severity: severity, Span: diag.Span{File: s.chapter.Path, Start: span.Start, End: span.End},
		Message: message, Hint: hint, Related: related})
}

// marked checks the sentences that a mark of a claim touches.
func (s *speech) marked() {
	cases := map[[2]int]string{} // the case of the claims in a sentence
	for _, m := range s.text.Claims {
		c := s.inv.Claims.Lookup(m.Ref)
		if c == nil {
			continue
		}
		for i := m.First; i <= m.Last; i++ {
			p := &s.text.Passages[i]
			from, to, _ := m.Within(i, len(p.Text))
			if p.Quoted || p.Pulled {
				continue
			}
			for j := range s.in(i) {
				l := &s.lines[i][j]
				if l.span.End <= from || l.span.Start >= to {
					continue
				}
				s.sentence(c, p, i, j)
				s.oneCase(cases, c, p, i, j)
			}
		}
	}
}

// oneCase reports a sentence that joins claims of two proceedings.
func (s *speech) oneCase(cases map[[2]int]string, c *casefile.Claim, p *prose.Passage, i, j int) {
	if c.Case.ID == "" {
		return
	}
	at := [2]int{i, j}
	other, seen := cases[at]
	if !seen {
		cases[at] = c.Case.ID
		return
	}
	if other != "" && other != c.Case.ID {
		cases[at] = ""
		l := s.lines[i][j].span
		s.report(diag.MixedProceedings, diag.Warning, p.Span(l.Start, l.End), fmt.Sprintf("one sentence joins claims of two cases, %q and %q", other, c.Case.ID),
			"give each case a sentence of its own")
	}
}

// sentence checks who speaks in one sentence that makes a claim.
func (s *speech) sentence(c *casefile.Claim, p *prose.Passage, i, j int) {
	l := &s.lines[i][j]
	at := p.Span(l.span.Start, l.span.End)
	record := diag.Related{Span: c.Span, Message: fmt.Sprintf("the claim %q", c.ID)}
	if c.Basis == casefile.Inferred && len(s.findings(l).Inferences) == 0 {
		s.report(diag.UnmarkedInference, diag.Warning, at, fmt.Sprintf("our inference %q is not marked as ours", c.ID), hintIn(p.Lang, ourReading), record)
		return
	}
	if !c.IsAccusation() {
		return
	}
	f := s.findings(l)
	by := s.parties.names(c.By.IDs())
	said := f.SaidBy(by...)
	if said == attribution.Pronoun && j > 0 && s.findings(&s.lines[i][j-1]).SaidBy(by...) == attribution.Nobody {
		said = attribution.Nobody
	}
	if len(by) > 0 && (said == attribution.Other || said == attribution.Nobody) && c.Basis == casefile.Reported {
		if name := s.accused(f, c); name != "" {
			s.report(diag.InferenceAsStatement, diag.Error, at, fmt.Sprintf("this attributes to %s what %s says of them", name, s.parties.first(c.By.IDs())),
				fmt.Sprintf("name %s in the same sentence", s.parties.first(c.By.IDs())), record)
			return
		}
	}
	if said == attribution.Other && s.accused(f, c) != "" {
		said = attribution.Nobody // only those accused speak
	}
	if said != attribution.Nobody {
		return
	}
	s.unattributed(c, p, l, record)
}

// unattributed reports a sentence in which nobody says what it claims.
func (s *speech) unattributed(c *casefile.Claim, p *prose.Passage, l *line, record diag.Related) {
	f, at := l.found, p.Span(l.span.Start, l.span.End)
	who := s.parties.first(c.By.IDs())
	hint := hintIn(p.Lang, nameSpeaker)
	if who != "" {
		hint = fmt.Sprintf(hintIn(p.Lang, nameThem), who)
	}
	switch {
	case p.Kind == prose.HeadingPassage:
		s.report(diag.UnhedgedHeadline, diag.Error, at, fmt.Sprintf("the heading states the %s claim %q as fact", c.Basis, c.ID), hint+"; it travels alone", record)
	case len(f.Hedges) > 0:
		s.report(diag.HedgeWithoutAttribution, diag.Warning, at, fmt.Sprintf("%q hides who says this", l.text[f.Hedges[0].Start:f.Hedges[0].End]), hint, record)
	default:
		s.report(diag.UnhedgedAllegation, diag.Error, at, fmt.Sprintf("this sentence states the %s claim %q as fact", c.Basis, c.ID), hint, record)
	}
}

// accused is the name of somebody whom a claim is about and who speaks in the
// sentence, "" where none does.
func (s *speech) accused(f attribution.Findings, c *casefile.Claim) string {
	for _, ref := range c.About {
		if !c.By.Has(ref.ID) && (f.SaidBy(s.parties.names([]string{ref.ID})...) == attribution.Named) {
			return s.parties.first([]string{ref.ID})
		}
	}
	return ""
}

// guilt reports words that only a judgment allows, about somebody of the
// register.
func (s *speech) guilt() {
	judged := map[[2]int]bool{}
	for _, m := range s.text.Claims {
		if c := s.inv.Claims.Lookup(m.Ref); c != nil && c.Basis == casefile.Adjudicated {
			for i := m.First; i <= m.Last; i++ {
				from, to, _ := m.Within(i, len(s.text.Passages[i].Text))
				for j, l := range s.in(i) {
					judged[[2]int{i, j}] = judged[[2]int{i, j}] || l.span.End > from && l.span.Start < to
				}
			}
		}
	}
	for i := range s.lines {
		p := &s.text.Passages[i]
		if p.Quoted || p.Pulled || !s.words.MayAccuse(p.Text) {
			continue
		}
		for j := range s.in(i) {
			l := &s.lines[i][j]
			if !s.words.MayAccuse(l.text) {
				continue
			}
			f := s.findings(l)
			if len(f.Guilt) == 0 || f.SaidBy() != attribution.Nobody || judged[[2]int{i, j}] {
				continue
			}
			if name := s.parties.namedIn(l.text); name != "" {
				for _, g := range f.Guilt {
					at := l.span.Start + g.Start
					if !g.Negated && !s.isQuoted(i, at) {
						s.report(diag.GuiltWithoutJudgment, diag.Error, p.Span(at, l.span.Start+g.End),
							fmt.Sprintf("%q about %s without an adjudicated claim", l.text[g.Start:g.End], name), "say who says so, or mark the claim that a court has decided")
					}
				}
			}
		}
	}
}

// isQuoted reports whether a place in a passage stands in a quotation.
func (s *speech) isQuoted(passage, at int) bool {
	for _, q := range s.text.Quotes {
		if from, to, ok := q.Within(passage, len(s.text.Passages[passage].Text)); ok && at >= from && at < to {
			return true
		}
	}
	return false
}

// denials reports claims that somebody contests where the section says nothing
// of it.
func (s *speech) denials() {
	type place struct {
		claim   string
		heading int
	}
	seen := map[place]bool{}
	for _, m := range s.text.Claims {
		c, standing := s.inv.Claims.Lookup(m.Ref), s.inv.Standings[m.Ref]
		at := place{m.Ref, m.Heading}
		if c == nil || standing == nil || !standing.IsContested() || c.Basis == casefile.Unknown || seen[at] {
			continue
		}
		seen[at] = true
		if s.deniedIn(m.Heading, standing) {
			continue
		}
		who := standing.Answers[0]
		s.report(diag.DenialNotNear, diag.Warning, m.Span, fmt.Sprintf("%q is contested by %s, and this section does not say so", c.ID, who.Party.Label(s.chapter.Lang)),
			fmt.Sprintf("add a clause that names the denial, or ::: {.response ref=%s}", who.Response.ID), diag.Related{Span: who.Response.Span, Message: "the answer"})
	}
}

func (s *speech) deniedIn(heading int, standing *casefile.Standing) bool {
	for _, a := range standing.Answers {
		if !a.Stance.Contests() {
			break
		}
		if slices.ContainsFunc(s.text.Records, func(r prose.RecordMark) bool { return r.Heading == heading && r.Ref == a.Response.ID }) {
			return true
		}
		if a.Response.Source.ID != "" && slices.ContainsFunc(s.text.Quotes, func(q prose.Quote) bool { return q.Heading == heading && q.Source == a.Response.Source.ID }) {
			return true
		}
		names := s.parties.names([]string{a.Party.ID})
		for i := range s.lines {
			p := &s.text.Passages[i]
			if p.Heading != heading || p.Pulled || p.Kind == prose.HeadingPassage || !s.parties.has(p.Text, a.Party.ID) {
				continue
			}
			for j := range s.in(i) {
				if l := &s.lines[i][j]; s.parties.has(l.text, a.Party.ID) {
					if f := s.findings(l); f.DeniedBy(names...) == attribution.Named || f.SaidBy(names...) == attribution.Named {
						return true
					}
				}
			}
		}
	}
	return false
}

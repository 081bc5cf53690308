package check

import (
	"fmt"
	"slices"

	"dossier/internal/attribution"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// A sentence may make a claim without a mark. Where the record of the claim
// gives signs, a sentence without any mark that has all words of one is held
// against it: it passes where the claim's speaker, or somebody else of the
// register who is not accused, says it; where those accused deny it; where it is
// negated. A question mark protects nothing.

// flat checks the sentences that no mark touches.
func (s *speech) flat() {
	if len(s.parties.signs.list) == 0 {
		return
	}
	var words []token
	for i := range s.text.Passages {
		p := &s.text.Passages[i]
		if p.Quoted || p.Pulled || p.Kind == prose.HeadingPassage {
			continue
		}
		words = tokens(p.Text, words[:0])
		if hits := s.parties.signs.find(p.Text, words); !slices.ContainsFunc(s.parties.signs.list, func(g sign) bool { return g.isIn(hits) }) {
			continue
		}
		for j := range s.in(i) {
			if l := &s.lines[i][j]; !s.isMarked(i, l) {
				words = tokens(l.text, words[:0])
				s.flatSentence(p, i, j, words)
			}
		}
	}
}

// isMarked reports whether the mark of any claim touches a sentence.
func (s *speech) isMarked(passage int, l *line) bool {
	return slices.ContainsFunc(s.text.Claims, func(m prose.ClaimMark) bool {
		from, to, ok := m.Within(passage, len(s.text.Passages[passage].Text))
		return ok && l.span.End > from && l.span.Start < to
	})
}

// flatSentence reports the first claim that one sentence states.
func (s *speech) flatSentence(p *prose.Passage, i, j int, words []token) {
	l := &s.lines[i][j]
	hits := s.parties.signs.find(l.text, words)
	for _, g := range s.parties.signs.list {
		if !g.isIn(hits) || s.quotesAll(i, l, g, hits, words) || s.isNegated(l.text, g, hits, words) || s.isSaid(g.claim, i, j, lastOf(g, hits, words)) {
			continue
		}
		hint := fmt.Sprintf("mark it, […]{.claim ref=%s}, and say in it who says so", g.claim.ID)
		if who := s.parties.first(g.claim.By.IDs()); who != "" {
			hint = fmt.Sprintf("mark it, […]{.claim ref=%s}, and name %s in it", g.claim.ID, who)
		}
		s.report(diag.UnhedgedAllegation, diag.Error, p.Span(l.span.Start, l.span.End),
			fmt.Sprintf("this sentence seems to state the %s claim %q as fact", g.claim.Basis, g.claim.ID), hint,
			diag.Related{Span: g.claim.Span, Message: fmt.Sprintf("the claim %q", g.claim.ID)})
		return
	}
}

// lastOf is where the last word of a sign stands.
func lastOf(g sign, hits []hit, words []token) int {
	last := 0
	for _, part := range g.parts {
		last = max(last, words[hits[part].last].start)
	}
	return last
}

// quotesAll reports whether every word of a sign stands in marked quotations:
// then they are somebody else's.
func (s *speech) quotesAll(passage int, l *line, g sign, hits []hit, words []token) bool {
	return !slices.ContainsFunc(g.parts, func(part int) bool { return !s.isQuoted(passage, l.span.Start+words[hits[part].first].start) })
}

// isSaid reports whether somebody other than those accused says what a sentence
// claims, or those accused deny it. last is where its last word stands: what is
// denied follows the denial.
func (s *speech) isSaid(c *casefile.Claim, i, j, last int) bool {
	l := &s.lines[i][j]
	f := s.findings(l)
	switch f.SaidBy(s.parties.names(c.By.IDs())...) {
	case attribution.Named:
		return true
	case attribution.Pronoun:
		if j > 0 && s.findings(&s.lines[i][j-1]).SaidBy(s.parties.names(c.By.IDs())...) == attribution.Named {
			return true
		}
	}
	for _, party := range s.parties.inv.Parties.List {
		if party.Type != "proceeding" && !c.About.Has(party.ID) && f.SaidBy(s.parties.byID[party.ID]...) == attribution.Named {
			return true
		}
	}
	about := s.parties.names(c.About.IDs())
	for _, a := range f.Attributions {
		if a.Denies && !a.Negated && a.Cue.Start < last && f.DeniedBy(about...) >= attribution.Pronoun {
			return true
		}
	}
	return false
}

// near is how many words lie at most between a negation and what it negates.
const near = 4

// negations are words that negate what follows them closely, and denying those
// that do so for the whole sentence at its beginning.
var (
	negations = commonWords(`not never no nothing none cannot didn doesn wasn weren hasn hadn couldn whether ne pas jamais aucun aucune rien n si`)
	denying   = commonWords(`no none nothing nobody neither nor whether aucun aucune rien nul personne ni`)
)

// isNegated reports whether a sentence says that something is not so or not
// known.
func (s *speech) isNegated(text string, g sign, hits []hit, words []token) bool {
	if len(words) > 0 && denying[words[0].folded(text)] {
		return true
	}
	for i, w := range words {
		if !negations[w.folded(text)] || i+1 < len(words) && (words[i+1].folded(text) == "only" || words[i+1].folded(text) == "longer") {
			continue
		}
		for _, part := range g.parts {
			at := hits[part].first
			isName := text[words[at].start] >= 'A' && text[words[at].start] <= 'Z'
			if at > i && at-i <= near && !isName {
				return true
			}
		}
	}
	return false
}

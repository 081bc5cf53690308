package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Claims holds each claim of the ledger against its basis, its evidence and
// the answers of those whom it concerns. It needs no text.
func Claims(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, c := range inv.Claims.List {
		l := ledger{inv: inv, claim: c}
		l.evidence()
		l.speaker()
		l.status()
		l.answers()
		diags = append(diags, l.diags...)
	}
	return diags
}

// ledger is the checking of one claim.
type ledger struct {
	inv   *casefile.Investigation
	claim *casefile.Claim
	diags diag.List
}

func (l *ledger) report(code diag.Code, s diag.Severity, where diag.Span, message, hint string, related ...diag.Related) {
	l.diags = append(l.diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message, Hint: hint, Related: related})
}

// wanted says what evidence a basis needs.
var wanted = map[casefile.Basis]string{
	casefile.Documented:  "cite the document, with weight: primary",
	casefile.Adjudicated: "cite the ruling",
	casefile.Admitted:    "cite where it is admitted, with quote: and the id of the words, or from a statement of theirs",
	casefile.Reported:    "cite the report",
	casefile.Alleged:     "cite where it is alleged",
	casefile.Inferred:    "cite what our reading rests on",
}

// rulings are the kinds of sources in which a court finds something.
var rulings = []string{"court-order"}

// admissions are the kinds of sources in which somebody speaks for themselves.
var admissions = []string{"company-statement", "post", "interview", "court-filing"}

func (l *ledger) evidence() {
	c := l.claim
	hint, needs := wanted[c.Basis]
	if !needs {
		return
	}
	ok := len(c.Evidence) > 0
	switch c.Basis {
	case casefile.Documented:
		ok = slices.ContainsFunc(c.Evidence, func(e casefile.Evidence) bool { return e.Primary })
	case casefile.Admitted:
		ok = slices.ContainsFunc(c.Evidence, func(e casefile.Evidence) bool { return e.Quote != "" || l.isOf(e, admissions) })
	}
	if !ok {
		l.report(diag.ClaimWithoutEvidence, diag.Error, c.BasisSpan, fmt.Sprintf("the %s claim %q has no evidence that shows it", c.Basis, c.ID), hint)
		return
	}
	if c.Basis == casefile.Adjudicated && !slices.ContainsFunc(c.Evidence, func(e casefile.Evidence) bool { return l.isOf(e, rulings) }) {
		l.report(diag.AdjudicationWithoutRule, diag.Error, c.BasisSpan, fmt.Sprintf("no ruling is among the evidence of %q", c.ID),
			"a letter, a complaint or a settlement finds nothing; cite a source of the kind court-order, or change the basis")
	}
	if c.Basis == casefile.Admitted {
		l.settlement()
	}
	if c.Basis == casefile.Documented {
		l.locators()
	}
}

func (l *ledger) isOf(e casefile.Evidence, kinds []string) bool {
	s := l.inv.Sources.Lookup(e.Key)
	return s != nil && slices.Contains(kinds, s.Custom.Kind)
}

// settlement reports an admission that rests on a settlement.
func (l *ledger) settlement() {
	const message, hint = "a settlement is not an admission", "say what the parties agreed, as documented, and that nothing was admitted"
	if l.claim.Stage == "settled" {
		l.report(diag.SettlementAsAdmission, diag.Error, l.claim.StageSpan, message, hint)
		return
	}
	for _, e := range l.claim.Evidence {
		if s := l.inv.Sources.Lookup(e.Key); s != nil && strings.Contains(strings.ToLower(s.Genre), "settlement") {
			l.report(diag.SettlementAsAdmission, diag.Error, e.Span, message, hint)
			return
		}
	}
}

// placedKinds are the kinds of sources that have pages, sections or the like.
var placedKinds = []string{"court-filing", "court-order", "law", "document"}

// locators reports primary evidence of a documented claim that gives no place,
// where its source has any and they could be seen.
func (l *ledger) locators() {
	for _, e := range l.claim.Evidence {
		s := l.inv.Sources.Lookup(e.Key)
		if !e.Primary || e.Place != "" || s == nil || !slices.Contains(placedKinds, s.Custom.Kind) || s.Custom.Seen == "quoted" || isPage(s) {
			continue
		}
		l.report(diag.ClaimWithoutLocator, diag.Warning, e.Span, fmt.Sprintf("this evidence of %q gives no place in %q", l.claim.ID, e.Key),
			fmt.Sprintf(`say where: "@%s, p. 3", "sec. 2", "art. 5", or "caption"`, e.Key))
	}
}

// isPage reports whether a source is one page of the web, without places.
func isPage(s *casefile.Source) bool {
	return slices.Contains([]string{"webpage", "post", "post-weblog", "article-newspaper", "article-magazine"}, s.Type)
}

func (l *ledger) speaker() {
	if c := l.claim; c.Basis == casefile.Alleged && len(c.By) == 0 {
		l.report(diag.AllegationWithoutSpeaker, diag.Error, c.BasisSpan, fmt.Sprintf("the alleged claim %q does not say who alleges it", c.ID), "name them: by: and an id of people.yaml")
	}
}

func (l *ledger) status() {
	c, s := l.claim, l.inv.Standings[l.claim.ID]
	if c.Asserted == "" || c.Basis == "" || s == nil || s.Status == c.Asserted {
		return
	}
	l.report(diag.StatusContradictsRecord, diag.Error, c.AssertedSpan, fmt.Sprintf("status: %s, but basis and responses give %s", c.Asserted, s.Status),
		"correct basis: or the responses, or leave status: out; it is computed")
}

// answers reports those who are accused and have had no say, and answers that
// are older than the claim.
func (l *ledger) answers() {
	c, s := l.claim, l.inv.Standings[l.claim.ID]
	if s == nil || c.ReplacedBy.ID != "" {
		return
	}
	if c.IsAccusation() {
		for _, ref := range c.About {
			p := l.inv.Parties.Lookup(ref.ID)
			if p == nil || p.Type == "proceeding" || c.By.Has(ref.ID) || l.answered(s, ref.ID) {
				continue
			}
			l.report(diag.ClaimWithoutResponse, diag.Error, ref.Span, fmt.Sprintf("%s is accused in %q and no response is recorded", p.Label(l.inv.Settings.Original()), c.ID),
				"record what they answered in responses.yaml, or stance: not-asked with a reason")
		}
	}
	for _, a := range s.Answers {
		l.overdue(a)
	}
}

// answered reports whether a party has a response to a claim, withdrawn ones
// included: a withdrawn answer shows that they had their say.
func (l *ledger) answered(s *casefile.Standing, party string) bool {
	return slices.ContainsFunc(s.All, func(r *casefile.Response) bool { return r.From.Has(party) })
}

func (l *ledger) overdue(a casefile.Answer) {
	c, today := l.claim, l.inv.Today
	name := a.Party.Label(l.inv.Settings.Original())
	if a.Stance == casefile.Pending && !today.IsZero() {
		var deadline casefile.Date
		for _, q := range a.Response.Asked {
			if deadline.Before(q.Deadline) {
				deadline = q.Deadline
			}
		}
		if !deadline.IsZero() && deadline.Before(today) {
			l.report(diag.ResponseOverdue, diag.Warning, a.Response.StanceSpan, fmt.Sprintf("%s had time until %s, and the answer is still pending", name, day(deadline)),
				"record the answer, or stance: no-answer", diag.Related{Span: c.Span, Message: fmt.Sprintf("the claim %q", c.ID)})
		}
		return
	}
	changed := c.LastChange()
	latest := casefile.Date{}
	for _, r := range l.inv.Standings[c.ID].All {
		if r.From.Has(a.Party.ID) {
			if r.Stance == casefile.NotAsked && len(r.Reason) > 0 {
				return
			}
			if latest.Before(r.Day()) {
				latest = r.Day()
			}
		}
	}
	if !changed.IsZero() && !latest.IsZero() && latest.Before(changed) && c.IsAccusation() {
		l.report(diag.ResponseOverdue, diag.Warning, c.Span, fmt.Sprintf("%q changed on %s, after the last answer of %s", c.ID, day(changed), name),
			"ask again, or record stance: not-asked with a reason", diag.Related{Span: a.Response.Span, Message: "the answer"})
	}
}

// day writes a date for a diagnostic.
func day(d casefile.Date) string { return fmt.Sprintf("%d-%02d-%02d", d.Year, d.Month, d.Day) }

// unusedClaims finds claims that no text marks, once any text marks one.
func unusedClaims(inv *casefile.Investigation, summary Summaries) diag.List {
	used, any, listed := map[string]bool{}, false, false
	for _, c := range inv.All() {
		if s := summary(c); s != nil {
			for _, m := range s.Claims {
				used[m.Ref], any = true, true
			}
			listed = listed || s.Unknowns
		}
	}
	var diags diag.List
	for _, c := range inv.Claims.List {
		if any && !used[c.ID] && c.ReplacedBy.ID == "" && !(listed && c.Basis == casefile.Unknown) {
			diags = append(diags, diag.Diagnostic{Code: diag.UnusedClaim, Severity: diag.Warning, Span: c.Span,
				Message: fmt.Sprintf("no chapter mentions %q", c.ID), Hint: fmt.Sprintf("mark the sentence that makes it: […]{.claim ref=%s}", c.ID)})
		}
	}
	return diags
}

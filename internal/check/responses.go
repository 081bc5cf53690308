package check

import (
	"cmp"
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// questionsHours is the time that those concerned have to answer, unless the
// settings say otherwise.
const questionsHours = 48

// Responses holds each response against what it says of itself. It needs no
// text.
func Responses(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, r := range inv.Responses.List {
		report := func(code diag.Code, s diag.Severity, where diag.Span, message, hint string) {
			diags = append(diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message, Hint: hint})
		}
		shortened(r, report)
		unasked(inv, r, report)
		contradicted(r, report)
		deadlines(r, cmp.Or(inv.Settings.Deadlines.QuestionsHours, questionsHours), report)
	}
	return diags
}

type reporter func(code diag.Code, s diag.Severity, where diag.Span, message, hint string)

// cuts are how people mark that they left something out.
var cuts = []string{"[…]", "[...]", "(…)", "(...)", "[. . .]"}

func shortened(r *casefile.Response, report reporter) {
	if r.Complete != "" {
		return
	}
	for _, lang := range sortedKeys(r.Text) {
		for _, cut := range cuts {
			if strings.Contains(r.Text[lang], cut) {
				report(diag.ResponseShortened, diag.Error, r.TextSpan, fmt.Sprintf("this answer is shortened: %q", cut), "publish it whole, or link to the whole with complete:")
				return
			}
		}
	}
}

// unasked reports an answer that did not come and was never asked for, and one
// that was not asked for without a reason.
func unasked(inv *casefile.Investigation, r *casefile.Response, report reporter) {
	name := r.ID
	if len(r.From) > 0 {
		if p := inv.Parties.Lookup(r.From[0].ID); p != nil {
			name = p.Label(inv.Settings.Original())
		}
	}
	switch r.Stance {
	case casefile.NotAsked:
		if len(r.Reason) == 0 {
			report(diag.NotAskedWithoutReason, diag.Error, r.StanceSpan, fmt.Sprintf("this does not say why %s was not asked", name), "add reason:")
		}
	case casefile.NoAnswer, casefile.Pending:
		dated := false
		for _, c := range r.Asked {
			dated = dated || !c.Date.IsZero()
		}
		if !dated {
			what := "did not answer"
			if r.Stance == casefile.Pending {
				what = "has yet to answer"
			}
			report(diag.NoAnswerWithoutContact, diag.Error, r.StanceSpan, fmt.Sprintf("%s %s, and no dated attempt to ask is recorded", name, what),
				"fill in asked: [{date: …, via: email, deadline: …}], or write stance: not-asked with a reason")
		}
	}
}

// contrary are words that go ill with a stance.
var contrary = map[casefile.Stance][]string{
	casefile.Confirms: {"untrue", "false", "deny", "denies", "denied", "never", "baseless", "without merit", "not correct", "faux", "dément", "démenti", "jamais", "inexact", "infondé"},
	casefile.Denies:   {"we confirm", "we acknowledge", "we admit", "it is true", "nous confirmons", "nous reconnaissons", "c’est exact", "c'est exact"},
}

func contradicted(r *casefile.Response, report reporter) {
	for _, lang := range sortedKeys(r.Text) {
		text := strings.ToLower(r.Text[lang])
		for _, word := range contrary[r.Stance] {
			if HasWords(text, word) {
				report(diag.StanceContradictsText, diag.Warning, r.StanceSpan, fmt.Sprintf("stance %q, but the text contains %q", r.Stance, word), "read it again")
				return
			}
		}
	}
}

// deadlines reports questions with less time for their answer than least hours.
func deadlines(r *casefile.Response, least int, report reporter) {
	for _, c := range r.Asked {
		if c.Date.IsZero() || c.Deadline.IsZero() {
			continue
		}
		if hours := 24 * c.Date.DaysUntil(c.Deadline); hours >= 0 && hours < least {
			report(diag.ShortDeadline, diag.Warning, c.Span, fmt.Sprintf("%d hours between the question and its deadline", hours),
				fmt.Sprintf("give at least %d hours", least))
		}
	}
}

package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Diagrams finds blocks that cannot draw what they are told to: a diagram shows
// what claims say passed between the same two parties.
func Diagrams(inv *casefile.Investigation, c *casefile.Chapter, text *casefile.Summary) diag.List {
	if text == nil {
		return nil
	}
	var diags diag.List
	for _, m := range text.Diagrams {
		at := m.ClaimsSpan
		if len(m.Claims) == 0 {
			at = m.Span
		}
		report := func(hint, format string, args ...any) {
			diags = append(diags, diag.Diagnostic{Code: diag.InvalidValue, Severity: diag.Error, Span: diag.Span{File: c.Path, Start: at.Start, End: at.End},
				Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		if len(m.Claims) == 0 {
			report(`write claims="…" with the ids of claims that have flow:`, "this diagram names no claims")
			continue
		}
		var parties []string
		for _, id := range m.Claims {
			claim := inv.Claims.Lookup(id)
			switch {
			case claim == nil: // reported as unknown
			case claim.Flow.IsZero():
				report("write flow: {from: …, to: …, what: …} in its record", "the claim %q does not say what passed, and from whom to whom", id)
			default:
				for _, party := range []string{claim.Flow.From.ID, claim.Flow.To.ID} {
					if !slices.Contains(parties, party) {
						parties = append(parties, party)
					}
				}
			}
		}
		if len(parties) > 2 {
			report("make a diagram for each two of them", "a diagram has two parties, and these claims name %s", strings.Join(parties, ", "))
		}
	}
	return diags
}

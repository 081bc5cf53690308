package check

import (
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// People finds what the register says of somebody and rests on no source:
// roles, sides in a proceeding, members of a group and changes of name. It needs
// no text.
func People(inv *casefile.Investigation) diag.List {
	var diags diag.List
	report := func(severity diag.Severity, at diag.Span, message string, p *casefile.Party, hint string) {
		diags = append(diags, diag.Diagnostic{Code: diag.RoleWithoutCitation, Severity: severity, Span: at, Message: fmt.Sprintf(message, p.ID), Hint: hint})
	}
	const hint = `name the source: cite: ["@key, p. 3"]`
	for _, p := range inv.Parties.List {
		for _, r := range p.Roles {
			if len(r.Cites) == 0 {
				report(diag.Error, r.Span, "a role of %q cites nothing", p, hint)
			}
		}
		switch {
		case len(p.Cites) > 0:
		case len(p.Plaintiffs)+len(p.Defendants)+len(p.Outside) > 0:
			report(diag.Error, p.Span, "the parties of %q cite nothing", p, `name the caption or the ruling: cite: ["@key, caption"]`)
		case len(p.Members) > 0:
			report(diag.Error, p.Span, "the members of %q cite nothing", p, hint)
		}
		if change := changeOfName(p); change != nil && !p.Protected {
			report(diag.Warning, change.Span, "a change of name of %q cites nothing", p, `name the source beside the new name: cite: ["@key"]`)
		}
	}
	return diags
}

// changeOfName is the first name that somebody took with a date and without a
// source, nil where there is none.
func changeOfName(p *casefile.Party) *casefile.PartyName {
	for i := 1; i < len(p.Names); i++ {
		before, n := &p.Names[i-1], &p.Names[i]
		if len(n.Cites)+len(before.Cites) == 0 && !(n.From.IsZero() && before.To.IsZero()) {
			return n
		}
	}
	return nil
}

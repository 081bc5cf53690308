package check

import (
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// People finds roles that rest on no source. It needs no text.
func People(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, p := range inv.Parties.List {
		for _, r := range p.Roles {
			if len(r.Cites) == 0 {
				diags = append(diags, diag.Diagnostic{Code: diag.RoleWithoutCitation, Severity: diag.Error, Span: r.Span,
					Message: fmt.Sprintf("a role of %q cites nothing", p.ID), Hint: `name the source: cite: ["@key, p. 3"]`})
			}
		}
	}
	return diags
}

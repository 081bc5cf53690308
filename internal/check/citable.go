package check

import (
	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Citable finds chapters of a site with an address that nobody can cite, while
// others can be: without a date, or signed by nobody where no publisher is
// named. A dossier that dates and signs nothing has not come to that yet.
func Citable(inv *casefile.Investigation) diag.List {
	if inv.Settings.BaseURL == "" {
		return nil
	}
	dated, signed := false, false
	for _, e := range inv.Editions {
		for _, c := range e.Chapters {
			dated = dated || !c.Head.Date.IsZero()
			signed = signed || len(c.Head.Authors) > 0
		}
	}
	var diags diag.List
	for _, e := range inv.Editions {
		for _, c := range e.Chapters {
			missing, hint := "", ""
			switch {
			case dated && c.Head.Date.IsZero():
				missing, hint = "date", "write date: 2026-04-02 in the front matter: the day on which it was first published"
			case signed && len(c.Head.Authors) == 0 && inv.Settings.Publisher.Name == "":
				missing, hint = "author", "write authors: [Ada Example] in the front matter, or name the publisher in dossier.yaml"
			default:
				continue
			}
			span := c.Head.TitleSpan
			span.File = c.Path
			diags = append(diags, diag.Diagnostic{Code: diag.CitationMetadataMissing, Severity: diag.Warning, Span: span,
				Message: "who cites this chapter finds no " + missing, Hint: hint})
		}
	}
	return diags
}

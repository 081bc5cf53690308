package check

import (
	"fmt"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// unknownQuotes finds evidence whose quote: names no quotation of its source in
// any text.
func unknownQuotes(inv *casefile.Investigation, summary Summaries) diag.List {
	ids := map[string][]string{} // of quotations, by key of their source
	source := map[string]string{}
	for _, c := range inv.All() {
		if s := summary(c); s != nil {
			for _, q := range s.Quotes {
				if q.ID != "" {
					ids[q.Source] = append(ids[q.Source], q.ID)
					source[q.ID] = q.Source
				}
			}
		}
	}
	var diags diag.List
	for _, c := range inv.Claims.List {
		for _, e := range slices.Concat(c.Evidence, c.Against) {
			if e.Quote == "" || slices.Contains(ids[e.Key], e.Quote) {
				continue
			}
			message := fmt.Sprintf("no text quotes %q under the id %q", e.Key, e.Quote)
			hint := diag.DidYouMean(e.Quote, ids[e.Key])
			switch {
			case source[e.Quote] != "":
				hint = fmt.Sprintf("that quotation is of %q", source[e.Quote])
			case hint == "":
				hint = fmt.Sprintf(`give the quotation you mean this id: ["…"]{.q #%s source=%s}`, e.Quote, e.Key)
			}
			at := e.QuoteSpan
			if at == (diag.Span{}) {
				at = e.Span
			}
			diags = append(diags, diag.Diagnostic{Code: diag.UnknownQuote, Severity: diag.Error, Span: at, Message: message, Hint: hint})
		}
	}
	return diags
}

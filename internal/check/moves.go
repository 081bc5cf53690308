package check

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Moves holds redirects.yaml against the pages: each leads from an address
// that is gone to one that is there.
func Moves(inv *casefile.Investigation, summary Summaries) diag.List {
	if len(inv.Redirects) == 0 {
		return nil
	}
	var diags diag.List
	report := func(code diag.Code, where diag.Span, message, hint string, related ...diag.Related) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: where, Message: message, Hint: hint, Related: related})
	}
	pages, from := map[string]*casefile.Chapter{}, map[string]diag.Span{}
	for _, c := range inv.All() {
		pages[c.URL] = c
		for _, a := range c.Head.Aliases {
			from[strings.TrimSuffix(a.Path, "/")+"/"] = a.Span
		}
	}
	for _, r := range inv.Redirects {
		if first, twice := from[r.From]; twice {
			report(diag.RedirectClash, r.FromSpan, fmt.Sprintf("%q is redirected twice", r.From), "keep one of them", diag.Related{Span: first, Message: "the other one"})
			continue
		}
		from[r.From] = r.FromSpan
	}
	has := func(c *casefile.Chapter, id string) bool {
		s := summary(c)
		return s != nil && s.IDs[id]
	}
	for _, r := range inv.Redirects {
		path, id, isAnchor := strings.Cut(r.From, "#")
		page := pages[path]
		_, moved := from[path]
		switch {
		case !isAnchor && page != nil:
			report(diag.RedirectClash, r.FromSpan, fmt.Sprintf("%q is the address of a page", r.From), "remove the redirect", diag.Related{Span: diag.Span{File: page.Path}, Message: "the page"})
		case isAnchor && page == nil && !moved:
			report(diag.UnknownPage, r.FromSpan, fmt.Sprintf("no page has the address %q any more", path), "redirect the page itself; the host then keeps what follows the #")
		case isAnchor && page != nil && has(page, id):
			report(diag.RedirectClash, r.FromSpan, fmt.Sprintf("the page still has the anchor %q", id), "remove the redirect")
		}
		path, id, isAnchor = strings.Cut(r.To, "#")
		switch page := pages[path]; {
		case page == nil:
			report(diag.UnknownPage, r.ToSpan, fmt.Sprintf("no page has the address %q", path), "write where the passage is now: /deal/#inbox-clause")
		case isAnchor && !has(page, id):
			report(diag.UnknownAnchor, r.ToSpan, fmt.Sprintf("%s has no anchor %q", pageName(page), id), "give the heading or passage that id: {#"+id+"}")
		}
	}
	return diags
}

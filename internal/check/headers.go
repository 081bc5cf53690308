package check

import (
	"fmt"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/netlify"
	"dossier/internal/output"
)

// Headers holds the rules of a project's own _headers against those that the
// build makes, and against the pages of the site.
//
// How the host joins two rules that set one header is not documented, so for
// every address a header is set by one rule only: a project may add headers,
// never set again what the build sets.
func Headers(own, made netlify.Headers, site *output.Tree) diag.List {
	var diags diag.List
	for i, rule := range own {
		for _, h := range rule.Headers {
			if by, _ := alsoSet(made, h.Name, rule.Path); by != "" {
				diags = append(diags, diag.Diagnostic{Code: diag.HeadersWeaker, Severity: diag.Error, Span: h.Span,
					Message: fmt.Sprintf("%q is set for %q by the build; two values can weaken each other", h.Name, by),
					Hint:    "delete the line; what the build sets is in public/_headers"})
			} else if strings.EqualFold(h.Name, "Cache-Control") && rule.Path == "/*" {
				diags = append(diags, diag.Diagnostic{Code: diag.HeadersWeaker, Severity: diag.Error, Span: h.Span,
					Message: fmt.Sprintf("%q for %q changes how long pages and their files are kept", h.Name, rule.Path),
					Hint:    "name the folder that you mean, such as /tips/*"})
			} else if by, first := alsoSet(own[:i], h.Name, rule.Path); by != "" {
				diags = append(diags, diag.Diagnostic{Code: diag.HeaderSetTwice, Severity: diag.Warning, Span: h.Span,
					Message: fmt.Sprintf("%q is set for %q, too, and both take some address; which of the two counts there is not documented", h.Name, by),
					Hint:    "let one rule set it, and name paths that do not overlap", Related: []diag.Related{{Span: first, Message: "also set here"}}})
			}
		}
		if page := beside(rule, site); page != "" {
			diags = append(diags, diag.Diagnostic{Code: diag.HeaderPatternTooWide, Severity: diag.Warning, Span: rule.Span,
				Message: fmt.Sprintf("%q also takes %q, which is not in that folder", rule.Path, page),
				Hint:    "the host reads the slash before a splat as optional; name the pages one by one"})
		}
	}
	return diags
}

// alsoSet returns the path of a rule that sets a header where another path may
// set it too, and the place of the header; "" for none.
func alsoSet(rules netlify.Headers, name, path string) (by string, at diag.Span) {
	for _, rule := range rules {
		for _, h := range rule.Headers {
			if strings.EqualFold(h.Name, name) && overlap(rule.Path, path) {
				return rule.Path, h.Span
			}
		}
	}
	return "", diag.Span{}
}

// overlap reports whether two patterns may take one address. A part that is not
// plain is held to take anything.
func overlap(a, b string) bool {
	x, y := parts(a), parts(b)
	for i := range min(len(x), len(y)) {
		if strings.Contains(x[i], "*") || strings.Contains(y[i], "*") {
			return true
		}
		if x[i] != y[i] && !strings.HasPrefix(x[i], ":") && !strings.HasPrefix(y[i], ":") {
			return false
		}
	}
	return len(x) == len(y) ||
		len(x) == len(y)+1 && x[len(x)-1] == "*" || len(y) == len(x)+1 && y[len(y)-1] == "*"
}

// beside returns a page that a rule for a folder takes although it is not in
// that folder, "" for none: "/en/*" takes "/english/".
func beside(rule netlify.HeaderRule, site *output.Tree) string {
	folder, ok := strings.CutSuffix(rule.Path, "*")
	if !ok || folder == "/" || !strings.HasSuffix(folder, "/") || !isExact(folder) {
		return ""
	}
	for _, f := range site.Files() {
		page, isPage := strings.CutSuffix("/"+f.Path, "index.html")
		if isPage && rule.Matches(page) && !strings.HasPrefix(strings.ToLower(page), strings.ToLower(folder)) {
			return page
		}
	}
	return ""
}

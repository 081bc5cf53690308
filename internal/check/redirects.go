package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/netlify"
	"dossier/internal/output"
)

// How many rules the host takes without trouble, and how many at all. A large
// set of rules can fail a deploy.
const (
	manyRedirects    = 1000
	tooManyRedirects = 10000
)

// Redirects finds rules that the host would never apply, that lead nowhere or
// in a circle. rules are those of the whole site in their order; a rule with a
// zero span is made by the build, which judges it elsewhere. site holds what is published.
func Redirects(rules netlify.Redirects, site *output.Tree) diag.List {
	c := redirectCheck{rules: rules, site: site, exact: map[string][]int{}}
	for i, r := range rules {
		if key := strings.Join(parts(r.Path), "/"); isExact(r.Path) {
			c.exact[key] = append(c.exact[key], i)
		} else {
			c.patterns = append(c.patterns, i)
		}
	}
	for i := range rules {
		if rules[i].Span != (diag.Span{}) {
			c.rule(i)
		}
	}
	c.count()
	return c.diags
}

type redirectCheck struct {
	rules    netlify.Redirects
	site     *output.Tree
	exact    map[string][]int // rules for one address, by its parts
	patterns []int            // the other rules
	diags    diag.List
}

// near lists the rules that may take a path, in their order: a site can have
// thousands, and most are for one address.
func (c *redirectCheck) near(path string) []int {
	all := slices.Concat(c.exact[strings.Join(parts(path), "/")], c.patterns)
	slices.Sort(all)
	return all
}

func (c *redirectCheck) report(code diag.Code, severity diag.Severity, r netlify.Redirect, hint, format string, args ...any) *diag.Diagnostic {
	c.diags = append(c.diags, diag.Diagnostic{Code: code, Severity: severity, Span: r.Span, Message: fmt.Sprintf(format, args...), Hint: hint})
	return &c.diags[len(c.diags)-1]
}

func (c *redirectCheck) rule(i int) {
	r := c.rules[i]
	for _, address := range []string{r.From, r.To} {
		if encoded := percentEncoded(address); encoded != address {
			c.report(diag.RedirectNotEncoded, diag.Error, r, fmt.Sprintf("write %q", encoded), "%q is not as a browser sends it", address)
			return
		}
	}
	if strings.HasPrefix(r.Path, "/_dossier") {
		c.report(diag.RedirectReservedPath, diag.Error, r, "choose another address", `addresses that begin with "/_dossier" belong to the preview`)
		return
	}
	if c.shadowed(i) {
		return
	}
	if strings.HasPrefix(r.To, "/") {
		c.destination(r)
	}
}

// shadowed reports a rule that is never applied, and whether it is one.
func (c *redirectCheck) shadowed(i int) bool {
	r := c.rules[i]
	if !r.Force && isExact(r.Path) && r.Host == "" && c.exists(r.Path) {
		c.report(diag.RedirectShadowed, diag.Warning, r, `delete the rule, or force it with "!" after the status: 301!`, "%q is a page of the site, so the host never applies this rule", r.From)
		return true
	}
	for _, at := range c.near(r.Path) {
		if at >= i {
			break
		}
		earlier := c.rules[at]
		if !alwaysApplies(earlier) || earlier.Host != r.Host || r.Force && !earlier.Force || !covers(earlier.Path, r.Path) {
			continue
		}
		code, message := diag.RedirectShadowed, "the rule for %q comes first and takes every request, so this one is never applied"
		if slices.Equal(parts(earlier.Path), parts(r.Path)) {
			code, message = diag.RedirectDuplicate, "%q has a rule already; the host applies the first and says nothing"
		}
		d := c.report(code, diag.Warning, r, "delete one of the two, or put the narrower one first", message, earlier.From)
		if earlier.Span != (diag.Span{}) {
			d.Related = []diag.Related{{Span: earlier.Span, Message: "this rule comes first"}}
		}
		return true
	}
	return false
}

// alwaysApplies reports whether a rule asks for nothing but a path.
func alwaysApplies(r netlify.Redirect) bool {
	return r.Query == nil && r.Country == nil && r.Language == nil && r.Role == nil && r.Conditions == nil && r.Signed == ""
}

// covers reports whether each path that a pattern takes is also taken by
// another. "/a/*" covers "/a/:b" and "/a/b".
func covers(wide, narrow string) bool {
	w, n := parts(wide), parts(narrow)
	for i, part := range w {
		switch {
		case part == "*" && i == len(w)-1:
			return true
		case i >= len(n) || n[i] == "*":
			return false
		case strings.HasPrefix(part, ":"):
		case part != n[i]:
			return false
		}
	}
	return len(w) == len(n)
}

func parts(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "/"), func(part string) bool { return part == "" })
}

// isExact reports whether a path stands for itself alone.
func isExact(path string) bool {
	return !slices.ContainsFunc(parts(path), func(part string) bool { return part == "*" || strings.HasPrefix(part, ":") })
}

// maxHops is how long a chain of redirects may be before it counts as a loop.
const maxHops = 10

// destination follows a rule as a browser would.
func (c *redirectCheck) destination(r netlify.Redirect) {
	target := withoutTail(r.To)
	if !isExact(target) {
		// What the placeholders stand for decides where this leads. One sample
		// finds rules that lead into themselves.
		target = ""
	}
	path := sample(r.Path)
	seen := []string{path}
	hops := 0
	for at := path; ; hops++ {
		answer, ok := c.applied(r, hops, at).Match(netlify.Request{Path: at}, c.exists)
		if !ok || answer.Status < 300 || answer.Status >= 400 || !strings.HasPrefix(answer.To, "/") {
			break
		}
		at = withoutTail(answer.To)
		if slices.Contains(seen, at) || hops == maxHops {
			c.report(diag.RedirectLoop, diag.Error, r, "let it lead to a page", "%q leads back to itself", r.From)
			return
		}
		seen = append(seen, at)
	}
	if hops > 1 {
		last := seen[len(seen)-1]
		c.report(diag.RedirectChain, diag.Warning, r, fmt.Sprintf("lead to %q at once", last), "%q is redirected again, so readers wait for %d answers", withoutTail(r.To), hops)
		return
	}
	if target != "" && !strings.HasSuffix(target, "/") && r.Status >= 300 && r.Status < 400 && !c.isFile(target) && c.isFile(target+"/") {
		c.report(diag.RedirectChain, diag.Warning, r, fmt.Sprintf("write %q", target+"/"+r.To[len(target):]), "%q is redirected again, to the address with a slash at its end", target)
		return
	}
	if target != "" && !c.exists(target) && !c.redirected(target) {
		hint := diag.DidYouMean(target, c.addresses())
		if hint == "" {
			hint = "write the address of a page, with its slash at the end"
		}
		c.report(diag.RedirectTargetMissing, diag.Error, r, hint, "there is no page %q", target)
	}
}

// applied are the rules as they are asked on a hop: on the first the rule in
// question alone, so that a condition on another does not hide it.
func (c *redirectCheck) applied(r netlify.Redirect, hop int, path string) netlify.Redirects {
	if hop > 0 {
		return c.rulesNear(path)
	}
	r.Force, r.Query, r.Country, r.Language, r.Role, r.Signed, r.Host = true, nil, nil, nil, nil, "", ""
	return netlify.Redirects{r}
}

// sample is a path that a pattern takes.
func sample(pattern string) string {
	all := strings.Split(pattern, "/")
	for i, part := range all {
		if part == "*" || strings.HasPrefix(part, ":") {
			all[i] = fmt.Sprintf("sample-%d", i)
		}
	}
	return strings.Join(all, "/")
}

// withoutTail is an address without query and fragment.
func withoutTail(address string) string {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		return address[:i]
	}
	return address
}

// exists reports whether the site has a file for an address, or for the same
// with a slash at its end.
func (c *redirectCheck) exists(address string) bool {
	return c.isFile(address) || c.isFile(address+"/")
}

// isFile reports whether the site has a file for an address as it is.
func (c *redirectCheck) isFile(address string) bool {
	name, err := url.PathUnescape(strings.TrimPrefix(address, "/"))
	if err != nil {
		return false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	_, ok := c.site.Lookup(name)
	return ok
}

func (c *redirectCheck) rulesNear(path string) netlify.Redirects {
	var list netlify.Redirects
	for _, i := range c.near(path) {
		list = append(list, c.rules[i])
	}
	return list
}

func (c *redirectCheck) redirected(address string) bool {
	_, ok := c.rulesNear(address).Match(netlify.Request{Path: address}, c.exists)
	return ok
}

// addresses lists the pages of the site.
func (c *redirectCheck) addresses() []string {
	var all []string
	for _, f := range c.site.Files() {
		if folder, ok := strings.CutSuffix(f.Path, "index.html"); ok {
			all = append(all, "/"+folder)
		}
	}
	return all
}

func (c *redirectCheck) count() {
	n := len(c.rules)
	severity, limit := diag.Warning, manyRedirects
	switch {
	case n > tooManyRedirects:
		severity, limit = diag.Error, tooManyRedirects
	case n <= manyRedirects:
		return
	}
	i := slices.IndexFunc(c.rules, func(r netlify.Redirect) bool { return r.Span != (diag.Span{}) })
	if i >= 0 {
		c.report(diag.RedirectTooMany, severity, c.rules[i], "replace rules of one folder by one with a splat: /old/* /new/:splat 301", "the site has %d redirects; more than %d can fail a deploy", n, limit)
	}
}

// percentEncoded is an address as it stands in a request line. What is encoded
// already, and signs that have a meaning in a rule, stay.
func percentEncoded(address string) string {
	var b strings.Builder
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case c == '%' && (i+2 >= len(address) || !isHex(address[i+1]) || !isHex(address[i+2])):
			b.WriteString("%25")
		case c <= ' ' || c >= 0x7F || strings.IndexByte(`"<>\^{|}`+"`", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

package netlify

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/diag"
)

// Headers are the rules of a _headers file, in order.
type Headers []HeaderRule

// A HeaderRule sets headers on the paths that match.
type HeaderRule struct {
	Path    string // "/*", "/assets/*", "/notes/:name"
	Headers []Header
	Span    diag.Span // the line of the path; zero for a rule that was not read

	pattern *regexp.Regexp // of Path; nil for a rule that was not read
}

// A Header is one header with its value. Names keep the case they are written
// in.
type Header struct {
	Name, Value string
	Span        diag.Span // the first line that sets it; zero for a header that was not read
}

// ParseHeaders reads a _headers file. What the host would drop or refuse is
// missing from the result and reported.
func ParseHeaders(src []byte) (Headers, diag.List) {
	var p headerParser
	for _, l := range lines(src) {
		p.line(l)
	}
	p.endRule()
	return withoutEarlierTwins(p.rules), p.diags
}

type headerParser struct {
	rules Headers
	rule  *HeaderRule // being read; nil before the first path
	diags diag.List
}

func (p *headerParser) report(code diag.Code, severity diag.Severity, span diag.Span, hint, format string, args ...any) {
	p.diags = append(p.diags, diag.Diagnostic{Code: code, Severity: severity, Span: span, Message: fmt.Sprintf(format, args...), Hint: hint})
}

func (p *headerParser) line(l line) {
	if strings.HasPrefix(l.text, "/") {
		p.endRule()
		p.rule = &HeaderRule{Path: l.text, Span: l.span()}
		p.comment(l, l.text, "path")
		return
	}
	before, after, ok := strings.Cut(l.text, ":")
	name, value := trim(before), trim(after)
	switch {
	case !ok:
		p.report(diag.HeaderLineIgnored, diag.Error, l.span(), `write "Name: value"`, "%q has no colon, so the host ignores it", l.text)
	case name == "":
		p.report(diag.HeaderMalformed, diag.Error, l.span(), `write "Name: value"`, "a header without a name")
	case value == "":
		p.report(diag.HeaderMalformed, diag.Error, l.span(), "write its value after the colon, or delete the line", "the header %q has no value", name)
	case p.rule == nil:
		p.report(diag.HeaderMalformed, diag.Error, l.span(), `a path such as "/*" comes first, on a line of its own`, "the header %q comes before any path", name)
	default:
		p.header(l, name, joinLists(value))
	}
}

func (p *headerParser) header(l line, name, value string) {
	nameSpan := l.part(0, len(name))
	switch {
	case strings.EqualFold(name, "http") || strings.EqualFold(name, "https"):
		p.report(diag.HeaderLooksLikeURL, diag.Error, l.span(), "a rule begins with a path; there are no rules by host", "%q is read as a header called %q", l.text, name)
	case notSettable(name):
		p.report(diag.HeaderNotSettable, diag.Error, nameSpan, "leave it to the host", "the host does not let a site set %q", name)
	}
	p.comment(l, value, "value")
	i := slices.IndexFunc(p.rule.Headers, func(h Header) bool { return strings.EqualFold(h.Name, name) })
	if i < 0 {
		p.rule.Headers = append(p.rule.Headers, Header{name, value, l.span()})
		return
	}
	first := &p.rule.Headers[i]
	twice := diag.Diagnostic{
		Code: diag.HeaderSetTwice, Severity: diag.Warning, Span: l.span(),
		Message: fmt.Sprintf("%q is set twice under %q; the host joins the values with a comma", name, p.rule.Path),
		Hint:    "delete one of the two lines",
		Related: []diag.Related{{Span: first.Span, Message: "first set here"}},
	}
	if first.Name != name {
		twice.Message = fmt.Sprintf("%q and %q are one header, set twice under %q; the host sends both", first.Name, name, p.rule.Path)
	}
	p.diags = append(p.diags, twice)
	if i = slices.IndexFunc(p.rule.Headers, func(h Header) bool { return h.Name == name }); i >= 0 {
		p.rule.Headers[i].Value += ", " + value
	} else {
		p.rule.Headers = append(p.rule.Headers, Header{name, value, l.span()})
	}
}

// comment reports what looks like a comment and is none.
func (p *headerParser) comment(l line, text, where string) {
	if i := strings.Index(text, " #"); i >= 0 {
		p.report(diag.HeaderCommentInValue, diag.Warning, l.span(), "put the comment on a line of its own", "%q is read as part of the %s", text[i+1:], where)
	}
}

// endRule takes up the rule that was being read, if the host would.
func (p *headerParser) endRule() {
	rule := p.rule
	p.rule = nil
	if rule == nil {
		return
	}
	if len(rule.Headers) == 0 {
		p.report(diag.HeaderLineIgnored, diag.Error, rule.Span, "put its headers on the lines below it, or remove the path", "no header follows %q, so the host ignores it", rule.Path)
		return
	}
	if i := slices.IndexFunc(rule.Headers, func(h Header) bool { return h.Name == "undefined" }); i >= 0 {
		p.report(diag.HeaderMalformed, diag.Error, rule.Headers[i].Span, "", `the host refuses a rule with a header called "undefined"`)
		return
	}
	pattern, err := pathPattern(rule.Path)
	if sign := liveSign(rule.Path); sign != "" || err != nil {
		p.report(diag.HeaderMalformed, diag.Error, rule.Span, "name the paths one by one", `the host reads %q beside the "*" in %q as a sign of a regular expression, or refuses it`, sign, rule.Path)
	}
	if err != nil {
		return
	}
	rule.pattern = pattern
	p.rules = append(p.rules, *rule)
}

// joinLists leaves one comma and one space between the items of a value.
func joinLists(value string) string {
	items := strings.Split(value, ",")
	for i := range items {
		if i > 0 {
			items[i] = trimLeft(items[i])
		}
		if i < len(items)-1 {
			items[i] = trimRight(items[i])
		}
	}
	return strings.Join(items, ", ")
}

// withoutEarlierTwins drops rules that are repeated further down, headers in
// any order, as the host does.
func withoutEarlierTwins(rules Headers) Headers {
	seen := make(map[string]bool, len(rules))
	var kept Headers
	for _, rule := range slices.Backward(rules) {
		if key := rule.key(); !seen[key] {
			seen[key] = true
			kept = append(kept, rule)
		}
	}
	slices.Reverse(kept)
	return kept
}

func (r HeaderRule) key() string {
	sorted := slices.Clone(r.Headers)
	slices.SortFunc(sorted, func(a, b Header) int { return cmp.Compare(a.Name, b.Name) })
	var b strings.Builder
	b.WriteString(r.Path)
	for _, h := range sorted {
		b.WriteString("\n" + h.Name + ":" + h.Value)
	}
	return b.String()
}

// pathPattern makes the regular expression that the host's local tools make of
// a path. In a part with a "*" in it nothing is escaped, so a dot there stands
// for any character.
func pathPattern(path string) (*regexp.Regexp, error) {
	var parts []string
	for _, part := range strings.Split(path, "/") {
		part = trimRight(part)
		switch {
		case part == "":
		case strings.HasPrefix(part, ":"):
			parts = append(parts, "([^/]+)")
		case part == "*":
			parts = append(parts, "?(.*)")
		case strings.Contains(part, "*"):
			parts = append(parts, strings.ReplaceAll(part, "*", "(.*)"))
		default:
			parts = append(parts, regexp.QuoteMeta(part))
		}
	}
	return regexp.Compile("(?i)^/" + strings.Join(parts, "/") + "/?$")
}

// liveSign returns a sign of a path that the host takes for one of a regular
// expression; "" for none. A dot is left out: it takes a dot, too.
func liveSign(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(part, ":") || !strings.Contains(part, "*") {
			continue
		}
		if i := strings.IndexAny(part, `\^$+?()[]{}|`); i >= 0 {
			return part[i : i+1]
		}
	}
	return ""
}

// notSettable reports whether the host refuses or overrides a header.
func notSettable(name string) bool {
	switch strings.ToLower(name) {
	case "accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding", "content-length", "content-range", "date", "location", "server",
		"set-cookie", "trailer", "transfer-encoding", "upgrade":
		return true
	}
	return false
}

// Matches reports whether a rule is for a path. The path begins with a slash
// and is written as in the request line, without a query.
func (r HeaderRule) Matches(path string) bool {
	pattern := r.pattern
	if pattern == nil {
		var err error
		if pattern, err = pathPattern(r.Path); err != nil {
			return false
		}
	}
	return pattern.MatchString(path)
}

// Match returns the headers of a path. Of two rules that set the same header
// (names compared by the letter) the later counts.
func (h Headers) Match(path string) []Header {
	var set []Header
	for _, rule := range h {
		if !rule.Matches(path) {
			continue
		}
		for _, header := range rule.Headers {
			i := slices.IndexFunc(set, func(s Header) bool { return s.Name == header.Name })
			if i < 0 {
				set = append(set, header)
			} else {
				set[i] = header
			}
		}
	}
	return set
}

// Print writes the rules as a _headers file that ParseHeaders reads back as
// they are, provided that names and values are of one line.
func (h Headers) Print() []byte {
	var b bytes.Buffer
	for _, rule := range h {
		fmt.Fprintf(&b, "%s\n", rule.Path)
		for _, header := range rule.Headers {
			fmt.Fprintf(&b, "  %s: %s\n", header.Name, header.Value)
		}
	}
	return b.Bytes()
}

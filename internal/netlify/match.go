package netlify

import (
	"net/url"
	"slices"
	"strings"
)

// A Request is what rules can ask about.
type Request struct {
	Path           string // as in the request line, percent-encoded, without the query
	RawQuery       string // without "?"
	AcceptLanguage string // the header; "" matches no Language condition
	Country        string // two letters; "" matches no Country condition
}

// An Answer says what a rule makes of a request.
type Answer struct {
	Rule   Redirect
	Status int    // of the rule
	To     string // its destination, filled in; a 3xx keeps the query of the request
}

// Match finds the rule for a request: a forced one, or, where no file answers,
// any. exists reports whether the site has a file for a path. Only one pass is
// made: where a rule leads is not matched again.
//
// Rules for other hosts, with a role or a signature match nothing here.
func (r Redirects) Match(req Request, exists func(path string) bool) (Answer, bool) {
	query, err := url.ParseQuery(req.RawQuery)
	if err != nil {
		query = url.Values{}
	}
	hasFile := exists(req.Path)
	for _, rule := range r {
		if hasFile && !rule.Force {
			continue
		}
		if values, ok := rule.matches(req, query); ok {
			return Answer{rule, rule.Status, rule.destination(values, req)}, true
		}
	}
	return Answer{}, false
}

// matches returns what the placeholders of a rule stand for in a request.
func (r Redirect) matches(req Request, query url.Values) (map[string]string, bool) {
	if r.Host != "" || r.Role != nil || r.Signed != "" {
		return nil, false
	}
	if r.Country != nil && !containsFold(r.Country, req.Country) {
		return nil, false
	}
	if r.Language != nil && !speaks(r.Language, req.AcceptLanguage) {
		return nil, false
	}
	values, ok := matchPath(r.Path, req.Path)
	if !ok {
		return nil, false
	}
	for _, p := range r.Query {
		if !query.Has(p.Key) {
			return nil, false
		}
		given := query.Get(p.Key)
		if name, ok := strings.CutPrefix(p.Value, ":"); ok {
			values[name] = url.QueryEscape(given)
		} else if given != p.Value {
			return nil, false
		}
	}
	return values, true
}

// matchPath compares part by part; empty parts do not count, so a trailing
// slash makes no difference. A "*" at the end takes whatever is left, also
// nothing.
func matchPath(pattern, path string) (map[string]string, bool) {
	if !strings.HasPrefix(pattern, "/") {
		return nil, false
	}
	values := map[string]string{}
	want, have := pathParts(pattern), pathParts(path)
	for i, part := range want {
		if part == "*" && i == len(want)-1 {
			values["splat"] = strings.Join(have[min(i, len(have)):], "/")
			return values, len(have) >= i
		}
		switch name, isPlaceholder := strings.CutPrefix(part, ":"); {
		case i >= len(have):
			return nil, false
		case isPlaceholder:
			values[name] = have[i]
		case part != have[i]:
			return nil, false
		}
	}
	return values, len(want) == len(have)
}

func pathParts(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "/"), func(part string) bool { return part == "" })
}

// destination fills in To. An empty splat takes the slash before it along, so
// that "/x/:splat.html" never becomes "/x/.html". A splat at the end keeps the
// trailing slash of the request.
func (r Redirect) destination(values map[string]string, req Request) string {
	to := r.To
	if strings.HasSuffix(to, "/:splat") && values["splat"] != "" && strings.HasSuffix(req.Path, "/") {
		to += "/"
	} else if values["splat"] == "" {
		if before, after, ok := strings.Cut(to, "/:splat"); ok && after != "" {
			to = before + after
		}
	}
	// Longer names first, so that :year does not eat the start of :years.
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, ":"+name, values[name])
	}
	to = strings.NewReplacer(pairs...).Replace(to)
	if 300 <= r.Status && r.Status < 400 && req.RawQuery != "" && !strings.Contains(to, "?") {
		path, fragment, hasFragment := strings.Cut(to, "#")
		to = path + "?" + req.RawQuery
		if hasFragment {
			to += "#" + fragment
		}
	}
	return to
}

func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(item string) bool { return strings.EqualFold(item, s) })
}

// speaks reports whether the language that a browser asks for first is among
// the languages of a rule. "en-GB" is also "en".
func speaks(languages []string, acceptLanguage string) bool {
	best, bestWeight := "", -1
	for item := range strings.SplitSeq(acceptLanguage, ",") {
		tag, params, _ := strings.Cut(item, ";")
		weight := 1000
		if q, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			weight = thousandths(q)
		}
		if tag = strings.TrimSpace(tag); tag != "" && weight > bestWeight {
			best, bestWeight = tag, weight
		}
	}
	base, _, _ := strings.Cut(best, "-")
	return bestWeight > 0 && (containsFold(languages, best) || containsFold(languages, base))
}

// thousandths reads a quality value, "0.8" as 800; 0 where it is none.
func thousandths(q string) int {
	whole, fraction, _ := strings.Cut(q, ".")
	n := 0
	for _, c := range whole + (fraction + "000")[:3] {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

package netlify

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/diag"
)

// Redirects are the rules of a _redirects file, in order. The first that
// matches counts.
type Redirects []Redirect

// A Redirect sends requests for one address to another.
type Redirect struct {
	From   string // "/old/", "/fr/*", "/notes/:name", or an absolute URL
	Query  []Pair // parameters that the request must have; a value ":name" takes the parameter over
	To     string // path or absolute URL; may hold :name and :splat
	Status int    // 301 where the line has none
	Force  bool   // also where a file exists

	Country, Language, Role []string // the request must be of one of each; nil for any
	Conditions              []Pair   // others, which the host passes on unread
	Signed                  string   // name of the variable with the key; "" for none

	Scheme, Host string // of an absolute From; "" otherwise
	Path         string // of From

	Span diag.Span // the line; zero for a rule that was not read

	silent bool // the line has no status; the host tells it from one with 301
}

// A Pair is written key=value.
type Pair struct{ Key, Value string }

// defaultStatus is the status of a line without one.
const defaultStatus = 301

// acceptedStatuses are those a static site has a use for. The host's reader
// takes any number.
var acceptedStatuses = []int{200, 301, 302, 303, 307, 308, 404}

// ParseRedirects reads a _redirects file. What the host would refuse is missing
// from the result and reported.
func ParseRedirects(src []byte) (Redirects, diag.List) {
	var p redirectParser
	for _, l := range lines(src) {
		p.line(l)
	}
	return withoutEarlierRepeats(p.rules), p.diags
}

type redirectParser struct {
	rules Redirects
	diags diag.List
}

func (p *redirectParser) report(code diag.Code, span diag.Span, hint, format string, args ...any) {
	p.diags = append(p.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// line reads "from [key=value …] [to] [status[!]] [key=value …]".
func (p *redirectParser) line(l line) {
	all := fields(l.text)
	if i := slices.IndexFunc(all, func(f field) bool { return f.text[0] == '#' }); i >= 0 {
		all = all[:i]
	}
	from, rest := all[0], all[1:]
	if len(rest) == 0 {
		p.report(diag.RedirectMalformed, l.span(), `write "/old/ /new/ 301"`, "%q leads nowhere", l.text)
		return
	}
	r := Redirect{From: from.text, Status: defaultStatus, Span: l.span(), silent: true}
	hasTo := false
	if _, isStatus := leadingInteger(rest[0].text); !isStatus {
		i := slices.IndexFunc(rest, func(f field) bool { return isDestination(f.text) })
		if i < 0 {
			p.report(diag.RedirectMalformed, l.span(), `write "/old/ /new/ 301"`, `%q has no destination that begins with "/", "http://" or "https://"`, l.text)
			return
		}
		r.Query = p.pairs(l, rest[:i])
		r.To, hasTo = rest[i].text, true
		rest = rest[i+1:]
	}
	if len(rest) > 0 {
		if !p.status(l, rest[0], &r) {
			return
		}
		p.conditions(l, rest[1:], &r)
	}
	if !hasTo && !p.forwardRule(l, &r) {
		return
	}
	if p.origin(l, &r) {
		p.unfilled(l, r)
		p.rules = append(p.rules, r)
	}
}

// placeholder is a name in a destination that stands for a part of the request.
var placeholder = regexp.MustCompile(`[/=]:([A-Za-z_]\w*)`)

// unfilled reports names in the destination that nothing stands for.
func (p *redirectParser) unfilled(l line, r Redirect) {
	var known []string
	for _, part := range strings.Split(r.Path, "/") {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			known = append(known, ":"+name)
		} else if part == "*" {
			known = append(known, ":splat")
		}
	}
	for _, q := range r.Query {
		if strings.HasPrefix(q.Value, ":") {
			known = append(known, q.Value)
		}
	}
	for _, m := range placeholder.FindAllStringSubmatch(r.To, -1) {
		if name := ":" + m[1]; !slices.Contains(known, name) {
			hint := diag.DidYouMean(name, known)
			if hint == "" {
				hint = fmt.Sprintf("give %q a part of that name, or write the address out", r.From)
			}
			p.report(diag.RedirectMalformed, l.span(), hint, "nothing in %q stands for %q, so it is sent as it is", r.From, name)
		}
	}
}

func isDestination(s string) bool { return strings.HasPrefix(s, "/") || isURL(s) }

func isURL(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func (p *redirectParser) status(l line, f field, r *Redirect) bool {
	span := l.part(f.start, f.start+len(f.text))
	status, ok := leadingInteger(f.text)
	if !ok {
		p.report(diag.RedirectMalformed, span, "a status such as 301 comes before conditions", "%q is not a status", f.text)
		return false
	}
	if !slices.Contains(acceptedStatuses, status) {
		p.report(diag.RedirectMalformed, span, "use 200, 301, 302, 303, 307, 308 or 404", "%q is not a status that a redirect can have", f.text)
	}
	r.Status, r.Force, r.silent = status, strings.HasSuffix(f.text, "!"), false
	return true
}

// pairs reads key=value pairs; of a key that comes twice the last counts.
func (p *redirectParser) pairs(l line, all []field) []Pair {
	var pairs []Pair
	for _, f := range all {
		parts := strings.Split(f.text, "=")
		if len(parts) > 2 {
			p.report(diag.RedirectValueCut, l.part(f.start, f.start+len(f.text)), `write "%3D" for an equals sign`, "the host drops what follows the second %q in %q", "=", f.text)
		}
		i := slices.IndexFunc(pairs, func(p Pair) bool { return p.Key == parts[0] })
		if len(parts) == 1 {
			if i >= 0 {
				pairs = slices.Delete(pairs, i, i+1)
			}
			p.report(diag.RedirectMalformed, l.part(f.start, f.start+len(f.text)), "write key=value, or delete it", "the host ignores %q", f.text)
			continue
		}
		if i >= 0 {
			pairs[i].Value = parts[1]
		} else {
			pairs = append(pairs, Pair{parts[0], parts[1]})
		}
	}
	return pairs
}

func (p *redirectParser) conditions(l line, all []field, r *Redirect) {
	byKey := map[string]string{}
	for _, pair := range p.pairs(l, all) {
		switch pair.Key {
		case "Sign", "signed", "Country", "country", "Language", "language", "Role", "role":
			byKey[pair.Key] = pair.Value
		default:
			r.Conditions = append(r.Conditions, pair)
			p.report(diag.RedirectMalformed, l.span(), "conditions are Country, Language, Role and Sign", "there is no condition %q", pair.Key)
		}
	}
	either := func(first, second string) (string, bool) {
		if v, ok := byKey[first]; ok {
			return v, true
		}
		v, ok := byKey[second]
		return v, ok
	}
	r.Signed, _ = either("signed", "Sign")
	for _, list := range []struct {
		lower, upper string
		into         *[]string
	}{{"country", "Country", &r.Country}, {"language", "Language", &r.Language}, {"role", "Role", &r.Role}} {
		if v, ok := either(list.lower, list.upper); ok {
			*list.into = strings.Split(v, ",")
		}
	}
}

// forwardRule fills in the destination of "/x/* 200", which is "/x/:splat".
func (p *redirectParser) forwardRule(l line, r *Redirect) bool {
	folder, ok := strings.CutSuffix(r.From, "/*")
	if !ok || r.Status < 200 || r.Status >= 300 {
		p.report(diag.RedirectMalformed, l.span(), "the destination comes before the status", "%q leads nowhere", l.text)
		return false
	}
	r.To = folder + "/:splat"
	return true
}

// origin takes From apart.
func (p *redirectParser) origin(l line, r *Redirect) bool {
	span := l.part(0, len(r.From))
	r.Path = r.From
	if isURL(r.From) {
		u, err := url.Parse(r.From)
		if err != nil || u.Hostname() == "" || !isPort(u.Port()) {
			p.report(diag.RedirectMalformed, span, "", "%q is not a URL", r.From)
			return false
		}
		r.Scheme, r.Host, r.Path = u.Scheme, hostOf(u), u.EscapedPath()
		if r.Path == "" {
			r.Path = "/"
		}
	}
	if strings.HasPrefix(r.Path, "/.netlify") {
		p.report(diag.RedirectReservedPath, span, "choose another address", `the host refuses rules for addresses that begin with "/.netlify"`)
		return false
	}
	if !strings.HasPrefix(r.Path, "/") {
		hint := fmt.Sprintf("write %q", "/"+r.Path)
		if scheme, rest, ok := strings.Cut(r.Path, "://"); ok {
			hint = fmt.Sprintf("write %q, or a path", strings.ToLower(scheme)+"://"+rest)
		}
		p.report(diag.RedirectNeverMatches, span, hint, "%q has no slash in front, so no request matches it", r.From)
	}
	return true
}

// isPort reports whether the part behind a colon can be a port; it may be empty.
func isPort(s string) bool {
	_, err := strconv.ParseUint("0"+s, 10, 16)
	return err == nil
}

// hostOf is the host in lower case, without the port that the scheme implies.
func hostOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Host), ":")
	switch u.Scheme {
	case "http":
		return strings.TrimSuffix(host, ":80")
	case "https":
		return strings.TrimSuffix(host, ":443")
	}
	return host
}

// leadingInteger reads a number as JavaScript's parseInt does: what follows the
// digits is dropped, a sign or 0x may precede them.
func leadingInteger(s string) (int, bool) {
	sign := 1
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = -1, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	base := 10
	if strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X") {
		base, s = 16, s[2:]
	}
	n, digits := 0, 0
	for ; digits < len(s); digits++ {
		d := strings.IndexByte("0123456789abcdef", lower(s[digits]))
		if d < 0 || d >= base {
			break
		}
		n = min(n*base+d, 1<<40) // no status is that large; it only must not overflow
	}
	return sign * n, digits > 0
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// withoutEarlierRepeats drops rules that are repeated further down word for
// word, as the host does.
func withoutEarlierRepeats(rules Redirects) Redirects {
	seen := make(map[string]bool, len(rules))
	var kept Redirects
	for _, rule := range slices.Backward(rules) {
		if key := rule.key(); !seen[key] {
			seen[key] = true
			kept = append(kept, rule)
		}
	}
	slices.Reverse(kept)
	return kept
}

func (r Redirect) key() string {
	sorted := func(pairs []Pair) []Pair {
		pairs = slices.Clone(pairs)
		slices.SortFunc(pairs, func(a, b Pair) int { return strings.Compare(a.Key, b.Key) })
		return pairs
	}
	r.Query, r.Conditions = sorted(r.Query), sorted(r.Conditions)
	return fmt.Sprintf("%t %s", r.silent, r.appendTo(nil))
}

// Print writes the rules as a _redirects file that ParseRedirects reads back as
// they are, provided that no part holds white space and the first parameter
// does not begin like a number, which would be read as a status.
func (r Redirects) Print() []byte {
	var b []byte
	for _, rule := range r {
		b = append(rule.appendTo(b), '\n')
	}
	return b
}

func (r Redirect) appendTo(b []byte) []byte {
	out := bytes.NewBuffer(b)
	out.WriteString(r.From)
	pairs := func(pairs []Pair) {
		for _, p := range pairs {
			fmt.Fprintf(out, " %s=%s", p.Key, p.Value)
		}
	}
	pairs(r.Query)
	if isDestination(r.To) { // else it was made from From, and will be again
		out.WriteString(" " + r.To)
	}
	fmt.Fprintf(out, " %d", r.Status)
	if r.Force {
		out.WriteByte('!')
	}
	for _, list := range []struct {
		key    string
		values []string
	}{{"Country", r.Country}, {"Language", r.Language}, {"Role", r.Role}} {
		if list.values != nil {
			fmt.Fprintf(out, " %s=%s", list.key, strings.Join(list.values, ","))
		}
	}
	if r.Signed != "" {
		fmt.Fprintf(out, " Sign=%s", r.Signed)
	}
	pairs(r.Conditions)
	return out.Bytes()
}

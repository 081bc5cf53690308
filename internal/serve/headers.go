package serve

import (
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The addresses that the preview adds to a site. Nothing under reserved is
// ever published.
const (
	reserved   = "/_dossier/"
	scriptPath = "/_dossier/preview.js"
	stylesPath = "/_dossier/panel.css"
	eventsPath = "/_dossier/events"
	pagePath   = "/_dossier/page.json"
	listPath   = "/_dossier/diagnostics.json"
	deskPath   = "/_dossier/desk"
)

// setHeaders gives an answer the headers of production, with these differences
// and no others: nothing is cached; nothing asks for HTTPS, which a browser
// would remember for http://localhost; the policy lets the preview's own script
// run and ask; and the number of the snapshot is told.
func setHeaders(h http.Header, production http.Header, host string, snapshot int) {
	for name, values := range production {
		h[name] = slices.Clone(values)
	}
	h.Del("Strict-Transport-Security")
	policies := h["Content-Security-Policy"]
	for i, value := range policies {
		policies[i] = previewPolicies(value, host)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Dossier-Snapshot", strconv.Itoa(snapshot))
}

// previewPolicies changes a Content-Security-Policy header, which may hold
// several policies between commas: each is enforced, so each must let the
// preview through.
func previewPolicies(value, host string) string {
	policies := strings.Split(value, ",")
	for i, p := range policies {
		policies[i] = previewPolicy(p, host)
	}
	return strings.Join(policies, ", ")
}

func previewPolicy(policy, host string) string {
	script, connect := "http://"+host+scriptPath, "http://"+host+reserved
	if name, _, err := net.SplitHostPort(host); err == nil && strings.Contains(name, ":") {
		script, connect = "'self'", "'self'" // a policy cannot spell an IPv6 address
	}
	directives := parsePolicy(policy)
	directives.allow("script-src", script)
	directives.allow("connect-src", connect)
	return directives.String()
}

// A directive is one rule of a policy: its name, and what it allows.
type directive struct {
	name    string
	sources []string
}

type directives []directive

func parsePolicy(policy string) directives {
	var list directives
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(part)
		if len(words) == 0 || strings.EqualFold(words[0], "upgrade-insecure-requests") {
			continue
		}
		list = append(list, directive{strings.ToLower(words[0]), words[1:]})
	}
	return list
}

// allow adds a source to a directive. Where the policy has no such directive,
// what default-src allows still counts beside it.
func (d *directives) allow(name, source string) {
	i := d.index(name)
	if i < 0 {
		fallback := d.index("default-src")
		if fallback < 0 {
			return // everything is allowed
		}
		*d = append(*d, directive{name, slices.Clone((*d)[fallback].sources)})
		i = len(*d) - 1
	}
	rule := &(*d)[i]
	rule.sources = slices.DeleteFunc(slices.Clone(rule.sources), func(s string) bool { return strings.EqualFold(s, "'none'") })
	if !slices.Contains(rule.sources, source) {
		rule.sources = append(rule.sources, source)
	}
}

func (d directives) index(name string) int {
	return slices.IndexFunc(d, func(x directive) bool { return x.name == name })
}

func (d directives) String() string {
	parts := make([]string, len(d))
	for i, x := range d {
		parts[i] = strings.Join(append([]string{x.name}, x.sources...), " ")
	}
	return strings.Join(parts, "; ")
}

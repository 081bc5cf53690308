package publish

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/netlify"
)

// An Alias is an earlier address of a page.
type Alias struct {
	From string // "/old-name/", percent-encoded or not
	To   string // where the page is now: "/background/"
}

// Redirects makes the rules of _redirects: earlier addresses first, sorted,
// then the rules of the project's own file, then the page that says "not found"
// in each language but the first, whose own stands where the host looks for it.
// homes are where those languages begin: "/fr/".
//
// Every alias leads to where the page is now, so one hop suffices. A page that
// is gone for good has no rule; it is simply not found.
func Redirects(aliases []Alias, own netlify.Redirects, homes []string) netlify.Redirects {
	rules := make(netlify.Redirects, 0, len(aliases)+len(own)+len(homes))
	for _, a := range aliases {
		from := encodePath(a.From)
		rules = append(rules, netlify.Redirect{From: from, Path: from, To: encodeTarget(a.To), Status: 301})
	}
	slices.SortFunc(rules, func(a, b netlify.Redirect) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	rules = append(rules, own...)
	// Longer ones first, should the host take "/fr/*" to include "/fr-ca/".
	homes = slices.SortedFunc(slices.Values(homes), func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	for _, home := range homes {
		rules = append(rules, netlify.Redirect{From: home + "*", Path: home + "*", To: home + "404.html", Status: 404})
	}
	return rules
}

// encodeTarget writes an address that may have a fragment.
func encodeTarget(address string) string {
	path, fragment, ok := strings.Cut(address, "#")
	if !ok {
		return encodePath(path)
	}
	return encodePath(path) + "#" + encodePath(fragment)
}

// encodePath writes a path as it stands in a request line, with nothing in it
// that the host's grammar would take for a placeholder.
func encodePath(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	encoded := (&url.URL{Path: path}).EscapedPath()
	return strings.NewReplacer(":", "%3A", "*", "%2A").Replace(encoded)
}

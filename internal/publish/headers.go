package publish

import (
	"strings"

	"dossier/internal/netlify"
	"dossier/internal/output"
)

// HeaderOptions are what the headers of a site depend on besides its files.
type HeaderOptions struct {
	Policy  string // the content security policy, on one line
	NoIndex bool   // tell search engines to stay away: every deploy but production
	Kinds   []Kind // files that are too many for a rule each
}

// A Kind is all files of one ending in a folder, at any depth.
type Kind struct{ Folder, Ending, MediaType string }

// Headers makes the rules of _headers: what every response carries, what the host may cache
// for ever, and the media types that it would not guess from the name.
//
// For any address a header is set by one rule only, as it is not documented how
// the host joins two. That is why Cache-Control is not among the headers of all
// responses: the host's default, to ask each time and compare by content, is
// what pages need.
func Headers(files []output.File, opt HeaderOptions) netlify.Headers {
	all := []netlify.Header{
		{Name: "Content-Security-Policy", Value: opt.Policy},
		{Name: "Referrer-Policy", Value: "no-referrer"},
		{Name: "X-Content-Type-Options", Value: "nosniff"},
		{Name: "Permissions-Policy", Value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"},
		{Name: "Cross-Origin-Opener-Policy", Value: "same-origin"},
		{Name: "Cross-Origin-Resource-Policy", Value: "same-origin"},
		{Name: "Strict-Transport-Security", Value: "max-age=31536000"},
	}
	if opt.NoIndex {
		all = append(all, netlify.Header{Name: "X-Robots-Tag", Value: "noindex, nofollow, noarchive"})
	}
	rules := netlify.Headers{
		{Path: "/*", Headers: all},
		{Path: "/assets/*", Headers: []netlify.Header{{Name: "Cache-Control", Value: "public, max-age=31536000, immutable"}}},
	}
	for _, f := range files {
		if namesItsType(f) {
			rules = append(rules, mediaTypeRule(f.Path, f.MediaType))
		}
	}
	for _, k := range opt.Kinds {
		rules = append(rules, mediaTypeRule(k.Folder+"/*"+k.Ending, k.MediaType))
	}
	return append(rules, mediaTypeRule(ManifestName, "text/plain; charset=utf-8"))
}

// namesItsType reports whether a file needs a rule for its media type: feeds,
// data and text outside of /assets/, which the host would send without a
// charset.
func namesItsType(f output.File) bool {
	switch {
	case f.Path == HeadersName, f.Path == RedirectsName, strings.HasPrefix(f.Path, "assets/"), strings.HasPrefix(f.MediaType, "text/html"):
		return false
	}
	return strings.Contains(f.MediaType, "charset=") || strings.HasSuffix(f.Path, ".webmanifest")
}

func mediaTypeRule(path, mediaType string) netlify.HeaderRule {
	return netlify.HeaderRule{Path: "/" + path, Headers: []netlify.Header{{Name: "Content-Type", Value: mediaType}}}
}

// The files that the host reads and does not serve.
const (
	HeadersName   = "_headers"
	RedirectsName = "_redirects"
)

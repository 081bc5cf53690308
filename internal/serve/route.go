package serve

import (
	"net/http"
	"net/url"
	"strings"

	"dossier/internal/netlify"
	"dossier/internal/output"
)

// rules are what the build tells the host, read back from its own files, so
// that a mistake in them hurts here first.
type rules struct {
	headers   netlify.Headers
	redirects netlify.Redirects
}

// hostFiles are eaten by the host: they answer no request.
const (
	headersFile   = "_headers"
	redirectsFile = "_redirects"
)

func (s *snapshot) readRules() (*rules, error) {
	headers, err := s.optional(headersFile)
	if err != nil {
		return nil, err
	}
	redirects, err := s.optional(redirectsFile)
	if err != nil {
		return nil, err
	}
	var r rules
	r.headers, _ = netlify.ParseHeaders(headers) // what is wrong with them is a diagnostic of the build
	r.redirects, _ = netlify.ParseRedirects(redirects)
	return &r, nil
}

// optional returns the bytes of an output file, nil where there is none.
func (s *snapshot) optional(path string) ([]byte, error) {
	file, ok := s.result.Output.Lookup(path)
	if !ok {
		return nil, nil
	}
	return s.bytes(file)
}

// headersFor lists the headers that production sets on a path.
func (r *rules) headersFor(path string) http.Header {
	h := http.Header{}
	for _, header := range r.headers.Match(path) {
		h.Add(header.Name, header.Value)
	}
	return h
}

// An answer says how an address is met, before any bytes are made.
type answer struct {
	status   int         // 200, a redirect, 404, or 501
	file     output.File // for 200 and 404; its Path is "" where the site has no 404 page
	location string      // of a redirect
	note     string      // for 501: what production would do instead
}

// ask is what an address is asked with.
type ask struct {
	path     string // percent-encoded, as in the request line
	query    string
	language string // Accept-Language
	country  string // chosen on the desk; "" for none
}

func askOf(r *http.Request) ask {
	return ask{path: r.URL.EscapedPath(), query: r.URL.RawQuery, language: r.Header.Get("Accept-Language")}
}

// route answers in the order of the host: a forced redirect, an existing file,
// another redirect, the 404 page of the language, the 404 page. URLs are looked
// up in the output and never become a path on disk.
func route(site *output.Tree, r netlify.Redirects, q ask) answer {
	exists := func(path string) bool { return find(site, path).status != 0 }
	rule, ok := r.Match(netlify.Request{Path: q.path, RawQuery: q.query, AcceptLanguage: q.language, Country: q.country}, exists)
	if ok {
		return follow(site, rule, q)
	}
	if a := find(site, q.path); a.status != 0 {
		if a.location != "" && q.query != "" {
			a.location += "?" + q.query
		}
		return a
	}
	return notFound(site, q.path)
}

// follow applies a rule. Where it leads is not matched again.
func follow(site *output.Tree, rule netlify.Answer, q ask) answer {
	if rule.Status != http.StatusOK && rule.Status != http.StatusNotFound {
		return answer{status: rule.Status, location: rule.To}
	}
	if !strings.HasPrefix(rule.To, "/") {
		return answer{status: http.StatusNotImplemented, note: "production would answer with what it gets from " + rule.To + "; the preview asks no other server"}
	}
	path, _, _ := strings.Cut(rule.To, "?")
	a := find(site, path)
	if a.file.Path == "" {
		return notFound(site, q.path)
	}
	a.status = rule.Status
	return a
}

// find looks up the file of an address; its status is 0 where there is none.
// A folder without its slash and letters in upper case are redirected.
func find(site *output.Tree, escaped string) answer {
	path, err := url.PathUnescape(escaped)
	if err != nil || !strings.HasPrefix(path, "/") {
		return answer{}
	}
	if a := findExactly(site, path[1:]); a.status != 0 {
		return a
	}
	lower := strings.ToLower(path)
	if lower == path {
		return answer{}
	}
	switch a := findExactly(site, lower[1:]); a.status {
	case http.StatusOK:
		return answer{status: http.StatusMovedPermanently, location: (&url.URL{Path: lower}).EscapedPath()}
	default:
		return a
	}
}

func findExactly(site *output.Tree, name string) answer {
	if name == headersFile || name == redirectsFile {
		return answer{}
	}
	if name == "" || strings.HasSuffix(name, "/") {
		if file, ok := site.Lookup(name + "index.html"); ok {
			return answer{status: http.StatusOK, file: file}
		}
		return answer{}
	}
	if file, ok := site.Lookup(name); ok {
		return answer{status: http.StatusOK, file: file}
	}
	if _, ok := site.Lookup(name + "/index.html"); ok {
		return answer{status: http.StatusMovedPermanently, location: (&url.URL{Path: "/" + name + "/"}).EscapedPath()}
	}
	return answer{}
}

// notFound answers with the 404 page of the folder, which is that of a
// language, or with the site's.
func notFound(site *output.Tree, path string) answer {
	top, _, nested := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if nested {
		if file, ok := site.Lookup(top + "/404.html"); ok {
			return answer{status: http.StatusNotFound, file: file}
		}
	}
	file, _ := site.Lookup("404.html")
	return answer{status: http.StatusNotFound, file: file}
}

// answer routes an address in a snapshot.
func (s *snapshot) answer(q ask) (answer, error) {
	r, err := s.rules()
	if err != nil {
		return answer{}, err
	}
	return route(s.result.Output, r.redirects, q), nil
}

// sourceOf names the input file behind an address, "" where it has none.
func (s *snapshot) sourceOf(q ask) string {
	a, err := s.answer(q)
	if err != nil || a.status != http.StatusOK {
		return ""
	}
	return s.result.SourceOf(a.file.Path)
}

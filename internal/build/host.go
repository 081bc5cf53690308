package build

import (
	"context"
	"strings"

	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/netlify"
	"dossier/internal/output"
	"dossier/internal/policy"
	"dossier/internal/publish"
)

// What the host is told, and what a project adds to it.

const (
	plainType  = "text/plain; charset=utf-8"
	configPath = "netlify.toml"
	goModPath  = "go.mod"
)

// A host is what a project itself tells the host.
type host struct {
	headers   netlify.Headers
	redirects netlify.Redirects
	config    netlify.Config
}

// readHost reads the project's own _headers, _redirects and netlify.toml.
func (b *Builder) readHost(files *input.Tree) (host, diag.List, error) {
	var h host
	headers, diags, err := readTop(b, files, publish.HeadersName, netlify.ParseHeaders)
	if err != nil {
		return h, nil, err
	}
	for _, rule := range headers {
		rule.Span.File = publish.HeadersName
		set := rule.Headers
		rule.Headers = nil
		for _, one := range set {
			one.Span.File = publish.HeadersName
			rule.Headers = append(rule.Headers, one)
		}
		h.headers = append(h.headers, rule)
	}
	redirects, more, err := readTop(b, files, publish.RedirectsName, netlify.ParseRedirects)
	if err != nil {
		return h, nil, err
	}
	diags = append(diags, more...)
	for _, rule := range redirects {
		rule.Span.File = publish.RedirectsName
		h.redirects = append(h.redirects, rule)
	}
	h.config, more, err = readTop(b, files, configPath, netlify.ParseConfig)
	return h, append(diags, more...), err
}

// readTop reads a file of the root, if it is there.
func readTop[T any](b *Builder, files *input.Tree, path string, read func([]byte) (T, diag.List)) (T, diag.List, error) {
	f, ok := files.Lookup(path)
	if !ok {
		var zero T
		return zero, nil, nil
	}
	return remember(b, f, path+" 1", "", read)
}

// hostFiles are the files that tell the host about the others, and the rules in
// them.
func (r *run) hostFiles(files []output.File) []output.File {
	r.headers = publish.Headers(files, publish.HeaderOptions{Kinds: citeKinds, Policy: policy.Header(r.site.Needs), NoIndex: r.opt.NoIndex})
	r.redirects = r.redirectRules()
	return []output.File{
		{Path: publish.HeadersName, MediaType: plainType, Make: func(context.Context) ([]byte, error) {
			return append(r.headers[:len(r.headers):len(r.headers)], r.host.headers...).Print(), nil
		}},
		{Path: publish.RedirectsName, MediaType: plainType, Make: func(context.Context) ([]byte, error) {
			return r.redirects.Print(), nil
		}},
	}
}

func (r *run) redirectRules() netlify.Redirects {
	var aliases []publish.Alias
	for _, c := range r.inv.All() {
		for _, a := range c.Head.Aliases {
			aliases = append(aliases, publish.Alias{From: a.Path, To: c.URL})
		}
	}
	for _, r := range r.inv.Redirects {
		if !strings.Contains(r.From, "#") {
			aliases = append(aliases, publish.Alias{From: r.From, To: r.To})
		}
	}
	var homes []string
	for _, e := range r.inv.Editions {
		if e.Home != "/" {
			homes = append(homes, e.Home)
		}
	}
	return publish.Redirects(aliases, r.host.redirects, homes)
}

// hostRules finds what the host would drop, shadow or misunderstand.
func (r *run) hostRules(site *output.Tree) (diag.List, error) {
	var goMod string
	if f, ok := r.files.Lookup(goModPath); ok {
		src, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		goMod = string(src)
	}
	diags := check.Config(r.host.config, goMod).In(configPath)
	diags = append(diags, check.Redirects(r.redirects, site)...)
	return append(diags, check.Headers(r.host.headers, r.headers, site)...), nil
}

package build

import (
	"context"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/policy"
	"dossier/internal/publish"
)

const plainType = "text/plain; charset=utf-8"

// hostFiles are the files that tell the host about the others.
func (r *run) hostFiles(files []output.File) []output.File {
	return []output.File{
		{Path: publish.HeadersName, MediaType: plainType, Make: func(context.Context) ([]byte, error) {
			return publish.Headers(files, publish.HeaderOptions{Policy: policy.Header(policy.Needs{}), NoIndex: r.opt.NoIndex}), nil
		}},
		{Path: publish.RedirectsName, MediaType: plainType, Make: func(context.Context) ([]byte, error) {
			return r.redirects(), nil
		}},
	}
}

func (r *run) redirects() []byte {
	var aliases []publish.Alias
	for _, c := range r.inv.All() {
		for _, a := range c.Head.Aliases {
			aliases = append(aliases, publish.Alias{From: a.Path, To: c.URL})
		}
	}
	var homes []string
	for _, e := range r.inv.Editions {
		if e.Home != "/" {
			homes = append(homes, e.Home)
		}
	}
	return publish.Redirects(aliases, homes)
}

func (r *run) feeds(*casefile.Edition) []output.File { return nil }

func (r *run) siteFiles() []output.File { return nil }

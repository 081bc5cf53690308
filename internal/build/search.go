package build

import (
	"context"
	"strconv"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/policy"
	"dossier/internal/write/page"
	"dossier/internal/write/search"
)

// searchFiles are what readers of an edition search: the index beside the page
// of the search, and the texts in parts. Parts are late: they hold texts.
func (r *run) searchFiles(e *casefile.Edition) []output.File {
	at := e.Record(casefile.SearchPage)
	if at == nil {
		return nil
	}
	s := &search.Edition{Investigation: r.inv, Edition: e, Words: r.theme.Words(e.Lang)}
	texts := s.Texts()
	sizes := make([]int64, len(texts))
	for i, c := range texts {
		if t := r.text(c); t != nil && t.file != nil {
			sizes[i] = t.file.Size
		}
	}
	parts, ask := search.Parts(sizes)
	var addresses []string
	var files []output.File
	for i, part := range parts {
		address := at.URL + strconv.Itoa(i+1) + ".json"
		addresses = append(addresses, address)
		files = append(files, output.File{Path: address[1:], MediaType: search.MediaType, Late: true, Make: func(ctx context.Context) ([]byte, error) {
			if err := r.summaries(ctx); err != nil {
				return nil, err
			}
			return s.Part(texts[part[0]:part[1]], r.summary)
		}})
	}
	return append(files, output.File{Path: at.URL[1:] + search.IndexName, MediaType: search.MediaType, Make: func(context.Context) ([]byte, error) {
		return s.Index(addresses, ask)
	}})
}

// needs are what pages may load: a script of ours, and what it asks of this
// site, where there is one.
func (f *frame) needs() policy.Needs {
	n := policy.Needs{Style: f.theme.First()}
	if f.theme.Has(page.SearchScript) || f.theme.Has(page.CardsScript) {
		n.Scripts, n.Connections = []string{"'self'"}, []string{"'self'"}
	}
	return n
}

package build

import (
	"context"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/bib"
)

const htmlType = "text/html; charset=utf-8"

// outputs lists every file of the site but what is made of one text each (see
// filesOf), and those that describe the others (manifest), which publish adds.
func (r *run) outputs() []output.File {
	var files []output.File
	for _, e := range r.inv.Editions {
		files = append(files, r.coverPage(e), r.notFoundPage(e))
		for _, c := range e.Records {
			if c.Name == casefile.AllPage {
				continue // see below
			}
			files = append(files, r.recordPage(e, c))
		}
		for _, c := range e.Entries {
			files = append(files, r.recordPage(e, c))
		}
		if e.Record(casefile.AllPage) != nil {
			files = append(files, r.allPage(e))
		}
		files = append(files, r.feeds(e)...)
		files = append(files, r.searchFiles(e)...)
	}
	files = append(files, r.noticePages()...)
	files = append(files, r.recordFiles()...)
	files = append(files, r.exhibitFiles()...)
	files = append(files, r.siteFiles()...)
	files = append(files, bib.Files(r.written.List)...)
	files = append(files, r.citePages()...)
	files = append(files, r.theme.Files()...)
	files = append(files, r.imageFiles()...)
	files = append(files, r.cardFiles()...)
	return append(files, r.hostFiles(files)...)
}

func (f *frame) baseURL() string {
	if f.opt.BaseURL != "" {
		return f.opt.BaseURL
	}
	return f.inv.Settings.BaseURL
}

// textPage is the recipe of a chapter or page: read the text, resolve it,
// print it, let it go.
func (f *frame) textPage(t *text) output.File {
	return output.File{Path: pagePath(t.chapter.URL), MediaType: htmlType, Make: func(context.Context) ([]byte, error) {
		body, err := f.body(t)
		if err != nil {
			return nil, err
		}
		return f.site.Render(t.chapter, body)
	}}
}

// coverPage is late: it gives the reading time of every chapter.
func (r *run) coverPage(e *casefile.Edition) output.File {
	t := r.text(e.Cover)
	return output.File{Path: pagePath(e.Cover.URL), MediaType: htmlType, Late: true, Make: func(ctx context.Context) ([]byte, error) {
		if err := r.summaries(ctx); err != nil {
			return nil, err
		}
		body, err := r.body(t)
		if err != nil {
			return nil, err
		}
		return r.site.Cover(e, body, r.summary)
	}}
}

// notFoundPage is what the host answers for addresses that do not exist.
func (r *run) notFoundPage(e *casefile.Edition) output.File {
	return output.File{Path: e.Home[1:] + "404.html", MediaType: htmlType, Make: func(context.Context) ([]byte, error) {
		return r.site.NotFound(e)
	}}
}

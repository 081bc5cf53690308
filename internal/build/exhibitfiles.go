package build

import (
	"context"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/exhibit"
	"dossier/internal/write/page"
)

// exhibitFiles are the files beside the pages of exhibits: transcripts,
// annotations and the originals that may be published.
func (r *run) exhibitFiles() []output.File {
	var files []output.File
	for _, e := range r.inv.Editions {
		for _, x := range r.inv.Exhibits.List {
			c := e.Entry(casefile.ExhibitsPage, x.ID)
			if c == nil || !x.Withdrawn.IsZero() {
				continue
			}
			for _, d := range r.exhibitDownloads(e, x) {
				if d.make != nil {
					files = append(files, output.File{Path: d.URL[1:], MediaType: d.mediaType, Make: func(context.Context) ([]byte, error) { return d.make() }})
				}
			}
		}
	}
	return append(files, r.originals()...)
}

// A download is a file beside the page of an exhibit, with how it is made; nil
// where it is a file of the project.
type download struct {
	page.Download
	mediaType string
	make      func() ([]byte, error)
}

// exhibitDownloads lists what is offered beside an exhibit in an edition.
func (r *run) exhibitDownloads(e *casefile.Edition, x *casefile.Exhibit) []download {
	c, w := e.Entry(casefile.ExhibitsPage, x.ID), r.theme.Words(e.Lang)
	var list []download
	if x.HasText() {
		note := ""
		if src := r.inv.Sources.Lookup(x.Source.ID); src != nil && src.Custom.Seen == "quoted" {
			note = w.T("from-quotations")
		} else if x.Excerpt {
			note = w.T("is-excerpt")
		}
		list = append(list, download{page.Download{Name: w.T("exhibit-text"), URL: c.URL + exhibit.TextName}, exhibit.TextType,
			func() ([]byte, error) { return exhibit.Text(x, c.Head.Title, note, w), nil }})
	}
	if len(x.Highlights) > 0 {
		at := exhibit.Places{
			Page: func(n int) string {
				return r.baseURL() + e.Entry(casefile.ExhibitsPage, x.Entry(casefile.PartOf(n))).URL
			},
			Image: func(n int) string {
				if s := x.Sheet(n); s != nil && r.images[s.Image] != nil && r.images[s.Image].picture.URL != "" {
					return r.baseURL() + r.images[s.Image].picture.URL
				}
				return ""
			},
		}
		list = append(list, download{page.Download{Name: w.T("exhibit-annotations"), URL: c.URL + exhibit.AnnotationsName}, exhibit.AnnotationsType,
			func() ([]byte, error) {
				return exhibit.Annotations(r.inv.Displays[x.ID], c.Head.Title, e.Lang, r.inv.Settings.Original(), at)
			}})
	}
	if o := x.Original; o != nil && o.Publish && isPlain(o.File) {
		list = append(list, download{Download: page.Download{Name: w.T("exhibit-original"), URL: "/exhibits/" + x.ID + "/" + o.File}})
	}
	return list
}

// exhibitPage prints the page of an exhibit, or of a part of one.
func (r *run) exhibitPage(e *casefile.Edition, c *casefile.Chapter) ([]byte, error) {
	var downloads []page.Download
	if x := r.inv.Exhibits.Lookup(c.Entry); x != nil {
		for _, d := range r.exhibitDownloads(e, x) {
			downloads = append(downloads, d.Download)
		}
	}
	return r.site.Exhibit(e, c, r.summary, downloads)
}

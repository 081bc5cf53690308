package build

import (
	"context"
	"fmt"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/edition"
)

// allPage is the whole file on one page, joined from the other pages.
func (r *run) allPage(e *casefile.Edition) output.File {
	c := e.Record(casefile.AllPage)
	return output.File{Path: pagePath(c.URL), MediaType: htmlType, Late: true, Make: func(ctx context.Context) ([]byte, error) {
		var parts []edition.Part
		for _, of := range joinedPages(e) {
			f, ok := r.made.Lookup(pagePath(of.URL))
			if !ok {
				continue
			}
			b, err := f.Make(ctx)
			if err != nil {
				return nil, err
			}
			parts = append(parts, edition.Part{ID: partID(of), URL: of.URL, Top: of.Kind == casefile.CoverKind, Bytes: b})
		}
		body, err := edition.Join(parts, movedEntries(e, r.inv), r.theme.Words(e.Lang).T("notes-title"))
		if err != nil {
			return nil, err
		}
		return r.site.All(e, body)
	}}
}

// joinedPages lists what stands on the page of the whole file: the cover, the
// texts, the registers. Each exhibit follows their list; other entries stand in
// their registers.
func joinedPages(e *casefile.Edition) []*casefile.Chapter {
	list := slices.Concat([]*casefile.Chapter{e.Cover}, e.Chapters, e.Pages)
	for _, c := range e.Records {
		if c.Name == casefile.AllPage || c.Name == casefile.SearchPage {
			continue
		}
		list = append(list, c)
		if c.Name == casefile.ExhibitsPage {
			for _, entry := range e.Entries {
				if entry.Name == c.Name {
					list = append(list, entry)
				}
			}
		}
	}
	return list
}

// partID is what ids of a page begin with on the page of the whole file.
func partID(c *casefile.Chapter) string {
	switch c.Kind {
	case casefile.CoverKind:
		return "cover"
	case casefile.ChapterKind:
		return fmt.Sprintf("ch%d", c.Number)
	case casefile.EntryKind:
		return c.Name + "-" + c.Entry
	}
	return c.Name
}

// movedEntries tells where entries stand that have pages of their own in the
// site.
func movedEntries(e *casefile.Edition, inv *casefile.Investigation) map[string]string {
	moved := map[string]string{}
	for _, c := range e.Entries {
		of := e.Record(c.Name)
		switch {
		case of == nil:
		case c.Name == casefile.SourcesPage:
			moved[c.URL] = of.URL + "#" + inv.Anchors[c.Entry]
		case c.Name == casefile.ClaimsPage, c.Name == casefile.PeoplePage:
			moved[c.URL] = of.URL + "#" + c.Name[:1] + "-" + c.Entry
		}
	}
	return moved
}

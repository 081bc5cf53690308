package build

import (
	"context"
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
	"dossier/internal/release"
	"dossier/internal/write/page"
)

// readBaseline reads the record of the last release, nil where there is none.
func (b *Builder) readBaseline(files *input.Tree) (*release.Baseline, diag.List, error) {
	f, ok := files.Lookup(release.Path)
	if !ok {
		return nil, nil, nil
	}
	return remember(b, f, "release 1", "", release.Read)
}

// Baseline is the record of the last release, nil where there is none.
func (r *Result) Baseline() *release.Baseline { return r.run.baseline }

// Release records this build as the next release. The diagnostics are all of the
// snapshot and what only a release needs; while there is an error among them,
// nothing is to be released.
func (r *Result) Release(ctx context.Context) (*release.Baseline, diag.List, error) {
	list, err := r.run.diagnostics(ctx)
	if err != nil {
		return nil, nil, err
	}
	if r.run.baseline == nil { // else they have been reported with the rest
		list = append(list, methodologies(r.Investigation)...).Sort()
	}
	return release.Take(r.Investigation, r.run.summary, r.run.baseline, r.Investigation.Today), list, nil
}

// noticePages stand at the addresses of pages that were removed.
func (r *run) noticePages() []output.File {
	var files []output.File
	for _, g := range r.baseline.Notices(r.inv) {
		e := r.inv.Edition(g.Lang)
		if e == nil {
			continue
		}
		files = append(files, output.File{Path: pagePath(g.Address), MediaType: htmlType, Make: func(context.Context) ([]byte, error) {
			return r.site.Removed(e, release.EntriesOf(r.inv, g))
		}})
	}
	return files
}

// notices are the addresses of these pages for the page of the log, by entry.
func (f *frame) notices() map[string][]page.Notice {
	list := map[string][]page.Notice{}
	for _, g := range f.baseline.Notices(f.inv) {
		for _, e := range release.EntriesOf(f.inv, g) {
			list[e.ID] = append(list[e.ID], page.Notice{Lang: g.Lang, URL: g.Address})
		}
	}
	return list
}

// compared holds the log against the pages, and the build against the last
// release.
func (r *run) compared() diag.List {
	list := check.Corrections(r.inv, r.summary, r.baseline.WasPublished)
	if r.baseline == nil {
		return list
	}
	list = append(list, methodologies(r.inv)...)
	return append(list, release.Compare(r.inv, r.summary, r.baseline)...)
}

// methodologies reports editions that do not say how they were made.
func methodologies(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, e := range inv.Editions {
		if len(e.Chapters) == 0 || hasMethodology(e) {
			continue
		}
		file := "content/" + e.Lang + "/methodology.md"
		diags = append(diags, diag.Diagnostic{Code: diag.MethodologyMissing, Severity: diag.Error, Span: diag.Span{File: file},
			Message: fmt.Sprintf("there is no methodology page in %q", e.Lang),
			Hint:    fmt.Sprintf("write %s with a title and these headings: ## … {#%s}", file, strings.Join(check.MethodologySections, "}, ## … {#"))})
	}
	return diags
}

func hasMethodology(e *casefile.Edition) bool {
	for _, c := range e.Pages {
		if c.Name == casefile.MethodologyPage {
			return true
		}
	}
	return false
}

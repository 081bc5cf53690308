// Package build is the pipeline: the only package that knows every stage and
// their order. A build is a function from an immutable tree of input files to
// a tree of output files and a list of diagnostics. There is no incremental
// mode: each save runs the same build from the top, and only per-file work is
// remembered, by the hash of what goes into it.
package build

import (
	"context"
	"strings"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// Options are everything besides files that a build depends on.
type Options struct {
	BaseURL string    // "https://example.org", no trailing slash; "" takes the one of dossier.yaml
	Now     time.Time // the only clock: drafts and embargoes
	Drafts  bool      // include drafts and embargoed files
	Minify  bool
	NoIndex bool   // tell search engines to stay away; every deploy but production
	Banner  string // shown on every page; "" for none
	Preview bool   // leave out the policy meta element (the preview sends its own header)
}

// A Result is one build of one snapshot.
type Result struct {
	Files         *input.Tree
	Options       Options
	Investigation *casefile.Investigation // never nil; incomplete where input was broken
	Output        *output.Tree            // recipes; bytes on request

	run *run
}

// Totals are figures of a finished build.
type Totals struct {
	Pages int // HTML pages
	Notes int
	Words int
}

// Diagnostics reads whatever texts have not been read yet and returns all
// diagnostics of the snapshot, sorted. The list is the same whatever was
// asked of the result before. The error is of the machine (context, disk,
// input.ErrSuperseded).
func (r *Result) Diagnostics(ctx context.Context) (diag.List, error) { return r.run.diagnostics(ctx) }

// PageDiagnostics returns the diagnostics of one page: those of its file, of
// its layout, and of the settings. It reads only that page's text.
func (r *Result) PageDiagnostics(ctx context.Context, path string) (diag.List, error) {
	return r.run.pageDiagnostics(ctx, path)
}

// Stylesheets lists the addresses of the stylesheets.
func (r *Result) Stylesheets() []string {
	var list []string
	for _, f := range r.run.theme.Files() {
		if f.Immutable && strings.HasPrefix(f.MediaType, "text/css") {
			list = append(list, "/"+f.Path)
		}
	}
	return list
}

// Valid returns the span of clock readings for which the same files give the
// same result: from the last embargo that has ended, included, to the next one
// to end, excluded. A zero time is open.
func (r *Result) Valid() (from, to time.Time) { return r.run.from, r.run.to }

// Totals counts the finished site.
func (r *Result) Totals(ctx context.Context) (Totals, error) { return r.run.totals(ctx) }

// SourceOf returns the input file behind an output path: "content/en/01-x.md"
// for "x/index.html"; "" where a page has no file of its own.
func (r *Result) SourceOf(outPath string) string { return r.run.sourceOf(outPath) }

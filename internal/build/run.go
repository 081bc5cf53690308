package build

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/memo"
	"dossier/internal/netlify"
	"dossier/internal/optimise"
	"dossier/internal/output"
	"dossier/internal/questions"
	"dossier/internal/theme"
	"dossier/internal/write/bib"
	"dossier/internal/write/page"
	"dossier/internal/write/search"
)

// A Builder builds snapshots and remembers per-file work between builds. The
// zero Builder is ready to use, and one Builder may run several builds at once.
type Builder struct {
	memo     memo.Store
	darkroom darkroom
	last     atomic.Pointer[run] // nil before the first build
}

// New returns a Builder that remembers nothing yet.
func New() *Builder { return &Builder{} }

// A run is one build of one snapshot: a frame, and the texts in it.
type run struct {
	*frame
	opt       Options
	files     *input.Tree
	texts     []*text           // parallel to frame.order
	edited    []int             // places of the texts that are not those the frame began with
	made      *output.Tree      // all files of the site; set once they are listed
	headers   netlify.Headers   // of the build
	redirects netlify.Redirects // of the build and of the project
	early     diag.List         // of everything but the texts
	since     int               // builds since the frame was made

	allRead atomic.Bool // every text has been resolved; see summaries

	showing sync.Once // guards shows
	shows   map[string]bool

	usesLock sync.Mutex
	uses     map[*casefile.Edition]*page.Uses // see usesIn

	all        sync.Once // guards the fields below
	list       diag.List
	exceptions []check.Exception
	err        error
}

// Build runs the stages in order. What it returns at once needs no text but
// front matter; texts are read when a page or the diagnostics ask for them.
// The error is of the machine or of us; what a writer can fix is in the
// diagnostics of the result.
func (b *Builder) Build(ctx context.Context, files *input.Tree, opt Options) (*Result, error) {
	r := b.sameFrame(files, opt)
	if r == nil {
		f, err := b.newFrame(ctx, files, opt)
		if err != nil {
			return nil, err
		}
		r = f.begin(files, opt)
	}
	r.early = r.framed[:len(r.framed):len(r.framed)]
	r.made = output.Over(r.editedFiles(), r.base, output.NewTree(r.outputs()))
	diags, err := r.hostRules(r.made)
	if err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)
	b.last.Store(r)
	return &Result{Files: files, Options: opt, Investigation: r.inv, Output: r.made, run: r}, ctx.Err()
}

// readTheme loads layouts and assets, or takes them from the last build whose
// layouts and assets were the same.
func (b *Builder) readTheme(files *input.Tree, s *casefile.Settings, opt Options) (*theme.Theme, diag.List, error) {
	recipe := [][]byte{[]byte("theme 1"), []byte(strings.Join(s.Languages, " ")), {0}}
	if opt.Minify {
		recipe[2][0] = 1
	}
	for _, dir := range []string{"assets", "layouts"} {
		for _, f := range files.Under(dir) {
			hash, err := f.Hash()
			if err != nil {
				return nil, nil, err
			}
			recipe = append(recipe, []byte(f.Path), hash[:])
		}
	}
	type result struct {
		theme *theme.Theme
		diags diag.List
	}
	r, err := memo.Do(&b.memo, memo.KeyOf(recipe...), func() (result, error) {
		th, diags, err := theme.Load(files, theme.Options{Languages: s.Languages, Keys: slices.Concat(page.Keys, label.Keys, search.Keys), Minify: opt.Minify, Optimiser: theme.Optimiser{
			Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG,
		}})
		return result{th, diags}, err
	})
	return r.theme, r.diags, err
}

// pagePath is the output file of an address.
func pagePath(url string) string { return strings.TrimPrefix(url, "/") + "index.html" }

func (r *run) diagnostics(ctx context.Context) (diag.List, error) {
	if err := r.summaries(ctx); err != nil {
		return nil, err
	}
	hidden, err := r.hiddenImages(ctx)
	if err != nil {
		return nil, err
	}
	exposed, err := r.exposed(ctx)
	if err != nil {
		return nil, err
	}
	r.all.Do(func() {
		if r.since == 0 {
			r.builder.memo.Next() // by now this build has asked for all it needs
		}
		list := append(diag.List{}, r.early...)
		list = append(list, hidden...)
		list = append(list, exposed...)
		for _, t := range r.texts {
			list = append(list, t.diags...)
		}
		list = append(list, check.All(r.inv, r.summary)...)
		list = append(list, r.voices.EventWords(r.inv)...)
		list = append(list, check.Unregistered(r.inv, r.names)...)
		list = append(list, check.RecordNames(r.inv, r.names)...)
		list = append(list, r.blackouts.Records(r.inv)...)
		list = append(list, bib.Unequal(r.written.List, r.inv.Settings.Original())...)
		list = append(list, r.compared()...)
		list = append(list, r.shelf.Answers()...)
		list = append(list, r.shelf.Disagreements(r.summary)...)
		list = append(list, questions.Leaks(r.inv)...)
		more, err := r.reviewed()
		r.err = err
		r.exceptions = check.Exceptions(r.inv, r.summary)
		list = check.Excuse(append(list, more...).Sort(), r.exceptions, r.inv.Today, r.source)
		r.list = append(list, check.Misused(r.exceptions, r.inv)...).Sort()
	})
	return r.list, r.err
}

func (r *run) pageDiagnostics(_ context.Context, path string) (diag.List, error) {
	t := r.page(path)
	list := diag.List{}
	for _, d := range r.early {
		if !strings.HasPrefix(d.Span.File, "content/") || t != nil && d.Span.File == t.chapter.Path {
			list = append(list, d)
		}
	}
	if t == nil {
		return list.Sort(), nil
	}
	if err := r.resolved(t, nil); err != nil {
		return nil, err
	}
	list = append(list, t.diags...)
	list = append(list, check.Anchors(r.inv, t.chapter, r.summary)...)
	return r.excused(list.Sort(), t.chapter), nil
}

func (r *run) totals(ctx context.Context) (Totals, error) {
	if err := r.summaries(ctx); err != nil {
		return Totals{}, err
	}
	total := Totals{Pages: len(r.texts) + len(r.inv.Editions)}
	for _, t := range r.texts {
		total.Notes += t.refs.Summary.Notes
		total.Words += t.refs.Summary.Words
	}
	return total, nil
}

func (r *run) sourceOf(path string) string {
	if t := r.page(path); t != nil {
		return t.chapter.Path
	}
	return ""
}

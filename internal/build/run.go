package build

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/lines"
	"dossier/internal/memo"
	"dossier/internal/netlify"
	"dossier/internal/optimise"
	"dossier/internal/output"
	"dossier/internal/questions"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/page"
)

// A Builder builds snapshots and remembers per-file work between builds. The
// zero Builder is ready to use, and one Builder may run several builds at once.
type Builder struct {
	memo memo.Store
}

// New returns a Builder that remembers nothing yet.
func New() *Builder { return &Builder{} }

// A run is one build of one snapshot.
type run struct {
	builder   *Builder
	files     *input.Tree
	opt       Options
	inv       *casefile.Investigation
	written   *casefile.Sources // the registry with titles as writers wrote them, for downloads
	theme     *theme.Theme
	site      *page.Site
	voices    check.Voices // who may speak in the texts
	shelf     *check.Shelf // the texts of the sources
	texts     map[*casefile.Chapter]*text
	order     []*text          // all texts, edition by edition
	pages     map[string]*text // by output path
	ticks     []lines.Tick
	host      host              // what the project itself tells the host
	headers   netlify.Headers   // of the build
	redirects netlify.Redirects // of the build and of the project
	early     diag.List         // of everything but the texts
	images    map[string]*image // by path of the file
	from, to  time.Time         // clock readings with the same result; see Result.Valid

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
	b.memo.Next()
	r := &run{builder: b, files: files, opt: opt}

	settings, diags, err := b.readSettings(files)
	if err != nil {
		return nil, err
	}
	r.early = diags

	heads, diags, err := b.readHeads(ctx, files, settings)
	if err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)

	sources, written, diags, err := b.readSources(files, settings.Original())
	if err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)
	r.written = written

	r.from, r.to = embargoes(heads, opt.Now)
	r.inv, diags = resolve.Spine(settings, sources, heads, resolve.Terms{Now: opt.Now, Drafts: opt.Drafts})
	r.early = append(r.early, diags...)

	r.inv.Today = dayOf(opt.Now)
	if diags, err = b.readLedger(files, r.inv); err != nil {
		return nil, err
	}
	r.voices, r.shelf = check.VoicesOf(r.inv), check.ShelfOf(r.inv)
	r.early = append(r.early, diags...)

	if r.ticks, diags, err = b.readTicks(files); err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)

	if r.host, diags, err = b.readHost(files); err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)

	r.theme, diags, err = b.readTheme(files, settings, opt)
	if err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)

	r.limitToDay()
	resolve.RecordPages(r.inv, func(lang, name string) casefile.Head { return page.RecordHead(r.theme.Words(lang), name) })
	if err := r.readImages(); err != nil {
		return nil, err
	}
	r.gather()
	made, err := r.outputs(ctx)
	if err != nil {
		return nil, err
	}
	site := output.NewTree(made)
	if diags, err = r.hostRules(site); err != nil {
		return nil, err
	}
	r.early = append(r.early, diags...)
	return &Result{Files: files, Options: opt, Investigation: r.inv, Output: site, run: r}, ctx.Err()
}

// limitToDay narrows the readings of the clock for which this result holds to
// one day, where a rule looks at the calendar: deadlines of answers, and
// exceptions that end.
func (r *run) limitToDay() {
	if len(r.inv.Responses.List) == 0 && len(r.inv.Settings.Exceptions) == 0 {
		return
	}
	day := r.opt.Now.UTC().Truncate(24 * time.Hour)
	if day.After(r.from) {
		r.from = day
	}
	if next := day.Add(24 * time.Hour); r.to.IsZero() || next.Before(r.to) {
		r.to = next
	}
}

// dayOf is the day of a time in UTC; the zero Date for no time.
func dayOf(t time.Time) casefile.Date {
	if t.IsZero() {
		return casefile.Date{}
	}
	year, month, day := t.UTC().Date()
	return casefile.Date{Year: year, Month: int(month), Day: day}
}

// embargoes finds the last embargo that has ended by now and the next to end.
func embargoes(heads []resolve.Heading, now time.Time) (from, to time.Time) {
	for _, h := range heads {
		switch e := h.Head.Embargo; {
		case e.IsZero():
		case e.After(now) && (to.IsZero() || e.Before(to)):
			to = e
		case !e.After(now) && e.After(from):
			from = e
		}
	}
	return from, to
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
		th, diags, err := theme.Load(files, theme.Options{Languages: s.Languages, Keys: slices.Concat(page.Keys, label.Keys), Minify: opt.Minify, Optimiser: theme.Optimiser{
			Version: optimise.Version, HTML: optimise.Layout, CSS: optimise.CSS, JS: optimise.JS, SVG: optimise.SVG,
		}})
		return result{th, diags}, err
	})
	return r.theme, r.diags, err
}

// gather lists the texts of the build.
func (r *run) gather() {
	r.texts = map[*casefile.Chapter]*text{}
	r.pages = map[string]*text{}
	for _, c := range r.inv.All() {
		t := &text{chapter: c}
		t.file, _ = r.files.Lookup(c.Path)
		r.texts[c] = t
		r.order = append(r.order, t)
		r.pages[pagePath(c.URL)] = t
	}
}

// pagePath is the output file of an address.
func pagePath(url string) string { return strings.TrimPrefix(url, "/") + "index.html" }

func (r *run) diagnostics(ctx context.Context) (diag.List, error) {
	if err := r.summaries(ctx); err != nil {
		return nil, err
	}
	r.all.Do(func() {
		list := append(diag.List{}, r.early...)
		for _, t := range r.order {
			list = append(list, t.diags...)
		}
		list = append(list, check.All(r.inv, r.summary)...)
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
	t := r.pages[path]
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
	list = append(list, check.Anchors(t.chapter, r.summary)...)
	return r.excused(list.Sort(), t.chapter), nil
}

func (r *run) totals(ctx context.Context) (Totals, error) {
	if err := r.summaries(ctx); err != nil {
		return Totals{}, err
	}
	total := Totals{Pages: len(r.order) + len(r.inv.Editions)}
	for _, t := range r.order {
		total.Notes += t.refs.Summary.Notes
		total.Words += t.refs.Summary.Words
	}
	return total, nil
}

func (r *run) sourceOf(path string) string {
	if t := r.pages[path]; t != nil {
		return t.chapter.Path
	}
	return ""
}

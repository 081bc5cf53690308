package build

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/lines"
	"dossier/internal/naming"
	"dossier/internal/output"
	"dossier/internal/release"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/page"

	"golang.org/x/sync/errgroup"
)

// A frame is everything in a build that the texts below their front matter
// have no part in: settings, the spine, registers, the theme. It never changes
// once it is made, and builds between which only words of texts have changed
// share one, with the texts that are the same.
type frame struct {
	builder    *Builder
	opt        Options                           // of the first build that used it
	files      *input.Tree                       // of the same; of these, only texts differ in others
	heads      map[string]reading[casefile.Head] // front matter as it is written, by path of the text
	inv        *casefile.Investigation
	written    *casefile.Sources // the registry with titles as writers wrote them, for downloads
	theme      *theme.Theme
	site       *page.Site
	voices     check.Voices     // who may speak in the texts
	shelf      *check.Shelf     // the texts of the sources
	blackouts  *check.Blackouts // the covered passages of transcripts
	words      check.Vocabulary
	names      map[string]*naming.Matcher // of the register, by language; empty where that is
	ticks      []lines.Tick
	baseline   *release.Baseline // the last release, nil for none
	host       host              // what the project itself tells the host
	images     map[string]*image // by path of the file
	pageImages map[string]bool   // paths of the page images of exhibits
	framed     diag.List         // of all these
	from, to   time.Time         // clock readings with the same result; see Result.Valid

	order  []*casefile.Chapter       // all there is to read, edition by edition
	place  map[*casefile.Chapter]int // in order
	paths  []string                  // output paths, parallel to order
	byPage map[string]int            // places in order, by output path

	base   *output.Tree // what is made of one text each, as the frame began
	owners []int        // places in order of the texts that the files of base are made of, parallel to them
}

// newFrame runs the stages that come before the texts.
func (b *Builder) newFrame(ctx context.Context, files *input.Tree, opt Options) (*frame, error) {
	f := &frame{builder: b, opt: opt, files: files}

	settings, diags, err := b.readSettings(files)
	if err != nil {
		return nil, err
	}
	f.framed = diags

	// Layouts and assets have nothing to do with the texts and the registers.
	var look errgroup.Group
	var lookDiags diag.List
	look.Go(func() (err error) {
		f.theme, lookDiags, err = b.readTheme(files, settings, opt)
		return err
	})
	defer look.Wait() // also where something else fails first

	heads, written, diags, err := b.readHeads(ctx, files, settings)
	f.heads = written
	if err != nil {
		return nil, err
	}
	f.framed = append(f.framed, diags...)

	sources, registered, diags, err := b.readSources(files, settings.Original())
	if err != nil {
		return nil, err
	}
	f.framed = append(f.framed, diags...)
	f.written = registered

	f.from, f.to = embargoes(heads, opt.Now)
	f.inv, diags = resolve.Spine(settings, sources, heads, resolve.Terms{Now: opt.Now, Drafts: opt.Drafts})
	f.framed = append(f.framed, diags...)

	f.inv.Today = dayOf(opt.Now)
	if diags, err = b.readLedger(ctx, files, f.inv); err != nil {
		return nil, err
	}
	resolve.Retract(f.inv)
	f.voices, f.shelf, f.words = check.VoicesOf(f.inv), check.ShelfOf(f.inv), check.VocabularyOf(f.inv)
	f.names, f.blackouts = namesOf(f.inv), check.BlackoutsOf(f.inv)
	f.framed = append(f.framed, diags...)

	if f.ticks, diags, err = b.readTicks(files); err != nil {
		return nil, err
	}
	f.framed = append(f.framed, diags...)

	if f.baseline, diags, err = b.readBaseline(files); err != nil {
		return nil, err
	}
	f.framed = append(f.framed, diags...)

	if f.host, diags, err = b.readHost(files); err != nil {
		return nil, err
	}
	f.framed = append(f.framed, diags...)

	if err := look.Wait(); err != nil {
		return nil, err
	}
	f.framed = append(f.framed, lookDiags...)

	f.limitToDay()
	resolve.RecordPages(f.inv, func(lang, name, id string) casefile.Head {
		if id != "" {
			return page.EntryHead(f.inv, f.theme.Words(lang), lang, name, id)
		}
		return page.RecordHead(f.theme.Words(lang), name)
	})
	if err := f.readImages(ctx, files); err != nil {
		return nil, err
	}
	f.site = &page.Site{Theme: f.theme, Investigation: f.inv, BaseURL: f.baseURL(), NoIndex: opt.NoIndex, Banner: opt.Banner, Preview: opt.Preview,
		Needs: f.needs(), Pictures: f.picture, CitedTogether: isCitedTogether(f.inv), Notices: f.notices()}
	f.list()
	return f, nil
}

// namesOf are the names of the register in each language.
func namesOf(inv *casefile.Investigation) map[string]*naming.Matcher {
	names := map[string]*naming.Matcher{}
	if shown := inv.ShownParties(); len(shown) > 0 {
		for _, lang := range inv.Settings.Languages {
			names[lang] = naming.New(shown, lang)
		}
	}
	return names
}

// list puts in order what there is to read and to print.
func (f *frame) list() {
	f.order = f.inv.All()
	f.place = make(map[*casefile.Chapter]int, len(f.order))
	f.paths = make([]string, len(f.order))
	f.byPage = make(map[string]int, len(f.order))
	for i, c := range f.order {
		f.place[c] = i
		f.paths[i] = pagePath(c.URL)
		f.byPage[f.paths[i]] = i
	}
}

// begin makes a run of which nothing is known yet but the frame.
func (f *frame) begin(files *input.Tree, opt Options) *run {
	r := &run{frame: f, opt: opt, files: files, texts: make([]*text, len(f.order))}
	var made []output.File
	var owners []int
	for i, c := range f.order {
		r.texts[i] = &text{chapter: c}
		r.texts[i].file, _ = files.Lookup(c.Path)
		for _, file := range f.filesOf(r.texts[i]) {
			made, owners = append(made, file), append(owners, i)
		}
	}
	sorted := make([]int, len(made))
	for i := range sorted {
		sorted[i] = i
	}
	slices.SortFunc(sorted, func(i, j int) int { return cmp.Or(strings.Compare(made[i].Path, made[j].Path), i-j) })
	sorted = slices.CompactFunc(sorted, func(i, j int) bool { return made[i].Path == made[j].Path })
	inOrder := make([]output.File, len(sorted))
	f.owners = make([]int, len(sorted))
	for i, from := range sorted {
		inOrder[i], f.owners[i] = made[from], owners[from]
	}
	f.base = output.NewTree(inOrder)
	return r
}

// filesOf lists what is made of one text alone: its page and the files that
// cite it.
func (f *frame) filesOf(t *text) []output.File {
	files := f.citeFiles(t)
	if t.chapter.Kind == casefile.ChapterKind || t.chapter.Kind == casefile.PageKind {
		files = append(files, f.textPage(t))
	}
	return files
}

// editedFiles lists the files of the texts that are not those of the frame.
// Where two texts would have one address, it stays with the one it is with.
func (r *run) editedFiles() *output.Tree {
	var files []output.File
	base := r.base.Files()
	for _, place := range r.edited {
		for _, file := range r.filesOf(r.texts[place]) {
			i, found := slices.BinarySearchFunc(base, file.Path, func(f output.File, path string) int { return strings.Compare(f.Path, path) })
			if found && r.owners[i] == place {
				files = append(files, file)
			}
		}
	}
	return output.NewTree(files)
}

// shareMost is how many builds share one frame in a row. What they remember of
// texts that were edited since is forgotten when a new frame is made.
const shareMost = 64

// sameFrame begins a build with the frame of the last one, nil where that would
// not be what newFrame makes: where anything differs but the words of texts.
// Texts that are the same come with what is known of them.
func (b *Builder) sameFrame(files *input.Tree, opt Options) *run {
	last := b.last.Load()
	if last == nil || last.since >= shareMost || !last.holdsAt(opt.Now) {
		return nil
	}
	then := last.frame.opt
	if then.Now = opt.Now; then != opt {
		return nil
	}
	was, is := last.files.Files(), files.Files()
	if len(was) != len(is) {
		return nil
	}
	r := &run{frame: last.frame, opt: opt, files: files, texts: slices.Clone(last.texts), edited: slices.Clone(last.edited), since: last.since + 1}
	for i := range is {
		if was[i] == is[i] {
			continue
		}
		c := r.inv.ByPath[is[i].Path]
		if c == nil || was[i].Path != is[i].Path || !last.sameHead(is[i]) {
			return nil
		}
		place := r.place[c]
		r.texts[place] = &text{chapter: c, file: is[i]}
		if !slices.Contains(r.edited, place) {
			r.edited = append(r.edited, place)
		}
	}
	return r
}

// holdsAt reports whether the frame would be the same at a reading of the
// clock: within its span, and on the day that it was made for.
func (f *frame) holdsAt(now time.Time) bool {
	return !now.Before(f.from) && (f.to.IsZero() || now.Before(f.to)) && dayOf(now) == dayOf(f.opt.Now)
}

// sameHead reports whether a new version of a text has the front matter that
// the frame was made with, and the same to be said about it.
func (f *frame) sameHead(is *input.File) bool {
	now, err := f.builder.head(is)
	return err == nil && reflect.DeepEqual(f.heads[is.Path], now)
}

// text returns the text of a chapter, nil where it has none.
func (r *run) text(c *casefile.Chapter) *text {
	if i, ok := r.place[c]; ok {
		return r.texts[i]
	}
	return nil
}

// page returns the text behind an output path, nil where there is none.
func (r *run) page(path string) *text {
	if i, ok := r.byPage[path]; ok {
		return r.texts[i]
	}
	return nil
}

// limitToDay narrows the readings of the clock for which this result holds to
// one day, where a rule looks at the calendar: deadlines of answers, events to come, exceptions
// that end, and the entry of the log that a hint offers.
func (f *frame) limitToDay() {
	if f.baseline == nil && len(f.inv.Responses.List) == 0 && len(f.inv.Events.List) == 0 && len(f.inv.Settings.Exceptions) == 0 {
		return
	}
	day := f.opt.Now.UTC().Truncate(24 * time.Hour)
	if day.After(f.from) {
		f.from = day
	}
	if next := day.Add(24 * time.Hour); f.to.IsZero() || next.Before(f.to) {
		f.to = next
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

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/publish"
)

var buildCommand = Command{
	Name:  "build",
	Short: "build the site",
	Long: `build writes the site to public/. Where the dossier has errors nothing is written:
the site that is there stays. Otherwise the new one takes its place in one step.
The same files give the same bytes, on any machine and on any day.`,
	Example: `dossier build
dossier build --strict --base-url https://example.org --out ../site`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		o := buildOptions{
			source: sourceFlag(flags), format: formatFlag(flags), now: nowFlag(flags), strict: strictFlag(flags), drafts: draftsFlag(flags),
			out:      flags.String("out", "", "the `folder` for the site; public in the dossier unless set"),
			baseURL:  flags.String("base-url", "", "the `address` of the site, in place of the one in dossier.yaml"),
			noMinify: flags.Bool("no-minify", false, "leave pages, styles and scripts readable"),
		}
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("build", args); err != nil {
				return err
			}
			return buildSite(ctx, env, o)
		}
	},
}

type buildOptions struct {
	source, format, now, out, baseURL *string
	strict, drafts, noMinify          *bool
}

// buildSite builds and publishes. Between staging the new site and putting it
// in place stand the diagnostics: with an error, nothing changes.
func buildSite(ctx context.Context, env *Env, o buildOptions) error {
	began := env.Clock()
	collectSeldom(env)
	if err := checkFormat(*o.format); err != nil {
		return err
	}
	h := hostFrom(env.Getenv)
	opt, err := optionsOf(env, h, o)
	if err != nil {
		return err
	}
	if h.Warning != "" {
		fmt.Fprintln(env.Stderr, "dossier: warning:", h.Warning)
	}
	out := *o.out
	if out == "" {
		out = filepath.Join(*o.source, "public")
	}

	var s *site
	builder, variants := build.New(), variantsFolder(h, *o.source)
	builder.KeepVariants(variants)
	err = trySuperseded(func() (err error) {
		s, err = stageSite(ctx, env, builder, *o.source, out, opt)
		return err
	})
	if err != nil {
		return err
	}
	defer s.close()
	if err := printDiagnostics(env, h, *o.format, worthPrinting(s.diags, *o.format), s.project); err != nil {
		return err
	}
	if s.staged == nil && !s.recalled || fails(s.diags, *o.strict) {
		fmt.Fprintf(env.Stderr, "%s; nothing was published, %s is as it was\n", countWords(s.diags), out)
		return errDossier
	}
	if err := s.publish(out); err != nil {
		return err
	}
	if err := variants.Sweep(env.Clock().Add(-keepVariantsFor)); err != nil {
		fmt.Fprintln(env.Stderr, "dossier: warning:", err)
	}
	if words := countWords(s.diags); words != "" {
		fmt.Fprintln(env.Stderr, words)
	}
	fmt.Fprintln(env.Stderr, s.summary(out, opt.Now, env.Clock().Sub(began)))
	return nil
}

// worthPrinting leaves notes out of what people read; check prints them.
func worthPrinting(list diag.List, format string) diag.List {
	if format != "" && format != "text" {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Severity == diag.Note })
}

func optionsOf(env *Env, h host, o buildOptions) (build.Options, error) {
	if err := h.checkDrafts(*o.drafts); err != nil {
		return build.Options{}, err
	}
	baseURL, err := h.baseURL(*o.baseURL)
	if err != nil {
		return build.Options{}, err
	}
	when, err := now(env, *o.now)
	return build.Options{BaseURL: baseURL, Now: when, Drafts: *o.drafts, Minify: !*o.noMinify, NoIndex: h.NoIndex, Banner: h.Banner}, err
}

// A site is built and, unless some page could not be made, staged.
type site struct {
	project   *project
	staged    *publish.Staged // nil where a page could not be made, and diags say why, or where it was recalled
	recalled  bool            // the last build made the same site, and it is published
	diags     diag.List
	totals    build.Totals
	published publish.Totals
	last      lastBuild // to be noted when it is published
}

// publish puts the staged site in place and notes how it was made.
func (s *site) publish(out string) error {
	if s.recalled {
		return nil
	}
	if err := s.staged.Commit(); err != nil {
		return err
	}
	s.last.note(out)
	return nil
}

// close lets go of the folder, and of a staged site that was not committed.
func (s *site) close() {
	if s.staged != nil {
		s.staged.Discard()
	}
	s.project.Close()
}

func stageSite(ctx context.Context, env *Env, builder *build.Builder, source, out string, opt build.Options) (_ *site, err error) {
	var done, total atomic.Int64
	stop := showProgress(env, func() string {
		if n := total.Load(); n > 0 {
			return fmt.Sprintf("%s of %s files", thousands(int(done.Load())), thousands(int(n)))
		}
		return "reading"
	})
	defer stop()

	s := &site{}
	if s.project, err = openProject(ctx, source); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if last, totals, ok := recall(out, s.project, opt); ok {
		s.recalled, s.diags, s.totals, s.published = true, last.Diagnostics, last.Totals, totals
		return s, nil
	}
	result, err := builder.Build(ctx, s.project.tree, opt)
	if err != nil {
		return nil, err
	}
	var secrets secretSearch
	s.staged, err = publish.Write(ctx, result.Output, out, publish.Options{
		Project: source,
		Holder:  "dossier build",
		Inspect: secrets.look,
		Progress: func(d, t int) {
			done.Store(int64(d))
			total.Store(int64(t))
		},
	})
	var failure *diag.Failure
	if errors.As(err, &failure) {
		s.diags = failure.Diagnostics
	} else if err != nil {
		return nil, explainRefusal(err)
	}
	list, err := result.Diagnostics(ctx)
	if err != nil {
		return nil, err
	}
	s.diags = slices.Concat(s.diags, s.project.diags, list, secrets.results(list, result)).Sort()
	if s.totals, err = result.Totals(ctx); err != nil {
		return nil, err
	}
	if s.staged != nil {
		s.published = s.staged.Totals
	}
	s.last = lastBuild{Recipe: recipeOf(s.project, opt), Diagnostics: s.diags, Totals: s.totals, Files: hashesOf(s.project)}
	s.last.From, s.last.To = result.Valid()
	return s, nil
}

// explainRefusal makes a misuse of an output folder that must not be replaced.
func explainRefusal(err error) error {
	var refused *publish.RefusedError
	if errors.As(err, &refused) {
		return &misuse{err.Error(), "--out names a folder that is empty, not there yet, or made by dossier"}
	}
	return err
}

// summary says in one line what was published.
func (s *site) summary(out string, when time.Time, took time.Duration) string {
	t := s.published
	changes := "nothing changed"
	if t.Changed+t.Removed > 0 {
		changes = fmt.Sprintf("%s changed, %s removed", thousands(t.Changed), thousands(t.Removed))
	}
	return fmt.Sprintf("%s, %s, %s in %s (%s, as of %s), %.2f s", plural(s.totals.Pages, "page"), plural(s.totals.Notes, "note"),
		size(t.Bytes), out, changes, when.Format(time.DateOnly), took.Seconds())
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%d KB", (bytes+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

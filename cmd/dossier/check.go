package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/output"
)

var checkCommand = Command{
	Name:  "check",
	Short: "find every mistake, write nothing",
	Long: `check does all that build does except writing: it reads every file, resolves every
citation and link, and makes every page.`,
	Example: `dossier check --strict
dossier check --changed --fail-on warning
dossier check --list-suppressed
dossier check --format sarif > dossier.sarif`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		o := checkOptions{source: sourceFlag(flags), format: formatFlag(flags), now: nowFlag(flags), strict: strictFlag(flags), drafts: draftsFlag(flags),
			failOn:     flags.String("fail-on", "", "what `severity` makes the check fail: note, warning or error; error unless set"),
			changed:    flags.Bool("changed", false, "only what concerns files that changed since the last build"),
			suppressed: flags.Bool("list-suppressed", false, "list all exceptions instead, with place, reason and whether they are used"),
		}
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("check", args); err != nil {
				return err
			}
			return checkProject(ctx, env, o)
		}
	},
}

type checkOptions struct {
	source, format, now, failOn         *string
	strict, drafts, changed, suppressed *bool
}

// limit is the least severity that makes a check fail.
func (o checkOptions) limit() (diag.Severity, error) {
	limits := map[string]diag.Severity{"": diag.Error, "error": diag.Error, "warning": diag.Warning, "note": diag.Note}
	limit, ok := limits[*o.failOn]
	if !ok {
		return 0, &misuse{fmt.Sprintf("no severity is called %q", *o.failOn), "--fail-on takes note, warning or error"}
	}
	if *o.strict {
		limit = min(limit, diag.Warning)
	}
	return limit, nil
}

func checkProject(ctx context.Context, env *Env, o checkOptions) error {
	if err := checkFormat(*o.format); err != nil {
		return err
	}
	limit, err := o.limit()
	if err != nil {
		return err
	}
	when, err := now(env, *o.now)
	if err != nil {
		return err
	}
	collectSeldom(env)
	h := hostFrom(env.Getenv)
	builder := build.New()
	builder.KeepVariants(variantsFolder(h, *o.source))
	return trySuperseded(func() error {
		p, err := openProject(ctx, *o.source)
		if err != nil {
			return err
		}
		defer p.Close()
		result, err := builder.Build(ctx, p.tree, build.Options{BaseURL: h.BaseURL, Now: when, Drafts: *o.drafts, Minify: true, NoIndex: h.NoIndex, Banner: h.Banner})
		if err != nil {
			return err
		}
		var secrets secretSearch
		failures, err := makeAll(ctx, result.Output, secrets.look)
		if err != nil {
			return err
		}
		list, err := result.Diagnostics(ctx)
		if err != nil {
			return err
		}
		totals, err := result.Totals(ctx)
		if err != nil {
			return err
		}
		if *o.suppressed {
			return listExceptions(ctx, env, result, p, *o.format)
		}
		list = slices.Concat(list, p.diags, failures, secrets.results(list, result)).Sort()
		if *o.changed {
			list = onlyChanged(env, p, list)
		}
		if err := printDiagnostics(env, h, *o.format, list, p); err != nil {
			return err
		}
		compared := "not compared: there is no release yet"
		if slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.MalformedRelease }) {
			compared = "not compared: the record of the last release cannot be read"
		}
		if b := result.Baseline(); b != nil {
			compared = fmt.Sprintf("compared with release %d", b.Number)
		}
		fmt.Fprintf(env.Stderr, "%s in %s, %s; %s\n", cmp.Or(countWords(list), "nothing to report"), plural(totals.Pages, "page"), plural(totals.Notes, "note"), compared)
		if list.Worst(limit) {
			return errDossier
		}
		return nil
	})
}

// onlyChanged leaves out what stands in files that are as the last build found
// them, and says so. Where no build noted its files, everything stays.
func onlyChanged(env *Env, p *project, list diag.List) diag.List {
	changed, known := changedSince(p, filepath.Join(p.folder, "public"))
	if !known {
		fmt.Fprintln(env.Stderr, "dossier: warning: what changed is not known, because no build noted its files beside public; everything is shown")
		return list
	}
	kept := inFiles(list, changed)
	if n := len(list) - len(kept); n > 0 {
		fmt.Fprintf(env.Stderr, "%s changed since the last build; %s more in other files\n", plural(len(changed), "file"), thousands(n))
	}
	return kept
}

// makeAll makes every file of a site, shows it to inspect and lets it go, to
// find what fails only while a page is made.
func makeAll(ctx context.Context, tree *output.Tree, inspect func(f output.File, b []byte)) (diag.List, error) {
	var mu sync.Mutex // guards found
	var found diag.List
	for _, late := range []bool{false, true} {
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, f := range tree.Files() {
			if f.Late != late {
				continue
			}
			group.Go(func() error {
				if f.Wanted != nil {
					if wanted, err := f.Wanted(ctx); err != nil || !wanted {
						return err
					}
				}
				b, err := f.Make(ctx)
				var failure *diag.Failure
				if errors.As(err, &failure) {
					mu.Lock()
					defer mu.Unlock()
					found = append(found, failure.Diagnostics...)
					return nil
				}
				if err == nil {
					inspect(f, b)
				}
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
	}
	return found, nil
}

package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"runtime"
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
dossier check --format sarif > dossier.sarif`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		o := checkOptions{source: sourceFlag(flags), format: formatFlag(flags), now: nowFlag(flags), strict: strictFlag(flags), drafts: draftsFlag(flags)}
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("check", args); err != nil {
				return err
			}
			return checkProject(ctx, env, o)
		}
	},
}

type checkOptions struct {
	source, format, now *string
	strict, drafts      *bool
}

func checkProject(ctx context.Context, env *Env, o checkOptions) error {
	if err := checkFormat(*o.format); err != nil {
		return err
	}
	when, err := now(env, *o.now)
	if err != nil {
		return err
	}
	collectSeldom(env)
	h := hostFrom(env.Getenv)
	builder := build.New()
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
		failures, err := makeAll(ctx, result.Output)
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
		list = append(append(list, p.diags...), failures...).Sort()
		if err := printDiagnostics(env, h, *o.format, list, p); err != nil {
			return err
		}
		fmt.Fprintf(env.Stderr, "%s in %s, %s\n", cmp.Or(countWords(list), "nothing to report"), plural(totals.Pages, "page"), plural(totals.Notes, "note"))
		if fails(list, *o.strict) {
			return errDossier
		}
		return nil
	})
}

// makeAll makes every file of a site and lets it go, to find what fails only
// while a page is made.
func makeAll(ctx context.Context, tree *output.Tree) (diag.List, error) {
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
				_, err := f.Make(ctx)
				var failure *diag.Failure
				if errors.As(err, &failure) {
					mu.Lock()
					defer mu.Unlock()
					found = append(found, failure.Diagnostics...)
					return nil
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

package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/output"
	"dossier/internal/release"
)

var releaseCommand = Command{
	Name:  "release",
	Short: "record what is published, so that later changes are noticed",
	Long: `release checks the dossier and records it as the next release in kept/release.json:
the wording of every page, its addresses and anchors, where claims stand and what the
log of corrections says. From then on every check compares the dossier with it, and
published words that change without an entry in the log are errors.

Run it when you publish, and commit the file. Nothing is recorded while there are
errors, or while a language has no methodology page.`,
	Example: `dossier release
dossier release --strict`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		source, format, when, strict := sourceFlag(flags), formatFlag(flags), nowFlag(flags), strictFlag(flags)
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("release", args); err != nil {
				return err
			}
			return recordRelease(ctx, env, *source, *format, *when, *strict)
		}
	},
}

func recordRelease(ctx context.Context, env *Env, source, format, day string, strict bool) error {
	if err := checkFormat(format); err != nil {
		return err
	}
	when, err := now(env, day)
	if err != nil {
		return err
	}
	collectSeldom(env)
	builder := build.New()
	return trySuperseded(func() error {
		p, err := openProject(ctx, source)
		if err != nil {
			return err
		}
		defer p.Close()
		result, err := builder.Build(ctx, p.tree, build.Options{Now: when, Minify: true})
		if err != nil {
			return err
		}
		failures, err := makeAll(ctx, result.Output, func(output.File, []byte) {})
		if err != nil {
			return err
		}
		record, list, err := result.Release(ctx)
		if err != nil {
			return err
		}
		list = append(append(list, p.diags...), failures...).Sort()
		if err := printDiagnostics(env, hostFrom(env.Getenv), format, list, p); err != nil {
			return err
		}
		limit := diag.Error
		if strict {
			limit = diag.Warning
		}
		if list.Worst(limit) {
			fmt.Fprintf(env.Stderr, "nothing is recorded: %s\n", countWords(list))
			return errDossier
		}
		var b bytes.Buffer
		if err := record.Write(&b); err != nil {
			return err
		}
		if err := writeKept(source, release.Path, b.Bytes()); err != nil {
			return err
		}
		fmt.Fprintf(env.Stderr, "release %d of %s: %s recorded in %s; commit it\n", record.Number, record.Date, plural(len(record.Pages), "page"), release.Path)
		for _, line := range record.Since(result.Baseline()) {
			fmt.Fprintln(env.Stderr, line)
		}
		return nil
	})
}

// writeKept puts a file into the folder of what is kept, whole or not at all.
func writeKept(source, path string, b []byte) error {
	root, err := os.OpenRoot(source)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.Mkdir("kept", 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	fresh := "kept/.release.new" // no input of a build: its name is hidden
	if err := root.WriteFile(fresh, b, 0o644); err != nil {
		return err
	}
	return root.Rename(fresh, path)
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"
)

// A project is a folder with a dossier in it, and the snapshot taken of it.
// The folder stays open, because a snapshot reads its files late.
type project struct {
	folder string
	dir    *input.Dir
	tree   *input.Tree
	diags  diag.List // about file names; nothing else has been read
}

// openProject takes a snapshot of a project folder. The caller closes it.
func openProject(ctx context.Context, folder string) (*project, error) {
	if err := checkFolder(folder); err != nil {
		return nil, err
	}
	defaults, err := build.Defaults()
	if err != nil {
		return nil, err
	}
	dir, err := input.Open(folder)
	if err != nil {
		return nil, err
	}
	tree, diags, err := dir.Load(ctx, defaults)
	if err != nil {
		dir.Close()
		return nil, err
	}
	return &project{folder: folder, dir: dir, tree: tree, diags: diags}, nil
}

func (p *project) Close() error { return p.dir.Close() }

// source returns the bytes of a file of the snapshot, for printing.
func (p *project) source(path string) []byte {
	f, ok := p.tree.Lookup(path)
	if !ok {
		return nil
	}
	b, err := f.Bytes()
	if err != nil {
		return nil // it changed since: the place is printed without its line
	}
	return b
}

// checkFolder refuses folders that hold no dossier.
func checkFolder(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &misuse{fmt.Sprintf("there is no folder %q", folder), "--source names the folder that holds dossier.yaml"}
	case err != nil:
		return err
	case !info.IsDir():
		return &misuse{fmt.Sprintf("%q is not a folder", folder), "--source names the folder that holds dossier.yaml"}
	}
	for _, name := range []string{"dossier.yaml", "content"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return nil
		}
	}
	return &misuse{fmt.Sprintf("%q holds no dossier: neither dossier.yaml nor content/ is there", folder), "change to the folder of a dossier, or name it with --source"}
}

// collectSeldom lets the heap grow to five times what is in use before it is
// swept. A build lives for a moment and holds little, so that this takes about
// a sixth off its time and stays far below the memory of a small machine. Who
// sets GOGC knows better. The limit keeps a large dossier below 150 MB; a larger
// one is swept more often, and goes over it only if it must.
func collectSeldom(env *Env) {
	if env.Getenv("GOGC") == "" && env.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(120 << 20)
	}
}

// trySuperseded runs a step again when files changed under it.
func trySuperseded(step func() error) error {
	const tries = 5
	var err error
	for range tries {
		if err = step(); !errors.Is(err, input.ErrSuperseded) {
			return err
		}
	}
	return err
}

// Flags that several commands share.

func sourceFlag(flags *flag.FlagSet) *string {
	return flags.String("source", ".", "the `folder` of the dossier")
}

func formatFlag(flags *flag.FlagSet) *string {
	return flags.String("format", "", "print diagnostics in this `format`: text, json, sarif or github; text unless set, with annotations inside GitHub Actions")
}

func strictFlag(flags *flag.FlagSet) *bool {
	return flags.Bool("strict", false, "warnings count as errors")
}

func draftsFlag(flags *flag.FlagSet) *bool {
	return flags.Bool("drafts", false, "include drafts and what is under embargo")
}

func nowFlag(flags *flag.FlagSet) *string {
	return flags.String("now", "", "the `date` that decides embargoes; today unless set, or SOURCE_DATE_EPOCH")
}

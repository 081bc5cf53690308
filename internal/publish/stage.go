package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"dossier/internal/diag"
	"dossier/internal/output"
)

// A stager fills the staging folder.
type stager struct {
	site    *site
	current *current
	files   []output.File
	results []result // parallel to files
	opt     Options
	chmod   bool // the umask takes away what 0644 and 0755 grant

	done atomic.Int64 // files made

	mu     sync.Mutex // guards failed
	failed diag.List  // what writers can fix
}

// A result says what became of one file.
type result struct {
	hash  string
	size  int64
	stays bool // as it is published
}

func stage(ctx context.Context, s *site, tree *output.Tree, opt Options) (*Staged, error) {
	now, err := s.readCurrent()
	if err != nil {
		return nil, err
	}
	st := &stager{site: s, current: now, files: tree.Files(), results: make([]result, len(tree.Files())), opt: opt}
	if err := st.makeFolder(); err != nil {
		return nil, err
	}
	if err := st.makeFiles(ctx, false); err != nil {
		return nil, err
	}
	if err := st.dropUnwanted(ctx); err != nil {
		return nil, err
	}
	if err := st.makeFiles(ctx, true); err != nil {
		return nil, err
	}
	if len(st.failed) > 0 {
		return nil, &diag.Failure{Diagnostics: st.failed.Sort()}
	}
	list := st.manifest().print()
	if bytes.Equal(list, now.recorded) && !slices.ContainsFunc(st.results, func(r result) bool { return !r.stays }) {
		return &Staged{site: s, Totals: st.totals(), same: true}, nil
	}
	if err := st.complete(ctx, list); err != nil {
		return nil, err
	}
	return &Staged{site: s, Totals: st.totals()}, nil
}

// makeFolder makes the staging folder and learns from it what the umask does.
func (st *stager) makeFolder() error {
	root := st.site.parent
	if err := root.Mkdir(st.site.staging, 0o755); err != nil {
		return err
	}
	info, err := root.Stat(st.site.staging)
	if err != nil {
		return err
	}
	st.chmod = info.Mode().Perm() != 0o755
	if st.chmod {
		return root.Chmod(st.site.staging, 0o755)
	}
	return nil
}

// each runs do for some files, on all workers, until one returns an error.
func (st *stager) each(ctx context.Context, which func(i int) bool, do func(ctx context.Context, i int) error) error {
	var indexes []int
	for i := range st.files {
		if which(i) {
			indexes = append(indexes, i)
		}
	}
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range min(st.opt.Workers, len(indexes)) {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(indexes) {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(ctx, indexes[i]); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

// dropUnwanted leaves out the late files that do not belong to the site after
// all.
func (st *stager) dropUnwanted(ctx context.Context) error {
	files, results := make([]output.File, 0, len(st.files)), make([]result, 0, len(st.files))
	for i, f := range st.files {
		if f.Wanted != nil {
			wanted, err := f.Wanted(ctx)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
		}
		files, results = append(files, f), append(results, st.results[i])
	}
	st.files, st.results = files, results
	return nil
}

func (st *stager) makeFiles(ctx context.Context, late bool) error {
	return st.each(ctx, func(i int) bool { return st.files[i].Late == late }, st.makeFile)
}

// makeFile makes one file and writes it, unless it is published as it is.
func (st *stager) makeFile(ctx context.Context, i int) error {
	f := st.files[i]
	b, err := f.Make(ctx)
	var failure *diag.Failure
	switch {
	case errors.As(err, &failure):
		st.mu.Lock()
		st.failed = append(st.failed, failure.Diagnostics...)
		st.mu.Unlock()
		return nil
	case err != nil:
		return fmt.Errorf("make %s: %w", f.Path, err)
	}
	if st.opt.Inspect != nil {
		st.opt.Inspect(f, b)
	}
	r := result{hash: hashOf(b), size: int64(len(b))}
	before, published := st.current.manifest[f.Path]
	if f.Immutable && published && before != r.hash {
		return &ReusedError{Path: f.Path}
	}
	r.stays = st.isPublished(f.Path, b)
	st.results[i] = r
	if !r.stays {
		if err := st.write(f.Path, b); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
	}
	if st.opt.Progress != nil {
		st.opt.Progress(int(st.done.Add(1)), len(st.files))
	}
	return nil
}

// isPublished reports whether the published folder has a file with these bytes
// and the right mode.
func (st *stager) isPublished(name string, b []byte) bool {
	info := st.current.files[name]
	if info == nil || info.Size() != int64(len(b)) || info.Mode().Perm() != 0o644 {
		return false
	}
	old, err := st.site.parent.ReadFile(st.site.name + "/" + name)
	return err == nil && bytes.Equal(old, b)
}

// write puts a new file into the staging folder.
func (st *stager) write(name string, b []byte) error {
	staged := st.site.staging + "/" + name
	f, err := st.create(staged)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil && st.chmod {
		err = f.Chmod(0o644)
	}
	return errors.Join(err, f.Close())
}

func (st *stager) create(staged string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := st.site.parent.OpenFile(staged, flags, 0o644)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	if err := st.makeFolders(path.Dir(staged)); err != nil {
		return nil, err
	}
	return st.site.parent.OpenFile(staged, flags, 0o644)
}

// makeFolders makes a folder and those above it. Others may be making them at
// the same time.
func (st *stager) makeFolders(dir string) error {
	err := st.site.parent.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		if err := st.makeFolders(path.Dir(dir)); err != nil {
			return err
		}
		err = st.site.parent.Mkdir(dir, 0o755)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil && st.chmod {
		err = st.site.parent.Chmod(dir, 0o755)
	}
	return err
}

// complete links what stays, writes the manifest and syncs.
func (st *stager) complete(ctx context.Context, manifest []byte) error {
	err := st.each(ctx, func(i int) bool { return st.results[i].stays }, func(_ context.Context, i int) error {
		return st.link(st.files[i].Path)
	})
	if err != nil {
		return err
	}
	if err := st.write(ManifestName, manifest); err != nil {
		return fmt.Errorf("write %s: %w", ManifestName, err)
	}
	return st.sync(ctx)
}

// link takes a published file over. File systems that have no hard links, or no
// more of them for this file, get a copy.
func (st *stager) link(name string) error {
	root, published, staged := st.site.parent, st.site.name+"/"+name, st.site.staging+"/"+name
	err := root.Link(published, staged)
	if errors.Is(err, fs.ErrNotExist) {
		if err := st.makeFolders(path.Dir(staged)); err != nil {
			return err
		}
		err = root.Link(published, staged)
	}
	if err == nil {
		return nil
	}
	b, readErr := root.ReadFile(published)
	if readErr != nil {
		return errors.Join(err, readErr)
	}
	return st.write(name, b)
}

// fewFiles is how many files are synced one by one. One call for the whole file
// system costs less than more of them, but waits for what other programs have
// written too.
const fewFiles = 32

// sync puts the staged files on the disk.
func (st *stager) sync(ctx context.Context) error {
	changed := 0
	for _, r := range st.results {
		if !r.stays {
			changed++
		}
	}
	if changed > fewFiles && syncsFileSystem {
		return st.syncFileSystem()
	}
	err := st.each(ctx, func(i int) bool { return !st.results[i].stays }, func(_ context.Context, i int) error {
		return st.syncFile(st.files[i].Path)
	})
	return errors.Join(err, st.syncFile(ManifestName))
}

func (st *stager) syncFile(name string) error {
	f, err := st.site.parent.OpenFile(st.site.staging+"/"+name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", name, err)
	}
	return nil
}

func (st *stager) syncFileSystem() error {
	f, err := st.site.parent.Open(st.site.staging)
	if err != nil {
		return err
	}
	return errors.Join(syncFileSystem(f), f.Close())
}

func (st *stager) manifest() manifest {
	m := make(manifest, len(st.files))
	for i, f := range st.files {
		m[f.Path] = st.results[i].hash
	}
	return m
}

func (st *stager) totals() Totals {
	t := Totals{Files: len(st.files), Removed: len(st.current.files)}
	for i, r := range st.results {
		t.Bytes += r.size
		if r.stays {
			t.Unchanged++
		} else {
			t.Changed++
		}
		if st.current.files[st.files[i].Path] != nil {
			t.Removed--
		}
	}
	return t
}

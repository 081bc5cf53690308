package serve

import (
	"context"
	"hash/maphash"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dossier/internal/diag"
	"dossier/internal/input"
)

// knowledge is what the last look learned about the disk beyond the files
// themselves. It never changes; each look makes a new one.
type knowledge struct {
	folders map[string]folder // the input folders, and the project's root as "."
	young   map[string]bool   // files that changed so shortly before they were seen that another change could carry the same time
}

// A folder is one as a look found it.
type folder struct {
	settled time.Time // when it had last gained or lost a name; zero where that could be too young to tell
	names   nameSum   // of the input files in it
}

// A nameSum stands for a set of names: the sum of their hashes.
type nameSum uint64

var nameSeed = maphash.MakeSeed()

func sumOf(name string) nameSum { return nameSum(maphash.String(nameSeed, name)) }

// knowledge returns what the last look learned, never nil.
func (p *project) knowledge() *knowledge {
	if k := p.learned.Load(); k != nil {
		return k
	}
	return &knowledge{}
}

// isYoung reports whether something that changed at mod could change again
// without its time of change saying so: file systems count time in steps of
// some milliseconds, old and foreign ones in steps of two seconds.
func isYoung(mod, seen time.Time) bool {
	step := 20 * time.Millisecond
	if mod.Nanosecond() == 0 {
		step = 2 * time.Second
	}
	return !mod.Add(step).Before(seen)
}

// walk lists the whole project.
func (p *project) walk(ctx context.Context) ([]*input.File, diag.List, map[string]folder, error) {
	start := time.Now()
	folders := p.findFolders(start)
	tree, diags, err := p.dir.Load(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, f := range tree.Files() {
		dir, name := path.Split(f.Path)
		dir = path.Clean(dir)
		in := folders[dir]
		in.names += sumOf(name)
		folders[dir] = in
	}
	p.walkTime.Store(int64(time.Since(start)))
	return tree.Files(), diags, folders, nil
}

// findFolders finds the input folders of the project. They have no names yet.
func (p *project) findFolders(now time.Time) map[string]folder {
	found := map[string]folder{}
	var visit func(dir string)
	visit = func(dir string) {
		info, err := os.Stat(p.path(dir))
		if err != nil {
			return
		}
		found[dir] = folder{settled: settledTime(info, now)}
		for _, e := range list(p.path(dir)) {
			if sub := path.Join(dir, e.Name()); e.IsDir() && input.InputFolder(sub) {
				visit(sub)
			}
		}
	}
	visit(".")
	return found
}

// list lists a folder in no particular order, and nothing where it cannot.
func list(dir string) []os.DirEntry {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	entries, _ := f.ReadDir(-1)
	return entries
}

// sameLists reports whether the input folders hold the names they held, but for
// some that are missing, and no others. Folders whose time says so are not
// listed.
func (p *project) sameLists(missing []string) (map[string]folder, bool) {
	now := time.Now()
	was := p.knowledge().folders
	is := make(map[string]folder, len(was))
	for dir, last := range was {
		is[dir] = last
	}
	for _, name := range missing {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		in := is[dir]
		in.names -= sumOf(base)
		is[dir] = in
	}
	for dir, last := range was {
		info, err := os.Stat(p.path(dir))
		if err != nil {
			return nil, false
		}
		if !last.settled.IsZero() && info.ModTime().Equal(last.settled) {
			continue
		}
		names, ok := p.namesIn(dir, was)
		if !ok || names != is[dir].names {
			return nil, false
		}
		is[dir] = folder{settledTime(info, now), names}
	}
	return is, true
}

// namesIn lists the input files of one folder; ok is false where there is an
// input folder that is not known.
func (p *project) namesIn(dir string, known map[string]folder) (names nameSum, ok bool) {
	for _, e := range list(p.path(dir)) {
		name := path.Join(dir, e.Name())
		switch {
		case e.IsDir():
			if _, is := known[name]; !is && input.InputFolder(name) {
				return 0, false
			}
		case input.IsInput(name):
			names += sumOf(e.Name())
		}
	}
	return names, true
}

// settledTime is when a folder last changed, zero while that may not be the
// last word.
func settledTime(info os.FileInfo, now time.Time) time.Time {
	if isYoung(info.ModTime(), now) {
		return time.Time{}
	}
	return info.ModTime()
}

// exists reports whether there is anything under a name, a broken link
// included.
func (p *project) exists(name string) bool {
	_, err := os.Lstat(p.path(name))
	return err == nil
}

// path turns a slash path of the project into one of the system.
func (p *project) path(name string) string { return filepath.Join(p.name, filepath.FromSlash(name)) }

// lookedAt is how many files a request checks at most before a page: each costs
// about two microseconds.
const lookedAt = 1000

// differs reports whether something that a page may depend on is no longer as
// the current snapshot has it, and what. It checks the page's own file first of
// all; beside it, in a project of ordinary size, everything, and in a large one
// everything but the other texts, whose changes the watcher announces.
func (p *project) differs(snap *snapshot, source string) (hints, bool) {
	found := hints{paths: map[string]bool{}, urgent: true}
	k := p.knowledge()
	changed := false
	for dir, last := range k.folders {
		if info, err := os.Stat(p.path(dir)); err != nil || last.settled.IsZero() || !info.ModTime().Equal(last.settled) {
			changed = true
		}
	}
	all := snap.tree.Files()
	for _, f := range all {
		if f.Layer != input.Project || len(all) > lookedAt && f.Path != source && strings.HasSuffix(f.Path, ".md") {
			continue
		}
		if p.hasChanged(f) || k.young[f.Path] {
			found.paths[f.Path] = true
		}
	}
	return found, changed || len(found.paths) > 0
}

// changed lists the files that are no longer as the current snapshot has them.
// What is new is found by a walk.
func (p *project) changed() []string {
	snap := p.current.Load()
	if snap == nil {
		return nil
	}
	var found []string
	for _, f := range snap.tree.Files() {
		if f.Layer == input.Project && p.hasChanged(f) {
			found = append(found, f.Path)
		}
	}
	return found
}

// changedOf hints at those of some files that are no longer as the current
// snapshot has them.
func (p *project) changedOf(names []string) hints {
	found := hints{paths: map[string]bool{}, idle: true}
	snap := p.current.Load()
	for _, name := range names {
		if f, ok := snap.tree.Lookup(name); ok && f.Layer == input.Project && p.hasChanged(f) {
			found.paths[name] = true
		}
	}
	return found
}

// hasChanged compares size and time of change with those on disk.
func (p *project) hasChanged(f *input.File) bool {
	info, err := os.Stat(p.path(f.Path))
	return err != nil || info.Size() != f.Size || !info.ModTime().Equal(f.ModTime)
}

// inputFolders lists the folders that a watcher has to watch.
func (p *project) inputFolders() []string { return slices.Sorted(maps.Keys(p.findFolders(time.Now()))) }

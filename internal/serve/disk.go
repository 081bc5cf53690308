package serve

import (
	"context"
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
	folders folderTimes
	young   map[string]bool // files that changed so shortly before they were seen that another change could carry the same time
}

// folderTimes holds when each input folder, and the project's root as ".", had
// last gained or lost a name when it was listed. A young folder, which could
// yet change without its time saying so, has the zero time.
type folderTimes map[string]time.Time

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
func (p *project) walk(ctx context.Context) ([]*input.File, diag.List, folderTimes, error) {
	start := time.Now()
	folders := p.folderTimes(start)
	tree, diags, err := p.dir.Load(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	p.walkTime.Store(int64(time.Since(start)))
	return tree.Files(), diags, folders, nil
}

// folderTimes finds the input folders of the project.
func (p *project) folderTimes(now time.Time) folderTimes {
	times := folderTimes{}
	var visit func(folder string)
	visit = func(folder string) {
		info, err := os.Stat(p.path(folder))
		if err != nil {
			return
		}
		times[folder] = settledTime(info, now)
		entries, _ := os.ReadDir(p.path(folder))
		for _, e := range entries {
			if sub := path.Join(folder, e.Name()); e.IsDir() && input.InputFolder(sub) {
				visit(sub)
			}
		}
	}
	visit(".")
	return times
}

// sameLists reports whether the input folders hold the names of the known
// files and no others. Folders whose time says so are not listed.
func (p *project) sameLists(known []*input.File) (folderTimes, bool) {
	now := time.Now()
	was := p.knowledge().folders
	is := make(folderTimes, len(was))
	var names map[string]bool
	for folder, last := range was {
		info, err := os.Stat(p.path(folder))
		if err != nil {
			return nil, false
		}
		is[folder] = settledTime(info, now)
		if !last.IsZero() && info.ModTime().Equal(last) {
			continue
		}
		if names == nil {
			names = make(map[string]bool, len(known))
			for _, f := range known {
				names[f.Path] = true
			}
		}
		if !p.sameList(folder, was, names) {
			return nil, false
		}
	}
	return is, true
}

// sameList lists one folder and compares it with the known names.
func (p *project) sameList(folder string, folders folderTimes, names map[string]bool) bool {
	entries, err := os.ReadDir(p.path(folder))
	if err != nil {
		return false
	}
	found := 0
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if e.IsDir() {
			if _, known := folders[name]; !known && input.InputFolder(name) {
				return false
			}
			continue
		}
		if !input.IsInput(name) {
			continue
		}
		if !names[name] {
			return false
		}
		found++
	}
	wanted := 0
	for name := range names {
		if path.Dir(name) == folder {
			wanted++
		}
	}
	return found == wanted
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
	for folder, last := range k.folders {
		if info, err := os.Stat(p.path(folder)); err != nil || last.IsZero() || !info.ModTime().Equal(last) {
			changed = true
		}
	}
	all := snap.tree.Files()
	for _, f := range all {
		if f.Layer != input.Project || len(all) > lookedAt && f.Path != source && strings.HasSuffix(f.Path, ".md") {
			continue
		}
		if info, err := os.Stat(p.path(f.Path)); err != nil || info.Size() != f.Size || !info.ModTime().Equal(f.ModTime) || k.young[f.Path] {
			found.paths[f.Path] = true
		}
	}
	return found, changed || len(found.paths) > 0
}

// inputFolders lists the folders that a watcher has to watch.
func (p *project) inputFolders() []string {
	times := p.folderTimes(time.Now())
	folders := make([]string, 0, len(times))
	for folder := range times {
		folders = append(folders, folder)
	}
	slices.Sort(folders)
	return folders
}

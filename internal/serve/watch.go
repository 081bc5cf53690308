package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"dossier/internal/input"

	"github.com/fsnotify/fsnotify"
)

// A watcher tells the project where to look. It watches folders, not files:
// folders survive an editor's renames, and cost one descriptor where files
// cost one each. Its events are hints; that one came says nothing about what
// is on disk by now, and that none came says nothing either.
type watcher struct {
	project *project
	log     *slog.Logger
	say     io.Writer // one line for the writer where something is out of the ordinary

	system  system
	onPages func() []string // the files behind the pages on screen

	events  *fsnotify.Watcher    // nil while polling
	watched map[string]bool      // folders, as slash paths from the project's root
	heard   map[string]time.Time // when something was last said of a file
	doubts  map[string]int       // how often a file that has changed was found with nothing said of it
	why     atomic.Pointer[string]
}

// A system is what the watcher needs of the machine. The zero system is the
// real one; tests put others in its place.
type system struct {
	remote func(dir string) string                          // see remoteKind
	add    func(events *fsnotify.Watcher, dir string) error // watches a folder
	errs   chan error                                       // further errors of the watcher
	idle   time.Duration                                    // from one check on its silence to the next
}

// idleCheck is how often everything is checked while nothing is announced.
const idleCheck = 2 * time.Second

// An event may come late, later still on a machine that is busy: a file has to be
// found unannounced this often, in checks this far apart.
const (
	lateEvent  = 250 * time.Millisecond
	trustUntil = 4
)

func (s system) withDefaults() system {
	if s.remote == nil {
		s.remote = remoteKind
	}
	if s.add == nil {
		s.add = (*fsnotify.Watcher).Add
	}
	if s.idle == 0 {
		s.idle = idleCheck
	}
	return s
}

// startWatcher begins to watch. Where that is not possible, or not wanted, the
// watcher polls instead and says so.
func startWatcher(p *project, poll bool, sys system, onPages func() []string, log *slog.Logger, say io.Writer) *watcher {
	w := &watcher{project: p, log: log, say: say, system: sys.withDefaults(), onPages: onPages, watched: map[string]bool{}, heard: map[string]time.Time{}}
	if poll {
		w.startPolling("as asked with --poll")
		return w
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		w.startPolling(err.Error() + raiseLimit(err))
		return w
	}
	w.events = events
	if err := w.follow(); err != nil {
		w.startPolling(err.Error())
	}
	return w
}

// polling says what is polled and why, "" where changes are announced.
func (w *watcher) polling() string {
	if why := w.why.Load(); why != nil {
		return *why
	}
	return ""
}

// startPolling gives up on events.
func (w *watcher) startPolling(reason string) {
	if w.events != nil {
		w.events.Close()
		w.events = nil
	}
	why := "looking for changes by polling the project's folders: " + reason
	w.why.Store(&why)
	fmt.Fprintln(w.say, "dossier:", why)
}

// follow watches all input folders there are, and lets go of those that are
// not any more: of those first, for a folder that was moved is one watch under
// two names. A folder is watched before it is listed, so that a name made in
// between is either in the list or announced.
func (w *watcher) follow() error {
	for {
		folders := w.project.inputFolders()
		for folder := range w.watched {
			if !slices.Contains(folders, folder) {
				w.forget(folder)
			}
		}
		added := false
		for _, folder := range folders {
			if w.watched[folder] {
				continue
			}
			if kind := w.system.remote(w.project.path(folder)); kind != "" {
				return fmt.Errorf("%s is on %s, which does not tell of every change", cmp.Or(strings.TrimPrefix(folder, "."), "the project"), kind)
			}
			err := w.system.add(w.events, w.project.path(folder))
			if errors.Is(err, fs.ErrNotExist) {
				continue // gone since it was listed
			}
			if err != nil {
				return fmt.Errorf("watch %s: %w%s", folder, err, raiseLimit(err))
			}
			w.watched[folder], added = true, true
		}
		if !added {
			return nil
		}
	}
}

// forget ends the watch of a folder. An error means that it is gone already.
func (w *watcher) forget(folder string) {
	w.events.Remove(w.project.path(folder))
	delete(w.watched, folder)
}

// run hands on hints until the context ends.
func (w *watcher) run(ctx context.Context) {
	check := time.NewTimer(w.system.idle)
	defer check.Stop()
	for w.events != nil {
		select {
		case <-ctx.Done():
			w.events.Close()
			return
		case err := <-w.events.Errors:
			w.lost(err)
		case err := <-w.system.errs:
			w.lost(err)
		case e := <-w.events.Events:
			w.handle(e)
		case <-check.C:
			check.Reset(w.distrust())
		}
	}
	w.poll(ctx)
}

// lost looks at everything after an error: events may have been dropped.
func (w *watcher) lost(err error) {
	w.log.Debug("watcher", "error", err)
	w.refollow()
}

// distrust looks for changes that nothing was said of, and gives up on events
// where none comes at all: on some file systems they never do. It returns when
// to look again. The writer waits for none of this: what was found is looked at.
func (w *watcher) distrust() time.Duration {
	start := time.Now()
	for name, at := range w.heard {
		if start.Sub(at) > max(2*trustUntil*lateEvent, w.system.idle) {
			delete(w.heard, name)
		}
	}
	doubts := map[string]int{}
	for name, times := range w.doubts {
		if w.heard[name].IsZero() {
			doubts[name] = times + 1
		}
	}
	for _, name := range w.project.changed() {
		if w.heard[name].IsZero() && doubts[name] == 0 {
			doubts[name] = 1
		}
	}
	w.doubts = doubts
	if len(doubts) == 0 {
		return max(w.system.idle, pollShare*time.Since(start))
	}
	for name, times := range doubts {
		if times > trustUntil {
			w.startPolling(fmt.Sprintf("%s has changed and the system did not say so", name))
			break
		}
	}
	w.project.hint(hints{walk: true, idle: true})
	return lateEvent
}

// handle turns one event into a hint. What cannot be an input gives none.
func (w *watcher) handle(e fsnotify.Event) {
	name, err := filepath.Rel(w.project.name, e.Name)
	if err != nil || e.Name == "" {
		return
	}
	name = filepath.ToSlash(name)
	w.heard[name] = time.Now()
	switch {
	case w.watched[name]:
		if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) || e.Has(fsnotify.Create) {
			// A folder went or came back: its old watch, if any, is of the old one.
			w.forget(name)
			w.refollow()
		}
	case input.IsInput(name):
		w.project.hint(hints{paths: map[string]bool{name: true}})
	case input.InputFolder(name) && e.Has(fsnotify.Create):
		if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
			w.refollow()
		}
	}
}

// refollow watches what has to be watched now, then asks for a walk: files may
// have come before the watch.
func (w *watcher) refollow() {
	if err := w.follow(); err != nil {
		w.startPolling(err.Error())
	}
	w.project.hint(hints{walk: true})
}

// Polling costs at most a twentieth of a core: the pause between two walks is
// twenty times as long as a walk takes, and never shorter than pollEvery.
const (
	pollEvery = 100 * time.Millisecond
	pollShare = 20
	pollPages = 50 * time.Millisecond // files behind the pages on screen are looked at this often
)

// poll asks for a walk again and again, and between two walks for a look where
// a file behind a page on screen has changed.
func (w *watcher) poll(ctx context.Context) {
	for ctx.Err() == nil {
		took := time.Duration(w.project.walkTime.Load())
		for next := time.Now().Add(max(pollEvery, pollShare*took)); ctx.Err() == nil && time.Now().Before(next); {
			pause(ctx, min(pollPages, time.Until(next)))
			if found := w.project.changedOf(w.onPages()); len(found.paths) > 0 {
				w.project.hint(found)
			}
		}
		w.project.hint(hints{walk: true, idle: true})
	}
}

// raiseLimit says how to get more watches where the system has run out.
func raiseLimit(err error) string {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		return "; to raise the limit, run: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"
	}
	return ""
}

package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
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

	events  *fsnotify.Watcher // nil while polling
	watched map[string]bool   // folders, as slash paths from the project's root
	why     atomic.Pointer[string]
}

// startWatcher begins to watch. Where that is not possible, or not wanted, the
// watcher polls instead and says so.
func startWatcher(p *project, poll bool, log *slog.Logger, say io.Writer) *watcher {
	w := &watcher{project: p, log: log, say: say, watched: map[string]bool{}}
	if poll {
		w.startPolling("as asked with --poll")
		return w
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		w.startPolling(err.Error())
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
			err := w.events.Add(w.project.path(folder))
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
	for w.events != nil {
		select {
		case <-ctx.Done():
			w.events.Close()
			return
		case err := <-w.events.Errors:
			w.log.Debug("watcher", "error", err)
			w.refollow()
		case e := <-w.events.Events:
			w.handle(e)
		}
	}
	w.poll(ctx)
}

// handle turns one event into a hint. What cannot be an input gives none.
func (w *watcher) handle(e fsnotify.Event) {
	name, err := filepath.Rel(w.project.name, e.Name)
	if err != nil || e.Name == "" {
		return
	}
	name = filepath.ToSlash(name)
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
)

// poll asks for a walk again and again.
func (w *watcher) poll(ctx context.Context) {
	for ctx.Err() == nil {
		took := time.Duration(w.project.walkTime.Load())
		pause(ctx, max(pollEvery, pollShare*took))
		w.project.hint(hints{walk: true})
	}
}

// raiseLimit says how to get more watches where the system has run out.
func raiseLimit(err error) string {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		return "; to raise the limit, run: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"
	}
	return ""
}

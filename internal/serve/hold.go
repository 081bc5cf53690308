package serve

import (
	"crypto/sha256"
	"time"

	"dossier/internal/input"
)

// An editor that saves in place empties a file before it fills it; one that
// saves by renaming takes it away for a moment; a script may write for a tenth
// of a second. Each looks, at the wrong instant, like an edit that nobody made.
const (
	holdEmpty   = 150 * time.Millisecond // an empty file may be about to be filled
	holdMissing = 100 * time.Millisecond // a missing one may be about to come back
	agreeAfter  = 8 * time.Millisecond   // a shorter file counts when two looks this far apart agree
	growQuiet   = 60 * time.Millisecond  // a file seen growing counts when it has rested this long
	growMemory  = 250 * time.Millisecond // a growth this soon after the last version is the same save
	growLimit   = time.Second            // no save is waited for longer
)

// holds remembers files that may be half-written. It belongs to the one
// goroutine that looks at the disk.
type holds struct {
	waiting  map[string]*waiting
	accepted map[string]accepted // versions that were let through lately
}

// A moment is the time of a look at the disk, which takes a while itself: on a
// busy machine, longer than a hold lasts. How long a file has rested is counted
// from the end of one look to the beginning of another, never more.
type moment struct{ before, after time.Time }

// waiting is one suspicious state of a file.
type waiting struct {
	kind  holdKind
	first time.Time // by when the file had been seen in a state of this kind
	since time.Time // by when it had been seen as it is now
	size  int64
	mod   time.Time
}

// accepted is a version that may have been the beginning of a longer one.
type accepted struct {
	at   time.Time
	size int64
	hash input.Hash
}

// begins reports whether the version is the beginning of another one. A file
// that cannot be read now is being written, and counts.
func (a accepted) begins(f *input.File) bool {
	b, err := f.Bytes()
	return err != nil || int64(len(b)) > a.size && sha256.Sum256(b[:a.size]) == a.hash
}

type holdKind int

const (
	notHeld holdKind = iota
	isEmpty
	isMissing
	isShorter
	isGrowing
)

// absent reports whether nothing can be shown of the file as it is now, so
// that a request is better met with the last good version.
func (k holdKind) absent() bool { return k == isEmpty || k == isMissing }

func newHolds() *holds {
	return &holds{waiting: map[string]*waiting{}, accepted: map[string]accepted{}}
}

// judge decides about one file that differs from the last snapshot: was is the
// version there, is the one on disk now; nil where there is none. It returns
// how long to wait before looking again; 0 lets the version through. What was
// let through while another file was waited for is let through again.
func (h *holds) judge(path string, was, is *input.File, seen moment) time.Duration {
	kind := h.suspect(path, was, is, seen.before)
	if kind == notHeld {
		delete(h.waiting, path)
		h.accept(path, is, seen.after)
		return 0
	}
	w := h.waiting[path]
	if w == nil || w.kind != kind {
		w = &waiting{kind: kind, first: seen.after, since: seen.after}
		h.waiting[path] = w
		w.note(is)
	} else if w.changed(is) {
		w.since = seen.after
		w.note(is)
	}
	if wait := w.rest(seen.before); wait > 0 {
		return wait
	}
	h.accept(path, is, seen.after)
	return 0
}

// suspect says what is suspicious about a version.
func (h *holds) suspect(path string, was, is *input.File, now time.Time) holdKind {
	if is == nil {
		if was == nil {
			return notHeld
		}
		return isMissing
	}
	if is.Size == 0 && (was == nil || was.Size > 0) {
		return isEmpty
	}
	if a, ok := h.accepted[path]; ok && h.lately(path, a, now) && is.Size > a.size && a.begins(is) {
		return isGrowing
	}
	if was != nil && is.Size < was.Size {
		return isShorter
	}
	return notHeld
}

// lately reports whether a version was let through, or seen to grow, so shortly
// before that the same save may still be going on.
func (h *holds) lately(path string, a accepted, now time.Time) bool {
	last := a.at
	if w := h.waiting[path]; w != nil && w.kind == isGrowing && w.since.After(last) {
		last = w.since
	}
	return now.Sub(last) < growMemory
}

// accept lets a version through, and remembers it for a while: it may turn out
// to be the beginning of a longer one.
func (h *holds) accept(path string, is *input.File, now time.Time) {
	if is == nil {
		return
	}
	if hash, err := is.Hash(); err == nil {
		h.accepted[path] = accepted{at: now, size: is.Size, hash: hash}
	}
}

// release forgets a file that is no longer suspicious: it is again what the
// last snapshot holds.
func (h *holds) release(path string) { delete(h.waiting, path) }

// prune forgets what no longer matters once a look has held nothing back.
func (h *holds) prune(now time.Time) {
	clear(h.waiting)
	for path, a := range h.accepted {
		if now.Sub(a.at) >= growMemory {
			delete(h.accepted, path)
		}
	}
}

// held lists what is being waited for.
func (h *holds) held() map[string]holdKind {
	out := make(map[string]holdKind, len(h.waiting))
	for path, w := range h.waiting {
		out[path] = w.kind
	}
	return out
}

func (w *waiting) note(f *input.File) {
	if f != nil {
		w.size, w.mod = f.Size, f.ModTime
	}
}

func (w *waiting) changed(f *input.File) bool {
	return f != nil && (f.Size != w.size || !f.ModTime.Equal(w.mod))
}

// rest is how much longer the state has to last to be believed.
func (w *waiting) rest(now time.Time) time.Duration {
	switch w.kind {
	case isEmpty:
		return min(holdEmpty-now.Sub(w.since), growLimit-now.Sub(w.first))
	case isMissing:
		return holdMissing - now.Sub(w.first)
	case isShorter:
		return min(agreeAfter-now.Sub(w.since), growLimit-now.Sub(w.first))
	}
	return min(growQuiet-now.Sub(w.since), growLimit-now.Sub(w.first))
}

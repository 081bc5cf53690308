package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"dossier/internal/build"
	"dossier/internal/input"
)

const (
	settle     = 3 * time.Millisecond   // from the first hint to the look, so that one save is one look
	stormQuiet = 25 * time.Millisecond  // and in a storm, such as a checkout, the silence to wait for
	stormLimit = time.Second            // though never longer than this
	stormSize  = 200                    // how many events make a storm
	patience   = 5                      // a build that newer hints have cancelled this often is let finish
	retryFirst = 250 * time.Millisecond // after a look that failed, doubled each time
	retryMost  = 30 * time.Second
	waitLimit  = time.Minute // that a request waits for a snapshot when there is an older one
)

// A project is the folder being previewed. It takes snapshots: a hint that
// something may have changed makes it look at the disk, and where a file
// differs it builds anew. Hints come from the watcher and from requests; both
// only say that a look is worth while, never what has changed.
//
// One goroutine, in run, looks and builds. Everybody else reads the current
// snapshot or leaves a hint and waits.
type project struct {
	dir     *input.Dir
	name    string // the folder's path, to stat files before a request without a look
	lower   []*input.File
	builder *build.Builder
	options func() build.Options
	log     *slog.Logger

	current  atomic.Pointer[snapshot] // nil until the first look is done
	taken    *mailbox[*snapshot]      // the newest snapshot, for whoever tells browsers
	wake     chan struct{}            // holds one token while hints are unread
	learned  atomic.Pointer[knowledge]
	walkTime atomic.Int64 // nanoseconds the last walk took, for polling

	mu     sync.Mutex // guards all below
	hints  hints
	asked  int                 // hints left so far
	told   int                 // of these, by the watcher
	done   int                 // hints whose look is over
	held   map[string]holdKind // files waited for
	heldAt int                 // the newest hint that held knows of
	moved  chan struct{}       // closed, and replaced, when done or held changes
	cancel context.CancelFunc  // stops the build in flight; nil while there is none
	failed error               // why the last look came to nothing
}

// hints say where to look.
type hints struct {
	paths   map[string]bool // files that an event named
	walk    bool            // anything may have changed
	afresh  bool            // trust nothing known: read everything again
	urgent  bool            // a request is waiting: do not settle
	idle    bool            // nobody has said anything: this is a look on suspicion
	rebuild bool            // the options of the build have changed
	events  int             // how many of them came from the watcher
	since   time.Time       // when the first of them came
}

func (h *hints) add(more hints) {
	if h.paths == nil {
		h.paths = map[string]bool{}
	}
	maps.Copy(h.paths, more.paths)
	h.walk = h.walk || more.walk
	h.afresh = h.afresh || more.afresh
	h.urgent = h.urgent || more.urgent
	h.rebuild = h.rebuild || more.rebuild
	h.events += more.events
	if h.since.IsZero() || !more.since.IsZero() && more.since.Before(h.since) {
		h.since = more.since
	}
}

func newProject(dir *input.Dir, name string, lower []*input.File, options func() build.Options, log *slog.Logger) *project {
	return &project{
		dir: dir, name: name, lower: lower, builder: build.New(), options: options, log: log,
		taken: newMailbox[*snapshot](), wake: make(chan struct{}, 1), moved: make(chan struct{}),
	}
}

// hint asks for a look and returns its number, for wait. A hint of the watcher
// also stops the build in flight, which is of an older moment; one of a request
// does not, for it may be asking for just that build.
func (p *project) hint(h hints) int {
	p.mu.Lock()
	h.since = time.Now()
	p.hints.add(h)
	p.asked++
	if !h.urgent && !h.idle {
		p.told++
		p.hints.events++
	}
	number := p.asked
	if p.cancel != nil && !h.urgent && !h.idle {
		p.cancel()
	}
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
	return number
}

// lastHint is the number of the newest hint.
func (p *project) lastHint() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// fresh returns a snapshot that holds every save which was over when it was
// called, as far as the page made from source is concerned. It stats files
// itself: an event may be late, or lost. Files that are being held back are
// waited for, for as long as they are held. Better late than of yesterday; only
// where the machine cannot keep up at all, the current snapshot has to do.
func (p *project) fresh(ctx context.Context, source func(*snapshot) string) (*snapshot, error) {
	snap := p.current.Load()
	if snap == nil {
		// The first look may be over before this one begins, and of an older moment.
		if err := p.wait(ctx, p.hint(hints{walk: true, urgent: true}), ""); err != nil {
			return nil, err
		}
		return p.current.Load(), nil
	}
	file := source(snap)
	number := p.lastHint()
	if what, differs := p.differs(snap, file); differs {
		number = p.hint(what)
	}
	limited, cancel := context.WithTimeout(ctx, waitLimit)
	defer cancel()
	if err := p.wait(limited, number, file); err != nil {
		p.log.Debug("serving the last snapshot", "why", err)
	}
	return p.current.Load(), ctx.Err()
}

// wait returns when the look of a hint is over. It returns early where the
// file "unless" is being held back because it is empty or missing: then the
// last good version is the better answer.
func (p *project) wait(ctx context.Context, number int, unless string) error {
	for {
		p.mu.Lock()
		over := p.done >= number || p.heldAt >= number && p.held[unless].absent() && p.current.Load() != nil
		moved, failed := p.moved, p.failed
		p.mu.Unlock()
		if over {
			return failed
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// run looks and builds until the context ends.
func (p *project) run(ctx context.Context) {
	eye := newEye(p)
	var pending hints // of a look that has to be repeated
	again := make(<-chan time.Time)
	cancelled, failed := 0, 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-again:
		case <-p.wake:
		}
		p.settle(ctx)
		number := p.collect(&pending)
		wait, err := p.attend(ctx, eye, pending, cancelled < patience)
		switch {
		case ctx.Err() != nil:
			return
		case errors.Is(err, context.Canceled):
			cancelled++
			again = time.After(0)
		case errors.Is(err, input.ErrSuperseded):
			pending.walk, pending.afresh = true, cancelled > 0
			again = time.After(min(time.Millisecond<<cancelled, retryFirst))
			cancelled = min(cancelled+1, 16)
		case err != nil:
			p.log.Error("the preview could not be brought up to date", "error", err)
			p.finish(number, err)
			pending, cancelled = hints{walk: true}, 0
			again = time.After(min(retryFirst<<failed, retryMost))
			failed = min(failed+1, 16)
		case wait > 0:
			p.hold(number, eye.holds.held())
			again = time.After(wait)
		default:
			p.finish(number, nil)
			pending, cancelled, failed, again = hints{}, 0, 0, nil
		}
	}
}

// settle waits a moment for the rest of a save, and in a storm until it is
// over. A request that waits is not kept waiting, except by a storm.
func (p *project) settle(ctx context.Context) {
	rest := time.NewTimer(settle)
	defer rest.Stop()
	for resting := true; resting; {
		if hurried, stormy := p.weather(); hurried && !stormy {
			return
		}
		select {
		case <-rest.C:
			resting = false
		case <-p.wake:
		case <-ctx.Done():
			return
		}
	}
	for limit := time.Now().Add(stormLimit); time.Now().Before(limit); {
		before := p.lastEvent()
		if _, stormy := p.weather(); !stormy {
			return
		}
		if pause(ctx, stormQuiet); p.lastEvent() == before {
			return
		}
	}
}

// weather tells whether there is no reason to wait before the next look, and
// whether the unread hints are a storm.
func (p *project) weather() (hurried, stormy bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hints.urgent || p.hints.events == 0, p.hints.events > stormSize
}

// lastEvent counts the hints of the watcher.
func (p *project) lastEvent() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.told
}

// pause waits, or until the context ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// collect adds all unread hints to the pending ones and returns the number of
// the newest.
func (p *project) collect(pending *hints) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	pending.add(p.hints)
	p.hints = hints{}
	return p.asked
}

// attend does one look and, where it finds something, one build. It returns how
// long to wait where files are held back.
func (p *project) attend(life context.Context, eye *eye, h hints, cancellable bool) (time.Duration, error) {
	ctx, cancel := context.WithCancel(life)
	defer cancel()
	if cancellable {
		p.mu.Lock()
		p.cancel = cancel
		p.mu.Unlock()
		defer func() {
			p.mu.Lock()
			p.cancel = nil
			p.mu.Unlock()
		}()
	}
	start := time.Now()
	seen, err := eye.look(ctx, h)
	if err != nil || seen.wait > 0 {
		return seen.wait, err
	}
	if seen.tree == nil {
		return 0, nil
	}
	looked := time.Now()
	result, err := p.build(ctx, seen.tree)
	if err != nil {
		return 0, err
	}
	eye.keep(seen)
	next := newSnapshot(life, p.current.Load(), seen, result, p.log)
	next.took = time.Since(start)
	p.replace(next)
	if !seen.touched {
		p.log.Debug("snapshot", "number", next.number, "changed", len(seen.changed), "removed", len(seen.removed),
			"settle", ms(start.Sub(h.since)), "look", ms(looked.Sub(start)), "build", ms(time.Since(looked)))
	}
	return 0, nil
}

// ms writes a duration for the log, in milliseconds.
func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }

// build runs the pipeline. A panic is a mistake of ours; the preview, which a
// writer keeps open all day, outlives it.
func (p *project) build(ctx context.Context, tree *input.Tree) (result *build.Result, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("build: %v\n%s", cause, debug.Stack())
		}
	}()
	return p.builder.Build(ctx, tree, p.options())
}

// replace makes a snapshot the current one.
func (p *project) replace(next *snapshot) {
	was := p.current.Swap(next)
	if was != nil {
		was.cancel()
	}
	p.taken.put(next)
}

// finish answers all hints up to a number.
func (p *project) finish(number int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.held, p.failed = number, nil, err
	p.announceMove()
}

// hold tells waiting requests which files are being waited for.
func (p *project) hold(number int, held map[string]holdKind) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held, p.heldAt = held, number
	p.announceMove()
}

// announceMove wakes whoever waits. The caller holds mu.
func (p *project) announceMove() {
	close(p.moved)
	p.moved = make(chan struct{})
}

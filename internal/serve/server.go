// Package serve is the preview: a server on the writer's own machine that shows
// the dossier as it will be published, from memory, a moment after each save.
//
// In goes a project folder. A snapshot of it is built from the top after each
// change, and a page is rendered when somebody asks for it. A request looks at
// the disk itself before it is answered, so that it is right even when the
// watcher is late; the watcher's part is to tell open browsers. The answers are
// those of the host: its redirects, its headers, its 404 pages, read back from
// the files that the build writes for it.
//
// What is served differs from what is published in exactly two things: each
// page holds one script element more, and no policy in a meta element (headers.go
// lists the differences in headers). The package writes nothing to disk, makes
// no connection, and answers only requests that come from this machine's own
// names (hosts.go).
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"dossier/internal/build"
	"dossier/internal/input"
	"dossier/internal/memo"
)

// Options say what to preview and how. Dir is required; every other field may
// be left at its zero value.
type Options struct {
	Dir string // the project's folder

	Bind      string   // address to listen on; "" is 127.0.0.1
	Port      int      // where PortGiven is false, 4400 or the next free one up to 4419
	PortGiven bool     // the port was asked for, and is never replaced by another; 0 is any free one
	Hosts     []string // further names under which the server may be asked
	Open      bool     // show the first page in the browser

	Drafts  bool             // include drafts and embargoed files
	AsBuilt bool             // minify, exactly as published
	Follow  bool             // tabs go to what is saved, until told otherwise
	Poll    bool             // look for changes instead of being told
	Editor  string           // address that opens the writer's editor where the settings name none; "" for no links
	Now     func() time.Time // the clock that decides drafts and embargoes; nil is the real one

	Stdout io.Writer    // gets the address, one line; nil for none
	Stderr io.Writer    // gets everything else a writer should read; nil for none
	Color  bool         // Stderr is a terminal that shows colours
	Log    *slog.Logger // for the operator; nil sends what is at least of LogLevel to Stderr

	LogLevel slog.Level // slog.LevelDebug tells how long each step of a save took

	system system // of the watcher; tests replace it
}

// ErrMisuse marks options that cannot work together.
var ErrMisuse = errors.New("misuse")

// withDefaults fills in what was left out.
func (o Options) withDefaults() (Options, error) {
	if o.Bind == "" {
		o.Bind = "127.0.0.1"
	}
	if !isLoopback(o.Bind) && len(o.Hosts) == 0 {
		return o, fmt.Errorf("%w: --bind %s makes the preview readable on the network; name the host that readers will ask for with --host", ErrMisuse, o.Bind)
	}
	if o.Port == 0 && !o.PortGiven {
		o.Port = DefaultPort
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Stdout == nil {
		o.Stdout = io.Discard
	}
	if o.Stderr == nil {
		o.Stderr = io.Discard
	}
	o.Stderr = &oneAtATime{w: o.Stderr}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(o.Stderr, &slog.HandlerOptions{Level: o.LogLevel}))
	}
	return o, nil
}

// oneAtATime lets several goroutines write whole lines.
type oneAtATime struct {
	mu sync.Mutex // guards w
	w  io.Writer
}

func (o *oneAtATime) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Write(b)
}

// A Server previews one project. It is an http.Handler that can be used
// without a port: then it answers for Options.Port. Close it.
type Server struct {
	opt      Options
	dir      *input.Dir
	abs      string // the project's folder, absolute
	project  *project
	watching *watcher
	hub      *hub
	good     *lastGood
	toReview *mailbox[*snapshot]
	desk     *desk
	client   func() ([]byte, error) // the script, made once
	handler  http.Handler

	end  context.CancelFunc
	work sync.WaitGroup // everything running in the background
}

// New opens a project and begins to watch it. The first snapshot is taken in
// the background; requests wait for it.
func New(opt Options) (*Server, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(opt.Dir)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", opt.Dir, err)
	}
	dir, err := input.Open(abs)
	if err != nil {
		return nil, err
	}
	lower, err := build.Defaults()
	if err != nil {
		return nil, err
	}
	s := &Server{opt: opt, dir: dir, abs: abs, hub: newHub(), good: newLastGood(), toReview: newMailbox[*snapshot](), desk: newDesk(opt.Drafts), client: sync.OnceValues(script)}
	s.project = newProject(dir, abs, lower, s.buildOptions, opt.Log)
	s.project.builder.KeepVariants(memo.NewFolder(filepath.Join(abs, filepath.FromSlash(build.VariantsFolder))).ReadOnly())
	s.watching = startWatcher(s.project, opt.Poll, opt.system, s.sourcesOnScreen, opt.Log, opt.Stderr)
	s.handler = s.handlerFor(opt.Port)
	ctx, end := context.WithCancel(context.Background())
	s.end = end
	s.work.Go(func() { s.project.run(ctx) })
	s.work.Go(func() { s.watching.run(ctx) })
	s.work.Go(func() { s.announce(ctx) })
	s.work.Go(func() { s.review(ctx) })
	s.project.hint(hints{urgent: true})
	return s, nil
}

// buildOptions are those of `build --no-minify` in the same project, except
// that pages have no policy of their own: it would forbid the preview's script.
func (s *Server) buildOptions() build.Options {
	return build.Options{Now: s.opt.Now(), Drafts: s.desk.state().Drafts, Minify: s.opt.AsBuilt, Preview: true}
}

// sourcesOnScreen lists the files behind the pages on screen.
func (s *Server) sourcesOnScreen() []string {
	var files []string
	for _, path := range s.hub.paths() {
		if st := s.hub.last(path); st.source != "" {
			files = append(files, st.source)
		}
	}
	return files
}

// handlerFor answers requests that name this machine and a port.
func (s *Server) handlerFor(port int) http.Handler {
	return newHosts(port, s.opt.Hosts).guard(http.HandlerFunc(s.serve))
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close ends all background work and says goodbye to open tabs.
func (s *Server) Close() error {
	s.hub.close()
	s.end()
	s.work.Wait()
	return s.dir.Close()
}

const (
	maxHeader   = 16 << 10
	readLimit   = 10 * time.Second
	idleLimit   = time.Minute
	answerLimit = 30 * time.Second // for a page or a file; streams of events have a limit per event
	goodbye     = 800 * time.Millisecond
)

// Serve answers requests on a listener, which it closes, until the context
// ends. Then it says goodbye to open tabs and returns within a second.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	handler := s.handler
	if addr, ok := l.Addr().(*net.TCPAddr); ok {
		handler = s.handlerFor(addr.Port)
	}
	server := &http.Server{
		Handler: handler, MaxHeaderBytes: maxHeader, ReadHeaderTimeout: readLimit, ReadTimeout: readLimit, IdleTimeout: idleLimit,
		ErrorLog: slog.NewLogLogger(s.opt.Log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.hub.close()
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
	defer cancel()
	if server.Shutdown(limited) != nil {
		server.Close() // browsers that do not listen are left
	}
	return nil
}

// Run previews a project until the context ends; then it returns nil within a
// second. It fails with ErrMisuse where the options cannot work, and with
// another error where the port or the folder is not to be had.
func Run(ctx context.Context, opt Options) error {
	s, err := New(opt)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := listen(s.opt.Bind, s.opt.Port, s.opt.PortGiven)
	if err != nil {
		return err
	}
	address := s.address(l)
	fmt.Fprintln(s.opt.Stdout, address)
	if !isLoopback(s.opt.Bind) {
		fmt.Fprintln(s.opt.Stderr, "dossier: warning: everybody on the network can read this preview, drafts included")
	}
	if s.opt.Open {
		if err := openBrowser(address); err != nil {
			fmt.Fprintln(s.opt.Stderr, "dossier: no browser could be opened:", err)
		}
	}
	return s.Serve(ctx, l)
}

// address is what to type into a browser.
func (s *Server) address(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return "http://" + l.Addr().String() + "/"
	}
	if !isLoopback(s.opt.Bind) {
		host = s.opt.Hosts[0]
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
	}
	if n, _ := strconv.Atoi(port); n == 80 {
		return "http://" + host + "/"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

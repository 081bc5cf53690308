package serve

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// scriptElement is what a previewed page holds more than the built one, at the
// end of its head.
const scriptElement = `<script src="` + scriptPath + `" defer></script>`

// unshown is the page in place of one that cannot be rendered and never was.
const unshown = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>This page cannot be shown yet</title></head>` +
	`<body><main><h1>This page cannot be shown yet</h1><p>What stands in the way is listed beside this text and in the terminal. The page appears as soon as it is mended.</p></main></body></html>`

// serve answers requests from our own pages.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.Body == http.NoBody {
		// The request is read whole. In a very large project a page can take longer
		// to make than a request may take to arrive, and is waited for.
		http.NewResponseController(w).SetReadDeadline(time.Time{})
	}
	if strings.HasPrefix(r.URL.Path, reserved) {
		s.serveReserved(w, r)
		return
	}
	if !isRead(r) {
		w.Header().Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "dossier: only GET and HEAD")
		return
	}
	s.serveSite(w, r)
}

// beginAnswer gives a browser its time to take an answer, which is at hand.
func beginAnswer(w http.ResponseWriter) {
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerLimit)) // fails where there is no connection, as in tests
}

func isRead(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// serveSite answers with a file of the site.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	q := askOf(r)
	v, err := s.view(r.Context(), q)
	beginAnswer(w)
	if err != nil {
		s.logFailure(r, err)
		plain(w, http.StatusInternalServerError, "dossier: "+err.Error())
		return
	}
	setHeaders(w.Header(), v.production, r.Host, v.snapshot.number)
	switch {
	case v.location != "":
		w.Header().Set("Location", v.location)
		w.WriteHeader(v.status)
		return
	case v.note != "" || v.file.Path == "":
		plain(w, v.status, "dossier: "+cmp.Or(v.note, "there is no such page"))
		return
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", v.file.MediaType)
	}
	body := v.body
	if isPage(v.file) {
		body = withScript(body)
	}
	if v.status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(v.status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// logFailure tells the operator why a request could not be answered, unless
// whoever asked has left.
func (s *Server) logFailure(r *http.Request, err error) {
	if r.Context().Err() == nil {
		s.opt.Log.Error("a request could not be answered", "path", r.URL.Path, "error", err)
	}
}

func isPage(f output.File) bool { return strings.HasPrefix(f.MediaType, "text/html") }

// withScript adds the preview's script to a page.
func withScript(page []byte) []byte {
	head := bytes.Index(page, []byte("</head>"))
	if head < 0 {
		head = len(page)
	}
	out := make([]byte, 0, len(page)+len(scriptElement))
	out = append(out, page[:head]...)
	out = append(out, scriptElement...)
	return append(out, page[head:]...)
}

// A view is what an address shows in a snapshot.
type view struct {
	answer
	snapshot   *snapshot
	production http.Header // what the host would set
	body       []byte      // of the file, without the preview's script
	stale      bool        // body is of an earlier snapshot, for this one's page cannot be rendered
	source     string      // input file behind the page; "" for other files and pages without one
	problems   diag.List   // of the page
}

// view answers for an address as the disk is now. Where the snapshot turns out
// to be of an older moment, it takes a newer one and begins again: what it
// returns is of one moment.
func (s *Server) view(ctx context.Context, q ask) (view, error) {
	const patience = 20
	q.country = s.desk.state().Country // the snapshot is chosen by it, too
	for try := 0; ; try++ {
		snap, err := s.snapshotFor(ctx, q)
		if err != nil {
			return view{}, err
		}
		v, err := s.viewIn(snap, q)
		if err == nil || try == patience || ctx.Err() != nil {
			return v, err
		}
		switch {
		case errors.Is(err, input.ErrSuperseded):
			number := s.project.hint(hints{walk: true, afresh: try > 1, urgent: true})
			if err := s.project.wait(ctx, number, ""); err != nil {
				return view{}, err
			}
		case errors.Is(err, context.Canceled) && snap != s.project.current.Load():
		default:
			return v, err
		}
	}
}

// snapshotFor returns the snapshot to answer a request from. A file whose name
// is its fingerprint needs no look at the disk.
func (s *Server) snapshotFor(ctx context.Context, q ask) (*snapshot, error) {
	if snap := s.project.current.Load(); snap != nil {
		if file := find(snap.result.Output, q.path).file; file.Immutable {
			return snap, nil
		}
	}
	return s.project.fresh(ctx, func(snap *snapshot) string { return snap.sourceOf(q) })
}

// viewIn answers for an address in one snapshot.
func (s *Server) viewIn(snap *snapshot, q ask) (view, error) {
	q.country = s.desk.state().Country
	r, err := snap.rules()
	if err != nil {
		return view{}, err
	}
	v := view{answer: route(snap.result.Output, r.redirects, q), snapshot: snap, production: r.headersFor(q.path)}
	if v.status != http.StatusOK {
		if known, ok := s.good.at(q.path); ok && snap.lost(known.source) {
			return s.recall(v, known), nil
		}
	}
	if v.file.Path == "" {
		return v, nil
	}
	body, err := snap.bytes(v.file)
	var failure *diag.Failure
	if err != nil && !errors.As(err, &failure) {
		return view{}, err
	}
	v.body = body
	if !isPage(v.file) {
		if failure != nil {
			return view{}, err
		}
		return v, nil
	}
	return s.judge(v, q, failure)
}

// judge decides whether a page that was rendered, or failed to, is fit to be
// shown, or the last good version is the better one.
func (s *Server) judge(v view, q ask, failure *diag.Failure) (view, error) {
	v.source = v.snapshot.result.SourceOf(v.file.Path)
	problems, err := v.snapshot.pageProblems(v.file.Path)
	if err != nil {
		return view{}, err
	}
	v.problems = problems
	if failure != nil {
		v.problems = append(problems[:len(problems):len(problems)], failure.Diagnostics...).Sort()
	}
	if failure == nil && !unreadable(v.problems, v.source) {
		if v.status == http.StatusOK {
			s.good.keep(q.path, version{file: v.file, body: v.body, source: v.source})
		}
		return v, nil
	}
	if known, ok := s.good.at(q.path); ok {
		problems := v.problems
		v = s.recall(v, known)
		v.problems = problems
	} else if failure != nil || len(bytes.TrimSpace(v.body)) == 0 { // a layout that cannot be parsed prints nothing
		v.status, v.body = http.StatusInternalServerError, []byte(unshown)
	}
	return v, nil
}

// recall shows the last good version of a page.
func (s *Server) recall(v view, known version) view {
	v.answer = answer{status: http.StatusOK, file: known.file}
	v.body, v.source, v.stale = known.body, known.source, true
	v.problems = v.snapshot.problemsOfSource(known.source)
	return v
}

// isUnreadable lists the mistakes after which a file says nothing that a page
// could be made from.
var isUnreadable = map[diag.Code]bool{
	diag.UnreadableFile: true, diag.MalformedYAML: true, diag.MissingFrontMatter: true, diag.UnclosedFrontMatter: true, diag.LayoutError: true,
}

// unreadable reports whether a page's own text, the settings or a layout could
// not be read.
func unreadable(problems diag.List, source string) bool {
	for _, d := range problems {
		file := d.Span.File
		if d.Severity == diag.Error && isUnreadable[d.Code] && (file == source || file == settingsFile || strings.HasPrefix(file, "layouts/")) {
			return true
		}
	}
	return false
}

const settingsFile = "dossier.yaml"

// lost reports whether a page has lost its address only because its file, or
// the settings, cannot be read.
func (s *snapshot) lost(source string) bool {
	if _, there := s.tree.Lookup(source); !there || source == "" {
		return false
	}
	if _, held := s.result.Investigation.Held[source]; held {
		return false
	}
	return unreadable(s.problemsOfSource(source), source)
}

// problemsOfSource lists what is wrong with the page made of a file, wherever
// it is now.
func (s *snapshot) problemsOfSource(source string) diag.List {
	chapter := s.result.Investigation.ByPath[source]
	if chapter == nil {
		return nil
	}
	problems, err := s.pageProblems(strings.TrimPrefix(chapter.URL, "/") + "index.html")
	if err != nil {
		return nil
	}
	return problems
}

package serve

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"net/http"
	"time"

	"dossier/internal/diag"
	"dossier/internal/optimise"
)

//go:embed client
var client embed.FS

// parts are the files of the preview's script, in the order in which they are
// joined. They share one scope.
var parts = []string{"page.js", "patch.js", "panel.js", "problems.js", "mark.js", "desk.js", "events.js"}

// script joins and minifies the preview's script.
func script() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range parts {
		part, err := client.ReadFile("client/" + name)
		if err != nil {
			return nil, err
		}
		b.Write(part)
	}
	b.WriteString("})();\n")
	return optimise.JS(b.Bytes())
}

// serveReserved answers under /_dossier/, which belongs to the preview.
func (s *Server) serveReserved(w http.ResponseWriter, r *http.Request) {
	beginAnswer(w) // those that have to wait for something begin again
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	if r.URL.Path == deskPath {
		s.serveDesk(w, r)
		return
	}
	if !isRead(r) {
		h.Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "dossier: only GET and HEAD")
		return
	}
	switch r.URL.Path {
	case scriptPath:
		s.serveScript(w, r)
	case stylesPath:
		h.Set("Content-Type", "text/css; charset=utf-8")
		http.ServeFileFS(w, r, client, "client/panel.css")
	case eventsPath:
		s.serveEvents(w, r)
	case pagePath:
		s.servePage(w, r)
	case listPath:
		s.serveList(w, r)
	default:
		plain(w, http.StatusNotFound, "dossier: there is nothing here")
	}
}

func (s *Server) serveScript(w http.ResponseWriter, r *http.Request) {
	text, err := s.client()
	if err != nil { // the tests of this package make it, so it can be made
		s.logFailure(r, err)
		plain(w, http.StatusInternalServerError, "dossier: the preview's script cannot be made")
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// pageReport is page.json: a page as it is now, with its problems, all of one
// snapshot.
type pageReport struct {
	Snapshot    int         `json:"snapshot"`
	Path        string      `json:"path"`
	Status      int         `json:"status"` // 200; 404 where there is no such page, 500 where it cannot be rendered
	Hash        string      `json:"hash"`
	HTML        string      `json:"html"`
	Stale       bool        `json:"stale"`  // html is the last version that could be rendered
	Source      string      `json:"source"` // of the text or of the register; "" where the page has neither
	Editor      string      `json:"editor"` // opens the source at "{line}"; "" without an editor
	Drafts      bool        `json:"drafts"` // are shown
	Blocks      []block     `json:"blocks"` // none where the page is stale, or made of registers
	Diagnostics []problem   `json:"diagnostics"`
	Counts      allCounts   `json:"counts"`
	Desk        *deskReport `json:"desk,omitempty"` // where it was asked for with &desk=1
}

// servePage answers /_dossier/page.json?path=/background/. The page's own
// address cannot be asked by the script where production's policy allows no
// connections.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	path := pathParameter(r)
	v, err := s.view(r.Context(), ask{path: path, language: r.Header.Get("Accept-Language")})
	beginAnswer(w)
	if err != nil {
		s.logFailure(r, err)
		plain(w, http.StatusInternalServerError, "dossier: "+err.Error())
		return
	}
	source := cmp.Or(v.source, v.snapshot.result.RegisterOf(v.file.Path))
	report := pageReport{
		Snapshot: v.snapshot.number, Path: path, Status: v.status, Hash: hashOf(v.body), HTML: string(v.body), Stale: v.stale,
		Source: source, Editor: v.snapshot.editorPattern(s.editor(v.snapshot), source),
		Drafts: v.snapshot.result.Options.Drafts, Blocks: v.blocks(),
		Diagnostics: problemsOf(v.snapshot, v.problems, s.editor(v.snapshot)),
		Counts:      allCounts{countsOf(v.problems), v.snapshot.siteReport()},
	}
	if r.URL.Query().Has("desk") {
		report.Desk = s.deskOf(v)
	}
	writeJSON(w, report)
}

// siteList is diagnostics.json.
type siteList struct {
	Snapshot    int       `json:"snapshot"`
	Complete    bool      `json:"complete"` // false until every text has been read
	Diagnostics []problem `json:"diagnostics"`
}

// serveList answers with all that is wrong, once that is known.
func (s *Server) serveList(w http.ResponseWriter, r *http.Request) {
	snap, err := s.project.fresh(r.Context(), func(*snapshot) string { return "" })
	beginAnswer(w)
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "dossier: "+err.Error())
		return
	}
	list := diag.List{}
	report := snap.siteReport()
	if report.Complete {
		if list, err = snap.problems(); err != nil {
			report.Complete = false
		}
	}
	writeJSON(w, siteList{snap.number, report.Complete, problemsOf(snap, list, s.editor(snap))})
}

// editor returns the writer's editor as the settings of a snapshot name it.
func (s *Server) editor(snap *snapshot) editor {
	return editor{pattern: cmp.Or(snap.result.Investigation.Settings.Preview.Editor, s.opt.Editor), dir: s.abs}
}

func pathParameter(r *http.Request) string {
	if path := r.URL.Query().Get("path"); path != "" {
		return path
	}
	return "/"
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.Encode(v) // an error means that the browser has left
}

// plain answers with one line of text.
func plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write([]byte(text + "\n"))
}

package serve

import (
	"embed"
	"encoding/json"
	"net/http"

	"dossier/internal/diag"
)

//go:embed client/preview.js client/panel.css
var client embed.FS

// serveReserved answers under /_dossier/, which belongs to the preview.
func (s *Server) serveReserved(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	if !isRead(r) {
		h.Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "dossier: only GET and HEAD")
		return
	}
	switch r.URL.Path {
	case scriptPath:
		serveClient(w, r, "client/preview.js", "text/javascript; charset=utf-8")
	case stylesPath:
		serveClient(w, r, "client/panel.css", "text/css; charset=utf-8")
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

func serveClient(w http.ResponseWriter, r *http.Request, name, mediaType string) {
	w.Header().Set("Content-Type", mediaType)
	http.ServeFileFS(w, r, client, name)
}

// pageReport is page.json: a page as it is now, with its problems, all of one
// snapshot.
type pageReport struct {
	Snapshot    int       `json:"snapshot"`
	Path        string    `json:"path"`
	Status      int       `json:"status"` // 200; 404 where there is no such page, 500 where it cannot be rendered
	Hash        string    `json:"hash"`
	HTML        string    `json:"html"`
	Stale       bool      `json:"stale"`  // html is the last version that could be rendered
	Source      string    `json:"source"` // "" where the page has no file of its own
	Diagnostics []problem `json:"diagnostics"`
	Counts      allCounts `json:"counts"`
}

// servePage answers /_dossier/page.json?path=/background/. The page's own
// address cannot be asked by the script where production's policy allows no
// connections.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	path := pathParameter(r)
	v, err := s.view(r.Context(), ask{path: path, language: r.Header.Get("Accept-Language")})
	if err != nil {
		s.logFailure(r, err)
		plain(w, http.StatusInternalServerError, "dossier: "+err.Error())
		return
	}
	writeJSON(w, pageReport{
		Snapshot: v.snapshot.number, Path: path, Status: v.status, Hash: hashOf(v.body), HTML: string(v.body), Stale: v.stale, Source: v.source,
		Diagnostics: problemsOf(v.snapshot, v.problems, s.editor(v.snapshot)),
		Counts:      allCounts{countsOf(v.problems), v.snapshot.siteReport()},
	})
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
	return editor{pattern: snap.result.Investigation.Settings.Preview.Editor, dir: s.abs}
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

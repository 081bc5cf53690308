package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	heartbeat  = 15 * time.Second // a comment, so that both ends notice a broken line
	writeLimit = 2 * time.Second  // a browser that takes longer to accept an event is dropped
)

// A hub knows which pages are on screen, and tells their tabs how they stand.
type hub struct {
	id      string        // of this run of the server
	closing chan struct{} // closed when the server stops

	mu        sync.Mutex // guards all below
	closed    bool
	audiences map[string]*audience // by the address on screen
	leads     int                  // how often tabs were led somewhere
}

// An audience is the tabs that show one page.
type audience struct {
	tabs map[*tab]bool
	last standing // what they were told last; the zero standing before that
	told int      // how often they were told something
}

// A tab is one browser tab that listens.
type tab struct {
	mail *mailbox[standing]
	lead *mailbox[lead]
}

func newHub() *hub {
	var id [8]byte
	rand.Read(id[:])
	return &hub{id: hex.EncodeToString(id[:]), closing: make(chan struct{}), audiences: map[string]*audience{}}
}

// join adds a tab to the audience of a page.
func (h *hub) join(path string) *tab {
	h.mu.Lock()
	defer h.mu.Unlock()
	a := h.audiences[path]
	if a == nil {
		a = &audience{tabs: map[*tab]bool{}}
		h.audiences[path] = a
	}
	t := &tab{mail: newMailbox[standing](), lead: newMailbox[lead]()}
	a.tabs[t] = true
	return t
}

// leave removes a tab. A page nobody looks at is forgotten.
func (h *hub) leave(path string, t *tab) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a := h.audiences[path]
	delete(a.tabs, t)
	if len(a.tabs) == 0 {
		delete(h.audiences, path)
	}
}

// paths lists the pages on screen.
func (h *hub) paths() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Sorted(maps.Keys(h.audiences))
}

// last returns what the tabs of a page were told last.
func (h *hub) last(path string) standing {
	h.mu.Lock()
	defer h.mu.Unlock()
	if a := h.audiences[path]; a != nil {
		return a.last
	}
	return standing{}
}

// Thousands of tabs that wake at once would keep whoever asks for a page
// waiting, so they are told in groups. Nobody but a test has more than one group.
const (
	group    = 32
	breather = time.Millisecond // between two groups
)

// inGroups leaves something with each tab until it is of no use any more: until
// something newer is on its way. It holds the lock while it does so.
func (h *hub) inGroups(tabs []*tab, useful func() bool, leave func(*tab)) {
	for i, some := range slices.Collect(slices.Chunk(tabs, group)) {
		if i > 0 {
			time.Sleep(breather)
		}
		h.mu.Lock()
		for _, t := range some {
			if useful() {
				leave(t)
			}
		}
		h.mu.Unlock()
	}
}

// tell leaves a standing in the mailbox of each tab that shows the page. It
// never waits for a browser. An older standing than the last is dropped.
func (h *hub) tell(st standing) {
	h.mu.Lock()
	a := h.audiences[st.path]
	if a == nil || st.snapshot < a.last.snapshot {
		h.mu.Unlock()
		return
	}
	a.last = st
	a.told++
	number, tabs := a.told, slices.Collect(maps.Keys(a.tabs))
	h.mu.Unlock()
	h.inGroups(tabs, func() bool { return a.told == number }, func(t *tab) { t.mail.put(st) })
}

// lead tells all tabs what was saved; those that follow go there.
func (h *hub) lead(where lead) {
	h.mu.Lock()
	var tabs []*tab
	for _, a := range h.audiences {
		tabs = slices.AppendSeq(tabs, maps.Keys(a.tabs))
	}
	h.leads++
	number := h.leads
	h.mu.Unlock()
	h.inGroups(tabs, func() bool { return h.leads == number }, func(t *tab) { t.lead.put(where) })
}

// note keeps the standing that the first tab of a page was told on coming, to
// compare the next one with.
func (h *hub) note(st standing) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if a := h.audiences[st.path]; a != nil && a.last.snapshot == 0 {
		a.last = st
	}
}

// close says goodbye to all tabs.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.closed = true
		close(h.closing)
	}
}

// serveEvents answers /_dossier/events?path=/background/&status=200 with a
// stream of server-sent events: first hello, then whatever changes for that
// page. The status is that of the text the tab shows: one that shows a page
// which has moved or gone meanwhile is told where to, or why.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	path := pathParameter(r)
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // the limit on reading a request would end the stream
	tab := s.hub.join(path)              // before its standing is known, so that no newer one is missed
	defer s.hub.leave(path, tab)
	send := func(b []byte) bool {
		control.SetWriteDeadline(time.Now().Add(writeLimit))
		_, err := w.Write(b)
		return err == nil && control.Flush() == nil
	}
	// What stands on the stack while a tab listens is as little as can be: there
	// may be thousands of tabs.
	if told := s.greet(w, r, path, send); told != nil {
		s.relay(r.Context(), tab, told, send)
	}
}

// greet tells a tab how its page stands. It returns what it told, nil where the
// tab has left.
func (s *Server) greet(w http.ResponseWriter, r *http.Request, path string, send func([]byte) bool) *standing {
	told, err := s.standingFor(r.Context(), path)
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "dossier: the page could not be made: "+err.Error())
		return nil
	}
	told.text = told.status == http.StatusOK || r.URL.Query().Get("status") == "200"
	s.hub.note(told)
	hello := news{"hello", helloData{
		Server: s.hub.id, Snapshot: told.snapshot, Status: told.status, Hash: told.hash, Drafts: told.drafts, Follow: s.opt.Follow,
		Polling: s.watching.polling(), allCounts: allCounts{told.page, told.site},
	}}
	if !send(append([]byte("retry: 500\n"), hello.frame()...)) {
		return nil
	}
	if n, ok := told.since(standing{text: told.text}); ok && (n.event == "moved" || n.event == "gone") && !send(n.frame()) {
		return nil
	}
	return &told
}

// relay sends a tab its news until it leaves or the server stops.
func (s *Server) relay(ctx context.Context, tab *tab, told *standing, send func([]byte) bool) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.hub.closing:
			send(news{"bye", struct{}{}}.frame())
			return
		case <-beat.C:
			if !send([]byte(": still here\n\n")) {
				return
			}
		case <-tab.lead.ready:
			if where, ok := tab.lead.take(); ok && !send(news{"follow", where}.frame()) {
				return
			}
		case <-tab.mail.ready:
			if told = hear(tab, told, send); told == nil {
				return
			}
		}
	}
}

// hear passes on what a tab has to be told now, and returns what it has been
// told by then, nil where it has left.
func hear(tab *tab, told *standing, send func([]byte) bool) *standing {
	now, ok := tab.mail.take()
	if !ok || now.snapshot < told.snapshot {
		return told
	}
	if n, ok := now.since(*told); ok && !send(n.frame()) {
		return nil
	}
	now.text = told.text || now.status == http.StatusOK
	return &now
}

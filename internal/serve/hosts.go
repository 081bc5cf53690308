package serve

import (
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Drafts must not leave this machine through a browser that shows somebody
// else's page. A page whose name is rebound to 127.0.0.1 sends its own name as
// Host and, when it reads, no Origin at all; so the name is checked on every
// request, before anything else.

// hosts are the names under which this server answers, as they stand in a Host
// header, in lower case.
type hosts map[string]bool

// newHosts lists the names of this machine at a port, and the names given with
// --host, which also count without the port: a proxy may stand in front.
func newHosts(port int, named []string) hosts {
	h := hosts{}
	add := func(name string) {
		name = strings.ToLower(name)
		if strings.Contains(name, ":") && !strings.HasPrefix(name, "[") && net.ParseIP(name) != nil {
			name = "[" + name + "]"
		}
		h[name+":"+strconv.Itoa(port)] = true
		if port == 80 {
			h[name] = true
		}
	}
	for _, name := range []string{"127.0.0.1", "localhost", "[::1]"} {
		add(name)
	}
	for _, name := range named {
		add(name)
		h[strings.ToLower(name)] = true
	}
	return h
}

// refusal says why a request is not answered, "" where it is.
func (h hosts) refusal(r *http.Request) string {
	if !h[strings.ToLower(r.Host)] {
		name := r.Host
		if host, _, err := net.SplitHostPort(name); err == nil {
			name = host
		}
		return fmt.Sprintf("requests for the host %.100q are refused; to allow it, start the preview with --host %.100s", r.Host, strconv.Quote(name))
	}
	if origin := r.Header.Get("Origin"); origin != "" && !sameOrigin(origin, r.Host) {
		return fmt.Sprintf("requests from the origin %.100q are refused", origin)
	}
	if !strings.HasPrefix(r.URL.Path, reserved) {
		return ""
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return "requests from other sites are refused"
	}
	if r.Method == http.MethodPost {
		return postRefusal(r)
	}
	return ""
}

// postRefusal asks more of a request that changes something: an Origin, which
// browsers always send with it, and a kind of body that no form can send.
func postRefusal(r *http.Request) string {
	if r.Header.Get("Origin") == "" {
		return "a POST needs an Origin"
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return "a POST needs a body of the type application/json"
	}
	return ""
}

// sameOrigin reports whether an Origin header names the host that was asked.
// Both schemes count: a proxy that ends TLS may stand before a --host name.
func sameOrigin(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") &&
		strings.EqualFold(u.Host, host) && u.Path == "" && u.RawQuery == "" && u.User == nil
}

// guard answers only requests that come from our own pages or from the
// writer's own hand.
func (h hosts) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if why := h.refusal(r); why != "" {
			plain(w, http.StatusForbidden, "dossier: "+why)
			return
		}
		next.ServeHTTP(w, r)
	})
}

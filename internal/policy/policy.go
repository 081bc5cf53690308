// Package policy states which resources a published page may load. The rule is
// written once and used three times: in the headers of the host, in a meta
// element of each page for copies hosted elsewhere, and by the preview.
package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Needs are what a site uses beyond text, images, styles and fonts of its own.
// The zero value is a site without scripts and without styles in its pages.
type Needs struct {
	Style       string   // the one style element that pages hold, as it stands there; "" for none
	Scripts     []string // sources of scripts: "'self'", or one address; nil for none
	Connections []string // sources that scripts may ask
	PlainHTTP   bool     // leave out upgrade-insecure-requests: the preview on localhost
}

// Header is the policy as a response header carries it.
func Header(n Needs) string { return directives(n, true) }

// Meta is the policy as a meta element carries it: without frame-ancestors,
// which browsers heed in a header only.
func Meta(n Needs) string { return directives(n, false) }

func directives(n Needs, header bool) string {
	style := "style-src 'self'"
	if n.Style != "" {
		sum := sha256.Sum256([]byte(n.Style))
		style += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	list := []string{"default-src 'none'", "img-src 'self'", style, "font-src 'self'", "media-src 'self'"}
	if len(n.Scripts) > 0 {
		list = append(list, "script-src "+strings.Join(n.Scripts, " "))
	}
	if len(n.Connections) > 0 {
		list = append(list, "connect-src "+strings.Join(n.Connections, " "))
	}
	list = append(list, "manifest-src 'self'", "base-uri 'none'", "form-action 'none'")
	if header {
		list = append(list, "frame-ancestors 'none'")
	}
	if !n.PlainHTTP {
		list = append(list, "upgrade-insecure-requests")
	}
	return strings.Join(list, "; ")
}

package record

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// RedirectFields are the fields of a redirect, in the order of the manual.
var RedirectFields = []string{"from", "to"}

// Redirects reads content/records/redirects.yaml: a list of {from, to}, bare or
// under redirects:. The list is in file order. Places have no file.
func Redirects(src []byte, _ []string) ([]*casefile.Redirect, diag.List) {
	root, diags := yamltree.Parse(src, 0, len(src))
	items := root.Items
	if root.Kind != yamltree.List {
		m := root.Map("redirects.yaml", &diags)
		items = m.List("redirects")
		m.Finish()
	}
	var list []*casefile.Redirect
	for _, n := range items {
		m := n.Map("a redirect", &diags)
		if n.Kind != yamltree.Mapping {
			continue
		}
		m.Require("from", "a redirect without from:", "write the address that was published: from: /deal/#inbox")
		m.Require("to", "a redirect without to:", "write where it is now: to: /deal/#inbox-clause")
		r := &casefile.Redirect{From: readAddress(m, "from"), To: readAddress(m, "to"), FromSpan: m.Place("from"), ToSpan: m.Place("to")}
		m.Finish()
		if r.From != "" && r.To != "" {
			list = append(list, r)
		}
	}
	return list, diags
}

// readAddress reads a root-relative address, and ends its path with a slash.
func readAddress(m *yamltree.Map, key string) string {
	text := m.Line(key)
	if text == "" {
		return ""
	}
	path, fragment, hasFragment := strings.Cut(text, "#")
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "?*:\\ ") || hasFragment && fragment == "" {
		m.Report(diag.InvalidValue, m.Place(key), fmt.Sprintf("%q is not an address of this site", text), "write it from the root: /deal/ or /deal/#inbox-clause")
		return ""
	}
	if path = strings.TrimSuffix(path, "/") + "/"; hasFragment {
		return path + "#" + fragment
	}
	return path
}

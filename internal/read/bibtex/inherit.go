package bibtex

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/diag"
)

// maxAncestors is how many entries one entry may inherit from, directly or by
// way of others.
const maxAncestors = 16

// inherited are the fields that a child takes from its parents: those that item
// reads, without the names of files and persons' notes to themselves.
var inherited = map[string]bool{
	"author": true, "title": true, "subtitle": true, "titleaddon": true, "journal": true, "journaltitle": true, "journalsubtitle": true,
	"booktitle": true, "booksubtitle": true, "maintitle": true, "publisher": true, "institution": true, "school": true,
	"organization": true, "howpublished": true, "authority": true, "type": true, "number": true, "eid": true, "pages": true,
	"date": true, "year": true, "month": true, "day": true, "url": true, "urldate": true, "langid": true, "language": true, "hyphenation": true,
	"note": true,
}

// renamed is what a field of a parent is for its child: the title of a book is
// the book title of its chapters.
var renamed = map[string]string{"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "", "booktitle": "", "booksubtitle": ""}

// parts are the kinds of entry that stand in a book; papers those in a periodical.
var (
	parts  = []string{"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook", "suppcollection"}
	papers = []string{"article", "suppperiodical"}
)

// fields returns the fields of an entry with those it inherits by crossref and
// xdata: its own count first, then those of nearer ancestors.
func (l *library) fields(e *entry) []field {
	if e.own("crossref") == nil && e.own("xdata") == nil {
		return e.fields
	}
	h := heir{library: l, child: e, fields: slices.Clone(e.fields), seen: []*entry{e}}
	h.from(e, func(name string) string { return name })
	return h.fields
}

// An heir is an entry that is inheriting.
type heir struct {
	*library
	child  *entry
	fields []field
	seen   []*entry
}

// from adds what the parents of an entry give it. rename says what a field of
// that entry is for the heir, "" for nothing.
func (h *heir) from(e *entry, rename func(string) string) {
	if f := e.own("xdata"); f != nil {
		for _, key := range strings.Split(f.raw, ",") {
			h.add(f, strings.TrimSpace(key), rename)
		}
	}
	if f := e.own("crossref"); f != nil {
		h.add(f, strings.TrimSpace(f.raw), func(name string) string { return rename(asInherited(e.kind, name)) })
	}
}

// asInherited is the name that a field of its parent has for a child.
func asInherited(kind, name string) string {
	if slices.Contains(papers, kind) && (name == "title" || name == "subtitle") {
		return "journal" + name
	}
	if slices.Contains(parts, kind) {
		if to, ok := renamed[name]; ok {
			return to
		}
	}
	return name
}

func (h *heir) add(f *field, key string, rename func(string) string) {
	parent := h.byKey[key]
	switch {
	case key == "":
		return
	case parent == nil:
		h.report(diag.MalformedBibliography, diag.Error, f.span,
			fmt.Sprintf("cannot read the entry %q: %s leads to %q, which is not in this file", h.child.key, f.name, key), didYouMean(key, h.library))
		return
	case slices.Contains(h.seen, parent):
		if parent == h.child {
			h.report(diag.MalformedBibliography, diag.Error, f.span, fmt.Sprintf("cannot read the entry %q: %s leads back to it", h.child.key, f.name), "remove one of the references")
		}
		return
	case len(h.seen) > maxAncestors:
		return
	}
	h.seen = append(h.seen, parent)
	for _, own := range parent.fields {
		name := ""
		if inherited[own.name] {
			name = rename(own.name)
		}
		if name != "" && h.child.own(before[name]) == nil && !slices.ContainsFunc(h.fields, func(f field) bool { return f.name == name }) {
			h.fields = append(h.fields, field{name: name, raw: own.raw, span: own.span})
		}
	}
	h.from(parent, rename)
}

// before are the fields that others continue: who has a title of its own does
// not inherit a subtitle.
var before = map[string]string{"subtitle": "title", "titleaddon": "title", "journalsubtitle": "journaltitle", "booksubtitle": "booktitle"}

func didYouMean(key string, l *library) string {
	if len(l.entries) <= maxSuggested {
		keys := make([]string, len(l.entries))
		for i := range l.entries {
			keys[i] = l.entries[i].key
		}
		if hint := diag.DidYouMean(key, keys); hint != "" {
			return hint
		}
	}
	return "name the key of an entry of this file"
}

// maxSuggested is how many keys are compared with a misspelt one: in a larger
// file with many mistakes it would take too long.
const maxSuggested = 2000

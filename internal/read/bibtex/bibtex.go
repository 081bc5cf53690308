// Package bibtex reads BibTeX and BibLaTeX files: bytes in, items of CSL as
// trees and diagnostics out. read/record makes sources of the items, so that
// one set of rules holds for a field whatever file it comes from.
//
// Values become plain Unicode: commands and accents of LaTeX are read, braces
// go, mathematics stays as it is written. Fields that no source of ours has,
// such as abstract or file, are left out without a word, because every
// reference manager adds some.
//
// Reading never fails. A broken entry is reported once, under its key, and
// what could be read of it is kept; an entry ends at the latest where a line
// begins the next one, so that a missing brace costs one entry. Time is linear
// in the size of the file.
//
// The reader is ours because the Go libraries there are give up at the first
// mistake or know no places, and leave LaTeX, names and inheritance to the caller.
package bibtex

import (
	"fmt"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// MaxBytes is the size of the largest file that is read.
const MaxBytes = 16 << 20

// Items reads a file. The items are mappings of CSL fields in file order, each
// with an id; texts in them are literal. Places are offsets in src, those of
// inherited fields in the entry they come from.
func Items(src []byte) ([]*yamltree.Node, diag.List) {
	if unreadable := diag.CheckText(src, MaxBytes); len(unreadable) > 0 {
		return nil, unreadable
	}
	s := &scanner{src: src, macros: months(), unknown: map[string]bool{}, budget: MaxBytes}
	s.scan()
	l := library{entries: s.entries, byKey: map[string]*entry{}, diags: &s.diags}
	for i := range s.entries {
		if e := &s.entries[i]; l.byKey[e.key] == nil {
			l.byKey[e.key] = e
		}
	}
	var items []*yamltree.Node
	for i := range s.entries {
		e := &s.entries[i]
		if e.key == "" || e.kind == "xdata" || e.kind == "set" {
			continue
		}
		items = append(items, l.item(e))
	}
	return items, s.diags
}

// An entry is one @kind{key, name = value, …}.
type entry struct {
	kind     string // lower case
	key      string // "" where it is missing
	kindSpan diag.Span
	keySpan  diag.Span
	fields   []field
	damaged  bool // something in it could not be read; reported
}

// A field is one name = value. Of several fields with one name the first counts.
type field struct {
	name string // lower case
	raw  string // the value, strings put in and pieces joined, LaTeX and all
	span diag.Span
}

// own returns a field of the entry itself, nil where it has none.
func (e *entry) own(name string) *field {
	for i := range e.fields {
		if e.fields[i].name == name {
			return &e.fields[i]
		}
	}
	return nil
}

// A library is all entries of a file, joined.
type library struct {
	entries []entry
	byKey   map[string]*entry // of several entries with one key the first
	diags   *diag.List
}

func (l *library) report(code diag.Code, severity diag.Severity, where diag.Span, message, hint string) {
	*l.diags = append(*l.diags, diag.Diagnostic{Code: code, Severity: severity, Span: where, Message: message, Hint: hint})
}

// malformed is the diagnostic of an entry that cannot be read as it stands.
func malformed(where diag.Span, key, reason, hint string) diag.Diagnostic {
	message := "cannot read this entry: " + reason
	if key != "" {
		message = fmt.Sprintf("cannot read the entry %q: %s", key, reason)
	}
	return diag.Diagnostic{Code: diag.MalformedBibliography, Severity: diag.Error, Span: where, Message: message, Hint: hint}
}

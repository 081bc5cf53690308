package chapter

import (
	"fmt"
	"strings"
	"unicode"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"golang.org/x/text/unicode/norm"
)

// reserved prefixes belong to the anchors of claims, quotes, highlights,
// exhibit pages, sources, notes, marks, events, names, terms, responses and
// corrections.
var reserved = []string{"c-", "q-", "h-", "x-", "s-", "n-", "nr-", "t-", "p-", "g-", "r-", "cor-"}

// slug makes an id of text: in NFC and lower case; letters, marks and digits of
// any script are kept, every run of anything else becomes one hyphen, and none
// stands at the ends.
func slug(text string) string {
	var b strings.Builder
	hyphen := false
	for _, c := range norm.NFC.String(text) {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// anchor makes the id of a heading: its slug, out of the way of the anchors
// that the program makes.
func anchor(text string) string {
	s := slug(text)
	switch {
	case s == "":
		return "section"
	case isReserved(s):
		return "sec-" + s
	}
	return s
}

// isReserved reports whether an id could be one that the program makes: one
// with a reserved prefix, or "p7", the seventh paragraph.
func isReserved(id string) bool {
	for _, p := range reserved {
		if strings.HasPrefix(id, p) {
			return true
		}
	}
	return len(id) > 1 && id[0] == 'p' && strings.Trim(id[1:], "0123456789") == ""
}

// pin takes an id that a writer gives, and reports whether it can be had.
// Writers name elements without the prefixes of anchors, so an id is used once
// whatever it becomes.
func (r *reading) pin(id string, span prose.Span) bool {
	if problem := wrongID(id); problem != "" {
		hint := slug(id)
		if hint == "" || wrongID(hint) != "" {
			hint = anchor(id)
		}
		r.error(diag.InvalidID, span, fmt.Sprintf(`"#%s" cannot be an id: %s`, id, problem), "write #"+hint)
		return false
	}
	if first, taken := r.pinned[id]; taken {
		r.report(diag.Diagnostic{Code: diag.DuplicateID, Severity: diag.Error, Span: placed(span),
			Message: fmt.Sprintf(`the id "#%s" is already used`, id), Hint: "give one of them another id",
			Related: []diag.Related{{Span: placed(first), Message: "first used here"}}})
		return false
	}
	r.keep(id, span)
	return true
}

// keep notes that an id is in use.
func (r *reading) keep(id string, span prose.Span) {
	if r.pinned == nil {
		r.pinned = map[string]prose.Span{}
	}
	r.pinned[id] = span
}

func (r *reading) isTaken(id string) bool {
	_, taken := r.pinned[id]
	return taken
}

// wrongID says why an id cannot be used, "" where it can.
func wrongID(id string) string {
	if isReserved(strings.ToLower(id)) {
		return "the program makes ids of this form"
	}
	for _, c := range id {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) && c != '-' {
			return fmt.Sprintf("it holds %q", c)
		}
	}
	if !norm.NFC.IsNormalString(id) {
		return "it is not in Unicode's normal form NFC"
	}
	return ""
}

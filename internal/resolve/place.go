package resolve

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// wrongPlace reports a place in an exhibit that is not there: no such exhibit,
// page or line.
func wrongPlace(inv *casefile.Investigation, words string, where diag.Span) (diag.Diagnostic, bool) {
	at, ok := casefile.ParseExhibitPlace(words)
	if !ok {
		return diag.Diagnostic{Code: diag.LocatorOutOfRange, Severity: diag.Error, Span: where,
			Message: fmt.Sprintf("%q is no place in an exhibit", words), Hint: "write the id, then page and line: {ex. letter, p. 2, l. 3-4}"}, true
	}
	x := inv.Exhibits.Lookup(at.ID)
	if x == nil {
		return UnknownExhibit(inv, casefile.Ref{ID: at.ID, Span: where}), true
	}
	message, hint := "", ""
	at = x.Find(at)
	sheet := x.Sheet(max(at.Page, 1))
	switch {
	case at.Time != nil && len(x.Times) == 0:
		message, hint = fmt.Sprintf("exhibit %q is no recording with times", x.ID), "give a page or a line, or say times: in its record"
	case at.Time != nil && at.Page == 0:
		message, hint = fmt.Sprintf("exhibit %q has nothing at %s", x.ID, x.Moment(at.Time.From)), fmt.Sprintf("its pages run from %s to %s", x.Moment(x.Times[0].From), x.Moment(x.Times[len(x.Times)-1].To))
	case at.Page > len(x.Sheets):
		message, hint = fmt.Sprintf("exhibit %q has no page %d", x.ID, at.Page), fmt.Sprintf("its last page is %d", len(x.Sheets))
	case at.From > 0 && !x.Transcript.Numbered:
		message, hint = fmt.Sprintf("exhibit %q has no numbered lines", x.ID), "give the page only, or say lines: numbered in its record"
	case at.From > 0 && at.Page == 0 && len(x.Sheets) > 1:
		message, hint = fmt.Sprintf("exhibit %q has %d pages, and none is named", x.ID, len(x.Sheets)), fmt.Sprintf("write the page before the line: {ex. %s, p. 1, l. %d}", x.ID, at.From)
	case at.From > 0 && sheet != nil && at.Last > len(sheet.Lines):
		message, hint = fmt.Sprintf("page %d of exhibit %q has no line %d", sheet.Number, x.ID, at.Last), fmt.Sprintf("its last line is %d", len(sheet.Lines))
	default:
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{Code: diag.LocatorOutOfRange, Severity: diag.Error, Span: where, Message: message, Hint: hint,
		Related: []diag.Related{{Span: x.Span, Message: "the exhibit"}}}, true
}

// place reports a place in an exhibit that a citation or a quotation of a text
// gives wrongly.
func (t *text) place(words string, where diag.Span) {
	if d, wrong := wrongPlace(t.inv, words, where); wrong {
		t.diags = append(t.diags, d)
	}
}

// exhibitWords is the place in an exhibit that loc= of a quotation names.
func exhibitWords(loc string) (string, bool) {
	loc = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(loc), "{"), "}"))
	return strings.CutPrefix(loc, "ex. ")
}

// exhibitMark reports a block that shows an exhibit or a page that there is not.
func (t *text) exhibitMark(r prose.RecordMark) {
	x := t.inv.Exhibits.Lookup(r.Ref)
	if x == nil {
		t.diags = append(t.diags, UnknownExhibit(t.inv, t.ref(r.Ref, r.RefSpan)))
		return
	}
	if page := r.Page; page != 0 && x.Sheet(page) == nil {
		t.diags = append(t.diags, diag.Diagnostic{Code: diag.LocatorOutOfRange, Severity: diag.Error, Span: t.span(r.Span),
			Message: fmt.Sprintf("exhibit %q has no page %d", x.ID, page), Hint: fmt.Sprintf("its last page is %d", len(x.Sheets))})
	}
}

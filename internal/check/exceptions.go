package check

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// An Exception silences diagnostics of one code, with a reason, where it
// stands: in a stretch of text, in a record, or in what dossier.yaml says.
type Exception struct {
	casefile.Exception
	Covers diag.Span // the text or record it stands in; the zero Span for one of dossier.yaml
	Record bool      // it covers what points to its record, too
	Used   int       // how many diagnostics it silences
}

// never lists what no reason excuses.
var never = []diag.Code{diag.UnsafeURL, diag.UnsafeSVG, diag.BrokenImage, diag.RedactionOverLiveText, diag.RedactionBlurred, diag.RedactionHighlighter, diag.RawHTML, diag.ProtectedNameExposed, diag.ExceptionWithoutReason, diag.ExceptionRefused, diag.ExceptionUnused}

// Exceptions lists those of an investigation: of the texts in their order, of
// the records, and of dossier.yaml.
func Exceptions(inv *casefile.Investigation, summary Summaries) []Exception {
	var list []Exception
	for _, c := range inv.All() {
		list = append(list, TextExceptions(c, summary)...)
	}
	record := func(whole diag.Span, allow []casefile.Exception) {
		for _, e := range allow {
			list = append(list, Exception{Exception: e, Covers: whole, Record: true})
		}
	}
	for _, c := range inv.Claims.List {
		record(c.Whole, c.Allow)
	}
	for _, r := range inv.Responses.List {
		record(r.Whole, r.Allow)
	}
	for _, e := range inv.Events.List {
		record(e.Whole, e.Allow)
	}
	for _, p := range inv.Parties.List {
		record(p.Whole, p.Allow)
	}
	for _, c := range inv.Corrections.List {
		record(c.Whole, c.Allow)
	}
	for _, t := range inv.Terms.List {
		record(t.Whole, t.Allow)
	}
	for _, x := range inv.Exhibits.List {
		record(x.Whole, x.Allow)
	}
	for _, s := range inv.Sources.List {
		record(s.Whole, s.Allow)
	}
	for _, e := range inv.Settings.Exceptions {
		list = append(list, Exception{Exception: e})
	}
	return list
}

// TextExceptions lists those that stand in one text.
func TextExceptions(c *casefile.Chapter, summary Summaries) []Exception {
	s := summary(c)
	if s == nil {
		return nil
	}
	var list []Exception
	for _, a := range s.Allowed {
		list = append(list, Exception{
			Exception: casefile.Exception{Code: diag.Code(a.Code), Reason: a.Reason, Span: diag.Span{File: c.Path, Start: a.Attrs.Start, End: a.Attrs.End}},
			Covers:    diag.Span{File: c.Path, Start: a.Span.Start, End: a.Span.End},
		})
	}
	return list
}

// Excuse returns the diagnostics that no exception silences, and counts in the
// exceptions those that it left out. An exception that is not in force silences
// nothing. src gives the bytes of a file.
func Excuse(list diag.List, exceptions []Exception, today casefile.Date, src diag.Sources) diag.List {
	byCode := map[diag.Code][]*Exception{}
	for i := range exceptions {
		if e := &exceptions[i]; e.InForce(today) {
			byCode[e.Code] = append(byCode[e.Code], e)
		}
	}
	if len(byCode) == 0 {
		return list
	}
	kept := make(diag.List, 0, len(list))
	for _, d := range list {
		excused := false
		for _, e := range byCode[d.Code] {
			if e.covers(d, src) {
				e.Used++
				excused = true
			}
		}
		if !excused {
			kept = append(kept, d)
		}
	}
	return kept
}

// InForce reports whether an exception counts: it has a reason, may be, and has
// not ended.
func (e *Exception) InForce(today casefile.Date) bool {
	return e.Reason != "" && !slices.Contains(never, e.Code) && !e.hasEnded(today)
}

func (e *Exception) hasEnded(today casefile.Date) bool {
	return !e.Until.IsZero() && !today.IsZero() && e.Until.Before(today)
}

func (e *Exception) covers(d diag.Diagnostic, src diag.Sources) bool {
	if e.Covers != (diag.Span{}) {
		return within(d.Span, e.Covers) || e.Record && slices.ContainsFunc(d.Related, func(r diag.Related) bool { return within(r.Span, e.Covers) })
	}
	if e.File != "" && e.File != d.Span.File {
		return false
	}
	return e.Match == "" || strings.Contains(d.Message, e.Match) || bytes.Contains(marked(d.Span, src), []byte(e.Match))
}

// within reports whether a place begins in another; that of a whole file does
// not.
func within(inner, outer diag.Span) bool {
	return inner.File == outer.File && inner.Start >= outer.Start && inner.Start < outer.End && inner != (diag.Span{File: inner.File})
}

// marked is the text at a place.
func marked(s diag.Span, src diag.Sources) []byte {
	b := src(s.File)
	if s.Start < 0 || s.End > len(b) || s.Start > s.End {
		return nil
	}
	return b[s.Start:s.End]
}

// Misused finds exceptions that do not count and, when all diagnostics have
// been through Excuse, those that nothing needs.
func Misused(exceptions []Exception, inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, e := range exceptions {
		report := func(code diag.Code, s diag.Severity, message, hint string) {
			diags = append(diags, diag.Diagnostic{Code: code, Severity: s, Span: e.Span, Message: message, Hint: hint})
		}
		_, held := inv.Held[e.File]
		switch {
		case slices.Contains(never, e.Code):
			report(diag.ExceptionRefused, diag.Error, fmt.Sprintf("%q can never be excused", e.Code), "mend what it reports, and remove the exception")
		case e.Reason == "":
			report(diag.ExceptionWithoutReason, diag.Error, "an exception needs a reason", `say why it is right here: reason="…"`)
		case e.hasEnded(inv.Today):
			report(diag.ExceptionUnused, diag.Warning, fmt.Sprintf("this exception ended on %s", day(e.Until)), "mend what it excused, or decide anew and set until:")
		case e.Used == 0 && !held && e.Code != diag.LikelySecret: // which the finished site may raise alone
			report(diag.ExceptionUnused, diag.Warning, fmt.Sprintf("nothing here raises %q", e.Code), "remove the exception, or correct its code")
		}
	}
	return diags
}

package check

import (
	"fmt"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/quotation"
)

// Exhibits holds exhibits against the claims and sources around them: whether a
// second person has read the transcript, whether a scan may give somebody away,
// whether what is covered in an image is covered in its transcript, and whether a
// claim rests on a report although the document is on file.
func Exhibits(inv *casefile.Investigation) diag.List {
	var diags diag.List
	for _, x := range inv.Exhibits.List {
		if !x.Withdrawn.IsZero() {
			continue
		}
		if x.HasText() && x.Transcript.CheckedBy == "" {
			diags = append(diags, diag.Diagnostic{Code: diag.TranscriptUnchecked, Severity: diag.Warning, Span: x.CheckSpan,
				Message: "nobody has checked this transcript", Hint: "have a second person read it against the document, and name them: checked-by:"})
		}
		if x.Facsimile && slices.Contains(closed, x.How) {
			diags = append(diags, diag.Diagnostic{Code: diag.ScanMayIdentify, Severity: diag.Warning, Span: x.HowSpan,
				Message: "images of a document that was not public may show who had it: folds, printer’s dots, handwriting",
				Hint:    "publish the text set anew, facsimile: none, or say why they may be shown: allow: [{code: scan-may-identify, reason: …}]"})
		}
		diags = append(diags, bars(x)...)
		diags = append(diags, secondaryForPrimary(inv, x)...)
	}
	return diags
}

// closed lists the ways in which a document comes that was not public.
var closed = []string{"given", "leaked", "purchased"}

// secondaryForPrimary finds claims on which a passage of an exhibit bears and
// which name a report of it as evidence, but not the document.
func secondaryForPrimary(inv *casefile.Investigation, x *casefile.Exhibit) diag.List {
	source := inv.Sources.Lookup(x.Source.ID)
	if source == nil {
		return nil
	}
	var diags diag.List
	told := map[string]bool{}
	for _, h := range x.Highlights {
		for _, ref := range h.Claims {
			c := inv.Claims.Lookup(ref.ID)
			if c == nil || told[c.ID] {
				continue
			}
			told[c.ID] = true
			all := slices.Concat(c.Evidence, c.Against)
			if slices.ContainsFunc(all, func(e casefile.Evidence) bool { return e.Key == source.ID }) {
				continue
			}
			for _, e := range c.Evidence {
				if s := inv.Sources.Lookup(e.Key); s != nil && s.Custom.Kind == "press" {
					diags = append(diags, diag.Diagnostic{Code: diag.SecondaryForPrimary, Severity: diag.Warning, Span: e.Span,
						Message: fmt.Sprintf("a press source supports %q although exhibit %q is on file", c.ID, x.ID),
						Hint:    fmt.Sprintf("cite the document: %q", "@"+source.ID+", {ex. "+x.ID+", p. 1}"),
						Related: []diag.Related{{Span: h.Span, Message: "the passage"}}})
					break
				}
			}
		}
	}
	return diags
}

// around is the part of a transcript where words have to stand that a quotation
// places on a page: that page and those beside it. It is zero, the whole text,
// where no page is named.
func around(x *casefile.Exhibit, loc string) quotation.Span {
	at, ok := casefile.ParseExhibitPlace(loc)
	if x != nil {
		at = x.Find(at)
	}
	if x == nil || !ok || at.ID != x.ID || at.Page == 0 || x.Sheet(at.Page) == nil {
		return quotation.Span{}
	}
	first, last := x.Sheet(max(at.Page-1, 1)), x.Sheet(min(at.Page+1, len(x.Sheets)))
	return quotation.Span{Start: x.SheetSpan(first.Number).Start, End: x.SheetSpan(last.Number).End}
}

package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Sources holds each source against what its type needs, its dates against each
// other, and what is known second hand against what was read. What a reference
// manager exported counts once something uses it.
func Sources(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	used := usedSources(inv, summary)
	for _, s := range inv.Sources.List {
		if ext := path.Ext(s.Span.File); (ext == ".bib" || ext == ".json") && !used[s.ID] {
			continue
		}
		diags = append(diags, missingFields(s)...)
		diags = append(diags, accessedBeforeIssued(s)...)
		diags = append(diags, secondHand(inv, s)...)
	}
	return diags
}

// missingFields finds what readers need to find a page or a case again. Of a
// page that nobody here has opened, or only as a copy, there is no such record.
func missingFields(s *casefile.Source) diag.List {
	type field struct{ name, hint string }
	var missing []field
	switch s.Type {
	case "webpage":
		if s.Custom.Seen == "quoted" || s.Custom.ReadAt != "" {
			return nil
		}
		if s.URL == "" {
			missing = append(missing, field{"URL", `add its address: URL: "https://…"`})
		}
		if s.Accessed.IsZero() {
			missing = append(missing, field{"accessed", `add the day it was read, because pages change: accessed: "2026-03-05"`})
		}
	case "legal_case":
		if s.Authority == "" {
			missing = append(missing, field{"authority", "add the court or body: authority: Court of Appeal of Sable"})
		}
		if s.Number == "" {
			missing = append(missing, field{"number", `add the number of the case: number: "12/345"`})
		}
	}
	var diags diag.List
	for _, f := range missing {
		d := diag.Diagnostic{Code: diag.SourceFieldMissing, Severity: diag.Error, Span: s.Span,
			Message: fmt.Sprintf("%q is a %s and needs %q", s.ID, s.Type, f.name), Hint: f.hint}
		if path.Ext(s.Span.File) == ".bib" && f.name == "accessed" {
			d.Hint = "add the day it was read: urldate = {2026-03-05}"
		}
		diags = append(diags, d)
	}
	return diags
}

// accessedBeforeIssued compares the two dates as far as both are known.
func accessedBeforeIssued(s *casefile.Source) diag.List {
	a, i := s.Accessed, s.Issued
	if a.IsZero() || i.Year == 0 || i.Circa {
		return nil
	}
	if i.Month == 0 {
		a.Month, a.Day = 0, 0
	}
	if i.Day == 0 {
		a.Day = 0
	}
	if !a.Before(casefile.Date{Year: i.Year, Month: i.Month, Day: i.Day}) {
		return nil
	}
	return diag.List{{Code: diag.AccessedBeforeIssued, Severity: diag.Warning, Span: s.Span,
		Message: fmt.Sprintf("%q was read on %s and published later, %s", s.ID, day(s.Accessed), published(i)),
		Hint:    "correct accessed: or issued:; of a page that changed, issued: is the day of the version that was read"}}
}

// published writes a date of publication for a diagnostic, as far as it is known.
func published(i casefile.Issued) string {
	switch {
	case i.Month == 0:
		return strconv.Itoa(i.Year)
	case i.Day == 0:
		return fmt.Sprintf("%d-%02d", i.Year, i.Month)
	}
	return day(casefile.Date{Year: i.Year, Month: i.Month, Day: i.Day})
}

// secondHand finds sources that are known as quoted by others, none of which
// was read.
func secondHand(inv *casefile.Investigation, s *casefile.Source) diag.List {
	if s.Custom.Seen != "quoted" {
		return nil
	}
	where := s.Span
	if len(s.Custom.SeenInSpans) > 0 {
		where = s.Custom.SeenInSpans[0]
	}
	for _, key := range s.Custom.SeenIn {
		in := inv.Sources.Lookup(key)
		if in == nil || in.Custom.Seen == "whole" || in.Custom.Seen == "part" {
			return nil // a key that no source has is reported where it is resolved
		}
	}
	return diag.List{{Code: diag.SourceSecondHand, Severity: diag.Error, Span: where,
		Message: fmt.Sprintf("%q is seen: quoted, and its seen-in: names no source that was read", s.ID),
		Hint:    "name under seen-in: the text that was read, and say there seen: whole or seen: part"}}
}

// Locators holds the places that citations give against the pages of their
// sources.
func Locators(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	for _, c := range inv.All() {
		text := summary(c)
		if text == nil {
			continue
		}
		for _, cited := range text.Cited {
			if s := inv.Sources.Lookup(cited.Key); s != nil {
				diags = append(diags, locator(s, cited)...)
			}
		}
	}
	return diags
}

// pagedTypes are the types of works in which a page is looked for.
var pagedTypes = []string{"book", "report", "article-journal"}

func locator(s *casefile.Source, cited casefile.Cited) diag.List {
	first, last, ok := pages(s.Page)
	ranged := ok && first < last
	if cited.Locator == (prose.Locator{}) {
		switch {
		case s.Custom.Exhibit != "":
			return diag.List{{Code: diag.CitationWithoutLocator, Severity: diag.Warning, Span: cited.Span,
				Message: fmt.Sprintf("%q is shown as an exhibit, and no place in it is given", s.ID),
				Hint:    fmt.Sprintf("say where: [@%s, {ex. %s, l. 1-2}]", s.ID, s.Custom.Exhibit)}}
		case ranged && slices.Contains(pagedTypes, s.Type) && s.Custom.Seen != "quoted":
			return diag.List{{Code: diag.CitationWithoutLocator, Severity: diag.Warning, Span: cited.Span,
				Message: fmt.Sprintf("%q has pages %d–%d, and no place is given", s.ID, first, last),
				Hint:    fmt.Sprintf("say where: [@%s, p. %d]", s.ID, first)}}
		}
		return nil
	}
	if cited.Locator.Label != "page" || !ranged {
		return nil
	}
	from, to, ok := pages(cited.Locator.Value)
	if !ok || from >= first && to <= last {
		return nil
	}
	return diag.List{{Code: diag.LocatorOutOfRange, Severity: diag.Error, Span: cited.Span,
		Message: fmt.Sprintf("%q has no page %s", s.ID, cited.Locator.Value),
		Hint:    fmt.Sprintf("its pages are %d–%d; correct the page, or page: of the source", first, last)}}
}

var pageMarks = strings.NewReplacer("–", "-", "—", "-", "--", "-", "&", ",", ";", ",")

// pages returns the first and the last page of "12", "12-34", "123–45" or
// "3, 7-9"; ok is false where anything in the text is not a number.
func pages(text string) (first, last int, ok bool) {
	if text == "" {
		return 0, 0, false
	}
	for part := range strings.SplitSeq(pageMarks.Replace(text), ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "-")
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		if !ranged {
			to = from
		}
		if to != "" && len(to) < len(from) { // 123–45 is 123–145
			to = from[:len(from)-len(to)] + to
		}
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if errA != nil || errB != nil || a < 1 || b < a {
			return 0, 0, false
		}
		if first == 0 || a < first {
			first = a
		}
		last = max(last, b)
	}
	return first, last, true
}

package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/wording"
)

// Corrections holds the log of corrections against the pages it names: these
// exist, and say what an entry says that they do. wasPublished reports whether
// the last release had what a reference means, which may be gone.
func Corrections(inv *casefile.Investigation, summary Summaries, wasPublished func(casefile.PageRef) bool) diag.List {
	l := log{inv: inv, summary: summary, texts: map[*casefile.Chapter]string{}}
	for _, e := range inv.Corrections.List {
		l.pages(e, wasPublished)
		l.languages(e)
	}
	for _, c := range inv.All() {
		l.dates(c)
	}
	return l.diags
}

// log is the checking of a log.
type log struct {
	inv     *casefile.Investigation
	summary Summaries
	texts   map[*casefile.Chapter]string // folded, of pages that an entry names
	diags   diag.List
}

func (l *log) report(code diag.Code, s diag.Severity, where diag.Span, message, hint string, related ...diag.Related) {
	l.diags = append(l.diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message, Hint: hint, Related: related})
}

// pages reports what an entry names and nobody has, and holds its words against
// the pages there are.
func (l *log) pages(e *casefile.Correction, wasPublished func(casefile.PageRef) bool) {
	for _, ref := range e.Pages {
		found := false
		for _, c := range l.inv.All() {
			if ref.Names(c) {
				found = true
				l.applied(e, c)
			}
		}
		if found || wasPublished(ref) || slices.ContainsFunc(l.inv.Settings.Languages, func(lang string) bool {
			return l.inv.Held["content/"+lang+"/"+ref.Name] != ""
		}) {
			continue
		}
		hint := diag.DidYouMean(ref.Name, l.names())
		if hint == "" {
			hint = "name the file as it is called in content/<language>/: 01-background.md"
		}
		l.report(diag.CorrectionUnknownPage, diag.Error, ref.Span, fmt.Sprintf("there is no page %q", ref.Name), hint)
	}
	for _, ref := range e.Claims {
		if l.inv.Claims.Lookup(ref.ID) == nil && !wasPublished(casefile.PageRef{Name: casefile.ClaimsPage + "/" + ref.ID}) {
			ids := l.inv.Claims.IDs(func(c *casefile.Claim) string { return c.ID })
			hint := diag.DidYouMean(ref.ID, ids)
			if hint == "" {
				hint = "name a claim of content/records/claims.yaml"
			}
			l.report(diag.CorrectionUnknownPage, diag.Error, ref.Span, fmt.Sprintf("there is no claim %q", ref.ID), hint)
		}
	}
}

// names lists what pages: may name.
func (l *log) names() []string {
	var names []string
	for _, c := range l.inv.All() {
		switch c.Kind {
		case casefile.RecordKind:
			names = append(names, c.Name)
		case casefile.EntryKind:
			names = append(names, c.Name+"/"+c.Entry)
		case casefile.ChapterKind, casefile.PageKind, casefile.CoverKind:
			if _, file, ok := strings.Cut(strings.TrimPrefix(c.Path, "content/"), "/"); ok {
				names = append(names, file)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// applied reports an entry whose old words are still in a page, or whose new
// ones are not. A later entry about the same words, or one that takes the text
// away, decides instead.
func (l *log) applied(e *casefile.Correction, c *casefile.Chapter) {
	was, now := wording.Fold(e.Was.In(c.Lang)), wording.Fold(e.Now.In(c.Lang))
	if e.TakesAway() {
		return
	}
	for _, later := range l.inv.CorrectionsOf(c) {
		if later.Moment.Before(e.Moment) {
			break
		}
		if later == e {
			continue
		}
		old := wording.Fold(later.Was.In(c.Lang))
		if later.TakesAway() || old != "" && (strings.Contains(now, old) || strings.Contains(old, now)) {
			return
		}
	}
	text := l.text(c)
	where := func(s diag.Span) diag.Span {
		if s == (diag.Span{}) {
			return e.Span
		}
		return s
	}
	if now != "" && !strings.Contains(text, now) {
		l.report(diag.CorrectionNotApplied, diag.Error, where(e.NowSpan), fmt.Sprintf("%s does not say %q", pageName(c), shorten(e.Now.In(c.Lang))),
			"write the words of now: as they stand in the text, without markup")
		return
	}
	if now != "" {
		text = strings.ReplaceAll(text, now, "\n") // old words that the new ones hold are no longer the old ones
	}
	if was != "" && strings.Contains(text, was) {
		l.report(diag.CorrectionNotApplied, diag.Error, where(e.WasSpan), fmt.Sprintf("%s still says %q", pageName(c), shorten(e.Was.In(c.Lang))),
			"correct the text, or give more of the sentence in was:")
	}
}

func pageName(c *casefile.Chapter) string {
	switch {
	case c.Path != "":
		return c.Path
	case c.Kind == casefile.EntryKind:
		return fmt.Sprintf("the page %q", c.Name+"/"+c.Entry)
	}
	return "the page of the " + c.Name
}

// text is the folded wording of a page.
func (l *log) text(c *casefile.Chapter) string {
	if t, known := l.texts[c]; known {
		return t
	}
	var b strings.Builder
	for _, block := range wording.Of(l.inv, c, l.summary(c)) {
		b.WriteString(wording.Fold(block.Text))
		b.WriteByte('\n')
	}
	l.texts[c] = b.String()
	return l.texts[c]
}

// shorten cuts long words for a message.
func shorten(words string) string {
	const most = 60
	letters := []rune(words)
	if len(letters) <= most {
		return words
	}
	return string(letters[:most-1]) + "…"
}

// languages reports an entry that concerns an edition and has no words in its
// language.
func (l *log) languages(e *casefile.Correction) {
	for _, ed := range l.inv.Editions {
		concerned := slices.ContainsFunc(e.Pages, func(r casefile.PageRef) bool {
			return slices.ContainsFunc(l.inv.All(), func(c *casefile.Chapter) bool { return c.Lang == ed.Lang && r.Names(c) })
		})
		if !concerned {
			continue
		}
		for _, field := range []struct {
			name  string
			words casefile.Text
			span  diag.Span
		}{{"was", e.Was, e.WasSpan}, {"now", e.Now, e.NowSpan}, {"why", e.Why, e.WhySpan}} {
			if len(field.words) > 0 && field.words.In(ed.Lang) == "" {
				has := slices.IndexFunc(l.inv.Settings.Languages, func(lang string) bool { return field.words.In(lang) != "" })
				l.report(diag.CorrectionOneLanguage, diag.Warning, field.span, fmt.Sprintf("%s of %q has no text in %q", field.name, e.ID, ed.Lang),
					fmt.Sprintf("add %q, or name the pages of one edition: pages: [%s/…]", ed.Lang+": …", l.inv.Settings.Languages[max(0, has)]))
				break
			}
		}
	}
}

// dates reports a page whose updated: is older than what the log says of it.
func (l *log) dates(c *casefile.Chapter) {
	list := l.inv.CorrectionsOf(c)
	if c.Path == "" || len(list) == 0 || !c.Head.Updated.Before(list[0].Day()) {
		return
	}
	span := c.Head.TitleSpan
	if span == (diag.Span{}) {
		span.File = c.Path
	}
	was := "has no updated:"
	if !c.Head.Updated.IsZero() {
		was = "says that it was updated on " + day(c.Head.Updated)
	}
	l.report(diag.DateNotUpdated, diag.Warning, span, fmt.Sprintf("this page %s, and the log corrects it on %s", was, day(list[0].Day())),
		"write updated: "+day(list[0].Day())+" in the front matter", diag.Related{Span: list[0].Span, Message: "the entry"})
}

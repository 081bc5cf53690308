package check

import (
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/naming"
	"dossier/internal/sentence"
)

// RecordNames finds names in events and claims that were not yet borne: beside
// the dates in a sentence, as Names does in texts, and in the words of an event
// beside its own date. names are those of the register, by language.
func RecordNames(inv *casefile.Investigation, names map[string]*naming.Matcher) diag.List {
	var diags diag.List
	report := func(at diag.Span, message, hint string, m casefile.Mention) {
		diags = append(diags, diag.Diagnostic{Code: diag.AnachronisticName, Severity: diag.Warning, Span: at, Message: message, Hint: hint, Related: []diag.Related{borneSince(m)}})
	}
	for _, lang := range inv.Settings.Languages {
		find := names[lang]
		if find.IsEmpty() {
			continue
		}
		for _, c := range inv.Claims.List {
			text := c.Text.In(lang)
			inSentences(text, lang, find, func(s sentence.Span, m casefile.Mention, here []casefile.Mention) {
				if beside, first, ok := tooSoon(text, lang, s, m, here); ok {
					report(c.TextSpan, besideSays(text, m, beside), thenHint(text, lang, m, first), m)
				}
			})
		}
		for _, e := range inv.Events.List {
			last, closed := e.Date.Latest()
			day, opens := e.Date.Earliest()
			for _, words := range [...]struct {
				text string
				at   diag.Span
			}{{e.Title.In(lang), e.TitleSpan}, {e.Short.In(lang), e.TitleSpan}, {e.Text.In(lang), e.TextSpan}} {
				inSentences(words.text, lang, find, func(s sentence.Span, m casefile.Mention, here []casefile.Mention) {
					since := m.Party().Names[m.Owners[0].Name].From
					if beside, first, ok := tooSoon(words.text, lang, s, m, here); ok {
						report(words.at, besideSays(words.text, m, beside), thenHint(words.text, lang, m, first), m)
						return
					}
					in := words.text[s.Start:s.End]
					if closed && opens && casefile.Date(last).Before(since.First()) && len(datesIn(in, lang)) == 0 && !isToday(in, m.From-s.Start, m.To-s.Start) && !tellsApart(m, here) {
						report(words.at, fmt.Sprintf("the event %q is of %s, and %q is a name since %s", e.ID, e.Date, words.text[m.From:m.To], isoMonth(since)),
							thenHint(words.text, lang, m, casefile.Date(day)), m)
					}
				})
			}
		}
	}
	return diags
}

// inSentences calls fn for each mention of a text by a name that somebody took
// after another, with the mentions of its sentence.
func inSentences(text, lang string, find *naming.Matcher, fn func(sentence.Span, casefile.Mention, []casefile.Mention)) {
	found := find.Find(text)
	for _, s := range sentence.Split(text, lang) {
		var here []casefile.Mention
		for _, m := range found {
			if m.From >= s.Start && m.To <= s.End {
				here = append(here, m)
			}
		}
		for _, m := range here {
			if isLater(m) {
				fn(s, m, here)
			}
		}
	}
}

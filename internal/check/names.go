package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/sentence"
)

// Names looks at the names in one text: words that may mean one or another,
// names that were not yet borne, and parties that a case does not have. It needs
// the register and this text, no other.
func Names(inv *casefile.Investigation, c *casefile.Chapter, text *casefile.Summary) diag.List {
	r := &roll{inv: inv, chapter: c, text: text}
	for from := 0; from < len(text.Mentions); {
		to := from
		for to < len(text.Mentions) && text.Mentions[to].Passage == text.Mentions[from].Passage {
			to++
		}
		passage := text.Mentions[from].Passage
		if p := &text.Passages[passage]; !p.Quoted && !p.Pulled {
			r.passage(p, slices.DeleteFunc(slices.Clone(text.Mentions[from:to]), func(m casefile.Mention) bool { return inQuotation(text, passage, m.From) }))
		}
		from = to
	}
	return r.diags
}

// A roll is the names of one text, while they are looked at.
type roll struct {
	inv     *casefile.Investigation
	chapter *casefile.Chapter
	text    *casefile.Summary
	told    map[string]bool // words that are reported as ambiguous
	diags   diag.List
}

func (r *roll) report(code diag.Code, severity diag.Severity, p *prose.Passage, m casefile.Mention, message, hint string, related ...diag.Related) {
	at := p.Span(m.From, m.To)
	r.diags = append(r.diags, diag.Diagnostic{Code: code, Severity: severity, Span: diag.Span{File: r.chapter.Path, Start: at.Start, End: at.End},
		Message: message, Hint: hint, Related: related})
}

func (r *roll) passage(p *prose.Passage, found []casefile.Mention) {
	needsSentences := false
	for _, m := range found {
		if m.IsAmbiguous() {
			r.ambiguous(p, m)
		}
		needsSentences = needsSentences || isLater(m) || isCase(m)
	}
	if !needsSentences {
		return
	}
	for _, s := range sentence.Split(p.Text, p.Lang) {
		var here []casefile.Mention
		for _, m := range found {
			if m.From >= s.Start && m.To <= s.End {
				here = append(here, m)
			}
		}
		for _, m := range here {
			switch {
			case isLater(m) && !isFixed(p, prose.Part{From: m.From, To: m.To}):
				r.anachronistic(p, s, m, here)
			case isCase(m):
				r.strangers(p, s, m, here)
			}
		}
	}
}

// ambiguous reports words that may mean one name or another. A mark of one of
// them anywhere in the text says which is meant.
func (r *roll) ambiguous(p *prose.Passage, m casefile.Mention) {
	words := p.Text[m.From:m.To]
	if m.IsPart || r.told[words] || isFixed(p, prose.Part{From: m.From, To: m.To}) || r.isSettled(m) {
		return
	}
	if r.told == nil {
		r.told = map[string]bool{}
	}
	r.told[words] = true
	a := m.Owners[0].Party
	b := m.Owners[slices.IndexFunc(m.Owners, func(o casefile.Owner) bool { return o.Party != a })].Party
	r.report(diag.AmbiguousName, diag.Error, p, m, fmt.Sprintf("%q may be %q or %q", words, a.ID, b.ID),
		fmt.Sprintf("mark who is meant, [%s]{.name ref=%s}, or write the whole name", words, a.ID),
		diag.Related{Span: a.Span, Message: "called so"}, diag.Related{Span: b.Span, Message: "called so too"})
}

// isSettled reports whether a text marks one of those who are called so.
func (r *roll) isSettled(m casefile.Mention) bool {
	return slices.ContainsFunc(r.text.Names, func(mark prose.NameMark) bool {
		return slices.ContainsFunc(m.Owners, func(o casefile.Owner) bool { return o.Party.ID == mark.Ref })
	})
}

// inQuotation reports whether a place in a passage is somebody else's words.
func inQuotation(text *casefile.Summary, passage, at int) bool {
	return slices.ContainsFunc(text.Quotes, func(q prose.Quote) bool {
		from, to, ok := q.Within(passage, len(text.Passages[passage].Text))
		return ok && at >= from && at < to
	})
}

// isLater reports whether a mention is by a name that somebody took after
// having had another.
func isLater(m casefile.Mention) bool {
	if m.Party() == nil || len(m.Owners) != 1 {
		return false
	}
	o := m.Owners[0]
	return o.Name > 0 && !o.Party.Names[o.Name].From.IsZero()
}

// anachronistic reports a name in a sentence all of whose dates come before it.
func (r *roll) anachronistic(p *prose.Passage, s sentence.Span, m casefile.Mention, here []casefile.Mention) {
	if beside, first, ok := tooSoon(p.Text, p.Lang, s, m, here); ok {
		r.report(diag.AnachronisticName, diag.Warning, p, m, besideSays(p.Text, m, beside), thenHint(p.Text, p.Lang, m, first), borneSince(m))
	}
}

// tooSoon reports whether all dates of a sentence come before a name in it was
// borne, with the date that stands beside the name, in words and as its first
// day. The mentions are those of the sentence.
func tooSoon(text, lang string, s sentence.Span, m casefile.Mention, here []casefile.Mention) (beside string, first casefile.Date, ok bool) {
	words := text[s.Start:s.End]
	dates := datesIn(words, lang)
	if len(dates) == 0 || saysNow(words, m.From-s.Start, m.To-s.Start) || tellsApart(m, here) {
		return "", first, false
	}
	since := m.Owners[0].Party.Names[m.Owners[0].Name].From
	for _, d := range dates {
		last, ok := d.date.Latest()
		if !ok || isCounted(words, d) || !casefile.Date(last).Before(since.First()) {
			return "", first, false
		}
	}
	i := slices.IndexFunc(dates, func(d datePart) bool { return belong(text, s, d, m, here) })
	if i < 0 {
		return "", first, false
	}
	day, _ := dates[i].date.Earliest()
	return words[dates[i].From:dates[i].To], casefile.Date(day), true
}

// tellsApart reports whether somebody is called by another of their names too.
func tellsApart(m casefile.Mention, here []casefile.Mention) bool {
	return slices.ContainsFunc(here, func(o casefile.Mention) bool {
		return o.Party() == m.Party() && o.Owners[0].Name != m.Owners[0].Name
	})
}

func besideSays(text string, m casefile.Mention, beside string) string {
	return fmt.Sprintf("%q stands beside %q and is a name since %s", text[m.From:m.To], beside, isoMonth(m.Owners[0].Party.Names[m.Owners[0].Name].From))
}

// thenHint says what somebody was called on a day, as long or as short as the
// text has it.
func thenHint(text, lang string, m casefile.Mention, day casefile.Date) string {
	who, words := m.Party(), text[m.From:m.To]
	was := who.LabelAt(lang, day)
	if words == who.Names[m.Owners[0].Name].Name.In(lang) {
		was = who.FullNameAt(lang, day)
	}
	hint := "write the name of that time"
	if was != words {
		hint = fmt.Sprintf("write %q", was)
	}
	return hint + "; if the sentence speaks of today, say so: now"
}

func borneSince(m casefile.Mention) diag.Related {
	return diag.Related{Span: m.Party().Names[m.Owners[0].Name].Span, Message: "borne since"}
}

// belong reports whether a date is that of what a name does: nobody else is
// named between the two, and the sentence does not begin anew.
func belong(text string, s sentence.Span, d datePart, m casefile.Mention, here []casefile.Mention) bool {
	from, to := m.To, s.Start+d.From
	if to < from {
		from, to = s.Start+d.To, m.From
	}
	if from > to || strings.ContainsAny(text[from:to], ";:—") {
		return false
	}
	return !slices.ContainsFunc(here, func(o casefile.Mention) bool { return o.From >= from && o.To <= to })
}

// isCounted reports whether four digits that look like a year are a sum or part
// of a number: "$1900", "2018-20".
func isCounted(text string, d datePart) bool {
	before, after := text[:d.From], text[d.To:]
	return strings.HasSuffix(before, "$") || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "-") ||
		strings.HasSuffix(before, ":") || strings.HasSuffix(before, "/") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "/")
}

// isoMonth is a date as records write it: "2021-10".
func isoMonth(i casefile.Issued) string {
	switch {
	case i.Month == 0:
		return fmt.Sprint(i.Year)
	case i.Day == 0:
		return fmt.Sprintf("%d-%02d", i.Year, i.Month)
	}
	return fmt.Sprintf("%d-%02d-%02d", i.Year, i.Month, i.Day)
}

// nearName is how many bytes around a name are looked at for words of today.
const nearName = 48

// Words near a name that say that it is meant as of today, and words right
// behind one that speak of what it does today.
var (
	nowWords  = commonWords(`now today later since formerly renamed became called known aujourd'hui désormais depuis devenu devenue devenus anciennement rebaptisé rebaptisée ensuite appelé appelée actuel actuelle`)
	saysToday = commonWords(`says say denies deny disputes dispute maintains maintain insists claims argues argue holds contends calls writes answers is has runs owns dit disent affirme nie nient conteste soutient maintient est possède`)
)

// saysNow reports whether a sentence uses a name as that of today: it says so, or
// what somebody does today follows the name.
func saysNow(text string, from, to int) bool {
	if isToday(text, from, to) {
		return true
	}
	for _, w := range tokens(text, nil) {
		if w.start >= to {
			return saysToday[strings.ToLower(text[w.start:w.end])]
		}
	}
	return false
}

// isToday reports whether a word near a name says that it is that of today. The
// line of an event tells in the present what was then; its verbs say nothing.
func isToday(text string, from, to int) bool {
	words := tokens(text, nil)
	for i, w := range words {
		word := strings.ToLower(text[w.start:w.end])
		if word == "hui" && i > 0 && strings.ToLower(text[words[i-1].start:words[i-1].end]) == "aujourd" {
			word = "aujourd'hui"
		}
		if w.end > from-nearName && w.start < to+nearName && nowWords[word] {
			return true
		}
	}
	return false
}

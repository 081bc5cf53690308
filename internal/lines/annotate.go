package lines

import (
	"slices"
	"strings"

	"dossier/internal/attribution"
	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
)

// Findings are what a build says of an investigation beside its texts.
type Findings struct {
	Diagnostics diag.List
	Exceptions  []check.Exception
	Ticks       []Tick
	Matchers    func(lang string) *attribution.Matcher // nil: the words of the language alone
}

// Annotate adds to lines who speaks in them, whom they concern, what the build
// found in them, and who ticked them.
func Annotate(list []Line, inv *casefile.Investigation, f Findings) {
	a := &annotator{inv: inv, findings: f, matchers: map[string]*attribution.Matcher{}, names: map[string][]name{}, problems: map[string]diag.List{}}
	for _, d := range f.Diagnostics {
		a.problems[d.Span.File] = append(a.problems[d.Span.File], d)
	}
	ticks := latest(f.Ticks)
	for i := range list {
		l := &list[i]
		a.speech(l)
		a.parties(l)
		a.found(l)
		for q := range l.Quotes {
			l.Quotes[q].State = a.state(&l.Quotes[q])
		}
		if t, ok := ticks[l.Hash]; ok {
			l.Tick = &t
		}
	}
}

type annotator struct {
	inv      *casefile.Investigation
	findings Findings
	matchers map[string]*attribution.Matcher // by language
	names    map[string][]name               // by language
	problems map[string]diag.List            // by file
}

type name struct {
	words string
	party *casefile.Party
}

func (a *annotator) matcher(lang string) *attribution.Matcher {
	m := a.matchers[lang]
	if m == nil {
		if a.findings.Matchers != nil {
			m = a.findings.Matchers(lang)
		} else {
			m = attribution.New(lang, attribution.Lists{})
		}
		a.matchers[lang] = m
	}
	return m
}

// speech finds who speaks, by the words of the line and by the quotations that
// name their speaker.
func (a *annotator) speech(l *Line) {
	found := a.matcher(l.Chapter.Lang).Scan(l.Text)
	for _, at := range found.Attributions {
		if at.Negated {
			continue
		}
		cue := l.Text[at.Cue.Start:at.Cue.End]
		who := found.Speaker(at)
		if who == "" {
			who = "nobody named"
		}
		l.Speakers = appendNew(l.Speakers, who+" ("+cue+")")
	}
	for _, q := range l.Quotes {
		if q.mark.By == "" {
			continue
		}
		by := q.mark.By
		if p := a.inv.Parties.Lookup(by); p != nil {
			by = Name(p, l.Chapter.Lang)
		}
		l.Speakers = appendNew(l.Speakers, by+" (quoted)")
	}
	for _, m := range found.Hedges {
		l.Hedges = appendNew(l.Hedges, l.Text[m.Start:m.End])
	}
	for _, m := range found.Guilt {
		if !m.Negated {
			l.Guilt = appendNew(l.Guilt, l.Text[m.Start:m.End])
		}
	}
}

// parties finds whom a line names and whom its claims concern.
func (a *annotator) parties(l *Line) {
	add := func(p *casefile.Party) {
		if p != nil && p.Type != "proceeding" && !slices.Contains(l.Parties, p) {
			l.Parties = append(l.Parties, p)
		}
	}
	for _, c := range l.Claims {
		for _, ref := range c.Claim.About {
			add(a.inv.Parties.Lookup(ref.ID))
		}
	}
	for _, n := range a.namesIn(l.Chapter.Lang) {
		if n.words != "" && check.HasWords(l.Text, n.words) {
			add(n.party)
		}
	}
}

func (a *annotator) namesIn(lang string) []name {
	list, ok := a.names[lang]
	if !ok {
		for _, p := range a.inv.Parties.List {
			for _, words := range p.Called(lang) {
				list = append(list, name{words, p})
			}
		}
		a.names[lang] = list
	}
	return list
}

// found adds what the build reports in a line, and what is excused there.
func (a *annotator) found(l *Line) {
	for _, d := range a.problems[l.Span.File] {
		if d.Span.Start >= l.Span.Start && d.Span.Start < max(l.reach, l.Span.Start+1) && d.Span.End > 0 {
			l.Problems = append(l.Problems, d)
		}
	}
	for _, e := range a.findings.Exceptions {
		c := e.Covers
		switch {
		case e.Record:
			if !slices.ContainsFunc(l.Claims, func(claim Claim) bool { return covers(c, claim.Claim.Span) }) {
				continue
			}
		case c != (diag.Span{}):
			if c.File != l.Span.File || c.Start >= l.Span.End || c.End <= l.Span.Start {
				continue
			}
		case e.File != l.Span.File || e.Match != "" && !strings.Contains(l.Text, e.Match):
			continue
		}
		l.Exceptions = append(l.Exceptions, e)
	}
}

func covers(outer, inner diag.Span) bool {
	return outer.File == inner.File && outer.Start <= inner.Start && inner.Start < outer.End
}

// quotationCodes are the codes by which the build says that a quotation does
// not hold.
var quotationCodes = []diag.Code{diag.QuoteNotFound, diag.QuoteOutOfOrder, diag.QuoteWithoutSource, diag.QuoteUnverifiable,
	diag.TranslationWithoutOriginal, diag.UndeclaredEmphasis, diag.LongInsertion, diag.UnknownCitation}

// state says in words what became of a quotation.
func (a *annotator) state(q *Quoted) string {
	for _, d := range a.problems[q.span.File] {
		if slices.Contains(quotationCodes, d.Code) && covers(q.span, d.Span) {
			return string(d.Code) + ": " + d.Message
		}
	}
	if q.mark.Unverifiable != "" {
		return "unverifiable: " + q.mark.Unverifiable
	}
	if !q.matched.Matches {
		return "not compared"
	}
	if q.matched.Exhibit != "" {
		return "matches the transcript of " + q.matched.Exhibit
	}
	if in := q.matched.In; in != nil {
		return "matches as quoted in @" + in.ID
	}
	return "matches"
}

// Name is what a working paper calls a party: one whose name never leaves its
// record goes by its id.
func Name(p *casefile.Party, lang string) string {
	if p.Protected {
		return p.ID
	}
	return p.Label(lang)
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

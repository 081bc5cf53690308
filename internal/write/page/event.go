package page

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/label"
	"dossier/internal/prose"
)

// A chronicle is what the pages of an edition say of events.
type chronicle struct {
	at      string // address of the timeline; "" where there is none
	edition *casefile.Edition
	events  casefile.Register[casefile.Event]
	list    []*casefile.Event // in order
	chosen  []string          // ids of the parties that the timeline has filters for
}

// maxFilters is how many parties a timeline has filters for; the style sheet has
// as many rules.
const maxFilters = 6

func (s *Site) newChronicle(sh *shelf) *chronicle {
	c := &chronicle{at: sh.address(casefile.TimelinePage), edition: sh.edition, events: s.Investigation.Events, list: casefile.InOrder(s.Investigation.Events.List)}
	counts := map[string]int{}
	for _, e := range c.list {
		for _, n := range e.Names {
			if counts[n.ID]++; counts[n.ID] == 1 && s.Investigation.Parties.Lookup(n.ID) != nil {
				c.chosen = append(c.chosen, n.ID)
			}
		}
	}
	slices.SortStableFunc(c.chosen, func(a, b string) int { return counts[b] - counts[a] })
	c.chosen = c.chosen[:min(len(c.chosen), maxFilters)]
	return c
}

// eventSpan writes [text]{.event ref=ID}: it leads to the event.
func (p *printer) eventSpan(n *prose.SpanOf) {
	c := p.ledger.chronicle
	e := c.events.Lookup(n.Attrs.Value("ref"))
	if e == nil || c.at == "" {
		p.plainSpan(n, n.Attrs.ID)
		return
	}
	p.inline("<a")
	p.address("href", p.absolute(c.at+"#t-"+e.ID))
	p.raw(">")
	p.plainSpan(n, n.Attrs.ID)
	p.close("</a>")
}

// timelineDiv writes ::: {.timeline names="…" from=… to=…}: the events that it
// selects, in order.
func (p *printer) timelineDiv(n *prose.Div) {
	m := prose.TimelineMark{From: n.Attrs.Value("from"), To: n.Attrs.Value("to"), Names: strings.Fields(n.Attrs.Value("names"))}
	selection, _, _ := casefile.SelectionOf(m)
	var list []*casefile.Event
	for _, e := range p.ledger.chronicle.list {
		if selection.Has(e) {
			list = append(list, e)
		}
	}
	if len(list) > 0 {
		p.eventList(list, entryForm{id: n.Attrs.ID, title: "p"})
	}
}

// An entryForm says how entries of a timeline are written.
type entryForm struct {
	id     string // of the list; "" for none
	title  string // element of the titles
	anchor bool   // entries have anchors, and classes for the filters
}

// eventList writes events that are in order.
func (p *printer) eventList(list []*casefile.Event, f entryForm) {
	p.block(`<ol class="timeline"`)
	p.id("", f.id)
	p.raw(">")
	year := ""
	for _, e := range list {
		own := label.Year(e.Date, p.words)
		p.event(e, f, own, own != year)
		year = own
	}
	p.block("</ol>")
}

// event writes one entry. Its date is told in full, because a filter may hide
// the entry that shows the year.
func (p *printer) event(e *casefile.Event, f entryForm, year string, showsYear bool) {
	p.block("<li")
	if f.anchor {
		p.id("t-", e.ID)
		p.attr("class", strings.Join(p.ledger.chronicle.filterClasses(e), " "))
	}
	p.raw(">")
	if showsYear {
		p.block(`<p class="year" aria-hidden="true">`)
		p.text(year)
		p.block("</p>")
	}
	if p.isGap(e) {
		p.block(`<div class="entry gap">`)
	} else {
		p.block(`<div class="entry">`)
	}
	p.when(e)
	title := p.in(e.Title)
	p.block("<" + f.title + ` class="event-title"`)
	p.direction(title)
	p.raw(">")
	p.text(title)
	p.block("</" + f.title + ">")
	if words := p.in(e.Text); words != "" {
		p.block("<p")
		p.direction(words)
		p.raw(">")
		p.text(words)
		p.block("</p>")
	}
	if len(e.AltDates)+len(e.Names)+len(e.Cites) > 0 {
		p.block(`<div class="beside">`)
		for _, alt := range e.AltDates {
			p.otherDate(alt)
		}
		p.eventNames(e)
		p.eventSources(e)
		p.block("</div>")
	}
	p.block("</div>")
	p.block("</li>")
}

// filterClasses lists by which filters an entry is shown.
func (c *chronicle) filterClasses(e *casefile.Event) []string {
	classes := []string{filtered}
	for i, id := range c.chosen {
		if e.Names.Has(id) {
			classes = append(classes, filterClass(i))
		}
	}
	if e.IsUncertain() {
		classes = append(classes, filterClass(uncertainFilter))
	}
	return classes
}

// isGap reports whether the line beside an entry is broken: its date is
// uncertain, or a claim says that the record stops.
func (p *printer) isGap(e *casefile.Event) bool {
	return e.IsUncertain() || slices.ContainsFunc(e.Claims, func(ref casefile.Ref) bool {
		f := p.ledger.claims[ref.ID]
		return f != nil && f.status == string(casefile.StatusUnknown)
	})
}

// when writes the date and the statuses of an event: those of its claims, or
// else that of its sources.
func (p *printer) when(e *casefile.Event) {
	p.block(`<p class="when">`)
	when := label.When(e.Shown(), p.words)
	if iso := isoDate(e.Date); iso != "" && !e.IsUncertain() {
		p.inline("<time")
		p.attr("datetime", iso)
		p.raw(">")
		p.text(when)
		p.close("</time>")
	} else {
		p.text(when)
	}
	if e.Planned {
		p.text(" · " + p.words.T("event-planned"))
	}
	told := false
	for _, ref := range e.Claims {
		if f := p.ledger.claims[ref.ID]; f != nil {
			p.br()
			p.flag(f)
			told = true
		}
	}
	if !told && !e.Planned {
		p.br()
		status := sourceStatus(e)
		p.inline(`<span class="label">`)
		if !p.place.isFeed {
			p.statusMark(status)
		}
		p.text(p.words.T("status-" + status))
		p.close("</span>")
	}
	p.block("</p>")
}

// sourceStatus is the status of an event without claims: documented where it
// cites a record of it, reported otherwise.
func sourceStatus(e *casefile.Event) string {
	if slices.ContainsFunc(e.Cites, func(c casefile.Evidence) bool { return c.Primary }) {
		return string(casefile.StatusDocumented)
	}
	return string(casefile.StatusReported)
}

// otherDate writes what another source gives as the date.
func (p *printer) otherDate(alt casefile.AltDate) {
	p.block(`<p class="aside">`)
	p.text(p.words.T("event-other-date", label.When(alt.Date, p.words)))
	if why := p.in(alt.Why); why != "" {
		p.text(", " + why)
	}
	for _, c := range alt.Cites {
		p.text(", ")
		p.eventSource(c)
	}
	p.block("</p>")
}

// eventNames lists who an event concerns; those with pages of their own lead
// there.
func (p *printer) eventNames(e *casefile.Event) {
	day := casefile.Date(e.Date.Place())
	told := false
	for _, ref := range e.Names {
		party := p.ledger.parties.Lookup(ref.ID)
		if party == nil {
			continue
		}
		if !told {
			p.block(`<p class="aside">`)
			p.text(p.words.T("event-names") + " ")
			told = true
		} else {
			p.text(", ")
		}
		name, at := label.Party(party, day, p.words), p.ledger.chronicle.edition.Entry(casefile.PeoplePage, party.ID)
		if at != nil && !party.Protected {
			p.inline("<a")
			p.address("href", p.absolute(at.URL))
			p.raw(">")
		}
		p.inline("<bdi>")
		p.text(name)
		p.close("</bdi>")
		if at != nil && !party.Protected {
			p.close("</a>")
		}
	}
	if told {
		p.block("</p>")
	}
}

// eventSources lists the sources of an event; each leads to its entry.
func (p *printer) eventSources(e *casefile.Event) {
	if len(e.Cites) == 0 {
		return
	}
	p.block(`<p class="aside">`)
	p.text(p.words.T("event-sources") + " ")
	for i, c := range e.Cites {
		if i > 0 {
			p.text(", ")
		}
		p.eventSource(c)
	}
	p.block("</p>")
}

func (p *printer) eventSource(c casefile.Evidence) {
	s := p.sources.Lookup(c.Key)
	if s == nil {
		p.text(c.Key)
		return
	}
	if p.sourcesAt != "" {
		p.inline("<a")
		p.address("href", p.absolute(p.sourcesAt+"#"+p.anchors[s.ID]))
		p.raw(">")
	}
	p.text(p.shortest(s))
	if p.sourcesAt != "" {
		p.close("</a>")
	}
	if c.Place != "" {
		p.text(", " + placeWords(c.Place))
	}
}

// in is words of a record in the language of the page.
func (p *printer) in(t casefile.Text) string { return textIn(t, p.doc.Lang, p.original) }

// isoDate is a date as HTML reads it, "" for one that is not exact: a stretch, a
// season, something about or in doubt, a year that HTML does not know.
func isoDate(d edtf.Date) string {
	if d.IsRange || !d.IsExact() || d.From.Month > 12 || d.From.Year < 1 || d.From.Year > 9999 {
		return ""
	}
	return d.String()
}

package page

import (
	"html/template"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/label"
	"dossier/internal/prose"
	"dossier/internal/theme"
)

// response writes ::: {.response ref=ID} or ::: {.right-of-reply ref=ID}: the
// whole answer of somebody concerned, who gave it and when.
func (p *printer) response(n *prose.Div) {
	r := p.ledger.responses.Lookup(n.Attrs.Value("ref"))
	if r == nil {
		p.plainDiv(n)
		return
	}
	speaker := p.speaker(r)
	p.block(`<section class="response"`)
	p.markedID(&n.Attrs, "r-")
	p.attr("aria-label", p.words.T("response-of", speaker))
	p.raw(">")
	p.block(`<p class="label">`)
	p.text(p.responseLabel(r, n.Attrs.Has("right-of-reply") || r.Law != nil))
	p.block("</p>")
	p.statement(r)
	p.block(`<p class="speaker">`)
	p.text(speaker)
	if r.Stance != "" {
		p.text(" · " + p.words.T("answer-"+string(r.Stance)))
	}
	p.facts(r)
	p.block("</p>")
	p.children(n)
	p.block("</section>")
}

// responseLabel is what stands above an answer in a text.
func (p *printer) responseLabel(r *casefile.Response, isReply bool) string {
	switch {
	case isReply:
		day := r.Day()
		if r.Law != nil {
			day = r.Law.Requested
		}
		if day.IsZero() {
			return p.words.T("right-of-reply", p.namesOf(r))
		}
		return p.words.T("right-of-reply-dated", p.namesOf(r), p.words.Date(day))
	case len(r.Text) == 0:
		return p.words.T("response-none")
	case isShortened(r):
		return p.words.T("response-shortened")
	}
	if r.Passage {
		return p.words.T("response-passage")
	}
	return p.words.T("response-whole")
}

// isShortened reports whether words of an answer have been left out.
func isShortened(r *casefile.Response) bool {
	for _, words := range r.Text {
		if strings.Contains(words, "[…]") || strings.Contains(words, "[...]") {
			return true
		}
	}
	return false
}

// statement writes the words of an answer: as they were given, and, where that
// is another language than the reader's, in translation.
func (p *printer) statement(r *casefile.Response) {
	given := r.Language
	if given == "" {
		given = p.original
	}
	words, lang := r.Text.In(given), given
	if words == "" {
		words, lang = r.Text.In(p.doc.Lang), p.doc.Lang
	}
	if words == "" {
		if reason := textIn(r.Reason, p.doc.Lang, p.original); reason != "" {
			p.block("<p>")
			p.text(reason)
			p.block("</p>")
		}
		return
	}
	p.quoted(words, lang, !r.Withdrawn.IsZero())
	if t := r.Text.In(p.doc.Lang); t != "" && primary(lang) != primary(p.doc.Lang) {
		p.block(`<p class="label">`)
		p.text(p.words.T("response-translated"))
		p.block("</p>")
		p.quoted(t, p.doc.Lang, !r.Withdrawn.IsZero())
	}
}

// quoted writes the words of an answer; a blank line parts paragraphs.
func (p *printer) quoted(words, lang string, isWithdrawn bool) {
	p.block("<blockquote")
	if primary(lang) != primary(p.doc.Lang) {
		p.attr("lang", lang)
	}
	p.raw(">")
	for _, paragraph := range strings.Split(strings.ReplaceAll(words, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(paragraph) == "" {
			continue
		}
		p.block("<p>")
		if isWithdrawn {
			p.inline("<del>")
		}
		p.text(strings.TrimSpace(paragraph))
		if isWithdrawn {
			p.close("</del>")
		}
		p.block("</p>")
	}
	p.block("</blockquote>")
}

// speaker says who answered, how and when: "Andy Stone, Meta, public statement,
// 2 April 2024".
func (p *printer) speaker(r *casefile.Response) string {
	var parts []string
	if person := p.ledger.parties.Lookup(r.Person.ID); person != nil {
		parts = append(parts, label.Party(person, r.Day(), p.words))
	} else if r.Unnamed {
		parts = append(parts, p.words.T("response-unnamed"))
	}
	parts = append(parts, p.namesOf(r))
	if r.How != "" {
		parts = append(parts, p.words.T("how-"+r.How))
	}
	if day := p.words.Issued(r.Received); day != "" {
		parts = append(parts, day)
	}
	return strings.Join(parts, ", ")
}

// facts writes what else is known of an answer: when it was withdrawn, and
// where it stands.
func (p *printer) facts(r *casefile.Response) {
	if !r.Withdrawn.IsZero() {
		p.text(" · " + p.words.T("response-withdrawn", p.words.Date(r.Withdrawn)))
	}
	if s := p.sources.Lookup(r.Source.ID); s != nil {
		p.text(" · ")
		p.named(s)
		list := lister{p: p, begun: true}
		p.quotedIn(s, nil, &list)
		p.sourceLinks(s, &list)
	}
	if r.Complete != "" {
		p.text(" · ")
		p.external(r.Complete, p.words.T("response-complete"))
	}
}

// namesOf names those whose answer it is, as they were called then.
func (p *printer) namesOf(r *casefile.Response) string {
	return names(p.ledger.parties, r.From, r.Day(), p.words)
}

// names lists the names of records, "Meta and Netflix". Ids that lead nowhere
// are left out.
func names(parties casefile.Register[casefile.Party], refs casefile.Refs, day casefile.Date, w *theme.Words) string {
	var list []string
	for _, ref := range refs {
		if party := parties.Lookup(ref.ID); party != nil {
			list = append(list, label.Party(party, day, w))
		}
	}
	return label.Names(list, w)
}

// A ResponsesView is layouts/responses.html: everything that was asked and
// answered.
type ResponsesView struct {
	Shell
	Dek    string
	Groups []ResponseGroup
}

// A ResponseGroup is the answers of one party, or of several together.
type ResponseGroup struct {
	Name      string
	Responses []ResponseView // oldest first
}

// A ResponseView is one answer, or the record of asking.
type ResponseView struct {
	ID        string        // "r-meta-2024"
	Heading   string        // what it amounts to, and when: "Denies, 2 April 2024"
	Speaker   string        // who gave it, how and when
	Statement template.HTML // the words, in full; or why nobody was asked
	Facts     template.HTML
	Asked     []ContactView
	Claims    []NavLink // that it answers
	Shown     []NavLink // texts that show it
}

// A ContactView is one attempt to ask.
type ContactView struct {
	Date      DateView
	Words     string // how, and whom: "by email to the press office"
	Deadline  DateView
	Questions []NavLink // claims
}

// Responses makes the page of the responses of an edition.
func (s *Site) Responses(e *casefile.Edition, uses *Uses) ([]byte, error) {
	c := e.Record(casefile.ResponsesPage)
	sh := s.shelf(e.Lang)
	view := ResponsesView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst}
	p := s.listPrinter(c)
	defer s.release(p)
	group := map[string]int{} // place in view.Groups, from 1, by ids of who answered
	for _, r := range sortedResponses(s.Investigation.Responses.List) {
		key := strings.Join(r.From.IDs(), " ")
		if group[key] == 0 {
			name := names(p.ledger.parties, r.From, casefile.Date{}, sh.words)
			view.Groups = append(view.Groups, ResponseGroup{Name: name})
			group[key] = len(view.Groups)
		}
		g := &view.Groups[group[key]-1]
		g.Responses = append(g.Responses, s.responseView(p, sh, r, uses.responses[r.ID]))
	}
	return s.execute("responses", c, &view)
}

func (s *Site) responseView(p *printer, sh *shelf, r *casefile.Response, shown []NavLink) ResponseView {
	v := ResponseView{
		ID: "r-" + r.ID, Speaker: p.speaker(r), Shown: shown,
		Heading:   sh.words.T("response-undated", sh.words.T("answer-"+string(r.Stance))),
		Statement: p.part(func() { p.statement(r) }),
		Facts:     p.part(func() { p.facts(r) }),
		Claims:    p.ledger.links(r.Answers),
	}
	if r.Stance == "" {
		v.Heading = p.responseLabel(r, true)
	} else if day := sh.dateOf(r); day.Words != "" {
		v.Heading = sh.words.T("response-dated", sh.words.T("answer-"+string(r.Stance)), day.Words)
	}
	for _, a := range r.Asked {
		words := sh.words.T("asked-plain")
		switch {
		case a.Via != "" && a.Role != "":
			words = sh.words.T("asked-via-role", sh.words.T("via-"+a.Via), a.Role)
		case a.Via != "":
			words = sh.words.T("asked-via", sh.words.T("via-"+a.Via))
		case a.Role != "":
			words = sh.words.T("asked-role", a.Role)
		}
		v.Asked = append(v.Asked, ContactView{Date: sh.date(a.Date), Words: words, Deadline: sh.date(a.Deadline), Questions: p.ledger.links(a.Questions)})
	}
	return v
}

// dateOf is when a response came, as precisely as it is known, or else when it
// was last asked for.
func (sh *shelf) dateOf(r *casefile.Response) DateView {
	if words := sh.words.Issued(r.Received); words != "" {
		return DateView{ISO: isoIssued(r.Received), Words: words}
	}
	return sh.date(r.Day())
}

// links lead to the rows of claims.
func (l *ledger) links(claims casefile.Refs) []NavLink {
	var links []NavLink
	for _, ref := range claims {
		if f := l.claims[ref.ID]; f != nil {
			links = append(links, NavLink{Label: f.number, URL: f.url})
		}
	}
	return links
}

// shownIn finds the texts of an edition that show each response.
func (s *Site) shownIn(e *casefile.Edition, sh *shelf, summary func(*casefile.Chapter) *casefile.Summary) map[string][]NavLink {
	shown := map[string][]NavLink{}
	for _, c := range texts(e) {
		known := summary(c)
		if known == nil {
			continue
		}
		here := map[string]bool{}
		for _, m := range known.Records {
			if !here[m.Ref] {
				here[m.Ref] = true
				shown[m.Ref] = append(shown[m.Ref], NavLink{Label: sh.chapterName(c), URL: markAt(c, known, "r-"+m.Ref)})
			}
		}
	}
	return shown
}

// sortedResponses puts responses in the order of their days; those without one
// come last.
func sortedResponses(list []*casefile.Response) []*casefile.Response {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *casefile.Response) int {
		x, y := a.Day(), b.Day()
		switch {
		case x == y:
			return 0
		case y.IsZero(), !x.IsZero() && x.Before(y):
			return -1
		}
		return 1
	})
	return sorted
}

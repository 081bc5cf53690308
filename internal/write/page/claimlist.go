package page

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/label"
)

// A ClaimsView is layouts/claims.html: the ledger of claims.
type ClaimsView struct {
	Shell
	Dek       string
	Filters   []FilterView
	Claims    []ClaimView // in the order of the register
	Downloads []Download
}

// A ClaimView is one row of the ledger.
type ClaimView struct {
	ID         string // "c-inbox-access"
	Page       string // address of the claim's own page
	Number     string // "C-03"
	Status     string // of the mark
	Filter     string // classes by which the filter finds it
	Label      string // "Alleged · denied by Meta"
	Text       string
	Case       string // the proceeding it is made in, its stage and as of when; "" for none
	SaidBy     string
	Answers    []AnswerView
	NoAnswer   string // words in place of answers, where there are none
	Evidence   []EvidenceView
	Against    []EvidenceView
	Since      DateView
	History    []ChangeView
	Used       []NavLink // texts that mark it
	ReplacedBy *NavLink
}

// An AnswerView is what somebody concerned answered to a claim.
type AnswerView struct {
	Words     string // "denied by Meta"
	Date      DateView
	URL       string // of the answer in the list of responses
	Withdrawn bool
}

// An EvidenceView is a source of a claim.
type EvidenceView struct {
	Link     NavLink // to the source
	Place    string  // in it
	PlaceURL string  // of the page and line of an exhibit; "" for none
	Primary  bool
	Quote    *NavLink // the words of it that a text quotes
}

// A ChangeView is one change of a status.
type ChangeView struct {
	Date     DateView
	From, To string // in words
	Why      string
}

// legend is the order of the filters; analysis has one only where there is any.
var legend = []casefile.Status{
	casefile.StatusDocumented, casefile.StatusReported, casefile.StatusAlleged,
	casefile.StatusDisputed, casefile.StatusDenied, casefile.StatusUnknown, casefile.StatusAnalysis,
}

// Claims makes the ledger of an edition.
func (s *Site) Claims(e *casefile.Edition, uses *Uses, downloads []Download) ([]byte, error) {
	c := e.Record(casefile.ClaimsPage)
	sh := s.shelf(e.Lang)
	l := s.claimList(c, uses)
	defer s.release(l.printer)

	view := ClaimsView{Shell: s.recordShell(c, s.measure(sh, c.Name)), Dek: c.Head.Standfirst, Downloads: downloads}
	counts := map[string]int{}
	for _, claim := range s.Investigation.Claims.List {
		if f := sh.ledger.claims[claim.ID]; f != nil && f.claim == claim {
			view.Claims = append(view.Claims, l.row(f))
			counts[f.status]++
		}
	}
	view.Filters = append(view.Filters, FilterView{ID: allFilter, Label: sh.words.T("filter-all"), Count: len(view.Claims), Line: sh.words.T("claims-all"), Checked: true})
	for i, status := range legend {
		name := string(status)
		if status == casefile.StatusAnalysis && counts[name] == 0 {
			continue
		}
		view.Filters = append(view.Filters, FilterView{
			ID: filterID(i), Mark: name, Label: sh.words.T("status-" + name), Count: counts[name], Line: sh.words.T("legend-" + name),
		})
	}
	return s.execute("claims", c, &view)
}

// A claimList makes the rows of a ledger.
type claimList struct {
	site    *Site
	shelf   *shelf
	printer *printer
	uses    *Uses // nil where no row names what uses a claim
}

// claimList takes a printer for the page c; give it back with release.
func (s *Site) claimList(c *casefile.Chapter, uses *Uses) claimList {
	return claimList{site: s, shelf: s.shelf(c.Lang), printer: s.listPrinter(c), uses: uses}
}

// row makes the row of a claim.
func (l *claimList) row(f *flagged) ClaimView {
	c, w := f.claim, l.shelf.words
	v := ClaimView{
		ID: "c-" + c.ID, Number: f.number, Status: f.status, Filter: filtered + " " + filterClass(slices.Index(legend, casefile.Status(f.status))), Label: f.label(), Text: l.words(c.Text),
		Case: l.proceeding(c), SaidBy: l.saidBy(c), Since: l.shelf.date(c.Since),
		Evidence: l.evidence(c.Evidence), Against: l.evidence(c.Against), Used: l.uses.claims[c.ID], Page: l.shelf.entryAddress(casefile.ClaimsPage, c.ID),
	}
	for _, r := range f.standing.All {
		if words := l.answer(r); words != "" {
			a := AnswerView{Words: words, Date: l.shelf.dateOf(r), Withdrawn: !r.Withdrawn.IsZero()}
			if at := l.shelf.ledger.responsesAt; at != "" {
				a.URL = at + "#r-" + r.ID
			}
			v.Answers = append(v.Answers, a)
		}
	}
	if len(v.Answers) == 0 {
		v.NoAnswer = "—"
		if c.IsAccusation() {
			v.NoAnswer = w.T("answers-none")
		}
	}
	for _, h := range c.History {
		change := ChangeView{Date: l.shelf.date(h.Date), Why: l.words(h.Why)}
		if h.From != "" {
			change.From = w.T("was-" + string(h.From))
		}
		if h.To != "" {
			change.To = w.T("was-" + string(h.To))
		}
		v.History = append(v.History, change)
	}
	if next := l.shelf.ledger.claims[c.ReplacedBy.ID]; next != nil {
		v.ReplacedBy = &NavLink{Label: next.number, URL: next.url}
	}
	return v
}

func (l *claimList) words(t casefile.Text) string {
	return textIn(t, l.shelf.edition.Lang, l.site.Investigation.Settings.Original())
}

// answer says what a response amounts to: "denied by Meta".
func (l *claimList) answer(r *casefile.Response) string {
	if r.Stance == "" {
		return ""
	}
	var who []string
	for _, ref := range r.From {
		if party := l.shelf.ledger.parties.Lookup(ref.ID); party != nil {
			who = append(who, label.Party(party, r.Day(), l.shelf.words))
		}
	}
	if len(who) == 0 {
		return ""
	}
	return label.Stance(r.Stance, who, l.shelf.words)
}

// saidBy names who makes a claim; where the record names nobody, those whose
// records show it.
func (l *claimList) saidBy(c *casefile.Claim) string {
	w, parties := l.shelf.words, l.shelf.ledger.parties
	if who := names(parties, c.By, c.Since, w); who != "" {
		return who
	}
	switch c.Basis {
	case casefile.Inferred:
		return w.T("said-by-us")
	case casefile.Unknown:
		return w.T("said-by-nobody")
	case casefile.Admitted:
		if who := names(parties, c.About, c.Since, w); who != "" {
			return who
		}
	}
	var outlets []string
	for _, ev := range c.Evidence {
		if s := l.site.sources().Lookup(ev.Key); s != nil && !slices.Contains(outlets, l.printer.shortest(s)) {
			outlets = append(outlets, l.printer.shortest(s))
		}
	}
	if len(outlets) == 0 {
		return "—"
	}
	if len(outlets) > 2 {
		return w.N("names-more", len(outlets)-2, outlets[0], outlets[1])
	}
	return strings.Join(outlets, ", ")
}

// proceeding names the case that a claim is made in: "Klein v. Meta, unsealed,
// as of 24 November 2026".
func (l *claimList) proceeding(c *casefile.Claim) string {
	party := l.shelf.ledger.parties.Lookup(c.Case.ID)
	if party == nil {
		return ""
	}
	w := l.shelf.words
	parts := []string{label.Party(party, casefile.Date{}, w)}
	if c.Stage != "" {
		parts = append(parts, w.T("stage-"+c.Stage))
	}
	if !party.AsOf.IsZero() {
		parts = append(parts, w.T("as-of", w.Date(party.AsOf)))
	}
	return strings.Join(parts, ", ")
}

// evidence lists sources, primary ones first.
func (l *claimList) evidence(list []casefile.Evidence) []EvidenceView {
	var views []EvidenceView
	for _, ev := range list {
		s := l.site.sources().Lookup(ev.Key)
		if s == nil {
			continue
		}
		v := EvidenceView{Link: NavLink{Label: l.printer.shortest(s)}, Place: placeWords(ev.Place), Primary: ev.Primary}
		if at, ok := evidencePlace(ev); ok && l.printer.exhibitPlace(at) != "" {
			v.Place, v.PlaceURL = l.printer.exhibitPlace(at), l.printer.exhibitAt(at, true)
		}
		if at := l.shelf.address(casefile.SourcesPage); at != "" {
			v.Link.URL = at + "#" + l.site.Investigation.Anchors[s.ID]
		}
		if l.uses != nil && ev.Quote != "" {
			if quote, ok := l.uses.quotes[ev.Quote]; ok {
				v.Quote = &quote
			}
		}
		views = append(views, v)
	}
	slices.SortStableFunc(views, func(a, b EvidenceView) int {
		switch {
		case a.Primary == b.Primary:
			return 0
		case a.Primary:
			return -1
		}
		return 1
	})
	return views
}

// placeWords is a place in a source as a record gives it: without the braces of
// the citation, ranges with their dash.
func placeWords(place string) string {
	place = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(place), "{"), "}")
	words := strings.Fields(place)
	for i, word := range words {
		if isRange(word) {
			words[i] = strings.ReplaceAll(strings.ReplaceAll(word, "--", "–"), "-", "–")
		}
	}
	return strings.Join(words, " ")
}

package page

import (
	"html/template"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/label"
)

// A claim in JSON-LD is a Claim, never a ClaimReview: its author is who says
// so, and nothing rates its truth.

type claimData struct {
	Type   string      `json:"@type"`
	ID     string      `json:"@id,omitempty"`
	Text   string      `json:"text"`
	Author []person    `json:"author,omitempty"`
	First  *appearance `json:"firstAppearance,omitempty"`
}

type appearance struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type quotationData struct {
	Type      string   `json:"@type"`
	ID        string   `json:"@id"`
	Text      string   `json:"text"`
	Speakers  []person `json:"spokenByCharacter,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	Language  string   `json:"inLanguage"`
}

type collection struct {
	Context  string          `json:"@context"`
	Type     string          `json:"@type"`
	Name     string          `json:"name"`
	Language string          `json:"inLanguage"`
	URL      string          `json:"url"`
	PartOf   *part           `json:"isPartOf"`
	Coverage string          `json:"temporalCoverage,omitempty"`
	About    []eventData     `json:"about,omitempty"`
	Mentions []claimData     `json:"mentions,omitempty"`
	Parts    []quotationData `json:"hasPart,omitempty"`
	Modified string          `json:"dateModified,omitempty"`

	Corrections []correctionComment `json:"correction,omitempty"`
}

// collectionData describes a page made of a register.
func (s *Site) collectionData(c *casefile.Chapter, url string) template.HTML {
	sh := s.shelf(c.Lang)
	data := collection{
		Context: schema, Type: "CollectionPage", Name: c.Head.Title, Language: c.Lang, URL: url,
		PartOf: &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home},
	}
	if last := s.Investigation.LastChange(c); !last.IsZero() {
		data.Modified, data.Corrections = iso(last), s.correctionData(c)
	}
	switch c.Name {
	case casefile.GlossaryPage:
		return dataElements(s.termData(sh, c, url), s.crumbs(sh, c, url))
	case casefile.TimelinePage:
		data.Coverage, data.About = coverage(sh.ledger.chronicle.list), s.eventData(sh, url)
	case casefile.ClaimsPage:
		for _, claim := range s.Investigation.Claims.List {
			if f := sh.ledger.claims[claim.ID]; f != nil && f.claim == claim {
				data.Mentions = append(data.Mentions, s.claimData(sh, f))
			}
		}
	case casefile.ResponsesPage:
		for _, r := range s.Investigation.Responses.List {
			if q, ok := s.quotationData(sh, r, url); ok {
				data.Parts = append(data.Parts, q)
			}
		}
	}
	return dataElements(data, s.crumbs(sh, c, url))
}

// An eventData is something that happened.
type eventData struct {
	Type  string `json:"@type"`
	ID    string `json:"@id"`
	Name  string `json:"name"`
	Start string `json:"startDate"`
	End   string `json:"endDate,omitempty"`
}

// eventData describes the events of a timeline that are real ones: recorded, of
// a known date, and not to come. What is only said to have happened is no event
// to a program that reads no words.
func (s *Site) eventData(sh *shelf, url string) []eventData {
	var list []eventData
	for _, e := range sh.ledger.chronicle.list {
		start, end := isoDate(e.Date), ""
		if e.Date.IsRange {
			start, end = isoDate(edtf.Date{From: e.Date.From}), isoDate(edtf.Date{From: e.Date.To})
			if end == "" {
				continue
			}
		}
		if start == "" || e.Planned || e.IsUncertain() || !sh.isRecorded(e) {
			continue
		}
		list = append(list, eventData{"Event", url + "#t-" + e.ID, textIn(e.Title, sh.edition.Lang, s.Investigation.Settings.Original()), start, end})
	}
	return list
}

// isRecorded reports whether an event is documented: by its claims or, where it
// has none, by its sources.
func (sh *shelf) isRecorded(e *casefile.Event) bool {
	told := false
	for _, ref := range e.Claims {
		if f := sh.ledger.claims[ref.ID]; f != nil {
			if f.status != string(casefile.StatusDocumented) {
				return false
			}
			told = true
		}
	}
	return told || sourceStatus(e) == string(casefile.StatusDocumented)
}

// crumbs is the way from the cover to a page.
func (s *Site) crumbs(sh *shelf, c *casefile.Chapter, url string) breadcrumbs {
	return breadcrumbs{schema, "BreadcrumbList", []crumb{
		{"ListItem", 1, sh.title, s.BaseURL + sh.edition.Home},
		{"ListItem", 2, c.Head.Title, url},
	}}
}

// claimsMarked lists the claims that a text marks, each once.
func (s *Site) claimsMarked(sh *shelf, body *casefile.Body) []reference {
	var list []reference
	seen := map[string]bool{}
	for _, m := range body.Document.Claims {
		if f := sh.ledger.claims[m.Ref]; f != nil && !seen[m.Ref] {
			seen[m.Ref] = true
			list = append(list, reference{s.BaseURL + f.url})
		}
	}
	return list
}

func (s *Site) claimData(sh *shelf, f *flagged) claimData {
	original := s.Investigation.Settings.Original()
	data := claimData{Type: "Claim", ID: s.BaseURL + f.url, Text: textIn(f.claim.Text, sh.edition.Lang, original)}
	for _, ref := range f.claim.By {
		if party := sh.ledger.parties.Lookup(ref.ID); party != nil {
			data.Author = append(data.Author, sh.partyData(party, f.claim.Since))
		}
	}
	if len(data.Author) == 0 && f.claim.Basis == casefile.Inferred {
		if us := s.publisher(); us != nil {
			data.Author = []person{*us}
		}
	}
	for _, ev := range f.claim.Evidence {
		if src := s.sources().Lookup(ev.Key); src != nil {
			data.First = &appearance{"CreativeWork", src.Title, src.URL}
			break
		}
	}
	return data
}

func (sh *shelf) partyData(party *casefile.Party, day casefile.Date) person {
	kind := "Organization"
	if party.Type == "person" {
		kind = "Person"
	}
	return person{kind, label.Party(party, day, sh.words)}
}

// quotationData is the answer of somebody, in the words that were given.
func (s *Site) quotationData(sh *shelf, r *casefile.Response, url string) (quotationData, bool) {
	lang := r.Language
	if lang == "" {
		lang = s.Investigation.Settings.Original()
	}
	q := quotationData{Type: "Quotation", ID: url + "#r-" + r.ID, Text: r.Text.In(lang), Published: isoIssued(r.Received), Language: lang}
	if q.Text == "" || !r.Withdrawn.IsZero() {
		return q, false
	}
	for _, ref := range r.From {
		if party := sh.ledger.parties.Lookup(ref.ID); party != nil {
			q.Speakers = append(q.Speakers, sh.partyData(party, r.Day()))
		}
	}
	return q, true
}

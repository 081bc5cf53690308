package ledger

import (
	"encoding/json"
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/label"
)

// Version is that of the form of claims.json. A field may be added under the
// same version; one that goes or changes its meaning raises it.
const Version = 1

type file struct {
	Version   int      `json:"version"`
	Title     words    `json:"title"`
	Languages []string `json:"languages"`
	Claims    []claim  `json:"claims"`
}

// words are in each language of the dossier.
type words map[string]string

type claim struct {
	ID         string     `json:"id"`
	Number     string     `json:"number"`
	URL        words      `json:"url"`
	Text       words      `json:"text"`
	Status     string     `json:"status"` // for filters; label is for readers
	Label      words      `json:"label"`
	Basis      string     `json:"basis"`
	By         []party    `json:"by,omitempty"`
	About      []party    `json:"about,omitempty"`
	Case       string     `json:"case,omitempty"`
	Stage      string     `json:"stage,omitempty"`
	Evidence   []evidence `json:"evidence,omitempty"`
	Against    []evidence `json:"against,omitempty"`
	Answers    []answer   `json:"answers,omitempty"` // oldest first
	Made       string     `json:"made,omitempty"`
	Changed    string     `json:"changed,omitempty"`
	History    []change   `json:"history,omitempty"`
	ReplacedBy string     `json:"replaced_by,omitempty"`
}

type party struct {
	ID   string `json:"id,omitempty"` // "" where it could tell a protected name
	Name words  `json:"name"`
}

type evidence struct {
	Source  string `json:"source"` // key of sources.json
	Place   string `json:"place,omitempty"`
	Quote   string `json:"quote,omitempty"`
	Primary bool   `json:"primary,omitempty"`
}

type answer struct {
	ID        string  `json:"id"`
	From      []party `json:"from"`
	Stance    string  `json:"stance"`
	Date      string  `json:"date,omitempty"`
	Withdrawn string  `json:"withdrawn,omitempty"`
	Source    string  `json:"source,omitempty"`
	Text      words   `json:"text,omitempty"`
}

type change struct {
	Date string `json:"date,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Why  words  `json:"why,omitempty"`
}

// JSON writes every claim with its answers and its history.
func (l Ledger) JSON() ([]byte, error) {
	langs := l.languages()
	f := file{Version: Version, Languages: langs, Title: words{}, Claims: []claim{}}
	for _, lang := range langs {
		f.Title[lang] = l.Investigation.Settings.TitleIn(lang)
	}
	for _, e := range l.entries() {
		f.Claims = append(f.Claims, l.claim(e))
	}
	b, err := json.Marshal(f)
	return append(b, '\n'), err
}

func (l Ledger) claim(e entry) claim {
	c := e.claim
	out := claim{
		ID: c.ID, Number: e.number, URL: words{}, Text: wordsOf(c.Text), Status: string(e.standing.Status), Label: words{}, Basis: string(c.Basis),
		By: l.parties(c.By, c.Since), About: l.parties(c.About, c.Since), Case: c.Case.ID, Stage: c.Stage,
		Evidence: evidenceOf(c.Evidence), Against: evidenceOf(c.Against),
		Made: day(c.Since), Changed: day(c.LastChange()), ReplacedBy: c.ReplacedBy.ID,
	}
	for _, edition := range l.Investigation.Editions {
		out.URL[edition.Lang] = l.BaseURL + edition.Home + casefile.ClaimsPage + "/#c-" + c.ID
		out.Label[edition.Lang] = label.Of(e.standing, l.Words(edition.Lang))
	}
	for _, r := range e.standing.All {
		if r.Stance != "" {
			out.Answers = append(out.Answers, answer{
				ID: r.ID, From: l.parties(r.From, r.Day()), Stance: string(r.Stance), Date: day(r.Day()), Withdrawn: day(r.Withdrawn),
				Source: r.Source.ID, Text: wordsOf(r.Text),
			})
		}
	}
	for _, h := range c.History {
		out.History = append(out.History, change{day(h.Date), string(h.From), string(h.To), wordsOf(h.Why)})
	}
	return out
}

func (l Ledger) parties(refs casefile.Refs, day casefile.Date) []party {
	list := []party{}
	for _, ref := range refs {
		p := party{ID: ref.ID, Name: words{}}
		for _, lang := range l.languages() {
			if name := l.name(ref.ID, lang, day); name != "" {
				p.Name[lang] = name
			}
		}
		if record := l.Investigation.Parties.Lookup(ref.ID); record != nil && record.Protected {
			p.ID = "" // an id may tell the name
		}
		list = append(list, p)
	}
	return list
}

func evidenceOf(list []casefile.Evidence) []evidence {
	var out []evidence
	for _, ev := range list {
		out = append(out, evidence{ev.Key, ev.Place, ev.Quote, ev.Primary})
	}
	return out
}

func wordsOf(t casefile.Text) words {
	if len(t) == 0 {
		return nil
	}
	return words(t)
}

// day is a date as machines read it: "2024-03-23"; "" for none.
func day(d casefile.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

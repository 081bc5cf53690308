package lines

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/theme"
)

// A Sheet is a list of lines to be printed.
type Sheet struct {
	Title   string
	Lead    string // what was left out, or how it is ordered; "" for nothing
	BaseURL string // of the site; "" where it is not known
	Lines   []Line
	Sources diag.Sources // bytes of files, for lines and columns
	Words   func(lang string) *theme.Words
}

// A row is a line in words, as every form of the list prints it. Several
// things in one field are apart from one another.
type row struct {
	Hash, Place, File, Section, Text string
	Kind                             Kind
	Line, Column, Number             int
	URL                              string // absolute where the site has an address
	Claims, Labels                   []string
	Sources                          []linked
	Quotes, Speakers, Hedges, Guilt  []string
	Responses, Parties               []string
	Exceptions, Problems             []string
	Risk                             int
	By, Date, OK, Note               string
}

// linked is words with an address; "" for none.
type linked struct{ Text, URL string }

// rows puts the lines of a sheet into words.
func (s *Sheet) rows() []row {
	places := map[string]*diag.Lines{}
	rows := make([]row, len(s.Lines))
	for i := range s.Lines {
		l := &s.Lines[i]
		in := places[l.Span.File]
		if in == nil {
			in = diag.NewLines(s.Sources(l.Span.File))
			places[l.Span.File] = in
		}
		rows[i] = s.row(l, in.Position(l.Span.Start))
	}
	return rows
}

func (s *Sheet) row(l *Line, at diag.Position) row {
	r := row{
		Hash: l.Hash, File: l.Span.File, Line: at.Line, Column: at.Column, Number: l.Number, Kind: l.Kind, Section: l.Section, Text: l.Text,
		Place: fmt.Sprintf("%s:%d:%d", l.Span.File, at.Line, at.Column), URL: s.BaseURL + l.URL,
		Speakers: l.Speakers, Hedges: l.Hedges, Guilt: l.Guilt, Risk: l.Risk(),
	}
	for _, c := range l.Claims {
		r.Claims = append(r.Claims, c.Claim.ID)
		r.Labels = append(r.Labels, c.Label)
		for _, answer := range c.All {
			r.Responses = appendNew(r.Responses, s.response(c, answer, l.Chapter.Lang))
		}
	}
	for _, c := range l.Sources {
		text := c.Name
		if c.Locator != "" {
			text += ", " + c.Locator
		}
		url := c.Origin
		if s.BaseURL != "" && c.URL != "" {
			url = s.BaseURL + c.URL
		}
		r.Sources = append(r.Sources, linked{text + " [@" + c.Key + "]", url})
	}
	for _, q := range l.Quotes {
		r.Quotes = append(r.Quotes, fmt.Sprintf("“%s”: %s", strings.Join(strings.Fields(prose.PlainQuote(q.Text)), " "), q.State))
	}
	for _, p := range l.Parties {
		r.Parties = append(r.Parties, Name(p, l.Chapter.Lang))
	}
	for _, e := range l.Exceptions {
		r.Exceptions = append(r.Exceptions, string(e.Code)+": "+e.Reason)
	}
	for _, d := range l.Problems {
		r.Problems = append(r.Problems, fmt.Sprintf("%s: %s [%s]", d.Severity, d.Message, d.Code))
	}
	if t := l.Tick; t != nil {
		r.By, r.Date, r.Note, r.OK = t.By, day(t.Date), t.Note, "no"
		if t.OK {
			r.OK = "yes"
		}
	}
	return r
}

// response says who answered a claim, how and when: "denied by Meta, 2 April
// 2024 (meta-2024)".
func (s *Sheet) response(c Claim, r *casefile.Response, lang string) string {
	var names []string
	for _, a := range c.Answers {
		if r.From.Has(a.Party.ID) {
			names = append(names, Name(a.Party, lang))
		}
	}
	if len(names) == 0 {
		names = r.From.IDs()
	}
	text := strings.Join(names, ", ") + ": " + string(r.Stance)
	if day := s.Words(lang).Date(r.Day()); day != "" {
		text += ", " + day
	}
	if !r.Withdrawn.IsZero() {
		text += ", withdrawn"
	}
	return text + " (" + r.ID + ")"
}

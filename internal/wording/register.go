package wording

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// A register gathers the words of records.
type register struct {
	inv  *casefile.Investigation
	lang string
	only string // the record that is wanted; "" for all
	list []Block
}

// in is words of a record in the language of the page, or else as they were
// written.
func (r *register) in(t casefile.Text) string {
	if words := t.In(r.lang); words != "" {
		return words
	}
	return t.In(r.inv.Settings.Original())
}

// add adds the words of a record, parted by commas; empty ones are left out.
func (r *register) add(of string, span diag.Span, words ...string) {
	if r.only != "" && r.only != of {
		return
	}
	if text := joined(words...); text != "" {
		r.list = append(r.list, Block{Kind: Entry, Text: text, Of: of, passage: -1, span: span})
	}
}

func joined(words ...string) string {
	var parts []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, ", ")
}

// ofRegister lists the words of a page made of a register, or of one of its
// records. Dates stand as in the record: a changed date is a changed fact.
func ofRegister(inv *casefile.Investigation, c *casefile.Chapter, only string) []Block {
	r := register{inv: inv, lang: c.Lang, only: only}
	switch c.Name {
	case casefile.TimelinePage:
		r.events()
	case casefile.PeoplePage:
		r.parties()
	case casefile.ClaimsPage:
		for _, claim := range inv.Claims.List {
			r.add(claim.ID, claim.TextSpan, r.in(claim.Text))
		}
	case casefile.SourcesPage:
		for _, s := range inv.Sources.List {
			r.source(s)
		}
	case casefile.ResponsesPage:
		for _, a := range inv.Responses.List {
			r.add(a.ID, a.TextSpan, r.in(a.Text))
			r.add(a.ID, a.Span, r.in(a.Reason))
		}
	case casefile.GlossaryPage:
		for _, t := range inv.Terms.List {
			r.add(t.ID, t.Span, strings.TrimSpace(r.in(t.Term)+": "+r.in(t.Definition)))
		}
	}
	return r.list
}

func (r *register) events() {
	for _, e := range r.inv.Events.List {
		r.add(e.ID, e.TitleSpan, e.Date.String(), r.in(e.Title))
		r.add(e.ID, e.TextSpan, r.in(e.Text))
		for _, other := range e.AltDates {
			r.add(e.ID, e.DateSpan, other.Date.String(), r.in(other.Why))
		}
	}
}

func (r *register) parties() {
	for _, p := range r.inv.Parties.List {
		if p.Protected {
			continue
		}
		for _, n := range p.Names {
			r.add(p.ID, n.Span, r.in(n.Name), dated(n.From, n.To))
		}
		r.add(p.ID, p.About.Span, r.in(p.About.Text))
		r.add(p.ID, p.Span, r.in(p.Caution.Text))
		for _, role := range p.Roles {
			at := ""
			if other := r.inv.Parties.Lookup(role.At.ID); other != nil && !other.Protected {
				at = other.Label(r.lang)
			}
			r.add(p.ID, role.Span, r.in(role.Title), at, dated(role.From, role.To))
		}
		r.add(p.ID, p.Span, r.in(p.Court), p.Number)
	}
}

func (r *register) source(s *casefile.Source) {
	title := r.in(s.Custom.Title)
	if title == "" {
		title = s.Title
	}
	var authors []string
	for _, a := range s.Authors {
		authors = append(authors, joined(a.Literal, a.Family, a.Given))
	}
	r.add(s.ID, s.Span, strings.Join(authors, "; "), title, s.Container, s.Authority, s.Number, issued(s.Issued))
	r.add(s.ID, s.Span, r.in(s.Custom.Note))
}

// issued is a date as precise as it is known: "2024-03".
func issued(d casefile.Issued) string {
	text := d.Literal
	if d.Year != 0 {
		text = fmt.Sprintf("%04d", d.Year)
		if d.Month > 0 {
			text += fmt.Sprintf("-%02d", d.Month)
		}
		if d.Day > 0 {
			text += fmt.Sprintf("-%02d", d.Day)
		}
	}
	if d.Circa {
		text += "~"
	}
	return text
}

// dated is the time between two dates, "" where neither is known.
func dated(from, to casefile.Issued) string {
	if from.IsZero() && to.IsZero() {
		return ""
	}
	return issued(from) + "/" + issued(to)
}

// ofExhibit lists the words of the page of an exhibit, or of a part of one. What
// is covered is no word: it stands as a gap.
func ofExhibit(inv *casefile.Investigation, c *casefile.Chapter) []Block {
	id, _, _ := strings.Cut(c.Entry, "/")
	x := inv.Exhibits.Lookup(id)
	if x == nil {
		return nil
	}
	r := register{inv: inv, lang: c.Lang}
	if c.Entry == id {
		r.add(id, x.Span, r.in(x.Title))
		r.add(id, x.Span, r.in(x.Dek))
		r.add(id, x.HowSpan, x.Kind, x.How, issued(x.MadePublic), issued(x.Obtained), r.in(x.From))
		r.add(id, x.Span, r.in(x.Changes))
		r.add(id, x.Span, r.in(x.Why))
		for _, h := range x.Custody {
			r.add(id, x.Span, issued(h.Date), h.Who, r.in(h.Action))
		}
	}
	if !x.Withdrawn.IsZero() {
		return r.list
	}
	for _, h := range x.Highlights {
		if x.Entry(casefile.PartOf(h.Page)) == c.Entry {
			r.add(id, h.Span, r.in(h.Note))
		}
	}
	for _, sheet := range x.Sheets {
		if x.Entry(casefile.PartOf(sheet.Number)) != c.Entry {
			continue
		}
		for _, line := range sheet.Lines {
			r.add(id, diag.Span{File: sheet.Path}, line.Plain())
		}
	}
	return r.list
}

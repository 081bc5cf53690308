package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/quotation"
)

// Exhibits joins the exhibits with the other registers: it gives each its
// letter, finds the passages that are highlighted, and reports ids that lead
// nowhere. The list comes back in the order of letters.
func Exhibits(inv *casefile.Investigation, list []*casefile.Exhibit) diag.List {
	e := &evidence{inv: inv}
	letters, diags := exhibitLetters(list)
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *casefile.Exhibit) int {
		x, y := letters[a.ID], letters[b.ID]
		return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
	})
	inv.Exhibits = casefile.NewRegister(list, func(x *casefile.Exhibit) string { return x.ID })
	inv.Displays = make(map[string]*casefile.Display, len(list))
	for _, x := range list {
		if x.Source.ID != "" {
			e.source(x.Source)
		}
		for _, h := range x.Highlights {
			e.claims(h.Claims)
		}
		d := &casefile.Display{Exhibit: x, Letter: letters[x.ID]}
		marks, more := highlights(x)
		d.Marks, e.diags = marks, append(e.diags, more...)
		inv.Displays[x.ID] = d
	}
	for _, s := range inv.Sources.List {
		if id := s.Custom.Exhibit; id != "" && inv.Exhibits.Lookup(id) == nil {
			e.diags = append(e.diags, UnknownExhibit(inv, casefile.Ref{ID: id, Span: s.Span}))
		}
	}
	return append(diags, e.diags...)
}

// exhibitLetters gives each exhibit its letter: what its record says, or else
// the next that nobody has, by id: A to Z, then AA.
func exhibitLetters(list []*casefile.Exhibit) (map[string]string, diag.List) {
	var diags diag.List
	letters, taken := make(map[string]string, len(list)), map[string]*casefile.Exhibit{}
	for _, x := range list {
		other := taken[x.Letter]
		switch {
		case x.Letter == "":
		case other != nil:
			diags = append(diags, diag.Diagnostic{Code: diag.DuplicateID, Severity: diag.Error, Span: x.Span,
				Message: fmt.Sprintf("the letter %q is already used", x.Letter), Hint: "give each exhibit a letter of its own",
				Related: []diag.Related{{Span: other.Span, Message: "first here"}}})
		default:
			letters[x.ID], taken[x.Letter] = x.Letter, x
		}
	}
	next := 0
	for _, x := range list {
		for letters[x.ID] == "" {
			if letter := letterOf(next); taken[letter] == nil {
				letters[x.ID], taken[letter] = letter, x
			}
			next++
		}
	}
	return letters, diags
}

// letterOf is the letter with a number from 0: A, Z, AA.
func letterOf(n int) string {
	var letter string
	for n++; n > 0; n = (n - 1) / 26 {
		letter = string(rune('A'+(n-1)%26)) + letter
	}
	return letter
}

// highlights finds the passages that an exhibit highlights.
func highlights(x *casefile.Exhibit) ([][]casefile.Mark, diag.List) {
	var diags diag.List
	marks := make([][]casefile.Mark, len(x.Highlights))
	texts := map[int]*quotation.Text{}
	for i, h := range x.Highlights {
		sheet := x.Sheet(h.Page)
		if sheet == nil || len(sheet.Lines) == 0 {
			continue // reported as a page without text
		}
		text := sheet.Text()
		if texts[h.Page] == nil {
			texts[h.Page] = quotation.New(text)
		}
		places := passages(texts[h.Page], text, h)
		d := diag.Diagnostic{Severity: diag.Error, Span: h.Span}
		switch {
		case len(places) == 1:
			marks[i] = marksIn(sheet, places[0])
			continue
		case len(places) > 1:
			d.Code, d.Message = diag.HighlightAmbiguous, fmt.Sprintf("%q occurs %d times on page %d", h.Exact, len(places), h.Page)
			d.Hint = "add the words before or after it: prefix: or suffix:"
		default:
			d.Code, d.Message = diag.HighlightNotFound, fmt.Sprintf("%q is not on page %d", h.Exact, h.Page)
			d.Hint = "copy the words from the transcript"
			if r := texts[h.Page].Find(h.Exact, quotation.Options{EmphasisAdded: true}); r.ClosestText != "" {
				d.Hint = fmt.Sprintf("closest: %q", r.ClosestText)
			}
		}
		diags = append(diags, d)
	}
	return marks, diags
}

// passages lists the places of a highlight in the text of its page. With words
// before or after it, those places count that have them.
func passages(page *quotation.Text, text string, h casefile.Highlight) []quotation.Span {
	if h.Prefix == "" && h.Suffix == "" {
		return page.All(h.Exact)
	}
	var places []quotation.Span
	for _, around := range page.All(strings.TrimSpace(h.Prefix + " " + h.Exact + " " + h.Suffix)) {
		part := text[around.Start:around.End]
		found := quotation.New(part).All(h.Exact)
		if len(found) == 0 {
			continue
		}
		at := found[0]
		if h.Prefix != "" && h.Suffix == "" {
			at = found[len(found)-1]
		}
		places = append(places, quotation.Span{Start: around.Start + at.Start, End: around.Start + at.End})
	}
	return places
}

// marksIn parts a passage of a page at its lines.
func marksIn(sheet *casefile.Sheet, at quotation.Span) []casefile.Mark {
	var marks []casefile.Mark
	start := 0
	for i, l := range sheet.Lines {
		end := start + len(l.Plain())
		from, to := max(at.Start, start), min(at.End, end)
		if from < to {
			marks = append(marks, casefile.Mark{Page: sheet.Number, Line: i + 1, From: from - start, To: to - start})
		}
		start = end + 1
	}
	return marks
}

// UnknownExhibit reports a reference to an exhibit that there is not.
func UnknownExhibit(inv *casefile.Investigation, ref casefile.Ref) diag.Diagnostic {
	ids := inv.Exhibits.IDs(func(x *casefile.Exhibit) string { return x.ID })
	d := unknown(diag.UnknownExhibit, "exhibit", "", ref, ids)
	if diag.DidYouMean(ref.ID, ids) == "" {
		d.Hint = fmt.Sprintf("add the folder content/exhibits/%s with an exhibit.yaml", ref.ID)
	}
	return d
}

// exhibitEntries lists the pages of the site that show exhibits.
func exhibitEntries(inv *casefile.Investigation) []Entry {
	var own []Entry
	for _, x := range inv.Exhibits.List {
		letter := inv.Displays[x.ID].Letter
		for part := 1; part <= x.Parts(); part++ {
			own = append(own, Entry{ID: x.Entry(part), Slug: x.Entry(part), Head: func(lang string) casefile.Head {
				title := x.Title.In(lang)
				if title == "" {
					title = x.Title.In(inv.Settings.Original())
				}
				if title == "" {
					title = letter
				}
				dek := x.Dek.In(lang)
				if dek == "" {
					dek = x.Dek.In(inv.Settings.Original())
				}
				return casefile.Head{Title: title, Standfirst: dek, Description: dek}
			}})
		}
	}
	return own
}

// exhibitAnchors lists the anchors of one page of the site that shows an exhibit
// or a part of one.
func exhibitAnchors(inv *casefile.Investigation, entry string, ids map[string]bool) {
	id, _, _ := strings.Cut(entry, "/")
	x := inv.Exhibits.Lookup(id)
	if x == nil || !x.Withdrawn.IsZero() {
		return
	}
	for _, s := range x.Sheets {
		here := x.Entry(casefile.PartOf(s.Number)) == entry
		if here || entry == x.ID {
			ids[x.PageAnchor(s.Number)] = true // the first part lists the pages of the others
		}
		if !here || !x.Transcript.Numbered {
			continue
		}
		for n := range s.Lines {
			ids[x.LineAnchor(s.Number, n+1)] = true
		}
	}
	for i, h := range x.Highlights {
		if x.Entry(casefile.PartOf(h.Page)) == entry && len(inv.Displays[id].Marks[i]) > 0 {
			ids["h-"+h.ID] = true
		}
	}
}

// exhibitLink finds where a link to a file of an exhibit leads: to its page, or
// to the highlight or anchor it names. "../exhibits/letter/page-01.md#stone" is
// "/exhibits/letter/#h-stone".
func (t *text) exhibitLink(file, fragment string) (c *casefile.Chapter, anchor string) {
	rest, ok := strings.CutPrefix(file, "content/exhibits/")
	id, name, _ := strings.Cut(rest, "/")
	x, e := t.inv.Exhibits.Lookup(id), t.inv.Edition(t.chapter.Lang)
	if !ok || x == nil || e == nil {
		return nil, ""
	}
	page := 0
	for _, s := range x.Sheets {
		if file == s.Path || s.Image != "" && file == s.Image {
			page = s.Number
		}
	}
	if page == 0 && name != "" && name != "exhibit.yaml" {
		return nil, ""
	}
	for _, h := range x.Highlights {
		if fragment == h.ID {
			page, fragment = h.Page, "h-"+h.ID
		}
	}
	c = e.Entry(casefile.ExhibitsPage, x.Entry(casefile.PartOf(page)))
	switch {
	case c == nil || !x.Withdrawn.IsZero():
		return c, ""
	case fragment != "" || page == 0:
		return c, fragment
	}
	return c, x.PageAnchor(page)
}

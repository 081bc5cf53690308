package page

import (
	"html/template"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// coverView fills the view of a cover, all but the text.
func (s *Site) coverView(e *casefile.Edition, summary func(*casefile.Chapter) *casefile.Summary) CoverView {
	sh := s.shelf(e.Lang)
	settings := s.Investigation.Settings
	view := CoverView{
		Shell:      s.shell(e.Cover),
		Standfirst: e.Cover.Head.Standfirst,
		Published:  sh.date(e.Cover.Head.Date),
		Updated:    sh.date(s.Investigation.LastChange(e.Cover)),
		Log:        s.logLink(sh),
	}
	if view.Standfirst == "" {
		view.Standfirst = textIn(settings.Tagline, e.Lang, "")
	}
	view.Kind = "cover"
	view.Title = sh.title
	view.OpenGraph.Type, view.OpenGraph.Title = "website", sh.title
	if view.Description == "" {
		view.Description = view.Standfirst
		view.OpenGraph.Description = view.Standfirst
	}

	cited := map[string]bool{}
	count := func(c *casefile.Chapter) *casefile.Summary {
		known := summary(c)
		if known == nil {
			return nil
		}
		view.NoteCount += known.Notes
		for _, use := range known.Cited {
			cited[use.Key] = true
		}
		return known
	}
	for _, c := range e.Chapters {
		view.Docket = append(view.Docket, s.docketRow(sh, c, sh.words.Number(c.Number), count(c)))
	}
	exhibits := s.exhibitRows(sh)
	view.Files = exhibits
	for _, c := range sh.files {
		switch {
		case c.Kind != casefile.RecordKind:
			view.Files = append(view.Files, s.docketRow(sh, c, "", count(c)))
		case c.Name != casefile.ExhibitsPage || len(exhibits) == 0:
			view.Files = append(view.Files, s.recordRow(sh, c))
		}
	}
	view.ChapterCount, view.SourceCount = len(e.Chapters), len(cited)

	view.Stamp = append(view.Stamp, sh.openings(e.Cover)...)
	s.correct(&view.Shell, e.Cover)
	view.Stamp = append(view.Stamp, sh.words.T("stamp-trackers"))
	view.JSONLD = s.coverData(e, &view, summary)
	return view
}

// openings says when the file was opened and when it last changed.
func (sh *shelf) openings(c *casefile.Chapter) []string {
	var facts []string
	if !c.Head.Date.IsZero() {
		facts = append(facts, sh.words.T("stamp-opened", sh.words.Date(c.Head.Date)))
	}
	if !c.Head.Updated.IsZero() {
		facts = append(facts, sh.words.T("stamp-updated", sh.words.Date(c.Head.Updated)))
	}
	return facts
}

// docketRow is one row of the contents.
func (s *Site) docketRow(sh *shelf, c *casefile.Chapter, mark string, known *casefile.Summary) DocketRow {
	row := DocketRow{Mark: mark, Title: c.Head.Title, Line: c.Head.Description, URL: c.URL}
	if known != nil {
		row.Measure = sh.words.N("minutes", known.ReadingMinutes(s.Investigation.Settings.Reading))
	}
	return row
}

// maxExhibits is how many exhibits the contents name one by one.
const maxExhibits = 8

// exhibitRows are the exhibits under their letters; none where they are too
// many, and the list of exhibits stands for them.
func (s *Site) exhibitRows(sh *shelf) []DocketRow {
	list := s.Investigation.Exhibits.List
	if len(list) > maxExhibits {
		return nil
	}
	var rows []DocketRow
	for _, x := range list {
		if entry := sh.edition.Entry(casefile.ExhibitsPage, x.ID); entry != nil {
			rows = append(rows, DocketRow{
				Mark: s.Investigation.Displays[x.ID].Letter, Title: entry.Head.Title, Line: entry.Head.Description, URL: encodeURL(entry.URL),
				Measure: sh.words.T("label-part", sh.words.T("exhibit"), sh.words.N("pages", len(x.Sheets))),
			})
		}
	}
	slices.SortStableFunc(rows, func(a, b DocketRow) int { return strings.Compare(a.Mark, b.Mark) })
	return rows
}

// status reads a ::: {.claim ref=ID}, whose label is computed, or a
// ::: {.status basis=… stance=… label="…"}.
func (p *printer) status(n *prose.Div, body template.HTML) StatusView {
	if f := p.ledger.claims[n.Attrs.Value("ref")]; f != nil && n.Attrs.Has("claim") {
		return StatusView{Mark: f.status, Label: f.label(), Body: body, ID: n.Attrs.ID, URL: f.url}
	}
	basis := basisStatus(n.Attrs.Value("basis"))
	v := StatusView{Mark: statusOf(basis, n.Attrs.Value("stance")), Label: n.Attrs.Value("label"), Body: body}
	if v.Label == "" {
		// Who denies is for the writer to say: a bare "Denied" names nobody.
		v.Label = p.words.T("status-" + basis)
	}
	return v
}

// basisStatus is the status that a basis has while nobody answers.
func basisStatus(basis string) string {
	switch basis {
	case "documented", "adjudicated", "admitted":
		return "documented"
	case "inferred", "analysis":
		return "analysis"
	case "reported", "alleged":
		return basis
	}
	return "unknown"
}

// statusOf is the status of a statement: what supports it, and whether those
// concerned deny it.
func statusOf(basis, stance string) string {
	switch {
	case stance != "denies" && stance != "disputes", basis == "unknown":
		return basis
	case basis == "alleged":
		return "denied"
	}
	return "disputed"
}

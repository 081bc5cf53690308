package page

import (
	"html/template"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// An ExhibitView is layouts/exhibit.html: one exhibit, or a part of a long one.
type ExhibitView struct {
	Shell
	Letter     string
	Dek        string
	Withdrawn  string // the notice; "" while the exhibit is shown
	Provenance []FactView
	Warnings   []string // what a reader must know of the copy before reading it
	Sheets     []SheetView
	Others     []NavLink // pages that other parts of a long exhibit show
	OtherIDs   []string  // their anchors; parallel to Others
	Notes      []LineNoteView
	Cited      []CitedView
	Claims     []NavLink // that name this exhibit as evidence
	Downloads  []Download
	Cite       CiteView // of the exhibit as a whole
}

// A FactView is a row of the provenance.
type FactView struct {
	Name  string
	Value template.HTML
}

// A SheetView is one page.
type SheetView struct {
	ID, Title string
	Body      template.HTML
}

// A LineNoteView is a note on a passage.
type LineNoteView struct {
	Place  NavLink // "Lines 7–8"
	Note   string
	Claims []LineClaimView
}

// A LineClaimView is a claim that a passage bears on, with its label.
type LineClaimView struct{ Mark, Label, Number, URL string }

// Exhibit makes the page of an exhibit, or of a part of one. summary is as for
// Cover; downloads are the files beside the page.
func (s *Site) Exhibit(e *casefile.Edition, c *casefile.Chapter, summary func(*casefile.Chapter) *casefile.Summary, downloads []Download) ([]byte, error) {
	sh := s.shelf(e.Lang)
	id, _, _ := strings.Cut(c.Entry, "/")
	d := s.Investigation.Displays[id]
	x := d.Exhibit
	v := ExhibitView{Shell: s.shell(c), Letter: d.Letter, Dek: c.Head.Standfirst}
	v.Kind = "exhibit"
	v.Cite = s.cite(sh, e.Entry(casefile.ExhibitsPage, id))
	v.Stamp = s.exhibitStamp(sh, d)
	s.correct(&v.Shell, c)
	v.JSONLD = s.exhibitData(sh, c, d, v.Canonical)
	p := s.listPrinter(c)
	defer s.release(p)
	p.sourcesAt = sh.address(casefile.SourcesPage)
	v.Provenance = s.provenance(p, sh, d)
	v.Cited, v.Claims = s.exhibitUses(e, sh, x, summary)
	if !x.Withdrawn.IsZero() {
		v.Withdrawn = sh.words.T("exhibit-withdrawn", sh.words.Date(x.Withdrawn))
		if why := textIn(x.Why, e.Lang, s.Investigation.Settings.Original()); why != "" {
			v.Withdrawn = sh.words.T("exhibit-withdrawn-why", sh.words.Date(x.Withdrawn), why)
		}
		return s.execute("exhibit", c, &v)
	}
	v.Warnings = s.exhibitWarnings(sh, x)
	v.Downloads = downloads
	for i := range x.Sheets {
		sheet := &x.Sheets[i]
		if x.Entry(casefile.PartOf(sheet.Number)) != c.Entry {
			if at := p.exhibitAt(casefile.ExhibitPlace{ID: x.ID, Page: sheet.Number}, true); c.Entry == x.ID {
				v.Others = append(v.Others, NavLink{Label: s.sheetTitle(sh, x, sheet.Number), URL: at})
				v.OtherIDs = append(v.OtherIDs, x.PageAnchor(sheet.Number))
			}
			continue
		}
		v.Sheets = append(v.Sheets, SheetView{ID: x.PageAnchor(sheet.Number), Title: s.sheetTitle(sh, x, sheet.Number),
			Body: p.part(func() { p.sheet(d, sheet, true) })})
	}
	v.Notes = s.lineNotes(sh, d, c)
	return s.execute("exhibit", c, &v)
}

// sheetTitle names a page: of a recording by its time. A page of an excerpt has a
// number of ours.
func (s *Site) sheetTitle(sh *shelf, x *casefile.Exhibit, n int) string {
	if n <= len(x.Times) {
		return x.Stretch(x.Times[n-1])
	}
	if x.Excerpt {
		return sh.words.T("page-of-excerpt", n)
	}
	return sh.words.T("page-n", n)
}

func (s *Site) exhibitStamp(sh *shelf, d *casefile.Display) []string {
	w, x := sh.words, d.Exhibit
	lines := 0
	for _, sheet := range x.Sheets {
		lines += len(sheet.Lines)
	}
	facts := []string{w.T("exhibit-of", d.Letter, len(s.Investigation.Exhibits.List)), w.N("pages", len(x.Sheets))}
	if x.Transcript.Numbered && x.Withdrawn.IsZero() {
		facts = append(facts, w.N("lines", lines))
	}
	if !x.Facsimile && x.Withdrawn.IsZero() {
		facts = append(facts, w.T("not-facsimile"))
	}
	return facts
}

// exhibitWarnings says what the copy is not.
func (s *Site) exhibitWarnings(sh *shelf, x *casefile.Exhibit) []string {
	var list []string
	if src := s.sources().Lookup(x.Source.ID); src != nil && src.Custom.Seen == "quoted" {
		list = append(list, sh.words.T("from-quotations"))
	} else if x.Excerpt {
		list = append(list, sh.words.T("is-excerpt"))
	}
	if x.HasText() && x.Transcript.CheckedBy == "" {
		list = append(list, sh.words.T("unchecked"))
	}
	return list
}

// lineNotes lists the notes on the passages of this page of the site.
func (s *Site) lineNotes(sh *shelf, d *casefile.Display, c *casefile.Chapter) []LineNoteView {
	x := d.Exhibit
	var notes []LineNoteView
	for i, h := range x.Highlights {
		note := textIn(h.Note, c.Lang, s.Investigation.Settings.Original())
		if x.Entry(casefile.PartOf(h.Page)) != c.Entry || note == "" && len(h.Claims) == 0 {
			continue
		}
		n := LineNoteView{Note: note, Place: NavLink{Label: s.sheetTitle(sh, x, h.Page), URL: "#" + x.PageAnchor(h.Page)}}
		if marks := d.Marks[i]; len(marks) > 0 {
			n.Place.URL = "#h-" + h.ID
			if x.Transcript.Numbered {
				n.Place.Label = sh.lines(x, h.Page, marks[0].Line, marks[len(marks)-1].Line)
			} else {
				n.Place.Label = sh.words.T("passage")
			}
		}
		for _, ref := range h.Claims {
			if f := sh.ledger.claims[ref.ID]; f != nil {
				n.Claims = append(n.Claims, LineClaimView{f.status, f.label(), f.number, f.url})
			}
		}
		notes = append(notes, n)
	}
	return notes
}

// lines names lines of a page: "lines 7–8", "page 2, line 3".
func (sh *shelf) lines(x *casefile.Exhibit, page, from, last int) string {
	words := sh.words.Choose("exhibit-lines", 1, sh.words.Number(from))
	if last > from {
		words = sh.words.Choose("exhibit-lines", 2, sh.words.Number(from)+"–"+sh.words.Number(last))
	}
	switch {
	case page > 0 && page <= len(x.Times):
		return sh.words.T("exhibit-at", x.Stretch(x.Times[page-1]), words)
	case len(x.Sheets) > 1 && page > 0:
		return sh.words.T("page-and-lines", page, words)
	}
	return words
}

// display is an exhibit as it is shown, nil where there is none.
func (p *printer) display(id string) *casefile.Display {
	if p.exhibits == nil {
		return nil
	}
	return p.exhibits.Displays[id]
}

// exhibitAt is the address of a place in an exhibit from the page that is
// printed, with its anchor or without; "" where there is none.
func (p *printer) exhibitAt(at casefile.ExhibitPlace, anchor bool) string {
	if p.exhibits == nil {
		return ""
	}
	url := p.exhibits.ExhibitURL(p.doc.Lang, at)
	if !anchor {
		url, _, _ = strings.Cut(url, "#")
	}
	return url
}

// exhibitPlace writes a place in an exhibit as a link: "exhibit A, lines 1–2".
func (p *printer) exhibitPlace(at casefile.ExhibitPlace) string {
	if p.exhibits == nil || p.exhibits.Displays[at.ID] == nil {
		return ""
	}
	d := p.exhibits.Displays[at.ID]
	words := p.words.T("exhibit-ref", d.Letter)
	switch {
	case at.Time != nil && len(d.Exhibit.Times) > 0:
		words = p.words.T("exhibit-at", words, p.words.Choose("locator-timestamp", 1, d.Exhibit.Stretch(*at.Time)))
	case at.Page > 0 && at.Page <= len(d.Exhibit.Times):
		words = p.words.T("exhibit-at", words, d.Exhibit.Stretch(d.Exhibit.Times[at.Page-1]))
	case at.Page > 0 && (len(d.Exhibit.Sheets) > 1 || at.From == 0):
		words = p.words.T("exhibit-at", words, p.words.Choose("locator-page", 1, p.words.Number(at.Page)))
	}
	switch {
	case at.Last > at.From:
		words = p.words.T("exhibit-at", words, p.words.Choose("locator-line", 2, p.words.Number(at.From)+"–"+p.words.Number(at.Last)))
	case at.From > 0:
		words = p.words.T("exhibit-at", words, p.words.Choose("locator-line", 1, p.words.Number(at.From)))
	}
	return words
}

// toExhibit writes a place in an exhibit, where there is one.
func (p *printer) toExhibit(at casefile.ExhibitPlace) {
	words, url := p.exhibitPlace(at), p.exhibitAt(at, true)
	if words == "" || url == "" {
		return
	}
	p.inline("<a")
	p.address("href", p.absolute(url))
	p.raw(">")
	p.text(words)
	p.close("</a>")
}

// exhibit writes ::: {.exhibit ref=ID page=1}: a page of an exhibit as a figure.
func (p *printer) exhibit(n *prose.Div) {
	id := n.Attrs.Value("ref")
	if p.exhibits == nil || p.exhibits.Displays[id] == nil {
		p.plainDiv(n)
		return
	}
	d := p.exhibits.Displays[id]
	page := 1
	for _, r := range p.doc.Records {
		if r.Class == "exhibit" && r.Span == n.Attrs.Span && r.Page > 0 {
			page = r.Page
		}
	}
	sheet := d.Exhibit.Sheet(page)
	if sheet == nil {
		p.plainDiv(n)
		return
	}
	p.block(`<figure class="exhibit"`)
	p.markedID(&n.Attrs, "x-")
	p.raw(">")
	if d.Exhibit.Withdrawn.IsZero() {
		p.sheet(d, sheet, false)
	}
	p.block("<figcaption>")
	at := casefile.ExhibitPlace{ID: id, Page: page}
	if len(d.Exhibit.Sheets) == 1 && len(d.Exhibit.Times) == 0 {
		at.Page = 0
	}
	p.text(textIn(d.Exhibit.Title, p.doc.Lang, p.original) + ", ")
	p.toExhibit(at)
	if !d.Exhibit.Withdrawn.IsZero() {
		p.text(". " + p.words.T("exhibit-withdrawn", p.words.Date(d.Exhibit.Withdrawn)))
	}
	p.block("</figcaption>")
	p.block("</figure>")
}

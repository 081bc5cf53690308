package page

import (
	"html/template"
	"slices"
	"strings"

	"dossier/internal/casefile"
)

// A CorrectionView is an entry of the log of corrections as a page shows it.
type CorrectionView struct {
	ID       string // "cor-2026-12-02-defendant"
	Type     string // "Correction"
	Date     DateView
	Was, Now string // "" where the entry quotes nothing
	Why      string
	Lang     string // of Why, where it is not that of the page
	Thanks   string // "" for nobody
	Reason   string // of a removal: "for legal reasons"
	Copies   string // where old copies may live, after a redaction; "" otherwise
	Evidence []EvidenceView
	Pages    []NavLink // on the page of the log: where it appears
}

// A ChangesView is what the facts of a page say of its entries of one kind.
type ChangesView struct {
	Label string // "Corrected"
	Links []NavLink
}

// A CorrectionsView is layouts/corrections.html.
type CorrectionsView struct {
	Shell
	Dek    string
	None   string // said where the log is empty; "" otherwise
	Feed   string // address of the Atom feed
	JSON   string // address of the JSON feed
	Years  []CorrectionYear
	Others []LanguageLink // logs of other editions, where they say more
}

// A CorrectionYear is the part of the log of one year.
type CorrectionYear struct {
	Year    int
	Entries []CorrectionView
}

// correctionView fills the view of an entry in the language of an edition.
func (s *Site) correctionView(sh *shelf, e *casefile.Correction) CorrectionView {
	w, lang := sh.words, sh.edition.Lang
	v := CorrectionView{
		ID: "cor-" + e.ID, Type: w.T("correction-" + string(e.Type)), Date: sh.date(e.Day()),
		Why: e.Why.In(lang), Thanks: textIn(e.Thanks, lang, s.Investigation.Settings.Original()),
	}
	if v.Thanks == casefile.ThanksReader {
		v.Thanks = w.T("correction-reader")
	}
	if v.Why == "" {
		for _, other := range s.Investigation.Settings.Languages {
			if v.Why == "" && e.Why.In(other) != "" {
				v.Why, v.Lang = e.Why.In(other), other
			}
		}
	}
	if e.Type == "" {
		v.Type = w.T("correction-" + string(casefile.CorrectionEntry))
	}
	if !e.Withholds() {
		v.Was, v.Now = e.Was.In(lang), e.Now.In(lang)
	}
	if e.Reason != "" {
		v.Reason = w.T("removal-" + e.Reason)
	}
	if e.Type == casefile.Redaction {
		v.Copies = w.T("redaction-copies")
	}
	if len(e.Cites) > 0 {
		l := claimList{site: s, shelf: sh, printer: s.listPrinter(&casefile.Chapter{Lang: lang})}
		v.Evidence = l.evidence(e.Cites)
		s.release(l.printer)
	}
	return v
}

// maxAbove is how many boxes stand above a text; earlier ones follow it, so that
// it is found.
const maxAbove = 5

// correct gives a page's frame what the log says of it: boxes above and below
// the text, and a word in the stamp line.
func (s *Site) correct(shell *Shell, c *casefile.Chapter) {
	list := s.Investigation.CorrectionsOf(c)
	if len(list) == 0 {
		return
	}
	sh := s.shelf(c.Lang)
	for _, e := range list {
		v := s.correctionView(sh, e)
		if e.Material && (len(shell.Corrected) < maxAbove || e.Type == casefile.Retraction) {
			shell.Corrected = append(shell.Corrected, v)
		} else {
			shell.Minor = append(shell.Minor, v)
		}
	}
	shell.Stamp = slices.Insert(shell.Stamp, min(1, len(shell.Stamp)), sh.countEntries(list)...) // where phones still show it
	shell.Changes = s.changes(sh, list)
}

// corrects reports whether an entry says that something was wrong, and not only
// that something was added or taken away.
func corrects(e *casefile.Correction) bool {
	return e.Type == "" || e.Type == casefile.CorrectionEntry || e.Type == casefile.Retraction
}

// countEntries says how many entries correct a page, and how many tell something
// else.
func (sh *shelf) countEntries(list []*casefile.Correction) []string {
	wrong := 0
	for _, e := range list {
		if corrects(e) {
			wrong++
		}
	}
	var words []string
	if wrong > 0 {
		words = append(words, sh.words.N("corrections", wrong))
	}
	if others := len(list) - wrong; others > 0 {
		words = append(words, sh.words.N("later-notes", others))
	}
	return words
}

// maxChanges is how many entries of a kind the facts of a page name.
const maxChanges = 3

// changes are the lines about the log among the facts of a page: the latest
// entries, and a link to the log for more.
func (s *Site) changes(sh *shelf, list []*casefile.Correction) []ChangesView {
	views := []ChangesView{{Label: sh.words.T("correction-log")}, {Label: sh.words.T("later-notes-log")}}
	more := make([]int, len(views))
	for _, e := range list {
		i := 0
		if !corrects(e) {
			i = 1
		}
		if len(views[i].Links) == maxChanges {
			more[i]++
			continue
		}
		v := s.correctionView(sh, e)
		views[i].Links = append(views[i].Links, NavLink{Label: v.Type + ", " + v.Date.Words, URL: "#" + v.ID})
	}
	for i, n := range more {
		if n > 0 {
			views[i].Links = append(views[i].Links, NavLink{Label: sh.words.N("earlier-entries", n), URL: sh.address(casefile.CorrectionsPage)})
		}
	}
	return slices.DeleteFunc(views, func(v ChangesView) bool { return len(v.Links) == 0 })
}

// Corrections makes the page of the log of an edition, newest entry first.
func (s *Site) Corrections(e *casefile.Edition) ([]byte, error) {
	c := e.Record(casefile.CorrectionsPage)
	sh := s.shelf(e.Lang)
	list := s.logOf(e)
	view := CorrectionsView{Shell: s.recordShell(c, ""), Dek: c.Head.Standfirst, Feed: e.Home + CorrectionsFeedName, JSON: e.Home + CorrectionsJSONFeedName}
	view.Stamp = append(sh.countEntries(list), view.Stamp[1:]...)
	view.FeedURL, view.JSONFeedURL = view.Feed, view.JSON
	if len(list) == 0 {
		view.None = sh.words.T("corrections-none")
	}
	for _, entry := range list {
		v := s.correctionView(sh, entry)
		for _, page := range s.Investigation.All() {
			if page.Lang == e.Lang && entry.Concerns(page) {
				v.Pages = append(v.Pages, NavLink{Label: sh.chapterName(page), URL: page.URL + "#cor-" + entry.ID})
			}
		}
		for _, n := range s.Notices[entry.ID] {
			if n.Lang == e.Lang {
				v.Pages = append(v.Pages, NavLink{Label: n.URL, URL: n.URL + "#cor-" + entry.ID})
			}
		}
		if n := len(view.Years); n == 0 || view.Years[n-1].Year != entry.Day().Year {
			view.Years = append(view.Years, CorrectionYear{Year: entry.Day().Year})
		}
		year := &view.Years[len(view.Years)-1]
		year.Entries = append(year.Entries, v)
	}
	for _, other := range s.Investigation.Editions {
		log := other.Record(casefile.CorrectionsPage)
		if other == e || log == nil || !slices.ContainsFunc(s.logOf(other), func(entry *casefile.Correction) bool { return !slices.Contains(list, entry) }) {
			continue
		}
		view.Others = append(view.Others, LanguageLink{Lang: other.Lang, URL: log.URL,
			Name: s.shelf(other.Lang).words.T("corrections-others")})
	}
	return s.execute("corrections", c, &view)
}

// logLink leads to the log with the number of its entries, nil for none.
func (s *Site) logLink(sh *shelf) *NavLink {
	list := s.logOf(sh.edition)
	if len(list) == 0 {
		return nil
	}
	return &NavLink{Label: strings.Join(sh.countEntries(list), ", "), URL: sh.address(casefile.CorrectionsPage)}
}

// logOf lists the entries of the log that concern an edition, the newest first.
// What concerns another edition alone is said there, in its words.
func (s *Site) logOf(e *casefile.Edition) []*casefile.Correction {
	list := slices.DeleteFunc(slices.Clone(s.Investigation.Corrections.List), func(c *casefile.Correction) bool {
		return !c.ConcernsEdition(e.Lang)
	})
	slices.SortStableFunc(list, func(a, b *casefile.Correction) int { return b.Moment.Compare(a.Moment) })
	return list
}

type correctionComment struct {
	Type      string `json:"@type"`
	ID        string `json:"@id"`
	Text      string `json:"text"`
	Published string `json:"datePublished"`
}

// correctionData is what the log says of a page.
func (s *Site) correctionData(c *casefile.Chapter) []correctionComment {
	var list []correctionComment
	sh := s.shelf(c.Lang)
	for _, e := range s.Investigation.CorrectionsOf(c) {
		list = append(list, correctionComment{"CorrectionComment", s.BaseURL + c.URL + "#cor-" + e.ID, s.correctionText(sh, e), e.Moment.Format("2006-01-02T15:04:05Z")})
	}
	return list
}

// correctionText is an entry in one paragraph of plain text.
func (s *Site) correctionText(sh *shelf, e *casefile.Correction) string {
	v := s.correctionView(sh, e)
	var parts []string
	was, now := strings.TrimSuffix(v.Was, "."), strings.TrimSuffix(v.Now, ".") // the phrase around them ends with one
	switch {
	case was != "" && now != "":
		parts = append(parts, sh.words.T("correction-said", was, now))
	case was != "":
		parts = append(parts, sh.words.T("correction-was", was))
	case now != "":
		parts = append(parts, sh.words.T("correction-now", now))
	}
	if v.Thanks != "" {
		v.Thanks = sh.words.T("correction-thanks", v.Thanks)
	}
	for _, text := range []string{v.Why, v.Reason, v.Copies, v.Thanks} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// FeedTitle is the title of the feed of a page: "The Inbox Deal: Corrections".
func (s *Site) FeedTitle(c *casefile.Chapter) string {
	sh := s.shelf(c.Lang)
	return sh.words.T("correction-about", sh.title, c.Head.Title)
}

// A CorrectionEntry is an entry of the log for the feed.
type CorrectionEntry struct {
	Entry *casefile.Correction
	Title string // "Correction: 2 The deal"
	Text  string
	URL   string // absolute
}

// CorrectionEntries lists the log of an edition for its feed, newest first.
func (s *Site) CorrectionEntries(e *casefile.Edition) []CorrectionEntry {
	sh := s.shelf(e.Lang)
	at := sh.address(casefile.CorrectionsPage)
	var list []CorrectionEntry
	for _, entry := range s.logOf(e) {
		var pages []string
		for _, page := range s.Investigation.All() {
			if page.Lang == e.Lang && entry.Concerns(page) {
				pages = append(pages, sh.chapterName(page))
			}
		}
		title := s.correctionView(sh, entry).Type
		if len(pages) > 0 {
			title = sh.words.T("correction-about", title, strings.Join(pages, ", "))
		}
		list = append(list, CorrectionEntry{entry, title, s.correctionText(sh, entry), s.BaseURL + at + "#cor-" + entry.ID})
	}
	return list
}

// notice is what stands in place of the text of a page that was retracted.
func (s *Site) notice(c *casefile.Chapter) template.HTML {
	w := newWriter()
	w.block("<p>")
	w.text(s.shelf(c.Lang).words.T("retracted"))
	w.block("</p>")
	return trusted(w.bytes())
}

// A Notice is the address of a page that was taken away.
type Notice struct{ Lang, URL string }

// Removed makes the notice at the address of a page that was taken away, from
// the entries of the log that say so.
func (s *Site) Removed(e *casefile.Edition, entries []*casefile.Correction) ([]byte, error) {
	view := NotFoundView{Shell: s.notFoundShell(e), Removed: true}
	sh := s.shelf(e.Lang)
	view.Title = sh.words.T("removed")
	for _, entry := range entries {
		view.Corrected = append(view.Corrected, s.correctionView(sh, entry))
	}
	return s.execute("not-found", &casefile.Chapter{Lang: e.Lang}, &view)
}

// feedNotices are the entries of the log about a page, as its text in a feed
// carries them: readers of feeds see no boxes.
func (s *Site) feedNotices(c *casefile.Chapter) string {
	sh, w := s.shelf(c.Lang), newWriter()
	for _, e := range s.Investigation.CorrectionsOf(c) {
		v := s.correctionView(sh, e)
		w.block("<p>")
		w.inline("<strong>")
		w.text(sh.words.T("correction-about", v.Type+", "+v.Date.Words, ""))
		w.close("</strong>")
		w.space()
		w.text(s.correctionText(sh, e))
		w.block("</p>")
	}
	return string(w.bytes())
}

package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
)

// How to cite a page of this site: in words, for reference managers, and in the
// head of the page for programs that read it there.

// A CiteView is the box that says how to cite a page.
type CiteView struct {
	Heading string // "Cite this chapter"
	Words   string // ready citation
	Line    string // what else has an address; "" for nothing
	Link    string // permanent, absolute; "" where the site has no address
	Files   []Download
}

// CiteFolder holds the files that cite pages.
const CiteFolder = "cite"

// CitePagesPath is where the files that cite all pages stand, where single pages
// have none, without their ending.
const CitePagesPath = CiteFolder + "/pages"

// CitePath is where the files that cite a page stand, without their ending:
// "cite/the-2013-deal".
func CitePath(c *casefile.Chapter) string {
	path := strings.Trim(c.URL, "/")
	if c.Kind == casefile.CoverKind {
		path = strings.TrimPrefix(path+"/index", "/")
	}
	return CiteFolder + "/" + path
}

// IsCited reports whether a page has files that cite it. That of a source has
// files that cite the source; that of a later part of a long exhibit has none,
// because the exhibit is cited as a whole.
func IsCited(c *casefile.Chapter) bool {
	if isLaterPart(c) {
		return false
	}
	if c.Kind == casefile.RecordKind && (c.Name == casefile.AllPage || isSearch(c)) {
		return false
	}
	return c.URL != ""
}

// isLaterPart reports whether a page shows a part of an exhibit that is not the
// first.
func isLaterPart(c *casefile.Chapter) bool {
	return c.Kind == casefile.EntryKind && c.Name == casefile.ExhibitsPage && strings.Contains(c.Entry, "/")
}

// citeFiles are the files for those who cite a page.
func (s *Site) citeFiles(c *casefile.Chapter) []Download {
	at := CitePath(c)
	switch {
	case !IsCited(c):
		return nil
	case s.CitedTogether && c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage:
		at = casefile.SourcesPage // the whole registry
	case s.CitedTogether:
		at = CitePagesPath
	}
	at = "/" + encodeURL(at)
	return []Download{{"BibTeX", at + ".bib"}, {"RIS", at + ".ris"}, {"CSL-JSON", at + ".json"}}
}

// cite fills the box of a page.
func (s *Site) cite(sh *shelf, c *casefile.Chapter) CiteView {
	v := CiteView{Heading: sh.words.T("cite-page"), Words: s.citation(sh, c), Files: s.citeFiles(c)}
	if s.BaseURL != "" {
		v.Link = s.BaseURL + c.URL
	}
	if c.Kind == casefile.ChapterKind {
		v.Heading, v.Line = sh.words.T("cite-chapter"), sh.words.T("cite-paragraph")
	}
	return v
}

// citation is how to cite a page: author, title, investigation, chapter,
// version.
func (s *Site) citation(sh *shelf, c *casefile.Chapter) string {
	parts := make([]string, 0, 5)
	if authors := s.authorsOf(c); len(authors) > 0 {
		parts = append(parts, strings.Join(authors, ", "))
	}
	if title := s.citedTitle(sh, c); title != sh.title {
		parts = append(parts, sh.words.T("quoted-title", title))
	}
	parts = append(parts, sh.title)
	if c.Kind == casefile.ChapterKind {
		parts = append(parts, sh.words.T("chapter-n", c.Number))
	}
	if version := s.versionOf(sh, c); !version.IsZero() {
		parts = append(parts, sh.words.T("version-of", sh.words.Date(version)))
	}
	return strings.Join(parts, ", ") + "."
}

// citedTitle is the title under which a page is cited. A claim is cited with
// its label, so that nobody reads it as a fact; an exhibit with its letter.
func (s *Site) citedTitle(sh *shelf, c *casefile.Chapter) string {
	switch {
	case c.Kind == casefile.CoverKind:
		return sh.title
	case c.Kind == casefile.EntryKind && c.Name == casefile.ClaimsPage:
		if f := sh.ledger.claims[c.Entry]; f != nil {
			return sh.words.T("claim-cited", c.Head.Title, textIn(f.claim.Text, c.Lang, s.Investigation.Settings.Original()), f.label())
		}
	case c.Kind == casefile.EntryKind && c.Name == casefile.ExhibitsPage:
		id, _, _ := strings.Cut(c.Entry, "/")
		if d := s.Investigation.Displays[id]; d != nil {
			return sh.words.T("exhibit-titled", d.Letter, c.Head.Title)
		}
	}
	return c.Head.Title
}

// authorsOf names who wrote a page; where nobody signs, who publishes it.
func (s *Site) authorsOf(c *casefile.Chapter) []string {
	if len(c.Head.Authors) > 0 {
		return c.Head.Authors
	}
	if name := s.Investigation.Settings.Publisher.Name; name != "" {
		return []string{name}
	}
	return nil
}

// versionOf is the day of the version of a page: its own, or, of a page that is
// made of records, the latest of the texts.
func (s *Site) versionOf(sh *shelf, c *casefile.Chapter) casefile.Date {
	own := latest(c.Head.Date, s.Investigation.LastChange(c))
	if !own.IsZero() {
		return own
	}
	return sh.version
}

func latest(days ...casefile.Date) casefile.Date {
	var last casefile.Date
	for _, d := range days {
		if last.Before(d) {
			last = d
		}
	}
	return last
}

// versionOf is the day on which the newest text of an edition was published or
// changed.
func versionOf(e *casefile.Edition) casefile.Date {
	var last casefile.Date
	for _, c := range texts(e) {
		last = latest(last, c.Head.Date, c.Head.Updated)
	}
	return last
}

// Self describes a page as a source for those who cite it. hash is the SHA-256
// of the file that it is made of, in hex; "" where it has none.
func (s *Site) Self(c *casefile.Chapter, hash string) *casefile.Source {
	sh := s.shelf(c.Lang)
	version := s.versionOf(sh, c)
	src := &casefile.Source{
		ID: strings.ReplaceAll(strings.TrimPrefix(CitePath(c), "cite/"), "/", "-"), Type: "webpage", Title: s.citedTitle(sh, c),
		Publisher: s.Investigation.Settings.Publisher.Name, Language: c.Lang, Issued: casefile.Issued{Year: version.Year, Month: version.Month, Day: version.Day},
	}
	if src.Title != sh.title {
		src.Container = sh.title
	}
	if s.BaseURL != "" {
		src.URL = s.BaseURL + c.URL
	}
	for _, name := range s.authorsOf(c) {
		src.Authors = append(src.Authors, s.nameOf(name))
	}
	if !version.IsZero() {
		src.Note = sh.words.T("cite-version", iso(version))
		if hash != "" {
			src.Note = sh.words.T("cite-version-hash", iso(version), hash[:min(12, len(hash))])
		}
	}
	return src
}

// nameOf takes a name apart for lists that sort by family name. A particle in
// lower case belongs to the family: "Ada van der Berg". The publisher is no
// person.
func (s *Site) nameOf(name string) casefile.Name {
	words := strings.Fields(name)
	if name == s.Investigation.Settings.Publisher.Name || len(words) < 2 {
		return casefile.Name{Literal: name}
	}
	family := len(words) - 1
	for family > 1 && beginsLower(words[family-1]) {
		family--
	}
	return casefile.Name{Given: strings.Join(words[:family], " "), Family: strings.Join(words[family:], " ")}
}

func beginsLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

package page

import (
	"cmp"
	"fmt"
	"strings"

	"dossier/internal/casefile"
)

// A CitationMeta is what reference managers read in the head of a page. It is
// written for what they make of it: for Zotero, which takes any page with a
// citation_title for an article of a journal, and every name with a space for
// that of a person.
type CitationMeta struct {
	Title, Date, URL, Language, Publisher string // Date as "2026/11/24", as precise as it is known
	Authors                               []string
	Type                                  string // what sort of work it is, in the words of Zotero
	Container                             string // what a work that is not ours stands in; "" for a page of this site
	IsOurs                                bool   // URL is that of this page
	JSON                                  string // address of the CSL-JSON file; "" for none
}

// citationMeta describes a page. That of a source describes the source, as the
// files beside it do.
func (s *Site) citationMeta(sh *shelf, c *casefile.Chapter) CitationMeta {
	meta := CitationMeta{
		Title: s.citedTitle(sh, c), Language: c.Lang, Type: "webpage", IsOurs: true,
		Publisher: cmp.Or(s.Investigation.Settings.Publisher.Name, sh.title),
	}
	if IsCited(c) && !s.CitedTogether {
		meta.JSON = "/" + encodeURL(CitePath(c)) + ".json"
	}
	if c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
		if src := s.sources().Lookup(c.Entry); src != nil {
			meta.describe(src)
			return meta
		}
	}
	for _, name := range s.authorsOf(c) {
		meta.Authors = append(meta.Authors, metaName(s.nameOf(name)))
	}
	if version := s.versionOf(sh, c); !version.IsZero() {
		meta.Date = strings.ReplaceAll(iso(version), "-", "/")
	}
	if s.BaseURL != "" {
		meta.URL = s.BaseURL + c.URL
	}
	return meta
}

// zoteroTypes are the types of Zotero for those of CSL; others are documents.
var zoteroTypes = map[string]string{
	"article-journal": "journalArticle", "article-magazine": "magazineArticle", "article-newspaper": "newspaperArticle", "webpage": "webpage",
	"post": "forumPost", "post-weblog": "blogPost", "legal_case": "case", "bill": "bill", "legislation": "statute", "regulation": "statute",
	"hearing": "hearing", "report": "report", "book": "book", "thesis": "thesis", "interview": "interview", "dataset": "dataset", "broadcast": "tvBroadcast",
	"motion_picture": "film", "map": "map", "manuscript": "manuscript", "patent": "patent", "speech": "presentation", "software": "computerProgram",
}

func (meta *CitationMeta) describe(src *casefile.Source) {
	meta.IsOurs = false
	meta.Title, meta.URL, meta.Container, meta.Publisher = src.Title, src.URL, src.Container, src.Publisher
	meta.Language = src.Language
	meta.Type = cmp.Or(zoteroTypes[src.Type], "document")
	for _, n := range src.Authors {
		if !n.IsOthers() {
			meta.Authors = append(meta.Authors, metaName(n))
		}
	}
	if d := src.Issued; d.Year > 0 {
		meta.Date = fmt.Sprintf("%04d", d.Year)
		if d.Month > 0 {
			meta.Date += fmt.Sprintf("/%02d", d.Month)
		}
		if d.Month > 0 && d.Day > 0 {
			meta.Date += fmt.Sprintf("/%02d", d.Day)
		}
	}
}

// metaName writes a name so that it is taken apart at the right place. The last
// word alone is the family name, unless a comma parts the two; a name that ends
// in a comma has no given name and is an institution. One author with a comma and
// a space on either side of it would be two authors: given names are joined with
// no-break spaces. A comma or semicolon that belongs to a name has no form and is
// left out.
func metaName(n casefile.Name) string {
	plain := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }), " ")
	}
	family, given := plain(n.Family), plain(n.Given)
	switch {
	case n.Literal != "" || given == "":
		name := plain(cmp.Or(n.Literal, n.Family))
		if strings.Contains(name, " ") {
			name += ","
		}
		return name
	case strings.Contains(family, " "):
		return family + ", " + strings.ReplaceAll(given, " ", "\u00a0")
	}
	return given + " " + family
}

package page

import (
	"encoding/json"
	"html/template"

	"dossier/internal/casefile"
)

// What search engines and archives read: JSON-LD in the words of schema.org.
// encoding/json writes <, > and & as \u003c, \u003e and \u0026, so that no text
// can end the element it stands in.

type person struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type article struct {
	Context       string      `json:"@context"`
	Type          []string    `json:"@type"`
	Headline      string      `json:"headline"`
	Description   string      `json:"description,omitempty"`
	Language      string      `json:"inLanguage"`
	URL           string      `json:"url"`
	Published     string      `json:"datePublished,omitempty"`
	Modified      string      `json:"dateModified,omitempty"`
	Author        []person    `json:"author,omitempty"`
	Publisher     any         `json:"publisher,omitempty"` // a person or a newsroom; nil for none
	Backstory     *reference  `json:"backstory,omitempty"` // the page that says how it was made
	PartOf        *part       `json:"isPartOf,omitempty"`
	Position      int         `json:"position,omitempty"`
	Words         int         `json:"wordCount,omitempty"`
	TranslationOf *reference  `json:"translationOfWork,omitempty"`
	Translations  []reference `json:"workTranslation,omitempty"`
	Citation      *reference  `json:"citation,omitempty"` // the list of all sources: notes name those of a text
	Mentions      []reference `json:"mentions,omitempty"` // claims, as /claims/ describes them

	Corrections []correctionComment `json:"correction,omitempty"`
}

type part struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

type reference struct {
	ID string `json:"@id"`
}

type breadcrumbs struct {
	Context string  `json:"@context"`
	Type    string  `json:"@type"`
	Items   []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type website struct {
	Context     string `json:"@context"`
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Language    string `json:"inLanguage"`
	URL         string `json:"url"`
	Publisher   any    `json:"publisher,omitempty"` // as of an article
	Principles  string `json:"publishingPrinciples,omitempty"`
}

const schema = "https://schema.org"

// dataElements makes script elements of values.
func dataElements(values ...any) template.HTML {
	var b []byte
	for _, v := range values {
		j, err := json.Marshal(v)
		if err != nil {
			continue // plain structs of strings and numbers: there is no such value
		}
		b = append(b, `<script type="application/ld+json">`...)
		b = append(b, j...)
		b = append(b, "</script>"...)
	}
	return trusted(b)
}

func (s *Site) articleData(c *casefile.Chapter, body *casefile.Body, view *ChapterView) template.HTML {
	sh := s.shelf(c.Lang)
	a := article{
		Context: schema, Type: []string{"NewsArticle", "BackgroundNewsArticle"}, Headline: c.Head.Title, Description: view.Description, Language: c.Lang,
		URL: view.Canonical, Published: view.Published.ISO, Modified: view.Updated.ISO,
		Publisher: s.newsroom(nil), Words: body.Summary.Words, Position: view.Number,
		PartOf:   &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home},
		Mentions: s.claimsMarked(sh, body), Corrections: s.correctionData(c),
	}
	if s.Investigation.IsRetracted(c) {
		a.Words, a.Mentions = 0, nil
	}
	for _, name := range c.Head.Authors {
		a.Author = append(a.Author, s.author(name))
	}
	if at := sh.address(casefile.SourcesPage); at != "" && len(body.Citations) > 0 && !s.Investigation.IsRetracted(c) {
		a.Citation = &reference{s.BaseURL + at}
	}
	switch m := sh.methodology; {
	case m == nil:
	case m == c:
		a.Publisher = s.newsroom(s.policiesOf(m, body.Summary))
	default:
		a.Backstory = &reference{s.BaseURL + m.URL}
	}
	s.translations(c, &a)
	return dataElements(a, breadcrumbs{schema, "BreadcrumbList", []crumb{
		{"ListItem", 1, sh.title, s.BaseURL + sh.edition.Home},
		{"ListItem", 2, c.Head.Title, view.Canonical},
	}})
}

// translations says which text is the original and which are its translations.
func (s *Site) translations(c *casefile.Chapter, a *article) {
	original := s.Investigation.Settings.Original()
	for _, t := range c.Translations {
		id := reference{s.BaseURL + t.URL}
		switch {
		case t.Lang == original:
			a.TranslationOf = &id
		case c.Lang == original:
			a.Translations = append(a.Translations, id)
		}
	}
}

// coverData describes the whole site, and the rules of those who publish it.
// summary is as for Cover.
func (s *Site) coverData(e *casefile.Edition, view *CoverView, summary func(*casefile.Chapter) *casefile.Summary) template.HTML {
	data := website{schema, "WebSite", view.SiteTitle, view.Description, e.Lang, view.Canonical, s.newsroom(nil), ""}
	if m := s.shelf(e.Lang).methodology; m != nil {
		rules := s.policiesOf(m, summary(m))
		data.Publisher = s.newsroom(rules)
		if rules != nil {
			data.Principles = rules.Principles
		}
	}
	return dataElements(data)
}

func (s *Site) publisher() *person {
	if name := s.Investigation.Settings.Publisher.Name; name != "" {
		return &person{"Organization", name}
	}
	return nil
}

// author is a person, unless the publisher signs.
func (s *Site) author(name string) person {
	if name == s.Investigation.Settings.Publisher.Name {
		return person{"Organization", name}
	}
	return person{"Person", name}
}

// isoIssued is a date as precise as it is known: "2024-03"; "" for words.
func isoIssued(d casefile.Issued) string {
	full := iso(casefile.Date{Year: d.Year, Month: d.Month, Day: d.Day})
	switch {
	case d.Year == 0 || d.Literal != "" || d.Circa:
		return ""
	case d.Month == 0:
		return full[:4]
	case d.Day == 0:
		return full[:7]
	}
	return full
}

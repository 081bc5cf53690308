package page

import (
	"html/template"
	"strings"

	"dossier/internal/casefile"
)

type digitalDocument struct {
	Context   string          `json:"@context"`
	Type      string          `json:"@type"`
	ID        string          `json:"@id"`
	Name      string          `json:"name"`
	Language  string          `json:"inLanguage,omitempty"`
	URL       string          `json:"url"`
	Published string          `json:"datePublished,omitempty"`
	SHA256    string          `json:"sha256,omitempty"`
	PartOf    *part           `json:"isPartOf"`
	BasedOn   *creativeWork   `json:"isBasedOn,omitempty"`
	Parts     []documentSheet `json:"hasPart,omitempty"`
}

type documentSheet struct {
	Type string `json:"@type"`
	ID   string `json:"@id"`
	Name string `json:"name"`
}

// exhibitData describes an exhibit. Of a withdrawn one only that it was there.
func (s *Site) exhibitData(sh *shelf, c *casefile.Chapter, d *casefile.Display, url string) template.HTML {
	x := d.Exhibit
	whole := s.BaseURL + sh.edition.Entry(casefile.ExhibitsPage, x.ID).URL
	data := digitalDocument{
		Context: schema, Type: "DigitalDocument", ID: whole, Name: c.Head.Title, Language: x.Transcript.Language, URL: url, Published: isoIssued(x.MadePublic),
		PartOf: &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home},
	}
	if x.Original != nil {
		data.SHA256 = x.Original.SHA256
	}
	if src := s.sources().Lookup(x.Source.ID); src != nil {
		w := sourceData(src)
		data.BasedOn = &w
	}
	for _, sheet := range x.Sheets {
		if x.Withdrawn.IsZero() && x.Entry(casefile.PartOf(sheet.Number)) == c.Entry {
			data.Parts = append(data.Parts, documentSheet{"DigitalDocument", url + "#" + x.PageAnchor(sheet.Number), s.sheetTitle(sh, x, sheet.Number)})
		}
	}
	crumbs := []crumb{
		{"ListItem", 1, sh.title, s.BaseURL + sh.edition.Home},
		{"ListItem", 2, sh.edition.Record(casefile.ExhibitsPage).Head.Title, s.BaseURL + sh.address(casefile.ExhibitsPage)},
		{"ListItem", 3, c.Head.Title, whole},
	}
	if strings.Contains(c.Entry, "/") {
		crumbs = append(crumbs, crumb{"ListItem", 4, s.sheetTitle(sh, x, firstSheet(x, c.Entry)), url})
	}
	return dataElements(data, breadcrumbs{schema, "BreadcrumbList", crumbs})
}

// firstSheet is the number of the first page that a part shows.
func firstSheet(x *casefile.Exhibit, entry string) int {
	for _, s := range x.Sheets {
		if x.Entry(casefile.PartOf(s.Number)) == entry {
			return s.Number
		}
	}
	return 1
}

package page

import (
	"html/template"
	"slices"

	"dossier/internal/casefile"
)

// partyData is a name in JSON-LD. There is no sameAs: whom a private person is
// elsewhere is nobody's business, and of the others the sources tell.
type profile struct {
	Type        string        `json:"@type"`
	ID          string        `json:"@id"`
	Name        string        `json:"name"`
	Alternate   []string      `json:"alternateName,omitempty"`
	Description string        `json:"description,omitempty"`
	Affiliation []affiliation `json:"affiliation,omitempty"`
	Members     []person      `json:"member,omitempty"`
}

// An affiliation is a role with its dates, as schema.org wants it: the property
// once more inside.
type affiliation struct {
	Type        string `json:"@type"`
	Name        string `json:"roleName"`
	Start       string `json:"startDate,omitempty"`
	End         string `json:"endDate,omitempty"`
	Affiliation person `json:"affiliation"`
}

type profilePage struct {
	Context  string  `json:"@context"`
	Type     string  `json:"@type"`
	Name     string  `json:"name"`
	Language string  `json:"inLanguage"`
	URL      string  `json:"url"`
	PartOf   *part   `json:"isPartOf"`
	Main     profile `json:"mainEntity"`
}

// schemaTypes are the types of names in the words of schema.org, which has none
// for a proceeding.
var schemaTypes = map[string]string{
	casefile.PersonType: "Person", casefile.OrganizationType: "Organization", casefile.GroupType: "Organization", casefile.ProceedingType: "Thing",
}

// personData describes the page of a name.
func (s *Site) personData(sh *shelf, c *casefile.Chapter, p *casefile.Party, url string) template.HTML {
	lang, original := sh.edition.Lang, s.Investigation.Settings.Original()
	kind := "ProfilePage"
	if p.Type == casefile.GroupType || p.IsProceeding() {
		kind = "WebPage"
	}
	main := profile{Type: schemaTypes[p.Type], ID: url, Name: p.FullName(lang), Description: textIn(p.About.Text, lang, original)}
	for _, n := range p.Names {
		for _, words := range append([]string{n.Name.In(lang), n.Short.In(lang)}, n.Aliases...) {
			if words != "" && words != main.Name && casefile.IsName(words) && !slices.Contains(main.Alternate, words) {
				main.Alternate = append(main.Alternate, words)
			}
		}
	}
	for i := range p.Roles {
		r := &p.Roles[i]
		if at := sh.ledger.parties.Lookup(r.At.ID); at != nil && !at.Protected {
			main.Affiliation = append(main.Affiliation, affiliation{"OrganizationRole", textIn(r.Title, lang, original), isoIssued(r.From), isoIssued(r.To), sh.partyData(at, r.Day())})
		}
	}
	for _, ref := range p.Members {
		if m := sh.ledger.parties.Lookup(ref.ID); m != nil && !m.Protected {
			main.Members = append(main.Members, sh.partyData(m, casefile.Date{}))
		}
	}
	page := profilePage{schema, kind, c.Head.Title, lang, url, &part{"CreativeWorkSeries", sh.title, s.BaseURL + sh.edition.Home}, main}
	list := sh.edition.Record(casefile.PeoplePage)
	return dataElements(page, breadcrumbs{schema, "BreadcrumbList", []crumb{
		{"ListItem", 1, sh.title, s.BaseURL + sh.edition.Home},
		{"ListItem", 2, list.Head.Title, s.BaseURL + list.URL},
		{"ListItem", 3, c.Head.Title, url},
	}})
}

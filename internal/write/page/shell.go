package page

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/theme"
)

// The names of files that pages refer to; they live in the home of an edition.
const (
	FeedName                = "feed.xml"
	JSONFeedName            = "feed.json"
	CorrectionsFeedName     = "corrections.xml"
	CorrectionsJSONFeedName = "corrections.json"
	ManifestName            = "site.webmanifest"
)

// shell fills the frame of a page.
func (s *Site) shell(c *casefile.Chapter) Shell {
	sh := s.shelf(c.Lang)
	settings := s.Investigation.Settings
	shell := Shell{
		Lang: c.Lang, Title: c.Head.Title, SiteTitle: sh.title, Wordmark: sh.wordmark,
		Description: c.Head.Description,
		Home:        sh.edition.Home,
		NoIndex:     s.NoIndex, Banner: s.Banner, Policy: sh.policy,
		Style: sh.firstStyles, Stylesheet: s.Theme.Asset(theme.Stylesheet), Preload: sh.preload,
		FeedURL: sh.edition.Home + FeedName, JSONFeedURL: sh.edition.Home + JSONFeedName, ManifestURL: sh.edition.Home + ManifestName,
		Nav: sh.nav(c), Contents: sh.contents(c),
		Publisher: settings.Publisher.Name, Email: settings.Publisher.Email, Corrections: sh.corrections,
	}
	scripts := []string{CardsScript}
	if at := sh.address(casefile.SearchPage); at != "" {
		shell.Search = &SearchLink{URL: at, Current: c.URL == at}
		scripts = append(scripts, SearchScript)
	}
	shell.Scripts = s.scripts(scripts)
	if shell.Description == "" {
		shell.Description = c.Head.Standfirst
	}
	if c.URL != "" {
		shell.Canonical = s.BaseURL + c.URL
		shell.Alternates = s.alternates(c)
		shell.OpenGraph = OpenGraph{
			Type: "article", Title: shell.Title, Description: shell.Description,
			URL: shell.Canonical, Locale: locale(c.Lang), SiteName: sh.title,
			Card: s.cardView(c),
		}
	}
	if c.URL != "" {
		shell.Citation = s.citationMeta(sh, c)
	}
	shell.Languages = s.languages(c)
	return shell
}

// scripts are the addresses of those scripts that the theme has.
func (s *Site) scripts(names []string) []string {
	var urls []string
	for _, name := range names {
		if s.Theme.Has(name) {
			urls = append(urls, s.Theme.Asset(name))
		}
	}
	return urls
}

// alternates are the address of a page in each language that it exists in.
func (s *Site) alternates(c *casefile.Chapter) []Alternate {
	if len(c.Translations) == 0 {
		return nil
	}
	settings := s.Investigation.Settings
	all := append([]*casefile.Chapter{c}, c.Translations...)
	order := func(c *casefile.Chapter) int { return slices.Index(settings.Languages, c.Lang) }
	slices.SortStableFunc(all, func(a, b *casefile.Chapter) int { return order(a) - order(b) })
	list := make([]Alternate, 0, len(all)+1)
	for _, t := range all {
		list = append(list, Alternate{Lang: t.Lang, URL: s.BaseURL + t.URL})
	}
	return append(list, Alternate{Lang: "x-default", URL: s.BaseURL + all[0].URL})
}

// languages is the language switch. A page without a translation leads to the
// cover of the other edition.
func (s *Site) languages(c *casefile.Chapter) []LanguageLink {
	if len(s.Investigation.Editions) < 2 {
		return nil
	}
	var links []LanguageLink
	for _, e := range s.Investigation.Editions {
		if e.Lang == c.Lang {
			continue
		}
		link := LanguageLink{Lang: e.Lang, Name: s.shelf(e.Lang).words.T("language-name"), URL: e.Home}
		for _, t := range c.Translations {
			if t.Lang == e.Lang {
				link.URL, link.Same = t.URL, true
			}
		}
		links = append(links, link)
	}
	return links
}

// locale is a language as Open Graph writes it.
func locale(lang string) string {
	switch lang {
	case "en":
		return "en_GB"
	case "fr":
		return "fr_FR"
	}
	return strings.ReplaceAll(lang, "-", "_")
}

func (sh *shelf) date(d casefile.Date) DateView {
	if d.IsZero() {
		return DateView{}
	}
	return DateView{ISO: iso(d), Words: sh.words.Date(d)}
}

// iso is a date as machines read it: "2024-03-23".
func iso(d casefile.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

func (s *Site) notFoundShell(e *casefile.Edition) Shell {
	sh := s.shelf(e.Lang)
	shell := s.shell(&casefile.Chapter{Lang: e.Lang})
	shell.Kind = "not-found"
	shell.Title = sh.words.T("not-found")
	shell.Description = ""
	shell.NoIndex = true
	shell.Stamp = []string{sh.words.T("stamp-trackers")}
	return shell
}

// Package resolve joins what the readers read one by one: files to editions,
// numbers and addresses; links and citations to what they lead to. It reads
// documents and records and changes neither; what it finds goes into values
// beside them.
//
// The spine (order, numbers, addresses, neighbours, translations) needs front
// matter and file names only. The references of one text need that text, the
// spine and the registers, never another text.
package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// A Heading is the front matter of one Markdown file below content/<lang>/.
type Heading struct {
	Path string
	Head casefile.Head
}

// Terms say which files a build includes.
type Terms struct {
	Now    time.Time // embargoes end before it
	Drafts bool      // include drafts and embargoed files
}

// Spine makes the investigation of settings, registers and front matter.
func Spine(settings *casefile.Settings, sources *casefile.Sources, heads []Heading, terms Terms) (*casefile.Investigation, diag.List) {
	s := &spine{
		inv:    &casefile.Investigation{Settings: settings, Sources: sources, ByPath: make(map[string]*casefile.Chapter, len(heads)), Held: map[string]string{}},
		placed: make([]*casefile.Chapter, 0, len(heads)),
	}
	for _, h := range heads {
		s.place(h, terms)
	}
	for _, lang := range settings.Languages {
		s.edition(lang)
	}
	s.translations()
	s.addresses()
	return s.inv, s.diags
}

type spine struct {
	inv    *casefile.Investigation
	placed []*casefile.Chapter
	diags  diag.List
}

func (s *spine) report(code diag.Code, span diag.Span, message, hint string, related ...diag.Related) {
	s.diags = append(s.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: message, Hint: hint, Related: related})
}

// place makes a chapter of a file, unless this build leaves it out.
func (s *spine) place(h Heading, terms Terms) {
	if !terms.Drafts {
		switch {
		case h.Head.Draft:
			s.inv.Held[h.Path] = "draft"
			return
		case h.Head.Embargo.After(terms.Now):
			s.inv.Held[h.Path] = "embargo"
			return
		}
	}
	c := &casefile.Chapter{Path: h.Path, Head: h.Head}
	c.Lang, c.Kind, c.Number, c.Name = splitPath(h.Path)
	slug := h.Head.Slug
	if slug == "" {
		slug = Slug(c.Name)
	}
	c.URL = Home(s.inv.Settings, c.Lang)
	if c.Kind != casefile.CoverKind {
		c.URL += slug + "/"
	}
	s.inv.ByPath[h.Path] = c
	s.placed = append(s.placed, c)
}

// Home is the address of the cover in a language: the first language lives at
// the root, the others under their code.
func Home(settings *casefile.Settings, lang string) string {
	if lang == settings.Original() {
		return "/"
	}
	return "/" + strings.ToLower(lang) + "/"
}

// splitPath reads language, kind, number and name from a path:
// "content/en/01-background.md" is chapter 1, "background".
func splitPath(p string) (lang string, kind casefile.Kind, number int, name string) {
	rest := strings.TrimPrefix(p, "content/")
	lang, file, _ := strings.Cut(rest, "/")
	name = strings.TrimSuffix(file, ".md")
	if name == "index" {
		return lang, casefile.CoverKind, 0, name
	}
	digits := 0
	for digits < len(name) && name[digits] >= '0' && name[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 6 || digits+1 >= len(name) || name[digits] != '-' {
		return lang, casefile.PageKind, 0, name
	}
	for _, d := range name[:digits] {
		number = number*10 + int(d-'0')
	}
	return lang, casefile.ChapterKind, number, name[digits+1:]
}

// edition gathers the files of a language in order. A language without a file
// has no edition, except the original.
func (s *spine) edition(lang string) {
	e := &casefile.Edition{Lang: lang, Home: Home(s.inv.Settings, lang)}
	for _, c := range s.placed {
		if c.Lang != lang {
			continue
		}
		switch c.Kind {
		case casefile.CoverKind:
			e.Cover = c
		case casefile.ChapterKind:
			e.Chapters = append(e.Chapters, c)
		default:
			e.Pages = append(e.Pages, c)
		}
	}
	if e.Cover == nil && len(e.Chapters)+len(e.Pages) == 0 && lang != s.inv.Settings.Original() {
		return
	}
	if e.Cover == nil {
		e.Cover = &casefile.Chapter{Lang: lang, Kind: casefile.CoverKind, Name: "index", URL: e.Home,
			Head: casefile.Head{Title: s.inv.Settings.Title.In(lang), Standfirst: s.inv.Settings.Tagline.In(lang)}}
	}
	slices.SortStableFunc(e.Chapters, func(a, b *casefile.Chapter) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Path, b.Path))
	})
	slices.SortStableFunc(e.Pages, func(a, b *casefile.Chapter) int { return cmp.Compare(a.Name, b.Name) })
	for i, c := range e.Chapters {
		if i == 0 {
			continue
		}
		before := e.Chapters[i-1]
		c.Prev, before.Next = before, c
		if before.Number == c.Number {
			s.report(diag.DuplicateNumber, diag.Span{File: c.Path}, fmt.Sprintf("two chapters have the number %d", c.Number),
				"rename one of the files", diag.Related{Span: diag.Span{File: before.Path}, Message: "the other one"})
		}
	}
	s.inv.Editions = append(s.inv.Editions, e)
}

// translations pairs files of one name.
func (s *spine) translations() {
	if len(s.inv.Editions) < 2 {
		return
	}
	byFile := map[string][]*casefile.Chapter{}
	for _, c := range s.inv.All() {
		_, file, _ := strings.Cut(strings.TrimPrefix(c.Path, "content/"), "/")
		if c.Kind == casefile.CoverKind {
			file = "index.md"
		}
		byFile[file] = append(byFile[file], c)
	}
	for _, group := range byFile {
		for i, c := range group {
			c.Translations = slices.Concat(group[:i], group[i+1:])
		}
	}
}

// reserved are the first parts of addresses that pages cannot have.
var reserved = []string{"assets", "_dossier", ".netlify"}

// addresses finds pages and aliases that would share an address.
func (s *spine) addresses() {
	taken := make(map[string]*casefile.Chapter, len(s.placed))
	for _, c := range s.inv.All() {
		first, _, _ := strings.Cut(c.URL[1:], "/")
		switch {
		case slices.Contains(reserved, first):
			s.report(diag.AddressClash, addressSpan(c), fmt.Sprintf("the address %q is reserved", c.URL), "give the page another slug:")
		case c.Kind != casefile.CoverKind && s.isLanguage(first) && strings.Count(c.URL, "/") == 2:
			s.report(diag.AddressClash, addressSpan(c), fmt.Sprintf("the address %q is that of an edition", c.URL), "give the page another slug:")
		case s.isRecordAddress(c.URL):
			s.report(diag.AddressClash, addressSpan(c), fmt.Sprintf("the address %q is that of a page made of a register", c.URL), "give the page another slug:")
		case taken[c.URL] != nil:
			s.report(diag.AddressClash, addressSpan(c), fmt.Sprintf("two pages would have the address %q", c.URL), "give one of them another slug:",
				diag.Related{Span: addressSpan(taken[c.URL]), Message: "the other page"})
		default:
			taken[c.URL] = c
		}
	}
	aliases := map[string]casefile.Alias{}
	for _, c := range s.placed {
		for _, a := range c.Head.Aliases {
			alias := strings.TrimSuffix(a.Path, "/") + "/"
			switch other, twice := aliases[alias]; {
			case taken[alias] != nil:
				s.report(diag.RedirectClash, a.Span, fmt.Sprintf("the alias %q is the address of a page", a.Path), "remove the alias",
					diag.Related{Span: addressSpan(taken[alias]), Message: "the page"})
			case s.isRecordAddress(alias):
				s.report(diag.RedirectClash, a.Span, fmt.Sprintf("the alias %q is the address of a page made of a register", a.Path), "remove the alias")
			case twice:
				s.report(diag.RedirectClash, a.Span, fmt.Sprintf("the alias %q stands in two places", a.Path), "keep one of them",
					diag.Related{Span: other.Span, Message: "the other one"})
			default:
				aliases[alias] = a
			}
		}
	}
}

func (s *spine) isLanguage(part string) bool {
	return slices.ContainsFunc(s.inv.Settings.Languages, func(l string) bool { return strings.EqualFold(l, part) })
}

func addressSpan(c *casefile.Chapter) diag.Span {
	if c.Head.SlugSpan != (diag.Span{}) {
		return c.Head.SlugSpan
	}
	return diag.Span{File: c.Path}
}

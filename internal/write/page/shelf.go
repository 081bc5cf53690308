package page

import (
	"html/template"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/theme"
)

// A shelf is what all pages of one edition share.
type shelf struct {
	edition     *casefile.Edition
	words       *theme.Words
	labels      labels
	title       string // of the site
	wordmark    Wordmark
	preload     []Preload
	pages       []NavLink                 // pages without number
	position    map[*casefile.Chapter]int // of chapters, from 0
	policy      template.HTML
	corrections string
}

// maxListed is how many chapters the lists of a page name in full. Where there
// are more, a page names as many neighbours as nearby, and the cover names all;
// otherwise the size of a site would grow with the square of its chapters.
const (
	maxListed = 24
	nearby    = 10
)

// shelf returns the shelf of a language.
func (s *Site) shelf(lang string) *shelf {
	s.once.Do(func() {
		s.shelves = map[string]*shelf{}
		for _, e := range s.Investigation.Editions {
			s.shelves[e.Lang] = s.newShelf(e)
		}
	})
	return s.shelves[lang]
}

func (s *Site) newShelf(e *casefile.Edition) *shelf {
	settings := s.Investigation.Settings
	sh := &shelf{
		edition: e, words: s.Theme.Words(e.Lang), policy: s.policyMeta(),
		title:    textIn(settings.Title, e.Lang, settings.Original()),
		position: make(map[*casefile.Chapter]int, len(e.Chapters)),
	}
	sh.labels = labels{mark: aroundNumber(sh.words, "note-mark"), paragraph: aroundNumber(sh.words, "paragraph-link")}
	sh.wordmark = wordmark(textIn(settings.Wordmark, e.Lang, ""), sh.title)
	for _, font := range []string{"fonts/text.woff2", "fonts/display.woff2", "fonts/note.woff2"} {
		if url := s.Theme.Asset(font); url != "" {
			sh.preload = append(sh.preload, Preload{URL: url, As: "font", Type: "font/woff2"})
		}
	}
	for i, c := range e.Chapters {
		sh.position[c] = i
	}
	for _, c := range e.Pages {
		sh.pages = append(sh.pages, NavLink{Label: c.Head.Title, URL: c.URL})
		if c.Name == "corrections" || c.Name == "methodology" && sh.corrections == "" {
			sh.corrections = c.URL
		}
	}
	return sh
}

// textIn is a text in a language, or else in the original.
func textIn(t casefile.Text, lang, original string) string {
	if words := t.In(lang); words != "" {
		return words
	}
	return t.In(original)
}

// wordmark parts a title at the words between asterisks: "The *Inbox* Deal".
func wordmark(written, title string) Wordmark {
	before, rest, ok := strings.Cut(written, "*")
	copied, after, closed := strings.Cut(rest, "*")
	if !ok || !closed {
		return Wordmark{Before: title}
	}
	return Wordmark{Before: before, Copy: copied, After: after}
}

// chapters lists the chapters of the edition for a page.
func (sh *shelf) chapters(current *casefile.Chapter) []NavLink {
	list := sh.edition.Chapters
	if len(list) > maxListed {
		from := max(0, min(sh.position[current]-nearby/2, len(list)-nearby))
		list = list[from : from+nearby]
	}
	links := make([]NavLink, len(list), len(list)+len(sh.pages))
	for i, c := range list {
		links[i] = chapterLink(c)
		links[i].Current = c == current
	}
	return links
}

func chapterLink(c *casefile.Chapter) NavLink {
	return NavLink{Label: c.Head.Title, URL: c.URL, Number: c.Number}
}

// contents is the index in the footer: chapters, then pages.
func (sh *shelf) contents(current *casefile.Chapter) []NavLink {
	links := sh.chapters(current)
	for _, l := range sh.pages {
		l.Current = current != nil && l.URL == current.URL
		links = append(links, l)
	}
	return links
}

// nav is the main navigation: only what exists.
func (sh *shelf) nav(current *casefile.Chapter) []NavLink {
	var links []NavLink
	if len(sh.edition.Chapters) > 0 {
		links = append(links, NavLink{
			Label: sh.words.T("nav-chapters"), URL: sh.edition.Home + "#chapters",
			Current: current != nil && current.Kind == casefile.ChapterKind,
		})
	}
	for _, l := range sh.pages[:min(len(sh.pages), maxNav)] {
		l.Current = current != nil && l.URL == current.URL
		links = append(links, l)
	}
	return links
}

// maxNav is how many pages the main navigation has room for.
const maxNav = 6

package page

import (
	"html/template"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/naming"
	"dossier/internal/theme"
)

// A shelf is what all pages of one edition share.
type shelf struct {
	edition     *casefile.Edition
	words       *theme.Words
	labels      labels
	title       string // of the site
	wordmark    Wordmark
	firstStyles template.HTML
	preload     []Preload
	chapters    []NavLink           // none of them current
	files       []*casefile.Chapter // pages without number: those made of registers, then those written
	pages       []NavLink           // of files; none of them current
	ledger      *ledger
	version     casefile.Date // of the newest text
	glossary    *glossary
	matcher     *naming.Matcher
	people      peopleIndex // filled when a page of names is made; see Site.parties
	style       *citationStyle
	toChapters  [2]NavLink                // to the list on the cover: from elsewhere, from a chapter
	position    map[*casefile.Chapter]int // of chapters, from 0
	policy      template.HTML
	corrections string
	methodology *casefile.Chapter // the page that says how the file was made; nil for none
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
	if first := s.Theme.First(); first != "" {
		sh.firstStyles = trusted([]byte("<style>" + first + "</style>"))
	}
	early := []string{"fonts/text.woff2", "fonts/display.woff2", "fonts/note.woff2", "fonts/note-b.woff2"}
	if sh.wordmark.Copy != "" {
		early = append(early, "fonts/copy.woff2")
	}
	for _, font := range early {
		if url := s.Theme.Asset(font); url != "" {
			sh.preload = append(sh.preload, Preload{URL: url, As: "font", Type: "font/woff2"})
		}
	}
	for i, c := range e.Chapters {
		sh.position[c] = i
		sh.chapters = append(sh.chapters, chapterLink(c, false))
	}
	for i := range sh.toChapters {
		sh.toChapters[i] = navLink(sh.words.T("nav-chapters"), e.Home+"#chapters", 0, i == 1)
	}
	sh.files = slices.DeleteFunc(slices.Concat(e.Records, e.Pages), isSearch)
	for _, c := range sh.files {
		sh.pages = append(sh.pages, chapterLink(c, false))
		if c.Name == "corrections" || c.Name == casefile.MethodologyPage && sh.corrections == "" {
			sh.corrections = c.URL
		}
		if c.Kind == casefile.PageKind && c.Name == casefile.MethodologyPage {
			sh.methodology = c
		}
	}
	sh.ledger = s.newLedger(sh)
	sh.matcher = s.newMatcher(e)
	sh.version = versionOf(e)
	sh.glossary = s.newGlossary(sh)
	sh.style = s.newCitationStyle(sh)
	return sh
}

// isSearch reports whether a page is that of the search: the masthead leads
// there, and it is no part of the file.
func isSearch(c *casefile.Chapter) bool {
	return c.Kind == casefile.RecordKind && c.Name == casefile.SearchPage
}

// address is that of a page made of a register, "" where there is none.
func (sh *shelf) address(name string) string {
	if c := sh.edition.Record(name); c != nil {
		return c.URL
	}
	return ""
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

// last is the number of the last chapter: of how many a chapter is one, whether
// or not all of them are published yet.
func (sh *shelf) last() int {
	list := sh.edition.Chapters
	return max(len(list), list[len(list)-1].Number)
}

// navLink makes a link with its HTML.
func navLink(label, url string, number int, current bool) NavLink {
	w := newWriter()
	w.inline("<a")
	w.address("href", url)
	if current {
		w.raw(` aria-current="page"`)
	}
	w.raw(">")
	if number > 0 {
		w.number(number)
		w.space()
	}
	w.text(label)
	w.close("</a>")
	return NavLink{Label: label, URL: url, Number: number, Current: current, Link: trusted(w.bytes())}
}

func chapterLink(c *casefile.Chapter, current bool) NavLink {
	return navLink(c.Head.Title, c.URL, c.Number, current)
}

// contents is the index in the footer: chapters, then pages.
func (sh *shelf) contents(current *casefile.Chapter) []NavLink {
	at, isChapter := sh.position[current]
	from, to := 0, len(sh.chapters)
	if to > maxListed {
		from = max(0, min(at-nearby/2, to-nearby))
		to = from + nearby
	}
	links := make([]NavLink, 0, to-from+len(sh.pages))
	links = append(links, sh.chapters[from:to]...)
	if isChapter {
		links[at-from] = chapterLink(current, true)
	}
	return append(links, sh.pagesAt(current)...)
}

// pagesAt lists the pages without number; current may be one of them.
func (sh *shelf) pagesAt(current *casefile.Chapter) []NavLink {
	for i, c := range sh.files {
		if c == current {
			links := slices.Clone(sh.pages)
			links[i] = chapterLink(c, true)
			return links
		}
	}
	return sh.pages
}

// nav is the main navigation: only what exists.
func (sh *shelf) nav(current *casefile.Chapter) []NavLink {
	links := make([]NavLink, 0, 1+maxNav)
	if len(sh.chapters) > 0 {
		here := 0
		if _, isChapter := sh.position[current]; isChapter {
			here = 1
		}
		links = append(links, sh.toChapters[here])
	}
	return append(links, sh.pagesAt(current)[:min(len(sh.pages), maxNav)]...)
}

// maxNav is how many pages the main navigation has room for beside the
// chapters.
const maxNav = 5

package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"dossier/internal/casefile"
)

// SearchScript and CardsScript are the names of the scripts for readers among the
// assets. Pages are whole without them.
const (
	SearchScript = "js/search.js"
	CardsScript  = "js/cards.js"
)

// A SearchLink leads to the page of the search. The script opens the search
// itself instead.
type SearchLink struct {
	URL     string
	Current bool
}

// A SearchView is layouts/search.html: an index of names, terms, claims,
// exhibits and sources by letter, which is all there is without scripts.
type SearchView struct {
	Shell
	Dek     string
	Letters []LetterView // in the order of the language
}

// A LetterView is what begins with a letter.
type LetterView struct {
	ID      string // "letter-a"
	Letter  string // "A"; "0–9" for numbers, "…" for what begins with neither
	Entries []IndexEntry
}

// An IndexEntry is one line of the index.
type IndexEntry struct {
	Link  NavLink
	Kind  string // "name", "source"
	Claim *LineClaimView
}

// Search makes the page of the search of an edition.
func (s *Site) Search(e *casefile.Edition) ([]byte, error) {
	c := e.Record(casefile.SearchPage)
	sh := s.shelf(e.Lang)
	entries := s.indexEntries(sh)
	view := SearchView{Shell: s.recordShell(c, sh.words.N("search-places", len(entries))), Dek: c.Head.Standfirst}
	alphabet := newAlphabet(e.Lang)
	slices.SortStableFunc(entries, func(a, b IndexEntry) int { return alphabet.compare(a.Link.Label, b.Link.Label) })
	for _, entry := range entries {
		letter := alphabet.letter(entry.Link.Label)
		if n := len(view.Letters); n == 0 || view.Letters[n-1].Letter != letter {
			view.Letters = append(view.Letters, LetterView{ID: "letter-" + strings.ToLower(letter), Letter: letter})
		}
		last := &view.Letters[len(view.Letters)-1]
		last.Entries = append(last.Entries, entry)
	}
	return s.execute("search", c, &view)
}

// indexEntries lists what the registers of an edition hold. Claims have their
// labels.
func (s *Site) indexEntries(sh *shelf) []IndexEntry {
	inv, e := s.Investigation, sh.edition
	var list []IndexEntry
	add := func(kind, title, url string) {
		if title != "" && url != "" {
			list = append(list, IndexEntry{Link: NavLink{Label: title, URL: encodeURL(url)}, Kind: sh.words.T("search-" + kind)})
		}
	}
	for _, p := range inv.ShownParties() {
		add("name", p.FullName(e.Lang), sh.entryAddress(casefile.PeoplePage, p.ID))
	}
	for _, t := range sh.glossary.list {
		if at := sh.glossary.at; at != "" {
			add("term", t.term, at+"#g-"+t.id)
		}
	}
	for _, c := range inv.Claims.List {
		if f := sh.ledger.claims[c.ID]; f != nil && f.claim == c {
			add("claim", textIn(c.Text, e.Lang, inv.Settings.Original()), sh.entryAddress(casefile.ClaimsPage, c.ID))
			if n := len(list); n > 0 {
				list[n-1].Claim = &LineClaimView{f.status, f.label(), f.number, f.url}
			}
		}
	}
	for _, x := range inv.Exhibits.List {
		if c := e.Entry(casefile.ExhibitsPage, x.ID); c != nil {
			add("exhibit", c.Head.Title, c.URL)
		}
	}
	for _, c := range e.Entries {
		if c.Name == casefile.SourcesPage {
			add("source", c.Head.Title, c.URL)
		}
	}
	return list
}

// An alphabet orders titles as a language does, and finds the letters under
// which they stand.
type alphabet struct{ order, loose *collate.Collator }

func newAlphabet(lang string) *alphabet {
	tag := language.Make(lang)
	return &alphabet{collate.New(tag, collate.IgnoreCase), collate.New(tag, collate.Loose)}
}

// compare orders titles by their letters: leading quotation marks do not count.
// Those without a letter come last but numbers.
func (a *alphabet) compare(one, other string) int {
	first, second := beginning(one), beginning(other)
	if (first == "") != (second == "") {
		return len(second) - len(first)
	}
	return a.order.CompareString(first, second)
}

// beginning is a title from its first letter or digit on.
func beginning(title string) string {
	at := strings.IndexFunc(title, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if at < 0 {
		return ""
	}
	return title[at:]
}

// letter is the heading under which a title stands: "E" for "été" in French, but
// "Ä" for "Ändring" in Swedish, where it is a letter of its own. A ligature
// stands under the letter that it sorts behind.
func (a *alphabet) letter(title string) string {
	first, _ := utf8.DecodeRuneInString(beginning(title))
	switch {
	case first == utf8.RuneError:
		return "…"
	case unicode.IsDigit(first):
		return "0–9"
	}
	upper := string(unicode.ToUpper(first))
	base := firstRune(norm.NFD.String(upper))
	switch {
	case base != upper && a.loose.CompareString(base, upper) == 0:
		return base
	case base != upper || len(upper) == 1:
		return upper
	}
	for l := 'Y'; l >= 'A'; l-- {
		if a.loose.CompareString(string(l), upper) <= 0 && a.loose.CompareString(upper, string(l+1)) < 0 {
			return string(l)
		}
	}
	return upper
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

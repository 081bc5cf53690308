package page

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// Views are what layouts see: complete, plain, already translated and linked.
// Layouts never call back into the build. One view per layout; Shell is what
// all pages share.
//
// A layout is layouts/<Kind>.html; a partial is called by its path below
// layouts: {{template "partials/masthead.html" .}} is
// layouts/partials/masthead.html. The functions offered to both are pure:
//
//	{{t "key" a b}}       words of layouts/strings/<lang>.yaml; {0} and {1} are a and b
//	{{n "key" 3}}         the same with {one: …, other: …}; {0} is the number, as the language writes it
//	{{num 1200}}          a number as the language writes it
//	{{asset "icons/x.svg"}} the address of a file below assets/
//
// What stylesheets may rely on in the text: p#p4 with a.pn, the number;
// sup.marks with the marks of notes; small.note#n-… beside them, in which b is
// number and kind, span.par a further paragraph and a.back the way back;
// p.after-notes with the notes of the heading, table or list before it;
// span.quoted and figure.quote with words of others; p.pull; td[data-label] with
// the head of its column, .right and .center in tables; pre code.language-… with
// the classes of chroma; span.invalid around what was refused; .vh for what only
// those hear who hear the page.
//
// The strings that pages themselves need, besides those of the layouts, are
// listed in Keys (words.go).

// A Shell is the frame of every page.
type Shell struct {
	Lang        string
	Title       string // of the page; the cover's is the investigation's
	SiteTitle   string
	Wordmark    Wordmark
	Description string
	Kind        string         // layout name: "cover", "chapter", "page", "not-found"
	Home        string         // URL of the cover in this language
	Canonical   string         // absolute; "" on pages without an address (404)
	Alternates  []Alternate    // translations and x-default, for link rel=alternate; empty in a dossier of one language
	Languages   []LanguageLink // the language switch: the other languages; empty in a dossier of one language
	NoIndex     bool
	Banner      string        // shown above everything: "Preview of unreleased work"; "" for none
	Policy      template.HTML // the meta element with the content security policy; empty in the preview
	Style       template.HTML // the style element with what the first view needs
	Stylesheet  string        // URL of the other styles
	Preload     []Preload
	FeedURL     string
	JSONFeedURL string
	ManifestURL string
	OpenGraph   OpenGraph
	JSONLD      template.HTML // script elements, made in one place
	Stamp       []string      // the stamp line: two to four facts about this page
	Nav         []NavLink     // main navigation
	Search      *SearchLink   // nil where there is no page of the search
	Scripts     []string      // URLs of the scripts for readers
	Contents    []NavLink     // the index in the footer: chapters, then pages
	Publisher   string
	Email       string
	Corrections string // URL of the section on corrections in the methodology, "" where there is none
	Citation    CitationMeta
	Cite        CiteView         // how to cite the page; empty where it has no box
	Corrected   []CorrectionView // entries of the log that stand above the text
	Changes     []ChangesView    // what the facts of the page say of the log
	Minor       []CorrectionView // those below it
}

// A Wordmark is the title in three parts; Copy is set in the copy cut. Before
// and After keep the spaces that part them from it: {"The ", "Inbox", " Deal"}.
type Wordmark struct{ Before, Copy, After string }

// Size is the class of the title on the cover: how large it may be set so that
// its longest word fits a phone and its first line a desk. "short" is "The
// Inbox Deal", "medium" is "L’accord Inbox", everything else "long".
func (w Wordmark) Size() string {
	first := w.Before + w.Copy
	if w.After == "" {
		first = w.Before
	}
	if w.Copy == "" || utf8.RuneCountInString(strings.TrimSpace(first)) > 9 || utf8.RuneCountInString(strings.TrimSpace(w.After)) > 9 {
		return "long"
	}
	longest := 0
	for _, word := range strings.Fields(w.Before + " " + w.Copy + " " + w.After) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	switch {
	case longest <= 5:
		return "short"
	case longest <= 8:
		return "medium"
	}
	return "long"
}

type Alternate struct{ Lang, URL string } // absolute; Lang may be "x-default"

type LanguageLink struct {
	Lang, Name, URL string // Name in its own language; URL of the same page, or of the nearest one
	Same            bool   // leads to the same page
}

type Preload struct{ URL, As, Type string }

type OpenGraph struct {
	Type, Title, Description, URL, Locale, SiteName string
	Card                                            CardView
}

// A CardView is the picture of a page where others share it.
type CardView struct {
	URL           string // absolute; "" for none
	Words         string // what stands on it
	Width, Height int    // pixels
}

// A NavLink is one link of a list of pages.
type NavLink struct {
	Label, URL string
	Number     int           // of a chapter; 0 otherwise
	Current    bool          // leads to this page
	Link       template.HTML // the link as a whole, number and mark of the current page included; made once for all pages
}

// A ChapterView is layouts/chapter.html, and layouts/page.html with Number 0.
type ChapterView struct {
	Shell
	Number, Total int
	Standfirst    string
	Authors       []string
	Published     DateView
	Updated       DateView
	Minutes       int // reading time
	Notes         int
	Chapters      []NavLink     // the chapter list beside the text
	Sections      []NavLink     // headings of level two of this page
	Body          template.HTML // the text with its notes
	Prev, Next    *NavLink
	Cite          CiteView
}

type DateView struct{ ISO, Words string } // both "" where there is no date

// A CoverView is layouts/cover.html.
type CoverView struct {
	Shell
	Standfirst                           string
	Lead                                 template.HTML // the ::: {.lead} of index.md, or empty
	Statuses                             []StatusView  // the ::: {.status} of index.md
	Body                                 template.HTML // the rest of index.md
	Updated                              DateView
	Published                            DateView
	Log                                  *NavLink    // to the log of corrections, where it has entries
	Docket                               []DocketRow // the chapters
	Files                                []DocketRow // what stands behind them: exhibits, registers, other pages
	ChapterCount, SourceCount, NoteCount int
}

// A StatusView is one statement of the cover with its label and mark.
type StatusView struct {
	Mark  string // documented, reported, alleged, disputed, denied, unknown, analysis
	Label string
	Body  template.HTML
	ID    string // of the first statement of a claim; "" for none
	URL   string // of the claim in the ledger; "" where the statement is none
}

// A DocketRow is one row of the table of contents on the cover.
type DocketRow struct {
	Mark    string // number of a chapter, letter of an exhibit; "" for other pages
	Title   string
	Line    string // one line about it
	Measure string // "6 min"
	URL     string
}

// A NotFoundView is layouts/not-found.html: what stands where there is no page.
type NotFoundView struct {
	Shell
	Removed bool // there was one; Corrected says why it was taken away
}

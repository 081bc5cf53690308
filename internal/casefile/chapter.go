package casefile

import (
	"cmp"
	"time"

	"dossier/internal/diag"
	"dossier/internal/prose"
)

// A Kind says what a Markdown file becomes.
type Kind int

const (
	ChapterKind Kind = iota // 02-deal.md: numbered by its file name
	PageKind                // methodology.md
	CoverKind               // index.md
	RecordKind              // made of a register, without a file; Name is one of RecordPages
	EntryKind               // made of one entry of a register; Name is that of the register's page, Entry the id
)

// The pages that are made of registers, where these have entries. The names are
// also those of their addresses: "/claims/", "/fr/claims/".
const (
	TimelinePage    = "timeline"
	PeoplePage      = "people"
	ExhibitsPage    = "exhibits"
	ClaimsPage      = "claims"
	SourcesPage     = "sources"
	ResponsesPage   = "responses"
	GlossaryPage    = "glossary"
	CorrectionsPage = "corrections"
	AllPage         = "all" // the whole file on one page
	SearchPage      = "search"
)

// MethodologyPage is the name of the page that says how an investigation was
// made. A writer writes it.
const MethodologyPage = "methodology"

// RecordPages lists them in the order of contents lists.
var RecordPages = []string{TimelinePage, PeoplePage, ExhibitsPage, ClaimsPage, SourcesPage, ResponsesPage, GlossaryPage, CorrectionsPage, AllPage, SearchPage}

// RegisterFile is the file that the page of a register is made of, without its
// folder.
func RegisterFile(page string) string {
	if page == TimelinePage {
		return "events.yaml"
	}
	return page + ".yaml"
}

// A Head is the front matter of a Markdown file.
type Head struct {
	Title       string
	Standfirst  string // the dek: two or three plain sentences under the title
	Description string // one sentence for contents lists, search results and cards
	Date        Date   // first published
	Updated     Date   // last changed in a way a reader should know of; zero: never
	Authors     []string
	Slug        string // address, when it is not the file's name
	Draft       bool
	Embargo     time.Time // not published before; zero: no embargo
	Aliases     []Alias   // earlier addresses, redirected here

	// Where the fields stand in the file, for diagnostics; zero where absent.
	TitleSpan, StandfirstSpan, DescriptionSpan, SlugSpan diag.Span
}

// An Alias is an earlier address of a page.
type Alias struct {
	Path string // "/old-name/"
	Span diag.Span
}

// A Date is a calendar day without a time zone. The zero Date is no date.
type Date struct{ Year, Month, Day int }

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether a day comes before another.
func (d Date) Before(other Date) bool {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day)) < 0
}

// DaysUntil counts the days from one day to another; negative where it is past.
func (d Date) DaysUntil(other Date) int {
	return int(other.time().Sub(d.time()).Hours() / 24)
}

// AddDays is the day so many days later.
func (d Date) AddDays(n int) Date { return dateOf(d.time().AddDate(0, 0, n)) }

// AddMonths is the same day so many months later, or the last of that month
// where it is shorter: three months after 30 November is 28 February.
func (d Date) AddMonths(n int) Date {
	later := Date{d.Year, d.Month + n, 1}.time()
	last := later.AddDate(0, 1, -1).Day()
	return Date{later.Year(), int(later.Month()), min(d.Day, last)}
}

func dateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// A Chapter is one Markdown file of one language: a chapter, a page or the
// cover. resolve makes them; everything but the text is known from front
// matter and file names alone.
type Chapter struct {
	Path   string // "content/en/01-background.md"
	Lang   string
	Kind   Kind
	Number int    // from the file name; 0 for pages and the cover
	Name   string // file name without number and ending; shared by translations: "background"
	Entry  string // id of the entry that an EntryKind shows; "" for the others
	URL    string // root-relative with slashes at both ends: "/background/", "/fr/contexte/", "/"
	Head   Head

	Prev, Next   *Chapter   // neighbours among chapters; nil at the ends and for pages
	Translations []*Chapter // the same file in other languages, in the order of the settings; without this one
}

// An Edition is the investigation in one language.
type Edition struct {
	Lang     string
	Home     string     // "/", "/fr/"
	Cover    *Chapter   // never nil; where index.md is missing, one made from the settings with Path ""
	Chapters []*Chapter // by number
	Pages    []*Chapter // by name
	Records  []*Chapter // pages made of registers, in the order of RecordPages; see resolve.RecordPages
	Entries  []*Chapter // pages of single entries of registers: register by register, in file order

	entries map[entryKey]*Chapter
}

// An entryKey names an entry of a register.
type entryKey struct{ page, id string }

// AddEntry gives the edition a page of one entry.
func (e *Edition) AddEntry(c *Chapter) {
	if e.entries == nil {
		e.entries = map[entryKey]*Chapter{}
	}
	e.Entries = append(e.Entries, c)
	e.entries[entryKey{c.Name, c.Entry}] = c
}

// Entry returns the page of an entry of the register that a record page shows,
// nil where it has none.
func (e *Edition) Entry(page, id string) *Chapter { return e.entries[entryKey{page, id}] }

// Record returns the page made of a register, nil where there is none.
func (e *Edition) Record(name string) *Chapter {
	for _, c := range e.Records {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// A Body is the text of a chapter with what its references lead to. The slices
// are parallel to those of Document.
type Body struct {
	Document  *prose.Document
	Links     []Target
	Images    []Picture
	Citations [][]*Source  // per citation, per item; nil where no source has the key
	Compared  []QuoteCheck // per quotation, what came of comparing it with its source; empty where nobody has
	Summary   *Summary
}

// A QuoteCheck says that the words of a quotation stand in a text. The zero
// QuoteCheck says nothing.
type QuoteCheck struct {
	Matches bool
	In      *Source // whose text quotes the words, where the source itself was not read; nil for the source
	Exhibit string  // id of the exhibit in whose transcript they stand; "" for none
}

// A Target is where a link leads.
type Target struct {
	URL      string   // as it stands in the page; "" where the link is broken
	External bool     // leads off the site
	Chapter  *Chapter // the page of this investigation it leads to; nil otherwise
}

// A Summary is what other pages and the checks need to know of a text; it is
// kept when the text's tree is let go.
type Summary struct {
	Headings []prose.Heading
	IDs      map[string]bool // every anchor of the page that the text makes: headings, divs, spans, notes, marks, paragraphs
	Links    []AnchorLink    // links into pages of this investigation with a fragment, checked when all summaries are known
	Cited    []Cited         // in order of appearance
	Words    int
	Notes    int
	HasCode  bool

	// What the text says, and whom it lets say it; shared with its outline.
	Passages  []prose.Passage
	Alts      []prose.Image
	Claims    []prose.ClaimMark
	Records   []prose.RecordMark
	Events    []prose.EventMark
	Terms     []prose.TermMark
	Counts    []prose.CountMark
	Names     []prose.NameMark
	Timelines []prose.TimelineMark
	Diagrams  []prose.DiagramMark
	Unknowns  bool // it lists the claims that nobody could establish
	Quotes    []prose.Quote
	Allowed   []prose.Allowance

	Mentions []Mention // names of the register, in order, whoever's words they stand in; nil where the register is empty
}

// An AnchorLink leads to an anchor of this or another page.
type AnchorLink struct {
	Chapter  *Chapter // where it leads
	Fragment string   // without "#", as written by the writer
	Span     diag.Span
}

// Cited is one use of a source.
type Cited struct {
	Key  string
	Note int    // index of the note it stands in
	Mark string // id of the first mark of that note, "nr-…"; "" for none
	More int    // how many further marks the note has: Mark + "--2" and so on

	Locator prose.Locator // where in the source; zero for the whole of it
	Span    diag.Span     // the key with its @
}

// ReadingMinutes is the time the words take, rounded up to a whole minute.
func (s *Summary) ReadingMinutes(r Reading) int {
	return max(1, (s.Words+r.WordsPerMinute-1)/r.WordsPerMinute)
}

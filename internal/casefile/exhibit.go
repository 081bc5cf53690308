package casefile

import (
	"strconv"
	"strings"

	"dossier/internal/diag"
)

// An Exhibit is a document shown page by page, with where it comes from: the
// folder content/exhibits/<id>/.
type Exhibit struct {
	ID         string
	Letter     string // as the record gives it: "A"; "" where it takes the next free one
	Title      Text
	Dek        Text   // one or two sentences under the title; nil for none
	Source     Ref    // the work it shows; the zero Ref where the record names none
	Kind       string // court-filing, email, contract, screenshot, photo, audio, dataset, web-page…
	Excerpt    bool   // a part of the document; its pages are those of the excerpt
	How        string // filed, unsealed, foi, published, purchased, given, leaked, own-work
	MadePublic Issued
	Obtained   Issued
	From       Text      // from whom, and in which copy
	Changes    Text      // what is ours in what is shown: line breaks, numbers
	PageCount  int       // as the record says
	Times      []Stretch // of a recording, by page; empty for a document
	Facsimile  bool      // its pages are shown as images
	Transcript Transcription
	Highlights []Highlight
	Redactions []CoveredArea
	Alts       []PageAlt
	Original   *Original // nil where there is no file
	Custody    []Handling
	Withdrawn  Date // the zero Date while it is shown
	Why        Text // why it was withdrawn
	Allow      []Exception
	Span       diag.Span // the id
	Whole      diag.Span // the record
	HowSpan    diag.Span // of how:, else of the record
	CheckSpan  diag.Span // of transcript:, else of the record
	PagesSpan  diag.Span // of pages:, else of the record

	Sheets []Sheet // page 1 first; filled from the files beside the record
}

// A Transcription says how the text of an exhibit was made.
type Transcription struct {
	Language  string // BCP 47
	Method    string // typed, ocr, speech…
	By        string
	CheckedBy string // "" where nobody has
	Numbered  bool   // a line of the file is a line of the page
}

// A Highlight is a passage of an exhibit with a note.
type Highlight struct {
	ID             string
	Page           int // from 1
	Exact          string
	Prefix, Suffix string
	Note           Text
	Claims         Refs
	Rect           *Rect // where it stands on the image; nil for unknown
	Span           diag.Span
}

// A CoveredArea is an area of a page image that is covered.
type CoveredArea struct {
	Page   int
	Rect   Rect
	Court  bool // by the court; else by us
	Reason Text
	Span   diag.Span
}

// A Rect is a rectangle on a page, in parts of its width and height from the top
// left.
type Rect struct{ X1, Y1, X2, Y2 float64 }

// A PageAlt describes the image of a page that has no transcript.
type PageAlt struct {
	Page int
	Text Text
}

// An Original is the file as it was received. It is not published unless its
// record says so and it can be looked into.
type Original struct {
	File      string // name in the folder of the exhibit
	SHA256    string
	Bytes     int
	MediaType string
	Publish   bool
	Span      diag.Span
}

// A Handling is one step of the custody of an exhibit.
type Handling struct {
	Date   Issued
	Who    string
	Action Text
}

// A Sheet is one page of an exhibit.
type Sheet struct {
	Number int
	Path   string // of the transcript; "" where there is none
	Image  string // of the image file; "" where there is none
	Lines  []Line
}

// A Line is a line of a transcript; where lines are not numbered, a paragraph.
type Line struct {
	Level int // of a heading, 1 to 6; 0 for text
	Runs  []Run
}

// A RunKind says what a run is.
type RunKind int

const (
	PlainRun RunKind = iota
	EmphasisRun
	StrongRun
	GapRun       // something is left out: "[…]"
	RedactedRun  // covered; Text says by whom, never what
	IllegibleRun // could not be read; Text says how much
)

// A Run is a part of a line.
type Run struct {
	Kind   RunKind
	Text   string
	Court  bool   // of a RedactedRun: by the court, else by us
	Reason string // of a RedactedRun
}

// Words reports whether a run is words of the document.
func (r Run) Words() bool { return r.Kind <= StrongRun }

// Plain is the text of a line as it stands in the document: a gap is "[…]", and
// so is what is covered or cannot be read.
func (l Line) Plain() string {
	var b strings.Builder
	for _, r := range l.Runs {
		b.WriteString(r.plain())
	}
	return b.String()
}

const gap = "[…]"

func (r Run) plain() string {
	if r.Words() {
		return r.Text
	}
	return gap
}

// marked is the text of a line with emphasis as it is written.
func (l Line) marked() string {
	var b strings.Builder
	for _, r := range l.Runs {
		mark := map[RunKind]string{EmphasisRun: "*", StrongRun: "**"}[r.Kind]
		b.WriteString(mark + r.plain() + mark)
	}
	return b.String()
}

// Text is the text of a page, line by line.
func (s Sheet) Text() string { return joinLines(s.Lines, Line.Plain) }

func joinLines(lines []Line, text func(Line) string) string {
	list := make([]string, len(lines))
	for i, l := range lines {
		list[i] = text(l)
	}
	return strings.Join(list, "\n")
}

// Record is the text of all pages, with emphasis as it is written, for
// comparison with quotations.
func (x *Exhibit) Record() string {
	var pages []string
	for _, s := range x.Sheets {
		pages = append(pages, joinLines(s.Lines, Line.marked))
	}
	return strings.Join(pages, "\n")
}

// SheetSpan is where a page stands in the record of all pages.
func (x *Exhibit) SheetSpan(number int) diag.Span {
	at := 0
	for _, s := range x.Sheets {
		n := len(joinLines(s.Lines, Line.marked))
		if s.Number == number {
			return diag.Span{Start: at, End: at + n}
		}
		at += n + 1
	}
	return diag.Span{}
}

// HasText reports whether any page has a transcript.
func (x *Exhibit) HasText() bool {
	for _, s := range x.Sheets {
		if len(s.Lines) > 0 {
			return true
		}
	}
	return false
}

// Sheet returns a page by its number, nil where there is none.
func (x *Exhibit) Sheet(number int) *Sheet {
	if number < 1 || number > len(x.Sheets) {
		return nil
	}
	return &x.Sheets[number-1]
}

// Alt describes the image of a page; nil where the record does not.
func (x *Exhibit) Alt(page int) Text {
	for _, a := range x.Alts {
		if a.Page == page {
			return a.Text
		}
	}
	return nil
}

// PagesPerPart is how many pages of an exhibit one page of the site shows.
const PagesPerPart = 40

// Parts is how many pages of the site an exhibit takes.
func (x *Exhibit) Parts() int { return max(1, (len(x.Sheets)+PagesPerPart-1)/PagesPerPart) }

// PartOf is the part that shows a page, from 1.
func PartOf(page int) int { return (max(page, 1)-1)/PagesPerPart + 1 }

// Entry names a part among the pages of entries: "letter", "letter/2".
func (x *Exhibit) Entry(part int) string {
	if part <= 1 {
		return x.ID
	}
	return x.ID + "/" + strconv.Itoa(part)
}

// PageAnchor and LineAnchor are the anchors of a page and of one of its lines.
func (x *Exhibit) PageAnchor(page int) string { return "x-" + x.ID + "-p" + strconv.Itoa(page) }

// LineAnchor is the anchor of a line of a page.
func (x *Exhibit) LineAnchor(page, line int) string {
	return x.PageAnchor(page) + "-l" + strconv.Itoa(line)
}

// PlaceIn puts the places of an exhibit that was just read into its file.
func (x *Exhibit) PlaceIn(file string) {
	at := placer(file)
	for _, s := range []*diag.Span{&x.Span, &x.Whole, &x.HowSpan, &x.CheckSpan, &x.PagesSpan, &x.Source.Span} {
		at.span(s)
	}
	for i := range x.Highlights {
		at.span(&x.Highlights[i].Span)
		at.refs(x.Highlights[i].Claims)
	}
	for i := range x.Redactions {
		at.span(&x.Redactions[i].Span)
	}
	if x.Original != nil {
		at.span(&x.Original.Span)
	}
	at.exceptions(x.Allow)
}

// A Display is an exhibit as it is shown: its letter, and where its highlights
// stand.
type Display struct {
	Exhibit *Exhibit
	Letter  string
	Marks   [][]Mark // per highlight, in order; empty where it was not found
}

// A Mark is a part of one line that a highlight covers.
type Mark struct {
	Page, Line int // from 1
	From, To   int // offsets in the plain text of the line
}

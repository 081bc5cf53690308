// Package prose holds one Markdown file as the rest of the program sees it:
// goldmark's tree with a few node kinds of our own, and beside it, as numbered
// lists, everything in the text that refers to something else.
//
// It is data only. The reader in read/chapter fills it and nobody changes it
// afterwards; what the references lead to is kept by casefile.Body, in slices
// parallel to the lists here.
package prose

import "github.com/yuin/goldmark/ast"

// A Span is a range of bytes in the file as the writer sees it.
type Span struct{ Start, End int }

// A Document is one Markdown file, read. It is never nil and never changed;
// what could not be understood is an Invalid node and a diagnostic.
type Document struct {
	Lang   string   // language of the text; "en"
	Source []byte   // the file, front matter blanked to spaces, so that every offset in the tree is an offset in the file
	Root   ast.Node // goldmark's tree with the node kinds of this package

	Headings  []Heading
	Notes     []Note     // in order of first mark; a note's number is its index + 1
	Marks     []Mark     // in order of appearance
	Citations []Citation // in order of appearance, those inside notes included
	Links     []Link
	Images    []Image
	IDs       []ID // every id that the text gives to an element, headings included, prefixes included

	Passages  []Passage // the words, block by block; those of a note stand where its first mark is met
	Claims    []ClaimMark
	Records   []RecordMark
	Events    []EventMark
	Terms     []TermMark
	Names     []NameMark
	Counts    []CountMark
	Timelines []TimelineMark
	Diagrams  []DiagramMark
	Unknowns  bool // ::: {.unknowns} stands in it
	Quotes    []Quote
	Allowed   []Allowance
	Comments  []Comment // in order of appearance, those inside notes where their notes are read

	Words int // of running text: without notes, blocks of code and captions
}

// A Heading of the text. The title of the page is not one: it stands in the
// front matter.
type Heading struct {
	Level int    // 2 to 6
	ID    string // unique in the document
	Text  string // plain text, without marks and markup
	Span  Span
}

// A Comment is <!-- a note of the writer to themselves -->. It stands on no page.
type Comment struct {
	Text string // trimmed; several lines as written
	Span Span
}

// An ID is an anchor in the text.
type ID struct {
	Name string
	Span Span
}

// A NoteKind tells where the words of a note come from.
type NoteKind int

const (
	CitationNote NoteKind = iota // made from a citation in the text: [@key]
	Footnote                     // [^label] and its definition
	InlineNote                   // ^[words]
)

// A Note is one entry of the apparatus: citations and footnotes share one
// numbered sequence. ID comes from content, so that an inserted note moves
// numbers and no address: the key of the first source for a citation, "fn-"
// and the label for a footnote, "fn-" and 8 hex digits of its text for an
// inline one; repeated ones end in "--2", "--3".
type Note struct {
	ID       string // without the prefix "n-" of the note or "nr-" of its marks
	Kind     NoteKind
	Label    string   // of a Footnote; as written
	Citation int      // index into Document.Citations; CitationNote only
	Body     ast.Node // paragraphs of inline text, outside Root; nil for a CitationNote
	Marks    []int    // indices into Document.Marks, in order
	Span     Span     // the definition, or the citation
}

// A Mark is one place in the text that calls a note.
type Mark struct {
	Note    int // index into Document.Notes
	Ordinal int // 1 for the first mark of its note
	Span    Span
}

// A Citation is one bracket, or one @key in the sentence.
type Citation struct {
	Items  []CitationItem
	InText bool // @key: the author stands in the sentence
	InNote bool // inside a footnote: printed in place, without a number
	Span   Span
}

// A CitationItem cites one source.
type CitationItem struct {
	Key            string
	Prefix, Suffix string // plain text around the item, typeset: "see", "emphasis ours"; without the comma and space that part them
	Locator        Locator
	SuppressAuthor bool // [-@key]
	Span           Span // the key with its @
}

// A Locator points inside a source: "p. 12", "§ 4", "00:14:03". The zero
// Locator means the source as a whole.
type Locator struct {
	Label string // "page", "section", "article", "timestamp"…, see terms in read/chapter; "page" when the writer gave a bare number
	Value string // as written, trimmed; ranges keep their hyphen ("12-14")
}

// A Link is one link of the text, autolinks included.
type Link struct {
	Dest  string // as written, escapes and entities resolved
	Title string
	Span  Span // the destination, or the whole link where the destination has no place of its own
}

// An Image stands in the text as a project file.
type Image struct {
	Dest  string
	Alt   string
	Title string
	Span  Span
}

package prose

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// What the checks need of a text without its tree: its words, passage by
// passage, and where in them claims are marked and others quoted.

// A PassageKind says what a passage is.
type PassageKind int

const (
	ParagraphPassage PassageKind = iota
	HeadingPassage
	CellPassage
	TermPassage
)

// A Passage is the text of one block, as readers see it: typography set,
// without markup, marks of notes and pictures. A citation in the sentence
// stands in it as "@key".
type Passage struct {
	Kind    PassageKind
	Text    string
	Lang    string // of the block
	Heading int    // index into Headings of the section it stands in, or of itself; -1 before the first
	InNote  bool   // part of a footnote
	Quoted  bool   // inside a .quote: somebody else's words
	Pulled  bool   // inside a .pull: a repetition
	Nested  bool   // inside a block quotation or a list

	Paragraph int // number of the paragraph on a page that has numbers; 0 for none; see IsNumbered

	Notes  []NoteAt
	Fixed  []Part  // links, code and what could not be read, in order
	Places []Place // where the text stands in the file, in order; never empty
	End    int     // offset in the file behind the last place
}

// A NoteAt is a mark of a note in a passage.
type NoteAt struct {
	At   int // offset in the text
	Mark int // index into Marks
}

// A Part is a part of the text of a passage, as offsets in it.
type Part struct{ From, To int }

// A Place says that the text from an offset on stands in the file from another
// on, up to the next place.
type Place struct{ At, Pos int32 }

// Span is the place in the file of a part of the text. It ends inside the last
// character where that is more than a byte.
func (p *Passage) Span(from, to int) Span {
	if to <= from {
		return Span{p.pos(from), p.pos(from)}
	}
	last := to - 1
	for last > from && !utf8.RuneStart(p.Text[last]) {
		last--
	}
	start := p.pos(from)
	return Span{start, max(start, min(p.pos(last)+1, p.End))}
}

// pos is the offset in the file of an offset in the text.
func (p *Passage) pos(at int) int {
	i := sort.Search(len(p.Places), func(i int) bool { return int(p.Places[i].At) > at }) - 1
	here, end := p.Places[max(i, 0)], p.End
	if i+1 < len(p.Places) {
		end = int(p.Places[i+1].Pos)
	}
	return max(int(here.Pos), min(int(here.Pos)+at-int(here.At), end-1))
}

// A Stretch is a part of a text: from an offset in one passage to one in
// another, or the same. Whole passages of a block go from 0 to the length of
// the last.
type Stretch struct {
	First, Last int // indices into Passages; Last is before First where the block is empty
	From, To    int // offsets in the text of First, and in that of Last
}

// Within returns the part of one passage that a stretch covers; ok is false
// where it covers none.
func (s Stretch) Within(passage int, length int) (from, to int, ok bool) {
	if passage < s.First || passage > s.Last {
		return 0, 0, false
	}
	to = length
	if passage == s.First {
		from = s.From
	}
	if passage == s.Last {
		to = s.To
	}
	return from, to, true
}

// A ClaimMark is a stretch of text that makes a claim: [text]{.claim ref=ID} or
// ::: {.claim ref=ID}.
type ClaimMark struct {
	Ref     string
	RefSpan Span // of ref=
	Span    Span // of the attributes
	Block   bool
	Heading int // as of Passage
	Stretch
}

// A RecordMark is a block that shows a record: ::: {.response ref=ID},
// ::: {.right-of-reply ref=ID}, ::: {.exhibit ref=ID page=1}.
type RecordMark struct {
	Class   string
	Ref     string
	RefSpan Span
	Page    int  // of an exhibit; 0 where none is named
	Span    Span // of the attributes
	Heading int
	After   int // how many passages come before it
}

// An EventMark is words that stand for an event: [text]{.event ref=ID}.
type EventMark struct {
	Ref     string
	RefSpan Span // of ref=
	Span    Span // of the attributes
	Stretch
}

// A TimelineMark is a block that shows events: ::: {.timeline names="a b"
// from=2011 to=2019}. The texts are as written; "" for none.
type TimelineMark struct {
	Names                       []string
	From, To                    string
	NamesSpan, FromSpan, ToSpan Span
	Span                        Span // of the attributes
}

// A DiagramMark is a block that draws what is said to have passed between two
// parties: ::: {.diagram claims="a b"}.
type DiagramMark struct {
	Claims     []string // ids, as written
	ClaimsSpan Span     // of claims=; zero where there is none
	Span       Span     // of the attributes
}

// A Quote is words of somebody else: ["text"]{.q source=KEY} or a block
// ::: {.quote source=KEY}.
type Quote struct {
	ID           string // as the writer gave it; "" for none
	Source       string // key; "" where the writer named none
	Place        string // loc=, as written
	By           string
	Lang         string // of the words
	Original     string // the words that were translated; "" for none
	TranslatedBy string
	Emphasis     string // "added" where the writer said so
	Unverifiable string // why nothing can be compared; "" for none
	Text         string // the words, typography set; emphasis is *so*, paragraphs are parted by a blank line
	Block        bool
	InNote       bool
	Heading      int
	Span         Span // of the whole quotation
	Attrs        Span // of the attributes
	SourceSpan   Span // of source=, else of the attributes
	BySpan       Span // of by=, else of the attributes
	Stretch
}

// An Allowance silences a diagnostic in a stretch of text, with a reason:
// [text]{.allow code=CODE reason="…"} or ::: {.allow code=CODE reason="…"}.
type Allowance struct {
	Code, Reason string
	Attrs        Span
	Span         Span // of the text it covers, attributes included
}

// PlainQuote takes quotation marks of its own off the words of a quotation.
func PlainQuote(text string) string {
	text = strings.TrimSpace(text)
	for _, pair := range [][2]string{{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"‘", "’"}} {
		if inner, ok := strings.CutPrefix(text, pair[0]); ok {
			if inner, ok = strings.CutSuffix(inner, pair[1]); ok && !strings.Contains(inner, pair[0]) {
				return strings.TrimFunc(inner, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' })
			}
		}
	}
	return text
}

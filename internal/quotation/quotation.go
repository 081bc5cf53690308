// Package quotation says whether words in quotation marks really stand in the
// text they are taken from, and if not, what stands there instead.
//
// New prepares a source once; Find looks a quotation up in it. Both read text
// and nothing else: no files, no Markdown apart from the emphasis marks * and _
// around words. A Text never changes and may be searched by many at once.
//
// # What counts as the same
//
// Source and quotation are compared word by word and mark by mark, in Unicode
// normal form C. Folded away, because typesetters and copyists change it:
//
//   - the kind of quotation mark or apostrophe (curly, straight, « », double or
//     single, as marks change inside another quotation) and the kind of dash;
//   - spaces: which kind, how many, and whether one stands beside a punctuation
//     mark or dash (French sets one before ";", English does not); line ends;
//   - soft hyphens, invisible characters, ligatures (ﬁ, œ);
//   - the hyphen of a word broken at a line end, which may or may not be its own;
//   - [sic] and (sic), on either side.
//
// Everything else is the quotation: letters and their case, accents, digits,
// and every punctuation mark, the last one included. A quotation in quotation
// marks of its own may keep them.
//
// # What a quotation may declare
//
// "…", "...", ". . .", and the same in brackets or parentheses, is a cut: the
// pieces around it have at least two words each and follow one another in the
// source. "[word]" is an insertion by the editor: it stands for none to three
// words of the source. "[T]he" allows that letter in either case; "access[ed]"
// allows another ending. *Emphasis* is in the source too, or Options says that it
// was added. A source that has such marks itself is quoted with them.
package quotation

// A Span is a range of bytes in the source as it was given to New, End exclusive.
type Span struct{ Start, End int }

// Options says what the writer declared about a quotation.
// The zero value: nothing added, anywhere in the source.
type Options struct {
	EmphasisAdded bool // the emphasis is the writer's (emphasis=added)
	Within        Span // where the words must stand, pages around included; zero for the whole source
}

// A Kind says how a search ended.
type Kind int

const (
	// Matches: the words are there.
	Matches Kind = iota
	// LongInsertion: they are there if one bracket may stand for more than
	// three words; Replaced is what it stands for.
	LongInsertion
	// Emphasised: they are there, but emphasis was added and not declared;
	// Wanted is the first emphasised word.
	Emphasised
	// Elsewhere: they are there, but outside Options.Within.
	Elsewhere
	// OutOfOrder: each piece is there, but not one after the other.
	OutOfOrder
	// NotFound: a piece is not there; Piece, Closest, Wanted, Found and Distance tell more.
	NotFound
	// TooShort: a piece has fewer than two words of the source; Piece says which.
	TooShort
	// Empty: the quotation has no words.
	Empty
)

func (k Kind) String() string {
	return [...]string{"matches", "long-insertion", "emphasised", "elsewhere", "out-of-order", "not-found", "too-short", "empty"}[k]
}

// A Result is what became of one quotation.
type Result struct {
	Kind   Kind
	Places []Span // where each piece stands, in the order of the quotation; for NotFound and TooShort empty
	Piece  string // NotFound, TooShort: the piece that fails, as written

	// NotFound: the passage most like the piece. Zero and "" when nothing comes near.
	Closest     Span
	ClosestText string // the source's own words there, spaces collapsed
	Wanted      string // first difference: the quotation's word; "" where the source has one more
	Found       string // first difference: the source's word; "" where the quotation has one more
	Distance    int    // words and marks to change, add or drop to get from Closest to the piece

	// FinalPunctuation: NotFound, but the words match without the mark at the
	// very end of the quotation, which may belong to the sentence around it.
	FinalPunctuation bool

	Replaced string // LongInsertion: the source's words under the longest bracket
}

// A Text is a source prepared for searching.
type Text struct {
	source string
	nfc    string  // source in normal form C; the same string when it already was
	moved  []moved // where nfc and source part; empty when they are the same
	tokens []token // of nfc, in order
	broken bool    // a token was joined over a line end
}

// New prepares a source in time linear in its length.
func New(source string) *Text {
	t := &Text{source: source}
	t.nfc, t.moved = normalise(source)
	t.tokens, t.broken = tokenise(t.nfc, true)
	return t
}

// Find looks a quotation up. Its time is linear in the source and, but for the
// comparison shown when nothing matches, in the quotation.
func (t *Text) Find(quote string, opt Options) Result {
	p := parse(quote)
	if !p.hasWords() {
		return Result{Kind: Empty}
	}
	scope := t.scope(opt.Within)
	res, ok := t.find(p, scope, opt)
	if ok {
		return res
	}
	if opt.Within != (Span{}) {
		if far, ok := t.find(p, window{0, len(t.tokens)}, opt); ok && far.Kind != OutOfOrder {
			far.Kind = Elsewhere
			return far
		}
	}
	if res.Kind == NotFound {
		if bare, cut := p.withoutFinalMark(); cut {
			again, ok := t.find(bare, scope, opt)
			res.FinalPunctuation = ok && again.Kind == Matches
		}
	}
	return res
}

// find tries the readings of a quotation in turn: as it stands, for a source
// with brackets and dots of its own; then with its cuts and insertions.
// ok reports whether every piece was found.
func (t *Text) find(p pattern, scope window, opt Options) (res Result, ok bool) {
	for _, reading := range p.readings() {
		if len(reading) == 0 {
			continue
		}
		res, ok = t.inOrder(reading, scope, shortInsertion, opt)
		if ok || res.Kind == TooShort {
			return res, ok
		}
	}
	final := p.pieces()
	if res, ok := t.inOrder(final, scope, longInsertion, opt); ok && hasGap(final) {
		if res.Kind == Matches {
			res.Kind = LongInsertion
		}
		return res, true
	}
	return t.unordered(final, scope, p.quote)
}

// inOrder looks for pieces one after the other.
func (t *Text) inOrder(pieces []piece, scope window, limit int, opt Options) (Result, bool) {
	res := Result{Kind: Matches}
	from, longest := scope.from, 0
	for _, pc := range pieces {
		if pc.words < 2 {
			return Result{Kind: TooShort, Piece: pc.text}, false
		}
		m, ok := t.search(pc, window{from, scope.to}, limit)
		if !ok {
			return Result{Kind: NotFound, Piece: pc.text}, false
		}
		res.Places = append(res.Places, t.span(m.first, m.last+1))
		if m.gapWords > longest {
			longest = m.gapWords
			res.Replaced = t.words(m.gapFrom, m.gapTo)
		}
		if res.Kind == Matches && !opt.EmphasisAdded {
			if word, added := t.addedEmphasis(pc, m); added {
				res.Kind, res.Wanted = Emphasised, word
			}
		}
		from = m.last + 1
	}
	if limit == shortInsertion {
		res.Replaced = ""
	}
	return res, true
}

// unordered tells pieces in the wrong order from pieces that are not there.
func (t *Text) unordered(pieces []piece, scope window, quote string) (Result, bool) {
	res := Result{Kind: OutOfOrder}
	for _, pc := range pieces {
		m, ok := t.search(pc, scope, shortInsertion)
		if !ok {
			miss := t.closest(pc, scope, quote)
			miss.Kind, miss.Piece = NotFound, pc.text
			return miss, false
		}
		res.Places = append(res.Places, t.span(m.first, m.last+1))
	}
	return res, true
}

// addedEmphasis returns the first word of a piece that is emphasised in the
// quotation and not where it stands in the source.
func (t *Text) addedEmphasis(pc piece, m match) (string, bool) {
	for i, e := range pc.elems {
		if e.emphasis && m.path[i] >= 0 && t.tokens[m.path[i]].flags&emphasis == 0 {
			return e.text, true
		}
	}
	return "", false
}

package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is a quotation read: its words, marks, cuts and insertions.
type pattern struct {
	quote string // as written, in normal form C
	elems []elem // brackets and dots as the writer's tools
	plain []elem // brackets and dots as text
}

type elemKind uint8

const (
	exact  elemKind = iota // this token
	cased                  // this word, its first letter in either case: [T]he
	partly                 // a word with this prefix and suffix: access[ed]
	gap                    // an insertion: a few words or none
	cut                    // an ellipsis: a new piece begins
)

// An elem is one thing a quotation asks of its source.
type elem struct {
	kind           elemKind
	text           string // folded; for partly the prefix
	suffix         string // partly
	hash           uint32 // exact; cased: of the form with a small letter
	hash2          uint32 // cased: of the form with a capital
	isWord, starts bool   // a word; one that begins a writer's word
	emphasis       bool
	from, to       int // in quote
}

// A piece is a part of a quotation that stands in the source in one run.
type piece struct {
	text  string // as written
	elems []elem // begins and ends with neither gap nor cut
	words int    // of the source, brackets not counted
}

// parse reads a quotation.
func parse(quote string) pattern {
	quote, _ = normalise(quote)
	p := pattern{quote: quote}
	tokens, _ := tokenise(quote, false)
	for _, t := range tokens {
		p.plain = append(p.plain, exactElem(quote, t))
	}
	for i := 0; i < len(p.plain); {
		e := p.plain[i]
		switch {
		case e.text == foldedEllipsis:
			e.kind = cut
			p.elems = append(p.elems, e)
			i++
		case p.isCutInBrackets(i):
			e = p.plain[i+1]
			e.kind, e.from, e.to = cut, p.plain[i].from, p.plain[i+2].to
			p.elems = append(p.elems, e)
			i += 3
		case e.text == "[":
			i = p.bracket(i)
		default:
			p.elems = append(p.elems, e)
			i++
		}
	}
	return p
}

func exactElem(s string, t token) elem {
	return elem{
		kind: exact, text: folded(s, t), hash: t.hash,
		isWord: t.flags&word != 0, starts: t.flags&first != 0, emphasis: t.flags&emphasis != 0,
		from: int(t.start), to: int(t.end),
	}
}

// isCutInBrackets reports whether "[…]" or "(…)" begins at element i.
func (p *pattern) isCutInBrackets(i int) bool {
	if i+2 >= len(p.plain) || p.plain[i+1].text != foldedEllipsis {
		return false
	}
	open, shut := p.plain[i].text, p.plain[i+2].text
	return open == "[" && shut == "]" || open == "(" && shut == ")"
}

// bracket reads the insertion that begins at element i and returns what follows
// it. A bracket that is never closed is text.
func (p *pattern) bracket(i int) int {
	end := i + 1
	for end < len(p.plain) && p.plain[end].text != "]" && p.plain[end].text != "[" {
		end++
	}
	if end == len(p.plain) || p.plain[end].text == "[" {
		p.elems = append(p.elems, p.plain[i])
		return i + 1
	}
	open, shut := p.plain[i], p.plain[end]
	inside := p.plain[i+1 : end]
	after := end+1 < len(p.plain) && p.plain[end+1].isWord && p.plain[end+1].from == shut.to
	before := len(p.elems) > 0 && p.elems[len(p.elems)-1].isWord && p.elems[len(p.elems)-1].to == open.from
	simple := len(inside) == 0 || len(inside) == 1 && inside[0].isWord
	switch {
	case after && !before && len(inside) == 1 && utf8.RuneCountInString(inside[0].text) == 1:
		p.elems = append(p.elems, casedElem(inside[0], p.plain[end+1], open.from))
		return end + 2
	case simple && before:
		last := &p.elems[len(p.elems)-1]
		if last.kind == exact {
			last.kind = partly
		}
		last.to = shut.to
		if after {
			last.suffix, last.to = p.plain[end+1].text, p.plain[end+1].to
			return end + 2
		}
	case simple && after:
		e := p.plain[end+1]
		e.kind, e.suffix, e.text, e.starts, e.from = partly, e.text, "", true, open.from
		p.elems = append(p.elems, e)
		return end + 2
	default:
		p.elems = append(p.elems, elem{kind: gap, from: open.from, to: shut.to})
	}
	return end + 1
}

// casedElem makes one element of "[T]" and "he".
func casedElem(letter, rest elem, from int) elem {
	r, _ := utf8.DecodeRuneInString(letter.text)
	small, capital := string(unicode.ToLower(r))+rest.text, string(unicode.ToUpper(r))+rest.text
	return elem{
		kind: cased, text: small, suffix: capital, hash: hash(small), hash2: hash(capital),
		isWord: true, starts: true, emphasis: rest.emphasis, from: from, to: rest.to,
	}
}

func (p pattern) hasWords() bool {
	for _, e := range p.plain {
		if e.isWord {
			return true
		}
	}
	return false
}

// withoutFinalMark drops the punctuation at the very end, inside closing
// quotation marks too. The second result is false when there is none.
func (p pattern) withoutFinalMark() (pattern, bool) {
	end := len(p.elems)
	for end > 0 && p.elems[end-1].text == foldedQuote {
		end--
	}
	if end == 0 || !strings.Contains(".,;:!?", p.elems[end-1].text) || p.elems[end-1].text == "" {
		return p, false
	}
	p.elems = append(append([]elem(nil), p.elems[:end-1]...), p.elems[end:]...)
	p.plain = nil
	return p, true
}

// readings returns the ways to understand a quotation, strictest first.
func (p pattern) readings() [][]piece {
	var all [][]piece
	if len(p.plain) > 0 && len(p.plain) != len(p.elems) || hasKind(p.elems, cut) {
		all = append(all, split(p.quote, p.plain))
	}
	all = append(all, split(p.quote, p.elems))
	if inner, ok := unquoted(p.elems); ok {
		all = append(all, split(p.quote, inner))
	}
	// A literal reading of one word and some marks is no reading.
	if len(all) > 1 && len(all[0]) == 1 && all[0][0].words < 2 {
		all = all[1:]
	}
	return all
}

// pieces returns the loosest reading.
func (p pattern) pieces() []piece {
	if inner, ok := unquoted(p.elems); ok {
		return split(p.quote, inner)
	}
	return split(p.quote, p.elems)
}

// unquoted takes the outer quotation marks away, if there are two.
func unquoted(elems []elem) ([]elem, bool) {
	n := len(elems)
	if n < 3 || elems[0].text != foldedQuote || elems[n-1].text != foldedQuote {
		return nil, false
	}
	return elems[1 : n-1], true
}

func hasKind(elems []elem, k elemKind) bool {
	for _, e := range elems {
		if e.kind == k {
			return true
		}
	}
	return false
}

func hasGap(pieces []piece) bool {
	for _, pc := range pieces {
		if hasKind(pc.elems, gap) {
			return true
		}
	}
	return false
}

// split cuts elements into pieces at cuts. Insertions at the edges of a piece
// ask nothing of the source and go; so do pieces of marks alone.
func split(quote string, elems []elem) []piece {
	var pieces []piece
	start := 0
	for i := 0; i <= len(elems); i++ {
		if i < len(elems) && elems[i].kind != cut {
			continue
		}
		part := elems[start:i]
		start = i + 1
		for len(part) > 0 && part[0].kind == gap {
			part = part[1:]
		}
		for len(part) > 0 && part[len(part)-1].kind == gap {
			part = part[:len(part)-1]
		}
		pc := piece{elems: part}
		for _, e := range part {
			if e.starts {
				pc.words++
			}
		}
		if len(part) == 0 || pc.words == 0 {
			continue
		}
		pc.text = quote[part[0].from:part[len(part)-1].to]
		pieces = append(pieces, pc)
	}
	return pieces
}

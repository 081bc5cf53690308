package quotation

import (
	"slices"
	"strings"
)

// How many words of the source one insertion may stand for.
const (
	shortInsertion = 3
	longInsertion  = 40
)

// maxGapMarks bounds the punctuation marks under an insertion, beside its words.
const maxGapMarks = 12

// A match is where a piece stands.
type match struct {
	first, last    int   // tokens, both inclusive
	path           []int // the token of each element; -1 for insertions
	gapWords       int   // words under the longest insertion
	gapFrom, gapTo int   // its tokens
}

// search finds the first place of a piece among the tokens of a window.
func (t *Text) search(pc piece, w window, limit int) (match, bool) {
	s := searcher{t: t, elems: pc.elems, to: w.to, limit: limit}
	if hasKind(pc.elems, gap) {
		s.dead = map[[2]int]bool{}
	}
	probe, ok := t.probe(pc.elems, w)
	if !ok {
		return match{}, false
	}
	if probe < 0 {
		for at := w.from; at < w.to; at++ {
			if m, ok := s.at(at); ok {
				return m, true
			}
		}
		return match{}, false
	}
	rare := pc.elems[probe].hash
	for at := w.from + probe; at < w.to; at++ {
		if t.tokens[at].hash == rare {
			if m, ok := s.at(at - probe); ok {
				return m, true
			}
		}
	}
	return match{}, false
}

// probe chooses the element to look for first: the rarest of those that stand
// at a known distance from the beginning. It returns -1 when the distance is
// never known, and false when an element does not occur at all.
func (t *Text) probe(elems []elem, w window) (int, bool) {
	n := 0
	for n < len(elems) && elems[n].kind != gap {
		if t.broken && elems[n].text == foldedDash {
			return -1, true
		}
		n++
	}
	if t.broken && n < len(elems) {
		return -1, true
	}
	counts := map[uint32]int{}
	for _, e := range elems[:n] {
		if e.kind == exact {
			counts[e.hash] = 0
		}
	}
	if len(counts) == 0 {
		return -1, true
	}
	var filter [64]uint64 // a bit for the low twelve bits of each hash: most tokens stop here
	for h := range counts {
		filter[h>>6&63] |= 1 << (h & 63)
	}
	for _, k := range t.tokens[w.from:w.to] {
		if filter[k.hash>>6&63]&(1<<(k.hash&63)) != 0 {
			if c, ok := counts[k.hash]; ok {
				counts[k.hash] = c + 1
			}
		}
	}
	best := -1
	for i, e := range elems[:n] {
		if e.kind != exact {
			continue
		}
		if counts[e.hash] == 0 {
			return 0, false
		}
		if best < 0 || counts[e.hash] < counts[elems[best].hash] {
			best = i
		}
	}
	return best, true
}

// A searcher tries one piece at many places.
type searcher struct {
	t     *Text
	elems []elem
	to    int // the token after the last allowed
	limit int
	path  []int
	dead  map[[2]int]bool // insertion and token after which nothing matched
}

// at tries the piece at one token.
func (s *searcher) at(first int) (match, bool) {
	s.path = s.path[:0]
	last, ok := s.from(0, first)
	if !ok {
		return match{}, false
	}
	m := match{first: first, last: last, path: s.path}
	for i, at := range s.path {
		if at >= 0 || i == 0 || s.elems[i].kind != gap {
			continue
		}
		from, to := s.path[i-1]+1, s.path[i+1]
		if n := s.t.countWords(from, to); n > m.gapWords {
			m.gapWords, m.gapFrom, m.gapTo = n, from, to
		}
	}
	return m, true
}

// from matches elements i and following at token at. It returns the last token used.
func (s *searcher) from(i, at int) (last int, ok bool) {
	keep := len(s.path)
	for ; i < len(s.elems); i++ {
		if s.elems[i].kind == gap {
			if last, ok := s.over(i, at); ok {
				return last, true
			}
			break
		}
		if at >= s.to {
			break
		}
		k := s.t.tokens[at]
		used := 0
		if s.t.is(at, s.elems[i]) {
			used = 1
		} else if k.flags&joined != 0 {
			used = s.t.hyphenated(k, s.elems[i:])
		}
		if used == 0 {
			break
		}
		for range used {
			s.path = append(s.path, at)
		}
		i += used - 1
		at++
		if i == len(s.elems)-1 {
			return at - 1, true
		}
	}
	s.path = s.path[:keep]
	return 0, false
}

// over matches insertion i at token at, the fewest words first.
func (s *searcher) over(i, at int) (last int, ok bool) {
	if s.dead[[2]int{i, at}] {
		return 0, false
	}
	keep := len(s.path)
	words, marks := 0, 0
	for to := at; to < s.to; to++ {
		s.path = append(s.path, -1)
		if last, ok := s.from(i+1, to); ok {
			return last, true
		}
		s.path = s.path[:keep]
		switch k := s.t.tokens[to]; {
		case k.flags&first != 0:
			words++
		case k.flags&word == 0:
			marks++
		}
		if words > s.limit || marks > maxGapMarks {
			break
		}
	}
	s.dead[[2]int{i, at}] = true
	return 0, false
}

// is reports whether the token at an index is what an element asks for.
func (t *Text) is(at int, e elem) bool {
	k := t.tokens[at]
	switch e.kind {
	case exact:
		return k.hash == e.hash && folded(t.nfc, k) == e.text
	case cased:
		if k.hash != e.hash && k.hash != e.hash2 {
			return false
		}
		form := folded(t.nfc, k)
		return form == e.text || form == e.suffix
	case partly:
		if k.flags&word == 0 {
			return false
		}
		form := folded(t.nfc, k)
		return len(form) >= len(e.text)+len(e.suffix) && strings.HasPrefix(form, e.text) && strings.HasSuffix(form, e.suffix)
	}
	return false
}

// hyphenated returns how many of the next elements are a word broken at line
// ends some of whose hyphens are its own, as in "non-app"; 0 when they are not.
func (t *Text) hyphenated(k token, elems []elem) int {
	breaks := breaksOf(t.nfc[k.start:k.end])
	whole := folded(t.nfc, k)
	at := 0 // bytes of whole that are spoken for
	for i, e := range elems {
		switch {
		case e.kind != exact:
			return 0
		case i%2 == 1 && (e.text != foldedDash || !slices.Contains(breaks, at)):
			return 0
		case i%2 == 0 && (!e.isWord || !strings.HasPrefix(whole[at:], e.text)):
			return 0
		case i%2 == 0:
			if at += len(e.text); at == len(whole) {
				return i + 1
			}
		}
	}
	return 0
}

// breaksOf returns where, in the folded form of a word, a hyphen at a line end
// stood.
func breaksOf(raw string) []int {
	var breaks []int
	for i, r := range raw {
		if isHyphen(r) {
			breaks = append(breaks, len(foldWord(raw[:i])))
		}
	}
	return breaks
}

// countWords counts the writer's words that begin among tokens [from, to).
func (t *Text) countWords(from, to int) int {
	n := 0
	for _, k := range t.tokens[from:max(from, to)] {
		if k.flags&first != 0 {
			n++
		}
	}
	return n
}

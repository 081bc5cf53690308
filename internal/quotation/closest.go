package quotation

import (
	"strings"
	"unicode"
)

// maxCompared is how many elements of a piece are compared with its closest
// passage, which takes the square of it. Of a longer piece it is the first
// stretch that is not in the source.
const maxCompared = 160

// closest fills in what a writer needs to see about a piece that is not there.
func (t *Text) closest(pc piece, scope window, quote string) Result {
	elems := t.firstMissing(pc.elems, scope)
	at, hits := t.densest(elems, scope)
	if hits*3 < countWordElems(elems) {
		return Result{}
	}
	n := len(elems)
	w := window{max(scope.from, at-n/2-4), min(scope.to, at+n+n/2+4)}
	a := t.align(elems, w)
	if a.from >= a.to || a.edits*4 > 3*n {
		return Result{}
	}
	res := Result{Closest: t.span(a.from, a.to), ClosestText: t.words(a.from, a.to), Distance: a.edits}
	if a.elem >= 0 {
		res.Wanted = around(quote, elems[a.elem].from, elems[a.elem].to)
	}
	if a.token >= 0 {
		res.Found = around(t.nfc, int(t.tokens[a.token].start), int(t.tokens[a.token].end))
	}
	return res
}

// firstMissing returns the first stretch of a long piece that the source does not have.
func (t *Text) firstMissing(elems []elem, scope window) []elem {
	for len(elems) > maxCompared {
		part := elems[:maxCompared]
		if _, ok := t.search(piece{elems: part}, scope, shortInsertion); !ok {
			return part
		}
		elems = elems[maxCompared/2:]
	}
	return elems
}

func countWordElems(elems []elem) int {
	n := 0
	for _, e := range elems {
		if e.isWord {
			n++
		}
	}
	return n
}

// densest returns the token where the stretch of the scope begins that holds
// most of the elements' words, rare ones counting more, and how many it holds.
func (t *Text) densest(elems []elem, scope window) (at, hits int) {
	wanted := map[uint32]int{}
	for _, e := range elems {
		if e.isWord {
			wanted[e.hash] = 0
		}
	}
	var filter [64]uint64
	for h := range wanted {
		filter[h>>6&63] |= 1 << (h & 63)
	}
	type hit struct {
		at   int
		hash uint32
	}
	var found []hit
	for i, k := range t.tokens[scope.from:scope.to] {
		if filter[k.hash>>6&63]&(1<<(k.hash&63)) == 0 {
			continue
		}
		if c, ok := wanted[k.hash]; ok {
			wanted[k.hash] = c + 1
			found = append(found, hit{scope.from + i, k.hash})
		}
	}
	weight := func(h uint32) float64 { return 1 / float64(1+wanted[h]) }
	inside := map[uint32]int{}
	best, sum, from := 0.0, 0.0, 0
	for i, f := range found {
		if inside[f.hash]++; inside[f.hash] == 1 {
			sum += weight(f.hash)
		}
		for found[from].at+len(elems)+len(elems)/4+2 < f.at {
			if inside[found[from].hash]--; inside[found[from].hash] == 0 {
				sum -= weight(found[from].hash)
			}
			from++
		}
		if sum > best+1e-9 {
			best, at, hits = sum, found[from].at, i-from+1
		}
	}
	return at, hits
}

// An alignment is the cheapest way from a passage to a piece.
type alignment struct {
	from, to    int // tokens of the passage
	edits       int
	elem, token int // the first difference; -1 where one side has nothing
}

const (
	markCost  = 1 // a punctuation mark added, dropped or changed
	caseCost  = 1 // a word in another case
	wordCost  = 2
	fromLeft  = 1
	fromAbove = 2
	fromBoth  = 3
)

// align compares elements with a window of tokens; the passage may begin and
// end anywhere in it.
func (t *Text) align(elems []elem, w window) alignment {
	m, n := len(elems), w.to-w.from
	cost := make([]int, (m+1)*(n+1))
	step := make([]uint8, (m+1)*(n+1))
	row := n + 1
	for i := 1; i <= m; i++ {
		drop := elemCost(elems[i-1])
		cost[i*row], step[i*row] = cost[(i-1)*row]+drop, fromAbove
		for j := 1; j <= n; j++ {
			c, s := cost[(i-1)*row+j-1]+t.changeCost(elems[i-1], w.from+j-1), uint8(fromBoth)
			if d := cost[(i-1)*row+j] + drop; d < c {
				c, s = d, fromAbove
			}
			if d := cost[i*row+j-1] + t.tokenCost(w.from+j-1); d < c {
				c, s = d, fromLeft
			}
			cost[i*row+j], step[i*row+j] = c, s
		}
	}
	end := 0
	for j := 1; j <= n; j++ {
		if cost[m*row+j] <= cost[m*row+end] {
			end = j
		}
	}
	a := alignment{to: w.from + end, elem: -1, token: -1}
	i, j := m, end
	for i > 0 {
		switch step[i*row+j] {
		case fromBoth:
			i, j = i-1, j-1
			if t.changeCost(elems[i], w.from+j) > 0 {
				a.edits, a.elem, a.token = a.edits+1, i, w.from+j
			}
		case fromAbove:
			i--
			if elems[i].kind != gap {
				a.edits, a.elem, a.token = a.edits+1, i, -1
			}
		default:
			j--
			a.edits, a.elem, a.token = a.edits+1, -1, w.from+j
		}
	}
	a.from = w.from + j
	return a
}

func elemCost(e elem) int {
	switch {
	case e.kind == gap:
		return 0
	case e.isWord:
		return wordCost
	}
	return markCost
}

func (t *Text) tokenCost(at int) int {
	if t.tokens[at].flags&word != 0 {
		return wordCost
	}
	return markCost
}

// changeCost is what it takes to make an element of a token.
func (t *Text) changeCost(e elem, at int) int {
	switch {
	case e.kind == gap, t.is(at, e):
		return 0
	case !e.isWord && t.tokens[at].flags&word == 0:
		return markCost
	case !e.isWord || t.tokens[at].flags&word == 0:
		return wordCost + markCost
	case strings.EqualFold(e.text, folded(t.nfc, t.tokens[at])):
		return caseCost
	}
	return wordCost
}

// around returns the writer's whole word that holds bytes [from, to): up to the
// spaces around it, without the quotation marks and punctuation at its edges
// unless it is nothing else.
func around(s string, from, to int) string {
	start := strings.LastIndexFunc(s[:from], unicode.IsSpace)
	if start < 0 {
		start = 0
	}
	end := strings.IndexFunc(s[to:], unicode.IsSpace)
	if end < 0 {
		end = len(s) - to
	}
	long := strings.TrimSpace(s[start : to+end])
	if !strings.ContainsFunc(s[from:to], isWordRune) && !strings.ContainsFunc(long, isWordRune) {
		return long
	}
	if len(long) > 80 {
		return s[from:to]
	}
	if !strings.ContainsFunc(s[from:to], isWordRune) {
		return long
	}
	return strings.TrimFunc(long, func(r rune) bool {
		return strings.ContainsRune(`.,;:!?()[]"“”«»*`, r)
	})
}

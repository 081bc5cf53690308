package release

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A change is a piece that has become another. One of the two may be missing: it
// is then new, or gone.
type change struct{ was, now *piece }

// manyPairs is how many pairs of pieces are compared for likeness; beyond it
// they are paired in order.
const manyPairs = 1 << 16

// changes pairs what is gone with what is new: the likest first, then what
// stands in the same place. Those with new words come first, in their order, then
// what is gone.
func (e *edit) changes() []change {
	now := make([]*piece, len(e.was)) // for each that is gone, what it has become
	taken := make([]bool, len(e.now))
	pair := func(i, j int) { now[i], taken[j] = &e.now[j], true }

	type likely struct {
		i, j int
		like float64
	}
	var list []likely
	if len(e.was)*len(e.now) <= manyPairs {
		was, is := counted(e.was), counted(e.now)
		for i := range e.was {
			for j := range e.now {
				if e.was[i].kind != e.now[j].kind || e.was[i].of != e.now[j].of {
					continue
				}
				if like := was[i].likeness(is[j]); like >= 0.5 {
					list = append(list, likely{i, j, like})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b likely) int { return cmp.Compare(b.like, a.like) })
	for _, l := range list {
		if now[l.i] == nil && !taken[l.j] {
			pair(l.i, l.j)
		}
	}
	for i := range e.was {
		for j := range e.now {
			if now[i] == nil && !taken[j] && e.was[i].samePlace(&e.now[j]) {
				pair(i, j)
			}
		}
	}

	var all []change
	for j := range e.now {
		if !taken[j] {
			all = append(all, change{now: &e.now[j]})
		}
	}
	for i := range e.was {
		all = append(all, change{&e.was[i], now[i]})
	}
	slices.SortStableFunc(all, func(a, b change) int {
		switch {
		case a.now == nil || b.now == nil:
			return cmp.Compare(btoi(a.now == nil), btoi(b.now == nil))
		case a.now.block != b.now.block:
			return a.now.block - b.now.block
		}
		return a.now.n - b.now.n
	})
	return all
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// samePlace reports whether two pieces that have nothing else in common stand in
// the same place: a page has one title, a record its words in order, and a
// sentence stands beside others.
func (p *piece) samePlace(q *piece) bool {
	if p.kind != q.kind || p.of != q.of {
		return false
	}
	if p.kind != "" {
		return true
	}
	return p.beside[0] != "" && p.beside[0] == q.beside[0] || p.beside[1] != "" && p.beside[1] == q.beside[1]
}

// words are the words of a piece, each with the number of times that it stands
// there, and the length of all of them together.
type words struct {
	count  map[string]int
	length int
}

func counted(list []piece) []words {
	all := make([]words, len(list))
	for i, p := range list {
		all[i].count = map[string]int{}
		for _, w := range strings.FieldsFunc(strings.ToLower(p.folded), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			all[i].count[w]++
			all[i].length += len(w)
		}
	}
	return all
}

// likeness is how much of two pieces is the same words, from 0 to 1. Long words
// weigh more.
func (a words) likeness(b words) float64 {
	if a.length+b.length == 0 {
		return 0
	}
	same := 0
	for w, n := range a.count {
		same += min(n, b.count[w]) * len(w)
	}
	return float64(2*same) / float64(a.length+b.length)
}

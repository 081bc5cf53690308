package diag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most suggestions for one misspelt word, and the most edits that still count
// as a misspelling of a long one.
const (
	maxNearest = 3
	maxEdits   = 2
)

// Nearest returns the candidates that word may be a misspelling of, best
// first, at most three; among equals the order of candidates holds. An edit is
// a letter added, left out, replaced, or swapped with its neighbour; letter
// case is no edit. A candidate is near when it is at most two edits away and at
// most a third of the word's length; a word of three letters or more may have
// one. No suggestion is better than a silly one, so the result may be empty. A
// candidate equal to word is never suggested.
func Nearest(word string, candidates []string) []string {
	w := fold(word)
	allowed := min(maxEdits, len(w)/3)
	if allowed == 0 {
		return nil
	}
	type match struct {
		candidate string
		edits     int
	}
	var found []match
	var rows editRows
	for _, c := range candidates {
		// A folded letter may take fewer bytes, never fewer letters.
		if n := utf8.RuneCountInString(c); n < len(w)-allowed || n > len(w)+allowed {
			continue
		}
		if c == word || slices.ContainsFunc(found, func(m match) bool { return m.candidate == c }) {
			continue
		}
		if n := rows.edits(w, fold(c), allowed); n <= allowed {
			found = append(found, match{c, n})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.edits, b.edits) })
	names := make([]string, 0, maxNearest)
	for _, m := range found[:min(maxNearest, len(found))] {
		names = append(names, m.candidate)
	}
	return names
}

// DidYouMean makes a hint of the nearest candidates:
//
//	did you mean "author"?
//	did you mean "author" or "authors"?
//
// It is "" where no candidate is near.
func DidYouMean(word string, candidates []string) string {
	names := Nearest(word, candidates)
	if len(names) == 0 {
		return ""
	}
	for i, n := range names {
		names[i] = `"` + n + `"`
	}
	last := len(names) - 1
	list := names[last]
	if last > 0 {
		list = strings.Join(names[:last], ", ") + " or " + list
	}
	return "did you mean " + list + "?"
}

func fold(s string) []rune {
	letters := []rune(s)
	for i, r := range letters {
		letters[i] = unicode.ToLower(r)
	}
	return letters
}

// editRows holds the last three rows of the table of distances, so that a long
// list of candidates is compared without allocating.
type editRows struct{ before, last, row []int }

// edits counts the edits between a and b (optimal string alignment); any
// result above most means "too many".
func (t *editRows) edits(a, b []rune, most int) int {
	if len(t.row) < len(b)+1 {
		n := 2 * (len(b) + 1)
		t.before, t.last, t.row = make([]int, n), make([]int, n), make([]int, n)
	}
	for j := range len(b) + 1 {
		t.last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		t.row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			replace := t.last[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			n := min(replace, t.last[j]+1, t.row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, t.before[j-2]+1)
			}
			t.row[j] = n
			best = min(best, n)
		}
		if best > most {
			return most + 1
		}
		t.before, t.last, t.row = t.last, t.row, t.before
	}
	return t.last[len(b)]
}

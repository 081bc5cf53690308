package wording

import (
	"strings"
	"unicode"
)

// Fold makes two wordings equal that differ only in white space or in the form
// of quotation marks and apostrophes.
func Fold(text string) string { return fold(text, nil) }

// fold folds a text. origin, unless nil, gets for each byte of the result the
// offset in the text of the character that it comes from.
func fold(text string, origin *[]int) string {
	var b strings.Builder
	b.Grow(len(text))
	space := -1 // where the white space began that is not written yet
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			if space < 0 && b.Len() > 0 {
				space = i
			}
			continue
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case r == '“' || r == '”' || r == '„':
			r = '"'
		case r == '\u00ad' || r == '\u200b' || r == '\u2060':
			continue // nobody sees them
		}
		before := b.Len()
		if space >= 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		if origin != nil {
			if space >= 0 {
				*origin = append(*origin, space)
				before++
			}
			for range b.Len() - before {
				*origin = append(*origin, i)
			}
		}
		space = -1
	}
	return b.String()
}

// Find lists where words stand in a text, as ranges of its bytes in order. What
// Fold makes equal is equal; words that are empty stand nowhere.
func Find(text, words string) [][2]int {
	words = Fold(words)
	if words == "" {
		return nil
	}
	var origin []int
	folded := fold(text, &origin)
	origin = append(origin, len(text))
	var list [][2]int
	for at := 0; ; {
		i := strings.Index(folded[at:], words)
		if i < 0 {
			return list
		}
		at += i + len(words)
		end := origin[at]
		if at < len(folded) && folded[at] == ' ' || at == len(folded) { // without the white space behind
			end = len(strings.TrimRightFunc(text[:end], unicode.IsSpace))
		}
		list = append(list, [2]int{origin[at-len(words)], end})
	}
}

package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"

	"golang.org/x/text/unicode/norm"
)

// signs finds the signs of claims in sentences. It is compiled once for a
// language and never changes. Scanning is linear in the text: a word is looked
// up by its form and by its first letters, and nothing else is compared.
type signs struct {
	list   []sign
	parts  int
	words  map[string][]entry // by first word
	stems  map[string][]entry // by the first minStem letters of a first word with any ending
	starts [256]bool          // first bytes of words that are looked for
}

type sign struct {
	claim *casefile.Claim
	parts []int
}

// An entry is a word or phrase of a part of a sign.
type entry struct {
	part  int
	words []string // folded; the first is the word it is found by
	open  bool     // the last word may have any ending
}

// minStem is how many bytes of a word with any ending are looked up at least.
const minStem = 2

func newSigns(claims []stated, lang string) *signs {
	m := &signs{words: map[string][]entry{}, stems: map[string][]entry{}}
	known := map[string]int{}
	for _, c := range claims {
		for _, s := range c.claim.Signs[lang] {
			parts := make([]int, len(s))
			for i, part := range s {
				key := strings.Join(part, "|")
				n, seen := known[key]
				if !seen {
					n = len(known)
					known[key] = n
					m.addPart(n, part)
				}
				parts[i] = n
			}
			m.list = append(m.list, sign{c.claim, parts})
		}
	}
	m.parts = len(known)
	return m
}

func (m *signs) addPart(n int, part []string) {
	for _, text := range part {
		stem, open := strings.CutSuffix(text, "*")
		e := entry{part: n, open: open}
		for _, w := range tokens(stem, nil) {
			e.words = append(e.words, w.folded(stem))
		}
		if len(e.words) == 0 {
			continue
		}
		first := e.words[0]
		m.starts[first[0]], m.starts[first[0]&^0x20] = true, true
		if open && len(e.words) == 1 {
			m.stems[first[:min(minStem, len(first))]] = append(m.stems[first[:min(minStem, len(first))]], e)
		} else {
			m.words[first] = append(m.words[first], e)
		}
	}
}

// A token is a run of letters and digits in a text.
type token struct{ start, end int }

// folded is a token in small letters without accents.
func (t token) folded(text string) string { return plainLetters(text[t.start:t.end]) }

// tokens appends the tokens of a text to a list. Apostrophes and hyphens part
// them.
func tokens(text string, list []token) []token {
	start := -1
	for i, r := range text {
		isWord := r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9') ||
			r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
		if isWord && start < 0 {
			start = i
		} else if !isWord && start >= 0 {
			list = append(list, token{start, i})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, token{start, len(text)})
	}
	return list
}

// plainLetters folds case and accents away.
func plainLetters(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFD.String(strings.ToLower(word)))
		}
	}
	return strings.ToLower(word)
}

// A hit is where a part of a sign was found.
type hit struct{ first, last int } // tokens; -1 where it was not

// find returns where each part stands in a text, first places first; nil where
// no sign is complete.
func (m *signs) find(text string, words []token) []hit {
	var hits []hit
	for i, w := range words {
		if c := text[w.start]; c < utf8.RuneSelf && !m.starts[c] {
			continue
		}
		folded := w.folded(text)
		for _, e := range m.words[folded] {
			hits = m.put(hits, e, text, words[i:], i)
		}
		for n := 1; n <= minStem && n <= len(folded); n++ {
			for _, e := range m.stems[folded[:n]] {
				if strings.HasPrefix(folded, e.words[0]) {
					hits = m.put(hits, e, text, words[i:], i)
				}
			}
		}
	}
	return hits
}

// put records an entry whose first word is the first of words, where the others
// follow.
func (m *signs) put(hits []hit, e entry, text string, words []token, at int) []hit {
	if len(e.words) > len(words) {
		return hits
	}
	for j, want := range e.words[1:] {
		got := words[j+1].folded(text)
		if got != want && !(e.open && j == len(e.words)-2 && strings.HasPrefix(got, want)) {
			return hits
		}
	}
	if hits == nil {
		hits = make([]hit, m.parts)
		for i := range hits {
			hits[i] = hit{-1, -1}
		}
	}
	if hits[e.part].first < 0 {
		hits[e.part] = hit{at, at + len(e.words) - 1}
	}
	return hits
}

// isIn reports whether all parts of a sign were found.
func (s sign) isIn(hits []hit) bool {
	if hits == nil {
		return false
	}
	for _, p := range s.parts {
		if hits[p].first < 0 {
			return false
		}
	}
	return true
}

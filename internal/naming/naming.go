// Package naming finds the names of a register in a text: one matcher per
// language, built once, which reads a text once from left to right. What goes
// in are parties and plain text; what comes out are places. It links nothing
// and reports nothing.
//
// The longest name counts: "Netflix" in "In re Netflix Privacy Litigation" is
// part of the name of the case, where that has a record. Where it has none the
// capitals around a name tell that it is part of another one, and the mention
// is marked as such.
package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// A Matcher knows the names of a register in one language. It never changes
// and may be used by several at once.
type Matcher struct {
	root   *node
	starts [1 << 16 / 64]uint64 // a bit for each pair of bytes that a name begins with; most texts hold none
}

// A node stands for the words that lead to it.
type node struct {
	next   map[string]*node // by word, and what stands before it
	owners []casefile.Owner // who are called so
	dotted bool             // the name ends in a full stop: "Netflix, Inc."
}

// New makes a matcher of all names of parties: whole, short and other ones.
// Words that are no names, such as "the bank", are left out.
func New(parties []*casefile.Party, lang string) *Matcher {
	m := &Matcher{root: &node{}}
	for _, p := range parties {
		for i, n := range p.Names {
			for _, words := range append([]string{n.Name.In(lang), n.Short.In(lang)}, n.Aliases...) {
				if casefile.IsName(words) {
					m.add(words, casefile.Owner{Party: p, Name: i})
				}
			}
		}
	}
	return m
}

// IsEmpty reports whether there is nothing to find, as there is in nil.
func (m *Matcher) IsEmpty() bool { return m == nil || len(m.root.next) == 0 }

func (m *Matcher) add(name string, o casefile.Owner) {
	n := m.root
	words := split(withoutArticle(name), nil)
	if len(words) > 0 {
		m.begins(words[0].text)
	}
	for i, w := range words {
		key := w.key(i == 0)
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[key] == nil {
			n.next[key] = &node{}
		}
		n = n.next[key]
	}
	if len(words) == 0 {
		return
	}
	for _, was := range n.owners {
		if was == o {
			return
		}
	}
	n.owners = append(n.owners, o)
	n.dotted = strings.HasSuffix(name, ".")
}

// begins keeps how a name begins. One letter alone may have anything behind it.
func (m *Matcher) begins(word string) {
	first := int(word[0]) << 8
	if len(word) > 1 {
		m.starts[(first|int(word[1]))/64] |= 1 << (word[1] % 64)
		return
	}
	for second := range 256 {
		m.starts[(first|second)/64] |= 1 << (second % 64)
	}
}

// mayHold reports whether a name may stand in a text. It is a quick look, and
// says no of most texts without names.
func (m *Matcher) mayHold(text string) bool {
	for i := range len(text) {
		second := byte(0)
		if i+1 < len(text) {
			second = text[i+1]
		}
		if m.starts[(int(text[i])<<8|int(second))/64]&(1<<(second%64)) != 0 {
			return true
		}
	}
	return false
}

// withoutArticle leaves out the article of a name, which a sentence writes in
// another case, or not at all: "the New York Times".
func withoutArticle(name string) string {
	for _, article := range [...]string{"the ", "The ", "le ", "la ", "les ", "l’", "l'"} {
		if rest, ok := strings.CutPrefix(name, article); ok && casefile.IsName(rest) {
			return rest
		}
	}
	return name
}

// Find lists the names in a text, in order. They do not overlap.
func (m *Matcher) Find(text string) []casefile.Mention {
	if m.IsEmpty() || !m.mayHold(text) {
		return nil
	}
	var found []casefile.Mention
	var buf [64]word
	words := split(text, buf[:0])
	for i := 0; i < len(words); {
		last, n := m.at(words, i)
		if n == nil {
			i++
			continue
		}
		to := words[last].to
		if n.dotted && strings.HasPrefix(text[to:], ".") {
			to++
		}
		found = append(found, casefile.Mention{From: words[i].from, To: to, Owners: n.owners, IsPart: isPart(words, i, last, n.owners)})
		i = last + 1
	}
	return found
}

// In lists the names in the passages of a text, in order.
func (m *Matcher) In(passages []prose.Passage) []casefile.Mention {
	if m.IsEmpty() {
		return nil
	}
	var all []casefile.Mention
	for i := range passages {
		from := len(all)
		all = append(all, m.Find(passages[i].Text)...)
		for j := range all[from:] {
			all[from+j].Passage = i
		}
	}
	return all
}

// at finds the longest name that begins at a word, and its last word.
func (m *Matcher) at(words []word, i int) (last int, found *node) {
	n := m.root
	for j := i; j < len(words); j++ {
		if n = n.next[words[j].key(j == i)]; n == nil {
			break
		}
		if len(n.owners) > 0 {
			last, found = j, n
		}
		if n.next == nil {
			break
		}
	}
	return last, found
}

func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// A word is a run of letters and digits, or one letter of a script that writes
// no spaces, with what stands before it.
type word struct {
	text     string
	gap      string // between it and the word before, as in names: spaces are one plain space
	from, to int
	at       bool // "@" stands right before it
}

// key is what a word is found by. The first word of a name needs no gap, but
// for the sign of a handle: "@netflix" cites a source.
func (w word) key(first bool) string {
	switch {
	case first && w.at:
		return "@" + w.text
	case first || w.gap == " ":
		return w.text
	}
	return w.gap + "\x00" + w.text
}

// split lists the words of a text.
func split(text string, words []word) []word {
	end := 0 // of the word before
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		if !isLetter(r) {
			i += width
			continue
		}
		from := i
		for alone := isAlone(r); i < len(text); {
			r, width = utf8.DecodeRuneInString(text[i:])
			if !isLetter(r) || i > from && (alone || isAlone(r)) && !unicode.IsMark(r) {
				break
			}
			i += width
		}
		words = append(words, word{text: text[from:i], gap: gapOf(text[end:from]), from: from, to: i, at: strings.HasSuffix(text[:from], "@")})
		end = i
	}
	return words
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isAlone reports whether a letter belongs to a script without spaces.
func isAlone(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// gapOf writes what stands between two words as in every other text: any space
// is a plain one, any apostrophe the same.
func gapOf(s string) string {
	if s == " " || s == "" {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u202f':
			r = ' '
		case r == '’':
			r = '\''
		case r == '‐' || r == '\u2011':
			r = '-'
		}
		b.WriteRune(r)
	}
	return b.String()
}

package attribution

import (
	"embed"
	"math/bits"
	"strings"
)

//go:embed words/*.txt
var files embed.FS

// A kind is the section of a list an entry stands in.
type kind uint8

const (
	verbs kind = iota
	participles
	nounverbs
	denials
	denied
	phrases
	possessed
	accounts
	hedges
	conditionals
	negations
	guilt
	inference
	speakers
	pronouns
	skipped
	borders
	heads
	passives
	determiners
	kinds
)

var sections = [kinds]string{
	"verbs", "participles", "nounverbs", "denials", "denied", "phrases", "possessed", "accounts", "hedges", "conditionals", "negations",
	"guilt", "inference", "speakers", "pronouns", "skipped", "borders", "heads", "passives", "determiners",
}

// A set holds kinds, one bit each.
type set uint32

func (s set) has(k kind) bool { return s&(1<<k) != 0 }

// A Matcher knows the words of one language.
type Matcher struct {
	french   bool
	root     *node
	accusing prefixes // of the words of guilt
}

// New compiles the words of a language, a tag such as "en" or "fr-BE", with what
// a project adds. A language without lists has only the additions.
func New(lang string, extra Lists) *Matcher {
	base, _, _ := strings.Cut(lang, "-")
	m := &Matcher{french: base == "fr", root: &node{}}
	if data, err := files.ReadFile("words/" + base + ".txt"); err == nil {
		m.read(string(data))
	}
	for k, list := range map[kind][]string{
		verbs: extra.Verbs, denials: extra.Denials, phrases: extra.Phrases, possessed: extra.Possessed,
		speakers: extra.Speakers, hedges: extra.Hedges, negations: extra.Negations, guilt: extra.Guilt, inference: extra.Inference,
	} {
		for _, entry := range list {
			m.add(k, entry)
		}
	}
	return m
}

// read adds the sections of a file of words.
func (m *Matcher) read(data string) {
	k := kinds
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			k = sectionOf(strings.Trim(line, "[]"))
		default:
			m.add(k, line)
		}
	}
}

func sectionOf(name string) kind {
	for k, s := range sections {
		if s == name {
			return kind(k)
		}
	}
	panic("attribution: no section is called " + name)
}

// A node of the tree of entries stands for the bytes that lead to it: folded
// words with a space between them.
type node struct {
	next   []edge
	dense  *[256]*node // next once more, where there are many
	ends   set         // entries that end here, with their word
	begins set         // entries that end here and allow any ending
}

type edge struct {
	c  byte
	to *node
}

func (n *node) child(c byte) *node {
	if n.dense != nil {
		return n.dense[c]
	}
	for _, e := range n.next {
		if e.c == c {
			return e.to
		}
	}
	return nil
}

// add puts an entry into the tree.
func (m *Matcher) add(k kind, entry string) {
	entry, open := strings.CutSuffix(strings.TrimSpace(entry), "*")
	if k == guilt {
		m.accusing.add(entry)
	}
	n, any := m.root, false
	for i, w := range split(entry) {
		if i > 0 {
			n = n.grow(' ')
		}
		for j := range len(w.folded) {
			n = n.grow(w.folded[j])
		}
		any = true
	}
	switch {
	case !any:
	case open:
		n.begins |= 1 << k
	default:
		n.ends |= 1 << k
	}
}

func (n *node) grow(c byte) *node {
	if to := n.child(c); to != nil {
		return to
	}
	to := &node{}
	n.next = append(n.next, edge{c, to})
	if n.dense != nil {
		n.dense[c] = to
	}
	if len(n.next) == manyEdges {
		n.dense = new([256]*node)
		for _, e := range n.next {
			n.dense[e.c] = e.to
		}
	}
	return to
}

// manyEdges is from how many on a table is faster than a list.
const manyEdges = 5

// A hit says which kinds of entry begin at a word, and for each how many words
// its longest entry has.
type hit struct {
	kinds  set
	single set // kinds with an entry of this word alone
	length [kinds]uint8
}

// maxEntryWords bounds how far an entry is followed.
const maxEntryWords = 12

// at notes in h, which is zero, the entries that begin at word i. An entry of several words does
// not reach over a mark, hyphens apart.
func (m *Matcher) at(words []word, i int, h *hit) {
	n := m.root
	for j := i; j < len(words) && j-i < maxEntryWords; j++ {
		if j > i {
			if words[j].border > hyphen {
				break
			}
			if n = n.child(' '); n == nil {
				break
			}
		}
		open := set(0)
		for b := range len(words[j].folded) {
			if n = n.child(words[j].folded[b]); n == nil {
				break
			}
			open |= n.begins
		}
		found := open
		if n != nil {
			found |= n.ends
		}
		h.kinds |= found
		if j == i {
			h.single = found
		}
		for left := found; left != 0; left &= left - 1 {
			h.length[bits.TrailingZeros32(uint32(left))] = uint8(j - i + 1)
		}
		if n == nil {
			break
		}
	}
}

// withoutArticle drops leading articles from a name.
func (m *Matcher) withoutArticle(name []word) []word {
	for len(name) > 1 {
		switch name[0].folded {
		case "the", "a", "an", "le", "la", "les", "l'", "un", "une", "des":
			name = name[1:]
			continue
		}
		break
	}
	return name
}

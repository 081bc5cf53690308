package chapter

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Typography: straight quotation marks become those of the language, "--",
// "---" and "..." become dashes and an ellipsis, and French gets its spaces.
// Never in code, addresses, ids and attributes. Doing it twice changes nothing.
// Afterwards no text holds a backslash escape or a character reference: Text
// and String nodes are words as readers see them.

// The spaces of French: before ":" and inside « », and the narrow one before
// ; ! ?. A number keeps its % and €.
const (
	hardSpace   = '\u00a0'
	narrowSpace = '\u202f'
)

// rules are what typography does in a language.
type rules int

const (
	plainRules   rules = iota // dashes and ellipses
	englishRules              // “double ‘single’ double”
	frenchRules               // « outer “inner” outer »
)

func rulesOf(lang string) rules {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "en":
		return englishRules
	case "fr":
		return frenchRules
	}
	return plainRules
}

// A setter sets the text of one block after the other.
type setter struct {
	lang   string // of what is being walked
	leaves []leaf
	arena  []byte // where new text is put; its capacity is used up piece by piece
	open   []byte // quotations open in this block: 'd' double, 's' single, 'i' inner French
	prev   rune   // the last character set; 0 at the beginning of a block
	inWord bool
	words  int
}

func (s *setter) emptied() setter { return setter{leaves: s.leaves[:0], open: s.open[:0]} }

// A leaf is a piece of a block's text.
type leaf struct {
	node  *ast.Text // nil where the piece is not set: code, a citation, an image
	rules rules
}

// typeset sets the text of a block and counts its words, unless it is a note's.
func (r *reading) typeset(block ast.Node) int {
	s := &r.setter
	s.leaves, s.open, s.prev, s.inWord, s.words = s.leaves[:0], s.open[:0], 0, false, 0
	r.collect(block, rulesOf(s.lang))
	for i, l := range s.leaves {
		if l.node == nil {
			s.prev = 'x'
			if !s.inWord {
				s.words++
				s.inWord = true
			}
			continue
		}
		r.setLeaf(i, l)
	}
	clear(s.leaves)
	return s.words
}

// collect lists the leaves in a node. Marks of notes are left out: they stand
// between characters without parting them.
func (r *reading) collect(n ast.Node, rules rules) {
	s := &r.setter
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				s.leaves = append(s.leaves, leaf{})
				continue
			}
			s.leaves = append(s.leaves, leaf{c, rules})
		case *prose.NoteMark:
		case *prose.SpanOf:
			inner := rules
			if lang := c.Attrs.Value("lang"); lang != "" {
				inner = rulesOf(lang)
			}
			r.collect(c, inner)
		case *ast.CodeSpan, *prose.Cite, *prose.Picture, *prose.Invalid:
			s.leaves = append(s.leaves, leaf{})
		default:
			r.collect(c, rules)
		}
	}
}

func (r *reading) setLeaf(i int, l leaf) {
	s := &r.setter
	t := l.node
	value := t.Segment.Value(r.doc.Source)
	breaks := t.SoftLineBreak() || t.HardLineBreak()
	if needsSetting(value, l.rules) || t.Segment.Padding > 0 {
		next := ' '
		if !breaks {
			next = r.firstAfter(i)
		}
		start := s.room(len(value) + len(value)/2 + 16)
		s.arena = s.set(s.arena, value, next, l.rules)
		s.replace(t, s.arena[start:len(s.arena):len(s.arena)], breaks)
		value = s.arena[start:]
	} else if len(value) > 0 {
		s.prev, _ = utf8.DecodeLastRune(value)
	}
	if !r.inNote {
		s.count(value)
	}
	if breaks {
		s.prev, s.inWord = ' ', false
	}
}

// room makes sure that n bytes fit into the arena, and returns where they go.
// What does not fit after all is moved by append, which harms nobody.
func (s *setter) room(n int) int {
	const piece = 4096
	if cap(s.arena)-len(s.arena) < n {
		s.arena = make([]byte, 0, max(piece, n))
	}
	return len(s.arena)
}

// replace puts new text in the place of a node. The node stays, empty, where a
// line breaks behind it.
func (s *setter) replace(t *ast.Text, value []byte, breaks bool) {
	parent := t.Parent()
	n := ast.NewString(value)
	n.SetRaw(true)
	n.SetPos(t.Segment.Start)
	parent.InsertBefore(parent, t, n)
	if breaks {
		t.Segment.Start, t.Segment.Padding = t.Segment.Stop, 0
	} else {
		parent.RemoveChild(parent, t)
	}
}

// firstAfter returns the character that follows a leaf, a space at the end of
// the block.
func (r *reading) firstAfter(i int) rune {
	for _, l := range r.setter.leaves[i+1:] {
		if l.node == nil {
			return 'x'
		}
		if seg := l.node.Segment; seg.Len() > 0 {
			c, _ := utf8.DecodeRune(seg.Value(r.doc.Source))
			return c
		}
		if l.node.SoftLineBreak() || l.node.HardLineBreak() {
			break
		}
	}
	return ' '
}

// setText sets a piece of text on its own, such as the words around a citation.
func setText(text, lang string) string {
	rules := rulesOf(lang)
	if text == "" || !needsSetting([]byte(text), rules) {
		return text
	}
	var s setter
	return string(s.set(nil, []byte(text), ' ', rules))
}

// touched are the bytes that text without typography lacks, as bits of rules.
var touched = func() (t [256]byte) {
	for _, c := range []byte(`'"\&`) {
		t[c] = 1<<plainRules | 1<<englishRules | 1<<frenchRules
	}
	for _, c := range []byte(";:!?%\xe2") { // 0xe2 begins €
		t[c] = 1 << frenchRules
	}
	t[0xc2] = 1<<plainRules | 1<<englishRules | 1<<frenchRules // begins « and », in which French sets words of other languages too
	return t
}()

func needsSetting(b []byte, rules rules) bool {
	bit := byte(1) << rules
	for i, c := range b {
		if touched[c]&bit != 0 {
			return true
		}
		if (c == '-' || c == '.') && i+1 < len(b) && b[i+1] == c {
			return true
		}
	}
	return false
}

// set appends text as it is to be read. next is the character behind it.
func (s *setter) set(dst, text []byte, next rune, rules rules) []byte {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]):
			n := 1
			if text[i+1] == '-' || text[i+1] == '.' {
				n = runLength(text[i+1:]) // one backslash keeps a whole "---" as it is
			}
			dst = append(dst, text[i+1:i+1+n]...)
			s.prev = rune(text[i+1])
			i += 1 + n
		case c == '&':
			start := len(dst)
			n := 0
			dst, n = reference(dst, text[i:])
			s.prev, _ = utf8.DecodeLastRune(dst[start:])
			i += n
		case c == '-' || c == '.':
			n := runLength(text[i:])
			dst = s.sign(dst, c, n, i+n < len(text) && text[i+n] == '>')
			i += n
		case c == ':' && bytes.HasPrefix(text[i:], []byte("://")):
			n := bytes.IndexFunc(text[i:], unicode.IsSpace)
			if n < 0 {
				n = len(text) - i
			}
			dst = append(dst, text[i:i+n]...)
			s.prev = 'x'
			i += n
		case c == '"' && rules != plainRules:
			dst = s.double(dst, peek(text, i+1, next), rules)
			i++
			if s.prev == hardSpace && i < len(text) && text[i] == ' ' {
				i++
			}
		case c == '\'' && rules != plainRules:
			dst = s.single(dst, text[i+1:], next, rules)
			i++
		case rules == frenchRules && (c == ';' || c == ':' || c == '!' || c == '?'):
			dst = s.high(dst, c, peek(text, i+1, next))
			i++
		case rules == frenchRules && i > 1 && text[i-1] == ' ' && isDigit(text[i-2]) && (c == '%' || bytes.HasPrefix(text[i:], []byte("€"))):
			_, n := utf8.DecodeRune(text[i:])
			dst = append(utf8.AppendRune(dst[:len(dst)-1], hardSpace), text[i:i+n]...)
			s.prev = 'x'
			i += n
		case (rules == frenchRules || rulesOf(s.lang) == frenchRules) && c == 0xc2 && i+1 < len(text) && (text[i+1] == 0xab || text[i+1] == 0xbb):
			var n int
			dst, n = s.guillemet(dst, text[i:], next)
			i += n
		default:
			r, n := rune(c), 1
			if c >= utf8.RuneSelf {
				r, n = utf8.DecodeRune(text[i:])
			}
			for i+n < len(text) && isLetterOrSpace(text[i+n]) {
				r = rune(text[i+n])
				n++
			}
			dst = append(dst, text[i:i+n]...)
			s.prev = r
			i += n
		}
	}
	return dst
}

// isLetterOrSpace reports whether a byte is of the many that typography leaves
// alone and that no rule looks back or ahead for.
func isLetterOrSpace(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == ' ' }

func peek(text []byte, i int, next rune) rune {
	if i < len(text) {
		next, _ = utf8.DecodeRune(text[i:])
	}
	return next
}

func runLength(text []byte) int {
	n := 1
	for n < len(text) && text[n] == text[0] {
		n++
	}
	return n
}

// sign sets a run of hyphens or full stops.
func (s *setter) sign(dst []byte, c byte, n int, arrow bool) []byte {
	start := len(dst)
	switch {
	case c == '-' && n == 2 && !arrow:
		dst = append(dst, "–"...)
	case c == '-' && n == 3 && !arrow:
		dst = append(dst, "—"...)
	case c == '.' && (n == 3 || n == 4):
		dst = append(dst, "…."[:len("…")+n-3]...)
	default:
		for range n {
			dst = append(dst, c)
		}
	}
	s.prev, _ = utf8.DecodeLastRune(dst[start:])
	return dst
}

// high sets ; : ! and ? in French, with the space that stands before them. Signs
// inside a word, an hour, an address or a face are left alone.
func (s *setter) high(dst []byte, c byte, next rune) []byte {
	space := narrowSpace
	if c == ':' {
		space = hardSpace
	}
	follows := unicode.IsSpace(next) || strings.ContainsRune(`"'»”’)]}.,;:!?…`, next)
	face := unicode.IsSpace(s.prev) && (next == ')' || next == '(')
	twice := rune(c) == next && c == ':'
	if follows && !face && !twice && s.takesSpace() {
		dst = s.spaceBefore(dst, space)
	}
	s.prev = rune(c)
	return append(dst, c)
}

// takesSpace reports whether the character before a high sign is parted from
// it: a word, what closes one, or a space that is there already.
func (s *setter) takesSpace() bool {
	return unicode.IsLetter(s.prev) || unicode.IsMark(s.prev) || unicode.IsDigit(s.prev) || s.prev == ' ' || strings.ContainsRune(`)]}»”’%°…€$*`, s.prev)
}

// spaceBefore puts a space that does not break before what follows, in the
// place of a plain one where there is one. Other spaces are left as they are.
func (s *setter) spaceBefore(dst []byte, space rune) []byte {
	if n := len(dst); n > 0 && dst[n-1] == ' ' && s.prev == ' ' {
		return utf8.AppendRune(dst[:n-1], space)
	}
	if s.prev == 0 || unicode.IsSpace(s.prev) {
		return dst
	}
	return utf8.AppendRune(dst, space)
}

// guillemet sets « and », with the spaces inside, and returns how much of text
// it has read.
func (s *setter) guillemet(dst, text []byte, next rune) ([]byte, int) {
	n := len("«")
	if text[1] == 0xbb {
		s.closeUpTo('d')
		dst = s.spaceBefore(dst, hardSpace)
		s.prev = '»'
		return append(dst, text[:n]...), n
	}
	s.open = append(s.open, 'd')
	dst = append(dst, text[:n]...)
	s.prev = '«'
	switch after := peek(text, n, next); {
	case after == ' ' && n < len(text):
		n++
		fallthrough
	case !unicode.IsSpace(after):
		dst = utf8.AppendRune(dst, hardSpace)
		s.prev = hardSpace
	}
	return dst, n
}

// count counts the words of a piece of text. A word is a run without space and
// dashes that holds a letter or a digit.
func (s *setter) count(text []byte) {
	words, inWord := s.words, s.inWord
	for i := 0; i < len(text); i++ {
		c := text[i]
		if inWord {
			for c > ' ' && c < utf8.RuneSelf {
				if i++; i == len(text) {
					break
				}
				c = text[i]
			}
			if i == len(text) {
				break
			}
		}
		switch {
		case c <= ' ':
			inWord = false
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(text[i:])
			i += n - 1
			if unicode.IsSpace(r) || r == '—' || r == '–' || r == '…' {
				inWord = false
			} else if !inWord && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				inWord = true
				words++
			}
		case isLetter(c) || isDigit(c):
			inWord = true
			words++
		}
	}
	s.words, s.inWord = words, inWord
}

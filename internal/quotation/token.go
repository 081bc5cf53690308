package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word or one punctuation mark. What stands between tokens is
// space and counts for nothing, except that it ends words.
type token struct {
	hash       uint32 // of the folded form
	start, end uint32 // in the normalised text
	flags      flags
}

type flags uint8

const (
	word     flags = 1 << iota // letters, digits, marks; not punctuation
	first                      // a word that begins a writer's word: "didn" in "didn't", not "t"
	odd                        // the folded form is not the bytes of the text
	joined                     // broken by a hyphen at a line end
	emphasis                   // stands between emphasis marks
	ellipsis                   // three dots, however set
)

const (
	foldedQuote    = "'"
	foldedDash     = "-"
	foldedEllipsis = "…"
)

// tokenise splits a text. breaks says whether a hyphen at a line end may join
// two halves of a word; broken reports whether one did.
func tokenise(s string, breaks bool) (tokens []token, broken bool) {
	tokens = make([]token, 0, len(s)/5+8)
	marks := emphasisMarks(s)
	inEmphasis := flags(0)
	attached := false // the token before touches this one and continues a word
	for i := 0; i < len(s); {
		if len(marks) > 0 && marks[0].at == i {
			i += marks[0].len
			inEmphasis = 0
			if marks[0].opens {
				inEmphasis = emphasis
			}
			marks = marks[1:]
			continue
		}
		r, n := decode(s, i)
		switch {
		case isInvisible(r):
			i += n
			continue
		case unicode.IsSpace(r):
			i, attached = i+n, false
			continue
		}
		if end := sicEnd(s, i); end > 0 {
			i, attached = end, false
			continue
		}
		var t token
		if isWordRune(r) {
			t = scanWord(s, i, breaks)
			if !attached {
				t.flags |= first
			}
			broken = broken || t.flags&joined != 0
			attached = true
		} else {
			t = scanMark(s, i, r, n)
			attached = attached && t.end-t.start == uint32(n) && (isQuote(r) || isDash(r) && r != '—')
		}
		t.flags |= inEmphasis
		tokens = append(tokens, t)
		if t.flags&word != 0 && isIdeograph(r) {
			attached = false
		}
		i = int(t.end)
	}
	return tokens, broken
}

// decode is utf8.DecodeRuneInString with the short way first.
func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// scanWord reads the word that begins at i.
func scanWord(s string, i int, breaks bool) token {
	t := token{start: uint32(i), flags: word}
	if r, n := decode(s, i); isIdeograph(r) {
		t.end = uint32(i + n)
		t.hash = hash(s[i : i+n])
		return t
	}
	end, letter := i, false
	for j := i; j < len(s); {
		r, n := decode(s, j)
		switch {
		case isIdeograph(r):
			n = 0
		case isWordRune(r):
			letter = unicode.IsLetter(r)
			if isLigature(r) {
				t.flags |= odd
			}
			j += n
			end = j
			continue
		case r == '_' && j+1 < len(s) && j > i:
			if next, _ := decode(s, j+1); isWordRune(next) {
				j++
				continue
			}
		case letter && (breaks && isHyphen(r) || r == softHyphen):
			if k := afterBreak(s, j+n); k > 0 {
				t.flags |= odd | joined
				j = k
				continue
			}
		}
		if n > 0 && isInvisible(r) {
			if k := afterInvisible(s, j); k < len(s) {
				if next, _ := decode(s, k); isWordRune(next) && !isIdeograph(next) {
					t.flags |= odd
					j = k
					continue
				}
			}
		}
		break
	}
	t.end = uint32(end)
	if t.flags&odd != 0 {
		t.hash = hash(foldWord(s[i:end]))
	} else {
		t.hash = hash(s[i:end])
	}
	return t
}

// afterBreak returns where a word goes on whose hyphen ends at i, or 0: only
// spaces follow, among them a line end, then a small letter.
func afterBreak(s string, i int) int {
	lines := false
	for i < len(s) {
		r, n := decode(s, i)
		if !unicode.IsSpace(r) {
			if lines && unicode.IsLower(r) {
				return i
			}
			return 0
		}
		lines = lines || r == '\n' || r == '\r' || r == '\f' || r == '\u2028'
		i += n
	}
	return 0
}

func afterInvisible(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !isInvisible(r) {
			break
		}
		i += n
	}
	return i
}

// scanMark reads the punctuation mark r, n bytes long, at i. A run of dashes is
// one dash, a run of three or more dots one ellipsis.
func scanMark(s string, i int, r rune, n int) token {
	t := token{start: uint32(i), end: uint32(i + n)}
	switch {
	case isQuote(r):
		t.hash = hash(foldedQuote)
	case isDash(r):
		j := i + n
		for j < len(s) {
			next, m := decode(s, j)
			if !isDash(next) {
				break
			}
			j += m
		}
		t.end, t.hash = uint32(j), hash(foldedDash)
	case r == '…' || r == '.':
		if end := dotsEnd(s, i); end > 0 {
			t.end, t.hash, t.flags = uint32(end), hash(foldedEllipsis), ellipsis
			break
		}
		t.hash = hash(s[i : i+n])
	default:
		t.hash = hash(s[i : i+n])
	}
	if !isPlainMark(r) || t.end-t.start > uint32(n) {
		t.flags |= odd
	}
	return t
}

// isPlainMark reports whether a mark is its own folded form.
func isPlainMark(r rune) bool {
	return r == '\'' || r == '-' || r == '…' || !isQuote(r) && !isDash(r)
}

// dotsEnd returns the end of the ellipsis at i, or 0 when there is none: an
// ellipsis character, or three dots or more, single spaces between them allowed.
func dotsEnd(s string, i int) int {
	dots, end := 0, 0
	for j := i; j < len(s); {
		r, n := decode(s, j)
		if r == '.' {
			dots++
		} else if r == '…' {
			dots += 3
		} else if (r == ' ' || r == '\u00a0' || r == '\u202f') && j == end && dots > 0 && dots < 3 {
			j += n
			if j >= len(s) || s[j] != '.' {
				break
			}
			continue
		} else {
			break
		}
		j += n
		end = j
	}
	if dots < 3 {
		return 0
	}
	return end
}

// sicEnd returns the end of the "[sic]" or "(sic)" at i, or 0.
func sicEnd(s string, i int) int {
	if s[i] != '[' && s[i] != '(' || i+5 > len(s) || !strings.EqualFold(s[i+1:i+4], "sic") {
		return 0
	}
	end := i + 4
	if s[end] == '!' {
		end++
	}
	if end < len(s) && (s[i] == '[' && s[end] == ']' || s[i] == '(' && s[end] == ')') {
		return end + 1
	}
	return 0
}

// folded returns the form in which a token is compared.
func folded(s string, t token) string {
	raw := s[t.start:t.end]
	switch {
	case t.flags&odd == 0 && t.flags&ellipsis == 0:
		return raw
	case t.flags&word != 0:
		return foldWord(raw)
	case t.flags&ellipsis != 0:
		return foldedEllipsis
	}
	if r, _ := decode(raw, 0); isQuote(r) {
		return foldedQuote
	}
	return foldedDash
}

// foldWord takes from a word what tokenise passed over, and spells out ligatures.
func foldWord(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isInvisible(r), isHyphen(r), unicode.IsSpace(r):
		case isLigature(r):
			b.WriteString(ligatures[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hash is FNV-1a. Equal hashes are always confirmed by comparing the words.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

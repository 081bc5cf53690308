package quotation

import "strings"

// An emphasisMark is a run of * or _ that opens or closes emphasis.
type emphasisMark struct {
	at, len int
	opens   bool
}

// emphasisMarks finds the pairs of equal runs of * or _ around words, both in
// one paragraph. Runs without a partner (a footnote's asterisk, f***) are text.
func emphasisMarks(s string) []emphasisMark {
	if !strings.ContainsAny(s, "*_") {
		return nil
	}
	var marks []emphasisMark
	open := emphasisMark{at: -1}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n':
			if blankFollows(s, i+1) {
				open.at = -1
			}
		case '*', '_':
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			before, after := i > 0 && !isSpaceByte(s[i-1]), i+n < len(s) && !isSpaceByte(s[i+n])
			wordBefore, wordAfter := before && isWordByte(s[i-1]), after && isWordByte(s[i+n])
			switch {
			case open.at >= 0 && before && !wordAfter && open.len == n && s[open.at] == c:
				marks = append(marks, open, emphasisMark{at: i, len: n})
				open.at = -1
			case open.at < 0 && after && !wordBefore:
				open = emphasisMark{at: i, len: n, opens: true}
			}
			i += n - 1
		}
	}
	return marks
}

func blankFollows(s string, i int) bool {
	for ; i < len(s) && s[i] != '\n'; i++ {
		if !isSpaceByte(s[i]) {
			return false
		}
	}
	return i < len(s)
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isWordByte is true of every byte outside ASCII: a letter, as good as always.
func isWordByte(c byte) bool { return c >= 0x80 || isWordRune(rune(c)) }

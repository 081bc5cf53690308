package record

import "strings"

// plainText reads the inline Markdown of a CSL-YAML field as plain text: a
// backslash makes the punctuation after it literal ("\@" is "@"), and the
// marks of emphasis, *so* or _so_, are left out. Linear in the text.
func plainText(text string) string {
	if !strings.ContainsAny(text, `\*_`) {
		return text
	}
	marks := emphasis(text)
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if len(marks) > 0 && marks[0].at == i {
			if !marks[0].paired {
				b.WriteString(text[i : i+marks[0].width])
			}
			i += marks[0].width - 1
			marks = marks[1:]
			continue
		}
		if text[i] == '\\' && i+1 < len(text) && isPunctuation(text[i+1]) {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// A mark is a run of asterisks or underscores.
type mark struct {
	at, width int
	paired    bool // opens or closes emphasis
}

// emphasis finds the runs of a text and pairs each that can close with the
// nearest open one of its kind.
func emphasis(text string) []mark {
	var marks []mark
	open := map[string]int{} // run → index of the last that may open
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\\' {
			i++
			continue
		}
		if c != '*' && c != '_' {
			continue
		}
		end := i
		for end < len(text) && text[end] == c {
			end++
		}
		run := text[i:end]
		opens := end < len(text) && text[end] != ' '
		closes := i > 0 && text[i-1] != ' '
		if c == '_' {
			opens, closes = opens && (i == 0 || !isWordByte(text[i-1])), closes && (end == len(text) || !isWordByte(text[end]))
		}
		m := mark{at: i, width: end - i}
		if opener, ok := open[run]; ok && closes && marks[opener].at+m.width < i {
			m.paired, marks[opener].paired = true, true
			delete(open, run)
		} else if opens {
			open[run] = len(marks)
		}
		marks = append(marks, m)
		i = end - 1
	}
	return marks
}

// isWordByte takes every letter beyond ASCII for part of a word.
func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

func isPunctuation(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// unescapedAt returns the first "@word" of a text that Pandoc reads as a
// citation: at the end of no word, as an e-mail address has it, and without a
// backslash. It is "" where there is none.
func unescapedAt(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
			continue
		}
		if text[i] != '@' || i > 0 && isWordByte(text[i-1]) {
			continue
		}
		end := i + 1
		for end < len(text) && (isWordByte(text[end]) || text[end] == '_') {
			end++
		}
		if end > i+1 {
			return text[i:end]
		}
	}
	return ""
}

package theme

import (
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// Words are the words of the interface in one language: those of
// layouts/strings/<lang>.yaml, and where that file is silent, those of the
// original language.
type Words struct {
	Lang string
	text map[string]phrase
}

// A phrase is one entry of a strings file. Where it does not count anything,
// one and other are equal.
type phrase struct{ one, other string }

// T returns the words of a key with its arguments in the places of {0}, {1}….
// Numbers are written as the language writes them. Where nobody has the key it
// stands for itself; Load has reported that.
func (w *Words) T(key string, args ...any) string {
	p, ok := w.text[key]
	if !ok {
		return key
	}
	return w.fill(p.other, args)
}

// N is T for a phrase that counts: {0} is the number, and args are {1}, {2}….
func (w *Words) N(key string, count int, args ...any) string {
	return w.Choose(key, count, append([]any{count}, args...)...)
}

// Choose is T in the form that goes with a number, which is not among the
// arguments of itself: "p. 12", "pp. 12–14".
func (w *Words) Choose(key string, count int, args ...any) string {
	p, ok := w.text[key]
	if !ok {
		return key
	}
	if w.isOne(count) {
		return w.fill(p.one, args)
	}
	return w.fill(p.other, args)
}

// Has reports whether there are words for a key.
func (w *Words) Has(key string) bool {
	_, ok := w.text[key]
	return ok
}

// isOne reports whether a language uses the singular with a number: French
// does with nought, English does not.
func (w *Words) isOne(n int) bool {
	if strings.HasPrefix(w.Lang, "fr") {
		return n == 0 || n == 1
	}
	return n == 1
}

// Number writes a whole number with the separators of the language.
func (w *Words) Number(n int) string {
	digits := strconv.Itoa(n)
	separator := ","
	if strings.HasPrefix(w.Lang, "fr") {
		separator = "\u202f"
	}
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(digits) - 3; i > first; i -= 3 {
		digits = digits[:i] + separator + digits[i:]
	}
	return digits
}

// Date writes a day in full: "23 March 2024", "1er avril 2024". The zero date
// is "".
func (w *Words) Date(d casefile.Date) string {
	return w.Issued(casefile.Issued{Year: d.Year, Month: d.Month, Day: d.Day})
}

// Issued writes a date as precisely as it is known: "April 2024", "c. 2013".
func (w *Words) Issued(d casefile.Issued) string {
	if d.Literal != "" {
		return d.Literal
	}
	if d.Year == 0 {
		return ""
	}
	year := strconv.Itoa(d.Year)
	words := year
	if d.Month >= 1 && d.Month <= 12 {
		month := w.T("month-" + strconv.Itoa(d.Month))
		switch d.Day {
		case 0:
			words = w.T("date-month", month, year)
		case 1:
			words = w.T("date-first", "1", month, year)
		default:
			words = w.T("date", strconv.Itoa(d.Day), month, year)
		}
	}
	if d.Circa {
		return w.T("date-circa", words)
	}
	return words
}

// fill puts arguments into the places of a pattern. What is no place stays as
// it is written.
func (w *Words) fill(pattern string, args []any) string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 || len(args) == 0 {
		return pattern
	}
	var b strings.Builder
	for open >= 0 {
		b.WriteString(pattern[:open])
		pattern = pattern[open:]
		n, used := place(pattern)
		if used > 0 && n < len(args) {
			b.WriteString(w.argument(args[n]))
			pattern = pattern[used:]
		} else {
			b.WriteByte('{')
			pattern = pattern[1:]
		}
		open = strings.IndexByte(pattern, '{')
	}
	b.WriteString(pattern)
	return b.String()
}

// place reads {3} at the start of s: the number, and how many bytes it takes;
// 0 bytes for anything else.
func place(s string) (n, used int) {
	if len(s) < 3 || s[1] < '0' || s[1] > '9' || s[2] != '}' {
		return 0, 0
	}
	return int(s[1] - '0'), 3
}

func (w *Words) argument(a any) string {
	switch a := a.(type) {
	case string:
		return a
	case int:
		return w.Number(a)
	}
	return "" // the layouts' test refuses any other type
}

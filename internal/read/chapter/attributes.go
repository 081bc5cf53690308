package chapter

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Attributes stand in braces: {#id .class key=value key="more words"}.

// looksLikeAttributes reports whether braces at i are meant as attributes, and
// not as words: they begin like one, or are empty.
func looksLikeAttributes(t []byte, i int) bool {
	i = skipSpace(t, i+1)
	if i >= len(t) {
		return false
	}
	switch c := t[i]; c {
	case '#', '.', '}', '=':
		return true
	case '-':
		return i+1 < len(t) && t[i+1] == '}'
	}
	j := keyEnd(t, i)
	return j > i && j < len(t) && t[j] == '='
}

// keyEnd returns the end of the key of an attribute.
func keyEnd(t []byte, i int) int {
	for i < len(t) && (isLetter(t[i]) || isDigit(t[i]) || i > 0 && (t[i] == '-' || t[i] == '_' || t[i] == ':')) {
		i++
	}
	return i
}

// maxAttributesBytes is the longest set of attributes; a longer one counts as
// never closed.
const maxAttributesBytes = 8 << 10

// bracesEnd returns the end of the braces at i, -1 where they never close.
// Braces inside quotation marks do not count.
func bracesEnd(t []byte, i int) int {
	for j := i + 1; j < min(len(t), i+maxAttributesBytes); j++ {
		switch c := t[j]; c {
		case '}':
			return j + 1
		case '{':
			return -1
		case '"', '\'':
			if t[j-1] == '=' {
				end := quoteEnd(t, j)
				if end < 0 {
					return -1
				}
				j = end - 1
			}
		}
	}
	return -1
}

// quoteEnd returns the end of the quotation at i, -1 where it never closes.
func quoteEnd(t []byte, i int) int {
	for j := i + 1; j < min(len(t), i+maxAttributesBytes); j++ {
		switch t[j] {
		case t[i]:
			return j + 1
		case '\\':
			j++
		}
	}
	return -1
}

// readAttributes reads the braces at i and returns where they end. What cannot
// be read is reported and left out; ok is false where the braces never close.
func (r *reading) readAttributes(j *joined, i int) (a prose.Attrs, end int, ok bool) {
	t := j.text
	end = bracesEnd(t, i)
	if end < 0 {
		r.error(diag.MalformedAttributes, j.span(i, i+1), "these attributes are never closed", `end them with }, and values with spaces with "`)
		return a, 0, false
	}
	a.Span = j.span(i, end)
	for i = skipSpace(t, i+1); i < end-1; i = skipSpace(t, i) {
		start := i
		if t[i] == '#' || t[i] == '.' {
			i = wordEnd(t, i+1)
			r.addName(&a, t[start], string(t[start+1:i]), j.span(start, i))
			continue
		}
		key := keyEnd(t, i)
		if key == i || t[key] != '=' {
			i = max(wordEnd(t, i), i+1)
			r.strayWord(string(t[start:i]), j.span(start, i))
			continue
		}
		value := t[key+1 : wordEnd(t, key+1)]
		i = key + 1 + len(value)
		if q := t[key+1]; q == '"' || q == '\'' {
			i = quoteEnd(t, key+1)
			value = t[key+2 : i-1]
		}
		words := strings.Join(strings.Fields(unescape(value)), " ")
		r.addValue(&a, prose.Attr{Key: string(t[start:key]), Value: words, Span: j.span(start, i)})
	}
	return a, end, true
}

// wordEnd returns the end of a word without space or closing brace.
func wordEnd(t []byte, i int) int {
	for i < len(t) {
		c, size := utf8.DecodeRune(t[i:])
		if c == '}' || unicode.IsSpace(c) {
			break
		}
		i += size
	}
	return i
}

func (r *reading) addName(a *prose.Attrs, sign byte, name string, span prose.Span) {
	switch {
	case name == "":
		r.error(diag.MalformedAttributes, span, fmt.Sprintf("%q without a name", string(sign)), "write {#id .class key=value}")
	case sign == '#' && a.ID != "":
		r.error(diag.MalformedAttributes, span, "an element has one id", fmt.Sprintf("delete #%s or #%s", a.ID, name))
	case sign == '#':
		a.ID, a.IDSpan = name, span
	case a.Has(name):
		r.error(diag.MalformedAttributes, span, fmt.Sprintf("the class %q is given twice", "."+name), "delete one")
	default:
		a.Classes = append(a.Classes, name)
	}
}

func (r *reading) addValue(a *prose.Attrs, attr prose.Attr) {
	for _, v := range a.Values {
		if v.Key == attr.Key {
			r.report(diag.Diagnostic{Code: diag.MalformedAttributes, Severity: diag.Error, Span: placed(attr.Span),
				Message: fmt.Sprintf("%q is given twice", attr.Key), Hint: "delete one",
				Related: []diag.Related{{Span: placed(v.Span), Message: "first given here"}}})
			return
		}
	}
	a.Values = append(a.Values, attr)
}

// strayWord reports what is neither an id, nor a class, nor key=value.
func (r *reading) strayWord(word string, span prose.Span) {
	switch {
	case word == "-":
		r.unsupported(span, "unnumbered heading", "leave it out: headings have no numbers")
	case strings.HasPrefix(word, "="):
		r.error(diag.RawHTML, span, "raw output is not accepted", "write it in Markdown")
	default:
		r.error(diag.MalformedAttributes, span, fmt.Sprintf("%q is not an attribute", word), fmt.Sprintf(`for a class write .%s; values with spaces take quotation marks: key="two words"`, word))
	}
}

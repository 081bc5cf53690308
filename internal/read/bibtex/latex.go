package bibtex

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain reads a value as LaTeX sets it, as plain text on one line. It is
// linear: each byte is looked at once, and groups need no recursion.
func plain(raw string) string {
	if !strings.ContainsAny(raw, "\\{}$~`'-\n\t\r\"") && !strings.Contains(raw, "  ") {
		return strings.TrimSpace(raw)
	}
	t := typesetter{raw: raw}
	for t.at < len(raw) {
		t.step()
	}
	t.spacing()
	return strings.Trim(t.out.String(), " ")
}

// A typesetter is one reading of a value.
type typesetter struct {
	raw     string
	at      int
	out     bytes.Buffer
	accents []rune // combining marks that wait for their letter
	groups  []bool // per open group: it closes with a quotation mark
	quoting bool   // the next group is a quotation
	quote   bool   // a single quotation mark is open
	noMath  bool   // there is no "$" ahead
}

func (t *typesetter) step() {
	c := t.raw[t.at]
	rest := t.raw[t.at:]
	switch {
	case c == '\\':
		t.at++
		t.command()
	case c == '{':
		t.at++
		t.groups = append(t.groups, t.quoting)
		if t.quoting {
			t.write("“")
		}
		t.quoting = false
	case c == '}':
		t.at++
		t.spacing()
		if n := len(t.groups); n > 0 {
			if t.groups[n-1] {
				t.write("”")
			}
			t.groups = t.groups[:n-1]
		}
	case isSpace(c):
		t.at++
		if len(t.accents) == 0 {
			t.space()
		}
	case c == '~':
		t.at++
		t.write("\u00a0")
	case c == '$':
		t.math()
	case strings.HasPrefix(rest, "---"):
		t.ligature(3, "—")
	case strings.HasPrefix(rest, "--"):
		t.ligature(2, "–")
	case strings.HasPrefix(rest, "``"):
		t.ligature(2, "“")
	case strings.HasPrefix(rest, "''"):
		t.ligature(2, "”")
	case strings.HasPrefix(rest, "?`"):
		t.ligature(2, "¿")
	case strings.HasPrefix(rest, "!`"):
		t.ligature(2, "¡")
	case c == '`':
		t.quote = true
		t.ligature(1, "‘")
	case c == '\'' && t.quote && (len(rest) == 1 || !isLetter(rest[1])):
		t.quote = false
		t.ligature(1, "’")
	default:
		_, size := utf8.DecodeRuneInString(rest)
		t.ligature(size, rest[:size])
	}
}

// ligature writes what stands for the next bytes.
func (t *typesetter) ligature(width int, text string) {
	t.at += width
	t.write(text)
}

// write adds text; accents that wait go onto its first letter.
func (t *typesetter) write(text string) {
	if len(t.accents) == 0 {
		t.out.WriteString(text)
		return
	}
	first, size := utf8.DecodeRuneInString(text)
	switch first { // the forms without a dot are there to carry accents
	case 'ı':
		first = 'i'
	case 'ȷ':
		first = 'j'
	}
	marked := string(first)
	for i := len(t.accents) - 1; i >= 0; i-- { // the innermost stands last
		marked += string(t.accents[i])
	}
	t.accents = t.accents[:0]
	t.out.WriteString(norm.NFC.String(marked))
	t.out.WriteString(text[size:])
}

// space adds one space, unless there is one.
func (t *typesetter) space() {
	if b := t.out.Bytes(); len(b) > 0 && b[len(b)-1] != ' ' {
		t.out.WriteByte(' ')
	}
}

// spacing writes accents that have no letter as characters of their own.
func (t *typesetter) spacing() {
	for _, a := range t.accents {
		switch a {
		case '\u0303':
			t.out.WriteByte('~')
		case '\u0302':
			t.out.WriteByte('^')
		}
	}
	t.accents = t.accents[:0]
}

// math copies mathematics as it is written, without the dollars.
func (t *typesetter) math() {
	t.at++
	if t.noMath {
		t.write("$")
		return
	}
	end := strings.IndexByte(t.raw[t.at:], '$')
	if end < 0 {
		t.noMath = true
		t.write("$")
		return
	}
	formula := strings.Join(strings.Fields(t.raw[t.at:t.at+end]), " ")
	t.at += end + 1
	if formula != "" {
		t.write(formula)
	}
}

// command reads what stands behind a backslash.
func (t *typesetter) command() {
	if t.at == len(t.raw) {
		t.write(`\`)
		return
	}
	if !isLetter(t.raw[t.at]) {
		t.controlSymbol()
		return
	}
	start := t.at
	for t.at < len(t.raw) && isLetter(t.raw[t.at]) {
		t.at++
	}
	name := t.raw[start:t.at]
	for t.at < len(t.raw) && isSpace(t.raw[t.at]) {
		t.at++
	}
	if text, ok := symbols[name]; ok {
		t.write(text)
		return
	}
	if mark, ok := letterAccents[name]; ok {
		t.accent(mark)
		return
	}
	switch name {
	case "enquote", "mkbibquote":
		t.quoting = t.at < len(t.raw) && t.raw[t.at] == '{'
	case "url", "path", "nolinkurl":
		t.write(verbatim(t.argument()))
	case "noopsort", "index", "label", "href", "hspace", "vspace", "textcolor", "color":
		t.argument()
	case "par", "newline", "quad", "qquad", "space":
		t.space()
	}
	// Every other command changes how its text looks, and the text stays.
}

// controlSymbol reads a backslash and one character.
func (t *typesetter) controlSymbol() {
	r, size := utf8.DecodeRuneInString(t.raw[t.at:])
	t.at += size
	if mark, ok := signAccents[r]; ok {
		t.accent(mark)
		return
	}
	switch r {
	case '\\', ' ', '\n', '\t', '\r', ';', ':', ',':
		t.space()
	case '-', '/', '!', '(', ')', '[', ']':
		// Hints for the line, and the signs around mathematics.
	default:
		t.write(string(r))
	}
}

// accent remembers a mark for the next letter.
func (t *typesetter) accent(mark rune) {
	if len(t.accents) < 4 {
		t.accents = append(t.accents, mark)
	}
}

// argument takes the group that comes next whole; "" where there is none.
func (t *typesetter) argument() string {
	if t.at == len(t.raw) || t.raw[t.at] != '{' {
		return ""
	}
	depth := 0
	for i := t.at; i < len(t.raw); i++ {
		switch t.raw[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			text := t.raw[t.at+1 : i]
			t.at = i + 1
			return text
		}
	}
	text := t.raw[t.at+1:]
	t.at = len(t.raw)
	return text
}

// verbatim reads an address, which LaTeX does not touch, though many programs
// escape it as if it did.
func verbatim(raw string) string {
	raw = strings.TrimSpace(raw)
	if inner, ok := strings.CutPrefix(raw, `\url{`); ok {
		raw = strings.TrimSuffix(inner, "}")
	}
	if !strings.ContainsAny(raw, "\\{}") {
		return raw
	}
	raw = urlCommands.Replace(raw)
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '{' || c == '}' || c == '\\' && i+1 < len(raw) && !isLetter(raw[i+1]) {
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

var urlCommands = strings.NewReplacer(`\textasciitilde`, "~", `\textunderscore`, "_", `\textasciicircum`, "^", `\&`, "&")

// isLower reports whether a word of a name begins with a small letter, as "von"
// does and "d'Alembert". Words in braces have no case.
func isLower(word string) bool {
	if strings.HasPrefix(word, "{") && !strings.HasPrefix(word, `{\`) {
		return false
	}
	for _, r := range plain(word) {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

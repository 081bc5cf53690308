package chapter

import (
	"strings"
	"unicode"

	"dossier/internal/prose"
)

// terms are the words that begin a locator, lower case, with the label they
// mean: Pandoc's English list, French words of law and books, and ours.
var terms = map[string]string{
	"p": "page", "p.": "page", "pp.": "page", "pp": "page", "page": "page", "pages": "page",
	"§": "section", "§§": "section", "sec.": "section", "secs.": "section", "sect.": "section", "section": "section", "sections": "section",
	"art.": "article", "arts.": "article", "article": "article", "articles": "article",
	"al.": "paragraph", "alinéa": "paragraph", "alinéas": "paragraph",
	"¶": "paragraph", "¶¶": "paragraph", "para.": "paragraph", "paras.": "paragraph", "par.": "paragraph", "paragraph": "paragraph", "paragraphs": "paragraph", "paragraphe": "paragraph", "paragraphes": "paragraph",
	"chap.": "chapter", "chaps.": "chapter", "chapter": "chapter", "chapters": "chapter", "chapitre": "chapter", "chapitres": "chapter",
	"l.": "line", "ll.": "line", "line": "line", "lines": "line", "ligne": "line", "lignes": "line",
	"pt.": "part", "pts.": "part", "part": "part", "parts": "part", "partie": "part", "parties": "part",
	"vol.": "volume", "vols.": "volume", "volume": "volume", "volumes": "volume", "t.": "volume", "tome": "volume", "tomes": "volume",
	"n.": "note", "nn.": "note", "note": "note", "notes": "note",
	"tit.": "title", "title": "title", "titles": "title", "titre": "title",
	"r.": "rule", "rule": "rule", "rules": "rule",
	"app.": "appendix", "apps.": "appendix", "appendix": "appendix", "annexe": "appendix", "annexes": "appendix",
	"col.": "column", "cols.": "column", "column": "column", "columns": "column", "colonne": "column",
	"fig.": "figure", "figs.": "figure", "figure": "figure", "figures": "figure",
	"tbl.": "table", "table": "table", "tables": "table", "tableau": "table",
	"bk.": "book", "bks.": "book", "book": "book", "books": "book", "livre": "book",
	"fol.": "folio", "fols.": "folio", "folio": "folio", "folios": "folio",
	"no.": "number", "nos.": "number", "number": "number", "numbers": "number", "n°": "number", "nº": "number", "nᵒ": "number", "numéro": "number", "#": "number",
	"op.": "opus", "opp.": "opus", "opus": "opus",
	"v.": "verse", "vv.": "verse", "verse": "verse", "verses": "verse",
	"s.v.": "sub-verbo", "s.vv.": "sub-verbo",
	"timestamp": "timestamp", "timestamps": "timestamp", "min.": "timestamp", "minute": "timestamp",
	"ex.": "exhibit", "exhibit": "exhibit",
}

// readPlace splits what follows a key into a locator and the rest. A locator
// follows the first comma; braces delimit it exactly; a number without a word
// is a page. In brackets of its own no comma is needed.
func readPlace(text string, ownBrackets bool) (prose.Locator, string) {
	s := strings.TrimLeftFunc(text, unicode.IsSpace)
	comma := ownBrackets
	if rest, ok := strings.CutPrefix(s, ","); ok {
		s, comma = strings.TrimLeftFunc(rest, unicode.IsSpace), true
	}
	if strings.HasPrefix(s, "{") {
		if end := matchingBrace(s); end > 0 {
			return exactPlace(s[1:end]), suffix(s[end+1:])
		}
	}
	label, rest := readTerm(s)
	value, after := "", s
	switch {
	case label == "exhibit":
		value, after = exhibitPlace(rest)
	case label == "sub-verbo":
		value, after, _ = strings.Cut(rest, ",")
	case label != "":
		value, after = numbers(rest, true)
	case comma:
		label = "page"
		value, after = numbers(s, false)
		if isTime(value) {
			label = "timestamp"
		}
	}
	if value == "" {
		return prose.Locator{}, suffix(s)
	}
	return prose.Locator{Label: label, Value: value}, suffix(after)
}

// exactPlace reads a locator that stands in braces.
func exactPlace(s string) prose.Locator {
	s = strings.TrimSpace(s)
	label, rest := readTerm(s)
	if label == "" {
		label, rest = "page", s
	}
	value := plainWords([]byte(rest))
	if value == "" {
		return prose.Locator{}
	}
	return prose.Locator{Label: label, Value: value}
}

func suffix(s string) string {
	return plainWords([]byte(strings.TrimLeft(s, ", \t\n")))
}

// matchingBrace returns the place of the brace that closes the first one, -1
// where it stays open.
func matchingBrace(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// readTerm reads the word that begins a locator and what follows it; the label
// is "" where the first word is none.
func readTerm(s string) (label, rest string) {
	if strings.HasPrefix(strings.ToLower(s), "sub verbo ") {
		return "sub-verbo", strings.TrimSpace(s[len("sub verbo "):])
	}
	end := strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsDigit(c) || c == ',' })
	if end <= 0 {
		return "", s
	}
	label = terms[strings.ToLower(s[:end])]
	if label == "" {
		return "", s
	}
	return label, strings.TrimLeftFunc(s[end:], unicode.IsSpace)
}

// numbers reads page numbers and the like: words that hold a digit, Roman
// numbers, and ranges and lists of them. With a term before it, the first word
// may be anything in parentheses, one letter, or a letter before a number:
// "p. (a)", "app. B", "art. L. 226-15".
func numbers(s string, hasTerm bool) (value, rest string) {
	end, at := 0, 0
	if hasTerm && len(s) > 2 && isLetter(s[0]) && s[1] == '.' && s[2] == ' ' {
		at = 3
	}
	for at < len(s) {
		word := s[at:]
		if i := strings.IndexFunc(word, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == ';' }); i >= 0 {
			word = word[:i]
		}
		if !isNumber(word, hasTerm, end == 0) {
			break
		}
		at += len(word)
		end = at
		at += separator(s[at:])
		if at == end {
			break
		}
	}
	return strings.TrimSpace(s[:end]), s[end:]
}

// separator returns the length of what may stand between two numbers of one
// locator: a comma, a dash, or both sides of it in space.
func separator(s string) int {
	trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, sign := range []string{",", "-", "–", "&"} {
		if rest, ok := strings.CutPrefix(trimmed, sign); ok {
			return len(s) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
		}
	}
	return 0
}

// isNumber reports whether a word is a number of a locator. Without a term
// before it, it has at most one letter ("12a"), so that "2nd edition" is none.
func isNumber(word string, hasTerm, first bool) bool {
	letters := strings.Trim(word, "0123456789.,:/()–-")
	switch {
	case word == "":
		return false
	case strings.ContainsFunc(word, unicode.IsDigit):
		return hasTerm || len([]rune(letters)) <= 1 || letters == "ff"
	case strings.Trim(letters, "ivxlcdmIVXLCDM") == "" && letters != "":
		return hasTerm
	}
	return hasTerm && first && (word[0] == '(' || len([]rune(word)) == 1 && letters == word)
}

// isTime reports whether a bare number is a moment of a recording: "14:03".
func isTime(s string) bool {
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:–-") == ""
}

// exhibitPlace reads the id of an exhibit, then a page or lines of it.
func exhibitPlace(s string) (value, rest string) {
	end := strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == ';' })
	if end < 0 {
		return s, ""
	}
	value, rest = s[:end], s[end:]
	for {
		trimmed := strings.TrimLeft(rest, ", \t\n")
		label, after := readTerm(trimmed)
		n, after := numbers(after, label != "")
		switch {
		case label == "" && isTime(n):
		case label != "page" && label != "line" && label != "timestamp":
			return value, rest
		}
		if n == "" {
			return value, rest
		}
		value += ", " + trimmed[:len(trimmed)-len(after)]
		rest = after
	}
}

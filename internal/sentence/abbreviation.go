package sentence

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed abbreviations/*.txt
var files embed.FS

// An abbreviationKind says what may follow an abbreviation without a new
// sentence beginning.
type abbreviationKind uint8

const (
	beforeAnything abbreviationKind = iota + 1
	beforeNumber
	exceptStarter
)

type abbreviations struct {
	kinds    map[string]abbreviationKind
	starters map[string]bool
}

var english = sync.OnceValue(func() *abbreviations { return readAbbreviations("en") })
var french = sync.OnceValue(func() *abbreviations { return readAbbreviations("fr") })
var none = &abbreviations{}

func abbreviationsOf(lang string) *abbreviations {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "en":
		return english()
	case "fr":
		return french()
	}
	return none
}

func readAbbreviations(lang string) *abbreviations {
	data, err := files.ReadFile("abbreviations/" + lang + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	a := &abbreviations{map[string]abbreviationKind{}, map[string]bool{}}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if starters, ok := strings.CutPrefix(line, "starters:"); ok {
			for _, w := range strings.Fields(starters) {
				a.starters[w] = true
			}
			continue
		}
		for _, w := range strings.Fields(line) {
			kind := beforeAnything
			if bare, ok := strings.CutSuffix(w, "#"); ok {
				w, kind = bare, beforeNumber
			} else if bare, ok := strings.CutSuffix(w, "*"); ok {
				w, kind = bare, exceptStarter
			}
			a.kinds[w] = kind
		}
	}
	return a
}

// continues reports whether the stop at the end of a word is part of it and the
// sentence goes on with next. begins says that the word begins the sentence.
func (a *abbreviations) continues(word, next string, begins bool) bool {
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if _, after, ok := cutElision(word); ok && a.kinds[word] == 0 {
		word = after
	}
	switch a.kinds[word] {
	case beforeAnything:
		return true
	case beforeNumber:
		return startsWithNumber(next)
	case exceptStarter:
		return !a.starters[firstWord(next)]
	}
	if begins && isListNumber(word) {
		return true
	}
	return areInitials(word) && !a.starters[firstWord(next)]
}

// cutElision parts "l’art." after its apostrophe.
func cutElision(word string) (before, after string, ok bool) {
	if before, after, ok = strings.Cut(word, "’"); ok {
		return
	}
	return strings.Cut(word, "'")
}

// areInitials reports whether a word is capitals each with a full stop: "J.",
// "H.R.", "J.-P.".
func areInitials(word string) bool {
	if word == "" {
		return false
	}
	for word != "" {
		r, n := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) || !strings.HasPrefix(word[n:], ".") {
			return false
		}
		word = strings.TrimPrefix(word[n+1:], "-")
	}
	return true
}

// isListNumber reports whether a word is digits and a full stop.
func isListNumber(word string) bool {
	digits := strings.TrimRight(word, ".")
	return digits != "" && len(digits) < 4 && strings.Trim(digits, "0123456789") == ""
}

// startsWithNumber reports whether a text begins with a number, Roman ones included.
func startsWithNumber(text string) bool {
	w := firstWord(text)
	if w == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r) || strings.Trim(w, "IVXLC") == ""
}

// firstWord returns the letters and digits a text begins with, past marks.
func firstWord(text string) string {
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if i := strings.IndexFunc(text[:min(len(text), 64)], isWord); i > 0 {
		text = text[i:]
	}
	if i := strings.IndexFunc(text, func(r rune) bool { return !isWord(r) }); i >= 0 {
		text = text[:i]
	}
	return text
}

package bib

import (
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/casefile"

	"golang.org/x/text/unicode/norm"
)

// keys returns for each source a key that every program takes: ASCII letters,
// digits and some signs, and no other source has it. Keys that are so already
// stay; letter case counts for nothing, as in BibTeX.
func keys(list []*casefile.Source) []string {
	taken := map[string]bool{}
	for _, s := range list {
		if asciiKey(s.ID) == s.ID {
			taken[s.ID] = true
		}
	}
	keys := make([]string, len(list))
	used := map[string]bool{}
	for i, s := range list {
		key := asciiKey(s.ID)
		base := key
		for n := 2; used[strings.ToLower(key)] || key != s.ID && taken[key]; n++ {
			key = base + "-" + strconv.Itoa(n)
		}
		used[strings.ToLower(key)] = true
		keys[i] = key
	}
	return keys
}

// asciiKey spells a key in ASCII: accents go, whatever else is strange becomes
// a hyphen.
func asciiKey(id string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(id) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.:+/", r)):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		default:
			gap = true
		}
	}
	if b.Len() == 0 {
		return "source"
	}
	return b.String()
}

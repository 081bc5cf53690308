package record

import (
	"fmt"
	"strings"
	"unicode"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

const signHint = `write the words that stand together in such a sentence: "company & crane*|hoist"`

// readSigns reads the signs of a claim: a list by language, or a bare list in
// the original.
func readSigns(m *yamltree.Map, langs []string) casefile.Signs {
	n := m.Node("signs")
	if n == nil || n.Kind == yamltree.Empty {
		return nil
	}
	if n.Kind != yamltree.Mapping {
		return casefile.Signs{langs[0]: readSignList(m, "signs")}
	}
	signs, f := casefile.Signs{}, m.Map("signs")
	for _, e := range n.Entries {
		if yamltree.IsLanguage(e.Key) {
			signs[e.Key] = readSignList(f, e.Key)
		}
	}
	f.Finish()
	return signs
}

func readSignList(m *yamltree.Map, key string) []casefile.Sign {
	var list []casefile.Sign
	for _, n := range m.List(key) {
		text, ok := m.LineOf(n, key)
		if !ok {
			continue
		}
		if sign, problem := parseSign(text); problem != "" {
			m.Report(diag.InvalidValue, n.Span, problem, signHint)
		} else {
			list = append(list, sign)
		}
	}
	return list
}

// parseSign reads one sign, and says what is wrong with it, if anything is.
func parseSign(text string) (sign casefile.Sign, problem string) {
	for _, part := range strings.Split(text, "&") {
		var words []string
		for _, w := range strings.Split(part, "|") {
			w = strings.TrimSpace(w)
			stem, _ := strings.CutSuffix(w, "*")
			switch {
			case stem == "":
				return nil, fmt.Sprintf("the sign %q has an empty part", text)
			case !isWords(stem):
				return nil, fmt.Sprintf("%q is no word or phrase", w)
			}
			words = append(words, w)
		}
		sign = append(sign, words)
	}
	if len(sign) == 1 {
		return nil, fmt.Sprintf("the sign %q has one part, which would be met in other sentences too", text)
	}
	return sign, ""
}

// isWords reports whether a text begins and ends with a letter or digit and has
// nothing but spaces, hyphens and apostrophes between.
func isWords(text string) bool {
	runes := []rune(text)
	for i, r := range runes {
		isLetter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !isLetter && (i == 0 || i == len(runes)-1 || !strings.ContainsRune(" -'’", r)) {
			return false
		}
	}
	return true
}

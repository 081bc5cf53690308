package attribution

import "strings"

// conditional returns the end of a French conditional that hedges at word i, or
// 0: "serait", or "aurait" with a participle within four words.
func (s *scanner) conditional(i int) int {
	if strings.HasPrefix(s.words[i].folded, "ser") {
		return i + 1
	}
	for j := i + 1; j < len(s.words) && j <= i+4 && s.words[j].border < comma; j++ {
		if isParticiple(s.words[j].folded) {
			return j + 1
		}
	}
	return 0
}

// isParticiple reports whether a word looks like a French past participle.
func isParticiple(f string) bool {
	switch f {
	case "fait", "faite", "faits", "dit", "écrit", "mis", "pris", "permis", "transmis", "remis", "promis", "admis",
		"eu", "été", "pu", "dû", "su", "vu", "lu", "offert", "ouvert", "découvert", "enfreint", "soumis", "commis", "acquis", "conduit", "produit":
		return true
	case "pas", "plus", "ainsi", "aussi", "jamais", "mais", "ici", "aujourd'", "parmi", "demi", "peu", "depuis", "puis", "celui", "lieu":
		return false
	}
	f = strings.TrimSuffix(f, "s")
	f = strings.TrimSuffix(f, "e")
	for _, ending := range []string{"é", "i", "u"} {
		if len(f) > 3 && strings.HasSuffix(f, ending) {
			return true
		}
	}
	return false
}

// needsAuxiliary reports whether a French verb form speaks only after "a" or
// "ont": "a déclaré"; without one it describes, "l’accès allégué".
func needsAuxiliary(f string) bool {
	f = strings.TrimSuffix(strings.TrimSuffix(f, "s"), "e")
	return strings.HasSuffix(f, "é") || f == "soutenu" || f == "répondu"
}

// auxiliary reports whether a form of "avoir" stands among words [from, to).
func (s *scanner) auxiliary(from, to int) bool {
	for _, w := range s.words[from:max(from, to)] {
		switch w.folded {
		case "a", "ai", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "ayant", "avoir", "eut", "eurent":
			return true
		}
	}
	return false
}

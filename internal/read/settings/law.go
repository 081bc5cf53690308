package settings

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// readLaws reads law: the profiles whose limits replies are held to.
func readLaws(m *yamltree.Map) []string {
	var laws []string
	for _, n := range m.List("law") {
		name, ok := m.LineOf(n, "law")
		switch {
		case !ok:
		case casefile.LawProfileOf(name) == nil:
			hint := diag.DidYouMean(name, casefile.LawNames())
			if hint == "" {
				hint = "known here: " + strings.Join(casefile.LawNames(), ", ")
			}
			m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("no law profile is called %q", name), hint)
		case slices.Contains(laws, name):
			m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("the law profile %q is listed twice", name), "keep one of them")
		default:
			laws = append(laws, name)
		}
	}
	return laws
}

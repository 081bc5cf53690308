package record

import (
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// readNames reads people and institutions. One alone needs no list.
func readNames(m *yamltree.Map, key string) []casefile.Name {
	n := m.Node(key)
	if n == nil || n.Kind == yamltree.Empty {
		return nil
	}
	if n.Kind == yamltree.Mapping {
		name := readName(m.Map(key))
		return appendName(nil, name)
	}
	var names []casefile.Name
	for _, item := range m.List(key) {
		if item.Kind == yamltree.Scalar {
			m.Report(diag.WrongType, item.Span, key+" wants names in parts, found text", "write {family: Stone, given: Andy}, or {literal: Federal Trade Commission} for an institution")
			continue
		}
		names = appendName(names, readName(m.MapOf(item, key)))
	}
	return names
}

func appendName(names []casefile.Name, name casefile.Name) []casefile.Name {
	if name == (casefile.Name{}) {
		return names
	}
	return append(names, name)
}

// readName reads one name of CSL. Particles and a suffix become part of the
// name they stand by: "Ludwig van" "Beethoven", "Martin Luther" "King Jr.".
func readName(f *yamltree.Map) casefile.Name {
	defer f.Finish()
	name := casefile.Name{
		Family:  join(readPlain(f, "non-dropping-particle"), readPlain(f, "family"), readPlain(f, "suffix")),
		Given:   join(readPlain(f, "given"), readPlain(f, "dropping-particle")),
		Literal: readPlain(f, "literal"),
	}
	f.Bool("comma-suffix")
	f.Bool("static-ordering")
	f.Bool("parse-names")
	if name.Literal != "" {
		return casefile.Name{Literal: name.Literal}
	}
	return name
}

// join puts words together with spaces; a particle that ends in an apostrophe
// or hyphen takes none.
func join(words ...string) string {
	text := ""
	for _, w := range words {
		if text != "" && w != "" && !strings.HasSuffix(text, "’") && !strings.HasSuffix(text, "'") && !strings.HasSuffix(text, "-") {
			text += " "
		}
		text += w
	}
	return text
}

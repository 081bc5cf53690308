package record

import (
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// TermFields are the fields of a term, in the order of the manual.
var TermFields = []string{"id", "term", "long", "definition", "cite", "allow"}

// Terms reads content/records/glossary.yaml: a list of terms, bare or under
// glossary:. It is otherwise as Claims.
func Terms(src []byte, langs []string) ([]*casefile.Term, diag.List) {
	var list []*casefile.Term
	diags := readRecords(src, "glossary", "a term", func(m *yamltree.Map) (string, func()) {
		m.Require("term", "this entry has no term", "write the word as readers meet it: term: API")
		m.Require("definition", "this term has no definition", "say in a sentence or two what it means: definition: …")
		t := &casefile.Term{
			ID:         readRecordID(m),
			Term:       readWords(m, "term", langs),
			Long:       readWords(m, "long", langs),
			Definition: readWords(m, "definition", langs),
			Cites:      readCites(m, "cite"),
			Allow:      readExceptions(m),
			Span:       m.Place("id"),
			Whole:      m.Span(),
		}
		return t.ID, func() { list = append(list, t) }
	})
	return list, diags
}

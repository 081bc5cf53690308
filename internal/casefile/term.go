package casefile

import "dossier/internal/diag"

// A Term is a word that is explained once: one entry of
// content/records/glossary.yaml.
type Term struct {
	ID         string
	Term       Text // the word as readers meet it: "API"
	Long       Text // what it stands for: "application programming interface"; empty for a word
	Definition Text // one or two sentences
	Cites      []Evidence
	Allow      []Exception
	Span       diag.Span // the id
	Whole      diag.Span // the record
}

// PlaceIn puts the places of a term that was just read into its file.
func (t *Term) PlaceIn(file string) {
	p := placer(file)
	p.span(&t.Span)
	p.span(&t.Whole)
	p.evidence(t.Cites)
	p.exceptions(t.Allow)
}

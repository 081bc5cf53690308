package casefile

import (
	"slices"

	"dossier/internal/diag"
)

// A Ref names another record by its id.
type Ref struct {
	ID   string
	Span diag.Span
}

// Refs are references in the writer's order; no id twice.
type Refs []Ref

// Has reports whether an id is among them.
func (r Refs) Has(id string) bool {
	return slices.ContainsFunc(r, func(ref Ref) bool { return ref.ID == id })
}

// IDs lists the ids.
func (r Refs) IDs() []string {
	ids := make([]string, len(r))
	for i, ref := range r {
		ids[i] = ref.ID
	}
	return ids
}

// An Exception silences a diagnostic where it stands, with a reason.
type Exception struct {
	Code   diag.Code
	Reason string
	Span   diag.Span

	// Of an exception in dossier.yaml, which stands beside nothing.
	File  string // counts in this file alone; "" for all
	Match string // counts where message or text hold these words; "" for any
	By    string // who decided
	Until Date   // the last day on which it counts; zero for ever
}

// A placer puts places that have no file into one: readers know bytes, not
// paths.
type placer string

func (file placer) span(s *diag.Span) {
	if *s != (diag.Span{}) {
		s.File = string(file)
	}
}

func (file placer) refs(lists ...Refs) {
	for _, list := range lists {
		for i := range list {
			file.span(&list[i].Span)
		}
	}
}

func (file placer) evidence(lists ...[]Evidence) {
	for _, list := range lists {
		for i := range list {
			file.span(&list[i].Span)
			file.span(&list[i].QuoteSpan)
		}
	}
}

func (file placer) exceptions(list []Exception) {
	for i := range list {
		file.span(&list[i].Span)
	}
}

// Package diag holds everything a writer can fix: a diagnostic is a value with
// a code, a severity, a place in a file, a message and a next step.
//
// Stages return diagnostics beside their results, as data. They collect all of
// them; one mistake never hides the next. What a writer cannot fix (the disk,
// a cancelled build, a mistake of ours) is an error and never becomes one of
// these. The package imports nothing else of the project.
package diag

import (
	"cmp"
	"slices"
)

// A Severity says how much a diagnostic matters to a build.
type Severity int

const (
	// Note is worth knowing; it never fails a build.
	Note Severity = iota
	// Warning fails a build only under --strict.
	Warning
	// Error fails every build.
	Error
)

func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	}
	return "error"
}

// A Span is a range of bytes in a project file as it is on disk or in the
// editor, front matter and byte order mark included.
type Span struct {
	File       string // slash path from the project root; "" while a reader works on bytes without a path
	Start, End int    // 0-based byte offsets, End exclusive; both 0 for the whole file
}

// A Related place helps to understand a diagnostic: the first definition of a
// duplicate, the record behind a claim.
type Related struct {
	Span    Span
	Message string // lower case, no full stop; "first defined here"
}

// A Diagnostic is one thing that a writer can fix.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Span     Span
	Message  string // what is wrong, quoting the writer's words; lower case, no full stop
	Hint     string // what to do next; may be empty
	Related  []Related
}

// A List is a set of diagnostics in no particular order until Sort.
type List []Diagnostic

// In returns the list with every span that has no file placed in path.
// Readers know bytes, not paths, so that equal files share one reading.
func (l List) In(path string) List {
	out := make(List, len(l))
	for i, d := range l {
		if d.Span.File == "" {
			d.Span.File = path
		}
		if len(d.Related) > 0 {
			d.Related = slices.Clone(d.Related)
			for j := range d.Related {
				if d.Related[j].Span.File == "" {
					d.Related[j].Span.File = path
				}
			}
		}
		out[i] = d
	}
	return out
}

// Sort orders the list by file, place, code and message, and drops repeats.
func (l List) Sort() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, compare)
	return slices.CompactFunc(out, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Span.File, b.Span.File),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}

// Count returns how many diagnostics are exactly as severe as s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Worst reports whether any diagnostic is at least as severe as s.
func (l List) Worst(s Severity) bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity >= s })
}

// A Failure is an error that a writer can fix: a step that could not finish
// because of what is in a file, such as a layout that fails while it runs.
type Failure struct{ Diagnostics List }

func (f *Failure) Error() string {
	if len(f.Diagnostics) == 0 {
		return "no diagnostic"
	}
	return f.Diagnostics[0].Message
}

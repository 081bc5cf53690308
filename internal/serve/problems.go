package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"dossier/internal/diag"
	"dossier/internal/input"
)

// counts are the numbers of a list of diagnostics.
type counts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
}

func countsOf(list diag.List) counts {
	return counts{list.Count(diag.Error), list.Count(diag.Warning), list.Count(diag.Note)}
}

// A problem is a diagnostic as the panel shows it: the entry of the terminal
// and of --format json, with links that open the editor.
type problem struct {
	diag.Entry
	Marked  *[3]string       `json:"marked,omitempty"` // the excerpt: before the place, at it, after it
	Editor  string           `json:"editor,omitempty"`
	Related []relatedProblem `json:"related"`
}

type relatedProblem struct {
	diag.RelatedEntry
	Editor string `json:"editor,omitempty"`
}

// problemsOf works out the places of a list in a snapshot.
func problemsOf(snap *snapshot, list diag.List, ed editor) []problem {
	entries := diag.Entries(list, snap.source)
	out := make([]problem, len(entries))
	for i, e := range entries {
		p := problem{Entry: e, Related: make([]relatedProblem, len(e.Related))}
		if e.Excerpt != nil {
			p.Marked = &e.Excerpt.Parts
		}
		line, column := 1, 1
		if e.Start != nil {
			line, column = e.Start.Line, e.Start.Column
		}
		p.Editor = snap.editorLink(ed, e.File, line, column)
		for j, r := range e.Related {
			p.Related[j] = relatedProblem{r, snap.editorLink(ed, r.File, max(r.Line, 1), max(r.Column, 1))}
		}
		out[i] = p
	}
	return out
}

// editorLink opens a file in the writer's editor; "" for what is not a file of
// the project, such as an embedded layout.
func (s *snapshot) editorLink(ed editor, file string, line, column int) string {
	f, ok := s.tree.Lookup(file)
	if !ok || f.Layer != input.Project {
		return ""
	}
	return ed.link(file, line, column)
}

// digest tells two lists of problems apart.
func digest(list []problem) string {
	b, err := json.Marshal(list)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// A siteReport sums up the problems of a whole snapshot.
type siteReport struct {
	counts
	Complete bool `json:"complete"` // false until every text has been read
	digest   string
}

package main

import (
	"encoding/hex"
	"encoding/json"
	"os"

	"dossier/internal/diag"
	"dossier/internal/input"
)

// shortHash is how many bytes of a file's hash are noted: enough to see that
// it changed.
const shortHash = 12

// hashesOf notes the project's own files, so that a later check can tell which
// of them changed. It is nil where one cannot be read.
func hashesOf(p *project) map[string]string {
	hashes := map[string]string{}
	for _, f := range p.tree.Files() {
		if f.Layer == input.Default {
			continue
		}
		sum, err := f.Hash()
		if err != nil {
			return nil
		}
		hashes[f.Path] = hex.EncodeToString(sum[:shortHash])
	}
	return hashes
}

// changedSince lists the files that are new or differ from those of the last
// build into out; known is false where no build noted its files.
func changedSince(p *project, out string) (changed map[string]bool, known bool) {
	b, err := os.ReadFile(lastPath(out))
	if err != nil {
		return nil, false
	}
	var last lastBuild
	if json.Unmarshal(b, &last) != nil || last.Files == nil {
		return nil, false
	}
	now := hashesOf(p)
	if now == nil {
		return nil, false
	}
	changed = map[string]bool{}
	for path, hash := range now {
		if last.Files[path] != hash {
			changed[path] = true
		}
	}
	return changed, true
}

// inFiles keeps the diagnostics that stand in some files or point to them, and
// those that stand in none.
func inFiles(list diag.List, files map[string]bool) diag.List {
	var kept diag.List
	for _, d := range list {
		touches := d.Span.File == "" || files[d.Span.File]
		for _, r := range d.Related {
			touches = touches || files[r.Span.File]
		}
		if touches {
			kept = append(kept, d)
		}
	}
	return kept
}

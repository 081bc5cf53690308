package main

import (
	"slices"
	"strings"
	"sync"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/output"
)

// A secretSearch looks through the files of a site for what the host takes for
// keys and passwords. It is safe for concurrent use.
type secretSearch struct {
	mu    sync.Mutex // guards found
	found diag.List
}

// look searches one file, where it is text.
func (s *secretSearch) look(f output.File, b []byte) {
	if !strings.HasPrefix(f.MediaType, "text/") && !strings.Contains(f.MediaType, "json") && !strings.Contains(f.MediaType, "xml") {
		return
	}
	if found := check.LikelySecretsOn("public/"+f.Path, b); len(found) > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.found = append(s.found, found...)
	}
}

// results are what was found, unless the files of the project say the same with
// a better place, or an exception speaks of it.
func (s *secretSearch) results(list diag.List, result *build.Result) diag.List {
	if slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.LikelySecret }) ||
		slices.ContainsFunc(result.Investigation.Settings.Exceptions, func(e casefile.Exception) bool { return e.Code == diag.LikelySecret }) {
		return nil
	}
	return s.found
}

package main

import (
	"path/filepath"
	"time"

	"dossier/internal/build"
	"dossier/internal/memo"
)

// variantsFolder is where variants of pictures are kept: where the host keeps
// files between builds, else in the project.
func variantsFolder(h host, project string) *memo.Folder {
	if h.Kept != "" {
		return memo.NewFolder(filepath.Join(h.Kept, "pictures"))
	}
	return memo.NewFolder(filepath.Join(project, filepath.FromSlash(build.VariantsFolder)))
}

// keepVariantsFor is how long a variant outlives its last use.
const keepVariantsFor = 60 * 24 * time.Hour

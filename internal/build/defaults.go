package build

import (
	"dossier/assets"
	"dossier/internal/input"
	"dossier/layouts"
)

// Defaults are the layouts and assets that come with the program: the lowest
// layer of every project, hidden file by file by the project's own.
func Defaults() ([]*input.File, error) {
	files, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		return nil, err
	}
	more, err := input.Embedded("assets", assets.FS)
	return append(files, more...), err
}

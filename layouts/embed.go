// Package layouts carries the layouts, partials and strings that every dossier
// starts from. A file of the same path in a project's own layouts folder takes
// its place.
package layouts

import "embed"

// FS holds this folder: *.html, partials/*.html and strings/*.yaml.
//
//go:embed *.html partials/*.html strings/*.yaml
var FS embed.FS

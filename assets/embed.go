// Package assets carries the style sheets, fonts, icons and the script that every dossier
// starts from. A file of the same path in a project's own assets folder takes
// its place.
//
// The files of css are one component each and join in name order: those of
// css/first stand in every page, the others are the one style sheet that pages
// link. The fonts are subsets under their own names; their
// licence is fonts/OFL.txt.
package assets

import "embed"

// FS holds this folder: css, fonts, icons and js.
//
//go:embed css/*.css css/first fonts icons js
var FS embed.FS

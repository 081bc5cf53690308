package theme

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// Stylesheet is the name of the styles that pages link, for asset and
// Theme.Asset.
const Stylesheet = "site.css"

// mediaTypes lists what assets can be, by file ending.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".ico":   "image/x-icon",
	".txt":   "text/plain; charset=utf-8",
}

// loadAssets gives every file below assets/ its address. Styles come last,
// because their recipe holds the addresses of what they refer to.
func (th *Theme) loadAssets(files *input.Tree) (diag.List, error) {
	th.assets = map[string]string{}
	var styles []*input.File
	for _, f := range files.Under("assets") {
		if path.Ext(f.Path) == ".css" {
			styles = append(styles, f)
			continue
		}
		out, err := fingerprinted(f, th.transform(f.Path), th.options.Optimiser.Version)
		if err != nil {
			return nil, err
		}
		th.assets[strings.TrimPrefix(f.Path, "assets/")] = "/" + out.Path
		th.files = append(th.files, out)
	}
	diags, err := th.loadStyles(files, styles)
	slices.SortFunc(th.files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	th.files = slices.CompactFunc(th.files, func(a, b output.File) bool { return a.Path == b.Path })
	return diags, err
}

// transform returns how the optimiser treats a kind of file, nil for not at all.
func (th *Theme) transform(p string) func([]byte) ([]byte, error) {
	switch path.Ext(p) {
	case ".js":
		return th.options.Optimiser.JS
	case ".svg":
		return th.options.Optimiser.SVG
	}
	return nil
}

// fingerprinted makes the recipe of one file that refers to no other.
func fingerprinted(f *input.File, transform func([]byte) ([]byte, error), version string) (output.File, error) {
	hash, err := f.Hash()
	if err != nil {
		return output.File{}, err
	}
	if transform == nil {
		version = "" // the bytes are published as they are
	}
	return output.File{
		Path:      "assets/" + output.Named(path.Base(f.Path), []byte(version), hash[:]),
		MediaType: mediaTypes[strings.ToLower(path.Ext(f.Path))],
		Immutable: true,
		Make: func(context.Context) ([]byte, error) {
			b, err := f.Bytes()
			if err != nil || transform == nil {
				return b, err
			}
			small, err := transform(b)
			if err != nil {
				return nil, malformed(f.Path, err)
			}
			return small, nil
		},
	}, nil
}

// malformed is the failure of an asset that the optimiser cannot read. Errors
// that know their place in the file have a method Place; -1 is none.
func malformed(p string, err error) error {
	span := diag.Span{File: p}
	var at interface{ Place() int }
	if errors.As(err, &at) && at.Place() >= 0 {
		span.Start, span.End = at.Place(), at.Place()
	}
	return &diag.Failure{Diagnostics: diag.List{{
		Code: diag.MalformedStyle, Severity: diag.Error, Span: span,
		Message: "cannot read this file: " + firstLine(err.Error()),
		Hint:    "mend it, or build with --no-minify to see the page as it is",
	}}}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(line)
}

// Package theme turns layouts and assets into what pages are made with: parsed
// templates, words in each language, and assets at addresses that hold their
// fingerprint.
//
// An address is the hash of the recipe of an asset (its source, the optimiser
// and its version, the addresses it refers to), not of the result, so every
// address is known before any bytes are made. Load depends on the files below
// layouts and assets and on its options, on nothing else, so that a build may
// keep a Theme as long as neither changes.
package theme

import (
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// Options are everything besides files that a theme depends on.
type Options struct {
	Languages []string // of the site, never empty; words missing in one are taken from the first
	Keys      []string // words that pages need besides those that layouts name
	Minify    bool
	Optimiser Optimiser
}

// An Optimiser makes files smaller without changing what they mean. The zero
// Optimiser leaves them as they are.
type Optimiser struct {
	Version string // goes into every fingerprint

	HTML func([]byte) ([]byte, error) // a layout, template actions included
	CSS  func([]byte) ([]byte, error)
	JS   func([]byte) ([]byte, error)
	SVG  func([]byte) ([]byte, error)
}

// A Theme is the look of a site. It never changes and is safe for concurrent
// use.
type Theme struct {
	options    Options
	words      map[string]*Words            // by language
	layouts    *layouts                     // parsed
	assets     map[string]string            // path below assets/ to address
	own        map[string]map[string]phrase // words as each file has them, by language
	short      map[string]string            // names in styles, by what they are called there; nil for as they are
	first      string                       // styles that stand in every page; "" for none
	stylesheet string                       // address of site.css; "" where no other styles are
	files      []output.File                // sorted by path
}

// Load reads layouts and assets. What a writer can fix is in the diagnostics,
// and the theme then works as far as it can: a layout that cannot be parsed
// fails when a page is made with it. The error is of the machine.
func Load(files *input.Tree, opt Options) (*Theme, diag.List, error) {
	if !opt.Minify {
		opt.Optimiser = Optimiser{Version: "none"}
	}
	th := &Theme{options: opt}
	var diags diag.List

	more, err := th.loadAssets(files)
	if err != nil {
		return nil, nil, err
	}
	diags = append(diags, more...)

	if more, err = th.loadWords(files); err != nil {
		return nil, nil, err
	}
	diags = append(diags, more...)

	if more, err = th.loadLayouts(files); err != nil {
		return nil, nil, err
	}
	diags = append(diags, more...)
	return th, diags.Sort(), nil
}

// Words returns the words of a language; where the theme has none, those of the
// original.
func (th *Theme) Words(lang string) *Words {
	if w := th.words[lang]; w != nil {
		return w
	}
	return th.words[th.options.Languages[0]]
}

// Asset returns the address of a file below assets/, "" where there is none.
// The styles that pages link have the name "site.css".
func (th *Theme) Asset(name string) string {
	if name == Stylesheet {
		return th.stylesheet
	}
	return th.assets[name]
}

// First returns the styles that stand in every page, so that its first view
// needs no second request: assets/css/first, joined. "" where there are none.
func (th *Theme) First() string { return th.first }

// Has reports whether there is an asset with a name.
func (th *Theme) Has(name string) bool { return th.Asset(name) != "" }

// Files lists the asset files to publish, by path.
func (th *Theme) Files() []output.File { return th.files }

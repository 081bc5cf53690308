package sitemap

import (
	"bytes"
	"encoding/json"

	"dossier/internal/casefile"
)

// WebManifestType is the media type of a web app manifest.
const WebManifestType = "application/manifest+json"

// An Icon of the web app manifest.
type Icon struct {
	Source string `json:"src"`   // root-relative
	Sizes  string `json:"sizes"` // "192x192", "any"
	Type   string `json:"type"`  // "image/png"
}

// Colours of the web app manifest: what a browser paints before it has a style
// sheet.
type Colours struct{ Background, Theme string }

type webManifest struct {
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Lang        string `json:"lang"`
	ID          string `json:"id"`
	Start       string `json:"start_url"`
	Scope       string `json:"scope"`
	Display     string `json:"display"`
	Background  string `json:"background_color,omitempty"`
	Theme       string `json:"theme_color,omitempty"`
	Icons       []Icon `json:"icons,omitempty"`
}

// WebManifest makes the manifest of an edition. Its pages open in a browser
// with an address bar: readers must see where they are.
func WebManifest(s *casefile.Settings, e *casefile.Edition, icons []Icon, colours Colours) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the file is never part of a page
	err := enc.Encode(webManifest{
		Name: s.TitleIn(e.Lang), Description: s.Tagline.In(e.Lang), Lang: e.Lang,
		ID: e.Home, Start: e.Home, Scope: e.Home, Display: "browser",
		Background: colours.Background, Theme: colours.Theme, Icons: icons,
	})
	if err != nil {
		panic("sitemap: strings that JSON cannot hold: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

package yamltree

import (
	"encoding/json"
	"strings"
)

// Quote writes a text between double quotes, on one line, as YAML and JSON both
// read it.
func Quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string in memory: there is no failure
	return strings.TrimSuffix(b.String(), "\n")
}

package exhibit

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/yamltree"
)

// YAML writes highlights as the highlights: of an exhibit.yaml, their notes in a
// language.
func YAML(list []casefile.Highlight, lang string) []byte {
	var b bytes.Buffer
	b.WriteString("highlights:\n")
	for _, h := range list {
		fmt.Fprintf(&b, "  - id: %s\n    page: %d\n    exact: %s\n", h.ID, h.Page, yamltree.Quote(h.Exact))
		if note := h.Note.In(lang); note != "" {
			fmt.Fprintf(&b, "    note: {%s: %s}\n", lang, yamltree.Quote(note))
		}
		if h.Rect != nil {
			var parts []string
			for _, v := range []float64{h.Rect.X1, h.Rect.Y1, h.Rect.X2, h.Rect.Y2} {
				parts = append(parts, strconv.FormatFloat(v, 'f', -1, 64))
			}
			fmt.Fprintf(&b, "    rect: [%s]\n", strings.Join(parts, ", "))
		}
	}
	return b.Bytes()
}

package page

import (
	"strings"
	"unicode"
)

// runsFromRight reports whether a text has letters of a script that is written
// from right to left.
func runsFromRight(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
	})
}

// direction writes dir="auto" in a tag whose element holds such a text, so that
// the browser orders it by its first letter and not by ours.
func (p *printer) direction(text string) {
	if runsFromRight(text) {
		p.attr("dir", "auto")
	}
}

// isolated is a name that keeps its own order among words and numbers, where
// there can be no <bdi>.
func isolated(name string) string {
	if runsFromRight(name) {
		return "\u2068" + name + "\u2069"
	}
	return name
}

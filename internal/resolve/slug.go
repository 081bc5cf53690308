package resolve

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug makes an address part of a name: lower-case ASCII letters, digits and
// single hyphens. Accents are dropped ("Été 2013" is "ete-2013"); what has no
// ASCII letter at all is "page".
func Slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
		default:
			hyphen = true
		}
	}
	if b.Len() == 0 {
		return "page"
	}
	return b.String()
}

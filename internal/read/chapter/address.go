package chapter

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"dossier/internal/diag"
	"dossier/internal/prose"
)

// checkAddress reports an address that a page must not lead to, and whether it
// may become a link. The scheme is judged as a browser finds it, and more
// strictly: after character references and percent signs are decoded, without
// white space and control characters, whatever the case.
func (r *reading) checkAddress(dest string, span, whole prose.Span) bool {
	if span.Start == span.End {
		span = whole
	}
	if dest == "" {
		r.error(diag.EmptyLink, span, "this link leads nowhere", "write the address between ( and )")
		return false
	}
	for _, form := range formsOf(dest) {
		if scheme, dangerous := schemeOf(form); dangerous {
			r.error(diag.UnsafeURL, span, fmt.Sprintf("this address would run code: %q", scheme+":"), "link to an https page")
			return false
		}
	}
	plain := asBrowserReads(dest)
	if strings.HasPrefix(plain, "//") {
		host, _, _ := strings.Cut(plain[2:], "/")
		r.error(diag.RelativeSchemeURL, span, fmt.Sprintf("%q has no scheme", "//"+host), "write https://"+host)
		return false
	}
	scheme, _ := schemeOf(plain)
	switch scheme {
	case "":
		if strings.ContainsFunc(dest, func(c rune) bool { return c == '\\' || unicode.IsControl(c) }) {
			return r.malformed(dest, span, "write / between folders")
		}
		return true
	case "https", "http":
		return r.checkWeb(dest, scheme, span)
	case "mailto":
		if !isEmail(strings.SplitN(dest[len("mailto:"):], "?", 2)[0]) {
			return r.malformed(dest, span, "write mailto:name@example.org")
		}
		return true
	case "tel":
		if strings.Trim(dest[len("tel:"):], "+0123456789-.()") != "" || len(dest) < len("tel:")+3 {
			return r.malformed(dest, span, "write tel:+3212345678")
		}
		return true
	}
	r.error(diag.UnsafeURL, span, fmt.Sprintf("an address cannot begin with %q", scheme+":"), "link to an https page; before a colon in a file's name write ./")
	return false
}

func (r *reading) checkWeb(dest, scheme string, span prose.Span) bool {
	rest, ok := strings.CutPrefix(dest[strings.IndexByte(dest, ':')+1:], "//")
	u, err := url.Parse(dest)
	if !ok || err != nil || u.Hostname() == "" || u.Opaque != "" || strings.ContainsAny(dest, " \t\n\\") {
		return r.malformed(dest, span, "write https://example.org/page; a space is %20, a percent sign %25")
	}
	if u.User != nil {
		return r.malformed(dest, span, "leave out the name and the password before @")
	}
	if scheme == "http" {
		r.warn(diag.InsecureLink, span, `"http:" is not encrypted`, "write https://"+rest)
	}
	return true
}

func (r *reading) malformed(dest string, span prose.Span, hint string) bool {
	r.error(diag.MalformedURL, span, fmt.Sprintf(`"%s" is not a valid address`, quoted([]byte(dest))), hint)
	return false
}

// formsOf lists the forms in which an address could be read: as it is, and
// with percent signs decoded once and twice.
func formsOf(dest string) []string {
	forms := []string{asBrowserReads(dest)}
	for strings.IndexByte(dest, '%') >= 0 && len(forms) < 3 {
		dest = decodePercent(dest)
		forms = append(forms, asBrowserReads(dest))
	}
	return forms
}

func decodePercent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := unhex(s[i+1]), unhex(s[i+2]); hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// asBrowserReads drops what a browser drops from an address, and takes "\" for
// "/" as it does.
func asBrowserReads(dest string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c <= ' ', 0x7f <= c && c < 0xa0, c == 0xad, 0x200b <= c && c <= 0x200f, c == 0xfeff:
			return -1
		case c == '\\':
			return '/'
		}
		return c
	}, dest)
}

// schemeOf returns the scheme of an address in lower case, "" for a relative
// one, and whether it runs code.
func schemeOf(dest string) (scheme string, dangerous bool) {
	i := strings.IndexAny(dest, ":/?#")
	if i <= 0 || dest[i] != ':' || !isScheme(dest[:i]) {
		return "", false
	}
	scheme = strings.ToLower(dest[:i])
	switch scheme {
	case "javascript", "vbscript", "data", "livescript", "mocha", "jar", "blob", "filesystem", "view-source":
		return scheme, true
	}
	return scheme, false
}

// isEmail reports whether s has the form of an e-mail address.
func isEmail(s string) bool {
	name, domain, ok := strings.Cut(s, "@")
	if !ok || name == "" || domain == "" || strings.ContainsAny(s, " \t<>:/\\") {
		return false
	}
	for i := range len(domain) {
		if c := domain[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c < 0x80 {
			return false
		}
	}
	return domain[0] != '.' && domain[0] != '-'
}

// addressLength returns the length of "<address>" that t begins with: an
// absolute address or an e-mail address; 0 where there is none.
// https://spec.commonmark.org/0.31.2/#autolinks
func addressLength(t []byte) int {
	for i := 1; i < len(t); i++ {
		switch c := t[i]; {
		case c == '>':
			address := string(t[1:i])
			if hasAutoScheme(address) || isEmail(address) {
				return i + 1
			}
			return 0
		case c <= ' ' || c == '<' || c == 0x7f:
			return 0
		}
	}
	return 0
}

func hasAutoScheme(s string) bool {
	i := strings.IndexByte(s, ':')
	return i >= 2 && i <= 32 && isScheme(s[:i])
}

// isScheme reports whether s has the form of a scheme.
// https://www.rfc-editor.org/rfc/rfc3986#section-3.1
func isScheme(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || !isDigit(c) && strings.IndexByte("+-.", c) < 0) {
			return false
		}
	}
	return s != ""
}

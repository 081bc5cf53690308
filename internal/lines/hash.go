package lines

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// hashBytes is how much of a hash is kept: enough that two lines of all
// investigations of a newsroom never share one.
const hashBytes = 10

// hash is the hash of a line. Two lines that are equal in everything, section
// included, are told apart by their order; seen counts them.
func hash(l *Line, seen map[string]int) string {
	h := sha256.New()
	put := func(fields ...string) {
		for _, f := range fields {
			fmt.Fprintf(h, "%d:%s", len(f), f)
		}
		_, _ = io.WriteString(h, ";")
	}
	put("line 1", l.Chapter.Lang, l.Chapter.Name, l.section, string(l.Kind), fold(l.Text))
	for _, c := range l.Claims {
		put("claim", c.Claim.ID, string(c.Claim.Basis), string(c.Status))
		for _, e := range c.Claim.Evidence {
			put("evidence", e.Key, e.Place, e.Quote)
		}
		for _, e := range c.Claim.Against {
			put("against", e.Key, e.Place, e.Quote)
		}
		for _, a := range c.Answers {
			put("answer", a.Party.ID, a.Response.ID, string(a.Stance))
		}
	}
	for _, s := range l.Sources {
		put("source", s.Key, s.Locator)
		if s.source != nil {
			put(s.source.URL, s.source.Custom.ReadAt, s.source.Custom.Seen)
			put(s.source.Custom.SeenIn...)
		}
	}
	sum := hex.EncodeToString(h.Sum(nil)[:hashBytes])
	seen[sum]++
	if n := seen[sum]; n > 1 {
		return fmt.Sprintf("%s-%d", sum, n)
	}
	return sum
}

// fold takes away what typesetters change and readers do not see: kinds of
// space, quotation marks and dashes.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.IsSpace(r), r == '\u00ad', r == '\u200b', r == '\ufeff':
		case strings.ContainsRune("‘’‚‹›", r):
			b.WriteByte('\'')
		case strings.ContainsRune("“”„«»", r):
			b.WriteByte('"')
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case r == '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

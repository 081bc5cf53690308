package record_test

import (
	"strings"
	"testing"

	"dossier/internal/read/record"
)

// FuzzRedirects: places lie in the file, and what is kept is an address from the
// root with slashes at both ends of its path.
func FuzzRedirects(f *testing.F) {
	for _, text := range []string{
		"- {from: /cranes/#accident, to: /cranes/#the-accident}\n- {from: /old, to: /mast/}\n",
		"redirects:\n- from: //host/\n  to: /a b/\n- {from: '/a/#', to: /*}\n",
		"- {from: /é/#ü, to: '/%C3%A9/'}\n- x\n- {to: [/]}\n", "[]", "redirects: {}",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		list, diags := record.Redirects(src, []string{"en", "fr"})
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
				t.Fatalf("place %v in %d bytes", d.Span, len(src))
			}
		}
		for _, r := range list {
			for _, address := range []string{r.From, r.To} {
				path, fragment, has := strings.Cut(address, "#")
				if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || !strings.HasSuffix(path, "/") || has && fragment == "" {
					t.Errorf("%q was kept", address)
				}
			}
		}
	})
}

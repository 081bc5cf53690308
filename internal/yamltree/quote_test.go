package yamltree_test

import (
	"encoding/json"
	"testing"

	"dossier/internal/yamltree"
)

// What is quoted reads back letter by letter, as YAML and as JSON.
func TestQuote(t *testing.T) {
	for _, text := range []string{"", "plain", `she said "no"`, `back\slash`, "two\nlines\tand a tab", "<a> & b", "« d’accord »\u00a0!", "\u2028", "\x00\x1f", "null", "- a: {b}", "😀"} {
		quoted := yamltree.Quote(text)
		var back string
		if err := json.Unmarshal([]byte(quoted), &back); err != nil || back != text {
			t.Errorf("%q: JSON reads %s as %q: %v", text, quoted, back, err)
		}
		src := []byte("key: " + quoted + "\n")
		root, diags := yamltree.Parse(src, 0, len(src))
		if len(diags) > 0 || root.Entries[0].Value.Text != text {
			t.Errorf("%q: YAML reads %s as %q: %v", text, quoted, root.Entries[0].Value.Text, diags)
		}
	}
}

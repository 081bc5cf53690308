package check_test

import (
	"strings"
	"testing"
)

// TestLinesOfReplies: lines of 80 characters, 200 of them; a reply of one more
// is too long, and an answer that is nobody's right has no limit.
func TestLinesOfReplies(t *testing.T) {
	for _, test := range []struct {
		characters int
		law        string
		want       string // "" for no diagnostic
	}{
		{200 * 80, "law: {profile: fr-lcen, requested: 2026-11-22}", ""},
		{200*80 + 1, "law: {profile: fr-lcen, requested: 2026-11-22}", "this reply has 201 lines of 80 characters; at most 200 may be asked for [reply-too-long]"},
		{200*80 + 1, "stance: denies, received: 2026-11-22", ""},
	} {
		got := diagnose(t, map[string][]byte{
			"dossier.yaml":                   []byte("title: A case\nlanguages: [en]\nlaw: [fr-lcen]\n"),
			"content/en/01-a.md":             []byte("---\ntitle: A chapter\n---\n\nText.\n"),
			"content/records/people.yaml":    []byte("- {id: harbour, type: organization, names: [the harbour company]}\n"),
			"content/records/responses.yaml": []byte("- {id: a, from: harbour, " + test.law + ", text: " + strings.Repeat("é", test.characters) + "}\n"),
		})
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%d characters, %s: got %.300s, want %q", test.characters, test.law, got, test.want)
		}
	}
}

package build_test

import (
	"strings"
	"testing"

	"dossier/internal/build"
)

// TestProtectedNowhere: neither the name nor the id of somebody who is protected
// stands in any file of the site or in its name, whatever refers to them.
func TestProtectedNowhere(t *testing.T) {
	site := render(t, build.New(), map[string][]byte{
		"dossier.yaml":        []byte("title: The file\nbase-url: https://example.org\ncards: true\n"),
		"content/en/01-a.md":  []byte("---\ntitle: A\ndate: 2026-03-02\n---\nThe port told us.[@s]\n"),
		"content/en/about.md": []byte("---\ntitle: About\n---\nWords.\n"),
		"content/records/people.yaml": []byte(`- {id: port, type: organization, names: [Port Company]}
- {id: w-seven, type: person, protected: true, names: [{name: Zebulon Quill, aka: [Quill]}], roles: [{title: clerk, at: port, cite: ["@s"]}], caution: A minor.}
- {id: crew, type: group, names: [the crew], members: [w-seven, port], cite: ["@s"]}
- {id: case, type: proceeding, names: [Crew v. Port], plaintiffs: [w-seven], defendants: [port], not-parties: [w-seven], cite: ["@s"]}
`),
		"content/records/events.yaml":    []byte("- {id: e, date: 2024-03-02, title: Somebody speaks, names: [w-seven, port], cite: [\"@s\"]}\n"),
		"content/records/claims.yaml":    []byte("- {id: c, text: Somebody spoke., basis: unknown, about: [w-seven, port], by: w-seven}\n"),
		"content/records/responses.yaml": []byte("- {id: r, from: w-seven, person: w-seven, stance: comments, received: 2024-03-04, answers: [c], source: s, text: No.}\n"),
		"content/records/sources.yaml":   []byte("references:\n- {id: s, type: book, title: A book, issued: \"2024\"}\n"),
	}, build.Options{})
	if len(site.Files) < 20 {
		t.Fatalf("only %d files", len(site.Files))
	}
	for path, text := range site.Files {
		for _, secret := range []string{"Quill", "Zebulon", "w-seven"} {
			if strings.Contains(text, secret) || strings.Contains(path, secret) {
				t.Errorf("%s holds %q", path, secret)
			}
		}
	}
}

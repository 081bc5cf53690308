package build_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/build"
)

// searchIndex is what a browser reads of the index first.
type searchIndex struct {
	Groups []struct {
		Kind    string
		Entries []struct{ URL, Title, Label, Text string }
	}
	Texts []string
}

// TestSearchIndex: each kind of record is found under its address, a claim never
// without its label, a protected name never; and each paragraph of a text leads
// to its place in the page.
func TestSearchIndex(t *testing.T) {
	site := render(t, build.New(), map[string][]byte{
		"dossier.yaml":                  []byte("title: The file\nbase-url: https://example.org\n"),
		"content/en/01-deal.md":         []byte("---\ntitle: The deal\n---\n\n## Terms\n\nThe first paragraph.\n\n[Nobody knows whether they paid.]{.claim ref=paid} See [@letter].\n"),
		"content/records/claims.yaml":   []byte("- {id: paid, text: They paid for it., basis: unknown}\n"),
		"content/records/people.yaml":   []byte("- {id: port, type: organization, names: [Port Company]}\n- {id: witness, type: person, protected: true, names: [Zebulon Quill]}\n"),
		"content/records/sources.yaml":  []byte("- {id: letter, type: document, title: A letter}\n"),
		"content/records/glossary.yaml": []byte("- {id: fee, term: Fee, definition: What is paid.}\n"),
	}, build.Options{})
	var index searchIndex
	if err := json.Unmarshal([]byte(site.Files["search/index.json"]), &index); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, g := range index.Groups {
		for _, e := range g.Entries {
			found[g.Kind+" "+e.URL] = e.Title + "|" + e.Label + "|" + e.Text
		}
	}
	for key, words := range map[string][]string{
		"person /people/port/":    {"Port Company"},
		"claim /claims/paid/":     {"They paid for it.", "Unknown"},
		"source /sources/letter/": {"A letter"},
		"term /glossary/#g-fee":   {"Fee", "What is paid."},
	} {
		for _, w := range words {
			if !strings.Contains(found[key], w) {
				t.Errorf("%s: %q lacks %q; there are %v", key, found[key], w, found)
			}
		}
	}
	page := site.Files["deal/index.html"]
	if len(index.Texts) != 1 {
		t.Fatalf("the texts are in %v, want one part", index.Texts)
	}
	part := site.Files[strings.TrimPrefix(index.Texts[0], "/")]
	var texts []struct {
		URL      string
		Passages []struct {
			P           int
			Text, Label string
		}
	}
	if err := json.Unmarshal([]byte(part), &texts); err != nil {
		t.Fatal(err)
	}
	paragraphs := 0
	for _, text := range texts {
		for _, p := range text.Passages {
			if text.URL != "/deal/" || p.P == 0 {
				continue
			}
			paragraphs++
			if !strings.Contains(page, `id="p`+string(rune('0'+p.P))+`"`) {
				t.Errorf("paragraph %d of the index is not in the page", p.P)
			}
			if strings.Contains(p.Text, "Nobody knows") && !strings.Contains(p.Label, "Unknown") {
				t.Errorf("a passage with a claim has the label %q", p.Label)
			}
		}
	}
	if paragraphs != 2 {
		t.Errorf("%d paragraphs can be found, want 2: %s", paragraphs, part)
	}
	for path, b := range site.Files {
		if strings.HasPrefix(path, "search/") && regexp.MustCompile(`(?i)zebulon|quill`).MatchString(b) {
			t.Errorf("%s names somebody who is protected", path)
		}
	}
}

package build_test

import (
	"bytes"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/build"
)

var (
	ogImage = regexp.MustCompile(`<meta property="og:image" content="https://example\.org/(assets/card\.[0-9a-f]{16}\.png)">`)
	ogWords = regexp.MustCompile(`<meta property="og:image:alt" content="([^"]*)">`)
)

// TestCards: each page names a picture that is there; that of a claim says who
// makes it and where it stands; a page whose letters our type lacks has none.
func TestCards(t *testing.T) {
	site := render(t, build.New(), map[string][]byte{
		"dossier.yaml":                []byte("title: The file\nbase-url: https://example.org\ncards: true\n"),
		"content/en/01-deal.md":       []byte("---\ntitle: The deal\ndescription: What they say.\n---\nWords.\n"),
		"content/en/02-delo.md":       []byte("---\ntitle: Дело\n---\nWords.\n"),
		"content/records/claims.yaml": []byte("- {id: paid, text: They paid for it., basis: unknown}\n- {id: sold, text: It was sold., basis: alleged, by: buyers}\n"),
		"content/records/people.yaml": []byte("- {id: buyers, type: group, names: [the buyers]}\n"),
	}, build.Options{})
	for path, words := range map[string]string{
		"index.html": "The file", "deal/index.html": "The deal — What they say.", "claims/paid/index.html": "Claim C-01. They paid for it. — Unknown",
		"claims/sold/index.html": "Claim C-02 · Said by: the buyers. It was sold. — Alleged",
	} {
		m := ogImage.FindStringSubmatch(site.Files[path])
		if m == nil {
			t.Fatalf("%s names no card", path)
		}
		if img, err := png.Decode(bytes.NewReader([]byte(site.Files[m[1]]))); err != nil || img.Bounds().Dx() != 1200 {
			t.Errorf("%s: the card %s: %v", path, m[1], err)
		}
		if got := ogWords.FindStringSubmatch(site.Files[path]); got == nil || got[1] != words {
			t.Errorf("%s: the card says %q, want %q", path, got, words)
		}
	}
	if strings.Contains(site.Files["delo/index.html"], "og:image") {
		t.Error("a title that our type cannot set has a card")
	}
}

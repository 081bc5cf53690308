package build_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/build"
)

// TestWholeFileOnOnePage: the page holds every text and register once, and its
// links lead to places in it.
func TestWholeFileOnOnePage(t *testing.T) {
	project := map[string][]byte{
		"dossier.yaml":                []byte("title: The file\n"),
		"content/en/01-deal.md":       []byte("---\ntitle: The deal\n---\n\n## Terms\n\nWords.[^a] See [the law](02-law.md#terms) and [it](../records/claims.yaml#paid).\n\n[^a]: A note.\n"),
		"content/en/02-law.md":        []byte("---\ntitle: The law\n---\n\n## Terms\n\n[Nobody knows whether they paid.]{.claim ref=paid}[^a]\n\n[^a]: Another note.\n"),
		"content/records/claims.yaml": []byte("- {id: paid, text: They paid for it., basis: unknown}\n"),
	}
	page := render(t, build.New(), project, build.Options{}).Files["all/index.html"]
	for _, part := range []string{"A note.", "Another note.", "They paid for it."} {
		if strings.Count(page, part) != 1 {
			t.Errorf("%q stands there %d times", part, strings.Count(page, part))
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("the id %q stands there twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !ids[m[1]] {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
	for _, link := range []string{`href="#ch2-terms"`, `href="#claims-c-paid"`} {
		if !strings.Contains(page, link) {
			t.Errorf("no %s", link)
		}
	}
	if strings.Count(page, "<h1") != 1 {
		t.Errorf("%d headings of the first level", strings.Count(page, "<h1"))
	}

	for i := range 60 {
		project[fmt.Sprintf("content/en/%02d-more.md", i+3)] = []byte("---\ntitle: More\nslug: more-" + fmt.Sprint(i) + "\n---\nWords.\n")
	}
	if _, ok := render(t, build.New(), project, build.Options{}).Files["all/index.html"]; ok {
		t.Error("a file of 62 chapters stands on one page")
	}
}

package build_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/read/bibtex"
	"dossier/internal/read/record"

	"golang.org/x/net/html"
)

// TestCitePage: what reference managers read of a page, in its head and in its
// three files, is one item.
func TestCitePage(t *testing.T) {
	const exhibitText = "title: The letter of 3 March\npages: 41\n" + exhibitHead
	site := render(t, build.New(), map[string][]byte{
		"dossier.yaml":                         []byte("title: The file\nbase-url: https://example.org\npublisher: {name: The Paper}\n"),
		"content/en/01-deal.md":                []byte("---\ntitle: 'A & B: 50 % of {it}'\ndate: 2026-03-02\nupdated: 2026-04-05\nauthors: [Ada van der Berg, The Paper]\n---\nWords.\n"),
		"content/en/about.md":                  []byte("---\ntitle: About\n---\nWords.\n"),
		"content/exhibits/letter/exhibit.yaml": []byte(exhibitText),
		"content/records/claims.yaml":          []byte("- {id: paid, text: They paid for it., basis: unknown}\n"),
		"content/records/people.yaml":          []byte("- {id: moss, type: person, names: [Ada Moss]}\n"),
		"content/records/sources.yaml":         []byte(citedSource),
	}, build.Options{})
	for _, c := range []struct {
		page, cite, title, date string
		authors                 []string // as reference managers take them apart
	}{
		{"deal/", "cite/deal", "A & B: 50 % of {it}", "2026/04/05", []string{"van der Berg, Ada", "The Paper,"}},
		{"about/", "cite/about", "About", "2026/04/05", []string{"The Paper,"}},
		{"", "cite/index", "The file", "2026/04/05", []string{"The Paper,"}},
		{"claims/paid/", "cite/claims/paid", "Claim C-01 (Unknown): They paid for it.", "2026/04/05", []string{"The Paper,"}},
		{"people/moss/", "cite/people/moss", "Ada Moss", "2026/04/05", []string{"The Paper,"}},
		{"people/", "cite/people", "People", "2026/04/05", []string{"The Paper,"}},
		{"exhibits/letter/", "cite/exhibits/letter", "Exhibit A: The letter of 3 March", "2026/04/05", []string{"The Paper,"}},
	} {
		meta := metaOf(t, site.Files[c.page+"index.html"])
		if meta["citation_title"][0] != c.title || meta["citation_publication_date"][0] != c.date || strings.Join(meta["citation_author"], ";") != strings.Join(c.authors, ";") {
			t.Errorf("%s: the head has %v", c.page, meta)
		}
		if got, want := meta["citation_public_url"][0], "https://example.org/"+c.page; got != want {
			t.Errorf("%s: the head gives the address %q, want %q", c.page, got, want)
		}
		if got := meta["z:itemType"]; len(got) != 1 || got[0] != "webpage" {
			t.Errorf("%s: reference managers take the page for %q", c.page, got)
		}
		if page := site.Files[c.page+"index.html"]; c.page != "" && !strings.Contains(page, `href="/`+c.cite+`.bib"`) {
			t.Errorf("%s: readers find no file that cites it", c.page)
		}
		fromJSON, diags := record.SourcesJSON([]byte(site.Files[c.cite+".json"]), "en")
		if len(fromJSON) != 1 || len(diags) > 0 {
			t.Fatalf("%s.json: %d items, %v", c.cite, len(fromJSON), diags)
		}
		items, diags := bibtex.Items([]byte(site.Files[c.cite+".bib"]))
		if len(items) != 1 || len(diags) > 0 {
			t.Fatalf("%s.bib: %d items, %v", c.cite, len(items), diags)
		}
		fromBib, diags := record.Items(items, "en")
		if len(fromBib) != 1 || len(diags) > 0 {
			t.Fatalf("%s.bib: %d sources, %v", c.cite, len(fromBib), diags)
		}
		for form, s := range map[string]*casefile.Source{"json": fromJSON[0], "bib": fromBib[0]} {
			date := casefile.Issued{Year: 2026, Month: 4, Day: 5}
			if s.Title != c.title || s.Issued != date || s.URL != "https://example.org/"+c.page || len(s.Authors) != len(c.authors) {
				t.Errorf("%s.%s: %q, %v, %v, %s", c.cite, form, s.Title, s.Issued, s.Authors, s.URL)
			}
		}
		ris := site.Files[c.cite+".ris"]
		for _, line := range []string{"TY  - ELEC\r\n", "TI  - " + c.title + "\r\n", "DA  - 2026/04/05/\r\n", "UR  - https://example.org/" + c.page + "\r\n"} {
			if !strings.Contains(ris, line) {
				t.Errorf("%s.ris lacks %q:\n%s", c.cite, line, ris)
			}
		}
	}
	source := metaOf(t, site.Files["sources/courier/index.html"])
	want := map[string]string{"citation_title": "A quay without a price", "citation_author": "Moss Jr., Ada\u00a0Maria", "citation_publication_date": "2024/03", "citation_public_url": "https://courier.example/quay",
		"citation_language": "fr", "z:itemType": "newspaperArticle", "dc.source": "The Courier"}
	for name, value := range want {
		if got := source[name]; len(got) != 1 || got[0] != value {
			t.Errorf("the page of a source has %s %q, want %q", name, got, value)
		}
	}
	if strings.Contains(site.Files["sources/courier/index.html"], "cite-as") {
		t.Error("the page of a source says that it is the address of the source")
	}
	exhibit, _ := record.SourcesJSON([]byte(site.Files["cite/exhibits/letter.json"]), "en")
	if hash := sha256.Sum256([]byte(exhibitText)); !strings.Contains(exhibit[0].Note, hex.EncodeToString(hash[:6])) {
		t.Errorf("the exhibit is cited without the hash of its record: %q", exhibit[0].Note)
	}
	if _, ok := site.Files["cite/exhibits/letter/2.json"]; ok || !strings.Contains(site.Files["exhibits/letter/2/index.html"], `href="/cite/exhibits/letter.bib"`) {
		t.Error("the second part of the exhibit is cited apart")
	}
	first, _ := record.SourcesJSON([]byte(site.Files["cite/deal.json"]), "en")
	if got, want := first[0].Authors[0], (casefile.Name{Given: "Ada", Family: "van der Berg"}); got != want {
		t.Errorf("the author is %v, want %v", got, want)
	}
	if !strings.Contains(first[0].Note, "SHA-256 of its text begins ") {
		t.Errorf("no hash of the text: %q", first[0].Note)
	}
}

const citedSource = `references:
- {id: courier, type: article-newspaper, title: A quay without a price, author: [{family: Moss Jr., given: Ada Maria}], container-title: The Courier, issued: "2024-03", language: fr, URL: "https://courier.example/quay"}
`

// TestCiteManyPages: a site of many pages has one file of each kind for all.
func TestCiteManyPages(t *testing.T) {
	project := map[string][]byte{"dossier.yaml": []byte("title: The file\nbase-url: https://example.org\n")}
	for i := range 501 {
		project[fmt.Sprintf("content/en/%03d-a-%d.md", i+1, i+1)] = []byte("---\ntitle: A\n---\nWords.\n")
	}
	site := render(t, build.New(), project, build.Options{})
	if _, ok := site.Files["cite/a-7.json"]; ok {
		t.Error("a page of many has a file of its own")
	}
	list, diags := record.SourcesJSON([]byte(site.Files["cite/pages.json"]), "en")
	if len(list) != 502 || len(diags) > 0 {
		t.Errorf("%d pages are cited, want 501 chapters and the cover; %v", len(list), diags)
	}
	if !strings.Contains(site.Files["a-7/index.html"], `href="/cite/pages.bib"`) {
		t.Error("a page does not lead to the file that cites it")
	}
}

// metaOf lists the meta elements of a page by name.
func metaOf(t *testing.T, page string) map[string][]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	meta := map[string][]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "meta" {
			continue
		}
		var name, content string
		for _, a := range n.Attr {
			switch a.Key {
			case "name":
				name = a.Val
			case "content":
				content = a.Val
			}
		}
		meta[name] = append(meta[name], content)
	}
	return meta
}

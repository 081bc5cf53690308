package resolve_test

import (
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"
	"dossier/internal/resolve"
)

// TestRecordPages makes the pages of registers: each edition has those with
// entries, they are translations of each other, and texts link to them by file.
func TestRecordPages(t *testing.T) {
	settings := &casefile.Settings{Languages: []string{"en", "fr"}}
	sources := casefile.NewSources([]*casefile.Source{{ID: "A_b"}, {ID: "a-b"}, {ID: "c"}})
	heads := []resolve.Heading{{Path: "content/en/01-a.md"}, {Path: "content/fr/01-a.md"}}
	inv, _ := resolve.Spine(settings, sources, heads, resolve.Terms{})
	inv.Claims = casefile.NewRegister([]*casefile.Claim{{ID: "x"}}, func(c *casefile.Claim) string { return c.ID })
	resolve.RecordPages(inv, func(lang, name, _ string) casefile.Head { return casefile.Head{Title: lang + " " + name} })

	var got []string
	for _, c := range inv.All() {
		if c.Kind == casefile.RecordKind {
			got = append(got, c.URL+" "+c.Head.Title+" "+c.Translations[0].URL)
		}
	}
	want := []string{"/claims/ en claims /fr/claims/", "/sources/ en sources /fr/sources/", "/search/ en search /fr/search/",
		"/fr/claims/ fr claims /claims/", "/fr/sources/ fr sources /sources/", "/fr/search/ fr search /search/"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}

	tests := []struct{ link, url string }{
		{"../records/claims.yaml", "/fr/claims/"},
		{"../records/claims.yaml#x", "/fr/claims/#c-x"},
		{"../records/sources.yaml#A_b", "/fr/sources/#s-a-b"},
		{"../records/sources.yaml#a-b", "/fr/sources/#s-a-b-2"},
		{"/claims/", "/claims/"},
		{"../records/responses.yaml", ""}, // no response, no page
		{"../records/people.yaml", ""},
	}
	for _, tt := range tests {
		doc, _ := chapter.Read([]byte("[a]("+tt.link+")\n"), "fr")
		refs, diags := resolve.Text(inv, inv.ByPath["content/fr/01-a.md"], prose.OutlineOf(doc), nil)
		if refs.Links[0].URL != tt.url || (tt.url == "") != (len(diags) > 0) {
			t.Errorf("%s leads to %q, want %q; %v", tt.link, refs.Links[0].URL, tt.url, diags)
		}
	}
	ids := resolve.RecordSummary(inv, inv.Editions[0].Record(casefile.SourcesPage)).IDs
	if !ids["s-a-b-2"] || !ids["s-c"] || len(ids) != 3 {
		t.Errorf("anchors %v", ids)
	}
}

// TestRecordAddressesAreKeptFree: no text takes the address of a page made of a
// register, even where there is none yet.
func TestRecordAddressesAreKeptFree(t *testing.T) {
	settings := &casefile.Settings{Languages: []string{"en", "fr"}}
	tests := []struct {
		path string
		head casefile.Head
		code diag.Code
	}{
		{"content/en/claims.md", casefile.Head{}, diag.AddressClash},
		{"content/fr/sources.md", casefile.Head{}, diag.AddressClash},
		{"content/fr/x.md", casefile.Head{Slug: "responses"}, diag.AddressClash},
		{"content/en/x.md", casefile.Head{Aliases: []casefile.Alias{{Path: "/sources/"}}}, diag.RedirectClash},
		{"content/en/claims-x.md", casefile.Head{}, ""},
	}
	for _, tt := range tests {
		_, diags := resolve.Spine(settings, casefile.NewSources(nil), []resolve.Heading{{Path: tt.path, Head: tt.head}}, resolve.Terms{})
		var got diag.Code
		if len(diags) > 0 {
			got = diags[0].Code
		}
		if got != tt.code {
			t.Errorf("%s: got %q, want %q", tt.path, got, tt.code)
		}
	}
}

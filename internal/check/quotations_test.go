package check_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"
	"dossier/internal/resolve"
)

const denial = "At no time did we access people’s private messages on Facebook, or ask for the ability to do so."

// quoting is an investigation of four sources: a report, a statement that it
// quotes, one of which words are kept although it was seen in the report alone,
// and a book of which the report has a page.
func quoting() *casefile.Investigation {
	source := func(id, seen, text string, in ...string) *casefile.Source {
		return &casefile.Source{ID: id, Custom: casefile.SourceCustom{Seen: seen, SeenIn: in, Text: text}}
	}
	inv := &casefile.Investigation{Settings: &casefile.Settings{Languages: []string{"en"}}, Sources: casefile.NewSources([]*casefile.Source{
		source("report", "part", "The quay cost nothing.\n[…]\n"+denial),
		source("statement", "quoted", "", "unread", "report"),
		source("post", "quoted", "We never overloaded a crane.", "report"),
		source("book", "part", "The first page of the book.", "report"),
		source("unread", "part", ""),
	})}
	inv.Claims = casefile.NewRegister(nil, func(c *casefile.Claim) string { return c.ID })
	inv.Parties = casefile.NewRegister(nil, func(p *casefile.Party) string { return p.ID })
	inv.Responses = casefile.NewRegister(nil, func(r *casefile.Response) string { return r.ID })
	return inv
}

// compared reads a text and compares its quotations.
func compared(t testing.TB, inv *casefile.Investigation, text string) ([]casefile.QuoteCheck, diag.List) {
	t.Helper()
	doc, diags := chapter.Read([]byte(text), "en")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	c := &casefile.Chapter{Path: "content/en/01-a.md", Lang: "en"}
	refs, _ := resolve.Text(inv, c, prose.OutlineOf(doc), nil)
	return check.ShelfOf(inv).Quotations(c, refs.Summary)
}

func TestWhereWordsStand(t *testing.T) {
	tests := []struct{ words, source, in string }{
		{"The quay cost nothing.", "report", ""},
		{denial, "statement", "report"},
		{"We never overloaded a crane.", "post", "report"},
		{"The first page of the book.", "book", ""},
		{denial, "book", "report"},
	}
	for _, tt := range tests {
		checks, diags := compared(t, quoting(), fmt.Sprintf("[\"%s\"]{.q source=%s}\n", tt.words, tt.source))
		in := ""
		if len(checks) == 1 && checks[0].In != nil {
			in = checks[0].In.ID
		}
		if len(checks) != 1 || !checks[0].Matches || in != tt.in || len(diags) > 0 {
			t.Errorf("%q from %s: %v, in %q, want %q; %v", tt.words, tt.source, checks, in, tt.in, diags)
		}
	}
}

// TestMutations changes one statement as copyists do, and as they must not.
func TestMutations(t *testing.T) {
	tests := []struct {
		words string
		ok    bool
	}{
		{denial, true},
		{strings.ReplaceAll(denial, "’", "'"), true},
		{strings.ReplaceAll(denial, "did we", "did\u00a0we"), true},
		{"At no time did we access people’s private messages […], or ask for the ability to do so.", true},
		{"At no time did [Netflix] access people’s private messages", true},
		{"[a]t no time did we access people’s private messages", true},
		{"At no time did we read people’s private messages on Facebook", false},
		{"At no time did we access people’s messages on Facebook", false},
		{"at no time did we access people’s private messages", false},
		{"At no time did we access peoples’ private messages", false},
		{"At no time did we access people’s private messages on Facebook or ask", false},
		{"The quay cost nothing. At no time did we access", false},
	}
	for _, tt := range tests {
		for _, form := range []string{"[\"%s\"]{.q source=statement}\n", "::: {.quote source=statement}\n%s\n:::\n"} {
			checks, diags := compared(t, quoting(), fmt.Sprintf(form, tt.words))
			if len(checks) != 1 || checks[0].Matches != tt.ok || (len(diags) == 0) != tt.ok {
				t.Errorf("%q: %v, want %t; %v", tt.words, checks, tt.ok, diags)
			}
		}
	}
}

// BenchmarkQuotations compares 1,000 chapters of 1,200 words with 10 quotations
// each, of one statement.
func BenchmarkQuotations(b *testing.B) {
	var text strings.Builder
	for i := range 100 {
		if i%10 == 0 {
			text.WriteString("The company said: [\"At no time did we access people’s private messages\"]{.q source=statement}.\n\n")
			continue
		}
		text.WriteString("The quay was finished in the spring of “that year”, and the first ship came in May.\n\n")
	}
	inv := quoting()
	doc, _ := chapter.Read([]byte(text.String()), "en")
	c := &casefile.Chapter{Path: "content/en/01-a.md", Lang: "en"}
	refs, _ := resolve.Text(inv, c, prose.OutlineOf(doc), nil)
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d chapters", n), func(b *testing.B) {
			for b.Loop() {
				shelf := check.ShelfOf(inv)
				for range n {
					if _, diags := shelf.Quotations(c, refs.Summary); len(diags) > 0 {
						b.Fatal(diags)
					}
				}
			}
		})
	}
}

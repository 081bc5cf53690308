package page_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/write/page"
)

// generated is a chapter of 1,200 words with 20 notes, a table, lists and, in
// every fifth one, two blocks of code.
func generated(n int) string {
	var b strings.Builder
	const sentence = "The independent auditor rejected the backdated invoice which the *regional* office had sent under its own name in \"March\""
	note := 0
	for section := range 5 {
		fmt.Fprintf(&b, "## The %d audit and the office\n\n", n+section)
		for range 3 {
			for k := range 4 {
				b.WriteString(sentence)
				if k%3 == 0 && note < 20 {
					note++
					if note%2 == 0 {
						fmt.Fprintf(&b, " [@%s, p. %d]", []string{"letter", "ars", "geeko", "law"}[note%4], note)
					} else {
						fmt.Fprintf(&b, "[^%d]", note)
					}
				}
				b.WriteString(". ")
			}
			b.WriteString("See [the first chapter](01-background.md).\n\n")
		}
		switch section {
		case 1:
			b.WriteString("| Date | Party | Amount |\n|:--|:--|--:|\n" + strings.Repeat("| 2015-03-01 | Ilunga | 1,200 |\n", 7) + "\n")
		case 2:
			b.WriteString(strings.Repeat("- "+sentence+".\n", 4) + "\n")
		case 3:
			if n%5 == 0 {
				b.WriteString("```json\n{\n  \"id\": \"INV-0042\",\n  \"events\": [\n" + strings.Repeat("    {\"date\": \"2015-03-01\", \"action\": \"signed\", \"amount\": 12.5},\n", 5) + "  ]\n}\n```\n\n")
				b.WriteString("```http\nPOST /v1/invoice/42 HTTP/1.1\nHost: api.example\nContent-Type: application/json\n\n{\"amount\": 42}\n```\n\n")
			}
		}
	}
	for k := 1; k <= 20; k += 2 {
		fmt.Fprintf(&b, "[^%d]: Ostrander, “The partial ledger of Harrowgate”, *Harbour Gazette*, 2015, p. %d. [Archived copy](https://archive.example/2015/%d).\n\n", k, k, k)
	}
	return b.String()
}

func benchmark(b *testing.B, print func(*page.Site, *casefile.Chapter, *casefile.Body)) {
	p := newProject()
	s := p.site(newTheme(b, true))
	c := p.chapter("content/en/02-deal.md")
	var bodies []*casefile.Body
	for i := range 20 {
		body, _ := p.body(c, generated(i))
		bodies = append(bodies, body)
	}
	print(s, c, bodies[0])
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		print(s, c, bodies[i%len(bodies)])
		i++
	}
}

// BenchmarkRender makes whole pages: text, highlighting, layout.
func BenchmarkRender(b *testing.B) {
	benchmark(b, func(s *page.Site, c *casefile.Chapter, body *casefile.Body) {
		if _, err := s.Render(c, body); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkText prints texts alone.
func BenchmarkText(b *testing.B) {
	benchmark(b, func(s *page.Site, c *casefile.Chapter, body *casefile.Body) { s.Body(c, body) })
}

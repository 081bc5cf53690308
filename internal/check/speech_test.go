package check_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"
	"dossier/internal/resolve"
)

// BenchmarkSpeech checks 1,000 chapters of 1,200 words with 5 marks of claims
// each; 100 of them tell whether it is linear.
func BenchmarkSpeech(b *testing.B) {
	inv := &casefile.Investigation{Settings: &casefile.Settings{Languages: []string{"en"}}, Sources: casefile.NewSources(nil),
		Editions: []*casefile.Edition{{Lang: "en", Cover: &casefile.Chapter{}}}}
	var claims []*casefile.Claim
	for i := range 50 {
		claims = append(claims, &casefile.Claim{ID: fmt.Sprintf("c%d", i), Basis: casefile.Alleged, By: casefile.Refs{{ID: "union"}}, About: casefile.Refs{{ID: "harbour"}},
			Text: casefile.Text{"en": fmt.Sprintf("The harbour company overloaded crane number %d beyond its certificate.", i)}})
	}
	name := func(names ...string) []casefile.PartyName {
		return []casefile.PartyName{{Name: casefile.Text{"en": names[0]}, Aliases: names[1:]}}
	}
	inv.Claims = casefile.NewRegister(claims, func(c *casefile.Claim) string { return c.ID })
	inv.Parties = casefile.NewRegister([]*casefile.Party{
		{ID: "harbour", Type: "organization", Names: name("the harbour company")},
		{ID: "union", Type: "group", Names: name("the dockers"), Speakers: []string{"lawyers for the dockers"}},
	}, func(p *casefile.Party) string { return p.ID })
	inv.Responses = casefile.NewRegister([]*casefile.Response{{ID: "r", From: casefile.Refs{{ID: "harbour"}}, Stance: casefile.Denies, Answers: casefile.Refs{{ID: "c1"}}}}, func(r *casefile.Response) string { return r.ID })
	inv.Standings, _ = resolve.Evidence(inv)

	var text strings.Builder
	for i := range 20 {
		fmt.Fprintf(&text, "## Section %d\n\n", i)
		if i%4 == 0 {
			fmt.Fprintf(&text, "[Lawyers for the dockers wrote that the harbour company overloaded crane number %d]{.claim ref=c%d}; the harbour company denies it.\n\n", i, i)
		}
		for range 4 {
			text.WriteString("The quay was finished in the spring of that year, and the first ship came in May. Nobody had counted the cranes.\n\n")
		}
	}
	doc, diags := chapter.Read([]byte(text.String()), "en")
	if len(diags) > 0 {
		b.Fatal(diags)
	}
	c := &casefile.Chapter{Path: "content/en/01-a.md", Lang: "en", Head: casefile.Head{Title: "A chapter", Standfirst: "What the dockers say of the harbour company."}}
	refs, _ := resolve.Text(inv, c, prose.OutlineOf(doc), nil)
	voices := check.VoicesOf(inv)
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d chapters", n), func(b *testing.B) {
			for b.Loop() {
				for range n {
					if found := voices.Speech(c, refs.Summary); len(found) > 0 {
						b.Fatal(found)
					}
				}
			}
		})
	}
}

package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/resolve"
)

// TestStanding: the status of a claim, and whose answer counts.
func TestStanding(t *testing.T) {
	for _, tt := range []struct {
		name      string
		basis     casefile.Basis
		responses string // one a word: id:party:stance:year, with a "!" behind when withdrawn
		want      string // the status, then party:id of the answers that count
	}{
		{"nobody answered", casefile.Alleged, "", "alleged"},
		{"denied", casefile.Alleged, "a:meta:denies:2024", "denied meta:a"},
		{"disputed", casefile.Reported, "a:meta:disputes:2018", "disputed meta:a"},
		{"a document disputed", casefile.Documented, "a:meta:denies:2018", "disputed meta:a"},
		{"unknown stays unknown", casefile.Unknown, "a:meta:denies:2018", "unknown meta:a"},
		{"our analysis", casefile.Inferred, "a:meta:no-comment:2018", "analysis meta:a"},
		{"the latest counts", casefile.Alleged, "a:meta:denies:2018 b:meta:confirms:2024", "alleged meta:b"},
		{"in the order of days", casefile.Alleged, "b:meta:confirms:2024 a:meta:denies:2018", "alleged meta:b"},
		{"silence withdraws nothing", casefile.Alleged, "a:meta:denies:2018 b:meta:no-answer:2024 c:meta:not-asked:0", "denied meta:a"},
		{"no comment withdraws nothing", casefile.Alleged, "a:meta:denies:2018 b:meta:no-comment:2024", "denied meta:a"},
		{"a withdrawn denial", casefile.Alleged, "a:meta:denies:2018!", "alleged"},
		{"before a withdrawn one", casefile.Alleged, "a:meta:disputes:2018 b:meta:denies:2024!", "denied meta:a"},
		{"strongest first", casefile.Alleged, "a:x:not-asked:0 b:y:confirms:2020 c:z:denies:2020", "denied z:c y:b x:a"},
		{"of one strength, in the order of days", casefile.Alleged, "a:x:denies:2024 b:y:denies:2018", "denied y:b x:a"},
		{"an unknown party", casefile.Alleged, "a:nobody:denies:2018", "alleged"},
		{"no basis", "", "a:x:denies:2018", " x:a"},
	} {
		inv := &casefile.Investigation{Settings: &casefile.Settings{Languages: []string{"en"}}, Sources: casefile.NewSources(nil)}
		var responses []*casefile.Response
		for _, word := range strings.Fields(tt.responses) {
			word, withdrawn := strings.CutSuffix(word, "!")
			f := strings.Split(word, ":")
			r := &casefile.Response{ID: f[0], From: casefile.Refs{{ID: f[1]}}, Stance: casefile.Stance(f[2]), Answers: casefile.Refs{{ID: "c"}}}
			fmt.Sscan(f[3], &r.Received.Year)
			if withdrawn {
				r.Withdrawn = casefile.Date{Year: 2025, Month: 1, Day: 1}
			}
			responses = append(responses, r)
		}
		var parties []*casefile.Party
		for _, id := range []string{"meta", "x", "y", "z"} {
			parties = append(parties, &casefile.Party{ID: id})
		}
		inv.Claims = casefile.NewRegister([]*casefile.Claim{{ID: "c", Basis: tt.basis}}, func(c *casefile.Claim) string { return c.ID })
		inv.Responses = casefile.NewRegister(responses, func(r *casefile.Response) string { return r.ID })
		inv.Parties = casefile.NewRegister(parties, func(p *casefile.Party) string { return p.ID })

		standings, _ := resolve.Evidence(inv)
		s := standings["c"]
		got := string(s.Status)
		for _, a := range s.Answers {
			got += " " + a.Party.ID + ":" + a.Response.ID
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestStatusOf is the table of the two axes.
func TestStatusOf(t *testing.T) {
	for _, tt := range []struct {
		basis                  casefile.Basis
		uncontested, contested casefile.Status
	}{
		{casefile.Documented, casefile.StatusDocumented, casefile.StatusDisputed},
		{casefile.Adjudicated, casefile.StatusDocumented, casefile.StatusDisputed},
		{casefile.Admitted, casefile.StatusDocumented, casefile.StatusDisputed},
		{casefile.Reported, casefile.StatusReported, casefile.StatusDisputed},
		{casefile.Alleged, casefile.StatusAlleged, casefile.StatusDenied},
		{casefile.Inferred, casefile.StatusAnalysis, casefile.StatusDisputed},
		{casefile.Unknown, casefile.StatusUnknown, casefile.StatusUnknown},
		{"", "", ""},
	} {
		if a, b := casefile.StatusOf(tt.basis, false), casefile.StatusOf(tt.basis, true); a != tt.uncontested || b != tt.contested {
			t.Errorf("%s: %s, %s; want %s, %s", tt.basis, a, b, tt.uncontested, tt.contested)
		}
	}
}

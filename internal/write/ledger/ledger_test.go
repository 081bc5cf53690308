package ledger_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/read/record"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/ledger"
	"dossier/layouts"
)

// read makes a ledger of the registers of a case.
func read(t *testing.T, files map[string][]byte) ledger.Ledger {
	t.Helper()
	langs := []string{"en", "fr"}
	settings := &casefile.Settings{Title: casefile.Text{"en": "The Inbox Deal", "fr": "L’accord Inbox"}, Languages: langs}
	sources := casefile.NewSources([]*casefile.Source{{ID: "letter"}, {ID: "post"}})
	inv, _ := resolve.Spine(settings, sources, []resolve.Heading{{Path: "content/en/index.md"}, {Path: "content/fr/index.md"}}, resolve.Terms{})
	claims, _ := record.Claims(files["claims.yaml"], langs)
	responses, _ := record.Responses(files["responses.yaml"], langs)
	parties, _ := record.Parties(files["people.yaml"], langs)
	inv.Claims = casefile.NewRegister(claims, func(c *casefile.Claim) string { return c.ID })
	inv.Responses = casefile.NewRegister(responses, func(r *casefile.Response) string { return r.ID })
	inv.Parties = casefile.NewRegister(parties, func(p *casefile.Party) string { return p.ID })
	inv.Standings, _ = resolve.Evidence(inv)
	l, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	th, _, err := theme.Load(input.Join(l), theme.Options{Languages: langs, Keys: label.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Ledger{Investigation: inv, BaseURL: "https://example.org", Words: th.Words}
}

// TestLedger holds both files against a golden case: answers of several days, a
// protected name, a history, words that a spreadsheet would take for formulas.
func TestLedger(t *testing.T) {
	golden.Run(t, "testdata/ledger.txtar", func(t *testing.T, c *golden.Case) {
		l := read(t, c.Except("claims.csv", "claims.json"))
		table, err := l.CSV()
		if err != nil {
			t.Fatal(err)
		}
		data, err := l.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := json.Unmarshal(data, &value); err != nil {
			t.Fatal(err)
		}
		pretty, _ := json.MarshalIndent(value, "", "  ")
		for name, got := range map[string]string{"claims.csv": strings.ReplaceAll(string(table), "\r\n", "\n"), "claims.json": string(pretty)} {
			c.Want(t, name, got)
			if strings.Contains(got, "Secret") {
				t.Errorf("%s prints a protected name", name)
			}
		}
		rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
					t.Errorf("a spreadsheet would run %q", cell)
				}
			}
		}
	})
}

// TestEmptyLedger has a head and no claim.
func TestEmptyLedger(t *testing.T) {
	l := read(t, nil)
	table, err := l.CSV()
	if err != nil || strings.Count(string(table), "\r\n") != 1 {
		t.Errorf("got %q, %v", table, err)
	}
	data, err := l.JSON()
	if err != nil || !strings.Contains(string(data), `"claims":[]`) {
		t.Errorf("got %s, %v", data, err)
	}
}

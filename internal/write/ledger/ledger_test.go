package ledger_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/read/record"
	"dossier/internal/resolve"
	"dossier/internal/theme"
	"dossier/internal/write/ledger"
	"dossier/layouts"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden cases")

// read makes a ledger of the registers of a case.
func read(t *testing.T, files map[string]string) ledger.Ledger {
	t.Helper()
	langs := []string{"en", "fr"}
	settings := &casefile.Settings{Title: casefile.Text{"en": "The Inbox Deal", "fr": "L’accord Inbox"}, Languages: langs}
	sources := casefile.NewSources([]*casefile.Source{{ID: "letter"}, {ID: "post"}})
	inv, _ := resolve.Spine(settings, sources, []resolve.Heading{{Path: "content/en/index.md"}, {Path: "content/fr/index.md"}}, resolve.Terms{})
	claims, _ := record.Claims([]byte(files["claims.yaml"]), langs)
	responses, _ := record.Responses([]byte(files["responses.yaml"]), langs)
	parties, _ := record.Parties([]byte(files["people.yaml"]), langs)
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
	const file = "testdata/ledger.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	l := read(t, files)
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
	got := map[string]string{"claims.csv": strings.ReplaceAll(string(table), "\r\n", "\n"), "claims.json": string(pretty) + "\n"}
	for i, f := range archive.Files {
		want, ok := got[f.Name]
		switch {
		case !ok:
		case *update:
			archive.Files[i].Data = []byte(want)
		default:
			if diff := cmp.Diff(string(f.Data), want); diff != "" {
				t.Errorf("%s (-want +got):\n%s", f.Name, diff)
			}
		}
		if ok && strings.Contains(want, "Secret") {
			t.Errorf("%s prints a protected name", f.Name)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(string(table))).ReadAll()
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

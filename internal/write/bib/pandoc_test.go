package bib_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/write/bib"

	"github.com/google/go-cmp/cmp"
)

// pandoc finds Pandoc. Without it the test is skipped, and fails where
// DOSSIER_PANDOC=required says that it must be there.
func pandoc(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("pandoc")
	if err != nil {
		if os.Getenv("DOSSIER_PANDOC") == "required" {
			t.Fatal("pandoc is not installed")
		}
		t.Skip("pandoc is not installed; what other programs make of the downloads is not tested")
	}
	return path
}

// A foreign is an item of CSL-JSON as Pandoc writes it.
type foreign struct {
	ID             string          `json:"id"`
	Type           string          `json:"type"`
	Title          string          `json:"title"`
	Author         []foreignName   `json:"author"`
	ContainerTitle string          `json:"container-title"`
	Publisher      string          `json:"publisher"`
	Authority      string          `json:"authority"`
	Genre          string          `json:"genre"`
	Number         string          `json:"number"`
	Page           string          `json:"page"`
	Language       string          `json:"language"`
	Issued         json.RawMessage `json:"issued"`
	Accessed       json.RawMessage `json:"accessed"`
	URL            string          `json:"URL"`
	Note           string          `json:"note"`
}

type foreignName struct {
	Family, Given, Literal, Suffix string
	Dropping                       string `json:"dropping-particle"`
	NonDropping                    string `json:"non-dropping-particle"`
}

// throughPandoc lets Pandoc read a file and say what it understood.
func throughPandoc(t *testing.T, format string, src []byte) []foreign {
	t.Helper()
	cmd := exec.Command(pandoc(t), "-f", format, "-t", "csljson")
	cmd.Stdin = bytes.NewReader(src)
	var warnings bytes.Buffer
	cmd.Stderr = &warnings
	out, err := cmd.Output()
	if err != nil || warnings.Len() > 0 {
		t.Fatalf("pandoc: %v\n%s", err, warnings.String())
	}
	var list []foreign
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

var spans = regexp.MustCompile(`</?span[^>]*>`)

// facts is what both sides must agree on. Pandoc sets quotation marks, joins
// publisher and authority, knows no type for some works, and gives a language
// its country.
func facts(f foreign) string {
	plain := strings.NewReplacer("’", "'", "‘", "'", "“", "'", "”", "'", `"`, "'", "\u00a0", " ", "\u202f", " ", `\`, "")
	var names []string
	for _, n := range f.Author {
		words := []string{n.Given, n.Dropping, n.NonDropping, n.Family, n.Suffix, n.Literal}
		names = append(names, strings.ReplaceAll(strings.Join(strings.Fields(strings.Join(words, " ")), " "), ". ", "."))
	}
	language, _, _ := strings.Cut(f.Language, "-")
	if language == "es" {
		language = "" // es-MX has no name in babel
	}
	issued := string(f.Issued)
	if strings.Contains(issued, "literal") || strings.Contains(issued, "[]") {
		issued = "" // words, which Pandoc does not read in BibLaTeX
	}
	return plain.Replace(fmt.Sprintf("%s\n%s\n%q\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", f.ID, spans.ReplaceAllString(f.Title, ""), names, spans.ReplaceAllString(f.ContainerTitle, ""), f.Genre, f.Number, f.Page,
		language, compact(issued), compact(string(f.Accessed)), f.URL, f.Note))
}

// compact writes a date with its keys in order.
func compact(s string) string {
	var fields map[string]any
	_ = json.Unmarshal([]byte(s), &fields)
	return fmt.Sprint(fields)
}

// TestPandocReadsBibLaTeX: Pandoc finds in the .bib file what the registry
// holds, and the same in the .json file.
func TestPandocReadsBibLaTeX(t *testing.T) {
	pandoc(t)
	own, err := os.ReadFile("../../../content/records/sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]*casefile.Source{"golden": registry(t), "own": fromYAML(t, own)} {
		t.Run(name, func(t *testing.T) {
			var want []foreign
			if err := json.Unmarshal(bib.JSON(list), &want); err != nil {
				t.Fatal(err)
			}
			fromJSON := throughPandoc(t, "csljson", bib.JSON(list))
			fromBib := throughPandoc(t, "biblatex", bib.BibTeX(list))
			if len(fromJSON) != len(list) || len(fromBib) != len(list) {
				t.Fatalf("%d sources, %d in JSON, %d in BibLaTeX", len(list), len(fromJSON), len(fromBib))
			}
			for i, key := range bib.Keys(list) {
				if diff := cmp.Diff(facts(want[i]), facts(fromJSON[i])); diff != "" {
					t.Errorf("export-not-equal: JSON %s (-want +Pandoc):\n%s", list[i].ID, diff)
				}
				if got := fromJSON[i].Type; got != list[i].Type {
					t.Errorf("export-not-equal: JSON %s: type %q, Pandoc reads %q", list[i].ID, list[i].Type, got)
				}
				want[i].ID = key
				if strings.Contains(list[i].Note, "{") {
					want[i].Note, fromBib[i].Note = "", "" // Pandoc does not know \textbraceleft
				}
				if diff := cmp.Diff(facts(want[i]), facts(fromBib[i])); diff != "" {
					t.Errorf("export-not-equal: BibLaTeX %s (-want +Pandoc):\n%s", list[i].ID, diff)
				}
			}
		})
	}
}

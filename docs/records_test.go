package docs_test

import (
	"strings"
	"testing"
)

// TestEveryFieldOfRecordsIsDocumented: the vocabulary of the registers stands
// in the manual.
func TestEveryFieldOfRecordsIsDocumented(t *testing.T) {
	for name, lists := range map[string][]string{
		"claims.md": {"ClaimFields", "ResponseFields", "AskedFields", "LawFields", "stages", "weights", "hows", "vias"},
		"people.md": {"PartyFields", "PartyNameFields", "AboutFields", "RoleFields", "partyTypes"},
	} {
		manual := readManual(t, name)
		for _, list := range lists {
			for _, word := range stringsIn(t, "../internal/read/record", list) {
				if !strings.Contains(manual, "`"+word+"`") && !strings.Contains(manual, "`"+word+":") {
					t.Errorf("docs/%s does not mention %s of %s", name, word, list)
				}
			}
		}
	}
}

// TestEveryFieldOfTheLogIsDocumented: the vocabulary of the glossary, the log of
// corrections and redirects stands in docs/corrections.md.
func TestEveryFieldOfTheLogIsDocumented(t *testing.T) {
	manual := readManual(t, "corrections.md")
	for _, list := range []string{"TermFields", "CorrectionFields", "RedirectFields", "severities", "removalReasons"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") {
				t.Errorf("docs/corrections.md does not mention %s of %s", word, list)
			}
		}
	}
}

// TestEveryFieldOfEventsIsDocumented: the vocabulary of events.yaml stands in
// docs/timeline.md.
func TestEveryFieldOfEventsIsDocumented(t *testing.T) {
	manual := readManual(t, "timeline.md")
	for _, list := range []string{"EventFields", "AltDateFields", "EraFields", "certainties"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") {
				t.Errorf("docs/timeline.md does not mention %s of %s", word, list)
			}
		}
	}
}

// TestEveryFieldOfExhibitsIsDocumented: the vocabulary of exhibit.yaml stands in
// docs/exhibits.md.
func TestEveryFieldOfExhibitsIsDocumented(t *testing.T) {
	manual := readManual(t, "exhibits.md")
	for _, list := range []string{"ExhibitFields", "TranscriptFields", "HighlightFields", "RedactionFields", "OriginalFields", "CustodyFields", "exhibitKinds", "exhibitExtents", "exhibitHows", "facsimiles", "methods", "lineNumbers"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") {
				t.Errorf("docs/exhibits.md does not mention %s of %s", word, list)
			}
		}
	}
}

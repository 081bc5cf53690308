package docs_test

import (
	"strings"
	"testing"
)

// TestEveryFieldOfRecordsIsDocumented: the vocabulary of the registers of
// claims, responses and names stands in docs/claims.md.
func TestEveryFieldOfRecordsIsDocumented(t *testing.T) {
	manual := readManual(t, "claims.md")
	for _, list := range []string{"ClaimFields", "ResponseFields", "AskedFields", "LawFields", "PartyFields", "PartyNameFields", "RoleFields", "stages", "weights", "hows", "vias", "partyTypes"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") && !strings.Contains(manual, "`"+word+":") {
				t.Errorf("docs/claims.md does not mention %s of %s", word, list)
			}
		}
	}
}

// TestEveryFieldOfTheGlossaryIsDocumented: its vocabulary stands in
// docs/corrections.md.
func TestEveryFieldOfTheGlossaryIsDocumented(t *testing.T) {
	manual := readManual(t, "corrections.md")
	for _, list := range []string{"TermFields"} {
		for _, word := range stringsIn(t, "../internal/read/record", list) {
			if !strings.Contains(manual, "`"+word+"`") {
				t.Errorf("docs/corrections.md does not mention %s of %s", word, list)
			}
		}
	}
}

package check

import (
	"strings"
	"testing"

	"dossier/internal/casefile"
)

// TestSigns: case, accents and possessives do not count, phrases and endings do.
func TestSigns(t *testing.T) {
	c := &casefile.Claim{ID: "c", Signs: casefile.Signs{"en": {{{"port"}, {"crane*", "for nearly a decade"}, {"surchargé", "overload*"}}}}}
	m := newSigns([]stated{{claim: c}}, "en")
	for text, want := range map[string]bool{
		"The Port’s cranes were overloaded.":                true,
		"Overloading went on for nearly a decade, Port.":    true,
		"PORT: CRANES SURCHARGES":                           false,
		"Le port a surcharge\u0301 ses crane.":              true,
		"The airport cranes were overloaded.":               false,
		"The port overloaded ships for a decade.":           false,
		"The port overloaded ships for nearly":              false,
		"":                                                  false,
		"The port: " + strings.Repeat("crane ", 3) + "load": false,
	} {
		if got := m.list[0].isIn(m.find(text, tokens(text, nil))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

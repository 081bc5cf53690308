package attribution_test

import (
	"testing"

	"dossier/internal/attribution"
)

// TestMayAccuse: where Scan finds a word of guilt, MayAccuse has said so.
func TestMayAccuse(t *testing.T) {
	for _, tt := range []struct{ lang, text string }{
		{"en", "Netflix stole them."}, {"en", "“Stolen”"}, {"en", "STEALING"}, {"en", "It (illegally) read."}, {"en", "They were fraudulently kept."},
		{"fr", "Netflix a volé."}, {"fr", "L’entreprise est coupable."}, {"fr", "«\u00a0Illégal\u00a0»"}, {"fr", "C’est un délit."}, {"fr", "UN DÉLIT"}, {"fr", "l’espionnage"},
	} {
		m := attribution.New(tt.lang, attribution.Lists{})
		if len(m.Scan(tt.text).Guilt) == 0 {
			t.Errorf("%q: Scan finds nothing", tt.text)
		}
		if !m.MayAccuse(tt.text) {
			t.Errorf("%q: MayAccuse says no", tt.text)
		}
	}
	if attribution.New("en", attribution.Lists{}).MayAccuse("The agreement let people write to their friends.") {
		t.Error("MayAccuse says yes to everything")
	}
}

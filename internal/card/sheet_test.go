package card

import (
	"slices"
	"testing"
)

// Words that belong together stand on one line, and none stands alone.
func TestBalance(t *testing.T) {
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	face, err := newType(f.display, 96)
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string][]string{
		"The letter of 14 April 2023":            {"The letter of", "14 April 2023"},
		"The whole file on one page":             {"The whole file", "on one page"},
		"« Que dit la lettre ? » Rien du tout !": {"« Que dit la lettre ? »", "Rien du tout !"},
		"Timeline": {"Timeline"},
	} {
		if lines, fits := face.balance(words, right-left); !fits || !slices.Equal(lines, want) {
			t.Errorf("%s: %q", words, lines)
		}
	}
	if got := face.cut("Denied by somebody whose name is long", right-left); got != "Denied by somebody …" && got != "Denied by somebody whose …" {
		t.Errorf("cut to %q", got)
	}
}

package check

import "testing"

func TestNumber(t *testing.T) {
	for _, test := range []struct {
		words string
		want  int // -1 for none
	}{
		{"0", 0}, {"12", 12}, {"1,200", 1200}, {"1\u202f200", 1200}, {" 7 ", 7},
		{"no", 0}, {"None", 0}, {"aucune", 0}, {"one", 1}, {"Une", 1},
		{"nineteen", 19}, {"twenty", 20}, {"twenty-one", 21}, {"Ninety nine", 99},
		{"vingt et un", 21}, {"vingt-et-une", 21}, {"soixante", 60}, {"soixante-dix", 70}, {"soixante et onze", 71}, {"soixante-douze", 72},
		{"quatre-vingts", 80}, {"quatre-vingt-un", 81}, {"quatre-vingt-dix-neuf", 99},
		{"septante", 70}, {"septante et un", 71}, {"nonante-trois", 93},
		{"", -1}, {"many", -1}, {"a hundred", -1}, {"12.5", -1}, {"-1", -1},
	} {
		got, ok := number(test.words)
		if !ok {
			got = -1
		}
		if got != test.want {
			t.Errorf("%q is %d, want %d", test.words, got, test.want)
		}
	}
}

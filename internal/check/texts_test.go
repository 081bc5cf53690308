package check

import (
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

func TestFigures(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It cost €40 million.", "€40"},
		{"It cost $1,250.", "$1,250"},
		{"It cost 12 500 € then.", "12 500 €"},
		{"It rose by 4.5%.", "4.5%"},
		{"It rose by 12 per cent.", "12 per cent"},
		{"Il a perdu 12 pour cent.", "12 pour cent"},
		{"Some 300 customers left.", "300 customers"},
		{"On 3 March 2021 it rained.", "3 March 2021"},
		{"On March 3, 2021, it rained.", "March 3, 2021"},
		{"Le 3 août 2021, il pleuvait.", "3 août 2021"},
		{"In March 2021, on route 66.", ""},
		{"One in 5 people paid 2 dollars.", ""},
		{"Chapter 12 has 40 pages; see B-52 bombers.", ""},
		{"The G20 people met at 10.30.", ""},
		{"On 3 March it rained, for 12 days.", ""},
		{"In 2021", ""},
		{"", ""},
	} {
		p := &prose.Passage{Text: test.text}
		if n := figureIn(p); p.Text[n.From:n.To] != test.want {
			t.Errorf("%q: got %q, want %q", test.text, p.Text[n.From:n.To], test.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"see https://a.example/b.", "https://a.example/b"},
		{"(http://a.example), HTTPS://b.example/?c=1;", "http://a.example HTTPS://b.example/?c=1"},
		{"www.a.example www.b.example", "www.a.example www.b.example"},
		{"https://www.a.example/é", "https://www.a.example/"},
		{"https:// and www. and awww.b.example and x://y.z", ""},
		{"https://localhost", ""},
	} {
		var got []string
		for _, a := range addresses(test.text) {
			got = append(got, test.text[a.From:a.To])
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestDisagrees(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"one two three four five six", "one two nine four five six", true},
		{"one two three four five six", "one two four five six", true},
		{"one two three four five six", "two three four five six", false},
		{"one two three four five six", "two three four five six seven", false},
		{"one two three four five six", "one two three […] five six", false},
		{"One two, three four five six!", "one two three four five six", false},
		{"one two three four five six", "six five four three two one", false},
	} {
		quote := func(text string) *cited { q := prose.Quote{Text: text}; return citedOf(&casefile.Chapter{}, &q) }
		a, b := quote(test.a), quote(test.b)
		if got, back := a.disagrees(b), b.disagrees(a); got != test.want || back != test.want {
			t.Errorf("%q and %q: got %t and %t, want %t", test.a, test.b, got, back, test.want)
		}
	}
}

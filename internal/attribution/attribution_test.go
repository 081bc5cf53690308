package attribution_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/attribution"
	"dossier/internal/golden"
)

// The golden files hold every sentence of the English explainer that reports
// the letter or an answer to it, and invented ones for what it never does.
func TestScan(t *testing.T) {
	for _, path := range golden.Paths(t, "testdata/*.golden") {
		lang := strings.TrimSuffix(filepath.Base(path), ".golden")
		t.Run(lang, func(t *testing.T) {
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			golden.File(t, path, rescan(attribution.New(lang, attribution.Lists{}), string(want)))
		})
	}
}

// rescan prints a golden file anew.
func rescan(m *attribution.Matcher, scanned string) string {
	var b strings.Builder
	var speakers, deniers []string
	for block := range strings.SplitSeq(strings.TrimSpace(scanned), "\n\n") {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		if names, ok := strings.CutPrefix(block, "? "); ok {
			said, denied, _ := strings.Cut(names, " | ")
			speakers, deniers = strings.Split(said, ", "), strings.Split(denied, ", ")
		}
		if strings.HasPrefix(block, "?") || strings.HasPrefix(block, "#") {
			fmt.Fprintln(&b, block)
			continue
		}
		sentence, _, _ := strings.Cut(block, "\n")
		fmt.Fprintln(&b, sentence)
		f := m.Scan(sentence)
		for _, a := range f.Attributions {
			verb := "says"
			if a.Denies {
				verb = "denies"
			}
			if a.Negated {
				verb = "not " + verb
			}
			fmt.Fprintf(&b, "  %s: %q by %q\n", verb, sentence[a.Cue.Start:a.Cue.End], f.Speaker(a))
		}
		for _, list := range []struct {
			name  string
			marks []attribution.Mark
		}{{"hedge", f.Hedges}, {"guilt", f.Guilt}, {"ours", f.Inferences}} {
			for _, m := range list.marks {
				not := ""
				if m.Negated {
					not = "not "
				}
				fmt.Fprintf(&b, "  %s%s: %q\n", not, list.name, sentence[m.Start:m.End])
			}
		}
		fmt.Fprintf(&b, "  said by %v, denied by %v\n", f.SaidBy(speakers...), f.DeniedBy(deniers...))
	}
	return b.String()
}

func TestSaidBy(t *testing.T) {
	tests := []struct {
		lang, sentence string
		names          []string
		want           attribution.By
	}{
		{"en", "Lawyers for advertisers suing Meta wrote that it did.", []string{"Meta"}, attribution.Other},
		{"en", "Lawyers for advertisers suing Meta wrote that it did.", []string{"the advertisers"}, attribution.Named},
		{"en", "LAWYERS FOR ADVERTISERS WROTE THAT IT DID.", []string{"Lawyers for advertisers"}, attribution.Named},
		{"en", "Meta’s statement says so.", []string{"Meta"}, attribution.Named},
		{"en", "The advertisers' lawyers allege it.", []string{"the advertisers’ lawyers"}, attribution.Named},
		{"en", "The advertisers’ lawyers allege it.", []string{"advertisers"}, attribution.Named},
		{"en", "By Netflix's account, it ended.", []string{"Netflix"}, attribution.Named},
		{"en", "It ended, according to the letter to Meta.", []string{"Meta"}, attribution.Other},
		{"en", "Metaphor wrote it.", []string{"Meta"}, attribution.Other},
		{"en", "They wrote that it did.", []string{"Meta"}, attribution.Pronoun},
		{"en", "It happened.", []string{"Meta"}, attribution.Nobody},
		{"en", "Meta did it.", nil, attribution.Nobody},
		{"en", "Meta says so.", nil, attribution.Other},
		{"en", "Meta says so.", []string{""}, attribution.Other},
		{"en", "Meta never said so.", []string{"Meta"}, attribution.Nobody},
		{"fr", "La plainte d’Archibong le dit.", []string{"Archibong"}, attribution.Named},
		{"fr", "Selon l'avocat, c'est faux.", []string{"L’avocat"}, attribution.Named},
		{"fr", "Selon E\u0301ric, c'est faux.", []string{"Éric"}, attribution.Named},
		{"fr-BE", "Les plaignants soutiennent que oui.", []string{"les plaignants"}, attribution.Named},
	}
	for _, test := range tests {
		if got := attribution.New(test.lang, attribution.Lists{}).Scan(test.sentence).SaidBy(test.names...); got != test.want {
			t.Errorf("%s %v: %v, want %v", test.sentence, test.names, got, test.want)
		}
	}
}

func TestLists(t *testing.T) {
	extra := attribution.Lists{
		Verbs: []string{"thunder*"}, Denials: []string{"pooh-poohs"}, Phrases: []string{"per"}, Possessed: []string{"tale"},
		Hedges: []string{"as rumour has it"}, Guilt: []string{"bad egg"}, Inference: []string{"the desk reckons"}, Negations: []string{"nary"},
	}
	for _, lang := range []string{"en", "de"} {
		f := attribution.New(lang, extra).Scan("Meta thundered, per Netflix, as rumour has it; Smith pooh-poohs Meta's tale of nary a bad egg, the desk reckons.")
		if len(f.Attributions) != 4 || len(f.Hedges) != 1 || len(f.Guilt) != 1 || !f.Guilt[0].Negated || len(f.Inferences) != 1 {
			t.Errorf("%s: %+v", lang, f)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"", "wrote", "who said", "’s", "According to", "n’aurait", "İ said", "and, and wrote", "\xffsaid", "a-t-il dit", "said by"} {
		f.Add(s)
	}
	matchers := []*attribution.Matcher{attribution.New("en", attribution.Lists{}), attribution.New("fr", attribution.Lists{})}
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range matchers {
			found := m.Scan(s)
			for _, a := range found.Attributions {
				if a.Cue.Start >= a.Cue.End || a.Cue.End > len(s) || a.Speaker.Start > a.Speaker.End || a.Speaker.End > len(s) {
					t.Fatalf("%q: %+v", s, a)
				}
				found.Speaker(a)
			}
			for _, list := range [][]attribution.Mark{found.Hedges, found.Guilt, found.Inferences} {
				for _, m := range list {
					if m.Start >= m.End || m.End > len(s) {
						t.Fatalf("%q: %+v", s, m)
					}
				}
			}
			found.SaidBy("Meta", s)
			found.DeniedBy(s)
		}
	})
}

func BenchmarkScan(b *testing.B) {
	m := attribution.New("en", attribution.Lists{})
	sentence := "Lawyers for advertisers suing Meta wrote that agreements begun by 2013 gave Netflix programmatic access to Facebook users' message inboxes."
	b.SetBytes(int64(len(sentence)))
	b.ReportAllocs()
	for b.Loop() {
		m.Scan(sentence).SaidBy("advertisers", "lawyers for advertisers")
	}
}

// A megabyte without a full stop takes linear time.
func BenchmarkScanLong(b *testing.B) {
	m := attribution.New("en", attribution.Lists{})
	for _, unit := range []string{"and Meta said and ", "never, and wrote ", "who who said ", "according to "} {
		long := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				m.Scan(long)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		attribution.New("en", attribution.Lists{})
	}
}

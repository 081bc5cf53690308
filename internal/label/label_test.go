package label_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/assets"
	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/input"
	"dossier/internal/label"
	"dossier/internal/theme"
	"dossier/layouts"
)

func words(t *testing.T, lang string) *theme.Words {
	t.Helper()
	l, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := input.Embedded("assets", assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	th, diags, err := theme.Load(input.Join(l, a), theme.Options{Languages: []string{"en", "fr"}, Keys: label.Keys})
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	return th.Words(lang)
}

// answer is one of a party of a name, on a day in 2024.
func answer(name string, s casefile.Stance) casefile.Answer {
	return casefile.Answer{Stance: s, Response: &casefile.Response{Stance: s, Received: casefile.Issued{Year: 2024, Month: 4, Day: 2}},
		Party: &casefile.Party{ID: strings.ToLower(name), Names: []casefile.PartyName{{Name: casefile.Text{"en": name, "fr": name}}}}}
}

// TestEveryBasisAndStance: the label of each basis with each stance, of one
// party and of two, in both languages, stands in testdata/labels.txt.
func TestEveryBasisAndStance(t *testing.T) {
	var b strings.Builder
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for _, basis := range casefile.Bases {
			for _, stance := range append([]casefile.Stance{""}, casefile.Stances...) {
				s := &casefile.Standing{Claim: &casefile.Claim{Basis: basis}}
				if stance != "" {
					s.Answers = []casefile.Answer{answer("Meta", stance)}
				}
				one := label.Of(s, w)
				if stance == "" {
					fmt.Fprintf(&b, "%s  %s, nobody answered: %s\n", lang, basis, one)
					continue
				}
				s.Answers = append(s.Answers, answer("Netflix", stance))
				fmt.Fprintf(&b, "%s  %s, %s: %s | %s\n", lang, basis, stance, one, label.Of(s, w))
				for _, bare := range []string{"Denied", "Disputed", "Démenti", "Contesté"} {
					if strings.HasPrefix(one, bare) {
						t.Errorf("%q begins with a denial", one)
					}
				}
			}
		}
	}
	golden.File(t, "testdata/labels.txt", b.String())
}

func TestLabels(t *testing.T) {
	facebook := answer("", casefile.Disputes)
	facebook.Party.Names = []casefile.PartyName{
		{Name: casefile.Text{"en": "Facebook, Inc.", "fr": "Facebook, Inc."}, Short: casefile.Text{"en": "Facebook", "fr": "Facebook"}, To: casefile.Issued{Year: 2021, Month: 10}},
		{Name: casefile.Text{"en": "Meta Platforms, Inc.", "fr": "Meta Platforms, Inc."}, Short: casefile.Text{"en": "Meta", "fr": "Meta"}, From: casefile.Issued{Year: 2021, Month: 10}},
	}
	then, now := *facebook.Response, *facebook.Response
	then.Received = casefile.Issued{Year: 2018, Month: 12, Day: 18}
	meta := facebook
	facebook.Response, meta.Response = &then, &now

	for _, tt := range []struct {
		name    string
		basis   casefile.Basis
		answers []casefile.Answer
		en, fr  string
	}{
		{"the name of the time", casefile.Reported, []casefile.Answer{facebook}, "Reported · disputed by Facebook", "Rapporté · contesté par Facebook"},
		{"the name of today", casefile.Reported, []casefile.Answer{meta}, "Reported · disputed by Meta", "Rapporté · contesté par Meta"},
		{"two stances", casefile.Alleged, []casefile.Answer{answer("Meta", casefile.Denies), answer("Netflix", casefile.NoAnswer)},
			"Alleged · denied by Meta · Netflix did not answer", "Allégué · démenti par Meta · Netflix n’a pas répondu"},
		{"three names", casefile.Alleged, []casefile.Answer{answer("A", casefile.Denies), answer("B", casefile.Denies), answer("C", casefile.Denies)},
			"Alleged · denied by A, B and 1 other", "Allégué · démenti par A, B et 1 autre"},
		{"four names", casefile.Alleged, []casefile.Answer{answer("A", casefile.Denies), answer("B", casefile.Denies), answer("C", casefile.Denies), answer("D", casefile.Denies)},
			"Alleged · denied by A, B and 2 others", "Allégué · démenti par A, B et 2 autres"},
		{"no basis", "", nil, "", ""},
	} {
		s := &casefile.Standing{Claim: &casefile.Claim{Basis: tt.basis}, Answers: tt.answers}
		if en, fr := label.Of(s, words(t, "en")), label.Of(s, words(t, "fr")); en != tt.en || fr != tt.fr {
			t.Errorf("%s: %q, %q; want %q, %q", tt.name, en, fr, tt.en, tt.fr)
		}
	}
}

// TestEveryWordHasAKey: a new basis or stance needs words.
func TestEveryWordHasAKey(t *testing.T) {
	for _, b := range casefile.Bases {
		if !slices.Contains(label.Keys, "basis-"+string(b)) {
			t.Errorf("no key for the basis %s", b)
		}
	}
	for _, s := range casefile.Stances {
		if !slices.Contains(label.Keys, "stance-"+string(s)) {
			t.Errorf("no key for the stance %s", s)
		}
	}
}

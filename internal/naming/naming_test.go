package naming_test

import (
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/naming"
	"dossier/internal/prose"
)

func party(id string, names ...casefile.PartyName) *casefile.Party {
	return &casefile.Party{ID: id, Type: casefile.OrganizationType, Names: names}
}

func name(words string, aliases ...string) casefile.PartyName {
	return casefile.PartyName{Name: casefile.Text{"en": words}, Aliases: aliases}
}

var register = []*casefile.Party{
	party("meta", name("Facebook"), name("Meta")),
	party("netflix", name("Netflix, Inc.", "Netflix")),
	party("case", name("In re Netflix Privacy Litigation")),
	party("stone", name("Andy Stone", "Stone", "the spokesman")),
	party("archibong", name("Ime Archibong", "Archibong")),
	party("times", name("The New York Times", "the Times")),
	party("deedy", name("Deedy", "@deedydas")),
	party("mask", name("馬斯克")),
	party("ada", name("Ada Johnson", "Johnson")),
	party("cam", name("Cameron Johnson", "Johnson")),
	{ID: "donato", Type: casefile.PersonType, Names: []casefile.PartyName{name("James Donato", "Donato")}},
}

// TestFind shows what is found: ids in brackets behind the words, "?" where two
// are called so, "-" where the name is part of another.
func TestFind(t *testing.T) {
	m := naming.New(register, "en")
	for _, c := range []struct{ text, want string }{
		{"Netflix said so.", "Netflix=netflix"},
		{"It was Netflix, Inc. that said so.", "Netflix, Inc.=netflix"},
		{"In re Netflix Privacy Litigation began.", "In re Netflix Privacy Litigation=case"},
		{"The Netflix Prize ended.", "Netflix=netflix-"},
		{"He read Rolling Stone and Stone.", "Stone=stone- Stone=stone"},
		{"In Stone’s words, Meta's denial, d’Archibong.", "Stone=stone Meta=meta Archibong=archibong"},
		{"a non-Facebook friend, a Netflix-funded film", "Facebook=meta- Netflix=netflix-"},
		{"the New York Times, the Times", "New York Times=times Times=times"},
		{"see @Netflix and @deedydas", ""},
		{"這是馬斯克說的", "馬斯克=mask"},
		{"Johnson and Ada Johnson", "Johnson=ada? Ada Johnson=ada"},
		{"the spokesman, metal, Metaverse", ""},
		{"Judge James Donato, Judge Donato, CEO Donato", "James Donato=donato Donato=donato Donato=donato"},
		{"Mary James Donato; April Donato", "James Donato=donato- Donato=donato-"},
		{"On Monday Netflix, in April Netflix, in December Donato", "Netflix=netflix Netflix=netflix Donato=donato"},
		{"Judge Netflix", "Netflix=netflix-"},
		{"", ""},
	} {
		var got []string
		for _, f := range m.Find(c.text) {
			words := c.text[f.From:f.To] + "=" + f.Owners[0].Party.ID
			if f.IsAmbiguous() {
				words += "?"
			}
			if f.IsPart {
				words += "-"
			}
			got = append(got, words)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	m := naming.New(register, "en")
	for _, s := range []string{"Netflix, Inc.", "d’Archibong", "馬斯克", "\xff@", "a-Stone-b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, found := range m.Find(s) {
			if found.From < end || found.To <= found.From || found.To > len(s) {
				t.Fatalf("%q: %+v", s, found)
			}
			end = found.To
		}
	})
}

// TestShortNames finds names of one letter wherever they stand, the end of the
// text included.
func TestShortNames(t *testing.T) {
	m := naming.New([]*casefile.Party{{ID: "x", Names: []casefile.PartyName{{Name: casefile.Text{"en": "X"}}}}, {ID: "e", Names: []casefile.PartyName{{Name: casefile.Text{"en": "É"}}}}}, "en")
	for text, want := range map[string]int{"X": 1, "it was X": 1, "X, it was": 1, "by É": 1, "xé": 0, "": 0} {
		if got := len(m.Find(text)); got != want {
			t.Errorf("Find(%q) finds %d, want %d", text, got, want)
		}
	}
	found := m.In([]prose.Passage{{Text: "nobody"}, {Text: "by X and É"}})
	if len(found) != 2 || found[0].Passage != 1 || found[1].Party().ID != "e" {
		t.Errorf("In finds %+v", found)
	}
}

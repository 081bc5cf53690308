package label_test

import (
	"strings"
	"testing"

	"dossier/internal/edtf"
	"dossier/internal/label"
)

func TestWhen(t *testing.T) {
	for _, test := range []struct{ date, en, fr string }{
		{"2013-08-14", "14 August 2013", "14 août 2013"},
		{"2013-08-01", "1 August 2013", "1er août 2013"},
		{"2013-08", "August 2013", "août 2013"},
		{"2013", "during 2013", "au cours de 2013"},
		{"2013~", "about 2013", "vers 2013"},
		{"2013-08-14~", "about 14 August 2013", "vers le 14 août 2013"},
		{"2013?", "2013, uncertain", "2013, incertain"},
		{"2013%", "about 2013, uncertain", "vers 2013, incertain"},
		{"2013-XX", "2013, month not known", "2013, mois inconnu"},
		{"2013-08-XX", "August 2013, day not known", "août 2013, jour inconnu"},
		{"201X", "between 2010 and 2019", "entre 2010 et 2019"},
		{"2013-21", "spring 2013", "printemps 2013"},
		{"2011/2019", "2011 to 2019", "2011 à 2019"},
		{"../2013", "by 2013", "2013 au plus tard"},
		{"../2013-08-14", "by 14 August 2013", "le 14 août 2013 au plus tard"},
		{"../2016~", "by about 2016", "vers 2016 au plus tard"},
		{"2011/..", "since 2011", "depuis 2011"},
		{"2011-06-22/..", "since 22 June 2011", "depuis le 22 juin 2011"},
		{"2013/", "from 2013, end not known", "à partir de 2013, fin inconnue"},
		{"/2013", "until 2013, beginning not known", "jusqu’à 2013, début inconnu"},
		{"-0043-03-15", "15 March 44 BCE", "15 mars 44 av. J.-C."},
		{"Y12024", "during 12024", "au cours de 12024"},
	} {
		d, err := edtf.Parse(test.date)
		if err != nil {
			t.Fatal(err)
		}
		for lang, want := range map[string]string{"en": test.en, "fr": test.fr} {
			if got := strings.ReplaceAll(label.When(d, words(t, lang)), "\u00a0", " "); got != want {
				t.Errorf("%s in %s: %q, want %q", test.date, lang, got, want)
			}
		}
	}
}

package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/wording"
)

var en = func(words string) casefile.Text { return casefile.Text{"en": words} }

func day(t *testing.T, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told lists the words of a page with the records they are of.
func told(inv *casefile.Investigation, c *casefile.Chapter) []string {
	var list []string
	for _, b := range wording.Of(inv, c, nil) {
		list = append(list, strings.TrimPrefix(b.Of+": "+b.Text, ": "))
	}
	return list
}

func investigation(t *testing.T) *casefile.Investigation {
	t.Helper()
	inv := &casefile.Investigation{Settings: &casefile.Settings{Languages: []string{"en", "fr"}}}
	inv.Events = casefile.NewRegister([]*casefile.Event{
		{ID: "fall", Date: day(t, "2024-03-04"), Title: casefile.Text{"en": "The crane fell.", "fr": "La grue est tombée."}, Text: en("Nobody was hurt."),
			AltDates: []casefile.AltDate{{Date: day(t, "2024-03-05"), Why: en("The port says so.")}}},
	}, func(e *casefile.Event) string { return e.ID })
	inv.Parties = casefile.NewRegister([]*casefile.Party{
		{ID: "port", Names: []casefile.PartyName{{Name: en("The Port"), From: casefile.Issued{Year: 2009, Month: 2}}}},
		{ID: "source", Protected: true, Names: []casefile.PartyName{{Name: en("A Name")}}, Caution: casefile.Sourced{Text: en("Never.")}},
		{ID: "ada", Names: []casefile.PartyName{{Name: en("Ada")}}, Roles: []casefile.Role{
			{Title: en("keeper"), At: casefile.Ref{ID: "port"}, From: casefile.Issued{Year: 2011}},
			{Title: en("friend"), At: casefile.Ref{ID: "source"}},
		}},
	}, func(p *casefile.Party) string { return p.ID })
	inv.Sources = casefile.NewSources([]*casefile.Source{{ID: "letter", Title: "Letter", Authors: []casefile.Name{{Family: "Example", Given: "Ada"}, {Literal: "The Port"}},
		Issued: casefile.Issued{Year: 2024, Circa: true}, Custom: casefile.SourceCustom{Note: en("Read in part.")}}})
	letter := &casefile.Exhibit{ID: "letter", Title: en("The letter"), Kind: "email", How: "given", From: en("A copy."),
		Highlights: []casefile.Highlight{{Page: 1, Note: en("On page 1.")}, {Page: casefile.PagesPerPart + 1, Note: en("In part 2.")}}}
	for i := range casefile.PagesPerPart + 1 {
		letter.Sheets = append(letter.Sheets, casefile.Sheet{Number: i + 1, Path: "page.md", Lines: []casefile.Line{{Runs: []casefile.Run{
			{Text: fmt.Sprintf("Line of %d ", i+1)}, {Kind: casefile.RedactedRun, Text: "hidden", Reason: "hidden"},
		}}}})
	}
	inv.Exhibits = casefile.NewRegister([]*casefile.Exhibit{letter}, func(x *casefile.Exhibit) string { return x.ID })
	return inv
}

// TestRegisters: a page made of records says what its readers see, in their
// language where there are words in it, and nothing of what is protected.
func TestRegisters(t *testing.T) {
	inv := investigation(t)
	page := func(lang, name, entry string) *casefile.Chapter {
		c := &casefile.Chapter{Lang: lang, Kind: casefile.RecordKind, Name: name, Entry: entry}
		if entry != "" {
			c.Kind = casefile.EntryKind
		}
		return c
	}
	for _, test := range []struct {
		page *casefile.Chapter
		want []string
	}{
		{page("en", casefile.TimelinePage, ""), []string{"fall: 2024-03-04, The crane fell.", "fall: Nobody was hurt.", "fall: 2024-03-05, The port says so."}},
		{page("fr", casefile.TimelinePage, ""), []string{"fall: 2024-03-04, La grue est tombée.", "fall: Nobody was hurt.", "fall: 2024-03-05, The port says so."}},
		{page("en", casefile.PeoplePage, ""), []string{"port: The Port, 2009-02/", "ada: Ada", "ada: keeper, The Port, 2011/", "ada: friend"}},
		{page("en", casefile.PeoplePage, "port"), []string{"port: The Port, 2009-02/"}},
		{page("en", casefile.SourcesPage, ""), []string{"letter: Example, Ada; The Port, Letter, 2024~", "letter: Read in part."}},
		{page("en", casefile.ExhibitsPage, ""), nil},
		{page("en", casefile.ExhibitsPage, "letter/2"), []string{"letter: In part 2.", "letter: Line of 41 […]"}},
		{page("en", casefile.ExhibitsPage, "gone"), nil},
	} {
		if diff := cmp.Diff(test.want, told(inv, test.page)); diff != "" {
			t.Errorf("%s %s %s (-want +got):\n%s", test.page.Lang, test.page.Name, test.page.Entry, diff)
		}
	}
	first := told(inv, page("en", casefile.ExhibitsPage, "letter"))
	if len(first) != 3+casefile.PagesPerPart || first[1] != "letter: email, given, A copy." {
		t.Errorf("the first part says %q", first)
	}
	inv.Exhibits.List[0].Withdrawn, inv.Exhibits.List[0].Why = casefile.Date{Year: 2026, Month: 12, Day: 1}, en("Asked for.")
	if diff := cmp.Diff([]string{"letter: The letter", "letter: email, given, A copy.", "letter: Asked for."}, told(inv, page("en", casefile.ExhibitsPage, "letter"))); diff != "" {
		t.Errorf("withdrawn (-want +got):\n%s", diff)
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"  a\n\tb  ":            "a b",
		"It’s “so”":             `It's "so"`,
		"co\u00adoperate\u200b": "cooperate",
		"12\u00a0tonnes\u202f!": "12 tonnes !",
		"":                      "",
		"\u2060":                "",
		"one\u2028two":          "one two",
	} {
		if got := wording.Fold(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct{ text, words, want string }{
		{"It weighed 20\u00a0tonnes.", "20 tonnes", "[20\u00a0tonnes]"},
		{"He said “no  more”. ", `"no more".`, "[“no  more”.]"},
		{"a b a b", "a b", "[a b][a b]"},
		{"a\n\tb c", "a b", "[a\n\tb]"},
		{"co\u00adoperate", "cooperate", "[co\u00adoperate]"},
		{"aaa", "aa", "[aa]"},
		{"words", "", ""},
		{"", "words", ""},
	} {
		got := ""
		for _, at := range wording.Find(test.text, test.words) {
			got += "[" + test.text[at[0]:at[1]] + "]"
		}
		if got != test.want {
			t.Errorf("%q in %q: %q, want %q", test.words, test.text, got, test.want)
		}
	}
}

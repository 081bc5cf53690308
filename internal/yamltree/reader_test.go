package yamltree_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

func read(src string) (*yamltree.Map, *diag.List) {
	node, diags := yamltree.Parse([]byte(src), 0, len(src))
	return node.Map("file", &diags), &diags
}

func ExampleMap() {
	m, diags := read("title: The deal\nauthors: Ada\nwpm: fast\ntagilne: a file\n")
	fmt.Println(m.Line("title"), m.Lines("authors"), m.Int("wpm", 50, 1000, 230))
	m.Line("tagline")
	m.Finish()
	for _, d := range *diags {
		fmt.Println(d.Message)
		fmt.Println(d.Hint)
	}
	// Output:
	// The deal [Ada] 230
	// wpm wants a whole number, found "fast"
	// write digits, without quotes
	// no setting or field is called "tagilne"
	// did you mean "tagline"?
}

// TestAccessors reads the field x in every way.
func TestAccessors(t *testing.T) {
	for _, test := range []struct {
		src, as string
		want    any
		message string // of the one diagnostic; "" for none
	}{
		{"x: a", "line", "a", ""},
		{"x:", "line", "", ""},
		{"y: a", "line", "", ""},
		{"x: 12", "line", "12", ""},
		{"x: true", "line", "true", ""},
		{"x: 2024-01-01", "line", "2024-01-01", ""},
		{"x: |\n  one\n\n  two\n", "line", "one two", ""},
		{"x: |\n  one\n  two\n", "text", "one\ntwo\n", ""},
		{"x: [a]", "line", "", "x wants text, found a list"},
		{"x: {a: b}", "line", "", "x wants text, found fields"},
		{"x: *a", "line", "", "aliases are not accepted"},
		{"x: true", "bool", true, ""},
		{"x: false", "bool", false, ""},
		{"x:", "bool", false, ""},
		{"x: yes", "bool", false, `x wants true or false, found "yes"`},
		{`x: "true"`, "bool", false, `x wants true or false, found "true"`},
		{"x: 12", "int", 12, ""},
		{"x: 1e3", "int", 5, `x wants a whole number, found "1e3"`},
		{"x: 101", "int", 5, "x cannot be 101"},
		{"y: 1", "int", 5, ""},
		{"x: [a, b]", "lines", []string{"a", "b"}, ""},
		{"x: a", "lines", []string{"a"}, ""},
		{"x: [a, '', {b: c}]", "lines", []string{"a"}, "x wants text, found fields"},
		{"x: {a: b}", "lines", []string(nil), "x wants a list, found fields"},
		{"x: 2024-02-29", "date", yamltree.Date{Year: 2024, Month: 2, Day: 29}, ""},
		{"x: 2023-02-29", "date", yamltree.Date{}, `"2023-02-29" is not a date`},
		{"x: 2024-13-45", "date", yamltree.Date{}, `"2024-13-45" is not a date`},
		{"x: 1582-10-15", "date", yamltree.Date{}, `"1582-10-15" is not a date`},
		{"x: 12024-01-01", "date", yamltree.Date{}, `"12024-01-01" is not a date`},
		{"x: 2024-1-1", "date", yamltree.Date{}, `"2024-1-1" is not a date`},
		{"x: +024-01-01", "date", yamltree.Date{}, `"+024-01-01" is not a date`},
		{"x: [2024]", "date", yamltree.Date{}, "x wants text, found a list"},
		{"x: a", "translated", map[string]string{"en": "a"}, ""},
		{"x: {en: a, fr: b}", "translated", map[string]string{"en": "a", "fr": "b"}, ""},
		{"x: {English: a}", "translated", map[string]string{}, `"English" is not a language code`},
		{"x: [a]", "translated", map[string]string(nil), "x wants text, found a list"},
		{"x: a", "required", nil, ""},
		{"y: a", "required", nil, "there is no x"},
		{"x:", "required", nil, "there is no x"},
		{"x: ''", "required", nil, "there is no x"},
		{"x: @a", "required", nil, `text cannot begin with "@"`},
		{"x a\ny: b", "required", nil, `this line has no key: "x a"`},
	} {
		t.Run(test.src+" as "+test.as, func(t *testing.T) {
			node, diags := yamltree.Parse([]byte(test.src), 0, len(test.src))
			if node.Kind != yamltree.Mapping {
				return
			}
			m := node.Map("file", &diags)
			var got any
			switch test.as {
			case "text":
				got = m.Text("x")
			case "line":
				got = m.Line("x")
			case "bool":
				got = m.Bool("x")
			case "int":
				got = m.Int("x", 1, 100, 5)
			case "lines":
				got = m.Lines("x")
			case "date":
				got = m.Date("x")
			case "translated":
				got = m.Translated("x", "en")
			case "required":
				m.Require("x", "there is no x", "add one")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
			checkOne(t, diags, test.message)
		})
	}
}

func checkOne(t *testing.T, diags diag.List, message string) {
	t.Helper()
	switch {
	case message == "" && len(diags) > 0:
		t.Errorf("got %v, want no diagnostic", diags)
	case message != "" && (len(diags) != 1 || diags[0].Message != message):
		t.Errorf("got %v, want one diagnostic %q", diags, message)
	}
}

// TestNotAMapping: what should be a mapping and is none has no fields, and is
// reported once.
func TestNotAMapping(t *testing.T) {
	for src, message := range map[string]string{
		"":            "",
		"# nothing":   "",
		"just text":   `file wants fields, found "just text"`,
		"- a":         "file wants fields, found a list",
		"@a":          `text cannot begin with "@"`,
		"sub: a":      `sub wants fields, found "a"`,
		"sub: [a]":    "sub wants fields, found a list",
		"sub: {b: c}": `no setting or field is called "b"`,
		"sub:":        "",
		"other: {}":   `no setting or field is called "other"`,
	} {
		m, diags := read(src)
		sub := m.Map("sub")
		if got := sub.Line("a"); got != "" {
			t.Errorf("%q: got %q", src, got)
		}
		sub.Finish()
		m.Finish()
		checkOne(t, *diags, message)
	}
}

func TestIsLanguage(t *testing.T) {
	for code, want := range map[string]bool{
		"en": true, "fr": true, "pt-BR": true, "zh-Hant": true, "gsw": true, "de-1996": true,
		"": false, "e": false, "EN": false, "english": false, "en_US": false, "en-": false, "é": false, "../x": false,
	} {
		if got := yamltree.IsLanguage(code); got != want {
			t.Errorf("IsLanguage(%q) = %v", code, got)
		}
	}
}

package edtf_test

import (
	"errors"
	"slices"
	"testing"

	"dossier/internal/edtf"
)

func TestParse(t *testing.T) {
	type day = edtf.Day
	for _, test := range []struct {
		text        string
		first, last day
	}{
		{"2013-08-14", day{2013, 8, 14}, day{2013, 8, 14}},
		{"2013-08", day{2013, 8, 1}, day{2013, 8, 31}},
		{"2013", day{2013, 1, 1}, day{2013, 12, 31}},
		{"2013~", day{2013, 1, 1}, day{2013, 12, 31}},
		{"2013-02?", day{2013, 2, 1}, day{2013, 2, 28}},
		{"2012-02%", day{2012, 2, 1}, day{2012, 2, 29}},
		{"2013-XX", day{2013, 1, 1}, day{2013, 12, 31}},
		{"2013-XX-XX", day{2013, 1, 1}, day{2013, 12, 31}},
		{"2013-08-XX", day{2013, 8, 1}, day{2013, 8, 31}},
		{"201X", day{2010, 1, 1}, day{2019, 12, 31}},
		{"20XX~", day{2000, 1, 1}, day{2099, 12, 31}},
		{"2013-21", day{2013, 3, 1}, day{2013, 5, 31}},
		{"2013-24", day{2013, 12, 1}, day{2014, 2, 28}},
		{"2011-24", day{2011, 12, 1}, day{2012, 2, 29}},
		{"-0043-03-15", day{-43, 3, 15}, day{-43, 3, 15}},
		{"-004X", day{-49, 1, 1}, day{-40, 12, 31}},
		{"0000", day{0, 1, 1}, day{0, 12, 31}},
		{"Y12024", day{12024, 1, 1}, day{12024, 12, 31}},
		{"Y-12024", day{-12024, 1, 1}, day{-12024, 12, 31}},
		{"2011/2019", day{2011, 1, 1}, day{2019, 12, 31}},
		{"2014-09-02/2015", day{2014, 9, 2}, day{2015, 12, 31}},
		{"../2013", day{}, day{2013, 12, 31}},
		{"../2016~", day{}, day{2016, 12, 31}},
		{"/2013", day{}, day{2013, 12, 31}},
		{"2011/..", day{2011, 1, 1}, day{}},
		{"2011/", day{2011, 1, 1}, day{}},
	} {
		d, err := edtf.Parse(test.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.text, err)
			continue
		}
		first, _ := d.Earliest()
		last, _ := d.Latest()
		if first != test.first || last != test.last || d.String() != test.text {
			t.Errorf("Parse(%q) = %v, %v, printed %q; want %v, %v", test.text, first, last, d, test.first, test.last)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, test := range []struct{ text, marked, message string }{
		{"2013-13", "13", `there is no month "13"`},
		{"2013-02-29", "29", `the month has no day "29"`},
		{"2013-8", "8", `"8" is not a month: it has two digits`},
		{"13", "13", `"13" is not a year: it has four digits`},
		{"12024", "12024", `"12024" is not a year: one of more than four digits begins with Y`},
		{"", "", `"" is not a date`},
		{"spring", "spring", `"spring" is not a year`},
		{"2013-08-14T10:00", "14T10:00", `"14T10:00" is not a day: it has two digits`},
		{"2013~~", "~", `"~" is too much for a date`},
		{"~2013", "~2013", `"~2013" is not a date`},
		{"2019/2011", "2019/2011", `"2019/2011" ends before it begins`},
		{"../..", "../..", `"../.." has neither beginning nor end`},
		{"/", "/", `"/" has neither beginning nor end`},
		{"2011/2013-99", "99", `there is no month "99"`},
		{"2011/2012/2013", "2012/2013", `"2012/2013" is not a year`},
		{"-0000", "-0000", `there is no year "-0000"`},
		{"201X-03", "-03", "a month of a year that is not known in full"},
		{"2013-XX-03", "-03", "a day of no month"},
		{"2013-21-03", "-03", "a day of no month"},
		{"XXXX", "XXXX", `"XXXX" leaves too much of the year open`},
	} {
		_, err := edtf.Parse(test.text)
		var e *edtf.Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) has no mistake", test.text)
			continue
		}
		if got := test.text[e.Start:e.End]; got != test.marked || e.Message != test.message {
			t.Errorf("Parse(%q) marks %q: %s; want %q: %s", test.text, got, e.Message, test.marked, test.message)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2013–2015", "2013/2015"},
		{"2013-08 to 2015", "2013-08/2015"},
		{"2013 / 2014 ", "2013/2014"},
		{"c. 2013", "2013~"},
		{"vers 2013", "2013~"},
		{"by 2013", "../2013"},
		{"depuis 2011-06", "2011-06/.."},
		{"unknown/2013", "/2013"},
		{"2013/present", "2013/.."},
		{"2013-8-4", "2013-08-04"},
		{"2013-08-14T10:00:00Z", "2013-08-14"},
		{"2013?-08-14", "2013-08-14?"},
		{"201x", "201X"},
		{"1990s", "199X"},
		{"12024", "Y12024"},
		{"-12024", "Y-12024"},
		{"Y2013", "2013"},
		{"14/08/2013", ""},
		{"2013-13", ""},
		{"2013-02-30", ""},
		{"2019/2011", ""},
		{"August 2013", ""},
		{"{1667,1668}", ""},
		{"", ""},
	} {
		if got := edtf.Nearest(test.text); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestOrder(t *testing.T) {
	ordered := []string{"-0043", "2011-06/2019-05", "2011-06", "2013/..", "../2013", "2013", "2013-01", "2013-01-01", "2013-21", "2013-08", "2013-08-02", "2013-24", "2014", "Y12024"}
	list := slices.Clone(ordered)
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b string) int { return parse(t, a).Compare(parse(t, b)) })
	i, j := slices.Index(list, "../2013"), slices.Index(list, "2013")
	list[min(i, j)], list[max(i, j)] = "../2013", "2013" // one place and one end: their order is the writer's
	if !slices.Equal(list, ordered) {
		t.Errorf("sorted as %q", list)
	}
}

func TestMeets(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"2013", "2013-08", true},
		{"2014-09-02/2015", "../2016~", true},
		{"2014", "2015", false},
		{"2011/..", "2010", false},
		{"2017-08-09", "2018-08-29", false},
	} {
		if parse(t, test.a).Meets(parse(t, test.b)) != test.want || parse(t, test.b).Meets(parse(t, test.a)) != test.want {
			t.Errorf("%s meets %s: not %v", test.a, test.b, test.want)
		}
	}
}

func TestDaysAreCounted(t *testing.T) {
	number := func(y, m, d int) int64 { return edtf.Day{Year: y, Month: m, Day: d}.Number() }
	for _, test := range []struct{ got, want int64 }{
		{number(0, 3, 1), 0},
		{number(2013, 3, 1) - number(2013, 2, 28), 1},
		{number(2012, 3, 1) - number(2012, 2, 28), 2},
		{number(1970, 1, 1) - number(0, 3, 1), 719468},
		{number(0, 1, 1) - number(-1, 12, 31), 1},
		{number(-400, 3, 1), -146097},
	} {
		if test.got != test.want {
			t.Errorf("%d days, want %d", test.got, test.want)
		}
	}
}

func parse(t *testing.T, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"2013-08-14", "2013%", "2013-XX", "../2016~", "2011/", "201X", "Y-12024", "2013-24", "-004X", "2019/2011", "2013-13", "é/-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := edtf.Parse(text)
		if err != nil {
			e := err.(*edtf.Error)
			if e.Start < 0 || e.Start > e.End || e.End > len(text) {
				t.Fatalf("%q: a mistake from %d to %d", text, e.Start, e.End)
			}
			if near := edtf.Nearest(text); near != "" {
				if _, err := edtf.Parse(near); err != nil {
					t.Fatalf("%q is said to be near %q: %v", near, text, err)
				}
			}
			return
		}
		again, err := edtf.Parse(d.String())
		if err != nil || again != d {
			t.Fatalf("%q is printed as %q, which is read as %+v, %v", text, d, again, err)
		}
		first, begins := d.Earliest()
		last, ends := d.Latest()
		if begins && ends && last.Number() < first.Number() || d.Compare(d) != 0 || !d.Meets(d) {
			t.Fatalf("%q runs from %v to %v", text, first, last)
		}
	})
}

package record

import (
	"testing"

	"dossier/internal/casefile"
)

func TestParseEDTF(t *testing.T) {
	day := func(y, m, d int) casefile.Issued { return casefile.Issued{Year: y, Month: m, Day: d} }
	about := func(d casefile.Issued) casefile.Issued { d.Circa = true; return d }
	words := func(s string) casefile.Issued { return casefile.Issued{Literal: s} }
	none := casefile.Issued{}
	for _, test := range []struct {
		text string
		want casefile.Issued
	}{
		{"2023-04-14", day(2023, 4, 14)},
		{"2023-04", day(2023, 4, 0)},
		{"2023", day(2023, 0, 0)},
		{"2024-02-29", day(2024, 2, 29)},
		{"~2013", about(day(2013, 0, 0))},
		{"2013~", about(day(2013, 0, 0))},
		{"2013?", about(day(2013, 0, 0))},
		{"2013-05~", about(day(2013, 5, 0))},
		{"2011/2019", words("2011–2019")},
		{"2018-12/2018", words("2018-12–2018")},
		{"2011/2011", words("2011–2011")},
		{"2018-12-18/2018-12-19", words("2018-12-18–2018-12-19")},
		{"", none},
		{"2019/2011", none},
		{"2018-12-19/2018-12-18", none},
		{"2011/", none},
		{"2011~/2019", none},
		{"2011-2019", none},
		{"2023-02-29", none},
		{"2023-13", none},
		{"2023-00", none},
		{"2023-4-1", none},
		{"1582", none},
		{"12023", none},
		{"~~2013", none},
		{"~2013~", none},
		{"14 April 2023", none},
		{"2023-04-14T10:00", none},
	} {
		got, ok := parseEDTF(test.text)
		if got != test.want || ok != (test.want != none) {
			t.Errorf("parseEDTF(%q) = %+v, %v, want %+v", test.text, got, ok, test.want)
		}
	}
}

package record

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

const dateHint = `write "2023-04-14", "2023-04", "2023", "2023~" for about, "2011/2019" for a span, or {literal: "spring 2013"}`

// readIssued reads a date as precise as it is known: EDTF text, or CSL's fields
// date-parts, circa and literal.
func readIssued(m *yamltree.Map, key string) casefile.Issued {
	n := m.Node(key)
	if n == nil || n.Kind != yamltree.Mapping {
		text := m.Line(key)
		if text == "" {
			return casefile.Issued{}
		}
		d, ok := parseEDTF(text)
		if !ok {
			m.Report(diag.InvalidDate, n.Span, fmt.Sprintf("%q is not a date", text), dateHint)
		}
		return d
	}
	f := m.Map(key)
	defer f.Finish()
	for _, unused := range []string{"season", "raw"} {
		if s := f.Place(unused); s != (diag.Span{}) {
			f.Report(diag.InvalidDate, s, fmt.Sprintf("dates with %s: are not read", unused), dateHint)
		}
		f.Node(unused)
	}
	circa := f.Line("circa")
	d := readDateParts(f)
	if words := readPlain(f, "literal"); words != "" {
		return casefile.Issued{Literal: words}
	}
	d.Circa = circa != "" && circa != "false" && circa != "0"
	return d
}

// readDateParts reads [[2023, 4, 14]]; a second part makes a span.
func readDateParts(f *yamltree.Map) casefile.Issued {
	var text []string
	for _, part := range f.List("date-parts") {
		var numbers []string
		for _, n := range part.Items {
			if n.Kind == yamltree.Scalar {
				numbers = append(numbers, strings.Repeat("0", max(0, 2-len(n.Text)))+n.Text)
			}
		}
		text = append(text, strings.Join(numbers, "-"))
	}
	if len(text) == 0 {
		return casefile.Issued{}
	}
	d, ok := parseEDTF(strings.Join(text, "/"))
	if !ok {
		f.Report(diag.InvalidDate, f.Place("date-parts"), "these are not the parts of a date", "write [[2023, 4, 14]], [[2023, 4]] or [[2023]]")
	}
	return d
}

// parseEDTF reads the part of EDTF that registers use: "2023-04-14", "2023-04",
// "2023", with "~" for about or "?" for uncertain before or after it, and spans
// of exact dates, "2011/2019". A span is kept as words.
func parseEDTF(text string) (casefile.Issued, bool) {
	from, to, span := strings.Cut(text, "/")
	d, ok := parseDay(from)
	if !ok || !span {
		return d, ok
	}
	end, ok := parseDay(to)
	if !ok || d.Circa || end.Circa || endsBefore(end, d) {
		return casefile.Issued{}, false
	}
	return casefile.Issued{Literal: from + "–" + to}, true
}

// endsBefore reports whether the last day of end is before the first of start.
func endsBefore(end, start casefile.Issued) bool {
	if end.Month == 0 {
		end.Month = 12
	}
	if end.Day == 0 {
		end.Day = 31
	}
	return cmp.Or(cmp.Compare(end.Year, start.Year), cmp.Compare(end.Month, start.Month), cmp.Compare(end.Day, start.Day)) < 0
}

func parseDay(text string) (casefile.Issued, bool) {
	bare := strings.TrimRight(strings.TrimLeft(text, "~?%"), "~?%")
	if len(text) > len(bare)+1 {
		return casefile.Issued{}, false
	}
	d := casefile.Issued{Circa: len(text) > len(bare)}
	switch full := bare + "2000-01-01"[min(len(bare), len("2000-01-01")):]; len(bare) {
	case len("2023"), len("2023-04"), len("2023-04-14"):
		day, ok := yamltree.ParseDate(full)
		if !ok {
			return casefile.Issued{}, false
		}
		d.Year = day.Year
		if len(bare) > len("2023") {
			d.Month = day.Month
		}
		if len(bare) > len("2023-04") {
			d.Day = day.Day
		}
		return d, true
	}
	return casefile.Issued{}, false
}

// readDay reads a date that must be a whole day.
func readDay(m *yamltree.Map, key string) casefile.Date {
	d := readIssued(m, key)
	if d == (casefile.Issued{}) {
		return casefile.Date{}
	}
	if d.Day == 0 || d.Circa {
		m.Report(diag.InvalidDate, m.Place(key), key+" wants a day", "write year, month and day: "+strconv.Quote("2024-04-14"))
		return casefile.Date{}
	}
	return casefile.Date{Year: d.Year, Month: d.Month, Day: d.Day}
}

package bibtex

import (
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/yamltree"
)

// A date is EDTF as sources.yaml has it, or words where a registry has no form
// for it. Both are "" where there is no date.
type date struct{ edtf, words string }

const dateHint = "write date = {2023-04-14}, {2023-04}, {2023}, {2023~} for about, or {2011/2019} for a span"

// seasons are the months 21 to 24 of EDTF.
var seasons = []string{"spring", "summer", "autumn", "winter"}

// parseDate reads the date of BibLaTeX: a day, month or year, about or
// uncertain, a season, a decade, or a span that may be open.
func parseDate(text string) (date, bool) {
	from, to, isSpan := strings.Cut(text, "/")
	if !isSpan {
		return parsePoint(text)
	}
	start, ok := parseEnd(from)
	end, okEnd := parseEnd(to)
	switch {
	case !ok || !okEnd || start == (date{}) && end == (date{}):
		return date{}, false
	case isExact(start.edtf) && isExact(end.edtf):
		return date{edtf: start.edtf + "/" + end.edtf}, true
	}
	return date{words: start.spoken() + "–" + end.spoken()}, true
}

// parseEnd reads one end of a span, which may be open.
func parseEnd(text string) (date, bool) {
	if text == "" || text == ".." {
		return date{}, true
	}
	return parsePoint(text)
}

func isExact(edtf string) bool { return edtf != "" && !strings.ContainsAny(edtf, "~?%") }

// spoken is a date in words.
func (d date) spoken() string {
	if bare := strings.TrimRight(d.edtf, "~?%"); bare != d.edtf {
		return "c. " + bare
	}
	return d.edtf + d.words
}

func parsePoint(text string) (date, bool) {
	text, _, _ = strings.Cut(text, "T") // the time of day
	bare := strings.TrimRight(text, "~?%")
	if len(text)-len(bare) > 1 {
		return date{}, false
	}
	switch {
	case len(bare) == len("201X") && strings.HasSuffix(strings.ToUpper(bare), "X") && isNumber(bare[:3]):
		return date{words: bare[:3] + "0s"}, true
	case len(bare) == len("2013-21") && isNumber(bare[:4]) && bare[4:6] == "-2" && bare[6] >= '1' && bare[6] <= '4':
		return date{words: seasons[bare[6]-'1'] + " " + bare[:4]}, true
	case len(bare) != 4 && len(bare) != 7 && len(bare) != 10:
		return date{}, false
	}
	if _, ok := yamltree.ParseDate(bare + "2000-01-01"[len(bare):]); !ok {
		if isNumber(bare) && len(bare) == 4 { // before our calendar
			return date{words: strings.TrimLeft(bare, "0")}, true
		}
		return date{}, false
	}
	return date{edtf: text}, true
}

func isNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 32)
	return err == nil
}

// parseYear reads the date of BibTeX: fields for year and month, in which
// people write what they like. Day is BibLaTeX's.
func parseYear(year, month, day string) date {
	if isGroup(strings.TrimSpace(year)) {
		return date{words: plain(year)}
	}
	year, month, day = plain(year), plain(month), plain(day)
	bare := strings.Trim(year, "[]()~?")
	about := bare != year
	for _, word := range []string{"circa ", "ca. ", "ca ", "c. ", "c."} {
		if rest, ok := strings.CutPrefix(bare, word); ok {
			bare, about = strings.TrimSpace(rest), true
			break
		}
	}
	if d, ok := parseDate(year); ok && month == "" {
		return d
	}
	if len(bare) != 4 || !isNumber(bare) {
		return date{words: strings.TrimSpace(month + " " + year)}
	}
	edtf := bare
	if month != "" {
		m, d := parseMonth(month)
		if m == 0 {
			return date{words: month + " " + year}
		}
		if day == "" {
			day = d
		}
		edtf += fmt.Sprintf("-%02d", m)
		if n, err := strconv.Atoi(day); err == nil && n > 0 {
			edtf += fmt.Sprintf("-%02d", n)
		}
	}
	if about {
		edtf += "~"
	}
	d, ok := parsePoint(edtf)
	if !ok {
		return date{words: strings.TrimSpace(month + " " + year)}
	}
	return d
}

// parseMonth reads "3", "March", "Mar." and, with a day, "March 12" or "12
// March". Month 0 is none; day is "" where there is none.
func parseMonth(text string) (month int, day string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '.' || r == ',' || r == '~' })
	for _, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case err == nil && len(words) == 1:
			return n, ""
		case err == nil && day == "":
			day = w
		case err != nil && month == 0:
			if month = monthNamed(w); month == 0 {
				return 0, ""
			}
		default:
			return 0, ""
		}
	}
	return month, day
}

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthNamed finds the month that a word of three letters or more begins.
func monthNamed(word string) int {
	word = strings.ToLower(word)
	for i, name := range monthNames {
		if len(word) >= 3 && strings.HasPrefix(name, word) || word == "sept" && name == "september" {
			return i + 1
		}
	}
	return 0
}

package label

import (
	"strconv"

	"dossier/internal/casefile"
	"dossier/internal/edtf"
	"dossier/internal/theme"
)

// WhenKeys lists the strings that dates of events need. The comments give the
// English text.
var WhenKeys = []string{
	"when-during",                                      // during {0}: a year
	"when-about",                                       // about {0}
	"when-about-day",                                   // the same before a day: French says “vers le”
	"when-uncertain",                                   // {0}, uncertain
	"when-month-unknown",                               // {0}, month not known
	"when-day-unknown",                                 // {0}, day not known
	"when-between",                                     // between {0} and {1}: years
	"when-range",                                       // {0} to {1}
	"when-by",                                          // by {0}
	"when-by-day",                                      // the same before a day
	"when-since",                                       // since {0}
	"when-since-day",                                   // the same before a day
	"when-until",                                       // until {0}, beginning not known
	"when-from",                                        // from {0}, end not known
	"year-bce",                                         // {0} BCE
	"season-21", "season-22", "season-23", "season-24", // spring {0}…
}

// When puts the date of an event into words: "14 April 2023", "during 2013",
// "about 2013", "by 2013", "since 2011". It is "" for no date.
func When(d edtf.Date, w *theme.Words) string {
	switch {
	case d.IsZero():
		return ""
	case !d.IsRange:
		if p := d.From; p.IsDay() || p.Month > 0 || p.YearX > 0 || p.MonthX || !d.IsExact() {
			return point(p, w)
		}
		return w.T("when-during", year(d.From.Year, w))
	case d.From.Bound == edtf.Open:
		return w.T("when-by"+ofDay(d.To), point(d.To, w))
	case d.From.Bound == edtf.Unknown:
		return w.T("when-until", point(d.To, w))
	case d.To.Bound == edtf.Open:
		return w.T("when-since"+ofDay(d.From), point(d.From, w))
	case d.To.Bound == edtf.Unknown:
		return w.T("when-from", point(d.From, w))
	}
	return w.T("when-range", point(d.From, w), point(d.To, w))
}

// ofDay is the ending of the key of words that stand before a day.
func ofDay(p edtf.Point) string {
	if p.Day > 0 && !p.About {
		return "-day"
	}
	return ""
}

// point puts a point in time into words.
func point(p edtf.Point, w *theme.Words) string {
	words := bare(p, w)
	if p.About {
		key := "when-about"
		if p.Day > 0 {
			key = "when-about-day"
		}
		words = w.T(key, words)
	}
	if p.Uncertain {
		words = w.T("when-uncertain", words)
	}
	return words
}

func bare(p edtf.Point, w *theme.Words) string {
	switch {
	case p.YearX > 0:
		return w.T("when-between", year(p.First().Year, w), year(p.Last().Year, w))
	case p.MonthX:
		return w.T("when-month-unknown", year(p.Year, w))
	case p.Month > 20:
		return w.T("season-"+strconv.Itoa(p.Month), year(p.Year, w))
	case p.Month == 0:
		return year(p.Year, w)
	}
	words := w.T("date-month", w.T("month-"+strconv.Itoa(p.Month)), year(p.Year, w))
	switch {
	case p.DayX:
		words = w.T("when-day-unknown", words)
	case p.Day > 0:
		// A day of a year that casefile counts otherwise has its year in words.
		if p.Year > 0 && p.Year <= 9999 {
			return w.Date(casefile.Date{Year: p.Year, Month: p.Month, Day: p.Day})
		}
		words = w.T("date", strconv.Itoa(p.Day), w.T("month-"+strconv.Itoa(p.Month)), year(p.Year, w))
	}
	return words
}

// year writes a year: "2013", "44 BCE".
func year(n int, w *theme.Words) string {
	if n <= 0 {
		return w.T("year-bce", strconv.Itoa(1-n))
	}
	return strconv.Itoa(n)
}

// Year writes the year in which a date has its place in a list.
func Year(d edtf.Date, w *theme.Words) string { return year(d.Place().Year, w) }

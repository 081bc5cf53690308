package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edtf"
)

// A datePart is a date that stands in a text, with its place.
type datePart struct {
	From, To int
	date     edtf.Date
}

// monthNames are the names of the months in the languages whose dates are read.
var monthNames = map[string][]string{
	"en": {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}

// dayForms find "14 April 2023", "1er avril 2023", "April 14, 2023", "April
// 2023" and "2023": day, month, day, year, or a year alone.
var dayForms = func() map[string]*regexp.Regexp {
	forms := map[string]*regexp.Regexp{}
	for lang, names := range monthNames {
		forms[lang] = regexp.MustCompile(`(?i)(?:(\d{1,2})(?:er|st|nd|rd|th)?[ \x{00a0}])?(` + strings.Join(names, "|") + `)[ \x{00a0}](?:(\d{1,2}),[ \x{00a0}])?(\d{4})\b|\b(1[5-9]\d\d|20\d\d)\b`)
	}
	return forms
}()

// datesIn finds the dates in a text of a language that we read dates in.
func datesIn(text, lang string) []datePart {
	base, _, _ := strings.Cut(lang, "-")
	form := dayForms[base]
	if form == nil {
		return nil
	}
	var found []datePart
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		part := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return text[at[2*n]:at[2*n+1]]
		}
		written := part(5)
		if month := part(2); month != "" {
			written = fmt.Sprintf("%s-%02d", part(4), slices.Index(monthNames[base], strings.ToLower(month))+1)
			if day, err := strconv.Atoi(part(1) + part(3)); err == nil {
				written = fmt.Sprintf("%s-%02d", written, day)
			}
		}
		if d, err := edtf.Parse(written); err == nil {
			found = append(found, datePart{at[0], at[1], d})
		}
	}
	return found
}

// Package label puts into words where a claim stands: the words of its basis,
// then those of the answers, strongest stance first: "Alleged · denied by Meta
// and Netflix". Pages, tables, exports and letters all take it from here, so
// that none of them ever says "Denied" alone, without who alleges and who
// denies.
package label

import (
	"dossier/internal/casefile"
	"dossier/internal/theme"
)

// Keys lists the strings of layouts/strings/<lang>.yaml that labels need. The
// comments give the English text.
var Keys = append([]string{
	"basis-documented",  // Documented
	"basis-adjudicated", // Found by a court
	"basis-admitted",    // Admitted
	"basis-reported",    // Reported
	"basis-alleged",     // Alleged
	"basis-inferred",    // Our analysis
	"basis-unknown",     // Unknown

	// Who answered what: {0} are names. Words that count take their number.
	"stance-denies",     // denied by {0}
	"stance-disputes",   // disputed by {0}
	"stance-partly",     // confirmed in part by {0}
	"stance-confirms",   // confirmed by {0}
	"stance-no-comment", // {0} declined to comment
	"stance-no-answer",  // {0} did not answer
	"stance-pending",    // {one: {0} has not answered yet, other: {0} have not answered yet}
	"stance-not-asked",  // {one: {0} was not asked, other: {0} were not asked}

	"names-two",  // {0} and {1}
	"names-more", // {one: {1}, {2} and {0} other, other: {1}, {2} and {0} others}
	"label-part", // {0} · {1}

	"name-withheld", // a person we do not name
}, WhenKeys...)

// maxNames is how many names stand in one part of a label.
const maxNames = 2

// Of is the label of a claim. It is "" for one without a basis, which no build
// with errors unmended publishes.
func Of(s *casefile.Standing, w *theme.Words) string {
	if s.Claim.Basis == "" {
		return ""
	}
	text := Basis(s.Claim.Basis, w)
	for _, answer := range Answers(s, w) {
		text = w.T("label-part", text, answer)
	}
	return text
}

// Basis is the word of a basis: "Alleged".
func Basis(b casefile.Basis, w *theme.Words) string { return w.T("basis-" + string(b)) }

// Answers are the parts of a label behind the basis, one for each stance,
// strongest first: "denied by Meta", "Netflix did not answer".
func Answers(s *casefile.Standing, w *theme.Words) []string {
	var parts []string
	for i := 0; i < len(s.Answers); {
		j := i
		var names []string
		for ; j < len(s.Answers) && s.Answers[j].Stance == s.Answers[i].Stance; j++ {
			names = append(names, Party(s.Answers[j].Party, s.Answers[j].Response.Day(), w))
		}
		parts = append(parts, Stance(s.Answers[i].Stance, names, w))
		i = j
	}
	return parts
}

// Stance says what people with these names answered: "denied by Meta and
// Netflix".
func Stance(s casefile.Stance, names []string, w *theme.Words) string {
	return w.Choose("stance-"+string(s), len(names), Names(names, w))
}

// Names joins names: "Meta and Netflix", "Spotify, Dropbox and 2 others".
func Names(names []string, w *theme.Words) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	case maxNames:
		return w.T("names-two", names[0], names[1])
	}
	return w.N("names-more", len(names)-maxNames, names[0], names[1])
}

// Party is what a party was called on a day; the zero Date stands for today. A
// protected name is never printed.
func Party(p *casefile.Party, day casefile.Date, w *theme.Words) string {
	if p.Protected {
		return w.T("name-withheld")
	}
	return p.LabelAt(w.Lang, day)
}

package lines

import (
	"cmp"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// ForLawyer keeps the lines that name or concern a living person or a company,
// the riskiest first. Lines of one risk keep their order.
func ForLawyer(list []Line) []Line {
	kept := slices.DeleteFunc(slices.Clone(list), func(l Line) bool { return !slices.ContainsFunc(l.Parties, mayComplain) })
	slices.SortStableFunc(kept, func(a, b Line) int { return cmp.Compare(b.Risk(), a.Risk()) })
	return kept
}

// mayComplain reports whether a party could feel wronged: a living person, or
// an organisation.
func mayComplain(p *casefile.Party) bool {
	return p.Type == "organization" || p.Type == "person" && p.Living
}

// weights say how much a claim asks of a line that makes it, by its basis.
var weights = map[casefile.Basis]int{
	casefile.Documented: 1, casefile.Adjudicated: 1, casefile.Admitted: 1,
	casefile.Reported: 4, casefile.Alleged: 5, casefile.Inferred: 4, casefile.Unknown: 2,
}

// Risk orders lines for a lawyer; it measures nothing. It grows with what a
// line says (claims of weak basis, contested, words of guilt), of whom (a
// living person), and with what is missing (a speaker, a source, a tick), and
// where the line is read alone.
func (l *Line) Risk() int {
	risk := 0
	accuses := false
	for _, c := range l.Claims {
		risk += weights[c.Claim.Basis]
		if c.IsContested() {
			risk++
		}
		accuses = accuses || c.Claim.IsAccusation()
	}
	if accuses && len(l.Speakers) == 0 {
		risk += 4
		if len(l.Hedges) > 0 {
			risk -= 2
		}
	}
	if slices.ContainsFunc(l.Parties, func(p *casefile.Party) bool { return p.Type == "person" && p.Living }) {
		risk += 3
	}
	if len(l.Sources) == 0 {
		risk += 2
	}
	if len(l.Guilt) > 0 {
		risk += 4
	}
	if l.Kind.TravelsAlone() {
		risk += 2
	}
	for _, d := range l.Problems {
		risk += int(d.Severity) - int(diag.Note)
	}
	if !l.IsChecked() {
		risk++
	}
	return risk
}

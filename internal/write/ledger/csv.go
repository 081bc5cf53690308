package ledger

import (
	"bytes"
	"encoding/csv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/label"
)

// CSV writes one line for each claim. The columns of words come once for each
// language. Lines end with CRLF, as RFC 4180 has it.
func (l Ledger) CSV() ([]byte, error) {
	langs := l.languages()
	head := []string{"number", "id", "status", "basis"}
	for _, column := range []string{"label", "claim", "said_by", "answers"} {
		for _, lang := range langs {
			head = append(head, column+"_"+strings.ToLower(lang))
		}
	}
	head = append(head, "about", "case", "stage", "evidence", "against", "made", "changed", "replaced_by", "url")

	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	write := func(record []string) error {
		for i := range record {
			record[i] = harmless(record[i])
		}
		return w.Write(record)
	}
	if err := write(head); err != nil {
		return nil, err
	}
	for _, e := range l.entries() {
		if err := write(l.record(e, langs)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (l Ledger) record(e entry, langs []string) []string {
	c := e.claim
	record := []string{e.number, c.ID, string(e.standing.Status), string(c.Basis)}
	column := func(words func(lang string) string) {
		for _, lang := range langs {
			record = append(record, words(lang))
		}
	}
	column(func(lang string) string { return label.Of(e.standing, l.Words(lang)) })
	column(func(lang string) string { return c.Text.In(lang) })
	column(func(lang string) string { return strings.Join(l.names(c.By, lang, c.Since), "; ") })
	column(func(lang string) string { return strings.Join(l.answers(e, lang), "; ") })
	home := ""
	if len(l.Investigation.Editions) > 0 {
		home = l.BaseURL + l.Investigation.Editions[0].Home + casefile.ClaimsPage + "/#c-" + c.ID
	}
	return append(record, strings.Join(l.ids(c.About), " "), c.Case.ID, c.Stage, cited(c.Evidence), cited(c.Against),
		day(c.Since), day(c.LastChange()), c.ReplacedBy.ID, home)
}

// answers says who answered what, oldest first: "denied by Meta (2024-04-02)".
func (l Ledger) answers(e entry, lang string) []string {
	var list []string
	for _, r := range e.standing.All {
		who := l.names(r.From, lang, r.Day())
		if r.Stance == "" || len(who) == 0 {
			continue
		}
		words := label.Stance(r.Stance, who, l.Words(lang))
		if d := day(r.Day()); d != "" {
			words += " (" + d + ")"
		}
		if !r.Withdrawn.IsZero() {
			words += ", " + l.Words(lang).T("response-withdrawn", day(r.Withdrawn))
		}
		list = append(list, words)
	}
	return list
}

// cited lists evidence as its record does: "klein-letter, p. 3; ars-2024".
func cited(list []casefile.Evidence) string {
	var words []string
	for _, ev := range list {
		one := ev.Key
		if ev.Place != "" {
			one += ", " + strings.Trim(ev.Place, "{}")
		}
		words = append(words, one)
	}
	return strings.Join(words, "; ")
}

// harmless keeps a spreadsheet from taking the words of a cell for a formula.
func harmless(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r\n", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

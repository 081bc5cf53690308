package lines

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/yamltree"
)

// columns are those of the table. The last four are for the checker to fill in.
var columns = []string{"line", "place", "number", "kind", "section", "text", "claims", "labels", "sources", "quotations", "speaker", "hedge", "guilt",
	"concerns", "responses", "exceptions", "problems", "address", "risk", "ok", "by", "date", "note"}

// WriteCSV writes a sheet as a table for spreadsheets, in UTF-8 with a byte
// order mark, which they need to know it. Cells that a spreadsheet would run as
// formulas begin with an apostrophe.
func (s *Sheet) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, r := range s.rows() {
		var sources []string
		for _, c := range r.Sources {
			sources = append(sources, strings.TrimSpace(c.Text+" "+c.URL))
		}
		cells := []string{r.Hash, r.Place, strconv.Itoa(r.Number), string(r.Kind), r.Section, r.Text, several(r.Claims), several(r.Labels), several(sources),
			several(r.Quotes), several(r.Speakers), several(r.Hedges), several(r.Guilt), several(r.Parties), several(r.Responses), several(r.Exceptions), several(r.Problems),
			r.URL, strconv.Itoa(r.Risk), r.OK, r.By, r.Date, r.Note}
		for i := range cells {
			cells[i] = neutral(cells[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func several(list []string) string { return strings.Join(list, "; ") }

// formulaMarks are the characters with which a cell becomes a formula.
// https://owasp.org/www-community/attacks/CSV_Injection
const formulaMarks = "=+-@\t\r\n＝＋－＠"

// neutral keeps a cell from being run.
func neutral(cell string) string {
	if r := []rune(cell); len(r) > 0 && strings.ContainsRune(formulaMarks, r[0]) {
		return "'" + cell
	}
	return cell
}

// plain takes back what neutral did.
func plain(cell string) string {
	if inner, ok := strings.CutPrefix(cell, "'"); ok && neutral(inner) != inner {
		return inner
	}
	return cell
}

// The words for yes and no in the column ok.
var yes, no = []string{"yes", "y", "true", "ok", "x", "1", "oui", "o", "vrai", "✓"}, []string{"no", "n", "false", "0", "non", "faux", "✗"}

// ReadCSV reads the ticks of a table that a checker filled in: of each row with
// something in the column ok. Columns may stand in any order, and cells apart by
// commas, semicolons or tabs, as spreadsheets save them. A row without a date
// has that of today. The error says which row makes no sense.
func ReadCSV(src []byte, today casefile.Date) ([]Tick, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	in := csv.NewReader(bufio.NewReader(bytes.NewReader(src)))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = separator(src), -1, true
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("the table has no first row: %w", err)
	}
	at := map[string]int{}
	for i, cell := range head {
		at[strings.ToLower(strings.TrimSpace(cell))] = i
	}
	for _, name := range []string{"line", "ok", "by"} {
		if _, ok := at[name]; !ok {
			return nil, fmt.Errorf("the table has no column %q", name)
		}
	}
	var ticks []Tick
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return ticks, nil
		}
		if err != nil {
			return nil, err
		}
		row, _ := in.FieldPos(0)
		cell := func(name string) string {
			if i, ok := at[name]; ok && i < len(cells) {
				return strings.Join(strings.Fields(plain(cells[i])), " ")
			}
			return ""
		}
		t, ok, err := readTick(cell, today)
		if err != nil {
			return nil, fmt.Errorf("line %d of the table: %w", row, err)
		}
		if ok {
			ticks = append(ticks, t)
		}
	}
}

func readTick(cell func(string) string, today casefile.Date) (Tick, bool, error) {
	word := strings.ToLower(cell("ok"))
	if word == "" {
		return Tick{}, false, nil
	}
	t := Tick{Line: cell("line"), By: cell("by"), Note: cell("note"), Date: today, OK: slices.Contains(yes, word)}
	switch date, valid := yamltree.ParseDate(cell("date")); {
	case !t.OK && !slices.Contains(no, word):
		return t, false, fmt.Errorf("%q in the column ok is neither yes nor no", word)
	case t.Line == "":
		return t, false, errors.New("the column line is empty")
	case t.By == "":
		return t, false, errors.New("the column by does not say who checked it")
	case valid:
		t.Date = casefile.Date{Year: date.Year, Month: date.Month, Day: date.Day}
	case cell("date") != "":
		return t, false, fmt.Errorf("%q is no date; write 2026-11-23", cell("date"))
	}
	return t, true, nil
}

// separator is what stands between the cells of the first row.
func separator(src []byte) rune {
	first, _, _ := bytes.Cut(src, []byte("\n"))
	best, most := ',', bytes.Count(first, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

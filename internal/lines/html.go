package lines

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed sheet.html
var sheetHTML string

// sheetTemplate is the printed form of a sheet: one file, without scripts and
// without anything to fetch.
var sheetTemplate = template.Must(template.New("sheet").Parse(strings.TrimLeft(sheetHTML, "\n")))

// WriteHTML writes a sheet as a page to be printed. It is a working paper and
// asks search engines to stay away, should it ever be put online by mistake.
func (s *Sheet) WriteHTML(w io.Writer) error {
	type printed struct {
		row
		Fields []printedField
		Tick   string
	}
	rows := s.rows()
	view := struct {
		Title, Lead string
		Rows        []printed
	}{s.Title, s.Lead, make([]printed, len(rows))}
	for i, r := range rows {
		p := printed{row: r, Tick: tickWords(r)}
		for _, f := range r.fields() {
			if len(f.values) > 0 {
				p.Fields = append(p.Fields, printedField{f.name, f.values})
			}
		}
		view.Rows[i] = p
	}
	return sheetTemplate.Execute(w, view)
}

type printedField struct {
	Name   string
	Values []string
}

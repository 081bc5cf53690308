package lines_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/input"
	"dossier/internal/lines"

	"github.com/google/go-cmp/cmp"
)

// linesOf builds a project and lists its lines.
func linesOf(t *testing.T, project map[string][]byte) ([]lines.Line, *lines.Sheet) {
	t.Helper()
	ctx := context.Background()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.New().Build(ctx, input.Join(defaults, input.Memory(input.Project, project)), build.Options{Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	list, err := result.Lines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return list, &lines.Sheet{Title: "Lines", BaseURL: result.Investigation.Settings.BaseURL, Lines: list, Words: result.Words,
		Sources: func(path string) []byte { return project[path] }}
}

// projectOf are the files of a case.
func projectOf(c *golden.Case) map[string][]byte { return c.Except("lines", "lawyer") }

// TestCases lists the lines of each project of testdata as Markdown, and where
// the case wants it, as a lawyer reads them.
func TestCases(t *testing.T) {
	golden.Cases(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		_, sheet := linesOf(t, projectOf(c))
		c.Want(t, "lines", markdown(t, sheet))
		if c.Has("lawyer") {
			sheet.Lines = lines.ForLawyer(sheet.Lines)
			c.Want(t, "lawyer", markdown(t, sheet))
		}
	})
}

func markdown(t *testing.T, sheet *lines.Sheet) string {
	t.Helper()
	var b strings.Builder
	if err := sheet.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWhatKillsATick: a tick ends with any change of the sentence, of the
// standing or evidence of its claims, or of its sources, and with no other.
func TestWhatKillsATick(t *testing.T) {
	const chapter = "content/en/01-port.md"
	project := projectOf(golden.Read(t, "testdata/port.txtar"))
	before := hashes(t, project)
	for _, tt := range []struct {
		name, file, old, new string
		dies                 bool
	}{
		{"a word", chapter, "paid the port", "had paid the port", true},
		{"the kind of quotation marks and dashes", chapter, `"a fee"`, "“a fee”", false},
		{"the width of a space", chapter, "paid the port", "paid\u00a0the port", false},
		{"a sentence elsewhere", chapter, "Nobody else was named.", "Nobody was named.", false},
		{"the locator", chapter, "p. 3]", "p. 4]", true},
		{"another source", chapter, "[@letter, p. 3]", "[@letter, p. 3; @report]", true},
		{"the address of the source", "content/records/sources.yaml", "https://port.example/letter", "https://port.example/letter2", true},
		{"the title of the source", "content/records/sources.yaml", "Letter of the clerk", "The letter of the clerk", false},
		{"the basis of the claim", "content/records/claims.yaml", "basis: alleged", "basis: reported", true},
		{"the answer", "content/records/responses.yaml", "stance: denies", "stance: confirms", true},
		{"the evidence", "content/records/claims.yaml", "@letter, p. 3", "@letter, p. 5", true},
		{"the section", chapter, "## The fee", "## The payment", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := map[string][]byte{}
			for name, b := range project {
				changed[name] = b
			}
			changed[tt.file] = bytes.Replace(project[tt.file], []byte(tt.old), []byte(tt.new), 1)
			if bytes.Equal(changed[tt.file], project[tt.file]) {
				t.Fatalf("%q does not stand in %s", tt.old, tt.file)
			}
			if after := hashes(t, changed); (after[0] != before[0]) != tt.dies {
				t.Errorf("hash %s, was %s; want it to die: %t", after[0], before[0], tt.dies)
			}
		})
	}
}

// hashes are those of the lines that hold "fee".
func hashes(t *testing.T, project map[string][]byte) []string {
	t.Helper()
	list, _ := linesOf(t, project)
	var found []string
	for _, l := range list {
		if l.Kind == lines.Text && strings.Contains(l.Text, "fee") {
			found = append(found, l.Hash)
		}
	}
	if len(found) == 0 {
		t.Fatal("no line")
	}
	return found
}

// TestTable: what a checker fills in comes back as ticks, whichever program
// saved the table, and no cell is a formula.
func TestTable(t *testing.T) {
	project := projectOf(golden.Read(t, "testdata/port.txtar"))
	project["content/en/02-sum.md"] = []byte("---\ntitle: \"=SUM(A1)\"\n---\n\n@home, -1 and +1.\n")
	list, sheet := linesOf(t, project)
	var b bytes.Buffer
	if err := sheet.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(list)+1 {
		t.Errorf("%d rows for %d lines", len(rows)-1, len(list))
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("the cell %q is a formula", cell)
			}
		}
	}
	today := casefile.Date{Year: 2026, Month: 11, Day: 24}
	for _, separator := range []rune{',', ';', '\t'} {
		var filled bytes.Buffer
		out := csv.NewWriter(&filled)
		out.Comma = separator
		for i, row := range rows {
			if i == 1 || i == 2 {
				row = append([]string{}, row...)
				row[len(row)-4], row[len(row)-3], row[len(row)-1] = "Yes", "Bea", "'=seen"
				if i == 2 {
					row[len(row)-4], row[len(row)-2] = "non", "2026-11-20"
				}
			}
			_ = out.Write(row)
		}
		out.Flush()
		ticks, err := lines.ReadCSV(filled.Bytes(), today)
		want := []lines.Tick{{Line: list[0].Hash, By: "Bea", Date: today, OK: true, Note: "=seen"},
			{Line: list[1].Hash, By: "Bea", Date: casefile.Date{Year: 2026, Month: 11, Day: 20}, Note: "=seen"}}
		if diff := cmp.Diff(want, ticks); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", separator, err, diff)
		}
		again, diags := lines.ReadTicks(lines.WriteTicks(ticks))
		for i := range again {
			again[i].Span = ticks[i].Span
		}
		if diff := cmp.Diff(ticks, again); len(diags) > 0 || diff != "" {
			t.Errorf("kept: %v (-want +got):\n%s", diags, diff)
		}
	}
}

func TestTableMistakes(t *testing.T) {
	for _, tt := range []struct{ name, table, want string }{
		{"empty", "", "no first row"},
		{"no column", "line,text\nx,y\n", `no column "ok"`},
		{"no word", "line,ok,by\nx,perhaps,Bea\n", "line 2 of the table: \"perhaps\" in the column ok is neither yes nor no"},
		{"nobody", "line,ok,by\nx,,\nx,yes,\n", "line 3 of the table: the column by does not say who checked it"},
		{"no line", "line,ok,by\n,yes,Bea\n", "the column line is empty"},
		{"no date", "line,ok,by,date\nx,yes,Bea,yesterday\n", `"yesterday" is no date`},
	} {
		_, err := lines.ReadCSV([]byte(tt.table), casefile.Date{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestHTML: the printed form is whole in itself, and words stay words.
func TestHTML(t *testing.T) {
	project := projectOf(golden.Read(t, "testdata/port.txtar"))
	project["content/en/02-sum.md"] = []byte("---\ntitle: \"A <b>title</b>\"\n---\n\nText.\n")
	list, sheet := linesOf(t, project)
	var b bytes.Buffer
	if err := sheet.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<b>", "<link", "src="} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if n := strings.Count(b.String(), "<tr id="); n != len(list) {
		t.Errorf("%d rows for %d lines", n, len(list))
	}
	if !strings.Contains(b.String(), "noindex") {
		t.Error("the page may be indexed")
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("\ufeffline;ok;by;date;note\r\nx;oui;Bea;2026-11-20;\"a;b\"\r\n"))
	f.Add([]byte("line,ok,by\nx,yes,\"Bea"))
	f.Fuzz(func(t *testing.T, src []byte) {
		ticks, err := lines.ReadCSV(src, casefile.Date{Year: 2026, Month: 11, Day: 24})
		if err != nil {
			return
		}
		again, _ := lines.ReadTicks(lines.WriteTicks(ticks))
		if len(again) != len(ticks) {
			t.Errorf("%d ticks kept of %d", len(again), len(ticks))
		}
	})
}

func FuzzReadTicks(f *testing.F) {
	f.Add([]byte("- {line: a, by: b, date: 2026-11-20, ok: true, note: \"c\"}\n"))
	f.Add([]byte("ticks:\n- line: a\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		ticks, diags := lines.ReadTicks(src)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End > len(src) {
				t.Errorf("outside the file: %+v", d)
			}
		}
		for _, k := range ticks {
			if k.Span.Start < 0 || k.Span.End > len(src) {
				t.Errorf("outside the file: %+v", k)
			}
		}
	})
}

package lines

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// TicksPath is the file of ticks. Commands write it; it is committed.
const TicksPath = "kept/factcheck.yaml"

// A Tick says that somebody checked a line as it stood.
type Tick struct {
	Line string // the hash of the line
	By   string
	Date casefile.Date
	OK   bool // false: it was found wanting, and Note says why
	Note string
	Span diag.Span // in TicksPath
}

// ReadTicks reads TicksPath: a list, later ticks of a line replacing earlier
// ones. Places have no file.
func ReadTicks(src []byte) ([]Tick, diag.List) {
	var list []Tick
	root, diags := yamltree.Parse(src, 0, len(src))
	if root.Kind == yamltree.Empty {
		return nil, diags
	}
	items := root.Items
	if root.Kind != yamltree.List {
		m := root.Map(TicksPath, &diags)
		items = m.List("ticks")
		m.Finish()
	}
	for _, n := range items {
		m := n.Map("a tick", &diags)
		if n.Kind != yamltree.Mapping {
			continue
		}
		m.Require("line", "a tick without a line", "let dossier lines --tick write this file")
		m.Require("by", "a tick without a name", "say who checked the line: by: …")
		m.Require("date", "a tick without a date", "say when: date: 2026-11-23")
		date := m.Date("date")
		t := Tick{Line: m.Line("line"), By: m.Line("by"), Date: casefile.Date{Year: date.Year, Month: date.Month, Day: date.Day},
			OK: m.Bool("ok"), Note: m.Line("note"), Span: m.Place("line")}
		m.Finish()
		if t.Line != "" {
			list = append(list, t)
		}
	}
	return list, diags
}

// latest are the ticks that count, by the hash of their line.
func latest(ticks []Tick) map[string]Tick {
	byLine := make(map[string]Tick, len(ticks))
	for _, t := range ticks {
		byLine[t.Line] = t
	}
	return byLine
}

// IsChecked reports whether a line has a tick that says yes.
func (l *Line) IsChecked() bool { return l.Tick != nil && l.Tick.OK }

// Review holds ticks against the lines of an investigation. Where every line
// with a claim needs one, required, it reports those without.
func Review(list []Line, ticks []Tick, required bool) diag.List {
	var diags diag.List
	byLine := latest(ticks)
	exists := make(map[string]bool, len(list))
	for i := range list {
		l := &list[i]
		exists[l.Hash] = true
		t, ticked := byLine[l.Hash]
		switch {
		case ticked && t.OK && slices.ContainsFunc(l.Chapter.Head.Authors, func(author string) bool { return strings.EqualFold(author, t.By) }):
			diags = append(diags, diag.Diagnostic{Code: diag.SelfChecked, Severity: diag.Warning, Span: t.Span,
				Message: fmt.Sprintf("%s wrote this line and ticked it", t.By), Hint: "let somebody else check it",
				Related: []diag.Related{{Span: l.Span, Message: "the line"}}})
		case required && len(l.Claims) > 0 && !(ticked && t.OK):
			message, hint := "nobody has checked this line as it stands", `print the list with "dossier lines --changed --format csv", fill it in, and take it in with "dossier lines --tick FILE"`
			if ticked {
				message = fmt.Sprintf("%s checked this line and did not find it right", t.By)
				hint = cmp.Or(t.Note, "change it, and have it checked again")
			}
			diags = append(diags, diag.Diagnostic{Code: diag.LineUnchecked, Severity: diag.Warning, Span: l.Span, Message: message, Hint: hint})
		}
	}
	for _, t := range ticks {
		if !exists[t.Line] {
			diags = append(diags, diag.Diagnostic{Code: diag.TickOrphaned, Severity: diag.Note, Span: t.Span,
				Message: fmt.Sprintf("the line that %s ticked is gone or has changed", cmp.Or(t.By, "somebody")), Hint: "check the line as it stands now; the old tick can be removed"})
		}
	}
	return diags
}

// Merge adds ticks to those that are kept. A newer tick takes the place of the
// one that its line had; all others stay as they are, in their order.
func Merge(kept, newer []Tick) []Tick {
	at := map[string]int{}
	var out []Tick
	for _, t := range slices.Concat(kept, newer) {
		if i, ok := at[t.Line]; ok {
			out[i] = t
			continue
		}
		at[t.Line] = len(out)
		out = append(out, t)
	}
	return out
}

// WriteTicks is the text of TicksPath.
func WriteTicks(ticks []Tick) []byte {
	var b strings.Builder
	b.WriteString("# Who checked which line, and when. Written by \"dossier lines --tick\"; commit it.\n")
	for _, t := range ticks {
		// What Go quotes, YAML reads as the same text.
		fmt.Fprintf(&b, "- {line: %s, by: %s, date: %s, ok: %t", strconv.Quote(t.Line), strconv.Quote(t.By), day(t.Date), t.OK)
		if t.Note != "" {
			fmt.Fprintf(&b, ", note: %s", strconv.Quote(t.Note))
		}
		b.WriteString("}\n")
	}
	return []byte(b.String())
}

func day(d casefile.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

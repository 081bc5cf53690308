package diag

import (
	"bufio"
	"fmt"
	"io"
)

// Colours of a terminal, for WriteText.
const (
	plain   = "\x1b[0m"
	bold    = "\x1b[1m"
	dim     = "\x1b[2m"
	red     = "\x1b[1;31m"
	magenta = "\x1b[1;35m"
	cyan    = "\x1b[1;36m"
)

// WriteText prints a list for people:
//
//	content/en/03-contract.md:41:20: error: no source has the key "minstry-2021" [unknown-citation]
//	      41 | signed on 3 March [@minstry-2021, p. 12].
//	         |                    ^^^^^^^^^^^^^
//	   hint: did you mean "ministry-2021"?
//	    see: content/records/sources.yaml:88:3: closest key
func WriteText(w io.Writer, list List, src Sources, color bool) error {
	t := textWriter{Writer: bufio.NewWriter(w), color: color}
	for _, e := range Entries(list, src) {
		t.entry(e)
	}
	return t.Flush()
}

type textWriter struct {
	*bufio.Writer
	color bool
}

// paint sets words in a colour, where there are colours.
func (t textWriter) paint(color, s string) string {
	if !t.color || s == "" {
		return s
	}
	return color + s + plain
}

func (t textWriter) entry(e Entry) {
	severity := map[string]string{"error": red, "warning": magenta, "note": cyan}[e.Severity]
	if e.File != "" {
		line, column := 0, 0
		if e.Start != nil {
			line, column = e.Start.Line, e.Start.Column
		}
		fmt.Fprintf(t, "%s: ", t.paint(bold, place(e.File, line, column)))
	}
	fmt.Fprintf(t, "%s %s %s\n", t.paint(severity, e.Severity+":"), printable(e.Message), t.paint(dim, "["+string(e.Code)+"]"))
	if x := e.Excerpt; x != nil && x.Text != "" {
		fmt.Fprintf(t, "%8d | %s\n", x.Line, x.Text)
		fmt.Fprintf(t, "%8s | %s\n", "", t.paint(severity, x.Caret))
	}
	if e.Hint != "" {
		fmt.Fprintf(t, "   %s %s\n", t.paint(bold, "hint:"), printable(e.Hint))
	}
	for _, r := range e.Related {
		fmt.Fprintf(t, "    %s %s: %s\n", t.paint(bold, "see:"), place(r.File, r.Line, r.Column), printable(r.Message))
	}
}

// place prints a path with line and column, where they are known, in the form
// that editors and terminals turn into a link.
func place(file string, line, column int) string {
	if line == 0 {
		return printable(file)
	}
	return fmt.Sprintf("%s:%d:%d", printable(file), line, column)
}

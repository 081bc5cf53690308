// Package docs is the manual for writers, as files and inside the program:
// `dossier explain` and the SARIF format print its pages on diagnostics.
package docs

import (
	_ "embed"
	"iter"
	"strings"
)

//go:embed diagnostics.md
var diagnostics string

// Codes lists the codes that the manual explains, in its order.
func Codes() []string {
	var codes []string
	for code := range sections() {
		codes = append(codes, code)
	}
	return codes
}

// Diagnostic returns what the manual says about a code, in Markdown without
// its heading; "" where it says nothing.
func Diagnostic(code string) string {
	for c, text := range sections() {
		if c == code {
			return text
		}
	}
	return ""
}

// sections yields each heading of level three with the text below it.
func sections() iter.Seq2[string, string] {
	return func(yield func(code, text string) bool) {
		var code string
		var text strings.Builder
		flush := func() bool {
			return code == "" || yield(code, strings.TrimSpace(text.String())+"\n")
		}
		fence := "" // the backticks that opened a code block; "" outside
		for line := range strings.Lines(diagnostics) {
			switch ticks := line[:len(line)-len(strings.TrimLeft(line, "`"))]; {
			case fence == "" && len(ticks) >= 3:
				fence = ticks
			case fence != "" && strings.TrimSpace(line) == fence:
				fence = ""
			}
			if fence != "" || !strings.HasPrefix(line, "## ") && !strings.HasPrefix(line, "### ") {
				text.WriteString(line)
				continue
			}
			if !flush() {
				return
			}
			code, _ = strings.CutPrefix(strings.TrimSpace(line), "### ")
			if strings.HasPrefix(line, "## ") {
				code = ""
			}
			text.Reset()
		}
		flush()
	}
}

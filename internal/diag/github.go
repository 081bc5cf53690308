package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteGitHub prints a list as the workflow commands that GitHub Actions turns
// into annotations beside the changed lines:
//
//	::error file=content/en/03-contract.md,line=41,col=20,endColumn=33,title=unknown-citation::no source has …
//
// A span of several lines has endLine in place of endColumn.
func WriteGitHub(w io.Writer, list List, src Sources) error {
	b := bufio.NewWriter(w)
	for _, e := range Entries(list, src) {
		command := e.Severity
		if command == "note" {
			command = "notice"
		}
		message := printable(e.Message)
		if e.Hint != "" {
			message += "\n" + printable(e.Hint)
		}
		fmt.Fprintf(b, "::%s %s::%s\n", command, strings.Join(annotationProperties(e), ","), escapeData.Replace(message))
	}
	return b.Flush()
}

func annotationProperties(e Entry) []string {
	var p []string
	if e.File != "" {
		p = append(p, "file="+escapeProperty.Replace(e.File))
	}
	if e.Start != nil {
		p = append(p, fmt.Sprintf("line=%d,col=%d", e.Start.Line, e.Start.Column))
		if e.End.Line == e.Start.Line {
			p = append(p, fmt.Sprintf("endColumn=%d", e.End.Column))
		} else {
			p = append(p, fmt.Sprintf("endLine=%d", e.End.Line))
		}
	}
	return append(p, "title="+escapeProperty.Replace(string(e.Code)))
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

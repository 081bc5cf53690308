package chapter

import (
	"bytes"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// unsupportedStart reports a paragraph whose beginning has a meaning in Pandoc
// or on GitHub that we do not give it.
func (r *reading) unsupportedStart(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	line := r.doc.Source[first.Start:first.Stop]
	if len(line) < 3 {
		return
	}
	at := func(length int) prose.Span { return prose.Span{Start: first.Start, End: first.Start + length} }
	switch line[0] {
	case '[':
		if line[2] == ']' && len(line) > 3 && util.IsSpace(line[3]) && bytes.IndexByte([]byte(" xX"), line[1]) >= 0 && n.Parent().Kind() == ast.KindListItem && n.PreviousSibling() == nil {
			r.unsupported(at(3), "task list", "say in words what is done")
		}
	case '|':
		if util.IsSpace(line[1]) {
			r.unsupported(at(1), "line block", "end each line with a backslash; a table needs a line of dashes below its head")
		}
	case '+':
		if (line[1] == '-' || line[1] == '=') && len(bytes.Trim(bytes.TrimSpace(line), "+-=:")) == 0 {
			r.unsupported(at(len(bytes.TrimSpace(line))), "grid table", "write the table with | and a line of dashes below its head")
		}
	case '(':
		if end := bytes.IndexByte(line, ')'); line[1] == '@' && end > 0 && end+1 < len(line) && util.IsSpace(line[end+1]) && bytes.IndexByte(line[:end], ' ') < 0 {
			r.unsupported(at(end+1), "example list", "number the items: 1., 2.")
		}
	}
}

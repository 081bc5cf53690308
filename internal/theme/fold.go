package theme

import (
	"bytes"
	"strings"
	"text/template/parse"
)

// fold puts words and addresses that a layout names without arguments into the
// layout itself, so that a page does not look them up again: about one action
// in three is one. It runs before html/template decides how values are escaped;
// folded words count as part of the layout, which is where they come from.
func (th *Theme) fold(list *parse.ListNode, w *Words) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if s, ok := th.constant(n.Pipe, w); ok && !(i > 0 && isBareValue(list.Nodes[i-1])) {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(markup.Replace(s))}
			}
		case *parse.IfNode:
			th.fold(n.List, w)
			th.fold(n.ElseList, w)
		case *parse.RangeNode:
			th.fold(n.List, w)
			th.fold(n.ElseList, w)
		case *parse.WithNode:
			th.fold(n.List, w)
			th.fold(n.ElseList, w)
		}
	}
}

// isBareValue reports whether what follows a node is an attribute value without
// quotation marks, which needs more care than fold takes.
func isBareValue(before parse.Node) bool {
	t, ok := before.(*parse.TextNode)
	return ok && bytes.HasSuffix(bytes.TrimRight(t.Text, " \t\r\n"), []byte("="))
}

// markup escapes words for text and for attribute values in quotation marks.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&#34;", "'", "&#39;", "\x00", "\ufffd")

// constant is the value of {{t "key"}} and {{asset "name"}}.
func (th *Theme) constant(p *parse.PipeNode, w *Words) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	function, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	name, isText := p.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || !isText {
		return "", false
	}
	switch function.Ident {
	case "t":
		return w.T(name.Text), w.Has(name.Text)
	case "asset":
		address := th.Asset(name.Text)
		return address, address != ""
	}
	return "", false
}

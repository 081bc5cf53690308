package prose

import "github.com/yuin/goldmark/ast"

// IsNumbered reports whether a node of the text carries a paragraph number: it
// is a paragraph at the top level that is more than one picture. The first has
// the id "p1", the second "p2", and so on.
func IsNumbered(n ast.Node) bool {
	if n.Kind() != ast.KindParagraph || n.Parent() == nil || n.Parent().Kind() != ast.KindDocument {
		return false
	}
	return !IsFigure(n)
}

// Numbered counts the paragraphs of a text that carry a number.
func (d *Document) Numbered() int {
	count := 0
	for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if IsNumbered(n) {
			count++
		}
	}
	return count
}

// IsFigure reports whether a paragraph is one picture and nothing else.
func IsFigure(n ast.Node) bool {
	only := n.FirstChild()
	return only != nil && only == n.LastChild() && only.Kind() == KindPicture
}

package prose

import "github.com/yuin/goldmark/ast"

// A TermMark is a word of the glossary in the text: [word]{.term ref=ID}.
type TermMark struct {
	Ref     string
	RefSpan Span // of ref=
	Stretch
}

// A CountMark is a number that the records decide: [twelve]{.count of=claims}.
type CountMark struct {
	Of string // claims, sources, exhibits, unknowns, corrections
	Stretch
}

// MayExplain reports whether a marked term may be explained where it stands. A
// heading holds no link, a link none either; a note stands beside the text, and
// a sentence set large repeats it.
func MayExplain(n ast.Node) bool {
	for at := n.Parent(); at != nil; at = at.Parent() {
		switch at := at.(type) {
		case *ast.Heading, *LinkTo, *NoteBody:
			return false
		case *Div:
			if at.Attrs.Has("pull") {
				return false
			}
		}
	}
	return true
}

// A NameMark is a name that the writer has marked: [Hastings]{.name ref=ID}.
type NameMark struct {
	Ref     string
	RefSpan Span // of ref=
	Stretch
}

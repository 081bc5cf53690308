package yamltree

import (
	"bytes"
	"errors"
	"strings"

	"github.com/goccy/go-yaml/ast"
	goccy "github.com/goccy/go-yaml/parser"
)

// decode gives a scalar the text that YAML's rules for escapes, folding and
// block text make of its bytes. indent is that of the mapping it stands in.
func (p *parser) decode(n *Node, indent int, piece []byte) *Node {
	text, err := decodeScalar(indent, piece)
	if err != nil {
		return p.refuse(n.Span.Start, n.Span.End, "cannot read this text: "+err.Error(), `inside double quotes a backslash is written twice: \\`)
	}
	n.Text = text
	return n
}

// decodeScalar reads a scalar as the value of a key at an indentation.
func decodeScalar(indent int, piece []byte) (text string, err error) {
	// The library may panic, and no file may end the program.
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("it is malformed")
		}
	}()
	file, err := goccy.ParseBytes([]byte(strings.Repeat(" ", indent)+"k: "+unixLines(piece)), 0)
	if err != nil {
		return "", errors.New(reason(err))
	}
	if len(file.Docs) == 1 {
		if m, ok := file.Docs[0].Body.(*ast.MappingNode); ok && len(m.Values) == 1 {
			switch v := m.Values[0].Value.(type) {
			case *ast.StringNode:
				return v.Value, nil
			case *ast.LiteralNode:
				return v.Value.Value, nil
			}
		}
	}
	return "", errors.New("it is malformed")
}

// reason takes the words out of the library's message, which also prints a
// place and an excerpt of its own: "[1:4] words\n> …".
func reason(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	if strings.HasPrefix(first, "[") {
		if _, words, ok := strings.Cut(first, "] "); ok {
			return words
		}
	}
	return first
}

// unixLines gives text the line endings of Unix.
func unixLines(text []byte) string {
	if bytes.IndexByte(text, '\r') < 0 {
		return string(text)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
}

package optimise

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// XML drops comments and the white space between elements. Text stays as it
// is, to the byte: the minifier collapses white space inside text too, and
// would ruin the code blocks that a feed carries as escaped HTML.
//
// White space is dropped only in an element that holds no text of its own, so
// an element with mixed content (<p><b>a</b> <i>b</i> c</p>) keeps its words
// apart; so does one under xml:space="preserve".
func XML(src []byte) ([]byte, error) {
	pieces, err := xmlPieces(src)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(src))
	for _, p := range pieces {
		if p.blank && !p.parent.keepSpace {
			continue
		}
		out = append(out, src[p.start:p.end]...)
	}
	return out, nil
}

// An xmlPiece is a tag or a run of text.
type xmlPiece struct {
	start, end int
	blank      bool        // white space only
	parent     *xmlElement // where a blank piece stands
}

type xmlElement struct {
	keepSpace bool // it holds text, or asks for its space to be kept
	preserve  bool // xml:space="preserve", here or above
}

func xmlPieces(src []byte) ([]xmlPiece, error) {
	var pieces []xmlPiece
	open := []*xmlElement{{}}
	d := xml.NewDecoder(bytes.NewReader(src))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		start := int(d.InputOffset())
		token, err := d.Token()
		if err == io.EOF {
			return pieces, nil
		}
		if err != nil {
			return nil, xmlError(err, int(d.InputOffset()))
		}
		piece := xmlPiece{start: start, end: int(d.InputOffset())}
		parent := open[len(open)-1]
		switch token := token.(type) {
		case xml.Comment:
			continue
		case xml.StartElement:
			open = append(open, newXMLElement(token, parent))
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			raw := src[piece.start:piece.end]
			if len(bytes.Trim(raw, " \t\r\n")) == 0 {
				piece.blank, piece.parent = true, parent
			} else {
				parent.keepSpace = true
			}
		}
		pieces = append(pieces, piece)
	}
}

func newXMLElement(start xml.StartElement, parent *xmlElement) *xmlElement {
	preserve := parent.preserve
	for _, a := range start.Attr {
		if a.Name.Local == "space" {
			preserve = a.Value == "preserve"
		}
	}
	return &xmlElement{keepSpace: preserve, preserve: preserve}
}

func xmlError(err error, offset int) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return &Error{Offset: offset, Message: syntax.Msg}
	}
	return &Error{Offset: offset, Message: err.Error()}
}

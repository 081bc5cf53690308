// Package optimise makes files smaller without changing what they say. It is
// the only package that knows the minifier.
//
// Each function takes the bytes of one file and returns new bytes; it never
// modifies its argument, reads nothing else, and is safe for concurrent use.
// The same bytes always give the same result, and a result given in again
// comes back as it is.
//
// What may change and what may not:
//
//   - HTML: white space is collapsed, and dropped beside block elements. It is
//     never dropped between inline elements, so words do not fuse. Nothing
//     changes in pre, textarea, script and style. Document tags, end tags,
//     quotes and default attribute values stay.
//   - CSS: the values of custom properties stay as they are, numbers keep all
//     their digits. A cascade means what it meant.
//   - JS: nothing newer than ECMAScript 2020 is put in.
//   - SVG: viewBox, ids, title and desc stay. A file with text in it keeps
//     white space as a renderer sees it.
//   - JSON: white space only. XML: white space between elements, and comments.
//
// Pages do not come through here. Layouts do, once, when they are loaded (see
// Layout), and the writers add no white space; so a page is minified by
// construction, and HTML serves as the test of that: it leaves each published
// page as it is.
//
// What cannot be read is reported as an *Error with its place in the argument,
// where the minifier gives one.
package optimise

import (
	"bytes"
	"errors"
	"regexp"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"
)

// Version stands for everything besides its argument that a result depends on:
// the release of the minifier and our own rules. It is part of the fingerprint
// of every file that was optimised, so it must change whenever a result could.
const Version = "minify2.24.25-1"

// An Error says why a file could not be read.
type Error struct {
	Offset  int    // 0-based byte offset in the argument; -1 where it is not known
	Message string // lower case, no full stop
}

func (e *Error) Error() string { return e.Message }

// Place is the offset, for callers that know no more of the error than this.
func (e *Error) Place() int { return e.Offset }

// HTML minifies a page without template actions.
func HTML(src []byte) ([]byte, error) { return run("text/html", src) }

// JS minifies a script.
func JS(src []byte) ([]byte, error) { return run("application/javascript", src) }

// JSON drops white space. Numbers stay as written.
func JSON(src []byte) ([]byte, error) { return run("application/json", src) }

// CSS minifies a stylesheet.
func CSS(src []byte) ([]byte, error) { return run("text/css", src) }

// SVG minifies a drawing.
func SVG(src []byte) ([]byte, error) {
	// The minifier trims every piece of text, which fuses the words of
	// <text>one <tspan>two</tspan></text>.
	if bytes.Contains(src, []byte("<text")) || bytes.Contains(src, []byte("xml:space")) {
		return XML(src)
	}
	return run("image/svg+xml", src)
}

var (
	pageMinifier = &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true}

	layoutMinifier = &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, TemplateDelims: html.GoTemplateDelims}

	minifiers = newMinifiers(pageMinifier)
	layouts   = newMinifiers(layoutMinifier)
)

// newMinifiers makes the table of minifiers by media type. Inline styles and
// scripts do not occur on our pages; only data in a script element (JSON-LD)
// is minified inside HTML.
func newMinifiers(page *html.Minifier) *minify.M {
	m := minify.New()
	m.Add("text/html", page)
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{Version: 2020})
	m.AddRegexp(regexp.MustCompile(`[/+]json$`), &json.Minifier{KeepNumbers: true})
	return m
}

// drawings minifies SVG files. It is a table of its own so that svg elements
// inside a page stay as they are.
var drawings = func() *minify.M {
	m := minify.New()
	m.Add("image/svg+xml", &svg.Minifier{})
	m.Add("text/css", &css.Minifier{})
	return m
}()

func run(mediaType string, src []byte) ([]byte, error) {
	m := minifiers
	if mediaType == "image/svg+xml" {
		m = drawings
	}
	return minified(m, mediaType, src)
}

// minified works on a copy, as the minifier changes its input in place.
func minified(m *minify.M, mediaType string, src []byte) ([]byte, error) {
	out, err := m.Bytes(mediaType, bytes.Clone(src))
	if err != nil {
		return nil, placed(err, src)
	}
	return out, nil
}

// placed turns an error of the minifier into one of ours.
func placed(err error, src []byte) error {
	var at *parse.Error
	if !errors.As(err, &at) {
		return &Error{Offset: -1, Message: err.Error()}
	}
	return &Error{Offset: offset(src, at.Line, at.Column), Message: at.Message}
}

// offset finds the byte of a line and column of the minifier: both from 1,
// columns in characters, lines ended by LF, CR, CRLF, U+2028 or U+2029.
func offset(src []byte, line, column int) int {
	i := 0
	for ; line > 1 && i < len(src); line-- {
		i += lineLength(src[i:])
	}
	for ; column > 1 && i < len(src); column-- {
		_, n := utf8.DecodeRune(src[i:])
		i += n
	}
	return i
}

// lineLength is the length of the first line with its end.
func lineLength(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		i += n
		switch r {
		case '\r':
			if i < len(src) && src[i] == '\n' {
				i++
			}
			return i
		case '\n', '\u2028', '\u2029':
			return i
		}
	}
	return len(src)
}

package page

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// This file is the only place that escapes, and the only one that declares
// text to be HTML. Everything else writes through a writer.

// trusted declares what a writer has written to be HTML. Writers escape all
// text and attribute values, and their tags are constants of this package.
func trusted(b []byte) template.HTML { return template.HTML(b) }

// A writer writes tight HTML: HTML that a minifier has nothing to do with.
// White space is collapsed as it is written, across inline elements, and
// dropped where a block begins or ends; entities are used where they must be.
// The zero writer stands at the beginning of a block.
type writer struct {
	buf bytes.Buffer

	bare bool // write plain text: nothing is escaped

	inked     bool // text stands in this block, and no white space after it
	spaceAt   int  // where the last white space stands, if nothing but end tags follow it; else -1
	ampersand bool // an & is due: how it is written depends on what follows
}

func newWriter() *writer { return &writer{spaceAt: -1} }

// reset empties the writer and keeps its memory.
func (w *writer) reset() {
	w.buf.Reset()
	w.inked, w.spaceAt, w.ampersand = false, -1, false
}

func (w *writer) bytes() []byte {
	w.settle()
	return w.buf.Bytes()
}

// settle writes the & that is due, where no text follows it.
func (w *writer) settle() {
	if w.ampersand {
		w.buf.WriteByte('&')
		w.ampersand = false
	}
}

// block writes a start tag or an end tag of a block element. Tags are constants;
// a start tag that takes attributes is written without its ">".
func (w *writer) block(tag string) {
	w.settle()
	w.trim()
	w.buf.WriteString(tag)
	w.inked, w.spaceAt = false, -1
}

// inline writes a start tag of an inline element, or several, as constants.
func (w *writer) inline(tag string) {
	w.settle()
	w.buf.WriteString(tag)
	w.spaceAt = -1
}

// close writes an end tag of an inline element.
func (w *writer) close(tag string) {
	w.settle()
	w.buf.WriteString(tag)
}

// object writes an element that stands for a piece of text, such as an image.
func (w *writer) object(tag string) {
	w.inline(tag)
	w.inked = true
}

// trim takes back white space at the end of a block.
func (w *writer) trim() {
	if w.spaceAt < 0 {
		return
	}
	b := w.buf.Bytes()
	copy(b[w.spaceAt:], b[w.spaceAt+1:])
	w.buf.Truncate(len(b) - 1)
	w.spaceAt = -1
	w.inked = true
}

// br breaks a line.
func (w *writer) br() { w.block("<br>") }

// raw writes a constant that is neither text nor an element of its own, such as
// the end of a start tag.
func (w *writer) raw(s string) {
	w.settle()
	w.buf.WriteString(s)
}

// number writes a number as text.
func (w *writer) number(n int) {
	w.settle()
	w.digits(n)
	w.inked, w.spaceAt = true, -1
}

// space writes white space, unless there is some already.
func (w *writer) space() {
	w.settle()
	if w.inked {
		w.spaceAt = w.buf.Len()
		w.buf.WriteByte(' ')
		w.inked = false
	}
}

// text writes plain text.
func (w *writer) text(s string) { w.write(s, false) }

// source writes text as it stands in Markdown: a backslash takes the meaning
// from a punctuation mark, and character references stand for characters.
func (w *writer) source(s string) { w.write(s, true) }

// What a byte means to write.
const (
	ordinary = iota
	blank
	escaped   // in HTML
	backslash // in Markdown
)

var meaning = [256]uint8{
	' ': blank, '\t': blank, '\n': blank, '\r': blank, '\f': blank,
	'&': escaped, '<': escaped, 0: escaped, '\\': backslash,
}

func (w *writer) write(s string, markdown bool) {
	plain := 0 // where the text begins that needs no care
	for i := 0; i < len(s); i++ {
		switch meaning[s[i]] {
		case blank:
			if s[i] == ' ' && i > plain && i+1 < len(s) && meaning[s[i+1]] == ordinary {
				continue // one space between two words
			}
			w.run(s[plain:i])
			w.space()
			plain = i + 1
		case escaped:
			if w.bare && !(markdown && s[i] == '&') {
				continue
			}
			w.run(s[plain:i])
			plain = i + 1
			if markdown && s[i] == '&' {
				if r, n := charReference(s[i:]); n > 0 {
					w.write(r, false)
					i += n - 1
					plain = i + 1
					continue
				}
			}
			w.special(s[i])
		case backslash:
			if markdown && i+1 < len(s) && util.IsPunct(s[i+1]) {
				w.run(s[plain:i])
				w.write(s[i+1:i+2], false)
				i++
				plain = i + 1
			}
		}
	}
	w.run(s[plain:])
}

// run writes text that needs no escaping and holds no white space.
func (w *writer) run(s string) {
	if s == "" {
		return
	}
	if w.ampersand {
		w.ampersand = false
		w.buf.WriteByte('&')
		if startsReference(s[0]) {
			w.buf.WriteString("amp;")
		}
	}
	w.buf.WriteString(s)
	w.inked, w.spaceAt = true, -1
}

func (w *writer) special(c byte) {
	if w.bare {
		w.run(string(rune(c)))
		return
	}
	w.settle()
	switch c {
	case '&':
		w.ampersand = true
	case '<':
		w.buf.WriteString("&lt;")
	case 0:
		w.buf.WriteString("\ufffd")
	}
	w.inked, w.spaceAt = true, -1
}

// startsReference reports whether & and c could begin a character reference.
func startsReference(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// verbatim writes text inside pre, where white space counts.
func (w *writer) verbatim(s string) {
	w.settle()
	plain := 0
	for i := 0; i < len(s); i++ {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case 0:
			escaped = "\ufffd"
		case '\r':
			escaped = "\n"
			if i+1 < len(s) && s[i+1] == '\n' {
				escaped = ""
			}
		default:
			continue
		}
		w.buf.WriteString(s[plain:i])
		w.buf.WriteString(escaped)
		plain = i + 1
	}
	w.buf.WriteString(s[plain:])
}

// endsSentence reports whether the text so far ends with a full stop or the
// like, end tags aside.
func (w *writer) endsSentence() bool {
	w.settle()
	b := bytes.TrimRight(w.buf.Bytes(), " ")
	for len(b) > 0 && b[len(b)-1] == '>' {
		b = b[:bytes.LastIndexByte(b, '<')]
	}
	r, _ := utf8.DecodeLastRune(b)
	return r == '.' || r == '!' || r == '?' || r == '…'
}

// attr writes an attribute with its leading space. The name is a constant. The
// value takes the quotation marks that need fewer references.
func (w *writer) attr(name, value string) {
	w.raw(" ")
	w.buf.WriteString(name)
	if value == "" {
		return
	}
	quote, reference := byte('"'), "&#34;"
	if strings.IndexByte(value, '"') >= 0 && strings.Count(value, `"`) > strings.Count(value, `'`) {
		quote, reference = '\'', "&#39;"
	}
	w.buf.WriteByte('=')
	w.buf.WriteByte(quote)
	plain := 0
	for i := 0; i < len(value); i++ {
		var escaped string
		switch c := value[i]; {
		case c == quote:
			escaped = reference
		case c == 0:
			escaped = "\ufffd"
		case c == '<':
			escaped = "&lt;" // not needed, but there is no reader to whom it looks like a tag
		case c == '&' && i+1 < len(value) && startsReference(value[i+1]):
			escaped = "&amp;"
		default:
			continue
		}
		w.buf.WriteString(value[plain:i])
		w.buf.WriteString(escaped)
		plain = i + 1
	}
	w.buf.WriteString(value[plain:])
	w.buf.WriteByte(quote)
}

// attrOpen begins an attribute whose value has several parts; attrClose ends it.
func (w *writer) attrOpen(name string) {
	w.raw(" ")
	w.buf.WriteString(name)
	w.buf.WriteString(`="`)
}

// attrPart writes a part of a value that holds no ampersand: an id, a number,
// words of ours.
func (w *writer) attrPart(s string) {
	if strings.ContainsAny(s, "\"&<\x00") {
		s = partEscaper.Replace(s)
	}
	w.buf.WriteString(s)
}

var partEscaper = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "<", "&lt;", "\x00", "\ufffd")

func (w *writer) attrClose() { w.buf.WriteByte('"') }

// attrNumber is attr for a number.
func (w *writer) attrNumber(name string, n int) {
	w.attrOpen(name)
	w.digits(n)
	w.attrClose()
}

func (w *writer) digits(n int) {
	var digits [20]byte
	w.buf.Write(strconv.AppendInt(digits[:0], int64(n), 10))
}

// address writes an attribute whose value is a URL. One that could run code is
// left out; the reader has reported it, this is the second lock on the door.
func (w *writer) address(name, url string) {
	if isSafeURL(url) {
		w.attr(name, encodeURL(url))
	}
}

// isSafeURL reports whether a URL is relative or has a scheme that cannot run
// code. It judges as a browser reads: without white space and control
// characters, whatever the case, with "\" for "/". An address without a scheme
// that names another host ("//host/") is not safe.
func isSafeURL(url string) bool {
	scheme := make([]byte, 0, 16)
	for i := 0; i < len(url); i++ {
		switch c := url[i]; {
		case c <= ' ':
		case c == ':':
			switch strings.ToLower(string(scheme)) {
			case "http", "https", "mailto", "tel":
				return true
			}
			return false
		case c == '\\':
			return false
		case c == '/' && len(scheme) == 0:
			rest := strings.TrimLeft(url[i+1:], "\t\n\r")
			return rest == "" || rest[0] != '/' && rest[0] != '\\'
		case c == '/' || c == '?' || c == '#':
			return true
		case len(scheme) < cap(scheme):
			scheme = append(scheme, c)
		}
	}
	return true
}

// encodeURL percent-encodes what has no place in a URL and leaves the rest, a
// percent sign too, as it is.
func encodeURL(url string) string {
	i := 0
	for i < len(url) && urlByte(url[i]) {
		i++
	}
	if i == len(url) {
		return url
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(url); i++ {
		if c := url[i]; urlByte(c) {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func urlByte(c byte) bool {
	if c <= ' ' || c >= utf8.RuneSelf {
		return false
	}
	return strings.IndexByte("\"<>\\^`{|}\x7f", c) < 0
}

package record

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// SourcesJSON reads a file of CSL-JSON beside sources.yaml: a list of items, or
// a mapping that has it under "references", as Sources reads CSL-YAML. Texts
// are literal but for the few tags by which CSL-JSON marks emphasis, which go.
//
// The structure is read here, because encoding/json gives up at the first
// mistake, keeps the last of two equal keys, and tells no places.
func SourcesJSON(src []byte, lang string) ([]*casefile.Source, diag.List) {
	if unreadable := diag.CheckText(src, yamltree.MaxBytes); len(unreadable) > 0 {
		return nil, unreadable
	}
	r := jsonReader{src: src}
	items := r.items()
	list, more := Items(items, lang)
	return list, append(r.diags, more...)
}

// A jsonReader is one reading of a file of CSL-JSON.
type jsonReader struct {
	src     []byte
	at      int
	key     string // of the item being read; "" while it is not known
	failed  bool   // the syntax is lost; every value ends here until items finds the next item
	resumed bool   // an item follows, and no comma is missed before it
	free    bool   // true and false may stand anywhere, and texts keep their tags: no CSL-JSON
	diags   diag.List
}

const (
	maxJSONLevel = 32
	itemLevel    = 1
	jsonHint     = "export the file again, or correct it by hand: names and texts in double quotes, commas between them"
)

func (r *jsonReader) report(code diag.Code, start, end int, message, hint string) {
	r.diags = append(r.diags, diag.Diagnostic{
		Code: code, Severity: diag.Error, Span: diag.Span{Start: start, End: min(max(end, start), len(r.src))}, Message: message, Hint: hint,
	})
}

// malformed reports a mistake of syntax.
func (r *jsonReader) malformed(start, end int, reason string) {
	message := "cannot read this entry: " + reason
	if r.key != "" {
		message = fmt.Sprintf("cannot read the entry %q: %s", r.key, reason)
	}
	r.report(diag.MalformedBibliography, start, end, message, jsonHint)
}

// fail reports a mistake after which the structure is unknown.
func (r *jsonReader) fail(reason string) {
	if r.failed {
		return
	}
	r.malformed(r.at, r.at+1, reason)
	r.failed = true
}

// items reads the list of items.
func (r *jsonReader) items() []*yamltree.Node {
	if bytes.HasPrefix(r.src, []byte("\ufeff")) {
		r.at = len("\ufeff")
	}
	var list []*yamltree.Node
	switch r.peek() {
	case '[':
		list = r.array(r.item)
	case '{':
		root := r.object(func(key string) *yamltree.Node {
			if key != "references" {
				return r.value(key, itemLevel)
			}
			if r.peek() != '[' {
				r.fail("references wants a list of sources in square brackets")
				return &yamltree.Node{}
			}
			list = r.array(r.item)
			return &yamltree.Node{}
		})
		m := root.Map("a file of sources", &r.diags)
		m.Node("references")
		m.Finish()
	default:
		r.fail("a file of CSL-JSON is a list of sources in square brackets")
	}
	if !r.failed && r.peek() != 0 {
		r.fail("something follows the list of sources")
	}
	return list
}

// item reads one item. After a mistake that loses the structure it goes on
// where a line begins an item as the first line of this one does.
func (r *jsonReader) item() *yamltree.Node {
	r.peek()
	start := r.at
	r.key = ""
	n := r.value("", itemLevel)
	r.key = ""
	if !r.failed {
		return n
	}
	begin := append([]byte{'\n'}, r.src[bytes.LastIndexByte(r.src[:start], '\n')+1:start+1]...)
	if blank := bytes.Trim(begin, " \t\n"); len(blank) != 1 || blank[0] != '{' {
		return n
	}
	if i := bytes.Index(r.src[r.at:], begin); i >= 0 {
		r.at += i
		r.failed, r.resumed = false, true
	}
	return n
}

// peek skips white space and returns the byte that follows; 0 at the end.
func (r *jsonReader) peek() byte {
	for r.at < len(r.src) {
		switch c := r.src[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return c
		}
	}
	return 0
}

// separator reads the comma behind a value, or the bracket that ends them. It
// is false where nothing follows.
func (r *jsonReader) separator(closing byte) bool {
	c := r.peek()
	if r.resumed {
		r.resumed = false
		return true
	}
	switch c {
	case closing:
		r.at++
		return false
	case ',':
		comma := r.at
		r.at++
		if r.peek() == closing {
			r.malformed(comma, comma+1, "nothing follows this comma")
			r.at++
			return false
		}
		return true
	case '"', '{', '[':
		r.malformed(r.at, r.at+1, "there is no comma before this")
		return true
	}
	r.fail(fmt.Sprintf("this wants a comma or %q", string(closing)))
	return false
}

// array reads a list; r.at is at its bracket.
func (r *jsonReader) array(read func() *yamltree.Node) []*yamltree.Node {
	r.at++
	var list []*yamltree.Node
	if r.peek() == ']' {
		r.at++
		return nil
	}
	for {
		list = append(list, read())
		if r.failed || !r.separator(']') {
			return list
		}
	}
}

// object reads a mapping; r.at is at its brace.
func (r *jsonReader) object(read func(key string) *yamltree.Node) *yamltree.Node {
	n := &yamltree.Node{Kind: yamltree.Mapping, Literal: true, Span: diag.Span{Start: r.at}}
	r.at++
	if r.peek() == '}' {
		r.at++
	} else {
		seen := map[string]diag.Span{}
		for {
			if r.peek() != '"' {
				r.fail("this wants a name in double quotes")
				break
			}
			start := r.at
			key := r.text()
			place := diag.Span{Start: start, End: r.at}
			if r.failed {
				break
			}
			if r.peek() != ':' {
				r.fail(fmt.Sprintf("there is no colon behind %q", key))
				break
			}
			r.at++
			value := r.entry(n, seen, key, place, read)
			n.Damaged = n.Damaged || value.Kind == yamltree.Broken
			if r.failed || !r.separator('}') {
				break
			}
		}
	}
	n.Damaged = n.Damaged || r.failed
	n.Span.End = r.at
	return n
}

// entry reads one value into a mapping.
func (r *jsonReader) entry(n *yamltree.Node, seen map[string]diag.Span, key string, place diag.Span, read func(string) *yamltree.Node) *yamltree.Node {
	value := read(key)
	if first, twice := seen[key]; twice {
		r.diags = append(r.diags, diag.Diagnostic{
			Code: diag.MalformedBibliography, Severity: diag.Error, Span: place,
			Message: fmt.Sprintf("%q stands twice in this entry", key), Hint: "delete one", Related: []diag.Related{{Span: first, Message: "first here"}},
		})
		return value
	}
	seen[key] = place
	n.Entries = append(n.Entries, yamltree.Entry{Key: key, KeySpan: place, Value: value})
	return value
}

// switches are the fields of CSL-JSON and of ours that true and false fit.
var switches = []string{"comma-suffix", "static-ordering", "parse-names", "circa", "consulted", "never-archive"}

// value reads the value of a key, or an item of the list under it.
func (r *jsonReader) value(key string, level int) *yamltree.Node {
	c := r.peek()
	start := r.at
	n := &yamltree.Node{Kind: yamltree.Broken, Literal: true, Span: diag.Span{Start: start, End: start}}
	switch {
	case (c == '{' || c == '[') && level > maxJSONLevel:
		r.fail("this is nested more than 32 levels deep")
	case c == '{':
		return r.object(func(key string) *yamltree.Node { return r.value(key, level+1) })
	case c == '[':
		items := r.array(func() *yamltree.Node { return r.value(key, level+1) })
		n.Kind, n.Items = yamltree.List, items
	case c == '"':
		text := r.text()
		n.Kind, n.Text, n.Quoted = yamltree.Scalar, text, true
		if !r.free {
			n.Text = withoutTags(text)
		}
		if key == "id" && level == itemLevel+1 {
			r.key = text
		}
	default:
		r.word(n, key)
	}
	n.Span.End = max(r.at, start)
	if r.failed && n.Kind == yamltree.Scalar {
		n.Kind = yamltree.Broken
	}
	return n
}

// word reads a number, true, false or null into a node.
func (r *jsonReader) word(n *yamltree.Node, key string) {
	start := r.at
	for r.at < len(r.src) && (r.src[r.at] >= '0' && r.src[r.at] <= '9' || isWordByte(r.src[r.at]) || strings.IndexByte("+-.", r.src[r.at]) >= 0) {
		r.at++
	}
	text := string(r.src[start:r.at])
	switch {
	case text == "null":
		n.Kind = yamltree.Empty
	case text == "true" || text == "false":
		if !r.free && !slices.Contains(switches, key) {
			r.report(diag.WrongType, start, r.at, fmt.Sprintf("%s cannot be %s", key, text), "write text in double quotes")
			return
		}
		n.Kind, n.Text = yamltree.Scalar, text
	case isJSONNumber(text):
		n.Kind, n.Text = yamltree.Scalar, text
	default:
		r.at = start
		r.fail("this wants a value: text in double quotes, a number, a list or a mapping")
	}
}

func isJSONNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && strings.Trim(text, "+-.0123456789eE") == ""
}

// text reads a string; r.at is at its quotation mark. One that is never closed
// ends with its line.
func (r *jsonReader) text() string {
	r.at++
	start := r.at
	for i := start; i < len(r.src); i++ {
		switch c := r.src[i]; {
		case c == '"':
			r.at = i + 1
			return string(r.src[start:i])
		case c == '\\':
			r.at = i
			return r.escapedText(start)
		case c == '\n' || c == '\r':
			r.at = start - 1
			r.fail("this text is never closed")
			r.at = i
			return ""
		}
	}
	r.at = start - 1
	r.fail("this text is never closed")
	r.at = len(r.src)
	return ""
}

// escapedText reads a string whose first backslash is at r.at.
func (r *jsonReader) escapedText(start int) string {
	var b strings.Builder
	b.Write(r.src[start:r.at])
	for r.at < len(r.src) {
		switch c := r.src[r.at]; c {
		case '"':
			r.at++
			return b.String()
		case '\\':
			r.escape(&b)
		case '\n', '\r':
			r.fail("this text is never closed")
			return ""
		default:
			b.WriteByte(c)
			r.at++
		}
	}
	r.fail("this text is never closed")
	return ""
}

var jsonEscapes = map[byte]string{'"': `"`, '\\': `\`, '/': "/", 'b': "", 'f': " ", 'n': "\n", 'r': "\n", 't': " "}

// escape reads what a backslash begins.
func (r *jsonReader) escape(b *strings.Builder) {
	start := r.at
	if r.at++; r.at == len(r.src) {
		return
	}
	c := r.src[r.at]
	if text, ok := jsonEscapes[c]; ok {
		b.WriteString(text)
		r.at++
		return
	}
	if first, ok := r.unit(start); ok {
		r.at = start + len(`\u0000`)
		if utf16.IsSurrogate(first) {
			second, _ := r.unit(r.at)
			if first = utf16.DecodeRune(first, second); first != utf8.RuneError {
				r.at += len(`\u0000`)
			}
		}
		if first != utf8.RuneError && first != 0 {
			b.WriteRune(first)
			return
		}
	}
	r.malformed(start, max(r.at, start+2), fmt.Sprintf("%q stands for no character", string(r.src[start:min(max(r.at, start+2), len(r.src))])))
}

// unit reads \u0000 at an offset.
func (r *jsonReader) unit(at int) (rune, bool) {
	if at+6 > len(r.src) || r.src[at] != '\\' || r.src[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(r.src[at+2:at+6]), 16, 16)
	return rune(n), err == nil
}

// tags are what CSL-JSON may hold for emphasis; they go.
var tags = strings.NewReplacer("<i>", "", "</i>", "", "<b>", "", "</b>", "", "<sup>", "", "</sup>", "", "<sub>", "", "</sub>", "", "<sc>", "", "</sc>", "",
	`<span class="nocase">`, "", `<span style="font-variant:small-caps;">`, "", `<span style="font-variant: small-caps;">`, "", "</span>", "")

func withoutTags(text string) string {
	if !strings.Contains(text, "</") {
		return text
	}
	return tags.Replace(text)
}

package optimise

import (
	"bytes"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
)

// fold does what the minifier cannot, because it takes every action for text:
// it drops white space beside actions that print nothing, between attributes
// that hold actions, and between the elements of a drawing. It hides whole the
// contents of script, style and textarea that hold actions.
//
// The same bytes are lexed as the minifier lexes them, so both agree on what
// is a tag.
func (h *hiddenLayout) fold() *hiddenLayout {
	tokens := h.tokens()
	if flow, ok := flowOf(tokens); ok {
		flow.forward(true)
		flow.backward(true)
	} else {
		for _, t := range tokens {
			t.openBefore, t.openAfter = false, false
		}
	}
	out := &hiddenLayout{}
	for _, t := range tokens {
		if t.kind == blank && (t.openBefore || t.openAfter) {
			continue
		}
		out.copyFrom(h, t)
	}
	return out
}

// copyFrom appends a token with its placeholders numbered anew.
func (h *hiddenLayout) copyFrom(old *hiddenLayout, t *token) {
	if t.whole {
		var text []byte
		a := action{}
		old.each(t.data, func(b []byte) { text = append(text, b...) }, func(inner action) {
			text = append(text, inner.text...)
			a.start = inner.start
		})
		a.text = text
		h.hide(a)
		return
	}
	old.each(t.data, func(b []byte) { h.html = append(h.html, b...) }, h.hide)
}

// each walks over text and placeholders.
func (h *hiddenLayout) each(data []byte, text func([]byte), hidden func(action)) {
	for {
		i := bytes.Index(data, openDelim)
		if i < 0 {
			text(data)
			return
		}
		end := i + bytes.Index(data[i:], closeDelim) + len(closeDelim)
		text(data[:i])
		hidden(h.action(data[i:end]))
		data = data[end:]
	}
}

// A token is a piece of a layout as far as white space cares.
type token struct {
	kind    tokenKind
	data    []byte
	keyword string // of an action: "if", "end"…; "" for one that prints
	block   bool   // of a solid: an element that white space beside it means nothing to
	whole   bool   // to be hidden as one

	// Of a blank: on every way through the layout, what comes before makes it
	// superfluous, or what comes after.
	openBefore, openAfter bool
}

type tokenKind int

const (
	solid   tokenKind = iota // a tag, text, or an action that prints
	blank                    // white space in text
	control                  // an action that prints nothing
)

func (h *hiddenLayout) tokens() []*token {
	var tokens []*token
	add := func(t token) { tokens = append(tokens, &t) }
	z := parse.NewInputBytes(bytes.Clone(h.html))
	defer z.Restore()
	l := html.NewTemplateLexer(z, html.GoTemplate)
	raw, pre := "", 0
	for {
		kind, data := l.Next()
		data = bytes.Clone(data)
		switch kind {
		case html.ErrorToken:
			if rest := z.Bytes()[min(z.Offset(), len(z.Bytes())):]; len(rest) > 0 {
				add(token{data: bytes.Clone(rest)})
			}
			return tokens
		case html.TemplateToken:
			keyword := actionKeyword(h.action(data).text)
			if keyword == "" {
				add(token{data: data})
			} else {
				add(token{kind: control, data: data, keyword: keyword})
			}
		case html.TextToken:
			switch {
			case raw != "" && raw != "title":
				add(token{data: data, whole: l.HasTemplate()})
			case raw != "" || pre > 0:
				add(token{data: data})
			default:
				tokens = append(tokens, textTokens(data)...)
			}
			raw = ""
		case html.CommentToken:
			if bytes.Contains(data, openDelim) {
				add(token{data: data}) // restore reports it
			}
		case html.StartTagToken:
			name := string(l.Text())
			if name == "pre" {
				pre++
			}
			raw = ""
			if rawElements[name] {
				raw = name
			}
			add(token{data: data, block: blockElements[name]})
		case html.EndTagToken:
			name := string(l.Text())
			if name == "pre" {
				pre = max(0, pre-1)
			}
			add(token{data: data, block: blockElements[name]})
		case html.AttributeToken:
			last := tokens[len(tokens)-1]
			last.data = append(last.data, tightAttribute(data)...)
		case html.StartTagCloseToken, html.StartTagVoidToken:
			last := tokens[len(tokens)-1]
			last.data = append(last.data, bytes.TrimLeft(data, htmlSpace)...)
		case html.SVGToken:
			add(token{data: h.tightDrawing(data)})
		default:
			add(token{data: data, block: kind == html.DoctypeToken})
		}
	}
}

const htmlSpace = " \t\r\n\f"

var rawElements = map[string]bool{"script": true, "style": true, "textarea": true, "title": true, "iframe": true, "xmp": true, "plaintext": true}

// blockElements are those beside which white space is never seen. Elements of
// the head are among them.
var blockElements = setOf("address", "article", "aside", "base", "blockquote", "body", "br", "caption", "col", "colgroup", "dd", "details", "div",
	"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
	"legend", "li", "link", "main", "menu", "meta", "nav", "noscript", "ol", "optgroup", "option", "p", "pre", "search", "section", "style", "summary",
	"table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// textTokens splits text into the white space before it, itself, and the white
// space after it.
func textTokens(data []byte) []*token {
	core := bytes.Trim(data, htmlSpace)
	if len(core) == 0 {
		return []*token{{kind: blank, data: data}}
	}
	lead := len(data) - len(bytes.TrimLeft(data, htmlSpace))
	var tokens []*token
	if lead > 0 {
		tokens = append(tokens, &token{kind: blank, data: data[:lead]})
	}
	tokens = append(tokens, &token{data: core})
	if end := lead + len(core); end < len(data) {
		tokens = append(tokens, &token{kind: blank, data: data[end:]})
	}
	return tokens
}

// tightAttribute leaves one space before an attribute, none where an action
// follows the tag name directly.
func tightAttribute(data []byte) []byte {
	trimmed := bytes.TrimLeft(data, htmlSpace)
	if len(trimmed) == len(data) {
		return data
	}
	return append([]byte(" "), trimmed...)
}

// tightDrawing drops white space between the elements of an svg element that
// holds no text, and beside actions there that print nothing.
func (h *hiddenLayout) tightDrawing(data []byte) []byte {
	if bytes.Contains(data, []byte("<text")) {
		return data
	}
	var out []byte
	inTag, edge := false, false // edge: what came last is a tag or a silent action
	for len(data) > 0 {
		switch c := data[0]; {
		case bytes.HasPrefix(data, openDelim):
			n := bytes.Index(data, closeDelim) + len(closeDelim)
			edge = !inTag && actionKeyword(h.action(data[:n]).text) != ""
			out, data = append(out, data[:n]...), data[n:]
			continue
		case edge && bytes.IndexByte([]byte(htmlSpace), c) >= 0:
			rest := bytes.TrimLeft(data, htmlSpace)
			if h.beginsWithEdge(rest) {
				data = rest
				continue
			}
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		}
		edge = data[0] == '>'
		out, data = append(out, data[0]), data[1:]
	}
	return out
}

// beginsWithEdge reports whether data begins with a tag or an action that
// prints nothing.
func (h *hiddenLayout) beginsWithEdge(data []byte) bool {
	if bytes.HasPrefix(data, openDelim) {
		return actionKeyword(h.action(data[:bytes.Index(data, closeDelim)+len(closeDelim)]).text) != ""
	}
	return bytes.HasPrefix(data, []byte("<"))
}

// actionKeyword returns the keyword of an action that prints nothing by
// itself, "" for one that prints.
func actionKeyword(text []byte) string {
	inner := bytes.Trim(text[len(openDelim):len(text)-len(closeDelim)], templateSpace)
	word := inner
	if i := bytes.IndexAny(inner, templateSpace+"(.\"$`"); i > 0 {
		word = inner[:i]
	}
	switch w := string(word); w {
	case "if", "range", "with", "end", "define", "block", "break", "continue":
		return w
	case "else":
		if len(inner) > len(word) {
			return "else if" // or else with
		}
		return w
	}
	if len(inner) == 0 || inner[0] != '$' {
		return ""
	}
	// {{$x := …}} and {{$x = …}} print nothing.
	name := bytes.TrimLeft(inner[1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
	name = bytes.TrimLeft(name, templateSpace)
	if bytes.HasPrefix(name, []byte(":=")) || bytes.HasPrefix(name, []byte("=")) {
		return "set"
	}
	return ""
}

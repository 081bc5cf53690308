package optimise

import (
	"bytes"
	"strconv"
)

// Layout minifies an HTML layout with Go template actions in it, so that the
// pages made from it need no minifying.
//
// Actions survive unchanged wherever they stand: between elements, in text, in
// attribute values, between attributes, in script and style. Trim markers
// ({{- and -}}) are carried out and template comments are dropped. What an
// action will print is not known here; it counts as inline text, so white
// space beside {{.Title}} stays. Actions that print nothing ({{if}}, {{range}},
// {{end}}…) do not count at all: white space goes where every way through the
// layout has a block element beside it, or more white space before it.
//
// An error is an *Error: an action that is not closed, or one inside an HTML
// comment. Lines change, so a layout that might be broken is best parsed by
// html/template first, which then names the line that the writer sees.
func Layout(src []byte) ([]byte, error) {
	hidden, err := hideActions(src)
	if err != nil {
		return nil, err
	}
	hidden = hidden.fold()
	out, err := layouts.Bytes("text/html", hidden.html)
	if err != nil {
		return nil, &Error{Offset: -1, Message: err.Error()}
	}
	return hidden.restore(out)
}

// A hiddenLayout is a layout whose actions are replaced by their number:
// {{0}}, {{1}}. What stands inside an action, quotes and angle brackets above
// all, would lead the minifier astray.
type hiddenLayout struct {
	html    []byte
	actions []action
}

// An action is a stretch of a layout that the minifier must not see.
type action struct {
	start, end int    // in the source
	text       []byte // as it is put back, without trim markers
	trimLeft   bool
	trimRight  bool
	comment    bool
}

var openDelim, closeDelim = []byte("{{"), []byte("}}")

// hide appends a placeholder and remembers what it stands for.
func (h *hiddenLayout) hide(a action) {
	h.html = append(h.html, openDelim...)
	h.html = strconv.AppendInt(h.html, int64(len(h.actions)), 10)
	h.html = append(h.html, closeDelim...)
	h.actions = append(h.actions, a)
}

// action returns what the placeholder {{n}} stands for.
func (h *hiddenLayout) action(placeholder []byte) action {
	n, err := strconv.Atoi(string(placeholder[len(openDelim) : len(placeholder)-len(closeDelim)]))
	if err != nil {
		panic("optimise: not a placeholder: " + string(placeholder))
	}
	return h.actions[n]
}

func hideActions(src []byte) (*hiddenLayout, error) {
	found, err := findActions(src)
	if err != nil {
		return nil, err
	}
	h := &hiddenLayout{}
	at := 0
	trim := false
	for _, a := range append(found, action{start: len(src), end: len(src)}) {
		text := src[at:a.start]
		if trim {
			text = bytes.TrimLeft(text, templateSpace)
		}
		if a.trimLeft {
			text = bytes.TrimRight(text, templateSpace)
		}
		h.html = append(h.html, text...)
		if a.end > a.start && !a.comment {
			h.hide(a)
		}
		at, trim = a.end, a.trimRight
	}
	return h, nil
}

// restore puts the actions back. Each must still be there, once and in order.
func (h *hiddenLayout) restore(html []byte) ([]byte, error) {
	var out []byte
	for n, a := range h.actions {
		before, after, ok := bytes.Cut(html, openDelim)
		number, after, closed := bytes.Cut(after, closeDelim)
		if !ok || !closed || string(number) != strconv.Itoa(n) {
			return nil, &Error{Offset: a.start, Message: "this action stands where HTML has no place for it, such as inside a comment"}
		}
		out = append(append(out, before...), a.text...)
		html = after
	}
	if bytes.Contains(html, openDelim) {
		return nil, &Error{Offset: -1, Message: "text that would become a template action"}
	}
	return append(out, html...), nil
}

// templateSpace is what a trim marker trims.
const templateSpace = " \t\r\n"

// findActions lists the actions of a template in order, comments included, by
// the rules of text/template.
func findActions(src []byte) ([]action, error) {
	var found []action
	for at := 0; ; {
		i := bytes.Index(src[at:], openDelim)
		if i < 0 {
			return found, nil
		}
		a, ok := readAction(src, at+i)
		if !ok {
			return nil, &Error{Offset: at + i, Message: "this action is not closed"}
		}
		found = append(found, a)
		at = a.end
	}
}

// readAction reads the action that begins at start.
func readAction(src []byte, start int) (action, bool) {
	a := action{start: start}
	i := start + len(openDelim)
	if i+1 < len(src) && src[i] == '-' && isTemplateSpace(src[i+1]) {
		a.trimLeft = true
		i++
	}
	body := i
	if a.trimLeft {
		body++
	}
	if bytes.HasPrefix(src[body:], []byte("/*")) {
		a.comment = true
		n := bytes.Index(src[body:], []byte("*/"))
		if n < 0 {
			return a, false
		}
		i = body + n + len("*/")
	}
	for i < len(src) {
		switch c := src[i]; {
		case bytes.HasPrefix(src[i:], closeDelim):
			a.end = i + len(closeDelim)
			inner := src[body:i]
			if n := len(inner); n > 1 && inner[n-1] == '-' && isTemplateSpace(inner[n-2]) {
				a.trimRight = true
				inner = inner[:n-1]
			}
			a.text = append(append([]byte("{{"), bytes.Trim(inner, templateSpace)...), "}}"...)
			return a, true
		case c == '"' || c == '\'' || c == '`':
			n := quoteLength(src[i:])
			if n < 0 {
				return a, false
			}
			i += n
		default:
			i++
		}
	}
	return a, false
}

func isTemplateSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// quoteLength is the length of the quoted constant that src begins with, -1
// where it does not end.
func quoteLength(src []byte) int {
	quote := src[0]
	for i := 1; i < len(src); i++ {
		switch {
		case src[i] == quote:
			return i + 1
		case src[i] == '\\' && quote != '`':
			i++
		}
	}
	return -1
}

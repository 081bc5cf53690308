package yamltree

import (
	"bytes"
	"fmt"
	"strings"
)

// A flow reads one collection in brackets: [a, b] or {key: value}.
type flow struct {
	*parser
	at, end int
	ok      bool // nothing has been reported yet; reading stops at the first mistake
}

// flowValue reads a collection in brackets, which must fill its entry.
func (p *parser) flowValue(at, i, j, level int) *Node {
	f := &flow{parser: p, at: at, end: p.lines[j-1].end, ok: true}
	n := f.collection(level + 1)
	if f.ok && !p.nothingAfter(f.at, i, j, "closing bracket", "put all of it inside the brackets, or between quotes") {
		n.Damaged = true
	}
	return n
}

// fail reports a mistake at the current place and ends the reading.
func (f *flow) fail(start, end int, message, hint string) {
	if f.ok {
		f.report(start, end, message, hint)
	}
	f.ok = false
}

// next skips white space and comments and returns the byte then reached, 0 at
// the end.
func (f *flow) next() byte {
	for f.at < f.end {
		switch c := f.src[f.at]; {
		case c == '\n' || c == '\r' || isSpace(c):
			f.at++
		case c == '#' && f.spaceBefore():
			if i := bytes.IndexAny(f.src[f.at:f.end], "\r\n"); i >= 0 {
				f.at += i
			} else {
				f.at = f.end
			}
		default:
			return c
		}
	}
	return 0
}

func (f *flow) spaceBefore() bool {
	c := f.src[f.at-1]
	return isSpace(c) || c == '\n' || c == '\r'
}

// collection reads a list or mapping from its opening bracket on.
func (f *flow) collection(level int) *Node {
	start := f.at
	kind, closing := List, byte(']')
	if f.src[start] == '{' {
		kind, closing = Mapping, '}'
	}
	n := f.node(kind, start, start+1)
	if level > maxLevel {
		f.fail(start, start+1, tooDeep, "")
	}
	f.at++
	seen := firsts{}
	for f.ok {
		c := f.next()
		if c == closing {
			f.at++
			break
		}
		if c == 0 {
			f.fail(start, start+1, fmt.Sprintf("%q is never closed", string(f.src[start])),
				fmt.Sprintf("close it with %q; further lines must be indented deeper than the key", string(closing)))
			break
		}
		if kind == List {
			if item := f.value(level); f.ok {
				n.Items = append(n.Items, item)
			}
		} else {
			f.field(n, &seen, level)
		}
		f.separator(closing)
	}
	n.Damaged = n.Damaged || !f.ok
	n.Span.End = f.at
	return n
}

// separator reads the comma after an item, or nothing before the bracket.
func (f *flow) separator(closing byte) {
	if !f.ok {
		return
	}
	switch c := f.next(); c {
	case ',':
		f.at++
	case closing, 0:
	case ':':
		f.fail(f.at, f.at+1, "a colon stands in a list", "put the key and its value between braces: {key: value}")
	case ']', '}':
		f.fail(f.at, f.at+1, fmt.Sprintf("%q stands where %q would close the bracket", string(c), string(closing)), "")
	default:
		f.fail(f.at, f.at+1, "a comma is missing before this", "separate what stands between brackets by commas")
	}
}

// field reads one key and its value.
func (f *flow) field(n *Node, seen *firsts, level int) {
	start := f.at
	name := f.scalar()
	if !f.ok || name.Kind != Scalar {
		f.ok = false
		return
	}
	k := key{text: name.Text, quoted: name.Quoted, start: start, end: name.Span.End}
	if f.lineEnd(start) < k.end {
		f.fail(start, f.lineEnd(start), "a key cannot go on in the next line", "separate what stands between braces by commas: {key: value, key: value}")
		return
	}
	if f.next() != ':' {
		f.fail(start, k.end, fmt.Sprintf("%q has no value", k.text), fmt.Sprintf("write %q", k.text+": …"))
		return
	}
	f.at++
	k.after = f.at
	value := f.node(Empty, start, k.after)
	if c := f.next(); c != ',' && c != '}' && c != 0 {
		value = f.value(level)
	}
	switch {
	case !f.ok:
	case k.text == "<<" && !k.quoted:
		f.report(k.start, k.end, "merge keys are not accepted", "write the fields out")
		n.Damaged = true
	case f.checkFirst(n, seen, k):
		n.Entries = append(n.Entries, Entry{Key: k.text, KeySpan: span(k.start, k.end), Value: value})
	}
}

// value reads an item of a list or the value of a key.
func (f *flow) value(level int) *Node {
	f.properties()
	switch c := f.next(); c {
	case '[', '{':
		return f.collection(level + 1)
	case ',', ']', '}', 0:
		if c == ',' {
			f.fail(f.at, f.at+1, "there is nothing before this comma", "delete it, or write an empty text: \"\"")
		}
		return f.node(Empty, f.at, f.at)
	}
	return f.scalar()
}

// properties skips and reports anchors and tags.
func (f *flow) properties() {
	if c := f.next(); c == '&' || c == '!' {
		f.at = f.skipProperties(f.at, f.lineEnd(f.at))
	}
}

// scalar reads text, with or without quotes.
func (f *flow) scalar() *Node {
	start := f.at
	if c := f.src[start]; c == '"' || c == '\'' {
		end := f.closingQuote(start, f.end)
		if end == start {
			f.fail(start, f.lineEnd(start), "this quotation mark is never closed", "close it in the same line")
			return f.broken(start, start)
		}
		f.at = end
		return f.quoted(start, end)
	}
	end := f.plainEnd(start)
	if !f.checkStart(start, max(end, start+1)) {
		f.ok = false
		return f.broken(start, end)
	}
	f.at = end
	n := f.node(Scalar, start, end)
	n.Text = foldLines(f.src[start:end])
	return n
}

// lineEnd returns where the line around an offset ends, at most the end of the
// collection.
func (f *flow) lineEnd(at int) int {
	if i := bytes.IndexAny(f.src[at:f.end], "\r\n"); i >= 0 {
		return at + i
	}
	return f.end
}

// plainEnd returns where text without quotes ends: before a bracket, a comma,
// a colon that separates, or a comment.
func (f *flow) plainEnd(at int) int {
	end := at
	for i := at; i < f.end; i++ {
		switch c := f.src[i]; c {
		case ',', '[', ']', '{', '}':
			return end
		case ':':
			if i+1 == f.end || bytes.IndexByte([]byte(" \t\r\n,[]{}"), f.src[i+1]) >= 0 {
				return end
			}
		case '#':
			if i > at && bytes.IndexByte([]byte(" \t\r\n"), f.src[i-1]) >= 0 {
				f.checkComment(i, f.lineEnd(i))
				return end
			}
		case ' ', '\t', '\n', '\r':
			continue
		}
		end = i + 1
	}
	return end
}

// foldLines joins the lines of text without quotes as plain does.
func foldLines(text []byte) string {
	if !bytes.ContainsAny(text, "\r\n") {
		return string(text)
	}
	var b strings.Builder
	last := 0
	for i, l := range strings.Split(unixLines(text), "\n") {
		l = strings.Trim(l, " \t")
		if l == "" {
			continue
		}
		if i > 0 {
			b.WriteString(fold(i - last))
		}
		b.WriteString(l)
		last = i
	}
	return b.String()
}

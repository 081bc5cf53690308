package yamltree

import (
	"bytes"
	"fmt"
)

// A key of a mapping, as read.
type key struct {
	text       string
	quoted     bool
	start, end int // without the colon
	after      int // behind the colon
}

// isItem reports whether a line begins with the dash of a list item.
func (p *parser) isItem(at, end int) bool {
	return at < end && p.src[at] == '-' && (at+1 == end || isSpace(p.src[at+1]))
}

// isField reports whether a line begins with a key and a colon.
func (p *parser) isField(at, end int) bool {
	at = p.propertiesEnd(at, end)
	_, ok := p.colon(at, end)
	return ok
}

// colon finds the colon that ends the key at the start of a line: the first
// that is followed by white space or the end of the line.
func (p *parser) colon(at, end int) (int, bool) {
	if at == end {
		return 0, false
	}
	switch c := p.src[at]; c {
	case '"', '\'':
		at = p.skipSpace(p.closingQuote(at, end), end)
		return at, p.isColon(at, end)
	case '[', '{', '#', '|', '>', ',', ']', '}':
		return 0, false
	}
	for from := at; ; {
		i := bytes.IndexByte(p.src[from:end], ':')
		if i < 0 {
			return 0, false
		}
		i += from
		if p.isColon(i, end) {
			return i, i > at && !p.hasComment(at, i)
		}
		from = i + 1
	}
}

// isExplicit reports whether a line begins with "? ", which marks a key.
func (p *parser) isExplicit(at, end int) bool {
	return at < end && p.src[at] == '?' && (at+1 == end || isSpace(p.src[at+1]))
}

func (p *parser) isColon(at, end int) bool {
	return at < end && p.src[at] == ':' && (at+1 == end || isSpace(p.src[at+1]))
}

// hasComment reports whether a comment begins inside src[at:end].
func (p *parser) hasComment(at, end int) bool { return p.comment(at, end) < end }

// comment returns where the comment behind a text begins, or end: a hash after
// white space.
func (p *parser) comment(at, end int) int {
	for from := at; ; {
		i := bytes.IndexByte(p.src[from:end], '#')
		if i < 0 {
			return end
		}
		i += from
		if i > at && isSpace(p.src[i-1]) {
			return i
		}
		from = i + 1
	}
}

// key reads the key of the field at the start of a line. Where there is none,
// it says so.
func (p *parser) key(at, end int) (key, bool) {
	start := p.skipProperties(at, end)
	colon, ok := p.colon(start, end)
	if !ok || p.isExplicit(start, end) {
		p.reportNoKey(start, end)
		return key{}, false
	}
	k := key{start: start, end: colon, after: colon + 1}
	for isSpace(p.src[k.end-1]) {
		k.end--
	}
	switch c := p.src[start]; c {
	case '"', '\'':
		n := p.quoted(start, k.end)
		k.text, k.quoted, ok = n.Text, true, n.Kind == Scalar
		return k, ok
	case '*':
		p.report(start, k.end, "aliases are not accepted", "write the value out, or put the text between quotes")
		return k, false
	case '@', '`', '%':
		p.report(start, k.end, fmt.Sprintf("a key cannot begin with %q", string(c)), "put the key between quotes")
		return k, false
	}
	k.text = string(p.src[k.start:k.end])
	return k, true
}

func (p *parser) reportNoKey(at, end int) {
	text := string(p.src[at:p.comment(at, end)])
	name, value, colon := bytes.Cut(p.src[at:end], []byte(":"))
	switch {
	case at == end:
		p.report(at, end, "this line has no key", "write a key, a colon, a space and the value")
	case p.isExplicit(at, end):
		p.report(at, end, `keys marked with "?" are not accepted`, "write the key, a colon, a space and the value")
	case (p.src[at] == '"' || p.src[at] == '\'') && p.closingQuote(at, end) == at:
		p.report(at, end, "this quotation mark is never closed", "close it in the same line")
	case colon && len(name) > 0 && isWord(name):
		p.report(at, end, fmt.Sprintf("there is no space after the colon of %q", name), fmt.Sprintf("write %q", string(name)+": "+string(value)))
	default:
		p.report(at, end, fmt.Sprintf("this line has no key: %q", text), "write a key, a colon, a space and the value")
	}
}

// isWord reports whether text looks like a key of ours: letters, digits and
// hyphens.
func isWord(text []byte) bool {
	for _, c := range text {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// propertiesEnd skips the anchors and tags before a key or value.
func (p *parser) propertiesEnd(at, end int) int {
	for next := p.propertyEnd(at, end); next > at; next = p.propertyEnd(at, end) {
		at = p.skipSpace(next, end)
	}
	return at
}

// skipProperties skips anchors and tags like propertiesEnd and reports each.
func (p *parser) skipProperties(at, end int) int {
	for {
		next := p.propertyEnd(at, end)
		if next == at {
			return at
		}
		if p.src[at] == '&' {
			p.report(at, next, "anchors are not accepted", "write the value out where it is used, or put the text between quotes")
		} else {
			p.report(at, next, "tags are not accepted", "delete it, or put the text between quotes")
		}
		at = p.skipSpace(next, end)
	}
}

func (p *parser) propertyEnd(at, end int) int {
	if at < end && (p.src[at] == '&' || p.src[at] == '!') {
		for at < end && !isSpace(p.src[at]) {
			at++
		}
	}
	return at
}

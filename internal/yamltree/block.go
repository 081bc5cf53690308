package yamltree

import (
	"bytes"
	"fmt"

	"dossier/internal/diag"
)

// Block structure: mappings and lists by indentation. Ranges of lines are
// half-open, [i, j). parent is the indentation of the collection around a
// range, -1 for the file: it decides what may continue a value. level counts
// collections; that of the outermost is 1.

// block reads the value that lines [i, j) hold, at a level if it is a collection.
func (p *parser) block(i, j, parent, level int) *Node {
	for i = p.skipBlank(i, j); i < j; i = p.skipBlank(i+1, j) {
		l := &p.lines[i]
		isItem := p.isItem(l.at, l.end)
		switch {
		case p.src[l.at] == '\t':
			return p.tabbed(i)
		case !isItem && !p.isField(l.at, l.end) && !p.hasFields(i, j):
		case level > maxLevel:
			return p.refuse(l.at, l.end, tooDeep, "")
		case isItem:
			return p.list(i, j, level)
		default:
			return p.mapping(i, j, level)
		}
		if at := p.skipProperties(l.at, l.end); !p.nothingAt(at, l.end) {
			return p.value(at, i, j, parent, level-1)
		}
	}
	at := p.start
	if i > 0 {
		at = p.lines[i-1].end
	}
	return p.node(Empty, at, at)
}

// hasFields reports whether lines [i, j), of which the first is no field, are
// meant as a mapping all the same: another line at its level is one.
func (p *parser) hasFields(i, j int) bool {
	first := p.lines[i]
	switch p.src[first.at] {
	case '"', '\'', '[', '{', '|', '>', '&', '!':
		return false
	}
	for _, l := range p.lines[i+1 : j] {
		if !l.blank && l.indent == first.indent && p.isField(l.at, l.end) {
			return true
		}
	}
	return false
}

// tabbed refuses line i, which is indented with tabs.
func (p *parser) tabbed(i int) *Node {
	l := p.lines[i]
	return p.refuse(l.at, p.skipSpace(l.at, l.end), "a tab cannot indent a line", "use spaces")
}

// entryEnd returns the line after the entry that begins in line i: the first
// that is not indented deeper. A closing bracket at the margin still belongs to
// the entry. takesItems lets list items at the same indentation belong to it,
// as they do to a key without a value.
func (p *parser) entryEnd(i, j int, takesItems bool) int {
	indent := p.lines[i].indent
	k := i + 1
	for ; k < j; k++ {
		l := p.lines[k]
		if l.blank || l.indent > indent || p.src[l.at] == ']' || p.src[l.at] == '}' {
			continue
		}
		if takesItems && l.indent == indent && p.isItem(l.at, l.end) {
			continue
		}
		break
	}
	return k
}

// list reads the items in lines [i, j), of which the first is one.
func (p *parser) list(i, j, level int) *Node {
	n := p.node(List, p.lines[i].at, p.lines[i].end)
	indent := p.lines[i].indent
	for ; i < j; i = p.skipBlank(i, j) {
		end := p.entryEnd(i, j, false)
		l := &p.lines[i]
		switch {
		case p.src[l.at] == '\t':
			p.tabbed(i)
			n.Damaged = true
		case !p.isItem(l.at, l.end):
			p.report(l.at, l.end, `this line stands in a list and is no item`, `begin it with "- ", or indent it like the lines it belongs to`)
			n.Damaged = true
		default:
			p.checkLevel(l, indent)
			item := p.item(i, end, level)
			n.Items = append(n.Items, item)
			n.Span.End = max(l.end, item.Span.End)
		}
		i = end
	}
	return n
}

// item reads the list item in lines [i, end). What follows the dash becomes
// the first line of its value.
func (p *parser) item(i, end, level int) *Node {
	l := &p.lines[i]
	dash, parent := l.at, l.indent
	at := p.skipSpace(dash+1, l.end)
	if p.nothingAt(at, l.end) {
		n := p.block(i+1, end, parent, level+1)
		if n.Kind == Empty {
			n.Span = span(dash, dash+1)
		}
		return n
	}
	if (p.isItem(at, l.end) || p.isField(at, l.end)) && bytes.IndexByte(p.src[dash:at], '\t') >= 0 {
		return p.refuse(dash+1, at, "a tab cannot indent a line", "use spaces")
	}
	l.indent += at - dash
	l.at = at
	return p.block(i, end, parent, level+1)
}

// mapping reads the fields in lines [i, j), of which the first is one.
func (p *parser) mapping(i, j, level int) *Node {
	n := p.node(Mapping, p.lines[i].at, p.lines[i].end)
	n.Entries = make([]Entry, 0, 8)
	indent := p.lines[i].indent
	seen := firsts{}
	for ; i < j; i = p.skipBlank(i, j) {
		l := &p.lines[i]
		if p.src[l.at] == '\t' {
			p.tabbed(i)
			n.Damaged = true
			i = p.entryEnd(i, j, false)
			continue
		}
		p.checkLevel(l, indent)
		end := p.field(n, &seen, i, j, level)
		n.Span.End = max(n.Span.End, p.lines[i].end)
		i = end
	}
	if last := len(n.Entries) - 1; last >= 0 {
		n.Span.End = max(n.Span.End, n.Entries[last].Value.Span.End)
	}
	return n
}

// checkLevel reports a line that is indented less than the first of its
// collection and more than what the collection stands in. It is read all the
// same.
func (p *parser) checkLevel(l *line, indent int) {
	if l.indent != indent {
		p.report(l.at, l.end, "this line is indented less than those it belongs to", "give all fields of one level the same indentation")
	}
}

// field reads the field that begins in line i into n and returns the line
// after it.
func (p *parser) field(n *Node, seen *firsts, i, j, level int) (end int) {
	l := &p.lines[i]
	if p.isItem(l.at, l.end) {
		p.report(l.at, l.end, "a list item stands among fields", "indent it under the key it belongs to, and leave that key without a value")
		n.Damaged = true
		return p.entryEnd(i, j, true)
	}
	k, ok := p.key(l.at, l.end)
	if !ok {
		n.Damaged = true
		return p.entryEnd(i, j, false)
	}
	at := p.skipProperties(p.skipSpace(k.after, l.end), l.end)
	bare := p.nothingAt(at, l.end)
	end = p.entryEnd(i, j, bare)
	switch {
	case k.text == "<<" && !k.quoted:
		p.report(k.start, k.end, "merge keys are not accepted", "write the fields out")
		n.Damaged = true
		return end
	case !p.checkFirst(n, seen, k):
		return end
	}
	e := Entry{Key: k.text, KeySpan: span(k.start, k.end)}
	if bare {
		e.Value = p.block(i+1, end, l.indent, level+1)
		if e.Value.Kind == Empty {
			e.Value.Span = span(k.start, k.after)
		}
	} else {
		e.Value = p.value(at, i, end, l.indent, level)
	}
	if (e.Value.Damaged || e.Value.Kind == Broken) && !bare && p.skipBlank(i+1, end) < end {
		n.Damaged = true // the lines below may be fields of this mapping
	}
	n.Entries = append(n.Entries, e)
	return end
}

// firsts finds the keys of a large mapping; small ones are searched in place.
type firsts struct{ byKey map[string]diag.Span }

const smallMapping = 24

// checkFirst reports a key that the mapping has already.
func (p *parser) checkFirst(n *Node, seen *firsts, k key) bool {
	first, twice := seen.lookup(n, k.text)
	if twice {
		p.diags = append(p.diags, diag.Diagnostic{
			Code: diag.DuplicateYAMLKey, Severity: diag.Error, Span: span(k.start, k.end),
			Message: fmt.Sprintf("%q appears twice in this mapping", k.text),
			Hint:    "keep one of them",
			Related: []diag.Related{{Span: first, Message: "first here"}},
		})
	}
	return !twice
}

func (f *firsts) lookup(n *Node, key string) (diag.Span, bool) {
	if len(n.Entries) < smallMapping {
		for i := range n.Entries {
			if n.Entries[i].Key == key {
				return n.Entries[i].KeySpan, true
			}
		}
		return diag.Span{}, false
	}
	if f.byKey == nil {
		f.byKey = make(map[string]diag.Span, 2*smallMapping)
	}
	for _, e := range n.Entries[len(f.byKey):] {
		f.byKey[e.Key] = e.KeySpan
	}
	s, ok := f.byKey[key]
	return s, ok
}

package chapter

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/diag"
	"dossier/internal/prose"

	"github.com/yuin/goldmark/util"
)

// Citations are Pandoc's: [@key], [see @a, p. 3; -@b], @key and @key [p. 3].
// https://pandoc.org/MANUAL.html#citation-syntax

// scanAt finds a key in the running text. Whether the brackets around it make
// it a citation of their own is known where they close.
func (r *reading) scanAt(i int) int {
	s := &r.scanner
	key, end, ok := citationKey(s.text, i)
	if !ok {
		return i + 1
	}
	if n := len(s.stack); n > 0 {
		s.stack[n-1].cites++
	}
	item := prose.CitationItem{Key: key, Span: s.span(i, end), SuppressAuthor: suppresses(s.text, i)}
	r.cites = append(r.cites, prose.Citation{InText: true, Items: []prose.CitationItem{item}, Span: item.Span})
	s.lastCite = s.add(foundCitation, i, end, len(r.cites)-1)
	return end
}

// citationKey reads "@key" or "@{key}" at i. What follows a letter or a digit
// is an e-mail address, and what follows a slash part of an address.
func citationKey(t []byte, i int) (key string, end int, ok bool) {
	if i > 0 {
		if before, _ := utf8.DecodeLastRune(t[:i]); before == '/' || before == '@' || isKeyRune(before) {
			return "", 0, false
		}
	}
	start := i + 1
	if start < len(t) && t[start] == '{' {
		end := bytes.IndexByte(t[start:min(len(t), start+maxLabelBytes)], '}')
		if end < 2 || bytes.ContainsAny(t[start:start+end], "\n") {
			return "", 0, false
		}
		return string(t[start+1 : start+end]), start + end + 1, true
	}
	end = keyRunes(t, start)
	if end == start {
		return "", 0, false
	}
	for end < len(t) {
		c := t[end]
		next := keyRunes(t, end+1)
		switch {
		case strings.IndexByte(":.#$%&-+?<>~/", c) >= 0 && next > end+1:
			end = next
		case bytes.HasPrefix(t[end:], []byte("://")) && keyRunes(t, end+3) > end+3:
			end = keyRunes(t, end+3)
		default:
			return string(t[start:end]), end, true
		}
	}
	return string(t[start:end]), end, true
}

func isKeyRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' }

// keyRunes passes letters, digits and underscores.
func keyRunes(t []byte, i int) int {
	for i < len(t) {
		c, size := utf8.DecodeRune(t[i:])
		if !isKeyRune(c) {
			break
		}
		i += size
	}
	return min(i, len(t))
}

// suppresses reports whether a hyphen before the key at i leaves the author
// out: it follows no word.
func suppresses(t []byte, i int) bool {
	if i == 0 || t[i-1] != '-' {
		return false
	}
	if i == 1 {
		return true
	}
	before, _ := utf8.DecodeLastRune(t[:i-1])
	return !isKeyRune(before) && before != '-'
}

// takeCitation makes a citation of the brackets that end at i, where there are
// keys directly inside, and reports brackets that only look like one.
func (r *reading) takeCitation(b bracket, i int) (end int, ok bool) {
	s := &r.scanner
	content := s.text[b.content:i]
	if b.cites == 0 {
		if trimmed := bytes.TrimLeft(content, " -"); len(trimmed) == 0 || trimmed[0] != '@' || b.char == '!' {
			return 0, false
		}
	}
	if b.char == '!' {
		s.finds[b.find].start++
		s.finds[b.find].pos = s.at(b.start + 1)
		b.start++
	}
	span := s.span(b.start, i+1)
	var items []prose.CitationItem
	problem, hint := "it holds another one", "close the first before the second, or put a semicolon between the keys"
	if !b.holdsCite {
		items, problem, hint = citationItems(&s.joined, b.content, i)
	}
	if problem != "" {
		r.error(diag.MalformedCitation, span, fmt.Sprintf(`this bracket is not a citation: "%s": %s`, quoted(s.text[b.start:i+1]), problem), hint)
		s.take(b, foundInvalid, i+1, 0)
		return i + 1, true
	}
	if s.byteAt(i+1) == '[' && s.byteAt(i+2) != '^' {
		r.adjacent(b, i, span)
	}
	r.cites = append(r.cites, prose.Citation{Items: items, Span: span})
	s.take(b, foundCitation, i+1, len(r.cites)-1)
	return i + 1, true
}

// adjacent reports "[@a][@b]".
func (r *reading) adjacent(b bracket, i int, span prose.Span) {
	s := &r.scanner
	hint := "put a space between the brackets"
	if lo, hi, ok := s.referenceLabel(i + 1); ok && bytes.IndexByte(s.text[lo:hi], '@') >= 0 {
		hint = fmt.Sprintf("write [%s; %s], or put a space between", quoted(s.text[b.content:i]), quoted(s.text[lo:hi]))
		span.End = s.span(lo, hi+1).End
	}
	r.error(diag.AdjacentCitations, span, "a bracket right after a citation makes a link of it", hint)
}

// takePlace makes the brackets that end at i the place of the key before them:
// @key [p. 3].
func (r *reading) takePlace(b bracket, i int) (end int, ok bool) {
	s := &r.scanner
	if next := s.byteAt(i + 1); next == '[' || next == '(' || b.char != '[' || s.byteAt(b.content) == '^' || util.IsBlank(s.text[b.content:i]) {
		return 0, false
	}
	f := &s.finds[b.afterCite]
	c := &r.cites[f.data]
	first := i
	if at, _, _ := nextKey(s.text[:i], b.content); at >= 0 {
		if first = itemEnd(s.text[:at], b.content); first == at {
			return 0, false
		}
		items, problem, _ := citationItems(&s.joined, first+1, i)
		if problem != "" {
			return 0, false
		}
		c.Items = append(c.Items, items...)
	}
	c.Items[0].Locator, c.Items[0].Suffix = readPlace(string(s.text[b.content:first]), true)
	c.Span = s.span(f.start, i+1)
	f.end = i + 1
	s.finds = s.finds[:b.afterCite+1]
	return i + 1, true
}

// citationItems reads what stands between the brackets of a citation. A
// problem is put in words for the writer.
func citationItems(j *joined, start, end int) (items []prose.CitationItem, problem, hint string) {
	for start <= end {
		stop := itemEnd(j.text[:end], start)
		item, problem, hint := citationItem(j, start, stop)
		if problem != "" {
			return nil, problem, hint
		}
		items = append(items, item)
		start = stop + 1
	}
	return items, "", ""
}

// itemEnd returns the place of the semicolon that ends an item, or the end of
// the text. Semicolons in braces, brackets and code separate nothing.
func itemEnd(t []byte, i int) int {
	depth := 0
	for ; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i++
		case '{', '[':
			depth++
		case '}', ']':
			depth = max(0, depth-1)
		case '`':
			if n := bytes.IndexByte(t[i+1:], '`'); n >= 0 {
				i += n + 1
			}
		case ';':
			if depth == 0 {
				return i
			}
		}
	}
	return min(i, len(t))
}

func citationItem(j *joined, start, end int) (item prose.CitationItem, problem, hint string) {
	t := j.text[:end]
	at, key, keyEnd := nextKey(t, start)
	if at < 0 {
		words := bytes.TrimSpace(t[start:end])
		if len(words) == 0 {
			return item, "a part between semicolons is empty", "delete the semicolon"
		}
		return item, fmt.Sprintf(`"%s" cites nothing`, quoted(words)), "each part between semicolons has a key: [see @a, p. 3; @b]"
	}
	if again, other, _ := nextKey(t, keyEnd); again >= 0 {
		return item, fmt.Sprintf(`"@%s" and "@%s" stand in one part`, key, other), fmt.Sprintf("put a semicolon between the keys: [@%s; @%s]", key, other)
	}
	item = prose.CitationItem{Key: key, SuppressAuthor: suppresses(t, at), Span: j.span(at, keyEnd)}
	prefix := t[start:at]
	if item.SuppressAuthor {
		prefix = prefix[:len(prefix)-1]
	}
	item.Prefix = strings.TrimSpace(plainWords(prefix))
	item.Locator, item.Suffix = readPlace(string(t[keyEnd:end]), false)
	return item, "", ""
}

// nextKey finds the next key of a citation outside braces and code.
func nextKey(t []byte, i int) (at int, key string, end int) {
	depth := 0
	for ; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth = max(0, depth-1)
		case '`':
			if n := bytes.IndexByte(t[i+1:], '`'); n >= 0 {
				i += n + 1
			}
		case '@':
			if key, end, ok := citationKey(t, i); ok && depth == 0 {
				return i, key, end
			}
		}
	}
	return -1, "", 0
}

// plainWords takes markup and escapes off the words around a citation.
func plainWords(b []byte) string {
	if bytes.ContainsAny(b, "*`_") {
		b = bytes.Map(func(c rune) rune {
			if c == '*' || c == '`' {
				return -1
			}
			return c
		}, b)
	}
	return strings.Join(strings.Fields(unescape(b)), " ")
}

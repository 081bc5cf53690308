package bibtex

import (
	"bytes"
	"fmt"
	"strings"

	"dossier/internal/diag"
)

// A scanner is one pass over a file.
type scanner struct {
	src     []byte
	at      int
	next    int  // where the next line after at begins an entry; found by nextEntry
	open    bool // a comment without an end was met: no other is looked for
	macros  map[string]string
	unknown map[string]bool // strings that were used and not defined; each is reported once
	budget  int             // how many more bytes strings may add to values
	entries []entry
	diags   diag.List
}

// months are the strings that every BibTeX style defines.
func months() map[string]string {
	return map[string]string{
		"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
		"aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
	}
}

// report keeps a diagnostic; a place at the end of the file may have no width.
func (s *scanner) report(d diag.Diagnostic) {
	d.Span.End = min(d.Span.End, len(s.src))
	s.diags = append(s.diags, d)
}

// scan reads all entries. What stands between them is a comment.
func (s *scanner) scan() {
	for {
		i := bytes.IndexAny(s.src[s.at:], "@%")
		if i < 0 {
			return
		}
		s.at += i + 1
		if s.src[s.at-1] == '%' {
			s.skipLine()
			continue
		}
		s.entryAt(s.at - 1)
	}
}

// entryAt reads the entry whose "@" stands at start, and leaves at behind it.
func (s *scanner) entryAt(start int) {
	word := s.letters()
	kind := diag.Span{Start: start + 1, End: s.at}
	s.skipSpace(len(s.src))
	if word == "" || s.at == len(s.src) || s.src[s.at] != '{' && s.src[s.at] != '(' {
		if _, known := entryTypes[word]; known {
			s.report(malformed(diag.Span{Start: start, End: kind.End}, "", `there is no "{" behind "@`+word+`"`, "write @"+word+"{key,"))
		}
		return
	}
	closing := byte('}')
	if s.src[s.at] == '(' {
		closing = ')'
	}
	s.at++
	limit := s.nextEntry()
	switch word {
	case "comment":
		s.skipComment()
	case "preamble":
		if _, reason := s.value(limit, ""); reason != "" {
			s.skipLineTo(limit)
		}
	case "string":
		s.defineString(limit)
	default:
		s.entries = append(s.entries, s.entry(word, kind, closing, limit))
	}
}

// nextEntry returns where the next line begins an entry: no value reaches
// beyond it. Each line is looked at once.
func (s *scanner) nextEntry() int {
	for i := max(s.next, s.at); s.next <= s.at; {
		line := bytes.IndexByte(s.src[i:], '\n')
		if line < 0 {
			s.next = len(s.src)
			break
		}
		i += line + 1
		if beginsEntry(s.src[i:]) {
			s.next = i
		}
	}
	return max(s.next, s.at)
}

// beginsEntry reports whether a line is "@word{…", maybe with space between.
func beginsEntry(line []byte) bool {
	i := 0
	skip := func(is func(byte) bool) (n int) {
		for i < len(line) && is(line[i]) {
			i++
			n++
		}
		return n
	}
	blank := func(c byte) bool { return c == ' ' || c == '\t' }
	skip(blank)
	if i == len(line) || line[i] != '@' {
		return false
	}
	i++
	if skip(isLetter) == 0 {
		return false
	}
	skip(blank)
	return i < len(line) && (line[i] == '{' || line[i] == '(')
}

// skipComment skips @comment{…} whole. Where its end is missing only the word
// is a comment, as BibTeX has it.
func (s *scanner) skipComment() {
	if s.open {
		return
	}
	if end := closingBrace(s.src, s.at, len(s.src)); end >= 0 {
		s.at = end + 1
	} else {
		s.open = true
	}
}

func (s *scanner) defineString(limit int) {
	s.skipSpace(limit)
	start := s.at
	name := s.name(limit)
	where := diag.Span{Start: start, End: max(s.at, start+1)}
	s.skipSpace(limit)
	if name == "" || s.at >= limit || s.src[s.at] != '=' {
		s.report(malformed(where, "", "@string wants a name and a value", `write @string{nyt = "The New York Times"}`))
		s.skipLineTo(limit)
		return
	}
	s.at++
	text, reason := s.value(limit, "")
	if reason != "" {
		s.report(malformed(where, "", fmt.Sprintf("the value of %s: %s", name, reason), bracesHint))
		s.skipLineTo(limit)
		return
	}
	s.macros[name] = text
	s.skipSpace(limit)
	if s.at >= limit || s.src[s.at] != '}' && s.src[s.at] != ')' {
		s.report(malformed(where, "", fmt.Sprintf("the @string %s is never closed", name), bracesHint))
	}
}

const bracesHint = "every { needs its }; values stand in braces or quotation marks, with a comma behind each"

// entry reads what stands behind "@kind{".
func (s *scanner) entry(kind string, kindSpan diag.Span, closing byte, limit int) entry {
	e := entry{kind: kind, kindSpan: kindSpan}
	s.key(&e, closing, limit)
	for {
		s.skipSeparators(limit)
		if s.at >= limit {
			if !s.reopen(&e, limit) {
				s.damage(&e, e.place(), "it is never closed")
				return e
			}
			continue
		}
		if s.src[s.at] == closing {
			s.at++
			return e
		}
		s.field(&e, limit)
	}
}

// place is where an entry is reported as a whole.
func (e *entry) place() diag.Span {
	if e.key != "" {
		return e.keySpan
	}
	return e.kindSpan
}

// damage reports the first mistake of an entry.
func (s *scanner) damage(e *entry, where diag.Span, reason string) {
	if !e.damaged {
		s.report(malformed(where, e.key, reason, bracesHint))
	}
	e.damaged = true
}

func (s *scanner) key(e *entry, closing byte, limit int) {
	s.skipSpace(limit)
	start := s.at
	for s.at < limit && !isSpace(s.src[s.at]) && s.src[s.at] != ',' && s.src[s.at] != closing && s.src[s.at] != '=' {
		s.at++
	}
	e.key, e.keySpan = string(s.src[start:s.at]), diag.Span{Start: start, End: s.at}
	s.skipSpace(limit)
	if s.at < limit && s.src[s.at] == '=' { // the name of the first field
		e.key, s.at = "", start
	}
	if e.key == "" {
		e.damaged = true
		s.report(malformed(e.kindSpan, "", "it has no key", "write a key for citations behind the brace: @"+e.kind+"{court-letter-2023,"))
		return
	}
	if s.at < limit && s.src[s.at] != ',' && s.src[s.at] != closing {
		s.damage(e, e.keySpan, "there is no comma behind its key")
	}
}

// field reads one field. After a mistake it goes on with the next line.
func (s *scanner) field(e *entry, limit int) {
	start := s.at
	name := s.name(limit)
	where := diag.Span{Start: start, End: max(s.at, start+1)}
	s.skipSpace(limit)
	if name == "" || s.at >= limit || s.src[s.at] != '=' {
		what := string(s.src[where.Start:where.End])
		if name == "" {
			s.damage(e, where, fmt.Sprintf("%q cannot stand here", string([]rune(string(s.src[start:min(start+4, len(s.src))]))[0])))
		} else {
			s.damage(e, where, fmt.Sprintf(`there is no "=" behind %q`, what))
		}
		s.at = start
		s.skipLineTo(limit)
		return
	}
	s.at++
	s.skipSpace(limit)
	from := s.at
	end := limit
	if e.damaged { // its braces cannot be trusted, and no byte is looked at twice
		end = s.lineEnd(limit)
	}
	raw, reason := s.value(end, e.key)
	if reason != "" {
		s.damage(e, where, fmt.Sprintf("the value of %s: %s", name, reason))
		s.at = max(from, min(s.at, limit))
		s.skipLineTo(limit)
		return
	}
	f := field{name: name, raw: raw, span: diag.Span{Start: from, End: s.at}}
	s.skipSpace(limit)
	if s.at < limit && s.src[s.at] != ',' && s.src[s.at] != '}' && s.src[s.at] != ')' {
		s.damage(e, where, "there is no comma behind the value of "+name)
	}
	if e.own(name) != nil {
		d := malformed(where, e.key, fmt.Sprintf("%s stands twice in it", name), "delete one; the first counts")
		d.Severity = diag.Warning
		s.report(d)
		return
	}
	if len(e.fields) < maxFields {
		e.fields = append(e.fields, f)
	}
}

// maxFields is how many fields of an entry are kept: far more than there are
// names, and few enough that looking through them costs nothing.
const maxFields = 256

// reopen finds the value that swallowed the end of its entry because its own
// brace is missing: one with a line in it that begins a field. It goes back to
// that line, once an entry.
func (s *scanner) reopen(e *entry, limit int) bool {
	if e.damaged || len(e.fields) == 0 {
		return false
	}
	last := &e.fields[len(e.fields)-1]
	for i := last.span.Start; i < last.span.End; {
		line := bytes.IndexByte(s.src[i:last.span.End], '\n')
		if line < 0 {
			return false
		}
		i += line + 1
		at := s.at
		s.at = i
		s.skipSpace(limit)
		name := s.name(limit)
		s.skipSpace(limit)
		begins := name != "" && s.at < limit && s.src[s.at] == '='
		s.at = at
		if begins {
			s.damage(e, diag.Span{Start: last.span.Start, End: last.span.Start + 1}, fmt.Sprintf("the value of %s is never closed", last.name))
			e.fields = e.fields[:len(e.fields)-1]
			s.at = i
			return true
		}
	}
	return false
}

// letters reads a word and returns it in lower case.
func (s *scanner) letters() string {
	start := s.at
	for s.at < len(s.src) && isLetter(s.src[s.at]) {
		s.at++
	}
	return strings.ToLower(string(s.src[start:s.at]))
}

// name reads the name of a field or string and returns it in lower case.
func (s *scanner) name(limit int) string {
	start := s.at
	for s.at < limit && !isSpace(s.src[s.at]) && strings.IndexByte(`"#%'(),={}@\`, s.src[s.at]) < 0 {
		s.at++
	}
	return strings.ToLower(string(s.src[start:s.at]))
}

func (s *scanner) skipSpace(limit int) {
	for s.at < limit && isSpace(s.src[s.at]) {
		s.at++
	}
}

// skipSeparators skips what may stand between fields: space, commas, comments.
func (s *scanner) skipSeparators(limit int) {
	for s.at < limit {
		switch c := s.src[s.at]; {
		case c == '%':
			s.skipLineTo(limit)
		case c == ',' || isSpace(c):
			s.at++
		default:
			return
		}
	}
}

// lineEnd returns where the line ends.
func (s *scanner) lineEnd(limit int) int {
	if i := bytes.IndexByte(s.src[s.at:limit], '\n'); i >= 0 {
		return s.at + i
	}
	return limit
}

func (s *scanner) skipLine() { s.skipLineTo(len(s.src)) }

func (s *scanner) skipLineTo(limit int) {
	if i := bytes.IndexByte(s.src[s.at:limit], '\n'); i >= 0 {
		s.at += i + 1
	} else {
		s.at = limit
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

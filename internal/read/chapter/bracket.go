package chapter

import (
	"bytes"
	"fmt"

	"dossier/internal/diag"

	"github.com/yuin/goldmark/util"
)

// A bracket opens a note, a citation, a link, an image or a span; which, is
// known where it closes.

// scanBracket opens a bracket, or finds the mark of a note.
func (r *reading) scanBracket(i int) int {
	s := &r.scanner
	if end := noteMarkEnd(s.text, i); end > 0 {
		r.calls = append(r.calls, call{label: string(s.text[i+2 : end-1]), span: s.span(i, end)})
		s.add(foundNote, i, end, len(r.calls)-1)
		return end
	}
	s.push('[', i, i+1)
	return i + 1
}

// scanBang opens an image, unless the brackets after the exclamation mark are
// the mark of a note.
func (r *reading) scanBang(i int) int {
	s := &r.scanner
	if s.byteAt(i+1) != '[' {
		return i + 1
	}
	if end := noteMarkEnd(s.text, i+1); end > 0 && s.byteAt(end) != '(' {
		return i + 1
	}
	s.push('!', i, i+2)
	return i + 2
}

// scanCaret opens a note that is written where it is called.
func (r *reading) scanCaret(i int) int {
	s := &r.scanner
	if s.byteAt(i+1) != '[' {
		return r.scanMark(i, '^', "superscript", "write m² with the sign itself")
	}
	s.push('^', i, i+2)
	return i + 2
}

func (s *scanner) push(char byte, start, content int) {
	b := bracket{char: char, start: start, content: content, afterCite: -1}
	if n := len(s.stack); n > 0 {
		s.stack[n-1].nested = true
	}
	if s.lastCite >= 0 && char == '[' && util.IsBlank(s.text[s.finds[s.lastCite].end:start]) {
		b.afterCite = s.lastCite
	}
	b.find = s.add(foundNothing, start, content, 0)
	s.stack = append(s.stack, b)
}

// scanClosing closes the innermost bracket at i and decides what it is.
func (r *reading) scanClosing(i int) int {
	s := &r.scanner
	last := len(s.stack) - 1
	if last < 0 {
		return i + 1
	}
	b := s.stack[last]
	s.stack = s.stack[:last]
	dead := last < s.dead
	s.dead = min(s.dead, last)
	s.lastCite = -1
	if b.char == '^' {
		return r.takeNote(b, i)
	}
	if end, ok := r.scanLink(b, i, dead); ok {
		return end
	}
	if b.char == '[' {
		if end, ok := r.scanSpan(b, i); ok {
			return end
		}
	}
	if b.afterCite >= 0 && !b.holdsCite {
		if end, ok := r.takePlace(b, i); ok {
			return end
		}
	}
	if end, ok := r.takeCitation(b, i); ok {
		if last > 0 {
			s.stack[last-1].holdsCite = true
		}
		return end
	}
	if b.char == '[' && s.byteAt(b.content) == '^' {
		r.misplacedCaret(b, i)
	}
	return i + 1
}

// take makes one find of a bracket and all that is in it.
func (s *scanner) take(b bracket, kind findKind, end, data int) {
	f := &s.finds[b.find]
	f.kind, f.end, f.data = kind, end, data
	s.finds = s.finds[:b.find+1]
}

// misplacedCaret reports "[^a note]".
func (r *reading) misplacedCaret(b bracket, i int) {
	s := &r.scanner
	words := bytes.TrimSpace(s.text[b.content+1 : i])
	if len(words) == 0 {
		r.error(diag.EmptyNote, s.span(b.start, i+1), "this note mark has no label", "write [^label], or ^[the note itself]")
		return
	}
	r.error(diag.UndefinedNote, s.span(b.start, i+1), fmt.Sprintf(`"%s" is not a label: labels have no spaces or brackets`, quoted(words)),
		fmt.Sprintf("write [^label] and define it, or write the note here: ^[%s]", quoted(words)))
}

package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
)

// A note is written once, as an inline element after the run of marks that
// first calls it, so that it stays beside its sentence without any layout: in
// the margin, in place, in a text browser, and in a copy.

// marks writes the run of marks that begins with first, with the punctuation
// around it and the notes that it calls for the first time. It returns the last
// node that it has written.
//
// Marks stand after punctuation in English and before it in French, wherever
// the writer put them.
func (p *printer) marks(first *prose.NoteMark) ast.Node {
	var few [8]int
	run, last := p.runOf(first, few[:0])
	if p.style.inSentence() {
		if run, last = p.citeInSentence(run, last); len(run) == 0 {
			return last
		}
	}
	p.trim()
	marksFirst := strings.HasPrefix(p.doc.Lang, "fr")
	before := ""
	if marksFirst {
		before = p.takePunctuation()
	} else {
		last = p.movePunctuation(last)
	}
	p.inline(`<sup class="marks">`)
	p.numbers(run)
	p.close("</sup>")
	p.inked = true
	if marksFirst {
		p.text(before)
		last = p.movePunctuation(last)
	}
	for _, m := range run {
		if mark := p.doc.Marks[m]; mark.Ordinal == 1 {
			p.call(mark.Note)
		}
	}
	return last
}

// runOf collects the marks that follow each other with nothing but white space
// between, and returns the last node of the run.
func (p *printer) runOf(first *prose.NoteMark, run []int) ([]int, ast.Node) {
	last := ast.Node(first)
	run = append(run, first.Mark)
	for {
		next := last.NextSibling()
		if next != nil && p.isBlank(next) {
			next = next.NextSibling()
		}
		m, ok := next.(*prose.NoteMark)
		if !ok {
			return run, last
		}
		run, last = append(run, m.Mark), m
	}
}

// isBlank reports whether a node is white space.
func (p *printer) isBlank(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && !t.HardLineBreak() && strings.TrimSpace(view(t.Segment.Value(p.doc.Source))) == ""
}

// movePunctuation writes the punctuation that follows a run of marks and
// returns the last node that is thereby written in full; of the next one, the
// part already written is remembered.
func (p *printer) movePunctuation(last ast.Node) ast.Node {
	for {
		next := last.NextSibling()
		value, ok := p.value(next)
		if !ok {
			return last
		}
		n := closingPunctuation(value)
		if n == 0 {
			return last
		}
		p.text(value[:n])
		if n < len(value) || endsLine(next) {
			p.written, p.writtenOf = n, next
			return last
		}
		last = next
	}
}

// value is the text of a node that is plain text.
func (p *printer) value(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.Text:
		return view(n.Segment.Value(p.doc.Source)), true
	case *ast.String:
		return view(n.Value), true
	}
	return "", false
}

func endsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// closingPunctuation is the length of the punctuation that s begins with:
// stops, and quotation marks that close.
func closingPunctuation(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch r {
		case '.', ',', ';', ':', '!', '?', '…', '”', '»':
		case '’': // unless it is an apostrophe
			if next, _ := utf8.DecodeRuneInString(s[n+size:]); unicode.IsLetter(next) {
				return n
			}
		case '\u00a0', '\u202f': // before a stop in French
			if after := closingPunctuation(s[n+size:]); after == 0 {
				return n
			}
		default:
			return n
		}
		n += size
	}
	return n
}

// takePunctuation takes back the stop that the text before a mark ends with.
func (p *printer) takePunctuation() string {
	p.settle()
	if !p.inked {
		return ""
	}
	b := p.buf.Bytes()
	start := len(b)
	for start > 0 {
		r, size := utf8.DecodeLastRune(b[:start])
		if r == ';' && isReference(b[:start]) {
			break
		}
		if !strings.ContainsRune(".,;:!?…", r) {
			break
		}
		start -= size
	}
	if start == len(b) {
		return ""
	}
	for {
		r, size := utf8.DecodeLastRune(b[:start])
		if r != '\u00a0' && r != '\u202f' {
			break
		}
		start -= size
	}
	taken := string(b[start:])
	p.buf.Truncate(start)
	return taken
}

// isReference reports whether b ends with a character reference of ours.
func isReference(b []byte) bool {
	return strings.HasSuffix(view(b), "&lt;") || strings.HasSuffix(view(b), "&amp;")
}

// numbers writes a run: "1, 2". Three or more that follow each other print
// "1–3"; those between stay links, unseen until they have focus.
func (p *printer) numbers(run []int) {
	for i := 0; i < len(run); {
		j := i + 1
		for !p.place.isFeed && j < len(run) && p.noteNumber(p.doc.Marks[run[j]].Note) == p.noteNumber(p.doc.Marks[run[j-1]].Note)+1 {
			j++
		}
		if i > 0 {
			p.between(", ")
		}
		p.mark(run[i], false)
		if j-i == 2 {
			p.between(", ")
		}
		if j-i > 2 {
			p.between("–")
			for _, m := range run[i+1 : j-1] {
				p.mark(m, true)
			}
		}
		if j-i > 1 {
			p.mark(run[j-1], false)
		}
		i = j
	}
}

// between writes what stands between two numbers of a run, for the eye only.
func (p *printer) between(s string) {
	p.inline(`<span aria-hidden="true">`)
	p.text(s)
	p.close("</span>")
}

func (p *printer) mark(m int, unseen bool) {
	mark := p.doc.Marks[m]
	p.inline("<a")
	if unseen {
		p.raw(` class="vh"`)
	}
	p.attrOpen("id")
	p.markID(mark, false)
	p.attrClose()
	p.fragment("n-", p.doc.Notes[mark.Note].ID)
	p.raw(` role="doc-noteref"`)
	p.numbered("aria-label", p.labels.mark, p.noteNumber(mark.Note))
	p.raw(">")
	p.number(p.noteNumber(mark.Note))
	p.close("</a>")
}

// markID writes the id of a mark into an attribute: an id, or part of a URL.
func (p *printer) markID(mark prose.Mark, inURL bool) {
	p.attrPart(p.place.idPrefix)
	p.attrPart("nr-")
	id := p.doc.Notes[mark.Note].ID
	if inURL {
		id = encodeURL(id)
	}
	p.attrPart(id)
	if mark.Ordinal > 1 {
		p.attrPart("--")
		p.digits(mark.Ordinal)
	}
}

// call writes a note, or has it wait.
func (p *printer) call(note int) {
	switch {
	case p.place.isFeed:
	case p.holding:
		p.held = append(p.held, note)
	default:
		p.note(note)
	}
}

// afterNotes writes the notes that have waited for the end of a block.
func (p *printer) afterNotes() {
	if len(p.held) == 0 {
		return
	}
	p.block(`<p class="after-notes">`)
	for _, n := range p.held {
		p.note(n)
	}
	p.block("</p>")
	p.held = p.held[:0]
}

// note writes one note in its place. The unseen brackets keep the words of the
// page readable where there is no style. The space after the sentence stays
// outside, because a note may not be shown.
func (p *printer) note(i int) {
	n := p.doc.Notes[i]
	if n.Kind == prose.Footnote {
		p.traceBlock(n.Body)
	}
	p.inline(`<small class="note"`)
	p.id("n-", n.ID)
	p.raw(` role="note">`)
	p.inline(`<span class="vh">`)
	p.space()
	p.text(p.words.T("note-open"))
	p.space()
	p.close("</span>")
	p.inline("<b>")
	p.number(p.noteNumber(i))
	if kind := p.kind(n); kind != "" {
		p.space()
		p.text(kind)
	}
	p.close("</b>")
	p.space()
	p.noteText(i)
	p.backLinks(n)
	p.inline(`<span class="vh">`)
	p.text(p.words.T("note-close"))
	p.close("</span>")
	p.close("</small>")
}

// noteText writes what a note says.
func (p *printer) noteText(i int) {
	n := p.doc.Notes[i]
	if n.Kind == prose.CitationNote {
		p.citation(n.Citation, i)
		return
	}
	if n.Body == nil {
		return
	}
	p.current = i
	holding := p.holding
	p.holding = true // a note in a note is refused by the reader
	for c := n.Body.FirstChild(); c != nil; c = c.NextSibling() {
		if c == n.Body.FirstChild() || c.Type() == ast.TypeInline {
			p.inlineOnly(c)
			continue
		}
		p.space()
		p.inline(`<span class="par">`)
		p.inlineOnly(c)
		p.close("</span>")
	}
	p.holding = holding
}

// inlineOnly writes a paragraph of a note without the element around it.
func (p *printer) inlineOnly(n ast.Node) {
	if n.Type() == ast.TypeInline {
		p.node(n)
		return
	}
	p.children(n)
}

// backLinks writes a link to each mark of a note.
func (p *printer) backLinks(n prose.Note) {
	for k, m := range n.Marks {
		p.space()
		p.inline(`<a class="back"`)
		p.attrOpen("href")
		p.attrPart("#")
		p.markID(p.doc.Marks[m], true)
		p.attrClose()
		p.raw(` role="doc-backlink"`)
		if k > 0 {
			p.attr("aria-label", p.words.T("note-back-more", k+1))
		}
		p.raw(">")
		if k == 0 {
			p.text(p.words.T("note-back"))
		} else {
			p.text("(" + p.words.Number(k+1) + ")")
		}
		p.close("</a>")
	}
}

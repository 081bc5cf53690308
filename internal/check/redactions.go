package check

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// bars holds the covered areas of page images against the transcripts of these
// pages: where the picture is covered and the transcript has no bar of the same
// hand, the covered words may stand in it.
func bars(x *casefile.Exhibit) diag.List {
	type hand struct {
		page  int
		court bool
	}
	var diags diag.List
	told := map[hand]bool{}
	for _, r := range x.Redactions {
		s, h := x.Sheet(r.Page), hand{r.Page, r.Court}
		if s == nil || len(s.Lines) == 0 || hasBar(s, r.Court) || told[h] {
			continue
		}
		told[h] = true
		by, whose := "newsroom", "by us"
		if r.Court {
			by, whose = "court", "by the court"
		}
		diags = append(diags, diag.Diagnostic{Code: diag.RedactionInTranscript, Severity: diag.Error, Span: r.Span,
			Message: fmt.Sprintf("page %d is covered here %s, and its transcript has no such bar: are the covered words in it?", r.Page, whose),
			Hint:    fmt.Sprintf("write [about two words]{.redacted by=%s} where the bar stands; for a signature or a drawing, say so: allow: [{code: redaction-in-transcript, reason: …}]", by),
			Related: []diag.Related{{Span: diag.Span{File: s.Path}, Message: "the transcript"}}})
	}
	return diags
}

func hasBar(s *casefile.Sheet, court bool) bool {
	for _, l := range s.Lines {
		for _, r := range l.Runs {
			if r.Kind == casefile.RedactedRun && r.Court == court {
				return true
			}
		}
	}
	return false
}

// What surrounds covered words is what they are found by in another text: up to
// so many words on each side, and at least so many together and on each side.
const (
	mostAround    = 4
	leastAround   = 5
	leastOneSide  = 2
	mostUncovered = 12 // words that a bar may stand for
)

// A blackout is a covered passage of a transcript, with the words around it.
type blackout struct {
	exhibit       *casefile.Exhibit
	page, line    int
	before, after []string
}

// Blackouts are the covered passages of all transcripts. They find the words
// that stand in one text and are covered in another: the same letter copied
// twice, or quoted by a chapter. Many may use them at once.
type Blackouts struct {
	by map[[2]string][]blackout // by the two words before the bar
}

// BlackoutsOf gathers them.
func BlackoutsOf(inv *casefile.Investigation) *Blackouts {
	all := &Blackouts{by: map[[2]string][]blackout{}}
	for _, x := range inv.Exhibits.List {
		for i := range x.Sheets {
			all.gather(x, &x.Sheets[i])
		}
	}
	return all
}

func (all *Blackouts) gather(x *casefile.Exhibit, s *casefile.Sheet) {
	var words []string // of the page; "" where something is left out
	type place struct{ word, line int }
	var covered []place
	for i, l := range s.Lines {
		for _, r := range l.Runs {
			switch {
			case r.Words():
				for _, w := range wordsOf(r.Text) {
					words = append(words, w.word)
				}
			default:
				if r.Kind == casefile.RedactedRun {
					covered = append(covered, place{len(words), i + 1})
				}
				words = append(words, "")
			}
		}
	}
	for _, at := range covered {
		b := blackout{exhibit: x, page: s.Number, line: at.line}
		for i := at.word - 1; i >= 0 && words[i] != "" && len(b.before) < mostAround; i-- {
			b.before = append([]string{words[i]}, b.before...)
		}
		for i := at.word + 1; i < len(words) && words[i] != "" && len(b.after) < mostAround; i++ {
			b.after = append(b.after, words[i])
		}
		if n := len(b.before); n >= leastOneSide && len(b.after) >= leastOneSide && n+len(b.after) >= leastAround {
			key := [2]string{b.before[n-2], b.before[n-1]}
			all.by[key] = append(all.by[key], b)
		}
	}
}

// in finds the words of a text that are covered elsewhere: by which bar, and where
// they stand.
func (all *Blackouts) in(text string) (b *blackout, from, to int) {
	if len(all.by) == 0 {
		return nil, 0, 0
	}
	words := wordsOf(text)
	for i := 1; i < len(words); i++ {
		for _, b := range all.by[[2]string{words[i-1].word, words[i].word}] {
			if !standsAt(words, i+1-len(b.before), b.before) {
				continue
			}
			for n := 1; n <= mostUncovered; n++ {
				if standsAt(words, i+1+n, b.after) {
					return &b, words[i+1].start, words[i+n].end
				}
			}
		}
	}
	return nil, 0, 0
}

func standsAt(words []wordAt, at int, want []string) bool {
	if at < 0 || at+len(want) > len(words) {
		return false
	}
	for i, w := range want {
		if words[at+i].word != w {
			return false
		}
	}
	return true
}

// A wordAt is a word in small letters, and where it stands in its text.
type wordAt struct {
	word string
	token
}

func wordsOf(text string) []wordAt {
	var list []wordAt
	for _, t := range tokens(text, nil) {
		list = append(list, wordAt{strings.ToLower(text[t.start:t.end]), t})
	}
	return list
}

// uncovered reports words that stand in a text although a bar covers them
// elsewhere. The message says where, never which.
func uncovered(b *blackout, at diag.Span, where string) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.RedactionElsewhere, Severity: diag.Error, Span: at,
		Message: fmt.Sprintf("the words that are covered in exhibit %q, page %d, line %d, stand %s", b.exhibit.ID, b.page, b.line, where),
		Hint:    "cover them here, too, or say why readers may know them: code=redaction-elsewhere reason=…",
		Related: []diag.Related{{Span: b.exhibit.Span, Message: "the exhibit"}}}
}

// Text finds such words in a chapter or a page.
func (all *Blackouts) Text(c *casefile.Chapter, text *casefile.Summary) diag.List {
	if text == nil || len(all.by) == 0 {
		return nil
	}
	var diags diag.List
	for i := range text.Passages {
		p := &text.Passages[i]
		if b, from, to := all.in(p.Text); b != nil {
			at := p.Span(from, to)
			diags = append(diags, uncovered(b, diag.Span{File: c.Path, Start: at.Start, End: at.End}, "here"))
		}
	}
	return diags
}

// Records finds such words in transcripts, in what describes a page, in notes on
// passages, and in what is kept of sources.
func (all *Blackouts) Records(inv *casefile.Investigation) diag.List {
	if len(all.by) == 0 {
		return nil
	}
	var diags diag.List
	look := func(text string, at diag.Span, where string) {
		if b, _, _ := all.in(text); b != nil {
			diags = append(diags, uncovered(b, at, where))
		}
	}
	for _, x := range inv.Exhibits.List {
		for _, s := range x.Sheets {
			look(s.Text(), diag.Span{File: s.Path}, "in this transcript")
		}
		for _, a := range x.Alts {
			for _, text := range a.Text {
				look(text, x.Span, fmt.Sprintf("in what is said of page %d", a.Page))
			}
		}
		for _, h := range x.Highlights {
			for _, text := range h.Note {
				look(text, h.Span, "in the note on this passage")
			}
		}
	}
	for _, s := range inv.Sources.List {
		look(s.Custom.Text, s.Span, "in the text that is kept of this source")
	}
	return diags
}

package page

import (
	"slices"

	"dossier/internal/casefile"
)

// sheet writes one page of an exhibit: its image, if there is one, then its
// transcript. anchored tells that this is the page of the exhibit itself, where
// lines and highlights have their anchors; elsewhere they lead there.
func (p *printer) sheet(d *casefile.Display, s *casefile.Sheet, anchored bool) {
	if s.Image != "" {
		p.facsimile(d, s, anchored)
	}
	if len(s.Lines) > 0 {
		p.transcript(d, s, anchored)
	}
}

// rightToLeft lists the languages whose text runs from the right.
var rightToLeft = []string{"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi"}

// transcript writes the lines of a page.
func (p *printer) transcript(d *casefile.Display, s *casefile.Sheet, anchored bool) {
	x := d.Exhibit
	lang := x.Transcript.Language
	p.block(`<div class="transcript"`)
	if lang != "" {
		p.attr("lang", lang)
	}
	if slices.Contains(rightToLeft, primary(lang)) {
		p.attr("dir", "rtl")
	}
	p.raw(">")
	if x.Transcript.Numbered {
		p.block(`<ol class="lines">`)
	}
	marks := marksOn(d, s.Number)
	for i, l := range s.Lines {
		switch {
		case x.Transcript.Numbered:
			p.block("<li")
			if anchored {
				p.id("", x.LineAnchor(s.Number, i+1))
			}
			p.raw(">")
		case l.Level > 0:
			p.block(`<p class="head">`)
		default:
			p.block("<p>")
		}
		if l.Level > 0 && x.Transcript.Numbered {
			p.inline("<b>")
		}
		p.line(l, marks[i+1], anchored)
		if l.Level > 0 && x.Transcript.Numbered {
			p.close("</b>")
		}
		if x.Transcript.Numbered {
			p.block("</li>")
		} else {
			p.block("</p>")
		}
	}
	if x.Transcript.Numbered {
		p.block("</ol>")
	}
	p.block("</div>")
}

// A lit is a part of a line that a highlight covers.
type lit struct {
	from, to  int
	id        string
	continued bool // it began in an earlier line
	goesOn    bool // it ends in a later line
}

// marksOn lists the highlights of a page by line, from 1.
func marksOn(d *casefile.Display, page int) map[int][]lit {
	lines := map[int][]lit{}
	for i, marks := range d.Marks {
		for j, m := range marks {
			if m.Page == page {
				lines[m.Line] = append(lines[m.Line], lit{m.From, m.To, d.Exhibit.Highlights[i].ID, j > 0, j+1 < len(marks)})
			}
		}
	}
	return lines
}

// line writes the runs of a line, parted where a highlight begins or ends.
func (p *printer) line(l casefile.Line, marks []lit, anchored bool) {
	at := 0
	for _, run := range l.Runs {
		end := at + len(casefile.Line{Runs: []casefile.Run{run}}.Plain())
		cuts := []int{at, end}
		for _, m := range marks {
			for _, cut := range []int{m.from, m.to} {
				if cut > at && cut < end && run.Words() {
					cuts = append(cuts, cut)
				}
			}
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		for i := 0; i+1 < len(cuts); i++ {
			p.stretch(run, run.Text, cuts[i]-at, cuts[i+1]-at, at, marks, anchored)
		}
		at = end
	}
}

// stretch writes a part of a run that is wholly inside or outside of every
// highlight.
func (p *printer) stretch(run casefile.Run, text string, from, to, at int, marks []lit, anchored bool) {
	var first []lit // that begin here
	covered, continued, goesOn := false, false, false
	for _, m := range marks {
		if m.from <= at+from && m.to >= at+to && m.from < m.to {
			covered = true
			continued, goesOn = continued || m.continued, goesOn || m.goesOn
			if m.from == at+from && !m.continued {
				first = append(first, m)
			}
		}
	}
	if covered {
		p.inline("<mark")
		if anchored && len(first) > 0 {
			p.id("h-", first[0].id)
			first = first[1:]
		}
		switch { // by which the sheet lights all lines of the one that was followed
		case continued && goesOn:
			p.attr("class", "on to")
		case continued:
			p.attr("class", "on")
		case goesOn:
			p.attr("class", "to")
		}
		p.raw(">")
		for _, m := range first {
			if anchored {
				p.inline("<span")
				p.id("h-", m.id)
				p.raw("></span>")
			}
		}
	}
	switch {
	case !run.Words():
		p.unread(run)
	case run.Kind == casefile.EmphasisRun:
		p.inline("<em>")
		p.text(text[from:to])
		p.close("</em>")
	case run.Kind == casefile.StrongRun:
		p.inline("<strong>")
		p.text(text[from:to])
		p.close("</strong>")
	default:
		p.text(text[from:to])
	}
	if covered {
		p.close("</mark>")
	}
}

// bar is what stands for covered words. Its length is always the same: the
// length of a name betrays it.
const bar = "█████"

// unread writes what of the document cannot be read: left out, covered, or
// illegible.
func (p *printer) unread(run casefile.Run) {
	switch run.Kind {
	case casefile.RedactedRun:
		key, class := "redacted-ours", "redacted ours"
		if run.Court {
			key, class = "redacted-court", "redacted"
		}
		label := p.words.T(key)
		if run.Text != "" {
			label = p.words.T(key+"-about", run.Text)
		}
		if run.Reason != "" && !run.Court {
			label = p.words.T("redacted-why", label, run.Reason)
		}
		p.inline("<span")
		p.attr("class", class)
		p.attr("role", "img")
		p.attr("aria-label", label)
		p.raw(">")
		p.text(bar)
		p.close("</span>")
	case casefile.IllegibleRun:
		p.inline(`<i class="gap">`)
		if run.Text == "" {
			p.text(p.words.T("illegible"))
		} else {
			p.text(p.words.T("illegible-about", run.Text))
		}
		p.close("</i>")
	default:
		p.inline(`<i class="gap">`)
		p.text("[…]")
		p.close("</i>")
	}
}

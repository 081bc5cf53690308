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

// line writes the runs of a line, parted where a highlight begins or ends. What
// the same highlights cover is one mark, whatever it is made of.
func (p *printer) line(l casefile.Line, marks []lit, anchored bool) {
	at, open := 0, []lit(nil)
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
			from, to := cuts[i], cuts[i+1]
			covered := slices.DeleteFunc(slices.Clone(marks), func(m lit) bool { return m.from > from || m.to < to || m.from == m.to })
			if !slices.Equal(covered, open) {
				p.shut(open)
				p.light(covered, from, anchored)
				open = covered
			}
			p.run(run, from-at, to-at)
		}
		at = end
	}
	p.shut(open)
}

// light begins a mark for the highlights that cover what follows. Those that begin
// here have their anchors on it.
func (p *printer) light(covered []lit, from int, anchored bool) {
	if len(covered) == 0 {
		return
	}
	var first []lit // that begin here
	continued, goesOn := false, false
	for _, m := range covered {
		continued, goesOn = continued || m.continued, goesOn || m.goesOn
		if m.from == from && !m.continued {
			first = append(first, m)
		}
	}
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

func (p *printer) shut(open []lit) {
	if len(open) > 0 {
		p.close("</mark>")
	}
}

// run writes a part of a run.
func (p *printer) run(run casefile.Run, from, to int) {
	switch {
	case !run.Words():
		p.unread(run)
	case run.Kind == casefile.EmphasisRun:
		p.inline("<em>")
		p.text(run.Text[from:to])
		p.close("</em>")
	case run.Kind == casefile.StrongRun:
		p.inline("<strong>")
		p.text(run.Text[from:to])
		p.close("</strong>")
	default:
		p.text(run.Text[from:to])
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

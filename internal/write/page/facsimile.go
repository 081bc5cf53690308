package page

import (
	"fmt"
	"image"
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// facsimile writes the image of a page with its highlights and covered areas
// drawn over it.
func (p *printer) facsimile(d *casefile.Display, s *casefile.Sheet, anchored bool) {
	x := d.Exhibit
	if p.pictures == nil {
		return
	}
	file, ok := p.pictures(s.Image)
	if !ok || file.URL == "" {
		return
	}
	alt := textIn(x.Alt(s.Number), p.doc.Lang, p.original)
	switch {
	case alt != "":
	case len(s.Lines) > 0:
		alt = p.words.T("page-alt", s.Number)
	default:
		alt = p.words.T("page-n", s.Number)
	}
	p.block(`<div class="facsimile">`)
	p.object("<img")
	p.address("src", p.absolute(file.URL))
	if p.place.base == "" && len(file.Variants) > 0 {
		p.attr("srcset", file.SrcSet())
		p.attr("sizes", pictureSizes)
	}
	p.attr("alt", alt)
	if file.Width > 0 {
		p.attrNumber("width", file.Width)
		p.attrNumber("height", file.Height)
	}
	p.raw(` loading="lazy">`)
	p.overlay(d, s.Number, file, anchored)
	p.block("</div>")
}

// overlay draws what is known of a page on its image, as geometry. Paper is
// white in the dark too, so its colours are those of the picture, not of the
// theme.
func (p *printer) overlay(d *casefile.Display, page int, file casefile.Picture, anchored bool) {
	x := d.Exhibit
	var body writer
	for i, h := range x.Highlights {
		if h.Page != page || h.Rect == nil {
			continue
		}
		to := ""
		if !anchored {
			to = p.absolute(p.exhibitAt(casefile.ExhibitPlace{ID: x.ID, Page: page}, false))
		}
		if len(d.Marks[i]) == 0 {
			to += "#" + x.PageAnchor(page)
		} else {
			to += "#h-" + h.ID
		}
		body.raw(`<a fill="transparent" stroke="#1b3fc4" stroke-width="3"`)
		body.attr("href", to)
		body.attr("aria-label", p.words.T("highlight-of", h.Exact))
		body.raw(">")
		body.rect(pixelsOf(*h.Rect, file))
		body.raw("</a>")
	}
	for _, r := range x.Redactions {
		if r.Page != page {
			continue
		}
		p.covered(&body, r, file)
	}
	if body.buf.Len() == 0 || file.Width == 0 {
		return
	}
	p.raw(`<svg class="overlay"`)
	p.attr("viewBox", "0 0 "+strconv.Itoa(file.Width)+" "+strconv.Itoa(file.Height))
	p.raw(">")
	p.raw(body.buf.String())
	p.raw("</svg>")
}

// covered marks an area that the image hides: solid for the court, hatched for
// us. It says by whom and why, and hides nothing itself.
func (p *printer) covered(w *writer, r casefile.CoveredArea, file casefile.Picture) {
	label := p.words.T("redacted-ours")
	if r.Court {
		label = p.words.T("redacted-court")
	} else if why := textIn(r.Reason, p.doc.Lang, p.original); why != "" {
		label = p.words.T("redacted-why", label, why)
	}
	w.raw(`<g role="img"`)
	w.attr("aria-label", label)
	if !r.Court {
		w.raw(` fill="#fff" stroke="#000" stroke-width="3"`)
	}
	w.raw(">")
	area := pixelsOf(r.Rect, file)
	w.rect(area)
	if !r.Court {
		w.raw("<path")
		w.attr("d", hatch(area))
		w.raw("/>")
	}
	w.raw("</g>")
}

// pixelsOf is a rectangle in the pixels of an image; never empty.
func pixelsOf(r casefile.Rect, file casefile.Picture) image.Rectangle {
	at := func(part float64, size int) int { return int(part*float64(size) + .5) }
	area := image.Rect(at(r.X1, file.Width), at(r.Y1, file.Height), at(r.X2, file.Width), at(r.Y2, file.Height))
	area.Max.X, area.Max.Y = max(area.Max.X, area.Min.X+1), max(area.Max.Y, area.Min.Y+1)
	return area
}

func (w *writer) rect(r image.Rectangle) {
	w.raw("<rect")
	w.attrNumber("x", r.Min.X)
	w.attrNumber("y", r.Min.Y)
	w.attrNumber("width", r.Dx())
	w.attrNumber("height", r.Dy())
	w.raw("/>")
}

// hatch is a path of slanting lines over a rectangle, from its top to its
// bottom, as far apart as the shorter side is long, and not more than 100.
func hatch(r image.Rectangle) string {
	var d strings.Builder
	high, wide := r.Dy(), r.Dx()
	step := max(min(high, wide), (high+wide)/100, 1)
	for at := step; at < wide+high; at += step {
		// The line runs from at on the upper edge, or as far down the right one, to
		// the lower edge, or up the left one.
		fmt.Fprintf(&d, "M%d %dL%d %d", r.Min.X+min(at, wide), r.Min.Y+max(at-wide, 0), r.Min.X+max(at-high, 0), r.Min.Y+min(at, high))
	}
	return d.String()
}

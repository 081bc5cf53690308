// Package diagram draws what is said to have passed between two parties, a box
// for each, an arrow for each thing, and under the arrow who says so; who is
// related to whom; and events to scale. It is SVG of geometry and classes alone;
// the style sheet gives it ink.
//
// A drawing of things that are only said must not look like a drawing of facts,
// so the line of an arrow is the status of its claim, and the label of the claim
// stands under it in words. Nothing here depends on anything but its arguments.
package diagram

import (
	"fmt"
	"html"
	"strings"
)

// An Exchange is what passes between two parties.
type Exchange struct {
	Left, Right string // names
	Name        string // what the drawing shows, for those who hear the page
	Arrows      []Arrow
}

// An Arrow is one thing that is said to pass.
type Arrow struct {
	What   string // "Access to message inboxes"
	Label  string // of the claim: "Alleged · denied by Meta and Netflix"
	Status string // documented, reported, alleged, disputed, denied, unknown, analysis
	Back   bool   // from right to left
}

// A frame is the measures of one of the two drawings, in pixels at full size.
// No text is smaller than 12.5 pixels where the drawing has its full width.
type frame struct {
	class string
	width int
	box   int  // width of the boxes
	tall  bool // boxes stand above the arrows, not beside them
}

var (
	// Wide is for columns of 592 pixels.
	wide = frame{class: "wd", width: 592, box: 112}
	// Narrow is for phones.
	narrow = frame{class: "nr", width: 300, box: 132, tall: true}
)

// Wide draws an exchange for a wide column, its boxes at both sides.
func (x Exchange) Wide() string { return x.draw(wide) }

// Narrow draws an exchange for a phone, its boxes on top.
func (x Exchange) Narrow() string { return x.draw(narrow) }

// Sizes of type and distances, in pixels.
const (
	whatSize  = 15
	labelSize = 13
	nameSize  = 20
	gap       = 20 // between arrows
	boxHead   = 12 // above and below the names of narrow boxes
)

// Attributes of lines of text; labels have those of the whole drawing.
var (
	nameStyle = fmt.Sprintf(` class="d" font-size="%d"`, nameSize)
	whatStyle = fmt.Sprintf(` font-size="%d" font-weight="700"`, whatSize)
)

func (x Exchange) draw(f frame) string {
	var b strings.Builder
	left, right := wrap(x.Left, nameSize, f.box-12, text), wrap(x.Right, nameSize, f.box-12, text)
	names := max(len(left), len(right)) * (nameSize + 4)
	from, to, top := f.box+8, f.width-f.box-8, 24
	if f.tall {
		from, to, top = 14, f.width-14, names+2*boxHead+28
	}
	var arrows strings.Builder
	y := top
	for _, a := range x.Arrows {
		y = a.draw(&arrows, from, to, y)
	}
	height := max(y-gap+12, names+2*boxHead)
	boxes := height - 2
	if f.tall {
		boxes = names + 2*boxHead
	}
	fmt.Fprintf(&b, `<svg class="%s" viewBox="0 0 %d %d" role="img" aria-label="%s"><g text-anchor="middle" font-size="%d">`, f.class, f.width, height, html.EscapeString(x.Name), labelSize)
	fmt.Fprintf(&b, `<path d="M1 1h%dv%dh-%dzM%d 1h%dv%dh-%dz"/>`, f.box-2, boxes, f.box-2, f.width-f.box+1, f.box-2, boxes, f.box-2)
	if f.tall {
		fmt.Fprintf(&b, `<path d="M6 %dV%dM%d %dV%d"/>`, boxes+1, height, f.width-6, boxes+1, height)
	}
	lines(&b, nameStyle, f.box/2, 1+boxes/2-names/2+nameSize, nameSize+4, left)
	lines(&b, nameStyle, f.width-f.box/2, 1+boxes/2-names/2+nameSize, nameSize+4, right)
	b.WriteString(arrows.String())
	b.WriteString("</g></svg>")
	return b.String()
}

// draw draws an arrow below y and returns where the next one may begin.
func (a Arrow) draw(b *strings.Builder, from, to, y int) int {
	middle, room := (from+to)/2, to-from-8
	what := wrap(a.What, whatSize, room, bold)
	y = lines(b, whatStyle, middle, y+whatSize-4, whatSize+3, what)
	y += 9
	a.line(b, from, to, y)
	return lines(b, "", middle, y+labelSize+8, labelSize+3, wrap(a.Label, labelSize, room, text)) + gap
}

// line draws the line of an arrow. Its form is the status: single for what is
// documented or reported, double for what is alleged, dashes and dots for what
// is disputed, dots for what nobody knows. Where somebody denies it, it ends in
// a bar instead of a head.
func (a Arrow) line(b *strings.Builder, from, to, y int) {
	start, tip, inward := from, to, -1
	if a.Back {
		start, tip, inward = to, from, 1
	}
	end := tip + 9*inward
	if a.Status == "denied" {
		end = tip + 3*inward
	}
	dashes := map[string]string{"disputed": ` stroke-dasharray="10 4 2 4"`, "unknown": ` stroke-dasharray="2 4"`}[a.Status]
	if a.Status == "alleged" || a.Status == "denied" {
		fmt.Fprintf(b, `<path d="M%d %d.5H%dM%d %d.5H%d"/>`, start, y-3, end, start, y+1, end)
	} else {
		fmt.Fprintf(b, `<path%s d="M%d %dH%d"/>`, dashes, start, y, end)
	}
	if a.Status == "denied" {
		fmt.Fprintf(b, `<path d="M%d %dv16"/>`, tip+3*inward, y-8)
		return
	}
	fmt.Fprintf(b, `<path class="full" d="M%d %dl%d -6v12z"/>`, tip, y, 11*inward)
}

// lines sets centred lines and returns the baseline of the last.
func lines(b *strings.Builder, style string, x, y, leading int, all []string) int {
	for i, line := range all {
		if i > 0 {
			y += leading
		}
		fmt.Fprintf(b, `<text%s x="%d" y="%d">%s</text>`, style, x, y, html.EscapeString(line))
	}
	return y
}

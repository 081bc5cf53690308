package diagram_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/diagram"
	"dossier/internal/golden"
)

// strips are timelines of 1,280 days, so that a day is a unit of the drawing.
var strips = map[string]diagram.Strip{
	"usual": {
		Ticks:     []diagram.Tick{{At: 0, Name: "2013"}, {At: 365, Name: "2014"}, {At: 730, Name: "2015"}, {At: 1240, Name: "2016"}},
		Stretches: []diagram.Stretch{{From: 100, To: 200, Dots: 1280, Name: "Access, alleged", End: "end unknown"}, {From: 150, To: 400, Name: "Partnership"}, {From: 900, To: 901}},
		Moments: []diagram.Moment{{At: 40, Name: "Board seat"}, {At: 60, Name: "Law & bill", Broken: true}, {At: 70}, {At: 70}, {At: 75, Name: "<Letter>"},
			{At: 80, Name: "No room"}, {At: 1270, Name: "Last"}},
	},
	"crowded":   crowd(400, func(i int) int64 { return int64(i * 3) }),
	"same day":  crowd(400, func(int) int64 { return 600 }),
	"first day": crowd(9, func(int) int64 { return 0 }),
	"empty":     {},
	"long":      {Moments: []diagram.Moment{{At: 5, Name: strings.Repeat("Very long ", 40)}}, Stretches: []diagram.Stretch{{From: 1, To: 1279, Name: strings.Repeat("W", 200)}}},
}

func crowd(n int, at func(int) int64) diagram.Strip {
	var s diagram.Strip
	names := []string{"Short", "WWWWWWW MMMMMMM", "الميناء", "港務公司宣布公開介面", ""}
	for i := range n {
		s.Moments = append(s.Moments, diagram.Moment{At: at(i), Name: names[i%len(names)]})
		if i%9 == 0 {
			s.Stretches = append(s.Stretches, diagram.Stretch{From: at(i), To: at(i) + 50, Dots: 1280, Name: names[i%len(names)], End: "end unknown"})
		}
		if i%70 == 0 {
			s.Ticks = append(s.Ticks, diagram.Tick{At: at(i), Name: "123456789"})
		}
	}
	return s
}

// TestStrip: names keep off each other, off strokes and inside the drawing.
func TestStrip(t *testing.T) {
	for name, s := range strips {
		s.To = 1280
		svg := s.Draw()
		if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		boxes, strokes := drawn(t, svg)
		for i, a := range boxes {
			if a.left < 0 || a.right > 1280 || a.top < 0 {
				t.Errorf("%s: %q leaves the drawing", name, a.words)
			}
			for _, b := range boxes[i+1:] {
				if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
					t.Errorf("%s: %q stands on %q", name, a.words, b.words)
				}
			}
			for _, x := range strokes {
				if a.left < x.left-1 && x.left < a.right-1 && x.top < a.bottom && a.top < x.bottom {
					t.Errorf("%s: a stroke at %d crosses %q", name, x.left, a.words)
				}
			}
		}
		if name == "usual" {
			golden.File(t, "testdata/strip.svg", lined(svg))
		}
	}
}

// TestStripIsSmall: events of one place are one stroke.
func TestStripIsSmall(t *testing.T) {
	s := crowd(5000, func(int) int64 { return 600 })
	s.To = 1280
	if n := len(s.Draw()); n > 2000 {
		t.Errorf("%d bytes for events of one day", n)
	}
}

// A box is where something stands in a drawing.
type box struct {
	words                    string
	left, right, top, bottom int
}

// drawn finds the names of a drawing and its long strokes.
func drawn(t *testing.T, svg string) (names, strokes []box) {
	t.Helper()
	const size = 18
	weight := 0
	d := xml.NewDecoder(strings.NewReader(svg))
	var at *box
	anchor, isBold := "", false
	for {
		token, err := d.Token()
		if err != nil {
			return names, strokes
		}
		switch e := token.(type) {
		case xml.StartElement:
			attrs := map[string]string{}
			for _, a := range e.Attr {
				attrs[a.Name.Local] = a.Value
			}
			switch e.Name.Local {
			case "g":
				weight += len(attrs["font-weight"])
			case "text":
				at = &box{}
				fmt.Sscan(attrs["x"], &at.left)
				fmt.Sscan(attrs["y"], &at.bottom)
				anchor, isBold = attrs["text-anchor"], weight > 0 || attrs["font-weight"] != ""
			case "path":
				var x, from, to int
				if n, _ := fmt.Sscanf(attrs["d"], "M%d %dV%d", &x, &from, &to); n == 3 {
					strokes = append(strokes, box{left: x, right: x, top: from, bottom: to})
				}
			}
		case xml.CharData:
			if at != nil {
				at.words = string(e)
			}
		case xml.EndElement:
			if e.Name.Local == "text" {
				width := diagram.WidthOf(at.words, size, isBold)
				at.right, at.top = at.left+width, at.bottom-size*7/10
				if anchor == "end" {
					at.left, at.right = at.left-width, at.left
				}
				names = append(names, *at)
				at = nil
			}
		}
	}
}

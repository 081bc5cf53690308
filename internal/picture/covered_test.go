package picture

import (
	"image"
	"image/color"
	"testing"
)

// barred is a page of stripes with a bar of one colour over the middle.
func barred(bar color.Color) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 100, 200))
	for y := range 200 {
		for x := range 100 {
			m.Set(x, y, color.NRGBA{byte(2 * x), byte(y), 90, 255})
			if x >= 20 && x < 60 && y >= 40 && y < 50 {
				m.Set(x, y, bar)
			}
		}
	}
	return m
}

var bar = Area{.2, .2, .6, .25}

func TestOneColour(t *testing.T) {
	almost := barred(color.Black)
	almost.Set(30, 45, color.NRGBA{1, 0, 0, 255})
	hidden := barred(color.Black)
	for x := 20; x < 60; x++ {
		hidden.SetNRGBA(x, 45, color.NRGBA{byte(x), 0, 0, 0})
	}
	twice := image.NewPaletted(image.Rect(0, 0, 100, 200), color.Palette{color.Black, color.Black, color.White})
	twice.SetColorIndex(30, 45, 1)
	for _, c := range []struct {
		name string
		file []byte
		area Area
		want bool
	}{
		{"a bar", encoded(t, PNG, barred(color.Black)), bar, true},
		{"a white one", encoded(t, PNG, barred(color.White)), bar, true},
		{"a part of it", encoded(t, PNG, barred(color.Black)), Area{.25, .21, .5, .24}, true},
		{"one pixel beside it", encoded(t, PNG, barred(color.Black)), Area{.2, .2, .601, .25}, false},
		{"one pixel almost of its colour", encoded(t, PNG, almost), bar, false},
		{"a transparent line", encoded(t, PNG, hidden), bar, false},
		{"one colour twice in the palette", encoded(t, PNG, twice), bar, false},
		{"no bar", encoded(t, PNG, barred(color.Black)), Area{0, .5, 1, .6}, false},
		{"JPEG", encoded(t, JPEG, barred(color.Black)), bar, false},
	} {
		got, err := OneColour(c.file, []Area{c.area})
		if err != nil || got[0] != c.want {
			t.Errorf("%s: %v (%v), want %v", c.name, got, err, c.want)
		}
	}
	for _, b := range [][]byte{nil, []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), encoded(t, PNG, barred(color.Black))[:300]} {
		if got, err := OneColour(b, []Area{bar}); err == nil {
			t.Errorf("%.20q: %v without an error", b, got)
		}
	}
}

// TestOneColourOfTurnedPictures: an area is meant as the picture is shown.
func TestOneColourOfTurnedPictures(t *testing.T) {
	plain := &pixels{100, 200, 1, make([]byte, 100*200)}
	for turn := 1; turn <= 8; turn++ {
		back := turn // the orientation that undoes it
		switch turn {
		case 6:
			back = 8
		case 8:
			back = 6
		}
		for i := range plain.data {
			x, y := i%100, i/100
			plain.data[i] = byte(x*7 + y*3)
			if x >= 20 && x < 60 && y >= 40 && y < 50 {
				plain.data[i] = 0
			}
		}
		stored := plain.turned(back)
		s := &scan{Info: Info{turn: turn}}
		m := stored.image()
		if !oneColour(m, s.stored(bar, m.Bounds())) {
			t.Errorf("orientation %d: the bar is looked for at %v", turn, s.stored(bar, m.Bounds()))
		}
	}
}

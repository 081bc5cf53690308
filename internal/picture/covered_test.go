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

// printed is a page with lines of small letters.
func printed() *image.Gray {
	m := image.NewGray(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		for x := range 200 {
			m.Pix[y*m.Stride+x] = 245
			if y%16 < 9 && (x*7+y/16*5)%11 < 4 && (x+y)%3 > 0 {
				m.Pix[y*m.Stride+x] = 30
			}
		}
	}
	return m
}

// changed is the page with each pixel made anew.
func changed(m *image.Gray, pixel func(x, y int) byte) *image.Gray {
	out := image.NewGray(m.Rect)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			out.Pix[y*out.Stride+x] = pixel(x, y)
		}
	}
	return out
}

// mean is the mean brightness around a place.
func mean(m *image.Gray, x0, y0, x1, y1 int) byte {
	sum, n := 0, 0
	for y := max(y0, 0); y < min(y1, m.Rect.Dy()); y++ {
		for x := max(x0, 0); x < min(x1, m.Rect.Dx()); x++ {
			sum, n = sum+int(m.Pix[y*m.Stride+x]), n+1
		}
	}
	return byte(sum / n)
}

// TestWaysToCover tells what hides words from what only looks as if it did.
func TestWaysToCover(t *testing.T) {
	page := printed()
	squares := changed(page, func(x, y int) byte { return mean(page, x/12*12, y/12*12, x/12*12+12, y/12*12+12) })
	blurred := changed(page, func(x, y int) byte { return byte(min(255, int(mean(page, x-7, y-7, x+8, y+8))+y/2)) })
	pen := changed(page, func(x, y int) byte { return page.Pix[y*page.Stride+x] / 5 })
	black := changed(page, func(int, int) byte { return 0 })
	noisy := changed(page, func(x, y int) byte { return byte((x*31 + y*17) % 23) })
	paper := changed(page, func(x, y int) byte { return byte(236 + (x*31+y*17)%13) })
	area := []Area{{.1, .1, .8, .6}}
	for _, c := range []struct {
		name string
		m    image.Image
		want Cover
	}{
		{"a bar", black, Opaque}, {"print", page, Open}, {"bare paper", paper, Open}, {"squares", squares, Blurred},
		{"a blur", blurred, Blurred}, {"a pen", pen, Dark}, {"a bar that was scanned", noisy, Dark},
	} {
		got, err := Covers(encoded(t, PNG, c.m), area)
		if err != nil || got[0] != c.want {
			t.Errorf("%s: %v (%v), want %v", c.name, got, err, c.want)
		}
	}
}

func TestCovers(t *testing.T) {
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
		got, err := Covers(c.file, []Area{c.area})
		if err != nil || (got[0] == Opaque) != c.want {
			t.Errorf("%s: %v (%v), want %v", c.name, got, err, c.want)
		}
	}
	for _, b := range [][]byte{nil, []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), encoded(t, PNG, barred(color.Black))[:300]} {
		if got, err := Covers(b, []Area{bar}); err == nil {
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

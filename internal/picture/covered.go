package picture

import (
	"errors"
	"image"
	"image/color"
	"math"
)

// An Area is a part of a picture as it is shown, in parts of its width and
// height from the top left.
type Area struct{ Left, Top, Right, Bottom float64 }

// CanDecode reports whether the pixels of a picture can be looked at: not those
// of a drawing, of something that moves, or of a picture above the limits.
func (i Info) CanDecode() bool {
	return i.scalable && i.decoded <= DecodeLimit && int64(i.Width)*int64(i.Height) <= maxPixels
}

// A Cover says how an area of a picture is covered.
type Cover int

const (
	Opaque  Cover = iota // of exactly one colour: nothing can be read there
	Open                 // not covered, or not wholly
	Dark                 // dark all over, and not of one colour: brightened, it may show what is below
	Blurred              // blurred, or made of squares, which can be reckoned back
)

// Covers reports how each area is covered. One whose pixels are all of exactly
// one colour and opaque hides what it covers: it cannot be brightened, and nothing
// stands below a transparent bar. The error is something for the writer: in spite
// of its header the file is damaged, or cannot be decoded.
//
// There is no tolerance. A bar that covers nine tenths, or that was saved as
// JPEG over text, shows the text again when its contrast is raised; nobody can
// tell that from the noise of a scanner.
func Covers(b []byte, areas []Area) ([]Cover, error) {
	s, err := look(b)
	if err != nil {
		return nil, err
	}
	if !s.CanDecode() {
		return nil, errors.New("its pixels cannot be looked at")
	}
	m, err := s.decode(b)
	if err != nil {
		return nil, err
	}
	list := make([]Cover, len(areas))
	for i, a := range areas {
		at := s.stored(a, m.Bounds())
		switch {
		case oneColour(m, at):
		case isDark(m, at):
			list[i] = Dark
		case isBlurred(m, at):
			list[i] = Blurred
		default:
			list[i] = Open
		}
	}
	return list, nil
}

// stored is where the pixels of an area stand in the file, before the picture is
// turned: every pixel that the area touches. A pixel more or less at the edge of
// a rectangle written in parts is rounding.
func (s *scan) stored(a Area, b image.Rectangle) image.Rectangle {
	if s.turn > 4 {
		a = Area{a.Top, a.Left, a.Bottom, a.Right}
	}
	switch s.turn {
	case 2, 3, 7, 8:
		a.Left, a.Right = 1-a.Right, 1-a.Left
	}
	switch s.turn {
	case 3, 4, 6, 7:
		a.Top, a.Bottom = 1-a.Bottom, 1-a.Top
	}
	const rounding = 1e-6
	low := func(part float64, size int) int { return int(math.Floor(part*float64(size) + rounding)) }
	high := func(part float64, size int) int { return int(math.Ceil(part*float64(size) - rounding)) }
	return image.Rect(low(a.Left, b.Dx()), low(a.Top, b.Dy()), high(a.Right, b.Dx()), high(a.Bottom, b.Dy())).Add(b.Min).Intersect(b)
}

// oneColour reports whether an area is opaque and of one colour. Two places of a
// palette that hold one colour are two: the file tells them apart.
func oneColour(m image.Image, area image.Rectangle) bool {
	if area.Empty() {
		return false
	}
	paletted, _ := m.(*image.Paletted)
	red, green, blue, _ := m.At(area.Min.X, area.Min.Y).RGBA()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if r, g, b, alpha := m.At(x, y).RGBA(); r != red || g != green || b != blue || alpha != 0xffff {
				return false
			}
			if paletted != nil && paletted.ColorIndexAt(x, y) != paletted.ColorIndexAt(area.Min.X, area.Min.Y) {
				return false
			}
		}
	}
	return true
}

// brightness is how bright a pixel is, from 0 to 255; what is transparent is
// white, as on paper.
func brightness(m image.Image, x, y int) int {
	c := color.GrayModel.Convert(m.At(x, y)).(color.Gray)
	_, _, _, alpha := m.At(x, y).RGBA()
	return int(c.Y) + 255 - int(alpha>>8)
}

// isDark reports whether all of an area is dark, as below a marking pen or in a
// black bar that was saved as JPEG.
func isDark(m image.Image, area image.Rectangle) bool {
	const dark = 96
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if brightness(m, x, y) > dark {
				return false
			}
		}
	}
	return !area.Empty()
}

// isBlurred reports whether an area has no edges but those of large squares. In
// print, brightness changes by most of its range from one pixel to the next, in
// most columns and rows.
func isBlurred(m image.Image, area image.Rectangle) bool {
	if area.Dx() < 8 || area.Dy() < 8 {
		return false
	}
	darkest, brightest, steepest := 255, 0, 0
	columns, rows := make([]int, area.Dx()), make([]int, area.Dy()) // the largest step into each
	for y := range rows {
		for x := range columns {
			b := brightness(m, area.Min.X+x, area.Min.Y+y)
			darkest, brightest = min(darkest, b), max(brightest, b)
			if x > 0 {
				columns[x] = max(columns[x], distance(b, brightness(m, area.Min.X+x-1, area.Min.Y+y)))
			}
			if y > 0 {
				rows[y] = max(rows[y], distance(b, brightness(m, area.Min.X+x, area.Min.Y+y-1)))
			}
			steepest = max(steepest, columns[x], rows[y])
		}
	}
	const noise = 24
	span := brightest - darkest
	if span < noise {
		return false // bare paper
	}
	return 4*steepest <= span || 3*stepsAbove(columns, noise) <= len(columns) && 3*stepsAbove(rows, noise) <= len(rows)
}

func distance(a, b int) int { return max(a-b, b-a) }

func stepsAbove(steps []int, limit int) int {
	n := 0
	for _, s := range steps {
		if s > limit {
			n++
		}
	}
	return n
}

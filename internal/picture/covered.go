package picture

import (
	"errors"
	"image"
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

// OneColour reports of each area whether all its pixels are of exactly one
// colour and opaque, so that nothing can be read there: not by brightening it,
// and not below a transparent bar. The error is something for the writer: in
// spite of its header the file is damaged, or cannot be decoded.
//
// There is no tolerance. A bar that covers nine tenths, or that was saved as
// JPEG over text, shows the text again when its contrast is raised; nobody can
// tell that from the noise of a scanner.
func OneColour(b []byte, areas []Area) ([]bool, error) {
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
	list := make([]bool, len(areas))
	for i, a := range areas {
		list[i] = oneColour(m, s.stored(a, m.Bounds()))
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

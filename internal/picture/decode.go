package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// decode decodes a picture that may be scaled. What a decoder cannot read, or
// stumbles over, is a mistake in the file.
func (s *scan) decode(b []byte) (m image.Image, err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			m, err = nil, errDamaged
		}
	}()
	r := bytes.NewReader(b)
	switch s.Kind {
	case PNG:
		m, err = png.Decode(r)
	case JPEG:
		m, err = jpeg.Decode(r)
	case WebP:
		m, err = webp.Decode(r)
	default:
		return nil, fmt.Errorf("a %s picture has no variants", s.Kind)
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errDamaged, err)
	}
	width, height := m.Bounds().Dx(), m.Bounds().Dy()
	if s.turn > 4 {
		width, height = height, width
	}
	if width != s.Width || height != s.Height {
		return nil, errors.New("its header gives another size than its data")
	}
	return m, nil
}

// rowsOf reads decoded pictures of every form that our decoders return.
func rowsOf(m image.Image) rows {
	b := m.Bounds()
	r := rows{width: b.Dx(), height: b.Dy(), channels: 4}
	switch m := m.(type) {
	case *image.Gray:
		r.channels = 1
		r.read = func(y int, into []byte) { copy(into, m.Pix[y*m.Stride:][:r.width]) }
	case *image.Gray16:
		r.channels = 1
		r.read = func(y int, into []byte) {
			for x := range into {
				into[x] = m.Pix[y*m.Stride+2*x]
			}
		}
	case *image.Paletted:
		r.channels, r.read = palettedRows(m)
	case *image.YCbCr:
		r.channels = 3
		r.read = func(y int, into []byte) {
			for x := range r.width {
				l, c := m.YOffset(b.Min.X+x, b.Min.Y+y), m.COffset(b.Min.X+x, b.Min.Y+y)
				into[3*x], into[3*x+1], into[3*x+2] = color.YCbCrToRGB(m.Y[l], m.Cb[c], m.Cr[c])
			}
		}
	case *image.RGBA: // of our decoders always opaque
		r.channels = 3
		r.read = func(y int, into []byte) {
			for x := range r.width {
				copy(into[3*x:3*x+3], m.Pix[y*m.Stride+4*x:])
			}
		}
	case *image.NRGBA:
		r.read = func(y int, into []byte) {
			for x := range r.width {
				p := m.Pix[y*m.Stride+4*x:][:4]
				multiplied(into[4*x:], p[0], p[1], p[2], p[3])
			}
		}
	default: // 16 bits a channel, and what future decoders return
		r.read = func(y int, into []byte) {
			for x := range r.width {
				red, green, blue, alpha := m.At(b.Min.X+x, b.Min.Y+y).RGBA()
				into[4*x], into[4*x+1], into[4*x+2], into[4*x+3] = byte(red>>8), byte(green>>8), byte(blue>>8), byte(alpha>>8)
			}
		}
	}
	return r
}

func multiplied(into []byte, red, green, blue, alpha byte) {
	by := func(c byte) byte { return byte((int(c)*int(alpha) + 127) / 255) }
	into[0], into[1], into[2], into[3] = by(red), by(green), by(blue), alpha
}

// palettedRows looks colours up: one channel where all are grey, three where
// all are opaque.
func palettedRows(m *image.Paletted) (channels int, read func(int, []byte)) {
	table := make([][4]byte, 256) // an index beyond the palette is transparent
	channels = 1
	for i, c := range m.Palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		multiplied(table[i][:], n.R, n.G, n.B, n.A)
		switch {
		case n.A != 255:
			channels = 4
		case channels == 1 && (n.R != n.G || n.G != n.B):
			channels = 3
		}
	}
	width := m.Bounds().Dx()
	return channels, func(y int, into []byte) {
		for x, index := range m.Pix[y*m.Stride:][:width] {
			copy(into[x*channels:][:channels], table[index][:])
		}
	}
}

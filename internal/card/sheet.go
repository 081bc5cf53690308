package card

import (
	"image"
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// A sheet is the paper of a card: sixteen colours, so that the file is small.
type sheet struct{ image *image.Paletted }

// An inkOf is where the shades of a colour begin in the palette; the last of
// them is the colour itself.
type inkOf uint8

const (
	shades       = 7
	ink    inkOf = 1
	stamp  inkOf = ink + shades
	edge   inkOf = stamp + shades // of which there is one shade
)

func newSheet() *sheet {
	paper := color.RGBA{0xf6, 0xf8, 0xf9, 0xff}
	palette := color.Palette{paper}
	for _, c := range []color.RGBA{{0x14, 0x18, 0x1b, 0xff}, {0x1b, 0x3f, 0xc4, 0xff}} {
		for i := 1; i <= shades; i++ {
			mix := func(a, b uint8) uint8 { return uint8((int(a)*(shades-i) + int(b)*i) / shades) }
			palette = append(palette, color.RGBA{mix(paper.R, c.R), mix(paper.G, c.G), mix(paper.B, c.B), 0xff})
		}
	}
	palette = append(palette, color.RGBA{0x6f, 0x7a, 0x81, 0xff})
	return &sheet{image.NewPaletted(image.Rect(0, 0, Width, Height), palette)}
}

// box fills a rectangle.
func (s *sheet) box(r image.Rectangle, c inkOf) {
	full := uint8(c)
	if c != edge {
		full += shades - 1
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := s.image.Pix[y*s.image.Stride:]
		for x := r.Min.X; x < r.Max.X; x++ {
			row[x] = full
		}
	}
}

// line sets words on a baseline.
func (s *sheet) line(t *face, c inkOf, x, y int, words string) {
	dot := fixed.P(x, y)
	last := rune(-1)
	for _, r := range words {
		if last >= 0 {
			dot.X += t.Kern(last, r)
		}
		box, mask, at, advance, ok := t.Glyph(dot, r)
		last = r
		if !ok {
			continue
		}
		dot.X += advance
		s.stain(box, mask, at, c)
	}
}

// stain puts a letter on the paper.
func (s *sheet) stain(box image.Rectangle, mask image.Image, at image.Point, c inkOf) {
	alpha, ok := mask.(*image.Alpha)
	if !ok {
		return // the library draws in nothing else
	}
	clip := box.Intersect(s.image.Rect)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := s.image.Pix[y*s.image.Stride:]
		from := alpha.Pix[alpha.PixOffset(at.X, at.Y+y-box.Min.Y):]
		for x := clip.Min.X; x < clip.Max.X; x++ {
			if level := (int(from[x-box.Min.X])*shades + 127) / 255; level > 0 {
				row[x] = max(row[x], uint8(c)+uint8(level)-1)
			}
		}
	}
}

// A face is a font in one size.
type face struct{ font.Face }

func newType(f *opentype.Font, pixels int) (*face, error) {
	made, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(pixels), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, err
	}
	return &face{made}, nil
}

// width is the width of words in pixels, rounded up.
func (t *face) width(words string) int { return font.MeasureString(t.Face, words).Ceil() }

// wrap parts words into lines of at most so many pixels, and reports whether
// each word has room on a line.
func (t *face) wrap(words string, most int) (lines []string, fits bool) {
	fits = true
	line := ""
	for _, word := range together(words) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if t.width(longer) <= most || line == "" {
			line = longer
		} else {
			lines, line = append(lines, line), word
		}
		fits = fits && t.width(word) <= most
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, fits
}

// balance wraps words into as many lines as wrap, all about as long: the
// narrowest that they can be, so that no word stands alone on the last.
func (t *face) balance(words string, most int) (lines []string, fits bool) {
	lines, fits = t.wrap(words, most)
	low, high := most/len(lines), most
	for fits && low < high {
		middle := (low + high) / 2
		if narrower, ok := t.wrap(words, middle); ok && len(narrower) == len(lines) {
			lines, high = narrower, middle
		} else {
			low = middle + 1
		}
	}
	return lines, fits
}

// together parts words where a line may break. A short number stays with the
// word after it ("14 April"), and signs that stand apart in French with the word
// that they belong to.
func together(words string) []string {
	var list []string
	joined := false
	for _, word := range strings.FieldsFunc(words, breaks) {
		if len(list) > 0 && (joined || strings.Trim(word, "?!;:»") == "") {
			list[len(list)-1] += " " + word
		} else {
			list = append(list, word)
		}
		joined = word == "«" || len(word) <= 2 && strings.Trim(word, "0123456789") == ""
	}
	return list
}

// breaks reports whether a line may break at a character: not at spaces that
// hold words together.
func breaks(r rune) bool { return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r) }

// cut shortens words to a width: after a word, or within the only one.
func (t *face) cut(words string, most int) string {
	if t.width(words) <= most {
		return words
	}
	words = strings.TrimSuffix(words, " …")
	for words != "" && t.width(words+" …") > most {
		end := strings.LastIndexFunc(words, unicode.IsSpace)
		if end <= 0 {
			_, n := utf8.DecodeLastRuneInString(words)
			end = len(words) - n
		}
		words = strings.TrimRightFunc(words[:end], unicode.IsSpace)
	}
	return words + " …"
}

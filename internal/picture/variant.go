package picture

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// steps are the widths of variants, in pixels: a phone, a phone with a fine
// screen or a small window, a text column on a fine screen.
var steps = []int{480, 960, 1600}

// quality of JPEG variants.
const quality = 80

// Widths lists the widths in which variants are made, smallest first: those
// that are narrower than the picture by a fifth or more, as others would save a
// reader little. Nothing is ever enlarged.
func (i Info) Widths() []int {
	if !i.CanDecode() {
		return nil
	}
	n := 0
	for n < len(steps) && 5*steps[n] <= 4*i.Width {
		n++
	}
	return slices.Clone(steps[:n])
}

// Lies reports whether the pixels have to be turned before the picture is shown:
// browsers turn a JPEG file as its orientation says, but not every one of them
// does so with PNG, and none with WebP. Such a picture is published in its own
// size as Variants makes it, never as Strip leaves it.
func (i Info) Lies() bool { return i.turn != 1 && i.Kind != JPEG }

// Cost is how many bytes making variants takes at most, besides the file.
func (i Info) Cost() int64 { return i.decoded + 16<<20 }

// VariantKind is what variants are: PNG stays PNG and JPEG stays JPEG. There is
// no encoder for WebP: its variants are JPEG, or PNG where it may be
// transparent or without loss.
func (i Info) VariantKind() Kind {
	if i.Kind == WebP && !i.alpha {
		return JPEG
	}
	if i.Kind == WebP {
		return PNG
	}
	return i.Kind
}

// Variants makes a picture smaller, once for each width, decoding it once. They
// are turned as their orientation says and have the colour profile and nothing
// else. The error is something for the writer: in spite of its header the file
// is damaged.
func Variants(b []byte, widths []int) ([][]byte, error) {
	s, err := look(b)
	if err != nil {
		return nil, err
	}
	m, err := s.decode(b)
	if err != nil {
		return nil, err
	}
	src := rowsOf(m)
	list := make([][]byte, len(widths))
	for i, width := range widths {
		height := max(1, int((int64(s.Height)*int64(width)+int64(s.Width)/2)/int64(s.Width)))
		across, down := width, height
		if s.turn > 4 {
			across, down = height, width
		}
		if across > src.width || down > src.height {
			return nil, fmt.Errorf("it is smaller than %d × %d pixels", width, height)
		}
		p := scale(src, across, down).turned(s.turn)
		if list[i], err = s.encode(p, m); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// encode writes pixels as what the source is.
func (s *scan) encode(p *pixels, source image.Image) ([]byte, error) {
	var out bytes.Buffer
	if s.grey && p.channels == 4 { // there is an encoder for grey, and one for alpha, but none for both
		s.colour = slices.DeleteFunc(s.colour, func(chunk []byte) bool { return string(chunk[4:8]) == "iCCP" })
	}
	if s.VariantKind() == JPEG {
		if err := jpeg.Encode(&out, p.image(), &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		return slices.Insert(out.Bytes(), 2, bytes.Join(s.jpegColour(), nil)...), nil
	}
	m := p.image()
	if paletted, ok := source.(*image.Paletted); ok && p.channels < 4 {
		m = p.paletted(paletted.Palette)
	}
	if err := png.Encode(&out, m); err != nil {
		return nil, err
	}
	const header = 8 + 25 // signature and the first chunk
	return slices.Insert(out.Bytes(), header, bytes.Join(s.pngColour(), nil)...), nil
}

// image shows pixels to an encoder.
func (p *pixels) image() image.Image {
	box := image.Rect(0, 0, p.width, p.height)
	switch p.channels {
	case 1:
		return &image.Gray{Pix: p.data, Stride: p.width, Rect: box}
	case 4:
		return &image.RGBA{Pix: p.data, Stride: 4 * p.width, Rect: box}
	}
	m := image.NewRGBA(box)
	for i := range p.width * p.height {
		copy(m.Pix[4*i:4*i+3], p.data[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	return m
}

// paletted shows pixels with the colours of the source and those between them
// that occur most. A source in two to sixteen greys, such as a scan in black and
// white, gets sixteen: a small file with soft edges.
func (p *pixels) paletted(source color.Palette) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, p.width, p.height), nil)
	if p.channels == 1 {
		levels := 256
		if len(source) <= 16 {
			levels = 16
		}
		for i := range levels {
			m.Palette = append(m.Palette, color.Gray{Y: byte(i * 255 / (levels - 1))})
		}
		for i, v := range p.data {
			m.Pix[i] = byte((int(v)*(levels-1) + 127) / 255)
		}
		return m
	}
	nearest := p.commonColours(source, &m.Palette)
	for i := range m.Pix {
		m.Pix[i] = nearest[bucket(p.data[3*i:])]
	}
	return m
}

// bucket joins colours that look alike: 5 bits a channel.
func bucket(c []byte) int { return int(c[0]>>3)<<10 | int(c[1]>>3)<<5 | int(c[2]>>3) }

// commonColours makes a palette of up to 256 colours and returns which of them
// is nearest to each bucket that occurs.
func (p *pixels) commonColours(source color.Palette, palette *color.Palette) []byte {
	const buckets = 1 << 15
	counts := make([]int, buckets)
	for i := 0; i+2 < len(p.data); i += 3 {
		counts[bucket(p.data[i:])]++
	}
	var order []int // buckets that occur, most frequent first
	for b, n := range counts {
		if n > 0 {
			order = append(order, b)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return a - b
	})
	middle := func(b int) color.RGBA {
		widen := func(v int) uint8 { return uint8(v<<3 | v>>2) }
		return color.RGBA{widen(b >> 10), widen(b >> 5 & 31), widen(b & 31), 255}
	}
	var colours []color.RGBA
	taken := map[int]bool{}
	for _, c := range source {
		rgb := color.RGBAModel.Convert(c).(color.RGBA)
		colours = append(colours, rgb)
		taken[bucket([]byte{rgb.R, rgb.G, rgb.B})] = true
	}
	for _, b := range order {
		if len(colours) == 256 {
			break
		}
		if !taken[b] {
			colours = append(colours, middle(b))
		}
	}
	for _, c := range colours {
		*palette = append(*palette, c)
	}
	nearest := make([]byte, buckets)
	for _, b := range order {
		best, c := 1<<30, middle(b)
		for i, have := range colours {
			r, g, b := int(c.R)-int(have.R), int(c.G)-int(have.G), int(c.B)-int(have.B)
			if d := r*r + g*g + b*b; d < best {
				best, nearest[bucketOf(c)] = d, byte(i)
			}
		}
	}
	return nearest
}

func bucketOf(c color.RGBA) int { return bucket([]byte{c.R, c.G, c.B}) }

// pngColour is the colour profile as chunks of PNG.
func (s *scan) pngColour() [][]byte {
	if s.Kind != WebP {
		return s.colour
	}
	var chunks [][]byte
	for _, profile := range s.colour {
		body := bytes.NewBufferString("ICC\x00\x00")
		w := zlib.NewWriter(body)
		w.Write(profile) // a buffer does not fail
		w.Close()
		chunks = append(chunks, pngChunk("iCCP", body.Bytes()))
	}
	return chunks
}

// jpegColour is the colour profile as segments of JPEG.
func (s *scan) jpegColour() [][]byte {
	if s.Kind != WebP {
		return s.colour
	}
	var segments [][]byte
	const most = 65_000
	for _, profile := range s.colour {
		parts := slices.Collect(slices.Chunk(profile, most))
		for i, part := range parts {
			head := append([]byte("ICC_PROFILE\x00"), byte(i+1), byte(len(parts)))
			segments = append(segments, jpegSegment(markAPP2, append(head, part...)))
		}
	}
	return segments
}

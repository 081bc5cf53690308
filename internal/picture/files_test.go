package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// Files that tests are made of.

func encoded(t testing.TB, kind Kind, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case PNG:
		err = png.Encode(&b, m)
	case JPEG:
		err = jpeg.Encode(&b, m, nil)
	case GIF:
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gradient is grey, darker to the left and to the top.
func gradient(width, height int) *image.Gray {
	m := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetGray(x, y, color.Gray{Y: byte((x*200/width + y*55/height))})
		}
	}
	return m
}

func webpOf(t testing.TB, kind string) []byte {
	t.Helper()
	s := map[string]string{
		"lossy":    "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
		"lossless": "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
	}[kind]
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// webpChunk is a part of a WebP file.
func webpChunk(name string, body []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
	if len(body)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// extended gives a WebP file of 1 × 1 pixel chunks besides its picture.
func extended(t testing.TB, flags byte, more ...[]byte) []byte {
	head := append([]byte{flags, 0, 0, 0}, 0, 0, 0, 0, 0, 0)
	b := slices.Concat([]byte("RIFF\x00\x00\x00\x00WEBP"), webpChunk("VP8X", head), webpOf(t, "lossy")[12:], bytes.Join(more, nil))
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

// A field of an EXIF directory, with a value of four bytes.
type field struct {
	tag   uint16
	value uint32
}

// exifOf is an EXIF block: a main directory, one of the camera, one of the
// place, and one of the preview, as far as they have fields.
func exifOf(turn int, camera, place, preview []field) []byte {
	order := binary.BigEndian
	size := func(fields []field) uint32 { return uint32(2 + 12*len(fields) + 4) }
	top := []field{{0x0112, uint32(turn) << 16}, {0x8769, 0}, {0x8825, 0}}
	at := 8 + size(top)
	top[1].value, at = at, at+size(camera)
	top[2].value, at = at, at+size(place)
	b := []byte("MM\x00*\x00\x00\x00\x08")
	write := func(fields []field, next uint32) {
		b = order.AppendUint16(b, uint16(len(fields)))
		for _, f := range fields {
			b = order.AppendUint16(b, f.tag)
			b = order.AppendUint16(b, 3)
			b = order.AppendUint32(b, 1)
			b = order.AppendUint32(b, f.value)
		}
		b = order.AppendUint32(b, next)
	}
	if preview == nil {
		at = 0
	}
	write(top, at)
	write(camera, 0)
	write(place, 0)
	if preview != nil {
		write(preview, 0)
	}
	return b
}

// everything is an EXIF block with a finding of each sort.
func everything(turn int) []byte {
	return exifOf(turn, []field{{0xa431, 1}, {0x9003, 1}}, []field{{0, 1}, {2, 1}}, []field{{0x0201, 1}})
}

// with puts blocks into a file after its first n bytes.
func with(b []byte, n int, blocks ...[]byte) []byte {
	return slices.Insert(slices.Clone(b), n, bytes.Join(blocks, nil)...)
}

const (
	afterIHDR = 8 + 25
	afterSOI  = 2
)

// sized changes the size that the header of a PNG file gives.
func sized(b []byte, width, height uint32) []byte {
	b = slices.Clone(b)
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

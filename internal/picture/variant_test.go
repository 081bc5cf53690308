package picture

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"testing"

	"dossier/internal/diag"
)

func variant(t *testing.T, b []byte, width int) (image.Image, []byte) {
	t.Helper()
	made, err := Variants(b, []int{width})
	if err != nil {
		t.Fatal(err)
	}
	if info, diags := Inspect(made[0]); len(diags) > 0 {
		t.Errorf("%s variant: %v", info.Kind, diags)
	}
	m, _, err := image.Decode(bytes.NewReader(made[0]))
	if err != nil {
		t.Fatal(err)
	}
	return m, made[0]
}

func TestWidths(t *testing.T) {
	wide := func(width int) []byte { return encoded(t, PNG, image.NewGray(image.Rect(0, 0, width, 2))) }
	tests := []struct {
		name  string
		bytes []byte
		want  []int
	}{
		{"narrow", wide(599), nil},
		{"column", wide(600), []int{480}},
		{"two columns", wide(1654), []int{480, 960}},
		{"page", wide(2400), []int{480, 960, 1600}},
		{"too large to decode", sized(wide(8), 9_000, 9_000*3), nil},
		{"gif", encoded(t, GIF, gradient(700, 2)), nil},
		{"on its side", with(wide(1000), afterIHDR, pngChunk("eXIf", orientation(6))), nil},
	}
	for _, tt := range tests {
		if info, _ := Inspect(tt.bytes); !slices.Equal(info.Widths(), tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, info.Widths(), tt.want)
		}
	}
}

// TestVariantsLookLikeTheirSource: corners and middle have the colours of the
// source, and the form stays: grey, palette, alpha, photograph.
func TestVariantsLookLikeTheirSource(t *testing.T) {
	box := image.Rect(0, 0, 200, 100)
	colour := image.NewRGBA(box)
	clear := image.NewNRGBA(box)
	indexed := image.NewPaletted(box, color.Palette{color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 180, 255}, color.White})
	scan := image.NewPaletted(box, color.Palette{color.White, color.Black})
	deep := image.NewGray16(box)
	for y := range 100 {
		for x := range 200 {
			colour.Set(x, y, color.RGBA{byte(x), byte(2 * y), 90, 255})
			clear.Set(x, y, color.NRGBA{byte(x), 90, 10, byte(55 + x)})
			indexed.SetColorIndex(x, y, uint8(x/67))
			scan.SetColorIndex(x, y, uint8(x/100))
			deep.SetGray16(x, y, color.Gray16{Y: uint16(x) << 8})
		}
	}
	isGray := func(m image.Image) bool { _, ok := m.(*image.Gray); return ok }
	isPaletted := func(m image.Image) bool { _, ok := m.(*image.Paletted); return ok }
	tests := []struct {
		name   string
		source image.Image
		kind   Kind
		form   func(image.Image) bool
	}{
		{"grey page", gradient(200, 100), PNG, isGray},
		{"grey photograph", gradient(200, 100), JPEG, isGray},
		{"colour", colour, PNG, func(m image.Image) bool { _, ok := m.(*image.RGBA); return ok }},
		{"colour photograph", colour, JPEG, func(m image.Image) bool { _, ok := m.(*image.YCbCr); return ok }},
		{"alpha", clear, PNG, func(m image.Image) bool { _, ok := m.(*image.NRGBA); return ok }},
		{"palette", indexed, PNG, isPaletted},
		{"black and white", scan, PNG, func(m image.Image) bool { p, ok := m.(*image.Paletted); return ok && len(p.Palette) == 16 }},
		{"deep grey", deep, PNG, isGray},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := variant(t, encoded(t, tt.kind, tt.source), 80)
			if m.Bounds() != image.Rect(0, 0, 80, 40) || !tt.form(m) {
				t.Errorf("a %T of %v", m, m.Bounds())
			}
			for _, at := range []image.Point{{2, 2}, {20, 10}, {77, 37}, {60, 20}} {
				got := color.NRGBAModel.Convert(m.At(at.X, at.Y)).(color.NRGBA)
				want := color.NRGBAModel.Convert(tt.source.At(at.X*5/2+1, at.Y*5/2+1)).(color.NRGBA)
				if far(got.R, want.R) || far(got.G, want.G) || far(got.B, want.B) || far(got.A, want.A) {
					t.Errorf("at %v: %v, want about %v", at, got, want)
				}
			}
		})
	}
}

func far(a, b uint8) bool { return max(int(a)-int(b), int(b)-int(a)) > 8 }

// TestPicturesThatLieOnTheirSide: what browsers do not turn is turned here, in
// its own size too, and where that cannot be done it is refused.
func TestPicturesThatLieOnTheirSide(t *testing.T) {
	png, sideways := encoded(t, PNG, gradient(90, 60)), pngChunk("eXIf", orientation(6))
	for _, c := range []struct {
		name string
		file []byte
		lies bool
	}{
		{"upright png", png, false},
		{"png", with(png, afterIHDR, sideways), true},
		{"webp", extended(t, webpEXIF, webpChunk("EXIF", orientation(6))), true},
		{"jpeg, which browsers turn", with(encoded(t, JPEG, gradient(90, 60)), afterSOI, jpegSegment(markAPP1, append([]byte("Exif\x00\x00"), orientation(6)...))), false},
	} {
		info, diags := Inspect(c.file)
		if len(diags) > 0 || info.Lies() != c.lies {
			t.Errorf("%s lies: %v, %v", c.name, info.Lies(), diags)
		}
		if m, _ := variant(t, c.file, info.Width); m.Bounds().Dx() != info.Width || m.Bounds().Dy() != info.Height {
			t.Errorf("%s became %v, want %d × %d", c.name, m.Bounds(), info.Width, info.Height)
		}
	}
	m, _ := variant(t, with(png, afterIHDR, sideways), 60)
	for _, at := range []image.Point{{0, 0}, {59, 0}, {0, 89}, {30, 40}} {
		if got, want := m.At(at.X, at.Y), gradient(90, 60).At(at.Y, 59-at.X); got != want {
			t.Errorf("turned, at %v: %v, want %v", at, got, want)
		}
	}
	moves := with(png, afterIHDR, sideways, pngChunk("acTL", make([]byte, 8)))
	if _, diags := Inspect(moves); len(diags) != 1 || diags[0].Code != diag.BrokenImage {
		t.Errorf("one that moves: %v", diags)
	}
}

// TestOrientation: whatever way the camera was held, the variant shows the
// bright corner where the reader sees it.
func TestOrientation(t *testing.T) {
	source := encoded(t, PNG, gradient(90, 60)) // bright at the right and the bottom
	right, bottom := image.Pt(1, 0), image.Pt(0, 1)
	for turn, want := range map[int]image.Point{
		1: right.Add(bottom), 2: bottom, 3: {}, 4: right, 5: right.Add(bottom), 6: bottom, 7: {}, 8: right,
	} {
		m, b := variant(t, with(source, afterIHDR, pngChunk("eXIf", orientation(turn))), 40)
		brightest, at := 0, image.Point{}
		for x := range 2 {
			for y := range 2 {
				if v := int(m.At(x*39, y*(m.Bounds().Dy()-1)).(color.Gray).Y); v > brightest {
					brightest, at = v, image.Pt(x, y)
				}
			}
		}
		if info, _ := Inspect(b); at != want || info.turn != 1 || (turn > 4) != (info.Height == 60) {
			t.Errorf("orientation %d: bright at %v, want %v; %d × %d", turn, at, want, info.Width, info.Height)
		}
	}
}

func TestColourProfileIsKept(t *testing.T) {
	profile := pngChunk("gAMA", []byte{0, 0, 0xb1, 0x8f})
	if _, b := variant(t, with(encoded(t, PNG, gradient(50, 50)), afterIHDR, profile), 20); !bytes.Contains(b, profile) {
		t.Error("PNG: no gAMA")
	}
	segment := jpegSegment(markAPP2, []byte("ICC_PROFILE\x00\x01\x01words of a profile"))
	if _, b := variant(t, with(encoded(t, JPEG, gradient(50, 50)), afterSOI, segment), 20); !bytes.Contains(b, segment) {
		t.Error("JPEG: no ICC profile")
	}
}

func TestDamageInsideIsAnError(t *testing.T) {
	b := sized(encoded(t, PNG, gradient(50, 50)), 500, 500)
	if _, diags := Inspect(b); len(diags) > 0 {
		t.Fatalf("%v", diags)
	}
	if _, err := Variants(b, []int{480}); err == nil {
		t.Error("a picture with too few data was scaled")
	}
}

func TestScalingKeepsFlatColour(t *testing.T) {
	for _, v := range []byte{0, 1, 127, 254, 255} {
		src := rows{width: 301, height: 77, channels: 1, read: func(_ int, into []byte) {
			for i := range into {
				into[i] = v
			}
		}}
		for _, got := range scale(src, 100, 25).data {
			if got != v {
				t.Fatalf("%d became %d", v, got)
			}
		}
	}
}

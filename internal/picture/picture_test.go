package picture

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"dossier/internal/diag"
)

func TestKindsAndSizes(t *testing.T) {
	box := image.NewGray(image.Rect(0, 0, 6, 4))
	tests := []struct {
		name          string
		bytes         []byte
		kind          Kind
		width, height int
	}{
		{"png", encoded(t, PNG, box), PNG, 6, 4},
		{"jpeg", encoded(t, JPEG, box), JPEG, 6, 4},
		{"gif", encoded(t, GIF, box), GIF, 6, 4},
		{"lossy webp", webpOf(t, "lossy"), WebP, 1, 1},
		{"lossless webp", webpOf(t, "lossless"), WebP, 1, 1},
		{"extended webp", extended(t, 0), WebP, 1, 1},
		{"jpeg on its side", with(encoded(t, JPEG, box), afterSOI, jpegSegment(markAPP1, append([]byte("Exif\x00\x00"), orientation(6)...))), JPEG, 4, 6},
		{"png on its side", with(encoded(t, PNG, box), afterIHDR, pngChunk("eXIf", orientation(8))), PNG, 4, 6},
		{"drawing", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8"/></svg>`), SVG, 0, 0},
		{"drawing with a size", []byte("\ufeff<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80px\" height=\"40\"/>"), SVG, 80, 40},
	}
	for _, tt := range tests {
		info, diags := Inspect(tt.bytes)
		if len(diags) > 0 || info.Kind != tt.kind || info.Width != tt.width || info.Height != tt.height {
			t.Errorf("%s: %s, %d × %d, %v", tt.name, info.Kind, info.Width, info.Height, diags)
		}
	}
}

func TestPicturesThatAreRefused(t *testing.T) {
	small := encoded(t, PNG, image.NewGray(image.Rect(0, 0, 6, 4)))
	photo := encoded(t, JPEG, gradient(64, 64))
	flipped := slices.Clone(small)
	flipped[len(flipped)-20] ^= 1
	tests := []struct {
		name  string
		bytes []byte
		code  diag.Code
		says  string
	}{
		{"empty", nil, diag.BrokenImage, "empty"},
		{"text", []byte("not a picture"), diag.BrokenImage, "neither PNG"},
		{"huge", sized(small, 16384, 16384), diag.ImageTooLarge, "16384 × 16384"},
		{"lying about everything", sized(small, 1<<31-1, 1<<31-1), diag.ImageTooLarge, "2147483647"},
		{"no pixels", sized(small, 0, 4), diag.BrokenImage, "0 × 4"},
		{"cut png", small[:len(small)-4], diag.BrokenImage, "ends too early"},
		{"png without data", append(slices.Clone(small[:afterIHDR]), pngChunk("IEND", nil)...), diag.BrokenImage, "ends too early"},
		{"flipped bit", flipped, diag.BrokenImage, "damaged"},
		{"cut jpeg", photo[:len(photo)/2], diag.BrokenImage, "ends too early"},
		{"start of jpeg", photo[:3], diag.BrokenImage, "ends too early"},
		{"cut gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00,"), diag.BrokenImage, "ends too early"},
		{"cut webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), diag.BrokenImage, "ends too early"},
		{"malformed drawing", []byte(`<svg><path></svg>`), diag.BrokenImage, "line 1"},
		{"page", []byte(`<html><svg></svg></html>`), diag.BrokenImage, "not svg"},
		{"drawing without its name space", []byte(`<svg width="4"/>`), diag.BrokenImage, "xmlns"},
		{"drawing of another name space", []byte(`<svg xmlns="0"></svg>`), diag.BrokenImage, "xmlns"},
	}
	for _, tt := range tests {
		_, diags := Inspect(tt.bytes)
		if len(diags) != 1 || diags[0].Code != tt.code || diags[0].Severity != diag.Error || !strings.Contains(diags[0].Message, tt.says) {
			t.Errorf("%s: %v", tt.name, diags)
		}
	}
}

func TestLargePicturesAreReported(t *testing.T) {
	if _, diags := Inspect(encoded(t, PNG, image.NewGray(image.Rect(0, 0, 2401, 2)))); len(diags) != 1 || diags[0].Code != diag.ImageTooLarge || diags[0].Severity != diag.Warning {
		t.Errorf("2401 pixels: %v", diags)
	}
	heavy := encoded(t, PNG, image.NewGray(image.Rect(0, 0, 2, 2)))
	heavy = with(heavy, afterIHDR, pngChunk("bKGD", make([]byte, 800_000)))
	if _, diags := Inspect(heavy); len(diags) != 1 || diags[0].Code != diag.ImageTooLarge || !strings.Contains(diags[0].Message, "800 kB") {
		t.Errorf("800 kB: %v", diags)
	}
}

func TestActiveDrawingsAreRefused(t *testing.T) {
	for _, inside := range []string{
		`<script>alert(1)</script>`,
		`<path ONLOAD="alert(1)"/>`,
		`<foreignObject/>`,
		`<a xlink:href="java&#9;script:alert(1)"/>`,
		`<use href="https://example.org/x.svg#a"/>`,
		`<path fill="url(https://example.org/x)"/>`,
		`<path style="fill:url( '//example.org/x')"/>`,
		`<style>@import "https://example.org/x.css"</style>`,
		`<style>a{fill:u\72l(https://example.org/)}</style>`,
		`<set attributeName="xlink:href" to="javascript:alert(1)"/>`,
		`<g xml:base="https://example.org/"/>`,
	} {
		svg := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inside + `</svg>`
		if _, diags := Inspect([]byte(svg)); len(diags) != 1 || diags[0].Code != diag.UnsafeSVG {
			t.Errorf("%s: %v", inside, diags)
		}
	}
	for _, svg := range []string{`<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`, `<?xml-stylesheet href="x.css"?><svg/>`} {
		if _, diags := Inspect([]byte(svg)); len(diags) != 1 || diags[0].Code != diag.UnsafeSVG {
			t.Errorf("%s: %v", svg, diags)
		}
	}
}

func TestPlainDrawingsStayAsTheyAre(t *testing.T) {
	for _, svg := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a" d="M0 0"/></defs><use href="#a"/><path fill="url(#g)"/></svg>`,
		`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><text>@import is text here</text><style>a{fill:url(#g)}</style></svg>`,
	} {
		if _, diags := Inspect([]byte(svg)); len(diags) > 0 {
			t.Errorf("%s: %v", svg, diags)
		}
		if out, err := Strip([]byte(svg)); err != nil || string(out) != svg {
			t.Errorf("%s\nstripped to\n%s (%v)", svg, out, err)
		}
	}
}

func TestNotesInDrawingsAreStripped(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export="/home/jane/a.png" width="4">` +
		`<!-- by Jane --><metadata><dc:creator xmlns:dc="x">Jane<b/></dc:creator></metadata><i:view zoom="1"/><g i:label="Layer" id="a&amp;b"><path d="M0 0"/></g></svg>`
	info, diags := Inspect([]byte(svg))
	if !slices.Contains(info.Findings, identity("path of a file")) || !slices.Contains(info.Findings, identity("author")) {
		t.Errorf("findings %v, %v", info.Findings, diags)
	}
	want := `<svg xmlns="http://www.w3.org/2000/svg" width="4"><g id="a&amp;b"><path d="M0 0"/></g></svg>`
	if out, err := Strip([]byte(svg)); err != nil || string(out) != want {
		t.Errorf("stripped to\n%s (%v)", out, err)
	}
}

// TestPicturesInsideDrawings: a photograph placed in a drawing tells where it was
// made as well as one beside it.
func TestPicturesInsideDrawings(t *testing.T) {
	all := append([]byte("Exif\x00\x00"), everything(6)...)
	photo := encoded(t, JPEG, gradient(32, 16))
	placed := func(head string, b []byte) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image width="8" xlink:href="` + head + base64.StdEncoding.EncodeToString(b) + `"/></svg>`
	}
	info, diags := Inspect([]byte(placed("data:image/jpeg;base64,", with(photo, afterSOI, jpegSegment(markAPP1, all)))))
	if !slices.Contains(info.Findings, location("GPS position")) || diags.Worst(diag.Error) {
		t.Errorf("findings %v, %v", info.Findings, diags)
	}
	out, err := Strip([]byte(placed("data:image/jpeg;base64,", with(photo, afterSOI, jpegSegment(markAPP1, all)))))
	if err != nil {
		t.Fatal(err)
	}
	after, diags := Inspect(out)
	if len(after.Findings) > 0 || len(diags) > 0 {
		t.Errorf("stripped, and still: %v, %v", after.Findings, diags)
	}
	if !bytes.Contains(out, []byte("data:image/jpeg;base64,/9j/")) {
		t.Errorf("the picture is gone: %.200s", out)
	}
	plain := placed("data:image/jpeg;base64,", photo)
	if out, err := Strip([]byte(plain)); err != nil || string(out) != plain {
		t.Errorf("a picture that tells nothing was changed (%v)", err)
	}
	for _, c := range []struct{ svg, says string }{
		{placed("data:image/jpeg;base64,", photo[:40]), "cannot be shown"},
		{placed("data:image/png,", photo), "base64"},
		{placed("data:image/png;base64,***", photo), "base64"},
		{placed("data:image/png;base64,", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)), "script"},
		{placed("data:image/png;base64,", sized(encoded(t, PNG, gradient(6, 4)), 20_000, 20_000)), "limit"},
	} {
		if _, diags := Inspect([]byte(c.svg)); len(diags) != 1 || diags[0].Severity != diag.Error || !strings.Contains(diags[0].Message, c.says) {
			t.Errorf("%.120s: %v, want one that says %q", c.svg, diags, c.says)
		}
	}
}

// TestMetadata: what each format tells is found, and what is published neither
// tells it nor looks different.
func TestMetadata(t *testing.T) {
	photo, page := encoded(t, JPEG, gradient(32, 16)), encoded(t, PNG, gradient(32, 16))
	all, upright := append([]byte("Exif\x00\x00"), everything(6)...), everything(1)
	xmp := []byte(`<x:xmpmeta><exif:GPSLatitude>50</exif:GPSLatitude><dc:creator>Jane</dc:creator></x:xmpmeta>`)
	place, author, thumb := location("GPS position"), identity("author"), identity("thumbnail")
	number, when := identity("serial number of the camera"), other("time")
	inXMP := []Finding{location("place in XMP"), identity("author or device in XMP")}
	tests := []struct {
		name  string
		bytes []byte
		want  []Finding
	}{
		{"jpeg exif", with(photo, afterSOI, jpegSegment(markAPP1, all)), []Finding{number, when, place, thumb}},
		{"jpeg xmp", with(photo, afterSOI, jpegSegment(markAPP1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmp...))), inXMP},
		{"jpeg iptc", with(photo, afterSOI, jpegSegment(markAPP13, []byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x0f\x1c\x02\x50\x00\x04Jane\x1c\x02\x5a\x00\x04Town"))), []Finding{location("place in IPTC"), identity("author in IPTC")}},
		{"jpeg comment", with(photo, afterSOI, jpegSegment(markCOM, []byte("hello"))), []Finding{other("comment")}},
		{"jpeg previews", with(photo, afterSOI, jpegSegment(markAPP0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01abc")), jpegSegment(markAPP2, []byte("MPF\x00"))), []Finding{thumb, identity("further pictures")}},
		{"jpeg with a film behind it", append(slices.Clone(photo), "film"...), []Finding{other("data behind the end of the picture")}},
		{"damaged exif", with(photo, afterSOI, jpegSegment(markAPP1, []byte("Exif\x00\x00MM\x00*\xff\xff\xff\xff"))), []Finding{unread("damaged EXIF")}},
		{"png exif", with(page, afterIHDR, pngChunk("eXIf", upright)), []Finding{number, when, place, thumb}},
		{"png texts", with(page, afterIHDR, pngChunk("tEXt", []byte("Author\x00Jane")), pngChunk("tEXt", []byte("Software\x00x")), pngChunk("iTXt", append([]byte("XML:com.adobe.xmp\x00"), xmp...)), pngChunk("zTXt", []byte("Raw profile type exif\x00\x00x"))),
			append([]Finding{author, other(`text "Software"`), unread("packed exif")}, inXMP...)},
		{"png with what was cropped away", append(slices.Clone(page), page[40:]...), []Finding{other("data behind the end of the picture")}},
		{"webp", extended(t, webpXMP|webpEXIF, webpChunk("EXIF", upright), webpChunk("XMP ", xmp)), append([]Finding{number, when, place, thumb}, inXMP...)},
		{"gif", with(encoded(t, GIF, gradient(8, 8)), 13+3*256, []byte("!\xfe\x05hello\x00"), []byte("!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")), []Finding{other("comment")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, diags := Inspect(tt.bytes)
			if diags.Worst(diag.Error) {
				t.Fatalf("%v", diags)
			}
			if !sameFindings(before.Findings, tt.want) {
				t.Errorf("found %v, want %v", before.Findings, tt.want)
			}
			plain, err := Strip(tt.bytes)
			if err != nil {
				t.Fatal(err)
			}
			after, diags := Inspect(plain)
			if len(diags) > 0 || after.Width != before.Width || after.Height != before.Height || after.turn != before.turn {
				t.Errorf("stripped: %d × %d, turned %d, %v; before %d × %d, turned %d", after.Width, after.Height, after.turn, diags, before.Width, before.Height, before.turn)
			}
			if again, err := Strip(plain); err != nil || !bytes.Equal(again, plain) {
				t.Errorf("stripping twice gives other bytes (%v)", err)
			}
			if !samePixels(t, tt.bytes, plain) {
				t.Error("the stripped picture looks different")
			}
		})
	}
}

func sameFindings(a, b []Finding) bool {
	for _, f := range a {
		if !slices.Contains(b, f) {
			return false
		}
	}
	return len(a) == len(b)
}

func samePixels(t *testing.T, a, b []byte) bool {
	t.Helper()
	first, _, err := image.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	second, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	for y := range first.Bounds().Dy() {
		for x := range first.Bounds().Dx() {
			if color.RGBA64Model.Convert(first.At(x, y)) != color.RGBA64Model.Convert(second.At(x, y)) {
				return false
			}
		}
	}
	return first.Bounds() == second.Bounds()
}

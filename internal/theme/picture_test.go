package theme_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
)

func picture(t *testing.T, name string, b []byte) (casefile.Picture, diag.List) {
	t.Helper()
	th, _ := load(t, "", minified())
	tree := input.Join(input.Memory(input.Project, map[string][]byte{"content/en/" + name: b}))
	p, out, diags, err := th.Picture(tree.Files()[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) == 0 && (p.URL != "/"+out.Path || !out.Immutable || out.MediaType == "") {
		t.Errorf("address %q, file %q (%s)", p.URL, out.Path, out.MediaType)
	}
	return p, diags
}

func encoded(t *testing.T, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 6, 4))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPictureSizes(t *testing.T) {
	webp := func(s string) []byte {
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tests := []struct {
		name          string
		bytes         []byte
		width, height int
	}{
		{"a.png", encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) }), 6, 4},
		{"A.JPG", encoded(t, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }), 6, 4},
		{"a.gif", encoded(t, func(b *bytes.Buffer, m image.Image) error { return gif.Encode(b, m, nil) }), 6, 4},
		{"lossy.webp", webp("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"), 1, 1},
		{"lossless.webp", webp("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="), 1, 1},
		{"a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8"/></svg>`), 0, 0},
	}
	for _, tt := range tests {
		p, diags := picture(t, tt.name, tt.bytes)
		if len(diags) > 0 || p.Width != tt.width || p.Height != tt.height {
			t.Errorf("%s: %d × %d, %v", tt.name, p.Width, p.Height, diags)
		}
		if want := "/assets/" + strings.ToLower(strings.Split(tt.name, ".")[0]) + "."; !strings.HasPrefix(p.URL, want) {
			t.Errorf("%s: address %q", tt.name, p.URL)
		}
	}
}

func TestPicturesThatAreRefused(t *testing.T) {
	huge := encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
	copy(huge[16:], []byte{0, 0, 0x40, 0, 0, 0, 0x40, 0}) // 16,384 × 16,384, says the header
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	if _, diags := picture(t, "huge.png", huge); len(diags) != 1 || !strings.Contains(diags[0].Message, "16384 × 16384") {
		t.Errorf("huge.png: %v", diags)
	}
	svg := func(inside string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inside + `</svg>`)
	}
	tests := []struct {
		name  string
		bytes []byte
		code  diag.Code
	}{
		{"empty.png", nil, diag.UnreadableFile},
		{"text.png", []byte("not a picture"), diag.UnreadableFile},
		{"cut.webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), diag.UnreadableFile},
		{"script.svg", svg(`<script>alert(1)</script>`), diag.UnsafeURL},
		{"handler.svg", svg(`<path ONLOAD="alert(1)"/>`), diag.UnsafeURL},
		{"foreign.svg", svg(`<foreignObject/>`), diag.UnsafeURL},
		{"link.svg", svg(`<a xlink:href="java&#9;script:alert(1)"/>`), diag.UnsafeURL},
		{"use.svg", svg(`<use href="https://example.org/x.svg#a"/>`), diag.UnsafeURL},
		{"fill.svg", svg(`<path fill="url(https://example.org/x)"/>`), diag.UnsafeURL},
		{"style.svg", svg(`<style>@import "https://example.org/x.css"</style>`), diag.UnsafeURL},
		{"entity.svg", []byte(`<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`), diag.UnsafeURL},
		{"sheet.svg", []byte(`<?xml-stylesheet href="x.css"?><svg/>`), diag.UnsafeURL},
		{"broken.svg", []byte(`<svg><path></svg>`), diag.UnsafeURL},
	}
	for _, tt := range tests {
		p, diags := picture(t, tt.name, tt.bytes)
		if len(diags) != 1 || diags[0].Code != tt.code || p.URL != "" {
			t.Errorf("%s: %v, address %q", tt.name, diags, p.URL)
		}
	}
}

func TestPlainDrawingsAreAccepted(t *testing.T) {
	for _, svg := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a" d="M0 0"/></defs><use href="#a"/><path fill="url(#g)"/></svg>`,
		`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><text>@import is text here</text></svg>`,
	} {
		if p, diags := picture(t, "a.svg", []byte(svg)); len(diags) > 0 || p.URL == "" {
			t.Errorf("%s: %v", svg, diags)
		}
	}
}

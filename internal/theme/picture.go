package theme

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // sizes of pictures
	_ "image/jpeg" // sizes of pictures
	_ "image/png"  // sizes of pictures
	"path"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// maxPixels is how large a picture may be. It is checked before anything is
// decoded.
const maxPixels = 100_000_000

// Picture gives a picture of the project its address and size, and the file to
// publish for those who show it. A picture that cannot be shown has no address,
// and the failure is in the diagnostics; their spans are the whole file.
func (th *Theme) Picture(f *input.File) (casefile.Picture, output.File, diag.List, error) {
	b, err := f.Bytes()
	if err != nil {
		return casefile.Picture{}, output.File{}, nil, err
	}
	refuse := func(code diag.Code, message, hint string) (casefile.Picture, output.File, diag.List, error) {
		return casefile.Picture{}, output.File{}, diag.List{{
			Code: code, Severity: diag.Error, Span: diag.Span{File: f.Path}, Message: message, Hint: hint,
		}}, nil
	}
	width, height, err := size(path.Ext(f.Path), b)
	if err != nil {
		return refuse(diag.UnreadableFile, "cannot read this picture: "+firstLine(err.Error()), "save it again as PNG, JPEG, GIF or WebP")
	}
	if int64(width)*int64(height) > maxPixels {
		return refuse(diag.UnreadableFile, fmt.Sprintf("this picture has %d × %d pixels; the limit is 100 million", width, height), "publish a smaller one")
	}
	if strings.EqualFold(path.Ext(f.Path), ".svg") {
		if found := activeSVG(b); found != "" {
			return refuse(diag.UnsafeURL, "this drawing holds \""+found+"\", which could run code or load something from elsewhere", "export it as plain SVG, or as PNG")
		}
	}
	out, err := fingerprinted(f, th.transform(f.Path), th.options.Optimiser.Version)
	if err != nil {
		return casefile.Picture{}, output.File{}, nil, err
	}
	return casefile.Picture{URL: "/" + out.Path, Width: width, Height: height}, out, nil, nil
}

// size returns the pixels of a picture; 0, 0 for a drawing, which has none.
func size(ext string, b []byte) (width, height int, err error) {
	switch strings.ToLower(ext) {
	case ".svg":
		return 0, 0, nil
	case ".webp":
		return webpSize(b)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(b))
	return c.Width, c.Height, err
}

var errWebP = errors.New("not a WebP picture")

// webpSize reads the size from the first chunk of a WebP file, in any of its
// three forms (https://developers.google.com/speed/webp/docs/riff_container).
func webpSize(b []byte) (width, height int, err error) {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return 0, 0, errWebP
	}
	data := b[20:]
	switch string(b[12:16]) {
	case "VP8X":
		return 1 + uint24(data[4:]), 1 + uint24(data[7:]), nil
	case "VP8L":
		if data[0] != 0x2f {
			return 0, 0, errWebP
		}
		bits := binary.LittleEndian.Uint32(data[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff), nil
	case "VP8 ":
		if data[3] != 0x9d || data[4] != 0x01 || data[5] != 0x2a {
			return 0, 0, errWebP
		}
		return int(binary.LittleEndian.Uint16(data[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(data[8:]) & 0x3fff), nil
	}
	return 0, 0, errWebP
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

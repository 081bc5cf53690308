package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

var (
	errCut     = errors.New("it ends too early")
	errDamaged = errors.New("it is damaged")
)

// Chunks that are part of what is seen. All others are left out.
var (
	pngSeen   = strings.Fields("IHDR PLTE IDAT IEND tRNS sBIT bKGD pHYs acTL fcTL fdAT")
	pngColour = strings.Fields("cICP iCCP sRGB gAMA cHRM mDCV cLLI")
)

// png walks the chunks of a PNG file. https://www.w3.org/TR/png-3/#5Chunk-layout
func (s *scan) png(b []byte) error {
	s.kept = append(s.kept, b[:8])
	rest, animated, data := b[8:], false, false
	for n := 0; ; n++ {
		if len(rest) < 12 {
			return errCut
		}
		size := int64(binary.BigEndian.Uint32(rest))
		if size > int64(len(rest)-12) {
			return errCut
		}
		chunk := rest[:12+size]
		rest = rest[12+size:]
		name, body := string(chunk[4:8]), chunk[8:8+size]
		if crc32.ChecksumIEEE(chunk[4:8+size]) != binary.BigEndian.Uint32(chunk[8+size:]) {
			return errDamaged
		}
		if (n == 0) != (name == "IHDR") {
			return errDamaged
		}
		switch {
		case slices.Contains(pngSeen, name):
			s.kept = append(s.kept, chunk)
		case slices.Contains(pngColour, name):
			s.kept, s.colour = append(s.kept, chunk), append(s.colour, chunk)
		default:
			s.pngTold(name, body)
		}
		switch name {
		case "IHDR":
			if err := s.pngHeader(body); err != nil {
				return err
			}
		case "acTL":
			animated = true
		case "IDAT":
			data = true
		case "tRNS":
			if s.grey && !s.alpha {
				s.decoded *= 4 // one grey is transparent, so that all pixels are decoded with colours and alpha
			}
			s.alpha = true
		case "IEND":
			if !data {
				return errCut
			}
			if len(rest) > 0 {
				s.tell(other("data behind the end of the picture"))
			}
			s.scalable, s.moves = !animated, animated
			return nil
		}
	}
}

// pngHeader reads the size and what decoding takes.
func (s *scan) pngHeader(b []byte) error {
	if len(b) != 13 {
		return errDamaged
	}
	width, height := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	if width > 1<<31-1 || height > 1<<31-1 {
		return errDamaged
	}
	s.Width, s.Height = int(width), int(height)
	per := int64(4) // bytes of a decoded pixel
	switch b[9] {
	case 0: // grey
		per, s.grey = 1, true
	case 3: // palette
		per = 1
	case 4: // grey and alpha
		s.grey, s.alpha = true, true
	case 6: // colour and alpha
		s.alpha = true
	}
	if b[8] == 16 {
		per *= 2
	}
	if b[12] != 0 {
		per *= 2 // interlaced: passes are decoded one by one and merged
	}
	s.decoded = area(s.Width, s.Height, per)
	return nil
}

// area is what a picture takes at so many bytes a pixel; a size beyond all
// limits stays beyond them.
func area(width, height int, per int64) int64 {
	pixels := int64(width) * int64(height)
	if pixels > maxPixels || pixels < 0 {
		return DecodeLimit + 1
	}
	return pixels * per
}

// pngTold says what a chunk that is left out tells.
func (s *scan) pngTold(name string, body []byte) {
	switch name {
	case "eXIf":
		s.exif(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
	case "tIME":
		s.tell(other("time"))
	case "tEXt", "zTXt", "iTXt":
		key, text, _ := bytes.Cut(body, []byte{0})
		switch word := strings.ToLower(string(key)); {
		case word == "xml:com.adobe.xmp":
			s.tell(lookXMP(text)...)
		case word == "copyright":
		case word == "author":
			s.tell(identity("author"))
		case strings.HasPrefix(word, "raw profile type"):
			s.tell(unread("packed " + strings.TrimSpace(strings.TrimPrefix(word, "raw profile type"))))
		case namesHome(text):
			s.tell(identity("path of a file"))
		default:
			s.tell(other(fmt.Sprintf("text %q", shorten(string(key)))))
		}
	default:
		s.tell(other(fmt.Sprintf("chunk %q", name)))
	}
}

func shorten(s string) string {
	s = strings.ToValidUTF8(s, "?")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func pngChunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

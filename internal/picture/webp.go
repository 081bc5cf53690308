package picture

import (
	"encoding/binary"
	"slices"
)

// Flags of the chunk VP8X.
// https://developers.google.com/speed/webp/docs/riff_container
const (
	webpAnimated = 1 << 1
	webpXMP      = 1 << 2
	webpEXIF     = 1 << 3
	webpAlpha    = 1 << 4
)

// webp walks the chunks of a WebP file.
func (s *scan) webp(b []byte) error {
	size := int64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > int64(len(b)) {
		return errCut
	}
	if size < int64(len(b)) {
		s.tell(other("data behind the end of the picture"))
	}
	s.kept = append(s.kept, slices.Clone(b[:12]))
	extended, animated, data, lossless := -1, false, false, false
	for rest := b[12:max(size, 12)]; len(rest) > 0; {
		if len(rest) < 8 {
			return errCut
		}
		n := int64(binary.LittleEndian.Uint32(rest[4:]))
		if n > int64(len(rest)-8) {
			return errCut
		}
		end := min(8+n+n%2, int64(len(rest)))
		chunk, body := rest[:end], rest[8:8+n]
		rest = rest[end:]
		switch name := string(chunk[:4]); name {
		case "VP8X":
			if len(body) < 10 {
				return errDamaged
			}
			s.Width, s.Height = 1+uint24(body[4:]), 1+uint24(body[7:])
			animated, s.alpha = body[0]&webpAnimated != 0, body[0]&webpAlpha != 0
			extended = len(s.kept)
			s.kept = append(s.kept, slices.Clone(chunk))
		case "VP8 ", "VP8L":
			width, height, err := webpFrame(name, body)
			if err != nil {
				return err
			}
			if extended < 0 {
				s.Width, s.Height = width, height
			} else if !animated && (width != s.Width || height != s.Height) {
				return errDamaged // the decoder would believe the frame
			}
			data, lossless = true, lossless || name == "VP8L"
			s.kept = append(s.kept, chunk)
		case "ANMF":
			data = true
			s.kept = append(s.kept, chunk)
		case "ANIM", "ALPH":
			s.kept = append(s.kept, chunk)
		case "ICCP":
			s.kept, s.colour = append(s.kept, chunk), append(s.colour, body)
		case "EXIF":
			if len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
				body = body[6:]
			}
			s.exif(body)
		case "XMP ":
			s.tell(lookXMP(body)...)
		default:
			s.tell(other("chunk " + shorten(name)))
		}
	}
	if !data {
		return errCut
	}
	s.alpha = s.alpha || lossless
	s.scalable, s.moves, s.decoded = !animated, animated, area(s.Width, s.Height, 9)
	if extended >= 0 {
		s.kept[extended][8] &^= webpXMP | webpEXIF
	} else {
		s.turn = 1 // only the extended form can say it
	}
	return nil
}

// webpFrame reads the size of one coded picture.
func webpFrame(name string, b []byte) (width, height int, err error) {
	switch {
	case name == "VP8L" && len(b) >= 5 && b[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(b[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff), nil
	case name == "VP8 " && len(b) >= 10 && b[3] == 0x9d && b[4] == 0x01 && b[5] == 0x2a:
		return int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff), nil
	}
	return 0, 0, errDamaged
}

// finishWebP writes the size of a file that has lost chunks into its header.
func finishWebP(b []byte) { binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8)) }

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

package picture

import (
	"encoding/binary"
	"strings"
)

// gif walks the blocks of a GIF file. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
// It is published in its one size.
func (s *scan) gif(b []byte) error {
	if len(b) < 13 {
		return errCut
	}
	s.Width, s.Height = int(binary.LittleEndian.Uint16(b[6:])), int(binary.LittleEndian.Uint16(b[8:]))
	at := 13 + colourTable(b[10])
	if at > len(b) {
		return errCut
	}
	s.kept = append(s.kept, b[:at])
	data := false
	for {
		if at >= len(b) {
			return errCut
		}
		switch from := at; b[at] {
		case 0x3b:
			if !data {
				return errCut
			}
			if at+1 < len(b) {
				s.tell(other("data behind the end of the picture"))
			}
			s.kept = append(s.kept, b[at:at+1])
			return nil
		case 0x2c:
			if at+10 > len(b) {
				return errCut
			}
			end, ok := subBlocks(b, at+10+colourTable(b[at+9])+1)
			if !ok {
				return errCut
			}
			s.moves = data
			s.kept, data, at = append(s.kept, b[from:end]), true, end
		case 0x21:
			if at+3 > len(b) {
				return errCut
			}
			end, ok := subBlocks(b, at+2)
			if !ok {
				return errCut
			}
			s.gifExtension(b[from:end])
			at = end
		default:
			return errDamaged
		}
	}
}

// gifExtension keeps an extension or says what it tells.
func (s *scan) gifExtension(b []byte) {
	switch b[1] {
	case 0xf9: // times and transparency
		s.kept = append(s.kept, b)
	case 0xfe:
		if namesHome(b) {
			s.tell(identity("path of a file"))
			return
		}
		s.tell(other("comment"))
	case 0xff:
		name := string(b[3:min(len(b), 14)])
		switch {
		case strings.HasPrefix(name, "NETSCAPE2.0"), strings.HasPrefix(name, "ANIMEXTS1.0"), strings.HasPrefix(name, "ICCRGBG1012"):
			s.kept = append(s.kept, b)
		case strings.HasPrefix(name, "XMP DataXMP"):
			s.tell(lookXMP(b)...)
		default:
			s.tell(other("fields of a program"))
		}
	default:
		s.tell(other("text"))
	}
}

// colourTable is the length of the table that a byte of flags announces.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// subBlocks returns where a row of blocks ends that begins at i.
func subBlocks(b []byte, i int) (end int, ok bool) {
	for i < len(b) {
		n := int(b[i])
		i += 1 + n
		if n == 0 {
			return i, true
		}
	}
	return 0, false
}

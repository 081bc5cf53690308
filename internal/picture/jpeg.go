package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Markers of JPEG segments. ITU T.81, table B.1
const (
	markSOF0  = 0xc0
	markDHT   = 0xc4
	markJPG   = 0xc8
	markDAC   = 0xcc
	markRST0  = 0xd0
	markEOI   = 0xd9
	markSOS   = 0xda
	markCOM   = 0xfe
	markAPP0  = 0xe0
	markAPP1  = 0xe1
	markAPP2  = 0xe2
	markAPP13 = 0xed
	markAPP14 = 0xee
)

// jpeg walks the segments of a JPEG file.
func (s *scan) jpeg(b []byte) error {
	s.kept = append(s.kept, b[:2])
	at, data := 2, false
	for {
		for at < len(b) && b[at] == 0xff && at+1 < len(b) && b[at+1] == 0xff {
			at++ // fill bytes
		}
		if at+2 > len(b) {
			return errCut
		}
		if b[at] != 0xff {
			return errDamaged
		}
		mark := b[at+1]
		if mark == markEOI {
			if !data || s.Width == 0 {
				return errCut
			}
			s.kept = append(s.kept, b[at:at+2])
			if at+2 < len(b) {
				s.tell(other("data behind the end of the picture"))
			}
			if s.turn != 1 {
				s.kept = slices.Insert(s.kept, 1, jpegSegment(markAPP1, append([]byte("Exif\x00\x00"), orientation(s.turn)...)))
			}
			return nil
		}
		if mark == 0x01 || mark >= markRST0 && mark < markEOI { // stand alone
			at += 2
			continue
		}
		if at+4 > len(b) {
			return errCut
		}
		end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if end < at+4 {
			return errDamaged
		}
		if end > len(b) {
			return errCut
		}
		segment, body := b[at:end], b[at+4:end]
		if mark == markSOS {
			data = true
			end = endOfScan(b, end)
			segment = b[at:end]
		}
		if err := s.jpegSegment(mark, segment, body); err != nil {
			return err
		}
		at = end
	}
}

// endOfScan finds the marker that ends the coded data which begins at i.
func endOfScan(b []byte, i int) int {
	for {
		next := bytes.IndexByte(b[i:], 0xff)
		if next < 0 || i+next+1 >= len(b) {
			return len(b)
		}
		i += next
		if m := b[i+1]; m != 0 && m != 0xff && (m < markRST0 || m >= markRST0+8) {
			return i
		}
		i++
	}
}

// jpegSegment keeps a segment or says what it tells.
func (s *scan) jpegSegment(mark byte, segment, body []byte) error {
	has := func(head string) bool { return bytes.HasPrefix(body, []byte(head)) }
	switch {
	case mark >= markSOF0 && mark < markRST0 && mark != markDHT && mark != markJPG && mark != markDAC:
		if s.Width != 0 {
			return errDamaged
		}
		s.kept = append(s.kept, segment)
		return s.jpegFrame(mark, body)
	case mark < markAPP0:
		s.kept = append(s.kept, segment)
	case mark == markAPP0 && has("JFIF\x00") && len(body) >= 14:
		if len(body) == 14 {
			s.kept = append(s.kept, segment)
			break
		}
		plain := slices.Clone(body[:14])
		plain[12], plain[13] = 0, 0
		s.kept = append(s.kept, jpegSegment(markAPP0, plain))
		s.tell(identity("thumbnail"))
	case mark == markAPP0 && has("JFXX\x00"):
		s.tell(identity("thumbnail"))
	case mark == markAPP1 && has("Exif\x00"):
		s.exif(body[min(6, len(body)):])
	case mark == markAPP1 && has("http://ns.adobe.com/"):
		s.tell(lookXMP(body)...)
	case mark == markAPP2 && has("ICC_PROFILE\x00"):
		s.kept, s.colour = append(s.kept, segment), append(s.colour, segment)
	case mark == markAPP2 && has("MPF\x00"):
		s.tell(identity("further pictures"))
	case mark == markAPP13:
		s.tell(lookIPTC(body)...)
	case mark == markAPP14 && has("Adobe"): // says how colours are coded
		s.kept = append(s.kept, segment)
	case mark == markCOM && namesHome(body):
		s.tell(identity("path of a file"))
	case mark == markCOM:
		s.tell(other("comment"))
	default:
		s.tell(other("fields of a program"))
	}
	return nil
}

// jpegFrame reads the size and what decoding takes.
func (s *scan) jpegFrame(mark byte, body []byte) error {
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return errDamaged
	}
	s.Height, s.Width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	parts := int(body[5])
	per := int64(3)
	if parts == 1 {
		per, s.grey = 1, true
	}
	if mark == markSOF0+2 {
		per *= 5 // progressive: coefficients of four bytes are kept until the end
	}
	s.decoded = area(s.Width, s.Height, per)
	// Four colours of ink have a profile that does not fit what we would write.
	s.scalable = (parts == 1 || parts == 3) && mark <= markSOF0+2 && body[0] == 8
	return nil
}

func jpegSegment(mark byte, body []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2)), body...)
}

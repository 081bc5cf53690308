package picture

import "encoding/binary"

// Readers of EXIF turn values into dates and fractions; all we need is which
// fields there are, and the orientation. So this walks the directories itself,
// and looks at every field, known or not. TIFF 6.0, section 2; EXIF 2.32,
// section 4.6.

// Directories of an EXIF block.
const (
	mainDirectory = iota
	cameraDirectory
	placeDirectory
	previewDirectory
)

// innocent are fields that say how the picture is stored, and two that are
// meant for the public: who made it and whose it is.
var innocent = map[uint16]bool{
	0x0100: true, 0x0101: true, 0x0102: true, 0x0103: true, 0x0106: true, 0x0112: true, 0x0115: true, 0x011a: true, 0x011b: true,
	0x0128: true, 0x0213: true, 0x9000: true, 0x9101: true, 0xa000: true, 0xa001: true, 0xa002: true, 0xa003: true, 0xa005: true,
	0x8769: true, 0x8825: true,
	0x013b: true, 0x8298: true, // Artist, Copyright
}

// telling are fields that lead to a person or a device.
var telling = map[uint16]string{
	0x013c: "name of the computer", 0x927c: "notes of the camera's maker", 0x9c9d: "author", 0xa420: "number of the picture",
	0xa430: "owner of the camera", 0xa431: "serial number of the camera", 0xa435: "serial number of the lens", 0xc62f: "serial number of the camera",
}

// named are fields worth naming among the rest.
var named = map[uint16]string{
	0x010e: "description", 0x010f: "make of the camera", 0x0110: "model of the camera", 0x0131: "program", 0x0132: "time",
	0x9003: "time", 0x9004: "time", 0x9286: "comment", 0xa434: "model of the lens",
}

// exif walks an EXIF block and adds what it tells. A block that cannot be read
// is a finding, too: nobody knows what is in it.
func (s *scan) exif(b []byte) {
	w := &exifWalk{scan: s, b: b, seen: map[uint32]bool{}}
	if len(b) >= 8 {
		switch string(b[:4]) {
		case "II*\x00":
			w.order = binary.LittleEndian
		case "MM\x00*":
			w.order = binary.BigEndian
		}
	}
	if w.order == nil || !w.directory(w.order.Uint32(b[4:]), mainDirectory) {
		s.tell(unread("damaged EXIF"))
	}
}

// An exifWalk is under way in one block.
type exifWalk struct {
	scan  *scan
	b     []byte
	order binary.ByteOrder
	seen  map[uint32]bool // offsets of directories
}

// directory reads one directory and those it leads to. It reports false where
// it lies outside the block or has been read before.
func (w *exifWalk) directory(at uint32, kind int) bool {
	if w.seen[at] || len(w.seen) > 8 || int64(at)+2 > int64(len(w.b)) {
		return false
	}
	w.seen[at] = true
	count := int(w.order.Uint16(w.b[at:]))
	rest := w.b[at+2:]
	if len(rest) < 12*count {
		return false
	}
	fine := true
	for i := range count {
		fine = w.field(rest[12*i:12*i+12], kind) && fine
	}
	if next := rest[12*count:]; kind == mainDirectory && len(next) >= 4 {
		if at := w.order.Uint32(next); at != 0 {
			fine = w.directory(at, previewDirectory) && fine
		}
	}
	return fine
}

// field reads one field; an offset is where a directory lies.
func (w *exifWalk) field(f []byte, kind int) bool {
	tag := w.order.Uint16(f)
	switch {
	case kind == placeDirectory:
		if tag != 0 { // the version of the directory says nothing
			w.scan.tell(location("GPS position"))
		}
	case kind == previewDirectory:
		if tag == 0x0111 || tag == 0x0201 {
			w.scan.tell(identity("thumbnail"))
		}
	case tag == 0x0112 && kind == mainDirectory:
		if turn := int(w.order.Uint16(f[8:])); turn >= 1 && turn <= 8 {
			w.scan.turn = turn
		}
	case tag == 0x8769:
		return w.directory(w.order.Uint32(f[8:]), cameraDirectory)
	case tag == 0x8825:
		return w.directory(w.order.Uint32(f[8:]), placeDirectory)
	case innocent[tag]:
	case telling[tag] != "":
		w.scan.tell(identity(telling[tag]))
	case named[tag] != "":
		w.scan.tell(other(named[tag]))
	default:
		w.scan.tell(other("EXIF"))
	}
	return true
}

// orientation is an EXIF block that says how to turn the picture and nothing
// else.
func orientation(turn int) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(turn), 0, 0, 0, 0, 0, 0}
}

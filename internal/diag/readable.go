package diag

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxTextBytes is the largest chapter that is read; registers may be larger.
const MaxTextBytes = 4 << 20

// CheckText reports why a file cannot be read as text: it is larger than limit
// bytes, holds a NUL, or is not UTF-8. The list is empty or holds one
// diagnostic, with the place of the first byte that is wrong.
func CheckText(src []byte, limit int) List {
	if len(src) > limit {
		return unreadable(limit, fmt.Sprintf("this file is larger than %d MB", limit>>20), "split it")
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return unreadable(i, "this file holds a NUL byte", "save it as plain text in UTF-8")
	}
	if utf8.Valid(src) {
		return nil
	}
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return unreadable(i, fmt.Sprintf("this file is not UTF-8: byte 0x%02X", src[i]), "save it as UTF-8")
		}
		i += size
	}
	return nil
}

func unreadable(at int, message, hint string) List {
	return List{{Code: UnreadableFile, Severity: Error, Span: Span{Start: at, End: at + 1}, Message: message, Hint: hint}}
}

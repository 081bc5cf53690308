package chapter

import "bytes"

var byteOrderMark = []byte("\ufeff")

// frontMatter finds the front matter of a file: the lines between a first line
// "---" and the next line "---" or "...". src[start:end] are those lines; ok is
// false where the first line is another. Front matter that is never closed
// reaches to the end of the file: then, and only then, end is len(src).
func frontMatter(src []byte) (start, end int, ok bool) {
	at := 0
	if bytes.HasPrefix(src, byteOrderMark) {
		at = len(byteOrderMark)
	}
	start = lineEnd(src, at)
	if !isFence(src[at:start], "---") {
		return 0, 0, false
	}
	for at = start; at < len(src); {
		next := lineEnd(src, at)
		if line := src[at:next]; isFence(line, "---") || isFence(line, "...") {
			return start, at, true
		}
		at = next
	}
	return start, len(src), true
}

// HeadEnd returns where front matter ends, its closing line included, and whether
// it is closed within src, which may be the start of a longer file.
func HeadEnd(src []byte) (int, bool) {
	_, end, ok := frontMatter(src)
	if !ok || end == len(src) {
		return 0, false
	}
	next := lineEnd(src, end)
	return next, src[next-1] == '\n'
}

// textStart returns where the text begins: after the front matter, or after
// the byte order mark. Front matter that is never closed counts up to the first
// empty line: what the text cites must not seem uncited because of one mistake.
func textStart(src []byte) int {
	if start, end, ok := frontMatter(src); ok && end == len(src) {
		return firstBlankLine(src, start)
	} else if ok {
		return lineEnd(src, end)
	}
	if bytes.HasPrefix(src, byteOrderMark) {
		return len(byteOrderMark)
	}
	return 0
}

// lineEnd returns where the line that begins at start ends, its line ending
// (LF, CR LF or CR) included.
func lineEnd(src []byte, start int) int {
	i := bytes.IndexAny(src[start:], "\r\n")
	if i < 0 {
		return len(src)
	}
	i += start
	if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

// isFence reports whether a line is a fence of the front matter, white space
// after it aside.
func isFence(line []byte, fence string) bool {
	return string(bytes.TrimRight(line, " \t\r\n")) == fence
}

// prepare copies a file for the parser, byte for byte in place. Front matter
// becomes spaces, a byte order mark empty lines; a CR alone becomes a line feed, and one
// after the marker of an empty list item a space, because goldmark takes only
// LF for the end of a line there. The copy has no spare capacity, so nothing
// can append into it.
func prepare(src []byte) []byte {
	text := make([]byte, len(src))
	copy(text, src)
	start := textStart(src)
	for i := range start {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
	if start == len(byteOrderMark) {
		copy(text, "\n\n\n") // spaces would indent the first line
	}
	for i := 0; ; i++ {
		next := bytes.IndexByte(text[i:], '\r')
		if next < 0 {
			return text
		}
		i += next
		switch {
		case i+1 == len(text) || text[i+1] != '\n':
			text[i] = '\n'
		case i > 0 && endsListMarker(text[:i]):
			text[i] = ' '
		}
	}
}

// endsListMarker reports whether text ends with the marker of a list item that
// stands alone in its line, quotation marks aside.
func endsListMarker(text []byte) bool {
	line := text[bytes.LastIndexByte(text, '\n')+1:]
	if len(line) > 64 {
		return false
	}
	line = bytes.TrimLeft(line, " \t>")
	if len(line) == 0 || len(line) > 10 {
		return false
	}
	switch last := line[len(line)-1]; last {
	case '-', '+', '*':
		return len(line) == 1
	case '.', ')':
		return len(line) > 1 && len(bytes.Trim(line[:len(line)-1], "0123456789")) == 0
	}
	return false
}

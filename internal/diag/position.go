package diag

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

var byteOrderMark = []byte("\ufeff")

// A Position is a place in a file as people and editors count. A column counts
// characters (Unicode code points): a tab is one, a byte order mark none.
type Position struct {
	Line   int `json:"line"`   // from 1
	Column int `json:"column"` // from 1, in code points
	UTF16  int `json:"utf16"`  // from 1, the column in UTF-16 units
	Offset int `json:"offset"` // from 0, in bytes of the file, byte order mark included
}

// Lines knows where the lines of one file begin. LF, CR LF and CR each end a
// line. It is safe for concurrent use.
type Lines struct {
	src    []byte
	starts []int // offset of the first byte of each line
}

// NewLines looks for the lines of a file. It keeps src and never changes it.
func NewLines(src []byte) *Lines {
	starts := []int{0}
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
			starts = append(starts, i+1)
		case '\n':
			starts = append(starts, i+1)
		}
	}
	return &Lines{src: src, starts: starts}
}

// Position finds the place of a byte. An offset outside the file counts as its
// nearest end, one inside a line ending as the end of that line.
func (l *Lines) Position(offset int) Position {
	offset = min(max(offset, 0), len(l.src))
	i := l.lineIndex(offset)
	start, end := l.bounds(i)
	pos := Position{Line: i + 1, Column: 1, UTF16: 1, Offset: offset}
	for at := start; at < min(offset, end); {
		r, size := utf8.DecodeRune(l.src[at:])
		at += size
		pos.Column++
		pos.UTF16++
		if r > 0xFFFF {
			pos.UTF16++
		}
	}
	return pos
}

// lineIndex returns the 0-based line that an offset lies in.
func (l *Lines) lineIndex(offset int) int {
	i, found := slices.BinarySearch(l.starts, offset)
	if !found {
		i--
	}
	return i
}

// bounds returns where the text of a line begins and ends, without byte order
// mark and line ending.
func (l *Lines) bounds(i int) (start, end int) {
	start, end = l.starts[i], len(l.src)
	if i+1 < len(l.starts) {
		end = l.starts[i+1]
	}
	for end > start && (l.src[end-1] == '\n' || l.src[end-1] == '\r') {
		end--
	}
	if i == 0 && bytes.HasPrefix(l.src, byteOrderMark) {
		start = len(byteOrderMark)
	}
	return start, max(start, end)
}

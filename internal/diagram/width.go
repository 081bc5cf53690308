package diagram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A style is the advance widths of the characters from space to tilde, in
// thousandths of the size, as in the fonts of the site (Archivo Narrow 500 and
// 700). The fallback is set to the same widths.
type style *[95]uint16

var (
	text = style(&[95]uint16{228, 242, 322, 456, 456, 729, 561, 169, 273, 273, 319, 479, 228, 273, 228, 228, 456, 456, 456, 456, 456, 456, 456, 456, 456, 456, 242, 242, 479, 479, 479, 470, 822, 561, 561, 592, 592, 547, 501, 638, 592, 228, 425, 561, 470, 683, 592, 638, 547, 638, 592, 547, 501, 592, 547, 774, 547, 547, 501, 242, 228, 242, 400, 456, 400, 456, 470, 425, 470, 456, 242, 470, 470, 228, 197, 425, 197, 698, 470, 470, 470, 470, 288, 425, 242, 470, 425, 607, 425, 425, 410, 288, 218, 288, 479})
	bold = style(&[95]uint16{228, 273, 389, 456, 456, 729, 592, 195, 273, 273, 319, 479, 228, 273, 228, 228, 456, 456, 456, 456, 456, 456, 456, 456, 456, 456, 273, 273, 479, 479, 479, 501, 800, 592, 592, 592, 592, 547, 501, 638, 592, 228, 456, 592, 501, 683, 592, 638, 547, 638, 592, 547, 501, 592, 547, 774, 547, 547, 501, 273, 228, 273, 400, 456, 400, 456, 501, 456, 501, 456, 273, 501, 501, 228, 228, 456, 228, 729, 501, 501, 501, 501, 319, 456, 273, 501, 456, 638, 456, 456, 410, 319, 230, 319, 479})
)

// widthOf estimates the width of words in pixels. Letters that the table lacks
// count as a wide one, ideographs as a square.
func widthOf(words string, size int, s style) int {
	sum := 0
	for _, r := range words {
		switch {
		case ' ' <= r && r <= '~':
			sum += int(s[r-' '])
		case unicode.In(r, unicode.Mn, unicode.Cf):
		case r >= 0x1100:
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				sum += 1000
				continue
			}
			sum += 600
		default:
			sum += 600
		}
	}
	return (sum*size + 999) / 1000
}

// wrap parts words into lines of at most so many pixels. A word that is wider
// than a line is parted too.
func wrap(words string, size, most int, s style) []string {
	var all []string
	line := ""
	put := func(word string) {
		switch {
		case line == "":
			line = word
		case widthOf(line+" "+word, size, s) <= most:
			line += " " + word
		default:
			all, line = append(all, line), word
		}
	}
	for _, word := range strings.Fields(words) {
		for widthOf(word, size, s) > most && utf8.RuneCountInString(word) > 1 {
			n := 0
			for i, r := range word {
				if end := i + utf8.RuneLen(r); i == 0 || widthOf(word[:end], size, s) <= most {
					n = end
				} else {
					break
				}
			}
			put(word[:n])
			word = word[n:]
		}
		put(word)
	}
	if line != "" {
		all = append(all, line)
	}
	return all
}

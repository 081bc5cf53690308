package quotation

import "unicode"

const softHyphen = '\u00ad'

var ligatures = map[rune]string{
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
	'œ': "oe", 'Œ': "OE", 'æ': "ae", 'Æ': "AE", 'ĳ': "ij", 'Ĳ': "IJ",
}

func isLigature(r rune) bool { return r >= 0x80 && ligatures[r] != "" }

// isWordRune reports whether r belongs to words.
func isWordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// isIdeograph reports whether r is a word of its own, in scripts that set no
// spaces between words.
func isIdeograph(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer)
}

// isInvisible reports whether r is dropped: it prints nothing and means nothing
// to a reader.
func isInvisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == softHyphen, r == '\u034f', r == '\u061c', r == '\ufeff',
		'\u200b' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2060' <= r && r <= '\u2069':
		return true
	}
	return false
}

// isQuote reports whether r is a quotation mark or an apostrophe.
func isQuote(r rune) bool {
	switch r {
	case '\'', '"', '`', '´', '«', '»', 'ʼ', '′', '″', '＂', '＇':
		return true
	}
	return '‘' <= r && r <= '‟' || r == '‹' || r == '›' || '「' <= r && r <= '』' || '〝' <= r && r <= '〟'
}

// isHyphen reports whether r may break a word at a line end.
func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// isDash reports whether r is a hyphen, dash or minus.
func isDash(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u2212' || r == '\ufe58' || r == '\ufe63' || r == '\uff0d' || r == '\u2e3a' || r == '\u2e3b'
}

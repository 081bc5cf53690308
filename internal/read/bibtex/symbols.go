package bibtex

// signAccents are the accents written as a sign: \'e.
var signAccents = map[rune]rune{
	'`': '\u0300', '\'': '\u0301', '^': '\u0302', '~': '\u0303', '=': '\u0304', '.': '\u0307', '"': '\u0308',
}

// letterAccents are the accents written as a letter: \c c.
var letterAccents = map[string]rune{
	"u": '\u0306', "r": '\u030a', "H": '\u030b', "v": '\u030c', "d": '\u0323', "c": '\u0327', "k": '\u0328', "b": '\u0331',
	"t": '\u0361', "textcommabelow": '\u0326',
}

// symbols are the commands that stand for characters.
var symbols = map[string]string{
	"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ",
	"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",

	"textendash": "–", "textemdash": "—", "dots": "…", "ldots": "…", "textellipsis": "…", "textbullet": "•", "textperiodcentered": "·",
	"textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": `"`,
	"quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
	"guilsinglleft": "‹", "guilsinglright": "›", "og": "«\u00a0", "fg": "\u00a0»", "lq": "‘", "rq": "’", "textexclamdown": "¡", "textquestiondown": "¿",

	"textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textbraceleft": "{", "textbraceright": "}",
	"textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_", "textdollar": "$", "textnumbersign": "#", "textpercent": "%",
	"lbrace": "{", "rbrace": "}", "slash": "/", "textdegree": "°", "degree": "°", "textmu": "µ", "textpm": "±", "texttimes": "×", "textdiv": "÷",
	"textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textordfeminine": "ª", "textordmasculine": "º", "textnumero": "№",

	"S": "§", "textsection": "§", "P": "¶", "textparagraph": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®",
	"texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥", "textcent": "¢",
	"dag": "†", "textdagger": "†", "ddag": "‡", "textdaggerdbl": "‡", "nobreakspace": "\u00a0", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
}

package release

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSmall is how many characters a change may have to be a warning only.
const maxSmall = 20

// weighty are short words that turn a sentence round, or that count: no change of
// one is small.
var weighty = strings.Fields(`not no never none nor without n't ne pas jamais aucun aucune sans non n
	zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
	twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen half once twice
	first second third fourth fifth all some most many few several only both every each
	zéro un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents
	mille millions milliard milliards douzaine demi moitié premier première deuxième troisième tous toutes quelques plusieurs seul seule seulement chaque
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre`)

// openers are words that begin a sentence with a capital and are no name.
var openers = strings.Fields(`a an the this that these those it its he she they we you i his her their our there here in on at by for from to of with as and but or
	so if when while after before since then also what who how where why
	le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs dans en à au aux par pour avec sur sous et mais ou
	si quand lorsque après avant depuis puis aussi comme selon qui que où`)

// isSmall reports whether a change is small and touches nothing that matters: no
// claim, quotation, number, name, heading or negation.
func (e *edit) isSmall(ch change) bool {
	was, now := ch.was.text, ch.now.text
	from := commonPrefix(was, now)
	tail := commonSuffix(was[from:], now[from:])
	oldEnd, newEnd := len(was)-tail, len(now)-tail
	b := &e.text[ch.now.block]
	if b.Kind.Stands() || utf8.RuneCountInString(was[from:oldEnd]) > maxSmall || utf8.RuneCountInString(now[from:newEnd]) > maxSmall ||
		b.IsMarked(ch.now.from+from, ch.now.from+newEnd) {
		return false
	}
	return !matters(wordsAt(was, from, oldEnd)) && !matters(wordsAt(now, from, newEnd))
}

// matters reports whether words that changed hold one that no small change has.
// begins says that the first of them begins the sentence.
func matters(words string, begins bool) bool {
	if strings.ContainsFunc(words, unicode.IsDigit) || strings.ContainsAny(words, "“”«»\"") {
		return true
	}
	for i, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		w = strings.ReplaceAll(w, "’", "'")
		lower := strings.ToLower(w)
		if slices.Contains(weighty, lower) || strings.HasSuffix(lower, "n't") {
			return true
		}
		if strings.ContainsFunc(w, unicode.IsUpper) && !(begins && i == 0 && slices.Contains(openers, lower)) {
			return true // a name, as far as one can see
		}
	}
	return false
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && (!utf8.RuneStart(a[len(a)-n]) || !utf8.RuneStart(b[len(b)-n])) {
		n--
	}
	return n
}

// wordsAt is a part of a text, widened to whole words, and whether the text
// begins with it.
func wordsAt(text string, from, to int) (words string, begins bool) {
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if unicode.IsSpace(r) {
			break
		}
		from -= n
	}
	for to < len(text) {
		r, n := utf8.DecodeRuneInString(text[to:])
		if unicode.IsSpace(r) {
			break
		}
		to += n
	}
	return text[from:to], from == 0
}

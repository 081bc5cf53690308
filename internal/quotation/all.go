package quotation

// All finds every place of words in the text, first to last, none overlapping
// another. Brackets and dots are text: nothing is cut or inserted. One word is
// enough. The same folding applies as for quotations.
func (t *Text) All(words string) []Span {
	elems := parse(words).plain
	if len(elems) == 0 {
		return nil
	}
	var places []Span
	pc := piece{text: words, elems: elems}
	for from := 0; from < len(t.tokens); {
		m, ok := t.search(pc, window{from, len(t.tokens)}, shortInsertion)
		if !ok {
			break
		}
		places = append(places, t.span(m.first, m.last+1))
		from = m.last + 1
	}
	return places
}

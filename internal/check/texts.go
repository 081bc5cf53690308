package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/quotation"
)

// Texts looks for what one text leaves without a source: addresses that stand in
// it, and paragraphs of a chapter that say how much, when or in whose words, and
// not who says so.
func Texts(c *casefile.Chapter, text *casefile.Summary) diag.List {
	if text == nil {
		return nil
	}
	var diags diag.List
	warn := func(code diag.Code, at prose.Span, message, hint string) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: diag.Warning, Span: diag.Span{File: c.Path, Start: at.Start, End: at.End},
			Message: message, Hint: hint})
	}
	sourced, quoted := standing(text)
	for i := range text.Passages {
		p := &text.Passages[i]
		if p.Quoted || p.Pulled {
			continue
		}
		for _, a := range addresses(p.Text) {
			if !isFixed(p, a) && !quotes(text, quoted[i], i, a.From) {
				warn(diag.BareURL, p.Span(a.From, a.To), "an address stands in the text", "make it a source and cite it, or a link: [words](address)")
			}
		}
		if c.Kind != casefile.ChapterKind || p.Kind != prose.ParagraphPassage || p.InNote || p.Nested || sourced[i] || isSourced(p) {
			continue
		}
		if list := quoted[i]; len(list) > 0 {
			warn(diag.CitationNeeded, text.Quotes[list[0]].Span, "this paragraph quotes and has no note", fmt.Sprintf("cite the source in it: [@%s]", text.Quotes[list[0]].Source))
		} else if n := figureIn(p); n.To > 0 {
			figure := strings.Join(strings.Fields(p.Text[n.From:n.To]), " ") // without the spaces that typography sets
			warn(diag.CitationNeeded, p.Span(n.From, n.To), fmt.Sprintf("this paragraph says %q and has no note", figure),
				"cite the source in it, [@KEY], or mark the claim that it makes")
		}
	}
	return diags
}

// standing finds the passages that a mark of a claim touches, and the marked
// quotations in each that name a source.
func standing(text *casefile.Summary) (sourced map[int]bool, quoted map[int][]int) {
	sourced, quoted = map[int]bool{}, map[int][]int{}
	for _, m := range text.Claims {
		for i := m.First; i <= m.Last; i++ {
			sourced[i] = true
		}
	}
	for n, q := range text.Quotes {
		if !q.Block && q.Source != "" {
			quoted[q.First] = append(quoted[q.First], n)
		}
	}
	return sourced, quoted
}

// quotes reports whether a place in a passage stands in one of some quotations.
func quotes(text *casefile.Summary, list []int, passage, at int) bool {
	return slices.ContainsFunc(list, func(n int) bool {
		from, to, ok := text.Quotes[n].Within(passage, len(text.Passages[passage].Text))
		return ok && at >= from && at < to
	})
}

// isSourced reports whether a paragraph has a note, a citation or a link.
func isSourced(p *prose.Passage) bool {
	return len(p.Notes) > 0 || len(p.Fixed) > 0 || strings.Contains(p.Text, "@")
}

// isFixed reports whether a part of a passage is a link or code.
func isFixed(p *prose.Passage, part prose.Part) bool {
	return slices.ContainsFunc(p.Fixed, func(f prose.Part) bool { return part.From < f.To && f.From < part.To })
}

// addresses finds the addresses of the web in a text.
func addresses(text string) []prose.Part {
	var found []prose.Part
	for from := 0; ; {
		start, host := nextAddress(text, from)
		if start < 0 {
			return found
		}
		end := host
		for end < len(text) && text[end] > ' ' && text[end] < utf8.RuneSelf && !strings.ContainsRune(`"<>()[]`, rune(text[end])) {
			end++
		}
		address := strings.TrimRight(text[host:end], ".,;:!?'")
		if dot := strings.IndexByte(address, '.'); dot > 0 && dot+1 < len(address) {
			found = append(found, prose.Part{From: start, To: host + len(address)})
		}
		from = end
	}
}

// nextAddress is where the next address in a text begins, and its host; -1
// where there is none.
func nextAddress(text string, from int) (start, host int) {
	for i := from; ; {
		at := strings.IndexAny(text[i:], ":w")
		if at < 0 {
			return -1, 0
		}
		i += at
		switch {
		case strings.HasPrefix(text[i:], "://"):
			for _, scheme := range [...]string{"https", "http"} {
				if start := i - len(scheme); start >= from && strings.EqualFold(text[start:i], scheme) && !endsInLetter(text[:start]) {
					return start, i + len("://")
				}
			}
		case strings.HasPrefix(text[i:], "www.") && !endsInLetter(text[:i]):
			return i, i + len("www.")
		}
		i++
	}
}

func endsInLetter(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// The words behind a number that make it one a reader may want to look up, and
// the months, in the languages that we know. A number needs two digits: "one in
// 5 people" and "2 dollars" are manners of speaking.
var (
	units = commonWords(`percent million millions billion billions trillion dollars euros pounds
		people persons users customers subscribers members workers employees victims deaths children women men
		milliard milliards personnes utilisateurs utilisatrices clients abonnés salariés employés victimes morts enfants femmes hommes livres`)
	months = commonWords(`january february march april may june july august september october november december
		janvier février mars avril mai juin juillet août septembre octobre novembre décembre`)
)

// figureIn finds the first sum, share, number of people or exact date in a
// paragraph; the zero Part is none.
func figureIn(p *prose.Passage) prose.Part {
	text := p.Text
	for i := 0; i < len(text); {
		if !isDigitAt(text, i) {
			i++
			continue
		}
		n := numberAt(text, i)
		if part := figure(text, n); part.To > 0 {
			return part
		}
		i = n.To
	}
	return prose.Part{}
}

func isDigitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

// numberAt is the number that begins at a digit, grouped or not.
func numberAt(text string, from int) prose.Part {
	to := from
	for isDigitAt(text, to) {
		to++
		_, width := utf8.DecodeRuneInString(text[to:])
		switch sep := text[to : to+width]; {
		case (sep == "." || sep == ",") && isDigitAt(text, to+width):
			to += width
		case (sep == " " && to-from <= 3 || sep == "\u00a0" || sep == "\u202f") && isDigitAt(text, to+width) && isDigitAt(text, to+width+1) && isDigitAt(text, to+width+2):
			to += width
		}
	}
	return prose.Part{From: from, To: to}
}

// figure widens a number by its currency, its unit or the rest of its date.
func figure(text string, n prose.Part) prose.Part {
	before, _ := utf8.DecodeLastRuneInString(text[:n.From])
	digits := 0
	for _, c := range []byte(text[n.From:n.To]) {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	if unicode.IsLetter(before) || before == '-' || before == '/' || before == '#' {
		return prose.Part{}
	}
	word := wordAfter(text, n.To)
	name := strings.ToLower(text[word.From:word.To])
	switch {
	case digits >= 2 && before >= utf8.RuneSelf && unicode.Is(unicode.Sc, before), digits >= 2 && before == '$':
		return prose.Part{From: n.From - utf8.RuneLen(before), To: n.To}
	case digits >= 2 && word.From == word.To && isUnitSign(text[word.From:]):
		_, width := utf8.DecodeRuneInString(text[word.From:])
		return prose.Part{From: n.From, To: word.To + width}
	case digits >= 2 && units[name]:
		return prose.Part{From: n.From, To: word.To}
	case digits >= 2 && (name == "per" || name == "pour"):
		if next := wordAfter(text, word.To); text[next.From:next.To] == "cent" {
			return prose.Part{From: n.From, To: next.To}
		}
	case digits <= 2 && months[name]:
		if year := wordAfter(text, word.To); isYear(text, year.From) {
			return prose.Part{From: n.From, To: year.From + 4}
		}
	case digits <= 2 && strings.HasPrefix(text[n.To:], ","):
		if month := wordBefore(text, n.From); months[strings.ToLower(text[month.From:month.To])] {
			if year := wordAfter(text, n.To+1); isYear(text, year.From) {
				return prose.Part{From: month.From, To: year.From + 4}
			}
		}
	}
	return prose.Part{}
}

func isUnitSign(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == '%' || unicode.Is(unicode.Sc, r)
}

// isYear reports whether four digits and no more stand at a place.
func isYear(text string, at int) bool {
	n := 0
	for isDigitAt(text, at+n) {
		n++
	}
	return n == 4
}

// wordAfter is the word behind a place, one space between or none. It is empty,
// behind the space, where something else stands there.
func wordAfter(text string, from int) prose.Part {
	if r, width := utf8.DecodeRuneInString(text[from:]); unicode.IsSpace(r) || r == '\u202f' {
		from += width
	}
	to := from
	for to < len(text) {
		r, width := utf8.DecodeRuneInString(text[to:])
		if !unicode.IsLetter(r) {
			break
		}
		to += width
	}
	return prose.Part{From: from, To: to}
}

// wordBefore is the word in front of a place and one space.
func wordBefore(text string, to int) prose.Part {
	if r, width := utf8.DecodeLastRuneInString(text[:to]); unicode.IsSpace(r) {
		to -= width
	}
	from := to
	for from > 0 {
		r, width := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= width
	}
	return prose.Part{From: from, To: to}
}

// How quotations are held against each other.
const (
	leastAlike  = 5   // words; fewer say too little
	mostAlike   = 120 // words; comparing takes the square of what differs
	likeEnough  = 80  // percent of the words, in order
	mostSharing = 8   // quotations that one pair of words leads to
)

// A cited is a quotation with its words folded.
type cited struct {
	quote *prose.Quote
	at    diag.Span
	words []string
	cut   bool // something is left out
}

// Disagreements finds quotations of one source that give nearly the same words,
// and not the same. Those that a kept text of the source has both are fine: it
// says the one here and the other there.
func (s *Shelf) Disagreements(summary Summaries) diag.List {
	var diags diag.List
	seen := map[string]bool{}           // source, language and words
	sharing := map[[4]string][]*cited{} // by source, language and two words
	for _, c := range s.inv.All() {
		text := summary(c)
		if text == nil {
			continue
		}
		for i := range text.Quotes {
			q := citedOf(c, &text.Quotes[i])
			lang := q.quote.Lang
			if q.quote.Original != "" {
				lang = "" // the source's own words
			}
			key := q.quote.Source + "\x00" + lang + "\x00" + strings.Join(q.words, " ")
			if len(q.words) < leastAlike || len(q.words) > mostAlike || q.quote.Source == "" || seen[key] {
				continue
			}
			seen[key] = true
			if other := q.among(sharing, lang, s); other != nil {
				diags = append(diags, diag.Diagnostic{Code: diag.QuotesDisagree, Severity: diag.Error, Span: q.at,
					Message: fmt.Sprintf("%q is quoted in other words elsewhere: %s", q.quote.Source, parted(q.words, other.words)), Hint: "compare both with the source, and correct one",
					Related: []diag.Related{{Span: other.at, Message: "the other quotation"}}})
			}
		}
	}
	return diags
}

func citedOf(c *casefile.Chapter, q *prose.Quote) *cited {
	words := q.Text
	if q.Original != "" {
		words = q.Original
	}
	if strings.Contains(strings.NewReplacer("[…]", "", "[...]", "", "[sic]", "").Replace(words), "[") {
		words = "" // a bracket is the writer's
	}
	words = strings.NewReplacer("[sic]", "", "(sic)", "").Replace(words)
	return &cited{quote: q, at: diag.Span{File: c.Path, Start: q.Span.Start, End: q.Span.End}, words: folded(words),
		cut: strings.Contains(words, "…") || strings.Contains(words, "...")}
}

// folded is the words of a text without case and marks.
func folded(text string) []string {
	text = strings.NewReplacer("’", "", "'", "", "\u00ad", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// among returns a quotation seen before with which this one disagrees, and adds
// this one to those seen.
func (q *cited) among(sharing map[[4]string][]*cited, lang string, s *Shelf) *cited {
	var found *cited
	tried := map[*cited]bool{q: true}
	for i := 0; i+1 < len(q.words); i++ {
		key := [4]string{q.quote.Source, lang, q.words[i], q.words[i+1]}
		for _, other := range sharing[key] {
			if !tried[other] {
				tried[other] = true
				if found == nil && q.disagrees(other) && !(s.has(q) && s.has(other)) {
					found = other
				}
			}
		}
		if list := sharing[key]; len(list) < mostSharing && !slices.Contains(list, q) {
			sharing[key] = append(list, q)
		}
	}
	return found
}

// has reports whether a kept text has the words of a quotation.
func (s *Shelf) has(q *cited) bool {
	source := s.inv.Sources.Lookup(q.quote.Source)
	if source == nil {
		return false
	}
	words := q.quote.Text
	if q.quote.Original != "" {
		words = q.quote.Original
	}
	found, _ := find(s.of(source, q.quote.Place), words, quotation.Options{EmphasisAdded: q.quote.Emphasis == "added"})
	return found.Kind == quotation.Matches && len(s.of(source, q.quote.Place)) > 0
}

// disagrees reports whether two quotations are of one place and differ.
func (q *cited) disagrees(other *cited) bool {
	a, b := q.words, other.words
	if q.quote.Place != "" && other.quote.Place != "" && q.quote.Place != other.quote.Place {
		return false
	}
	if min(len(a), len(b))*100 < likeEnough*max(len(a), len(b)) {
		return false
	}
	same := inCommon(a, b)
	if same*100 < likeEnough*max(len(a), len(b)) {
		return false
	}
	if same == len(a) && (q.cut || contains(b, a)) || same == len(b) && (other.cut || contains(a, b)) {
		return false
	}
	// One may begin where the other has begun already.
	return !slices.Equal(a[len(a)-same:], b[:same]) && !slices.Equal(b[len(b)-same:], a[:same])
}

// contains reports whether words stand one after the other in a list.
func contains(list, words []string) bool {
	for i := 0; i+len(words) <= len(list); i++ {
		if slices.Equal(list[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

// inCommon is how many words two lists have in common, in order.
func inCommon(a, b []string) int {
	same := 0
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b, same = a[1:], b[1:], same+1
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b, same = a[:len(a)-1], b[:len(b)-1], same+1
	}
	row := make([]int, len(b)+1)
	for _, x := range a {
		left := 0 // of the row before, one column back
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = left + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			left = up
		}
	}
	return same + row[len(b)]
}

// parted names the first words in which two quotations differ.
func parted(a, b []string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	switch {
	case i == len(a):
		return fmt.Sprintf("%q follows there", b[i])
	case i == len(b):
		return fmt.Sprintf("%q does not follow there", a[i])
	}
	return fmt.Sprintf("%q here, %q there", a[i], b[i])
}

package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/quotation"
	"dossier/internal/sentence"
)

// A Shelf holds the texts of the sources, each prepared once, when the first
// quotation is looked up in it. Many may use it at once.
type Shelf struct {
	inv      *casefile.Investigation
	texts    map[string]func() *quotation.Text // by key, where there is a text and no transcript
	exhibits map[string][]transcribed          // by the key of the source that they show
}

// A transcribed exhibit is one whose words can be looked up.
type transcribed struct {
	exhibit *casefile.Exhibit
	text    func() *quotation.Text
}

// ShelfOf gathers the texts that are kept beside the sources.
func ShelfOf(inv *casefile.Investigation) *Shelf {
	s := &Shelf{inv: inv, texts: map[string]func() *quotation.Text{}, exhibits: map[string][]transcribed{}}
	prepare := func(text string) func() *quotation.Text {
		return sync.OnceValue(func() *quotation.Text { return quotation.New(text) })
	}
	for _, x := range inv.Exhibits.List {
		if source := inv.Sources.Lookup(x.Source.ID); x.HasText() && source != nil && source.Custom.Exhibit != x.ID {
			s.exhibits[source.ID] = append(s.exhibits[source.ID], transcribed{x, prepare(x.Record())})
		}
	}
	for _, source := range inv.Sources.List {
		if x := inv.Exhibits.Lookup(source.Custom.Exhibit); x != nil && x.HasText() {
			s.exhibits[source.ID] = slices.Insert(s.exhibits[source.ID], 0, transcribed{x, prepare(x.Record())})
		} else if source.Custom.Text != "" && len(s.exhibits[source.ID]) == 0 {
			s.texts[source.ID] = prepare(source.Custom.Text)
		}
	}
	return s
}

// A kept text is one in which words of a source may stand.
type kept struct {
	text *quotation.Text
	in   *casefile.Source // who quotes it; nil for the source itself

	exhibit *casefile.Exhibit // whose transcript it is; nil for none
}

// check is what a comparison with this text says of a quotation.
func (k kept) check(matches bool) casefile.QuoteCheck {
	c := casefile.QuoteCheck{Matches: matches, In: k.in}
	if k.exhibit != nil {
		c.Exhibit = k.exhibit.ID
	}
	return c
}

// of returns the texts in which words of a source are looked up: its own, then
// those of the sources that quote it. Its own are the transcripts of its exhibits,
// of that one alone that a place names. What is kept of a source that was seen only
// in others comes from the first of them.
func (s *Shelf) of(source *casefile.Source, place string) []kept {
	var list []kept
	own := s.exhibits[source.ID]
	at, _ := casefile.ParseExhibitPlace(place)
	if i := slices.IndexFunc(own, func(t transcribed) bool { return t.exhibit.ID == at.ID }); i >= 0 {
		own = own[i : i+1]
	}
	for _, t := range own {
		list = append(list, kept{text: t.text(), exhibit: t.exhibit})
	}
	if own := s.texts[source.ID]; own != nil {
		k := kept{text: own()}
		if source.Custom.Seen == "quoted" && len(source.Custom.SeenIn) > 0 {
			k.in = s.inv.Sources.Lookup(source.Custom.SeenIn[0])
		}
		list = append(list, k)
	}
	for _, key := range source.Custom.SeenIn {
		for _, t := range s.exhibits[key] {
			list = append(list, kept{text: t.text(), in: s.inv.Sources.Lookup(key)})
		}
		if text := s.texts[key]; text != nil {
			list = append(list, kept{text: text(), in: s.inv.Sources.Lookup(key)})
		}
	}
	return list
}

// find looks words up in each of some texts, and says what came nearest where
// none has them.
func find(texts []kept, words string, opt quotation.Options) (quotation.Result, kept) {
	var best quotation.Result
	var where kept
	for i, k := range texts {
		if i > 0 {
			opt.Within = quotation.Span{} // a place in the source, not in those that quote it
		}
		r := k.text.Find(words, opt)
		if i == 0 || isNearer(r, best) {
			best, where = r, k
		}
		if best.Kind == quotation.Matches {
			break
		}
	}
	return best, where
}

// isNearer reports whether a result is nearer to a match than another.
func isNearer(a, b quotation.Result) bool {
	switch {
	case a.Kind != b.Kind:
		return a.Kind < b.Kind
	case a.Kind != quotation.NotFound || a.ClosestText == "":
		return false
	}
	return b.ClosestText == "" || a.Distance < b.Distance
}

// Quotations holds every quotation of a text against the text of its source. It
// says what came of each, in the order of the summary, and what is wrong.
func (s *Shelf) Quotations(c *casefile.Chapter, text *casefile.Summary) ([]casefile.QuoteCheck, diag.List) {
	if text == nil {
		return nil, nil
	}
	r := quotations{shelf: s, chapter: c, text: text}
	var checks []casefile.QuoteCheck
	for i := range text.Quotes {
		checks = append(checks, r.quote(&text.Quotes[i]))
	}
	r.unattributed()
	return checks, r.diags
}

// quotations is the checking of one text.
type quotations struct {
	shelf   *Shelf
	chapter *casefile.Chapter
	text    *casefile.Summary
	diags   diag.List
}

func (r *quotations) report(code diag.Code, severity diag.Severity, at prose.Span, message, hint string, related ...diag.Related) {
	r.diags = append(r.diags, diag.Diagnostic{Code: code, Severity: severity, Span: diag.Span{File: r.chapter.Path, Start: at.Start, End: at.End},
		Message: message, Hint: hint, Related: related})
}

func (r *quotations) quote(q *prose.Quote) casefile.QuoteCheck {
	if q.Source == "" {
		r.report(diag.QuoteWithoutSource, diag.Error, q.Span, "this quotation does not say where it comes from", "name the source: source=KEY")
		return casefile.QuoteCheck{}
	}
	source := r.shelf.inv.Sources.Lookup(q.Source)
	if source == nil {
		return casefile.QuoteCheck{} // reported as a citation
	}
	record := diag.Related{Span: source.Span, Message: fmt.Sprintf("the source %q", source.ID)}
	words, foreign := q.Text, r.isForeign(q, source)
	switch {
	case foreign && q.Original != "":
		words = q.Original
	case foreign && q.Unverifiable == "":
		r.report(diag.TranslationWithoutOriginal, diag.Warning, q.Span, fmt.Sprintf("the quotation is in %q, its source in %q", q.Lang, r.language(source)),
			fmt.Sprintf("add original=\"…\" and translated-by=, or lang=%s where the words are the source's own", r.language(source)), record)
	}
	texts := r.shelf.of(source, q.Place)
	if len(texts) == 0 {
		if q.Unverifiable == "" {
			r.report(diag.QuoteUnverifiable, diag.Warning, q.Span, fmt.Sprintf("there is no text of %q to compare this with", source.ID),
				`keep the passage under custom: text: of the source, or say unverifiable="…" with the reason`, record)
		}
		return casefile.QuoteCheck{}
	}
	opt := quotation.Options{EmphasisAdded: q.Emphasis == "added", Within: around(texts[0].exhibit, q.Place)}
	found, where := find(texts, words, opt)
	if found.Kind == quotation.Matches {
		return where.check(true)
	}
	if foreign && q.Original == "" || q.Unverifiable != "" {
		return casefile.QuoteCheck{}
	}
	if where.in != nil {
		record = diag.Related{Span: where.in.Span, Message: fmt.Sprintf("quoted in %q", where.in.ID)}
	}
	code, severity, message, hint := mismatch(found, source.ID, len(texts))
	r.report(code, severity, q.Span, message, hint, record)
	return where.check(severity < diag.Error)
}

// isForeign reports whether a quotation is in another language than its source.
func (r *quotations) isForeign(q *prose.Quote, s *casefile.Source) bool {
	return base(q.Lang) != base(r.language(s))
}

func (r *quotations) language(s *casefile.Source) string {
	if s.Language != "" {
		return s.Language
	}
	return r.shelf.inv.Settings.Original()
}

// base is a language without its region.
func base(lang string) string {
	lang, _, _ = strings.Cut(lang, "-")
	return lang
}

// mismatch puts into words how a quotation differs from the text of its source.
func mismatch(f quotation.Result, key string, texts int) (code diag.Code, severity diag.Severity, message, hint string) {
	switch f.Kind {
	case quotation.LongInsertion:
		return diag.LongInsertion, diag.Warning, fmt.Sprintf("a bracket replaces more than three words: %q", f.Replaced), "quote less, or quote them"
	case quotation.Emphasised:
		return diag.UndeclaredEmphasis, diag.Error, fmt.Sprintf("%q is not set off in %q", f.Wanted, key), "take the emphasis out, or say emphasis=added"
	case quotation.OutOfOrder:
		return diag.QuoteOutOfOrder, diag.Error, fmt.Sprintf("the pieces of this quotation stand in another order in %q", key), "make a quotation of each"
	case quotation.Elsewhere:
		return diag.QuoteNotFound, diag.Error, fmt.Sprintf("these words are on another page of %q", key), "correct the page in loc=, or leave it out"
	case quotation.Empty:
		return diag.QuoteNotFound, diag.Error, "this quotation has no words", "write the words, or delete it"
	case quotation.TooShort:
		return diag.QuoteNotFound, diag.Error, fmt.Sprintf("%q is too short to be found again in %q", f.Piece, key), "quote two words or more, or paraphrase"
	}
	message = fmt.Sprintf("these words are not in %q", key)
	if texts > 1 {
		message = fmt.Sprintf("these words are in none of the texts that quote %q", key)
	}
	switch {
	case f.FinalPunctuation:
		return diag.QuoteNotFound, diag.Error, message, "only the mark at the end differs; if it is the sentence's, write it behind the quotation"
	case f.ClosestText == "":
		return diag.QuoteNotFound, diag.Error, message, "nothing there comes near; check the source, or keep the passage under its custom: text:"
	}
	return diag.QuoteNotFound, diag.Error, message, fmt.Sprintf("%s; closest: %q", difference(f), f.ClosestText)
}

// difference names the first word that differs.
func difference(f quotation.Result) string {
	var first string
	switch {
	case f.Wanted == "":
		first = fmt.Sprintf("%q is left out", f.Found)
	case f.Found == "":
		first = fmt.Sprintf("%q is not there", f.Wanted)
	default:
		first = fmt.Sprintf("it has %q where this has %q", f.Found, f.Wanted)
	}
	if f.Distance > 1 {
		first += fmt.Sprintf("; %d differences in all", f.Distance)
	}
	return first
}

// Answers holds the words of each response against the text of its source,
// where one is kept.
func (s *Shelf) Answers() diag.List {
	var diags diag.List
	for _, r := range s.inv.Responses.List {
		source := s.inv.Sources.Lookup(r.Source.ID)
		given := r.Language
		if given == "" {
			given = s.inv.Settings.Original()
		}
		words := r.Text[given]
		if source == nil || words == "" {
			continue
		}
		texts := s.of(source, "")
		if len(texts) == 0 {
			continue
		}
		found, _ := find(texts, words, quotation.Options{})
		if found.Kind == quotation.Matches {
			continue
		}
		code, severity, message, hint := mismatch(found, source.ID, len(texts))
		diags = append(diags, diag.Diagnostic{Code: code, Severity: severity, Span: r.TextSpan, Message: message, Hint: hint,
			Related: []diag.Related{{Span: source.Span, Message: fmt.Sprintf("the source %q", source.ID)}}})
	}
	return diags
}

// leastWords is from how many words on something between quotation marks is a
// quotation, and not a name or a manner of speaking.
const leastWords = 6

// unattributed reports long quotations that are not marked and have no citation
// in their sentence.
func (r *quotations) unattributed() {
	for i := range r.text.Passages {
		p := &r.text.Passages[i]
		if p.Quoted || p.Pulled || p.Kind == prose.HeadingPassage || nextMark(p.Text) < 0 {
			continue
		}
		for _, words := range between(p.Text) {
			if isLong(p.Text[words[0]:words[1]]) && !r.isMarked(i, words) && !isCited(p, words) {
				r.report(diag.UnattributedQuotation, diag.Warning, p.Span(words[0], words[1]), "these words are in quotation marks, and nothing says whose they are",
					`mark them, ["…"]{.q source=KEY}, or cite the source in the sentence`)
			}
		}
	}
}

func isLong(words string) bool {
	return len(words) >= 2*leastWords-1 && len(strings.Fields(words)) >= leastWords
}

// nextMark is the offset of the first mark that opens a quotation, -1 for none.
func nextMark(text string) int {
	english := strings.Index(text, "“")
	if english >= 0 {
		text = text[:english]
	}
	if french := strings.Index(text, "«"); french >= 0 {
		return french
	}
	return english
}

// between finds what stands between quotation marks, outermost only: the place
// of the words without the marks.
func between(text string) [][2]int {
	var found [][2]int
	for from := 0; ; {
		i := nextMark(text[from:])
		if i < 0 {
			return found
		}
		i += from
		open, end := "“", "”"
		if strings.HasPrefix(text[i:], "«") {
			open, end = "«", "»"
		}
		start := i + len(open)
		length := closing(text[start:], open, end)
		if length < 0 {
			from = start
			continue
		}
		found = append(found, [2]int{start, start + length})
		from = start + length + len(end)
	}
}

// closing is the offset of the mark that closes a quotation, -1 where none does.
func closing(text, open, end string) int {
	depth := 1
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], open):
			depth++
		case strings.HasPrefix(text[i:], end):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func (r *quotations) isMarked(passage int, words [2]int) bool {
	for _, q := range r.text.Quotes {
		if from, to, ok := q.Within(passage, len(r.text.Passages[passage].Text)); ok && from < words[1] && to > words[0] {
			return true
		}
	}
	return false
}

// isCited reports whether the sentence in which words stand has a citation or a
// note.
func isCited(p *prose.Passage, words [2]int) bool {
	spans := sentence.Split(p.Text, p.Lang)
	for i, s := range spans {
		if s.End <= words[0] || s.Start >= words[1] {
			continue
		}
		next := len(p.Text)
		if i+1 < len(spans) {
			next = spans[i+1].Start
		}
		if strings.Contains(p.Text[s.Start:s.End], "@") {
			return true
		}
		for _, n := range p.Notes {
			if n.At > s.Start && n.At <= next {
				return true
			}
		}
	}
	return false
}

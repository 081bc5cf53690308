package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/prose"
)

// cite writes a citation where it stands: the author in the sentence, or the
// source inside a footnote.
func (p *printer) cite(n *prose.Cite) {
	c := p.doc.Citations[n.Citation]
	if p.style.inSentence() {
		p.citeShort(n.Citation)
		return
	}
	if c.InNote {
		p.text("(")
		p.works(n.Citation, p.current)
		p.text(")")
		return
	}
	for i, item := range c.Items {
		if i > 0 {
			p.text("; ")
		}
		source := p.body.Citations[n.Citation][i]
		if source == nil {
			p.unknownSource(item)
			continue
		}
		p.text(p.shortest(source))
	}
}

// citation writes a citation as a whole note.
func (p *printer) citation(citation, note int) {
	p.works(citation, note)
	if !p.endsSentence() {
		p.text(".")
	}
	p.cautions(citation, note)
}

// works writes the sources of a citation one after the other: in full where
// a chapter cites a source for the first time, short from then on. A source
// that only quotes the one before it is named, dated and linked; its entry in
// the list has the rest.
func (p *printer) works(citation, note int) {
	c := p.doc.Citations[citation]
	found := p.body.Citations[citation]
	quotedIn := strings.TrimSpace(p.words.T("source-quoted", ""))
	quotes := false // what follows the words "quoted in"
	for i, item := range c.Items {
		quotes = i > 0 && (item.Prefix == quotedIn || quotes && item.Prefix == "")
		if i > 0 {
			p.text("; ")
		}
		p.prefix(item.Prefix, i == 0 && !c.InNote)
		source := found[i]
		if source == nil {
			p.unknownSource(item)
			continue
		}
		if _, told := p.told[item.Key]; quotes && !told {
			p.quoting(source, item)
			continue
		}
		if first, told := p.told[item.Key]; told {
			p.again(source, item, first, note)
			continue
		}
		p.told[item.Key] = note
		p.full(source, item, found)
	}
}

func (p *printer) unknownSource(item prose.CitationItem) {
	p.inline(`<span class="invalid">`)
	p.text("@" + item.Key)
	p.close("</span>")
}

// prefix writes the words before a source; a note begins with a capital.
func (p *printer) prefix(words string, begins bool) {
	if words == "" {
		return
	}
	if begins {
		r, n := utf8.DecodeRuneInString(words)
		words = string(unicode.ToUpper(r)) + words[n:]
	}
	p.text(words)
	p.space()
}

// full writes a source in full: author, title, genre, court or publication,
// number, date, the place in it, who quotes it, and links.
func (p *printer) full(s *casefile.Source, item prose.CitationItem, cited []*casefile.Source) {
	list := lister{p: p}
	p.described(s, item.SuppressAuthor, item.Locator, &list)
	p.suffix(item.Suffix)
	p.quotedIn(s, cited, &list)
	p.sourceLinks(s, &list)
}

// quoting writes a source through which another is known: where it appeared,
// when, and links.
func (p *printer) quoting(s *casefile.Source, item prose.CitationItem) {
	p.toSource(s, func() { p.text(p.outlet(s)) })
	list := lister{p: p, begun: true}
	list.add(p.words.Issued(s.Issued))
	list.add(p.locator(item.Locator))
	p.suffix(item.Suffix)
	p.sourceLinks(s, &list)
}

// described writes what a source is: author, title, genre, court or
// publication, number, date and the place in it.
func (p *printer) described(s *casefile.Source, withoutAuthor bool, item prose.Locator, list *lister) {
	if !withoutAuthor && len(s.Authors) > 0 {
		list.add(p.authors(s.Authors))
	}
	if s.Title != "" {
		list.next()
		p.title(s)
	}
	list.add(s.Genre)
	if s.Authority != "" {
		list.add(s.Authority)
	} else {
		list.add(s.Container)
	}
	list.add(s.Number)
	list.add(p.words.Issued(s.Issued))
	if at, ok := casefile.ParseExhibitPlace(item.Value); ok && item.Label == "exhibit" && p.exhibitPlace(at) != "" {
		list.next()
		p.toExhibit(at)
	} else {
		list.add(p.locator(item))
	}
	if !list.begun {
		list.next()
		p.named(s)
	}
}

// A lister writes parts with a comma between them.
type lister struct {
	p     *printer
	begun bool
}

// next writes the comma before a part, if one is due.
func (l *lister) next() {
	if l.begun {
		l.p.text(", ")
	}
	l.begun = true
}

// add writes a part; an empty one is none.
func (l *lister) add(part string) {
	if part != "" {
		l.next()
		l.p.text(part)
	}
}

// title writes the title of a source in its own language, and in the reader's
// where the record translates it.
func (p *printer) title(s *casefile.Source) {
	p.toSource(s, func() {
		p.inline("<cite")
		p.foreign(s)
		p.raw(">")
		p.text(s.Title)
		p.close("</cite>")
	})
	if t := s.Custom.Title.In(p.doc.Lang); t != "" && t != s.Title {
		p.text(" [" + t + "]")
	}
}

// foreign marks words of a source that are in another language than the text.
func (p *printer) foreign(s *casefile.Source) {
	lang := s.Language
	if lang == "" {
		lang = p.original
	}
	if lang != "" && primary(lang) != primary(p.doc.Lang) {
		p.attr("lang", lang)
	}
}

// primary is the language of a tag without region: "fr" of "fr-BE".
func primary(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(lang)
}

// quotedIn says through whom a source is known that was not read itself, unless
// the citation says so already.
func (p *printer) quotedIn(s *casefile.Source, cited []*casefile.Source, list *lister) {
	if s.Custom.Seen != "quoted" {
		return
	}
	var names []string
	for _, key := range s.Custom.SeenIn {
		if slices.ContainsFunc(cited, func(c *casefile.Source) bool { return c != nil && c.ID == key }) {
			return
		}
		if in := p.sources.Lookup(key); in != nil && !slices.Contains(names, p.outlet(in)) {
			names = append(names, p.outlet(in))
		}
	}
	if len(names) > 0 {
		list.add(p.words.T("source-quoted", p.joined(names)))
	}
}

// sourceLinks writes links to a source and to the copy that was read.
func (p *printer) sourceLinks(s *casefile.Source, list *lister) {
	if s.URL != "" {
		list.next()
		p.external(s.URL, p.words.T("source-original"))
	}
	if s.Custom.ReadAt != "" && s.Custom.ReadAt != s.URL {
		list.next()
		p.external(s.Custom.ReadAt, p.words.T("source-copy"))
	}
	if s.URL != "" && !s.Accessed.IsZero() {
		list.add(p.words.T("source-read", p.words.Date(s.Accessed)))
	}
}

// external writes a link that leads off the site.
func (p *printer) external(url, words string) {
	p.inline("<a")
	p.address("href", url)
	p.raw(` rel="noreferrer">`)
	p.text(words)
	p.close("</a>")
}

// again writes a source that an earlier note has in full.
func (p *printer) again(s *casefile.Source, item prose.CitationItem, first, note int) {
	p.named(s)
	if first != note {
		before, after := " (", ")"
		if p.doc.Notes[note].Kind != prose.CitationNote { // the citation has brackets of its own
			before, after = ", ", ""
		}
		p.text(before)
		p.inline("<a")
		p.fragment("n-", p.doc.Notes[first].ID)
		p.raw(">")
		p.text(p.words.T("source-again", first+1))
		p.close("</a>")
		p.text(after)
	}
	p.placeAfter(item.Locator)
	p.suffix(item.Suffix)
}

func (p *printer) suffix(words string) {
	if words == "" {
		return
	}
	if r, _ := utf8.DecodeRuneInString(words); !unicode.IsPunct(r) || r == '(' || r == '[' || r == '“' || r == '«' {
		p.space()
	}
	p.text(words)
}

// cautions writes the warnings of the sources that this note gives in full, by
// name where it gives several.
func (p *printer) cautions(citation, note int) {
	c := p.doc.Citations[citation]
	inFull := map[string]bool{}
	for _, item := range c.Items {
		if first, told := p.told[item.Key]; told && first == note {
			inFull[item.Key] = true
		}
	}
	for i, s := range p.body.Citations[citation] {
		if s == nil || slices.ContainsFunc(c.Items[:i], func(it prose.CitationItem) bool { return it.Key == c.Items[i].Key }) {
			continue
		}
		caution := s.Custom.Note.In(p.doc.Lang)
		if caution == "" || !inFull[s.ID] {
			continue
		}
		p.space()
		p.inline(`<span class="par">`)
		if len(inFull) > 1 {
			caution = p.words.T("source-caution", p.shortest(s), caution)
		}
		p.text(caution)
		p.close("</span>")
	}
}

// placeAfter writes the place in a source behind its name.
func (p *printer) placeAfter(l prose.Locator) {
	if at, ok := casefile.ParseExhibitPlace(l.Value); ok && l.Label == "exhibit" && p.exhibitPlace(at) != "" {
		p.text(", ")
		p.toExhibit(at)
	} else if words := p.locator(l); words != "" {
		p.text(", " + words)
	}
}

// locator is the place in a source: "pp. 12–14".
func (p *printer) locator(l prose.Locator) string {
	if l.Value == "" {
		return ""
	}
	value := strings.ReplaceAll(l.Value, "--", "–")
	if !strings.Contains(l.Value, "--") && isRange(l.Value) {
		value = strings.ReplaceAll(l.Value, "-", "–")
	}
	count := 1
	if strings.ContainsAny(value, "–,&") {
		count = 2
	}
	key := "locator-" + l.Label
	if !p.words.Has(key) {
		return strings.TrimSpace(l.Label + " " + value)
	}
	return p.words.Choose(key, count, value)
}

// isRange reports whether a value is numbers with hyphens between: "12-14".
func isRange(s string) bool {
	digits := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits = true
		} else if !strings.ContainsRune("-, ivxlc", r) {
			return false
		}
	}
	return digits
}

// authors names who wrote a source.
func (p *printer) authors(list []casefile.Name) string {
	if len(list) > 3 || list[len(list)-1].IsOthers() {
		return p.words.T("authors-many", fullName(list[0]))
	}
	names := make([]string, len(list))
	for i, n := range list {
		names[i] = fullName(n)
	}
	return p.joined(names)
}

// joined lists names: "A, B and C".
func (p *printer) joined(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return p.words.T("authors-two", strings.Join(names[:last], ", "), names[last])
}

func fullName(n casefile.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	return strings.TrimSpace(n.Given + " " + n.Family)
}

// shortest is the name of a source in a sentence and in later notes.
func (p *printer) shortest(s *casefile.Source) string {
	if short := s.Custom.Short.In(p.doc.Lang); short != "" {
		return short
	}
	if len(s.Authors) > 0 {
		if n := s.Authors[0]; n.Family != "" {
			if len(s.Authors) == 1 {
				return n.Family
			}
			if len(s.Authors) == 2 && s.Authors[1].Family != "" {
				return p.words.T("authors-two", n.Family, s.Authors[1].Family)
			}
			return p.words.T("authors-many", n.Family)
		}
		return fullName(s.Authors[0])
	}
	return p.outlet(s)
}

// outlet is the name of where a source appeared.
func (p *printer) outlet(s *casefile.Source) string {
	if s.Container != "" {
		return s.Container
	}
	if short := s.Custom.Short.In(p.doc.Lang); short != "" {
		return short
	}
	if s.Publisher != "" {
		return s.Publisher
	}
	if s.Title != "" {
		return s.Title
	}
	return s.ID
}

// kind names what kind of source a note cites first; a footnote is our own.
func (p *printer) kind(n prose.Note) string {
	if n.Kind != prose.CitationNote {
		return p.words.T("kind-note")
	}
	for _, s := range p.body.Citations[n.Citation] {
		if s != nil {
			return p.words.T("kind-" + kindOf(s))
		}
	}
	return ""
}

// kinds names the kind of a source whose record does not, by its CSL type.
var kinds = map[string]string{
	"article-newspaper": "press", "article-magazine": "press", "article-journal": "press", "broadcast": "press", "webpage": "document",
	"bill": "law", "legislation": "law", "regulation": "law", "statute": "law", "treaty": "law",
	"legal_case": "court-filing", "hearing": "court-filing",
	"post": "post", "post-weblog": "post", "dataset": "dataset", "interview": "interview", "press-release": "company-statement",
}

func kindOf(s *casefile.Source) string {
	if s.Custom.Kind != "" {
		return s.Custom.Kind
	}
	if kind := kinds[s.Type]; kind != "" {
		return kind
	}
	return "document"
}

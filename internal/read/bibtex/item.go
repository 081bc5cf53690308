package bibtex

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// entryTypes are the kinds of entry of BibTeX and BibLaTeX with their types in
// CSL.
var entryTypes = map[string]string{
	"article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical", "review": "review",
	"book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
	"proceedings": "book", "mvproceedings": "book", "manual": "book", "commentary": "book", "booklet": "pamphlet",
	"inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter",
	"inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference",
	"online": "webpage", "electronic": "webpage", "www": "webpage", "dataset": "dataset", "software": "software",
	"report": "report", "techreport": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
	"unpublished": "manuscript", "letter": "personal_communication", "patent": "patent", "standard": "standard",
	"jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
	"movie": "motion_picture", "video": "motion_picture", "music": "song", "audio": "song",
	"artwork": "graphic", "image": "graphic", "performance": "performance", "misc": "document",
}

// subtypes are the values of entrysubtype that say more than the kind of entry:
// BibLaTeX's own two, and the types of CSL that it has no kind for.
var subtypes = map[string]string{
	"newspaper": "article-newspaper", "magazine": "article-magazine",
	"article": "article", "bill": "bill", "broadcast": "broadcast", "classic": "classic", "collection": "collection", "entry": "entry",
	"entry-dictionary": "entry-dictionary", "event": "event", "figure": "figure", "hearing": "hearing", "interview": "interview",
	"map": "map", "musical_score": "musical_score", "post": "post", "post-weblog": "post-weblog", "regulation": "regulation",
	"review-book": "review-book", "speech": "speech",
}

// lawTypes are the types whose institution is a court or body, not a publisher.
var lawTypes = []string{"legal_case", "legislation", "bill", "hearing", "regulation", "treaty"}

// genres are the words for what a work is that BibLaTeX translates.
var genres = map[string]string{
	"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
	"candthesis": "Candidate thesis", "techreport": "technical report", "resreport": "research report",
}

// languages are the names that babel has for languages.
var languages = map[string]string{
	"english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU",
	"french": "fr", "francais": "fr", "german": "de", "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH",
	"italian": "it", "spanish": "es", "catalan": "ca", "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl", "danish": "da", "swedish": "sv",
	"norwegian": "no", "norsk": "nb", "nynorsk": "nn", "finnish": "fi", "polish": "pl", "czech": "cs", "slovak": "sk", "slovene": "sl", "croatian": "hr",
	"hungarian": "hu", "magyar": "hu", "romanian": "ro", "bulgarian": "bg", "greek": "el", "russian": "ru", "ukrainian": "uk", "turkish": "tr", "latin": "la",
	"hebrew": "he", "arabic": "ar", "japanese": "ja", "chinese": "zh", "korean": "ko",
}

// A builder makes one item.
type builder struct {
	*library
	entry  *entry
	fields []field
	node   *yamltree.Node
}

// item makes a CSL item of an entry.
func (l *library) item(e *entry) *yamltree.Node {
	b := builder{library: l, entry: e, fields: l.fields(e), node: &yamltree.Node{
		Kind: yamltree.Mapping, Literal: true, Damaged: e.damaged, Span: diag.Span{Start: e.kindSpan.Start, End: e.keySpan.End},
	}}
	csl := b.cslType()
	b.put("id", e.key, e.keySpan)
	b.put("type", csl, e.kindSpan)
	b.title("title", "title", "subtitle", "titleaddon")
	b.names("author")
	if !b.title("container-title", "journaltitle", "journalsubtitle", "") && !b.title("container-title", "journal", "", "") &&
		!b.title("container-title", "booktitle", "booksubtitle", "") {
		b.title("container-title", "maintitle", "", "")
	}
	b.publisher(csl)
	b.genre()
	b.number(csl)
	b.pages()
	b.language()
	b.dates()
	b.address()
	b.text("note", "note")
	if f := b.field("keywords"); f != nil && slices.Contains(keywords(f.raw), "consulted") {
		b.node.Entries = append(b.node.Entries, yamltree.Entry{Key: "custom", KeySpan: f.span, Value: &yamltree.Node{
			Kind: yamltree.Mapping, Span: f.span, Entries: []yamltree.Entry{{Key: "consulted", KeySpan: f.span, Value: &yamltree.Node{Kind: yamltree.Scalar, Text: "true", Span: f.span}}},
		}})
	}
	return b.node
}

func keywords(raw string) []string {
	words := strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ';' })
	for i, w := range words {
		words[i] = strings.TrimSpace(w)
	}
	return words
}

// literal is a node of text that holds no markup.
func literal(text string, where diag.Span) *yamltree.Node {
	return &yamltree.Node{Kind: yamltree.Scalar, Text: text, Span: where, Quoted: true, Literal: true}
}

func (b *builder) put(key, text string, where diag.Span) {
	if text != "" {
		b.node.Entries = append(b.node.Entries, yamltree.Entry{Key: key, KeySpan: where, Value: literal(text, where)})
	}
}

// field returns a field with a value, nil where there is none.
func (b *builder) field(names ...string) *field {
	for _, name := range names {
		for i := range b.fields {
			if f := &b.fields[i]; f.name == name && strings.TrimSpace(f.raw) != "" {
				return f
			}
		}
	}
	return nil
}

// text puts the first of some fields under a key.
func (b *builder) text(key string, names ...string) bool {
	f := b.field(names...)
	if f != nil {
		b.put(key, plain(f.raw), f.span)
	}
	return f != nil
}

func (b *builder) cslType() string {
	kind := b.entry.kind
	csl, known := entryTypes[kind]
	if !known {
		hint := diag.DidYouMean(kind, slices.Sorted(maps.Keys(entryTypes)))
		if hint == "" {
			hint = "it is read as misc; used most: article, online, report, book, jurisdiction, legislation, misc"
		}
		b.report(diag.UnknownSourceType, diag.Warning, b.entry.kindSpan, fmt.Sprintf("BibLaTeX has no entry type %q", kind), hint)
		csl = "document"
	}
	if f := b.field("entrysubtype"); f != nil {
		if sub, ok := subtypes[strings.TrimSpace(f.raw)]; ok {
			return sub
		}
	}
	return csl
}

// title puts a title with what follows it under a key.
func (b *builder) title(key, main, sub, addon string) bool {
	f := b.field(main)
	if f == nil {
		return false
	}
	text := plain(f.raw)
	if more := b.field(sub); more != nil {
		text = joinTitle(text, ": ", plain(more.raw))
	}
	if more := b.field(addon); more != nil {
		text = joinTitle(text, ". ", plain(more.raw))
	}
	b.put(key, text, f.span)
	return true
}

// joinTitle sets a sign between the parts of a title, unless the first ends in
// one.
func joinTitle(text, sign, more string) string {
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") {
		return text + " " + more
	}
	return text + sign + more
}

func (b *builder) names(key string) {
	if f := b.field(key); f != nil {
		b.node.Entries = append(b.node.Entries, yamltree.Entry{Key: key, KeySpan: f.span, Value: names(f.raw, f.span)})
	}
}

func (b *builder) publisher(csl string) {
	if slices.Contains(lawTypes, csl) {
		b.text("authority", "authority", "institution")
		b.text("publisher", "publisher", "school", "organization")
		return
	}
	b.text("authority", "authority")
	if !b.text("publisher", "publisher", "institution", "school", "organization") {
		if f := b.field("howpublished"); f != nil && !isAddress(f.raw) {
			b.text("publisher", "howpublished")
		}
	}
}

func isAddress(raw string) bool {
	address := verbatim(raw)
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

func (b *builder) genre() {
	f := b.field("type")
	if f == nil {
		if strings.HasSuffix(b.entry.kind, "thesis") {
			b.put("genre", genres[b.entry.kind], b.entry.kindSpan)
		}
		return
	}
	if word, ok := genres[strings.TrimSpace(f.raw)]; ok {
		b.put("genre", word, f.span)
		return
	}
	b.text("genre", "type")
}

// number puts the number of a work. That of an article is the issue, which
// sources of ours do not have.
func (b *builder) number(csl string) {
	if strings.HasPrefix(csl, "article-") || csl == "periodical" {
		b.text("number", "eid")
		return
	}
	b.text("number", "number", "eid")
}

func (b *builder) pages() {
	if f := b.field("pages"); f != nil {
		raw := strings.ReplaceAll(strings.ReplaceAll(f.raw, "---", "-"), "--", "-")
		b.put("page", plain(raw), f.span)
	}
}

// language puts the language of a work, by babel's name for it or as a code.
// What is neither is a remark for LaTeX, and left out.
func (b *builder) language() {
	for _, name := range []string{"langid", "hyphenation", "language"} {
		f := b.field(name)
		if f == nil {
			continue
		}
		word := strings.TrimSpace(plain(f.raw))
		if code, ok := languages[strings.ToLower(word)]; ok {
			b.put("language", code, f.span)
			return
		}
		if yamltree.IsLanguage(word) {
			b.put("language", word, f.span)
			return
		}
	}
}

func (b *builder) dates() {
	b.issued()
	f := b.field("urldate")
	if f == nil {
		return
	}
	d, ok := parseDate(verbatim(f.raw))
	if !ok || d.edtf == "" {
		b.invalidDate(f)
		return
	}
	b.put("accessed", d.edtf, f.span)
}

func (b *builder) issued() {
	var d date
	f := b.field("date")
	if f != nil {
		var ok bool
		if d, ok = parseDate(verbatim(f.raw)); !ok {
			b.invalidDate(f)
			return
		}
	} else if f = b.field("year"); f != nil {
		d = parseYear(f.raw, b.raw("month"), b.raw("day"))
	} else {
		return
	}
	b.put("issued", d.edtf, f.span)
	if d.words != "" {
		b.node.Entries = append(b.node.Entries, yamltree.Entry{Key: "issued", KeySpan: f.span, Value: &yamltree.Node{
			Kind: yamltree.Mapping, Literal: true, Span: f.span, Entries: []yamltree.Entry{{Key: "literal", KeySpan: f.span, Value: literal(d.words, f.span)}},
		}})
	}
}

func (b *builder) raw(name string) string {
	if f := b.field(name); f != nil {
		return f.raw
	}
	return ""
}

func (b *builder) invalidDate(f *field) {
	b.report(diag.InvalidDate, diag.Error, f.span, fmt.Sprintf("%q is not a date", verbatim(f.raw)), dateHint)
}

// address puts the address of a work; people have long written it where a work
// was published.
func (b *builder) address() {
	f := b.field("url")
	if f == nil {
		if f = b.field("howpublished"); f == nil || !isAddress(f.raw) {
			return
		}
	}
	b.put("URL", verbatim(f.raw), f.span)
}

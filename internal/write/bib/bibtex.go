package bib

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"dossier/internal/casefile"
)

// A kind is the entry type of BibLaTeX for a type of CSL.
type kind struct{ entry, subtype string }

// kinds are the entry types. Types that are missing are misc, with the type of
// CSL as entrysubtype.
var kinds = map[string]kind{
	"article-journal": {"article", ""}, "article-magazine": {"article", "magazine"}, "article-newspaper": {"article", "newspaper"},
	"periodical": {"periodical", ""}, "review": {"review", ""}, "book": {"book", ""}, "pamphlet": {"booklet", ""}, "chapter": {"incollection", ""},
	"entry-encyclopedia": {"inreference", ""}, "paper-conference": {"inproceedings", ""}, "webpage": {"online", ""}, "post": {"online", "post"},
	"post-weblog": {"online", "post-weblog"}, "dataset": {"dataset", ""}, "software": {"software", ""}, "report": {"report", ""}, "thesis": {"thesis", ""},
	"manuscript": {"unpublished", ""}, "personal_communication": {"letter", ""}, "patent": {"patent", ""}, "standard": {"standard", ""},
	"legal_case": {"jurisdiction", ""}, "legislation": {"legislation", ""}, "bill": {"legislation", "bill"}, "regulation": {"legislation", "regulation"},
	"treaty": {"legal", ""}, "motion_picture": {"movie", ""}, "song": {"music", ""}, "graphic": {"artwork", ""}, "performance": {"performance", ""},
	"document": {"misc", ""}, "": {"misc", ""},
}

// kindOf returns the kind of a type.
func kindOf(csl string) kind {
	if k, ok := kinds[csl]; ok {
		return k
	}
	return kind{"misc", csl}
}

// lawTypes are the types whose authority is the institution of BibLaTeX. That
// of others stands in a field of our own, which other programs pass over.
var lawTypes = []string{"legal_case", "legislation", "bill", "hearing", "regulation", "treaty"}

// partTypes are the types that stand in a book.
var partTypes = []string{"chapter", "paper-conference", "entry-encyclopedia"}

// babel has the names of languages that differ from their code.
var babel = map[string]string{
	"en": "english", "en-US": "american", "en-GB": "british", "en-CA": "canadian", "en-AU": "australian", "fr": "french", "de": "german", "de-AT": "austrian",
	"it": "italian", "es": "spanish", "ca": "catalan", "pt": "portuguese", "pt-BR": "brazilian", "nl": "dutch", "da": "danish", "sv": "swedish", "no": "norwegian",
	"fi": "finnish", "pl": "polish", "cs": "czech", "sk": "slovak", "sl": "slovene", "hr": "croatian", "hu": "hungarian", "ro": "romanian", "bg": "bulgarian",
	"el": "greek", "ru": "russian", "uk": "ukrainian", "tr": "turkish", "la": "latin", "he": "hebrew", "ar": "arabic", "ja": "japanese", "zh": "chinese", "ko": "korean",
}

// BibTeX writes BibLaTeX. Dates stand there twice: whole for BibLaTeX, the year
// alone for BibTeX, which knows no date.
func BibTeX(list []*casefile.Source) []byte {
	var b bytes.Buffer
	for i, key := range keys(list) {
		if i > 0 {
			b.WriteByte('\n')
		}
		entry(&b, list[i], key)
	}
	return b.Bytes()
}

func entry(b *bytes.Buffer, s *casefile.Source, key string) {
	k := kindOf(s.Type)
	fmt.Fprintf(b, "@%s{%s,\n", k.entry, key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "  %s = {%s},\n", name, value)
		}
	}
	law := slices.Contains(lawTypes, s.Type)
	field("entrysubtype", k.subtype)
	field("author", people(s.Authors))
	field("title", title(s.Title))
	field(choose(slices.Contains(partTypes, s.Type), "booktitle", "journal"), title(s.Container))
	field(choose(s.Type == "report" || s.Type == "thesis", "institution", "publisher"), listed(s.Publisher))
	field(choose(law, "institution", "authority"), listed(s.Authority))
	field("type", escape(s.Genre))
	field(choose(k.entry == "article" || k.entry == "periodical", "eid", "number"), escape(s.Number))
	field("pages", strings.ReplaceAll(escape(s.Page), "-", "--"))
	dates(field, s.Issued)
	if name, ok := babel[s.Language]; ok {
		field("langid", name)
	} else {
		field("language", s.Language)
	}
	field("url", s.URL)
	if a := s.Accessed; !a.IsZero() {
		field("urldate", fmt.Sprintf("%04d-%02d-%02d", a.Year, a.Month, a.Day))
	}
	field("note", escape(s.Note))
	b.WriteString("}\n")
}

func choose(which bool, yes, no string) string {
	if which {
		return yes
	}
	return no
}

func dates(field func(name, value string), d casefile.Issued) {
	if from, to, ok := spanOf(d.Literal); ok {
		field("date", from+"/"+to)
		field("year", from[:4])
		return
	}
	if d.Literal != "" {
		field("year", "{"+escape(d.Literal)+"}")
		return
	}
	if d.Year == 0 {
		return
	}
	text := dayOf(d, "-")
	if d.Circa {
		text += "~"
	}
	field("date", text)
	field("year", fmt.Sprintf("%04d", d.Year))
}

// dayOf writes a date as precise as it is known.
func dayOf(d casefile.Issued, sign string) string {
	text := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		text += fmt.Sprintf("%s%02d", sign, d.Month)
	}
	if d.Day > 0 {
		text += fmt.Sprintf("%s%02d", sign, d.Day)
	}
	return text
}

// listed escapes a value that BibLaTeX would split at the word "and".
func listed(text string) string {
	if slices.ContainsFunc(strings.Fields(text), func(w string) bool { return strings.EqualFold(w, "and") }) {
		return "{" + escape(text) + "}"
	}
	return escape(text)
}

// title escapes a title and puts words with capitals in braces, so that no
// style makes them small.
func title(text string) string {
	words := strings.Split(escape(text), " ")
	depth := 0
	for i, w := range words {
		whole := depth == 0
		depth += strings.Count(w, "{") - strings.Count(w, "}")
		if whole && depth == 0 && strings.ContainsFunc(w, unicode.IsUpper) {
			core := strings.TrimRight(w, ".,:;?!")
			words[i] = "{" + core + "}" + w[len(core):]
		}
	}
	return strings.Join(words, " ")
}

// people writes a list of names.
func people(names []casefile.Name) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = person(n)
	}
	return strings.Join(list, " and ")
}

// suffixes are what BibTeX and RIS want behind commas of their own.
var suffixes = []string{"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"}

// cutSuffix parts a family name from a suffix behind it.
func cutSuffix(family string) (name, suffix string) {
	i := strings.LastIndexByte(family, ' ')
	if i > 0 && slices.Contains(suffixes, family[i+1:]) && !runsOn(family[:i]) {
		return family[:i], family[i+1:]
	}
	return family, ""
}

// runsOn reports whether a word is set without a space before the next, as a
// particle with an apostrophe is.
func runsOn(word string) bool {
	return strings.HasSuffix(word, "'") || strings.HasSuffix(word, "’") || strings.HasSuffix(word, "-")
}

// person writes "Family, Suffix, Given", an institution in braces.
func person(n casefile.Name) string {
	if n.IsOthers() {
		return "others"
	}
	if n.Literal != "" {
		text := escape(n.Literal)
		if strings.HasPrefix(text, `\`) { // a brace and a backslash would be a letter
			text = "{}" + text
		}
		return "{" + text + "}"
	}
	family, suffix := cutSuffix(n.Family)
	text := nameWords(family)
	if suffix != "" {
		text += ", " + suffix
	}
	switch {
	case n.Given != "":
		return text + ", " + nameWords(n.Given)
	case suffix != "" || strings.ContainsAny(text, " {") || text == "others":
		return text + "," // else words would be given names, and braces an institution
	}
	return text
}

// nameWords escapes a part of a name, and puts words in braces that would part it.
func nameWords(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		parts := strings.ContainsAny(w, ",=~\u00a0") || strings.EqualFold(w, "and") ||
			i < len(words)-1 && runsOn(w)
		words[i] = escape(w)
		if parts {
			words[i] = "{" + words[i] + "}"
		}
	}
	return strings.Join(words, " ")
}

// escape writes plain text as LaTeX.
func escape(text string) string {
	if !strings.ContainsAny(text, "\\{}~^&%#_$`'-\u00a0") {
		return text
	}
	open, closed := `\{`, `\}`
	if !balanced(text) { // BibTeX counts braces also behind a backslash
		open, closed = `\textbraceleft{}`, `\textbraceright{}`
	}
	var b strings.Builder
	var last rune
	for _, r := range text {
		switch r {
		case '\\':
			b.WriteString(`\textbackslash{}`)
		case '{':
			b.WriteString(open)
		case '}':
			b.WriteString(closed)
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '`':
			b.WriteString(`\textasciigrave{}`)
		case '&', '%', '#', '_', '$':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\u00a0':
			b.WriteByte('~')
		case '-', '\'': // two of them are another sign
			if last == r {
				b.WriteString("{}")
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func balanced(text string) bool {
	depth := 0
	for _, c := range []byte(text) {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

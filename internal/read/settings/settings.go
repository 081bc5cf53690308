// Package settings reads dossier.yaml: bytes in, casefile.Settings and
// diagnostics out. It knows no other file, and it never fails: what is wrong or
// missing gets its default.
package settings

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// What holds where dossier.yaml is silent. 230 words a minute is the pace of
// adults reading explanatory prose on a screen.
const (
	defaultLanguage       = "en"
	defaultWordsPerMinute = 230
)

// The slowest and the fastest pace that makes sense.
const minWordsPerMinute, maxWordsPerMinute = 50, 1000

// Read reads dossier.yaml; nil or empty bytes are the defaults. The settings
// are never nil. Places have no file.
func Read(src []byte) (*casefile.Settings, diag.List) {
	node, diags := yamltree.Parse(src, 0, len(src))
	m := node.Map("dossier.yaml", &diags)
	languages := readLanguages(m)
	s := &casefile.Settings{
		Title:     readWords(m, "title", languages),
		Wordmark:  readWords(m, "wordmark", languages),
		Tagline:   readWords(m, "tagline", languages),
		BaseURL:   readBaseURL(m),
		Languages: languages,
		Publisher: readPublisher(m),
		Reading:   readReading(m),
		Preview:   readPreview(m),
		Deadlines: readDeadlines(m),

		Laws:             readLaws(m),
		CitationStyle:    readCitationStyle(m),
		NoAutolink:       readAutolink(m),
		Cards:            m.Bool("cards"),
		RequireFactcheck: m.Bool("require-factcheck"),
		Exceptions:       readExceptions(m),
	}
	checkWordmark(m, s)
	m.Finish()
	return s, diags
}

// citationStyles are the words of citation-style:. The first is the zero value.
var citationStyles = []string{"notes", string(casefile.AuthorDateCitations), string(casefile.NumericCitations)}

func readCitationStyle(m *yamltree.Map) casefile.CitationStyle {
	style := m.Line("citation-style")
	switch {
	case style == "" || style == citationStyles[0]:
		return casefile.NoteCitations
	case slices.Contains(citationStyles, style):
		return casefile.CitationStyle(style)
	}
	hint := diag.DidYouMean(style, citationStyles)
	if hint == "" {
		hint = "write " + strings.Join(citationStyles, ", ")
	}
	m.Report(diag.InvalidValue, m.Place("citation-style"), fmt.Sprintf("%q is not a style of citation", style), hint)
	return casefile.NoteCitations
}

// readAutolink reads whether the first mention of a name is a link: first, or
// off.
func readAutolink(m *yamltree.Map) (off bool) {
	switch word := m.Line("autolink"); word {
	case "", "first":
	case "off":
		return true
	default:
		m.Report(diag.InvalidValue, m.Place("autolink"), fmt.Sprintf("%q is not a way to link names", word), "write first or off")
	}
	return false
}

// checkWordmark reports asterisks that do not enclose one part of the wordmark.
func checkWordmark(m *yamltree.Map, s *casefile.Settings) {
	for _, lang := range s.Languages {
		if n := strings.Count(s.Wordmark.In(lang), "*"); n != 0 && n != 2 {
			m.Report(diag.InvalidValue, m.Place("wordmark"), fmt.Sprintf("%q does not have one part between asterisks", s.Wordmark.In(lang)),
				"put an asterisk on both sides of one part: The *Inbox* Deal")
		}
	}
}

func readLanguages(m *yamltree.Map) []string {
	var codes []string
	for _, n := range m.List("languages") {
		code, ok := m.LineOf(n, "languages")
		switch {
		case !ok:
		case !yamltree.IsLanguage(code):
			m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("%q is not a language code", code), "write a code such as en, fr or pt-BR")
		case slices.ContainsFunc(codes, func(c string) bool { return strings.EqualFold(c, code) }):
			m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("the language %q is listed twice", code), "keep one of them")
		default:
			codes = append(codes, code)
		}
	}
	if codes == nil {
		return []string{defaultLanguage}
	}
	return codes
}

// readWords reads words for readers, which every language needs.
func readWords(m *yamltree.Map, key string, languages []string) casefile.Text {
	words := m.Translated(key, languages[0])
	if words == nil {
		return nil
	}
	n := m.Node(key)
	if n.Kind != yamltree.Mapping {
		if len(languages) > 1 {
			m.Report(diag.TextMissingLanguage, n.Span, fmt.Sprintf("%s does not say which language it is in", key),
				"write it for each language: "+inEach(languages))
		}
		return words
	}
	complete := !n.Damaged
	for _, e := range n.Entries {
		if _, said := words[e.Key]; !said {
			complete = complete && e.Value.Kind == yamltree.Empty // else reported already
		} else if !slices.Contains(languages, e.Key) {
			m.Report(diag.UnknownKey, e.KeySpan, fmt.Sprintf("the dossier has no language %q", e.Key),
				"languages: lists "+strings.Join(languages, ", "))
			delete(words, e.Key)
			complete = false // the text may be there under a wrong code
		}
	}
	if !complete {
		return words
	}
	for _, lang := range languages {
		if _, said := words[lang]; !said {
			m.Report(diag.TextMissingLanguage, n.Span, fmt.Sprintf("%s has no text in %q", key, lang), fmt.Sprintf("add %q", lang+": …"))
		}
	}
	return words
}

// inEach shows the form of words in several languages: "{en: …, fr: …}".
func inEach(languages []string) string {
	return "{" + strings.Join(languages, ": …, ") + ": …}"
}

// readBaseURL reads the address of the site: scheme and host, nothing else.
func readBaseURL(m *yamltree.Map) string {
	text := m.Line("base-url")
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	hint := ""
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http":
		hint = "write https:// and the host: https://example.org"
	case !isHost(u.Hostname()):
		hint = "write the host in lower-case ASCII, as browsers send it: https://example.org"
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(text, "#"):
		hint = "write nothing but https:// and the host: https://" + u.Host
	case u.Path != "" && u.Path != "/":
		hint = "the site lives at the root of its host; leave the path out: " + u.Scheme + "://" + u.Host
	default:
		return u.Scheme + "://" + u.Host
	}
	m.Report(diag.InvalidValue, m.Place("base-url"), fmt.Sprintf("%q cannot be the address of a site", text), hint)
	return ""
}

func isHost(host string) bool {
	for _, c := range []byte(host) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return host != "" && !strings.Contains(host, "..") && host[0] != '.' && host[0] != '-'
}

func readPublisher(m *yamltree.Map) casefile.Publisher {
	p := m.Map("publisher")
	defer p.Finish()
	email := p.Line("email")
	name, domain, _ := strings.Cut(email, "@")
	if email != "" && (name == "" || !isHost(strings.ToLower(domain)) || strings.ContainsAny(name, " \t<>()[]\\,;:\"/?#%&@")) {
		p.Report(diag.InvalidValue, p.Place("email"), fmt.Sprintf("%q is not an e-mail address", email), "write it alone: desk@example.org")
		email = ""
	}
	return casefile.Publisher{Name: p.Line("name"), Email: email}
}

func readReading(m *yamltree.Map) casefile.Reading {
	r := m.Map("reading")
	defer r.Finish()
	return casefile.Reading{WordsPerMinute: r.Int("words-per-minute", minWordsPerMinute, maxWordsPerMinute, defaultWordsPerMinute)}
}

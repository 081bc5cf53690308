// Package record reads the registers under content/records: bytes in, records
// of casefile and diagnostics out. It knows no other file, and it never fails:
// what cannot be read is left out of its record.
package record

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// Sources reads content/records/sources.yaml, CSL-YAML as Pandoc reads it. lang
// is the original language of the dossier: a bare text under custom: is in it.
// The list is in file order; of several sources with one id it holds the first.
// Places have no file.
func Sources(src []byte, lang string) ([]*casefile.Source, diag.List) {
	root, diags := yamltree.Parse(src, 0, len(src))
	list, more := Items(references(root, &diags), lang)
	return list, append(diags, more...)
}

// Items makes sources of CSL items, whatever file they were read from.
func Items(items []*yamltree.Node, lang string) ([]*casefile.Source, diag.List) {
	var diags diag.List
	r := register{lang: lang, diags: &diags, places: make(map[string]diag.Span, len(items))}
	for _, n := range items {
		r.add(n)
	}
	return r.list, diags
}

// references returns the items of a register, also where they stand in the
// file without the key that Pandoc wants above them.
func references(root *yamltree.Node, diags *diag.List) []*yamltree.Node {
	if root.Kind == yamltree.List {
		*diags = append(*diags, diag.Diagnostic{
			Code: diag.WrongType, Severity: diag.Error, Span: diag.Span{Start: root.Span.Start, End: root.Span.Start + 1},
			Message: "the list of sources has no name", Hint: `write "references:" in the line above it`,
		})
		return root.Items
	}
	m := root.Map("sources.yaml", diags)
	defer m.Finish()
	return m.List("references")
}

// A register is one reading of sources.yaml.
type register struct {
	lang   string
	diags  *diag.List
	list   []*casefile.Source
	places map[string]diag.Span // of ids
}

func (r *register) add(n *yamltree.Node) {
	m := n.Map("a source", r.diags)
	if n.Kind != yamltree.Mapping {
		return
	}
	s := r.source(m)
	r.checkRest(m)
	if s.ID == "" {
		return
	}
	id := m.Place("id")
	if first, twice := r.places[s.ID]; twice {
		*r.diags = append(*r.diags, diag.Diagnostic{
			Code: diag.DuplicateID, Severity: diag.Error, Span: id,
			Message: fmt.Sprintf("%q is already used", s.ID), Hint: "give each source an id of its own",
			Related: []diag.Related{{Span: first, Message: "first here"}},
		})
		return
	}
	r.places[s.ID] = id
	r.list = append(r.list, s)
}

func (r *register) source(m *yamltree.Map) *casefile.Source {
	m.Require("id", "this source has no id", "add an id for citations: id: court-letter-2023")
	m.Require("type", "this source has no type", "add a type of CSL: type: webpage")
	custom, allow := r.custom(m.Map("custom"))
	return &casefile.Source{
		ID:        readID(m),
		Type:      readType(m),
		Title:     readPlain(m, "title"),
		Authors:   readNames(m, "author"),
		Container: readPlain(m, "container-title"),
		Publisher: readPlain(m, "publisher"),
		Genre:     readPlain(m, "genre"),
		Authority: readPlain(m, "authority"),
		Number:    readPlain(m, "number"),
		Page:      readPlain(m, "page"),
		Language:  readLanguage(m),
		Issued:    readIssued(m, "issued"),
		Accessed:  readDay(m, "accessed"),
		URL:       readURL(m, "URL"),
		Note:      readPlain(m, "note"),
		Custom:    custom,
		Allow:     allow,
		Span:      m.Place("id"),
		Whole:     m.Span(),
	}
}

// checkRest reports fields that CSL does not have, and the type of those that
// it has and nobody here prints.
func (r *register) checkRest(m *yamltree.Map) {
	for _, e := range m.Unread() {
		kind, known := fieldKinds[e.Key]
		switch {
		case !known:
			m.Report(diag.UnknownSourceField, e.KeySpan, fmt.Sprintf("CSL has no field %q", e.Key), fieldHint(e.Key))
		case kind == textField:
			readPlain(m, e.Key)
		case kind == nameField:
			readNames(m, e.Key)
		case kind == dateField:
			readIssued(m, e.Key)
		case kind == listField:
			m.Lines(e.Key)
		}
	}
}

// customFields are the fields of custom:, in the order of the manual.
var customFields = []string{"kind", "short", "title", "seen", "seen-in", "read-at", "note", "consulted", "exhibit", "access", "text", "never-archive", "allow"}

func fieldHint(key string) string {
	if slices.Contains(customFields, key) {
		return fmt.Sprintf("%s: is a field of ours and goes under custom:", key)
	}
	if hint := diag.DidYouMean(key, fieldNames); hint != "" {
		return hint
	}
	return "CSL's fields are listed in docs/sources.md; our own go under custom:"
}

func (r *register) custom(m *yamltree.Map) (casefile.SourceCustom, []casefile.Exception) {
	defer m.Finish()
	c := casefile.SourceCustom{
		Kind:      readChoice(m, "kind", kinds),
		Short:     r.words(m, "short"),
		Title:     r.words(m, "title"),
		Seen:      readChoice(m, "seen", seen),
		ReadAt:    readURL(m, "read-at"),
		Note:      r.words(m, "note"),
		Consulted: m.Bool("consulted"),
		Exhibit:   m.Line("exhibit"),
		Text:      strings.TrimSpace(m.Text("text")),
	}
	c.SeenIn, c.SeenInSpans = readSeenIn(m)
	if readChoice(m, "access", access) == "confidential" {
		c.Confidential = true
		m.Report(diag.InvalidValue, m.Place("access"), "a source in this register is published wherever it is cited",
			"keep confidential sources out of the project")
	}
	m.Bool("never-archive")
	return c, readExceptions(m)
}

// words reads words for readers, plain.
func (r *register) words(m *yamltree.Map, key string) casefile.Text {
	words := m.Translated(key, r.lang)
	if n := m.Node(key); n != nil && n.Literal {
		return words
	}
	for lang, text := range words {
		words[lang] = plainText(text)
	}
	return words
}

// readSeenIn reads the ids under seen-in: and their places. They may be those
// of another file, so resolve looks for their sources.
func readSeenIn(m *yamltree.Map) ([]string, []diag.Span) {
	var keys []string
	var places []diag.Span
	for _, n := range m.List("seen-in") {
		if key, ok := m.LineOf(n, "seen-in"); ok && key != "" {
			keys, places = append(keys, key), append(places, n.Span)
		}
	}
	return keys, places
}

// readID reads a citation key: whatever Pandoc takes between the braces of
// @{key}.
func readID(m *yamltree.Map) string {
	id := m.Line("id")
	if strings.ContainsFunc(id, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("{}[];,@", r)
	}) {
		m.Report(diag.InvalidID, m.Place("id"), fmt.Sprintf("%q is not a valid id", id), "use letters, digits and hyphens: court-letter-2023")
		return ""
	}
	return id
}

func readType(m *yamltree.Map) string {
	text := m.Line("type")
	if text == "" || slices.Contains(sourceTypes, text) {
		return text
	}
	hint := diag.DidYouMean(text, sourceTypes)
	switch {
	case slices.Contains(kinds, text):
		hint = fmt.Sprintf("write custom: {kind: %s}, and as type the nearest of CSL: legal_case, document, webpage…", text)
	case hint == "":
		hint = "used most: article-newspaper, webpage, post, report, legal_case, legislation, document"
	}
	m.Report(diag.UnknownSourceType, m.Place("type"), fmt.Sprintf("CSL has no type %q", text), hint)
	return text
}

func readPlain(m *yamltree.Map, key string) string {
	text := m.Line(key)
	if n := m.Node(key); n != nil && n.Literal {
		return text
	}
	if word := unescapedAt(text); word != "" {
		m.Warn(diag.UnescapedAtSign, m.Place(key), fmt.Sprintf("Pandoc would read %q in this field as a citation", word), `write \`+word)
	}
	return plainText(text)
}

// readChoice reads one of a few words.
func readChoice(m *yamltree.Map, key string, choices []string) string {
	text := m.Line(key)
	if text == "" || slices.Contains(choices, text) {
		return text
	}
	hint := diag.DidYouMean(text, choices)
	if hint == "" {
		hint = "known here: " + strings.Join(choices, ", ")
	}
	m.Report(diag.InvalidValue, m.Place(key), fmt.Sprintf("%s cannot be %q", key, text), hint)
	return ""
}

func readLanguage(m *yamltree.Map) string { return readLanguageOf(m, "language") }

func readLanguageOf(m *yamltree.Map, key string) string {
	code := m.Line(key)
	if code == "" || yamltree.IsLanguage(code) {
		return code
	}
	m.Report(diag.InvalidValue, m.Place(key), fmt.Sprintf("%q is not a language code", code), "write a code such as en, fr or pt-BR")
	return ""
}

// readURL reads the address of a page on the web.
func readURL(m *yamltree.Map, key string) string {
	text := m.Line(key)
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || strings.ContainsAny(text, " \"<>\\^`{|}"):
		m.Report(diag.MalformedURL, m.Place(key), fmt.Sprintf("%q is not an address", text), "copy the address from the browser, with https://")
	case u.Scheme == "" && strings.HasPrefix(text, "//"):
		m.Report(diag.RelativeSchemeURL, m.Place(key), fmt.Sprintf("%q has no scheme", text), "write https:"+text)
	case u.Scheme == "" || u.Host == "" && (u.Scheme == "https" || u.Scheme == "http"):
		m.Report(diag.MalformedURL, m.Place(key), fmt.Sprintf("%q is not an address", text), "write the whole address, with https:// and the host")
	case u.Scheme != "https" && u.Scheme != "http":
		m.Report(diag.UnsafeURL, m.Place(key), fmt.Sprintf("a source cannot lead to %q", u.Scheme+":"), "link to an https page")
	default:
		if u.Scheme == "http" {
			// Where a source was read is a fact that the writer may be unable
			// to change, so this never fails a build.
			m.Note(diag.InsecureLink, m.Place(key), `"http:" is not encrypted`, "write https:// if the host answers there")
		}
		return text
	}
	return ""
}

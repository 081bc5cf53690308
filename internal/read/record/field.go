package record

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// What claims, responses and parties have in common: lists of records with
// ids, words in every language, references and citations.

// readRecords reads each record of a register that is a list, or a mapping
// with that list under a key; beside are keys of that mapping that somebody
// else reads.
func readRecords(src []byte, key, one string, read func(m *yamltree.Map) (id string, keep func()), beside ...string) diag.List {
	root, diags := yamltree.Parse(src, 0, len(src))
	items := root.Items
	if root.Kind != yamltree.List {
		m := root.Map(key+".yaml", &diags)
		items = m.List(key)
		for _, other := range beside {
			m.Node(other)
		}
		m.Finish()
	}
	readList(items, one, &diags, read)
	return diags
}

// readList reads each record of a list. read returns the id; a record without
// an id, or with one that another has, is reported and left out by keep, which
// is not called for it.
func readList(items []*yamltree.Node, one string, diags *diag.List, read func(m *yamltree.Map) (id string, keep func())) {
	first := map[string]diag.Span{}
	for _, n := range items {
		m := n.Map(one, diags)
		if n.Kind != yamltree.Mapping {
			continue
		}
		m.Require("id", one+" without an id", "add an id: lower case, digits, single hyphens")
		id, keep := read(m)
		m.Finish()
		if id == "" {
			continue
		}
		if was, twice := first[id]; twice {
			*diags = append(*diags, diag.Diagnostic{
				Code: diag.DuplicateID, Severity: diag.Error, Span: m.Place("id"),
				Message: fmt.Sprintf("%q is already used", id), Hint: "give each " + strings.TrimPrefix(strings.TrimPrefix(one, "a "), "an ") + " an id of its own",
				Related: []diag.Related{{Span: was, Message: "first here"}},
			})
			continue
		}
		first[id] = m.Place("id")
		keep()
	}
}

// maxIDLetters is the length of the longest id of a record.
const maxIDLetters = 64

// readRecordID reads the id of a record, which becomes part of an address.
func readRecordID(m *yamltree.Map) string {
	id := m.Line("id")
	if id == "" || isRecordID(id) {
		return id
	}
	m.Report(diag.InvalidID, m.Place("id"), fmt.Sprintf("%q is not a valid id", id), "write lower-case letters, digits and single hyphens, at most 64: inbox-access")
	return ""
}

// isRecordID reports whether an id has the form [a-z0-9]+(-[a-z0-9]+)*.
func isRecordID(id string) bool {
	if len(id) == 0 || len(id) > maxIDLetters || id[0] == '-' || id[len(id)-1] == '-' || strings.Contains(id, "--") {
		return false
	}
	for _, c := range []byte(id) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// readRefs reads ids of other records; one alone needs no list.
func readRefs(m *yamltree.Map, key string) casefile.Refs {
	var refs casefile.Refs
	for _, n := range m.List(key) {
		id, ok := m.LineOf(n, key)
		switch {
		case !ok || id == "":
		case refs.Has(id):
			m.Report(diag.DuplicateID, n.Span, fmt.Sprintf("%q stands twice in this list", id), "delete one")
		default:
			refs = append(refs, casefile.Ref{ID: id, Span: n.Span})
		}
	}
	return refs
}

// readRef reads the id of one other record.
func readRef(m *yamltree.Map, key string) casefile.Ref {
	if id := m.Line(key); id != "" {
		return casefile.Ref{ID: id, Span: m.Place(key)}
	}
	return casefile.Ref{}
}

// readWords reads words for readers, which every language of the dossier
// needs. A bare line will do where there is one language.
func readWords(m *yamltree.Map, key string, langs []string) casefile.Text {
	words := casefile.Text(m.Translated(key, langs[0]))
	n := m.Node(key)
	if words == nil {
		return nil
	}
	if n.Kind != yamltree.Mapping {
		if len(langs) > 1 {
			m.Report(diag.TextMissingLanguage, n.Span, key+" does not say which language it is in",
				"write it for each language: {"+strings.Join(langs, ": …, ")+": …}")
		}
		return words
	}
	complete := !n.Damaged
	for _, e := range n.Entries {
		if _, said := words[e.Key]; !said {
			complete = complete && e.Value.Kind == yamltree.Empty // else reported already
		} else if !slices.Contains(langs, e.Key) {
			// Records may be ahead of the editions: the words wait.
			complete = complete && yamltree.IsLanguage(e.Key)
		}
	}
	for _, lang := range langs {
		if _, said := words[lang]; !said && complete {
			m.Report(diag.TextMissingLanguage, n.Span, fmt.Sprintf("%s has no text in %q", key, lang), fmt.Sprintf("add %q", lang+": …"))
		}
	}
	return words
}

// readExceptions reads allow: [{code: …, reason: …}].
func readExceptions(m *yamltree.Map) []casefile.Exception {
	var list []casefile.Exception
	for _, n := range m.List("allow") {
		f := m.MapOf(n, "allow")
		e := casefile.Exception{Code: diag.Code(f.Line("code")), Reason: f.Line("reason"), Span: n.Span}
		f.Finish()
		if n.Kind == yamltree.Mapping {
			list = append(list, e)
		}
	}
	return list
}

// weights are the words of weight:, which says how near evidence is to what it
// shows.
var weights = []string{"primary", "secondary"}

// readEvidence reads a list of {cite: "@key, p. 3", quote: id, weight: primary}.
// A citation alone needs no braces.
func readEvidence(m *yamltree.Map, key string) []casefile.Evidence {
	var list []casefile.Evidence
	for _, n := range m.List(key) {
		if n.Kind == yamltree.Scalar {
			if e, ok := readCite(m, n); ok {
				list = append(list, e)
			}
			continue
		}
		f := m.MapOf(n, key)
		f.Require("cite", key+" without a citation", `name the source: cite: "@key, p. 3"`)
		e, ok := casefile.Evidence{}, false
		if cite := f.Node("cite"); cite != nil && cite.Kind != yamltree.Empty {
			e, ok = readCite(m, cite)
		}
		e.Quote, e.QuoteSpan = f.Line("quote"), f.Place("quote")
		e.Primary = readChoice(f, "weight", weights) == "primary"
		f.Finish()
		if ok {
			list = append(list, e)
		}
	}
	return list
}

// readCites reads a list of citations.
func readCites(m *yamltree.Map, key string) []casefile.Evidence {
	var list []casefile.Evidence
	for _, n := range m.List(key) {
		if e, ok := readCite(m, n); ok {
			list = append(list, e)
		}
	}
	return list
}

// readCite reads one citation in the form of the texts, without its brackets:
// "@key", "@key, p. 3", "@{key}, {ex. letter, l. 3-4}".
func readCite(m *yamltree.Map, n *yamltree.Node) (casefile.Evidence, bool) {
	text, ok := m.LineOf(n, "cite")
	if !ok || text == "" {
		return casefile.Evidence{}, false
	}
	key, place, ok := parseCite(text)
	if !ok {
		hint := `write one source a line, in quotation marks: "@key, p. 3"`
		if bare := strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"); bare != text {
			hint = "leave the brackets out"
		} else if !strings.Contains(text, "@") {
			hint = fmt.Sprintf("a key begins with an at sign: %q", "@"+text)
		}
		m.Report(diag.MalformedCitation, n.Span, fmt.Sprintf("this is not a citation: %q", text), hint)
		return casefile.Evidence{}, false
	}
	return casefile.Evidence{Key: key, Place: place, Span: n.Span}, true
}

func parseCite(text string) (key, place string, ok bool) {
	rest, ok := strings.CutPrefix(text, "@")
	if !ok {
		return "", "", false
	}
	if inner, braced := strings.CutPrefix(rest, "{"); braced {
		key, rest, ok = strings.Cut(inner, "}")
	} else {
		end := strings.IndexAny(rest, ", \t")
		if end < 0 {
			end = len(rest)
		}
		key, rest = rest[:end], rest[end:]
	}
	if !ok || key == "" || strings.ContainsAny(key, "[];@") {
		return "", "", false
	}
	place = strings.TrimSpace(rest)
	if place == "" {
		return key, "", true
	}
	place, ok = strings.CutPrefix(place, ",")
	place = strings.TrimSpace(place)
	if !ok || place == "" || strings.ContainsAny(place, ";@") {
		return "", "", false
	}
	return key, place, true
}

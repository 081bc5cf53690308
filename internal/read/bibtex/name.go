package bibtex

import (
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// names reads a list of names: "Given von Family", "von Family, Given", "von
// Family, Jr., Given", "family=…, given=…", or an institution in braces of its
// own. A list that ends in "and others" ends in the literal name "others", as
// Pandoc has it. Particles stay with the family name, where BibTeX prints them.
func names(raw string, where diag.Span) *yamltree.Node {
	list := &yamltree.Node{Kind: yamltree.List, Span: where, Literal: true}
	for _, one := range splitNames(raw) {
		if n := name(one, where); len(n.Entries) > 0 {
			list.Items = append(list.Items, n)
		}
	}
	return list
}

func name(raw string, where diag.Span) *yamltree.Node {
	n := &yamltree.Node{Kind: yamltree.Mapping, Span: where, Literal: true}
	add := func(key, raw string) {
		if text := plain(raw); text != "" {
			n.Entries = append(n.Entries, yamltree.Entry{Key: key, KeySpan: where, Value: literal(text, where)})
		}
	}
	if isGroup(raw) || raw == "others" {
		add("literal", raw)
		return n
	}
	parts := splitOutside(raw, func(c byte) bool { return c == ',' })
	if fields := extended(parts); fields != nil {
		for _, key := range []string{"family", "given", "prefix", "suffix"} {
			add(cslName[key], fields[key])
		}
		return n
	}
	words := make([][]string, len(parts))
	for i, p := range parts {
		words[i] = splitOutside(p, isNameSpace)
	}
	var first, von, last, jr string
	switch len(parts) {
	case 1:
		first, von, last = western(words[0])
	case 2:
		von, last = particle(words[0])
		first = join(words[1])
	default:
		von, last = particle(words[0])
		jr, first = join(words[1]), join(slices.Concat(words[2:]...))
	}
	add("family", last)
	add("given", first)
	add("non-dropping-particle", von)
	add("suffix", jr)
	return n
}

// cslName are the fields of BibLaTeX's long form in the words of CSL.
var cslName = map[string]string{"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}

// extended reads BibLaTeX's long form, nil where a name is written otherwise.
func extended(parts []string) map[string]string {
	fields := map[string]string{}
	for _, p := range parts {
		key, value, ok := strings.Cut(p, "=")
		key = strings.TrimSpace(key)
		if !ok || key == "" || strings.ContainsFunc(key, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) {
			return nil
		}
		fields[key] = strings.TrimSpace(value)
	}
	return fields
}

// western reads "Given von Family". The family name has at least one word, and
// the particle goes from the first to the last small word before it.
func western(words []string) (first, von, last string) {
	end := max(len(words)-1, 0)
	from := slices.IndexFunc(words[:end], isLower)
	if from < 0 {
		return join(words[:end]), "", join(words[end:])
	}
	to := from
	for i := from; i < end; i++ {
		if isLower(words[i]) {
			to = i
		}
	}
	return join(words[:from]), join(words[from : to+1]), join(words[to+1:])
}

// particle reads "von Family".
func particle(words []string) (von, last string) {
	to := 0
	for i := range max(len(words)-1, 0) {
		if isLower(words[i]) {
			to = i + 1
		}
	}
	return join(words[:to]), join(words[to:])
}

func join(words []string) string { return strings.Join(words, " ") }

// isGroup reports whether a text is one group in braces, and not a letter with
// an accent.
func isGroup(raw string) bool {
	if !strings.HasPrefix(raw, "{") || strings.HasPrefix(raw, `{\`) {
		return false
	}
	depth := 0
	for i := range len(raw) {
		switch raw[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i == len(raw)-1
			}
		}
	}
	return false
}

// splitNames splits at the word "and" outside braces.
func splitNames(raw string) []string {
	var list []string
	var one []string
	for _, w := range splitOutside(raw, isSpace) {
		if strings.EqualFold(w, "and") {
			list, one = append(list, join(one)), nil
			continue
		}
		one = append(one, w)
	}
	list = append(list, join(one))
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func isNameSpace(c byte) bool { return isSpace(c) || c == '~' }

// splitOutside splits at bytes outside braces and leaves out what is empty, but
// for commas, behind which nothing may stand: "Plato,".
func splitOutside(raw string, at func(byte) bool) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i <= len(raw); i++ {
		if i < len(raw) && !(depth == 0 && at(raw[i])) {
			switch raw[i] {
			case '{':
				depth++
			case '}':
				depth--
			case '\\': // \~ is an accent
				if i+1 < len(raw) && raw[i+1] == '~' {
					i++
				}
			}
			continue
		}
		if part := strings.TrimSpace(raw[from:i]); part != "" || at(',') {
			parts = append(parts, part)
		}
		from = i + 1
	}
	return parts
}

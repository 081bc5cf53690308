package check

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// A Secret is the names of somebody who is protected. They leave the register
// nowhere: in no other input, and on no page.
type Secret struct {
	Party *casefile.Party
	names []secretName
}

type secretName struct {
	words []string // folded; of one word alone as written
	exact bool     // a name of one word: "May" is one, "may" is none
}

// SecretsOf gathers them. There are none where nobody is protected.
func SecretsOf(inv *casefile.Investigation) []Secret {
	var secrets []Secret
	for _, p := range inv.Parties.List {
		if !p.Protected {
			continue
		}
		s := Secret{Party: p}
		for _, n := range p.Names {
			all := append([]string{}, n.Aliases...)
			for _, t := range []casefile.Text{n.Name, n.Short} {
				for _, lang := range inv.Settings.Languages {
					all = append(all, t.In(lang))
				}
			}
			for _, name := range all {
				s.add(name)
			}
		}
		if len(s.names) > 0 {
			secrets = append(secrets, s)
		}
	}
	return secrets
}

func (s *Secret) add(name string) {
	if !casefile.IsName(name) {
		return
	}
	var n secretName
	list := tokens(name, nil)
	for _, w := range list {
		n.words = append(n.words, w.folded(name))
	}
	if n.exact = len(list) == 1; n.exact {
		n.words[0] = name[list[0].start:list[0].end]
	}
	for _, other := range s.names {
		if strings.Join(other.words, " ") == strings.Join(n.words, " ") {
			return
		}
	}
	s.names = append(s.names, n)
}

// ExposedIn finds the names of secrets in an input file, by its bytes, where
// they are text. Those in the records of the names themselves are not exposed.
func ExposedIn(secrets []Secret, path string, src []byte) diag.List {
	if !utf8.Valid(src) {
		return nil
	}
	var diags diag.List
	text := string(src)
	words := tokens(text, nil)
	for _, s := range secrets {
		for _, at := range s.find(text, words) {
			if own := s.Party.Whole; own.File == path && at.start >= own.Start && at.end <= own.End {
				continue
			}
			diags = append(diags, exposed(diag.Span{File: path, Start: at.start, End: at.end}, text[at.start:at.end], s, "stands in this file"))
		}
		for _, at := range s.find(path, tokens(path, nil)) {
			diags = append(diags, exposed(s.Party.Span, path[at.start:at.end], s, "is part of the name of a file"))
		}
	}
	return diags
}

// ExposedOn finds the names of secrets in a file of the site: in what it prints,
// and in its markup.
func ExposedOn(secrets []Secret, path string, page []byte) diag.List {
	var diags diag.List
	raw := html.UnescapeString(string(page))
	for _, s := range secrets {
		for _, text := range []string{raw, withoutTags(string(page)), path} {
			if found := s.find(text, tokens(text, nil)); len(found) > 0 {
				diags = append(diags, exposed(s.Party.Span, text[found[0].start:found[0].end], s, fmt.Sprintf("is printed on %q", safePath(s, path))))
				break
			}
		}
	}
	return diags
}

// safePath is the path of an output file, unless it tells the name.
func safePath(s Secret, path string) string {
	if len(s.find(path, tokens(path, nil))) > 0 {
		return "a file called so"
	}
	return path
}

func exposed(at diag.Span, words string, s Secret, where string) diag.Diagnostic {
	return diag.Diagnostic{Code: diag.ProtectedNameExposed, Severity: diag.Error, Span: at,
		Message: fmt.Sprintf("a protected name, %q, %s", mask(words), where),
		Hint:    "take it out, here and from earlier versions; an id must not tell a name either", Related: []diag.Related{{Span: s.Party.Span, Message: "the record"}}}
}

// mask shows the first and last letter of a name and nothing of its length.
func mask(name string) string {
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	return string(first) + "••••••" + string(last)
}

// find lists where the names of a secret stand in a text.
func (s Secret) find(text string, words []token) []token {
	var found []token
	for i := 0; i < len(words); i++ {
		for _, n := range s.names {
			if last := n.at(text, words, i); last >= 0 {
				found = append(found, token{words[i].start, words[last].end})
				i = last
				break
			}
		}
	}
	return found
}

// at returns the last word of the name that begins at a word, -1 for none.
func (n secretName) at(text string, words []token, i int) int {
	if n.exact {
		if word := text[words[i].start:words[i].end]; word == n.words[0] || word == strings.ToUpper(n.words[0]) {
			return i
		}
		return -1
	}
	if i+len(n.words) > len(words) {
		return -1
	}
	for j, want := range n.words {
		w := words[i+j]
		if j > 0 && !joins(text, words[i+j-1], w) || w.folded(text) != want {
			return -1
		}
	}
	return i + len(n.words) - 1
}

// mostApart is how many bytes may stand between two words of a name: a line
// break with indentation, or marks.
const mostApart = 24

// joins reports whether two words stand together: nothing but space, hyphens,
// apostrophes and marks of Markdown is between them, or the full stop of an
// initial.
func joins(text string, a, b token) bool {
	between := text[a.end:b.start]
	if len(between) > mostApart {
		return false
	}
	for _, r := range between {
		if !unicode.IsSpace(r) && !strings.ContainsRune("-‐\u2011_*~'’`\\+\u00ad\u200b", r) && !(r == '.' && utf8.RuneCountInString(text[a.start:a.end]) == 1) {
			return false
		}
	}
	return true
}

// inline are tags that stand within a word or a name; others part blocks.
var (
	inlineTag = regexp.MustCompile(`(?i)</?(?:a|abbr|b|bdi|cite|code|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u|wbr)(?:\s[^<>]*)?>`)
	blockTag  = regexp.MustCompile(`<[^<>]*>`)
)

// withoutTags is what a page says.
func withoutTags(page string) string {
	return html.UnescapeString(blockTag.ReplaceAllString(inlineTag.ReplaceAllString(page, ""), " | "))
}

package check

import (
	"fmt"
	"regexp"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/naming"
)

// titled finds a person by the title in front of the name, which is how a
// sentence says for certain that somebody is one.
var titled = regexp.MustCompile(`(?:^|[^\p{L}])((?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Mme|Mlle)\.?|M\.|Judge|Senator|Professor|Sir|Dame|Monsieur|Madame|(?:[Ll]e |[Ll]a )juge) (\p{Lu}(?:\.|[\p{L}’'-]+)(?: \p{Lu}(?:\.|[\p{L}’'-]+))*))`)

// Unregistered finds claims that name a person who has no entry: by a title in
// front of the name, or by the whole name of somebody who wrote a source. Other
// names are not known to be those of persons. names are those of the register.
func Unregistered(inv *casefile.Investigation, names map[string]*naming.Matcher) diag.List {
	if len(inv.Parties.List) == 0 {
		return nil
	}
	authors := authorsOf(inv)
	var diags diag.List
	for _, c := range inv.Claims.List {
		told := map[string]bool{} // by last word
		for _, lang := range inv.Settings.Languages {
			text := c.Text.In(lang)
			known := names[lang].Find(text)
			for _, p := range persons(text, lang, authors) {
				name := text[p.start:p.end]
				family := name[strings.LastIndexByte(name, ' ')+1:]
				if told[family] || isKnown(known, p) {
					continue
				}
				told[family] = true
				diags = append(diags, diag.Diagnostic{Code: diag.UnregisteredPerson, Severity: diag.Warning, Span: c.TextSpan,
					Message: fmt.Sprintf("claim %q names %q, who has no entry", c.ID, name),
					Hint:    "add the person to content/records/people.yaml, with a source for what they are, or name the office instead"})
			}
		}
	}
	return diags
}

// authorsOf lists the whole names of persons who wrote sources.
func authorsOf(inv *casefile.Investigation) []string {
	var list []string
	seen := map[string]bool{}
	for _, s := range inv.Sources.List {
		for _, a := range s.Authors {
			if name := a.Given + " " + a.Family; a.Given != "" && a.Family != "" && !seen[name] {
				seen[name] = true
				list = append(list, name)
			}
		}
	}
	return list
}

// persons finds the names of persons in a text, without their titles.
func persons(text, lang string, authors []string) []token {
	var found []token
	for _, at := range titled.FindAllStringSubmatchIndex(text, -1) {
		if strings.HasPrefix(text[at[2]:], "M.") && !strings.HasPrefix(lang, "fr") {
			continue // an initial
		}
		found = append(found, token{at[4], at[5]})
	}
	for _, name := range authors {
		if at := strings.Index(text, name); at >= 0 && !endsInLetter(text[:at]) && (at+len(name) == len(text) || wordAfter(text[at+len(name):], 0).To == 0) {
			found = append(found, token{at, at + len(name)})
		}
	}
	return found
}

// isKnown reports whether a name is one of the register, or part of one.
func isKnown(known []casefile.Mention, name token) bool {
	for _, m := range known {
		if m.From < name.end && name.start < m.To {
			return true
		}
	}
	return false
}

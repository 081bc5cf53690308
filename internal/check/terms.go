package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Terms finds terms of the glossary that no text marks.
func Terms(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	used := map[string]bool{}
	for _, c := range inv.All() {
		s := summary(c)
		if s == nil {
			continue
		}
		for _, m := range s.Terms {
			used[m.Ref] = true
		}
	}
	for _, t := range inv.Terms.List {
		if !used[t.ID] {
			diags = append(diags, diag.Diagnostic{Code: diag.UnusedTerm, Severity: diag.Warning, Span: t.Span,
				Message: fmt.Sprintf("no text marks the term %q", t.ID), Hint: fmt.Sprintf("mark its first use in each chapter: […]{.term ref=%s}, or delete it", t.ID)})
		}
	}
	return diags
}

// often is how many times letters stand in a text before it has to say what
// they mean.
const often = 3

// A Vocabulary is what readers of an investigation need not be told.
type Vocabulary struct {
	inv   *casefile.Investigation
	known map[string]bool // capitals
}

// VocabularyOf gathers the capitals that need no explaining.
func VocabularyOf(inv *casefile.Investigation) Vocabulary {
	return Vocabulary{inv, knownCapitals(inv)}
}

// Acronyms finds groups of capitals that stand in a text often and are neither
// marked as a term nor explained in brackets: "Video Privacy Protection Act
// (VPPA)".
func (v Vocabulary) Acronyms(c *casefile.Chapter, text *casefile.Summary) diag.List {
	type use struct {
		first prose.Span
		count int
	}
	uses, explained := map[string]*use{}, map[string]bool{}
	for _, m := range text.Terms {
		p := &text.Passages[m.First]
		for _, w := range capitals(p.Text[m.From:min(m.To, len(p.Text))]) {
			explained[w.word] = true
		}
		if t := v.inv.Terms.Lookup(m.Ref); t != nil {
			explained[t.Term.In(c.Lang)] = true
		}
	}
	var order []string
	for i := range text.Passages {
		p := &text.Passages[i]
		if p.Quoted || p.Pulled || isShouted(p.Text) {
			continue
		}
		for _, w := range capitals(p.Text) {
			if isFixed(p, prose.Part{From: w.at, To: w.at + len(w.word)}) {
				continue
			}
			if isExplained(p.Text, w) {
				explained[w.word] = true
			}
			if uses[w.word] == nil {
				uses[w.word] = &use{first: p.Span(w.at, w.at+len(w.word))}
				order = append(order, w.word)
			}
			uses[w.word].count++
		}
	}
	var diags diag.List
	for _, word := range order {
		u := uses[word]
		if u.count < often || explained[word] || v.known[word] {
			continue
		}
		hint := fmt.Sprintf("write it out once, with %q in brackets behind it, or mark a term: [%s]{.term ref=%s}", word, word, strings.ToLower(word))
		diags = append(diags, diag.Diagnostic{Code: diag.UndefinedAcronym, Severity: diag.Warning, Span: diag.Span{File: c.Path, Start: u.first.Start, End: u.first.End},
			Message: fmt.Sprintf("%q stands %d times in this text without a definition", word, u.count), Hint: hint})
	}
	return diags
}

// everyday are capitals that need no explaining, in either language.
var everyday = strings.Fields("USA URL PDF HTTP HTTPS JSON HTML CSV CEO PDG SMS FAQ DVD")

// knownCapitals are those that everybody knows, and those in the names of the
// people and companies of the investigation.
func knownCapitals(inv *casefile.Investigation) map[string]bool {
	known := map[string]bool{}
	for _, w := range everyday {
		known[w] = true
	}
	for _, p := range inv.Parties.List {
		for _, lang := range inv.Settings.Languages {
			for _, name := range p.Called(lang) {
				for _, w := range capitals(name) {
					known[w.word] = true
				}
			}
		}
	}
	return known
}

// A capital is a word of three to six capital letters.
type capital struct {
	word string
	at   int
}

// mayShout reports whether there can be three capital letters in a row. It is
// asked of every sentence, and says no to most.
func mayShout(text string) bool {
	row := 0
	for i := range len(text) {
		if b := text[i]; 'A' <= b && b <= 'Z' || b >= utf8.RuneSelf {
			if row++; row == 3 {
				return true
			}
		} else {
			row = 0
		}
	}
	return false
}

// capitals finds words of three to six capital letters that are no Roman
// numerals. A plural ends in a small s: APIs.
func capitals(text string) []capital {
	if !mayShout(text) {
		return nil
	}
	var list []capital
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		end := i
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' && r != '_' {
				break
			}
			end += n
		}
		word := strings.TrimRight(text[i:end], "-._")
		word = strings.TrimSuffix(word, "s")
		if count := utf8.RuneCountInString(word); count >= 3 && count <= 6 && strings.Trim(word, "IVXLCDM") != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) {
			list = append(list, capital{word, i})
		}
		i = end
	}
	return list
}

// isExplained reports whether capitals stand in brackets behind the words that
// they stand for, or before them: "(VPPA)", "VPPA (Video Privacy Protection Act)".
func isExplained(text string, w capital) bool {
	before, after := text[:w.at], text[w.at+len(w.word):]
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
		return true
	}
	open, rest, ok := strings.Cut(after, "(")
	if !ok || strings.TrimFunc(open, unicode.IsSpace) != "" {
		return false
	}
	inner, _, closed := strings.Cut(rest, ")")
	return closed && spells(inner, w.word)
}

// spells reports whether the words of a text begin with the letters of a group
// of capitals, small words left out.
func spells(words, letters string) bool {
	var initials []rune
	for _, f := range strings.FieldsFunc(words, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(f)
		initials = append(initials, unicode.ToUpper(r))
	}
	i := 0
	for _, r := range letters {
		at := slices.Index(initials[min(i, len(initials)):], r)
		if at < 0 {
			return false
		}
		i += at + 1
	}
	return true
}

// isShouted reports whether a passage is set in capitals throughout.
func isShouted(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsLower)
}

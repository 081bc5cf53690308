package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// MethodologySections are the anchors of the sections of a methodology page: the questions that a
// reader may ask of any investigation.
var MethodologySections = []string{"how-we-worked", "what-we-could-not-establish", "who-checked", "conflicts", "funding", "use-of-ai", "unnamed-sources", "right-of-reply", "corrections", "contact"}

// openQuestions are what a reader cannot learn where a section is missing.
var openQuestions = map[string]string{
	"how-we-worked": "what was read, and how", "what-we-could-not-establish": "what is not known", "who-checked": "who looked again",
	"conflicts": "who has an interest", "funding": "who paid", "use-of-ai": "what machines did", "unnamed-sources": "who is not named, and why",
	"right-of-reply": "who was asked", "corrections": "how mistakes are mended", "contact": "where to write",
}

// Methods holds methodology pages to their sections, and numbers in any text to
// the records that decide them.
func Methods(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	for _, c := range inv.All() {
		s := summary(c)
		if s == nil || c.Path == "" {
			continue
		}
		diags = append(diags, counts(inv, c, s)...)
		if c.Kind != casefile.PageKind || c.Name != casefile.MethodologyPage {
			continue
		}
		for _, id := range MethodologySections {
			if !s.IDs[id] {
				span := c.Head.TitleSpan
				span.File = c.Path
				diags = append(diags, diag.Diagnostic{Code: diag.MethodologySection, Severity: diag.Warning, Span: span,
					Message: fmt.Sprintf("this page has no section %q", id), Hint: fmt.Sprintf("it leaves open %s: add ## … {#%s}; where nothing is decided yet, say so", openQuestions[id], id)})
			}
		}
	}
	return diags
}

// counts compares numbers of a text with the records.
func counts(inv *casefile.Investigation, c *casefile.Chapter, text *casefile.Summary) diag.List {
	var diags diag.List
	for _, m := range text.Counts {
		p := &text.Passages[m.First]
		words := p.Text[m.From:min(m.To, len(p.Text))]
		want := countOf(inv, m.Of)
		if n, ok := number(words); ok && n == want {
			continue
		}
		at := p.Span(m.From, m.To)
		diags = append(diags, diag.Diagnostic{Code: diag.CountMismatch, Severity: diag.Error, Span: diag.Span{File: c.Path, Start: at.Start, End: at.End},
			Message: fmt.Sprintf("the text says %q, and the records have %d %s", words, want, m.Of), Hint: fmt.Sprintf("write %d", want)})
	}
	return diags
}

func countOf(inv *casefile.Investigation, of string) int {
	switch of {
	case "sources":
		return len(inv.Sources.List)
	case "exhibits":
		return len(inv.Exhibits.List)
	case "corrections":
		return len(inv.Corrections.List)
	case "unknowns":
		n := 0
		for _, c := range inv.Claims.List {
			if c.Basis == casefile.Unknown {
				n++
			}
		}
		return n
	}
	return len(inv.Claims.List)
}

// Numbers as words, each at its value.
var (
	unitsEN = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tensEN  = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
	unitsFR = strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	tensFR  = strings.Fields("vingt trente quarante cinquante soixante")
)

// number reads a number in figures, with spaces or commas between groups, or as
// English or French words up to ninety-nine.
func number(words string) (int, bool) {
	words = strings.ToLower(strings.TrimSpace(words))
	figures := strings.NewReplacer(",", "", " ", "", "\u00a0", "", "\u202f", "").Replace(words)
	if n, err := strconv.Atoi(figures); err == nil {
		return n, true
	}
	switch words {
	case "none", "no", "aucun", "aucune":
		return 0, true
	case "une":
		return 1, true
	}
	for n := range 100 {
		if slices.Contains(spelled(n), strings.ReplaceAll(words, " ", "-")) {
			return n, true
		}
	}
	return 0, false
}

// spelled lists the forms of a number below a hundred, with hyphens.
func spelled(n int) []string {
	if n < 20 {
		return []string{unitsEN[n], unitsFR[n]}
	}
	ten, unit := n/10, n%10
	forms := []string{tensEN[ten-2]}
	if unit > 0 {
		forms[0] += "-" + unitsEN[unit]
	}
	switch {
	case ten < 7 && unit == 0:
		return append(forms, tensFR[ten-2])
	case ten < 7 && unit == 1:
		return append(forms, tensFR[ten-2]+"-et-un", tensFR[ten-2]+"-et-une")
	case ten < 7:
		return append(forms, tensFR[ten-2]+"-"+unitsFR[unit])
	}
	if tens, ok := map[int]string{7: "septante", 9: "nonante"}[ten]; ok { // as Belgium and Switzerland count
		switch unit {
		case 0:
			forms = append(forms, tens)
		case 1:
			forms = append(forms, tens+"-et-un", tens+"-et-une")
		default:
			forms = append(forms, tens+"-"+unitsFR[unit])
		}
	}
	switch {
	case ten == 7 && unit == 1:
		return append(forms, "soixante-et-onze")
	case ten == 7:
		return append(forms, "soixante-"+unitsFR[10+unit])
	case ten == 8 && unit == 0:
		return append(forms, "quatre-vingts", "quatre-vingt")
	}
	return append(forms, "quatre-vingt-"+unitsFR[n-80])
}

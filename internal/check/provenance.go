package check

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// A document that a court has made public is not a leak. The words are compared
// in dossiers whose register has filings or orders of a court and no document
// that is a leak by its own record.

// A provenance is whether the words of a leak are wrong in an investigation, and
// the titles that may hold them.
type provenance struct {
	checks bool
	titles []string
}

func provenanceOf(inv *casefile.Investigation) provenance {
	p := provenance{}
	for _, s := range inv.Sources.List {
		switch s.Custom.Kind {
		case "court-filing", "court-order":
			p.checks = true
		case "document":
			if hasLeak(s.Genre) {
				return provenance{}
			}
		}
	}
	for _, c := range inv.All() {
		if hasLeak(c.Head.Title) {
			p.titles = append(p.titles, c.Head.Title)
		}
	}
	return p
}

var (
	leaks = commonWords(`leak leaks leaked leaking fuite fuites fuitee fuitees`)
	// those that speak of anything, so that a paper has to stand near
	leakNouns = commonWords(`leak leaks leaking fuite fuites`)
	// what is called a leak, where it is a paper of a court
	papers = commonWords(`letter letters document documents filing filings brief briefs memo papers lettre lettres courrier courriers requete`)
	// verbs with which somebody else calls it so
	calling = commonWords(`call calls called calling describe describes described dubbed labelled labeled qualifie qualifient qualifiee appele appelee appellent presente presentee`)
)

func hasLeak(text string) bool {
	return slices.ContainsFunc(tokens(text, nil), func(w token) bool { return leaks[w.folded(text)] })
}

// leaked reports a paper of a court that a sentence calls a leak.
func (s *speech) leaked() {
	if !s.parties.provenance.checks {
		return
	}
	for i := range s.text.Passages {
		p := &s.text.Passages[i]
		if p.Quoted || p.Pulled || !mayLeak(p.Text) {
			continue
		}
		for j := range s.in(i) {
			l := &s.lines[i][j]
			words := tokens(l.text, nil)
			if !slices.ContainsFunc(words, func(w token) bool { return papers[w.folded(l.text)] }) {
				continue
			}
			if at := s.leakIn(i, l, words); at >= 0 {
				w := words[at]
				s.report(diag.ProvenanceWordMismatch, diag.Error, p.Span(l.span.Start+w.start, l.span.Start+w.end),
					fmt.Sprintf("%q for a document that came from a court", l.text[w.start:w.end]),
					hintIn(p.Lang, hint{`say how it became public: "made public by the court", "unsealed"`, `say how it became public: « rendu public par le tribunal »`}))
			}
		}
	}
}

// mayLeak reports whether a text may hold a word of the list.
func mayLeak(text string) bool {
	return strings.Contains(text, "leak") || strings.Contains(text, "Leak") || strings.Contains(text, "uit")
}

// leakIn is the word that calls a paper a leak, -1 where none does: not where it
// is negated, stands in a quotation or a title, or somebody else is said to call
// it so.
func (s *speech) leakIn(passage int, l *line, words []token) int {
	said := false
	for i, w := range words {
		folded := w.folded(l.text)
		said = said || calling[folded]
		if !leaks[folded] || said || s.isQuoted(passage, l.span.Start+w.start) || s.inTitle(passage, l.span.Start+w.start) {
			continue
		}
		around := words[max(0, i-near):min(len(words), i+near+1)]
		if leakNouns[folded] && !slices.ContainsFunc(around, func(w token) bool { return papers[w.folded(l.text)] }) {
			continue
		}
		denied := false
		for _, before := range words[max(0, i-near):i] {
			b := before.folded(l.text)
			denied = denied || negations[b] || b == "neither" || b == "rather" || b == "ni"
		}
		if !denied {
			return i
		}
	}
	return -1
}

// inTitle reports whether a place in a passage stands in the title of a text.
func (s *speech) inTitle(passage, at int) bool {
	text := s.text.Passages[passage].Text
	for _, title := range s.parties.provenance.titles {
		for from := max(0, at-len(title)); from <= at; from++ {
			if strings.HasPrefix(text[from:], title) && at < from+len(title) {
				return true
			}
		}
	}
	return false
}

// merged reports sentences that name two proceedings and call them one.
func (s *speech) merged() {
	for i := range s.text.Passages {
		p := &s.text.Passages[i]
		if p.Quoted || p.Pulled || p.Kind == prose.HeadingPassage || len(s.proceedingsIn(p.Text)) < 2 {
			continue
		}
		for j := range s.in(i) {
			l := &s.lines[i][j]
			named := s.proceedingsIn(l.text)
			if len(named) < 2 {
				continue
			}
			if words := oneOf(l.text); words != "" {
				s.report(diag.MixedProceedings, diag.Error, p.Span(l.span.Start, l.span.End),
					fmt.Sprintf("%q makes one case of two, %q and %q", words, named[0], named[1]), "give each case a sentence of its own")
			}
		}
	}
}

// proceedingsIn lists the proceedings that a text names.
func (s *speech) proceedingsIn(text string) []string {
	var named []string
	for _, party := range s.parties.inv.Parties.List {
		if party.Type == "proceeding" && s.parties.has(text, party.ID) {
			named = append(named, party.ID)
		}
	}
	return named
}

// joining are words that make one case of two.
var joining = []string{"the same case", "the same lawsuit", "the same suit", "a single case", "a single lawsuit", "one case", "one lawsuit", "also known as", "also called", "otherwise known as",
	"la meme affaire", "le meme proces", "une seule affaire", "aussi appelee", "egalement appelee"}

// oneOf is the first of them that stands in a sentence and is not negated, "" for
// none.
func oneOf(text string) string {
	folded := " "
	for _, w := range tokens(text, nil) {
		folded += w.folded(text) + " "
	}
	for _, words := range joining {
		before, _, found := strings.Cut(folded, " "+words+" ")
		if found && !strings.HasSuffix(before, " not") && !strings.HasSuffix(before, " pas") {
			return words
		}
	}
	return ""
}

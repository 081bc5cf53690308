package check

import (
	"fmt"
	"strings"
	"unicode"

	"dossier/internal/attribution"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/sentence"
)

// What stands above or beside a text travels without it: titles, standfirsts,
// descriptions, headings, alternative texts. They cannot be marked, so they are
// held against every claim that is alleged or reported: one that names somebody
// whom the claim is about and shares enough words with it, and in which nobody
// speaks, states it as fact. A question mark protects nothing.

// minShared is how many words a headline shares with a claim it states, names
// aside.
const minShared = 2

func (s *speech) headlines() {
	head := s.chapter.Head
	for _, f := range []struct {
		name, text string
		span       diag.Span
	}{
		{"title", head.Title, head.TitleSpan},
		{"standfirst", head.Standfirst, head.StandfirstSpan},
		{"description", head.Description, head.DescriptionSpan},
	} {
		s.headline("the "+f.name, f.text, prose.Span{Start: f.span.Start, End: f.span.End})
	}
	for i := range s.text.Passages {
		if p := &s.text.Passages[i]; p.Kind == prose.HeadingPassage {
			s.headline("the heading", p.Text, p.Span(0, len(p.Text)))
		}
	}
	for _, img := range s.text.Alts {
		s.headline("the alternative text", img.Alt, img.Span)
	}
}

// headline checks each sentence of one field.
func (s *speech) headline(field, text string, at prose.Span) {
	for _, span := range sentence.Split(text, s.chapter.Lang) {
		line := text[span.Start:span.End]
		c := s.parties.statedIn(line)
		if c == nil || s.hasMark(at, c.ID) {
			continue
		}
		f := s.words.Scan(line)
		if f.SaidBy() != attribution.Nobody || f.DeniedBy() != attribution.Nobody {
			continue
		}
		who := s.parties.first(c.By.IDs())
		if who == "" {
			who = "who says so"
		}
		if len(f.Hedges) > 0 {
			h := f.Hedges[0]
			s.report(diag.HedgeWithoutAttribution, diag.Note, at, fmt.Sprintf("%s hedges with %q and names nobody: %q", field, line[h.Start:h.End], line),
				fmt.Sprintf("name %s in it; it travels alone", who), diag.Related{Span: c.Span, Message: "the claim"})
			continue
		}
		s.report(diag.UnhedgedHeadline, diag.Error, at, fmt.Sprintf("%s states the %s claim %q as fact: %q", field, c.Basis, c.ID, line),
			fmt.Sprintf("name %s in it; it travels alone", who), diag.Related{Span: c.Span, Message: "the claim"})
	}
}

// hasMark reports whether a claim is marked in a heading, which is checked with
// the other marks.
func (s *speech) hasMark(at prose.Span, claim string) bool {
	for _, m := range s.text.Claims {
		if m.Ref == claim && m.Span.Start >= at.Start && m.Span.Start <= at.End+len(claim)+len("]{.claim ref=}") {
			return true
		}
	}
	return false
}

// stems are the words of a text that carry its meaning, cut to their first
// letters so that "message" and "messages" are one.
func stems(text string) map[string]bool {
	const least, kept = 4, 5
	all := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if letters := []rune(w); len(letters) >= least && !isCommon[w] {
			all[string(letters[:min(len(letters), kept)])] = true
		}
	}
	return all
}

// isCommon holds words of four letters and more that say nothing of the matter.
var isCommon = commonWords(`
	about after also among another because been before being between both could during each from given gave have having
	into itself made make many more most much must never only other over same shared should some such than that their them then
	there these they this those through under until very were what when where which while whom whose with within would year years your
	accord ainsi alors apres aucun aussi autre autres avait avant avec avoir cela cette chez comme contre dans depuis dont elle elles
	encore entre etait être fait jamais leur leurs mais même moins notre nous pour plus quand quel quelle sans sera sont sous sur
	tous tout toute toutes très vers votre vous company companies facebook netflix meta
`)

func commonWords(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// called knows by what words the parties of an investigation are named in a
// language, and what the claims about them say.
type called struct {
	inv    *casefile.Investigation
	lang   string
	words  *attribution.Matcher
	byID   map[string][]string // as names are written
	bare   map[string][]string // as they are looked for
	claims []stated

	signs      *signs
	provenance provenance
}

// stated is a claim that may be stated as fact, with its words.
type stated struct {
	claim *casefile.Claim
	stems map[string]bool
}

func calledIn(inv *casefile.Investigation, lang string) *called {
	p := &called{inv: inv, lang: lang, words: matcherOf(lang), byID: map[string][]string{}, bare: map[string][]string{}}
	for _, party := range inv.Parties.List {
		p.byID[party.ID] = party.Called(lang)
		for _, name := range p.byID[party.ID] {
			p.bare[party.ID] = append(p.bare[party.ID], withoutArticle(name))
		}
	}
	for _, c := range inv.Claims.List {
		if c.IsAccusation() && len(c.About) > 0 && c.ReplacedBy.ID == "" {
			p.claims = append(p.claims, stated{c, stems(c.Text.In(lang))})
		}
	}
	p.signs, p.provenance = newSigns(p.claims, lang), provenanceOf(inv)
	return p
}

// names lists every name of some parties.
func (p *called) names(ids []string) []string {
	if len(ids) == 1 {
		return p.byID[ids[0]]
	}
	var all []string
	for _, id := range ids {
		all = append(all, p.byID[id]...)
	}
	return all
}

// first is what the first of some parties is called, "" where there is none.
func (p *called) first(ids []string) string {
	for _, id := range ids {
		if party := p.inv.Parties.Lookup(id); party != nil {
			return party.Label(p.lang)
		}
	}
	return ""
}

// withoutArticle leaves out what begins a name in the middle of a sentence and
// has a capital at its beginning, and sets apostrophes as texts do.
func withoutArticle(name string) string {
	name = strings.ReplaceAll(name, "'", "’")
	for _, article := range []string{"the ", "le ", "la ", "les ", "l’"} {
		if len(name) > len(article) && strings.EqualFold(name[:len(article)], article) {
			return name[len(article):]
		}
	}
	return name
}

// has reports whether a sentence names a party.
func (p *called) has(text, id string) bool {
	for _, name := range p.bare[id] {
		if HasWords(text, name) {
			return true
		}
	}
	return false
}

// namedIn is the first person or organisation of the register that a sentence
// names, "" where it names none.
func (p *called) namedIn(text string) string {
	for _, party := range p.inv.Parties.List {
		if (party.Type == "person" || party.Type == "organization") && p.has(text, party.ID) {
			return party.Label(p.lang)
		}
	}
	return ""
}

// statedIn is the claim that a sentence states: it names somebody whom the claim
// is about and shares enough words with it, more than with any other claim; it is
// nil where it states none.
func (p *called) statedIn(text string) *casefile.Claim {
	if p.namedIn(text) == "" {
		return nil
	}
	words := stems(text)
	var best *casefile.Claim
	most := minShared - 1
	for _, c := range p.claims {
		shared := 0
		for w := range c.stems {
			if words[w] {
				shared++
			}
		}
		if shared <= most {
			continue
		}
		for _, ref := range c.claim.About {
			if p.has(text, ref.ID) {
				best, most = c.claim, shared
				break
			}
		}
	}
	return best
}

// A hint in two languages: what it proposes is words of the text.
type hint struct{ en, fr string }

var (
	nameSpeaker = hint{`name who says so in the same sentence: "according to…", "X wrote that…"`, `name who says so in the same sentence: « selon… », « X affirme que… »`}
	nameThem    = hint{`name %s in the same sentence: "according to…", "they wrote that…"`, `name %s in the same sentence: « selon… », « affirment… »`}
	ourReading  = hint{`say whose it is: "our reading", "we infer"`, `say whose it is: « selon notre analyse »`}
)

func hintIn(lang string, h hint) string {
	if strings.HasPrefix(lang, "fr") {
		return h.fr
	}
	return h.en
}

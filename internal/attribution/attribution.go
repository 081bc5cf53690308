// Package attribution reads one sentence and says who speaks in it: which words
// attribute (“lawyers wrote that”, “according to”, « selon »), which only hedge
// (“allegedly”, « aurait donné »), which speak of guilt, and which mark an
// inference as ours.
//
// It compares words; it does not understand them. It leans to the side of the
// reader: what it does not recognise as attributed is reported, and the writer
// says who speaks.
//
// # What attributes
//
// A verb of saying with its subject, before it ("the letter says"), around an
// apposition ("Stone, Meta's director, replied") or after it ("…, said Cameron
// Johnson", « …, affirme Netflix »); a phrase with the speaker after it
// ("according to"); a noun that someone owns ("by Netflix's account").
// "Alleged", "reported" and the like are verbs after a speaker, adjectives after
// "the" or "an", where they hedge. A denial is a kind of attribution of its own.
// What is negated ("the letter does not say", "nothing says") attributes
// nothing. A speaker's phrase ends where it turns to somebody else: in "lawyers
// suing Meta wrote", lawyers speak, Meta does not.
//
// The words are data, in the folder words, one file a language; a project adds
// its own with Lists. A Matcher is compiled once, never changes, and may be used
// by many at once. Scanning is linear in the sentence.
package attribution

import "strings"

// A Span is a range of bytes of the sentence, End exclusive.
type Span struct{ Start, End int }

// Lists holds the words of a language, or what a project adds to them. An entry
// is one word or several; "*" at its end allows any ending. The zero value adds
// nothing.
type Lists struct {
	Verbs     []string // verbs of saying: "wrote", "affirm*"
	Denials   []string // verbs and phrases of denial
	Phrases   []string // the speaker follows: "according to"
	Possessed []string // someone's noun: "account", in "by Netflix's account"
	Speakers  []string // common nouns for a speaker: "plaintiffs", "letter"
	Hedges    []string
	Negations []string
	Guilt     []string // words that only a judgment allows
	Inference []string // marks of our own inference: "our reading"
}

// Findings is what a sentence holds, each list in order of place.
type Findings struct {
	Attributions []Attribution
	Hedges       []Mark
	Guilt        []Mark
	Inferences   []Mark

	words []word // for questions about speakers
	text  string
	m     *Matcher
}

// A Mark is one word or phrase of a list.
type Mark struct {
	Span
	Negated bool // a word just before it says no: "not guilty"
}

// An Attribution is words that say who speaks.
type Attribution struct {
	Cue     Span // the verb or phrase
	Speaker Span // the phrase that names the speaker; zero when none stands near
	Denies  bool // the speaker denies
	Negated bool // nothing is attributed: "does not say"

	head    window // words of Speaker that may hold the speaker's own name
	pronoun bool   // Speaker is a pronoun
}

// By says to whom a sentence attributes.
type By int

const (
	Nobody  By = iota // no attribution, or negated ones only
	Other             // to someone not asked about, or not named near
	Pronoun           // to "they" or "who": look at the sentence before
	Named             // to one of the names
)

func (b By) String() string {
	return [...]string{"nobody", "other", "pronoun", "named"}[b]
}

// SaidBy says whether something other than a denial is attributed to one of
// names: a name, an alias or an entry of speakers, as a reader would print it.
// Case, kinds of apostrophe and a leading article do not count, and a name may
// be a possessive or elided (Meta’s, d’Archibong). The strongest answer wins.
func (f Findings) SaidBy(names ...string) By { return f.by(false, names) }

// DeniedBy is SaidBy for denials.
func (f Findings) DeniedBy(names ...string) By { return f.by(true, names) }

func (f Findings) by(denies bool, names []string) By {
	best := Nobody
	for _, a := range f.Attributions {
		if a.Denies != denies || a.Negated {
			continue
		}
		who := Other
		if a.pronoun {
			who = Pronoun
		}
		if f.names(a.head, names) {
			who = Named
		}
		best = max(best, who)
	}
	return best
}

// names reports whether one of names begins among the words of a window.
func (f Findings) names(w window, names []string) bool {
	for _, name := range names {
		wanted := f.m.withoutArticle(split(name))
		if len(wanted) == 0 {
			continue
		}
		for i := w.from; i < w.to; i++ {
			if hasPrefix(f.words[i:], wanted) {
				return true
			}
		}
	}
	return false
}

// Speaker returns the words that name the speaker, "" when none stand near.
func (f Findings) Speaker(a Attribution) string {
	return f.text[a.Speaker.Start:a.Speaker.End]
}

// hasPrefix compares words, letting a possessive go: "meta'" "s" begins with "meta".
func hasPrefix(words, wanted []word) bool {
	if len(words) < len(wanted) {
		return false
	}
	for i, w := range wanted {
		if words[i].folded != w.folded && strings.TrimSuffix(words[i].folded, "'") != strings.TrimSuffix(w.folded, "'") {
			return false
		}
	}
	return true
}

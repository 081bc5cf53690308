package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/attribution"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/sentence"
)

// A sentence of ours that says that somebody did not answer is held against the
// record of asking. It compares words: the phrase, behind it what was not
// answered (nothing, or our questions: not a motion or a subpoena), before it
// the name. What the sentence lets somebody else say is theirs.

// silences are the words, by language, that say that nobody answered.
type silences struct {
	stems   []string // one of them is in each phrase
	phrases []string // as they end
	neither []string // phrases that say so behind "neither"
	ours    []string // what was not answered, in the words behind the phrase
	objects []string // a word that begins such an object, and says nothing of the end of the sentence
	partial []string // words that begin an object of which some was answered
	others  []string // before whoever else asked
	joins   []string // between two names that share a verb
}

var silence = map[string]silences{
	"en": {
		stems: []string{"answer", "respond", "repl"},
		phrases: product([]string{"did not", "didn’t", "has not", "hasn’t", "have not", "haven’t", "had not", "hadn’t", "never", "has yet to", "have yet to", "had yet to", "failed to"},
			[]string{"answer", "answered", "respond", "responded", "reply", "replied"}),
		neither: []string{"answered", "responded", "replied", "has answered", "has responded", "has replied"},
		ours:    []string{"our", "us", "question", "questions", "request", "requests", "comment", "email", "emails", "e-mail", "e-mails", "call", "calls", "inquiry", "inquiries", "enquiry", "enquiries", "message", "messages"},
		objects: []string{"to", "the", "a", "an", "any", "this", "that", "these", "those", "his", "her", "its", "their", "whether", "why", "how", "what", "if", "with", "our", "us", "questions", "requests"},
		partial: []string{"all", "every", "each", "some", "most", "many", "several", "both", "further", "directly", "to all", "to every", "to each", "to some", "to most", "to many", "to several"},
		others:  []string{"from"},
		joins:   []string{" and ", " nor ", " or ", ", "},
	},
	"fr": {
		stems:   []string{"répondu"},
		phrases: []string{"n’a pas répondu", "n’ont pas répondu", "n’avait pas répondu", "n’avaient pas répondu", "n’a jamais répondu", "n’ont jamais répondu", "n’a pas encore répondu", "n’ont pas encore répondu", "n’a toujours pas répondu", "n’ont toujours pas répondu"},
		ours:    []string{"nos", "notre", "nous", "question", "questions", "demande", "demandes", "sollicitation", "sollicitations", "courriel", "courriels", "appel", "appels"},
		objects: []string{"à", "au", "aux", "par", "que", "nos", "de", "sur"},
		partial: []string{"à toutes", "à tous", "à chacune", "à certaines", "à plusieurs"},
		others:  []string{"du", "par"},
		joins:   []string{" et ", " ni ", " ou ", ", "},
	},
}

func product(first, last []string) []string {
	var all []string
	for _, a := range first {
		for _, b := range last {
			all = append(all, a+" "+b)
		}
	}
	return all
}

// objectWords is how many words behind a phrase may say what was not answered.
const objectWords = 6

// Silence reports sentences of one text that say that a party did not answer,
// where no dated attempt to ask it is recorded.
func (v Voices) Silence(c *casefile.Chapter, text *casefile.Summary) diag.List {
	parties := v[c.Lang]
	if text == nil || parties == nil {
		return nil
	}
	var diags diag.List
	for i := range text.Passages {
		p := &text.Passages[i]
		words, known := silence[base(p.Lang)]
		if !known || p.Quoted || p.Pulled || !slices.ContainsFunc(words.stems, func(stem string) bool { return strings.Contains(p.Text, stem) }) {
			continue
		}
		for _, span := range sentence.Split(p.Text, p.Lang) {
			line := p.Text[span.Start:span.End]
			from, to := words.find(line)
			if to == 0 || isInQuote(text, i, span.Start+from) || parties.words.Scan(line).SaidBy() != attribution.Nobody {
				continue
			}
			for _, id := range parties.subjects(line[:from], words.joins) {
				if wasAsked(parties.inv, id) {
					continue
				}
				at := p.Span(span.Start+from, span.Start+to)
				diags = append(diags, diag.Diagnostic{Code: diag.NoAnswerWithoutContact, Severity: diag.Error, Span: diag.Span{File: c.Path, Start: at.Start, End: at.End},
					Message: fmt.Sprintf("this says that %s did not answer, and no dated attempt to ask is recorded", parties.first([]string{id})),
					Hint:    "record the attempt in responses.yaml, asked: [{date: …, via: email, deadline: …}], or say that nobody asked"})
			}
		}
	}
	return diags
}

// find is the place of the first phrase of a sentence that says that our
// questions were not answered; zero where there is none.
func (w silences) find(line string) (from, to int) {
	phrases := w.phrases
	if HasWords(line, "neither") || HasWords(line, "Neither") {
		phrases = slices.Concat(phrases, w.neither)
	}
	for _, phrase := range phrases {
		i := strings.Index(line, phrase)
		if i < 0 || !HasWords(line, phrase) || !w.isOurs(line[i+len(phrase):]) {
			continue
		}
		if to == 0 || i < from {
			from, to = i, i+len(phrase)
		}
	}
	return from, to
}

// isOurs reports whether what follows a phrase is something that we asked, or
// nothing.
func (w silences) isOurs(rest string) bool {
	clause := rest
	if end := strings.IndexAny(rest, ".,;:!?()"); end >= 0 {
		clause = rest[:end]
	}
	clause = strings.TrimSpace(clause)
	if slices.ContainsFunc(w.partial, func(begin string) bool { return clause == begin || strings.HasPrefix(clause, begin+" ") }) {
		return false
	}
	words := strings.Fields(clause)
	if len(words) == 0 || !slices.Contains(w.objects, words[0]) {
		return true
	}
	words = words[:min(len(words), objectWords)]
	asked := slices.IndexFunc(words, func(word string) bool { return slices.Contains(w.ours, word) })
	if asked < 0 || slices.ContainsFunc(words[asked:], func(word string) bool { return slices.Contains(w.others, word) }) {
		return false
	}
	return !slices.ContainsFunc(words[:asked], isSomebody)
}

// isSomebody reports whether a word names somebody else, whose questions they
// are: "the Senate’s questions".
func isSomebody(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) || strings.HasSuffix(word, "’s") || strings.HasSuffix(word, "s’")
}

// subjects are the parties named last before a phrase, several where they are
// joined to one another.
func (p *called) subjects(before string, joins []string) []string {
	type named struct {
		id         string
		start, end int
	}
	var found []named
	for _, party := range p.inv.Parties.List {
		if party.Type == "proceeding" || !p.has(before, party.ID) {
			continue
		}
		last := named{id: party.ID, start: -1}
		for _, name := range p.bare[party.ID] {
			if i := strings.LastIndex(before, name); i >= 0 && i+len(name) > last.end {
				last.start, last.end = i, i+len(name)
			}
		}
		if last.start >= 0 {
			found = append(found, last)
		}
	}
	slices.SortFunc(found, func(a, b named) int { return b.end - a.end })
	var ids []string
	for i, n := range found {
		if i > 0 && !slices.Contains(joins, gap(before, n.end, found[i-1].start)) {
			break
		}
		ids = append(ids, n.id)
	}
	return ids
}

// gap is what stands between two names, without an article.
func gap(text string, from, to int) string {
	if from >= to {
		return ""
	}
	words := text[from:to]
	for _, article := range []string{"the ", "le ", "la ", "les ", "l’"} {
		words = strings.TrimSuffix(words, article)
	}
	return words
}

// isInQuote reports whether a place in a passage stands in a quotation.
func isInQuote(text *casefile.Summary, passage, at int) bool {
	return slices.ContainsFunc(text.Quotes, func(q prose.Quote) bool {
		from, to, ok := q.Within(passage, len(text.Passages[passage].Text))
		return ok && at >= from && at < to
	})
}

// wasAsked reports whether the record shows that a party was asked, or that its
// silence is recorded: that is then checked where it stands.
func wasAsked(inv *casefile.Investigation, party string) bool {
	return slices.ContainsFunc(inv.Responses.List, func(r *casefile.Response) bool {
		return r.From.Has(party) && (r.Stance == casefile.NoAnswer || slices.ContainsFunc(r.Asked, func(c casefile.Contact) bool { return !c.Date.IsZero() }))
	})
}

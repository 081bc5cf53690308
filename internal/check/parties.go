package check

import (
	"fmt"
	"regexp"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
	"dossier/internal/sentence"
)

// How a sentence makes somebody a party to a case. The words stand between the
// name and that of the case, or right before the name, and nothing else does: a
// sentence in other words is passed over, because half of what is said of
// plaintiffs and defendants says nothing of who they are.
var (
	isPartyTo = regexp.MustCompile(`(?i)^,? ?(?:(?:is|was|are|were|became|remains|remain|est|était|sont|étaient|reste) )?(?:also |aussi |both |tous deux |toutes deux )?(?:an? |the |one of the |among the |le |la |les |un |une |l['’]un des |l['’]une des |parmi les )?(?:main |only |sole |lead |named )?(?:co-?)?(?:defendants?|plaintiffs?|part(?:y|ies)|défendeurs?|défenderesses?|demandeurs?|demanderesses?|parties?|part(?:ie)?s?)(?: principale?s?)? (?:in|to|of|dans|à|de) (?:the case |the suit |the lawsuit |the proceeding |l['’]affaire )?$`)
	isSuedIn  = regexp.MustCompile(`(?i)^,? ?(?:is|was|are|were|being|est|était|sont|étaient|a été|ont été)? ?(?:also |both |aussi )?(?:being )?(?:sued|poursuivie?s?|assignée?s?) (?:in|dans) (?:the case |l['’]affaire )?$`)
	inCase    = regexp.MustCompile(`(?i)^ (?:in|dans) (?:the case |l['’]affaire )?$`)
	asParty   = regexp.MustCompile(`(?i)(?:defendants?|plaintiffs?|défendeurs?|défenderesses?|demandeurs?|demanderesses?),? $`)
	inWhich   = regexp.MustCompile(`(?i)^,? (?:in which|where|dans laquelle|où) $`)
	isParty   = regexp.MustCompile(`(?i)^ (?:is|was|are|were|est|était|sont|étaient) (?:also |both |aussi )?(?:an? |the |one of the |le |la |les |un |une )?(?:co-?)?(?:defendants?|plaintiffs?|sued|défendeurs?|défenderesses?|demandeurs?|demanderesses?|poursuivie?s?)\b`)
	together  = regexp.MustCompile(`^(?:,|,? (?:and|et|&)|,? as well as|,? ainsi que) $`)
	denied    = regexp.MustCompile(`(?i)\b(?:not|no|nor|neither|never|none|without|if|whether|would|could|wrongly|pas|jamais|ni|aucune?|sans|si|serait|tort)\b|n['’]t\b|\?`)
)

// isCase reports whether a mention is of a proceeding whose record lists parties.
func isCase(m casefile.Mention) bool {
	p := m.Party()
	return p != nil && p.IsProceeding() && len(p.Defendants)+len(p.Plaintiffs) > 0
}

// strangers reports names that a sentence makes parties to a case, and whose
// record lists only others.
func (r *roll) strangers(p *prose.Passage, s sentence.Span, of casefile.Mention, here []casefile.Mention) {
	if denied.MatchString(p.Text[s.Start:s.End]) {
		return
	}
	court := of.Party()
	for i, m := range here {
		who := m.Party()
		if who == nil || who.IsProceeding() || r.isPartyOf(court, who) || !makesParty(p.Text[:s.End], s.Start, here, i, of) {
			continue
		}
		var names []string
		for _, refs := range []casefile.Refs{court.Plaintiffs, court.Defendants} {
			for _, ref := range refs {
				if party := r.inv.Parties.Lookup(ref.ID); party != nil && !party.Protected {
					names = append(names, party.Label(p.Lang))
				}
			}
		}
		r.report(diag.NotAParty, diag.Warning, p, m, fmt.Sprintf("the sentence makes %q a party to %q, whose record lists only %s", p.Text[m.From:m.To], p.Text[of.From:of.To], strings.Join(names, ", ")),
			"the caption of the case decides: mend the sentence, or the record in people.yaml", diag.Related{Span: court.Span, Message: "the case"})
	}
}

// isPartyOf reports whether somebody is a party, or belongs to a group that is.
func (r *roll) isPartyOf(court, who *casefile.Party) bool {
	if court.IsParty(who.ID) {
		return true
	}
	for _, refs := range []casefile.Refs{court.Plaintiffs, court.Defendants} {
		for _, ref := range refs {
			if group := r.inv.Parties.Lookup(ref.ID); group != nil && group.Members.Has(who.ID) {
				return true
			}
		}
	}
	return false
}

// makesParty reports whether a sentence makes the name at an index a party to a
// case. Names that are told in one breath share what is said of the last.
func makesParty(text string, start int, here []casefile.Mention, i int, of casefile.Mention) bool {
	first, last := i, i
	for first > 0 && together.MatchString(text[here[first-1].To:here[first].From]) {
		first--
	}
	for last+1 < len(here) && here[last+1].From != of.From && together.MatchString(text[here[last].To:here[last+1].From]) {
		last++
	}
	from, to := here[first].From, here[last].To
	if to <= of.From {
		between := text[to:of.From]
		return isPartyTo.MatchString(between) || isSuedIn.MatchString(between) || inCase.MatchString(between) && asParty.MatchString(text[start:from])
	}
	return from >= of.To && inWhich.MatchString(text[of.To:from]) && isParty.MatchString(text[to:])
}

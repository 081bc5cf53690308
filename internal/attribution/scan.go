package attribution

// reach bounds, in words, how far a speaker is looked for.
const reach = 24

// Scan reads one sentence.
func (m *Matcher) Scan(sentence string) Findings {
	words := split(sentence)
	s := scanner{m: m, words: words, hits: make([]hit, len(words))}
	for i := range words {
		m.at(words, i, &s.hits[i])
	}
	s.scan()
	s.found.words, s.found.text, s.found.m = words, sentence, m
	return s.found
}

type scanner struct {
	m     *Matcher
	words []word
	hits  []hit
	found Findings
}

func (s *scanner) scan() {
	inferred, hedged, guilty, cued := 0, 0, 0, 0 // words before these are spoken for
	for i := range s.hits {
		h := &s.hits[i]
		if h.kinds == 0 {
			continue
		}
		if h.kinds.has(inference) && i >= inferred {
			inferred = i + int(h.length[inference])
			s.found.Inferences = append(s.found.Inferences, s.mark(i, inferred))
			cued = max(cued, inferred)
		}
		if h.kinds.has(guilt) && i >= guilty {
			guilty = i + int(h.length[guilt])
			s.found.Guilt = append(s.found.Guilt, s.mark(i, guilty))
		}
		if i >= cued {
			if end := s.attribution(i, h); end > 0 {
				cued = end
				continue
			}
		}
		if i >= max(hedged, cued) {
			if end := s.hedge(i, h); end > 0 {
				hedged = end
				s.found.Hedges = append(s.found.Hedges, s.mark(i, end))
			}
		}
	}
}

func (s *scanner) is(i int, k kind) bool {
	return i >= 0 && i < len(s.hits) && s.hits[i].single.has(k)
}

func (s *scanner) span(from, to int) Span {
	return Span{s.words[from].Start, s.words[to-1].End}
}

func (s *scanner) mark(from, to int) Mark {
	return Mark{s.span(from, to), s.negated(from, 4)}
}

// negated reports whether one of the n words before word i says no, in the same
// run of words.
func (s *scanner) negated(i, n int) bool {
	for j := i - 1; j >= 0 && j >= i-n; j-- {
		if s.words[j+1].border >= comma {
			return false
		}
		if s.is(j, negations) {
			return true
		}
	}
	return false
}

// hedge returns the end of the hedge at word i, or 0.
func (s *scanner) hedge(i int, h *hit) int {
	if h.kinds.has(hedges) {
		return i + int(h.length[hedges])
	}
	if h.kinds.has(conditionals) {
		return s.conditional(i)
	}
	return 0
}

// attribution reads the cue at word i and returns its end, or 0 when there is
// none.
func (s *scanner) attribution(i int, h *hit) int {
	switch {
	case h.kinds.has(phrases):
		return s.phrase(i, i+int(h.length[phrases]), false)
	case h.kinds.has(denied):
		return s.phrase(i, i+int(h.length[denied]), true)
	case h.kinds.has(possessed) && s.possessiveBefore(i):
		return s.owned(i, i+int(h.length[possessed]))
	case h.kinds.has(accounts) && s.possessiveBefore(i) && s.inOrBy(i):
		return s.owned(i, i+int(h.length[accounts]))
	case h.kinds.has(denials) && s.isFinite(i):
		return s.verb(i, i+int(h.length[denials]), true)
	case h.kinds.has(verbs) && (!s.m.french || s.isFinite(i)):
		return s.verb(i, i+int(h.length[verbs]), false)
	case h.kinds.has(participles) && s.isFinite(i):
		return s.verb(i, i+int(h.length[participles]), false)
	case h.kinds.has(nounverbs) && s.afterSpeaker(i):
		return s.verb(i, i+int(h.length[nounverbs]), false)
	}
	return 0
}

// inOrBy reports whether "in", "by" or "on" stands just before the owner of
// word i.
func (s *scanner) inOrBy(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.words[j+1].border < comma; j-- {
		switch s.words[j].folded {
		case "in", "by", "on":
			return true
		}
	}
	return false
}

// isFinite reports whether a participle is a verb with a subject: no article,
// possessive, preposition or passive stands before it, and no "by" or "as"
// follows.
func (s *scanner) isFinite(i int) bool {
	if i+1 < len(s.words) && s.words[i+1].border < comma {
		switch s.words[i+1].folded {
		case "by", "as", "par", "comme":
			return false
		}
	}
	j := s.skipBack(i - 1)
	if s.m.french && needsAuxiliary(s.words[i].folded) && !s.auxiliary(j+1, i) {
		return false
	}
	if j == i-1 && j >= 0 && s.words[i].border < comma && s.is(j, borders) && !isRelative(s.words[j].folded) {
		return s.followedBySpeaker(i + 1)
	}
	if j < 0 || s.words[i].border == stop {
		return s.followedBySpeaker(i + 1)
	}
	if j == i-1 && s.words[i].border < comma && (s.is(j, determiners) || s.possessiveBefore(i)) {
		return false
	}
	return !s.is(j, passives) || s.words[j+1].border >= comma
}

// afterSpeaker reports whether a noun or verb is a verb here: a name, a pronoun
// or a word for a speaker stands just before.
func (s *scanner) afterSpeaker(i int) bool {
	j := s.skipBack(i - 1)
	if j < 0 || s.words[j+1].border >= comma || s.words[i].capital && s.words[j].capital {
		return false
	}
	return !s.possessiveBefore(j+1) && (s.is(j, speakers) || s.is(j, pronouns) || s.words[j].capital && !s.is(j, determiners))
}

// possessiveBefore reports whether word i belongs to someone: "Meta's",
// "lawyers'" or the like before it, an adjective between allowed.
func (s *scanner) possessiveBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if s.words[j+1].border >= comma {
			return false
		}
		f := s.words[j].folded
		if f == "s" && j > 0 && isPossessive(s.words[j-1].folded) && s.words[j].Start == s.words[j-1].End {
			return true
		}
		if len(f) > 2 && f[len(f)-2:] == "s'" {
			return true
		}
		if f == "their" || f == "his" || f == "her" || f == "its" {
			return true
		}
	}
	return false
}

func isPossessive(f string) bool { return f != "" && f[len(f)-1] == '\'' }

// skipBack passes over auxiliaries and adverbs before word j+1, in the same run
// of words.
func (s *scanner) skipBack(j int) int {
	for j >= 0 && s.is(j, skipped) && s.words[j+1].border < comma {
		j--
	}
	return j
}

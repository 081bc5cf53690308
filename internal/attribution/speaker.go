package attribution

// verb records the verb [i, end) with its subject and returns end.
func (s *scanner) verb(i, end int, denies bool) int {
	a := Attribution{Cue: s.span(i, end), Denies: denies}
	j := s.skipBack(i - 1)
	a.Negated = s.negated(i, 3)
	switch near := j >= 0 && s.words[j+1].border < comma; {
	case near && s.isConjunction(j) && s.words[j].border >= comma, near && s.isConjunction(j) && !s.joinsNames(j):
		s.sameSubject(&a, j)
	case near && isRelative(s.words[j].folded):
		s.subject(&a, j, j+1)
	case near && (s.is(j, pronouns) || !s.is(j, borders)):
		s.subject(&a, s.phraseStart(j), j+1)
	case s.followedBySpeaker(end):
		s.follower(&a, end)
	case j >= 0 && s.words[j+1].border <= quote:
		s.apposition(&a, j)
	}
	s.found.Attributions = append(s.found.Attributions, a)
	return end
}

// phrase records the phrase [i, end), whose speaker follows, and returns end.
// Without a speaker it is none: "according to" at the end of a line.
func (s *scanner) phrase(i, end int, denies bool) int {
	if end >= len(s.words) || s.words[end].border >= stop {
		return 0
	}
	a := Attribution{Cue: s.span(i, end), Denies: denies, Negated: s.negated(i, 2)}
	s.follower(&a, end)
	s.found.Attributions = append(s.found.Attributions, a)
	return end
}

// owned records a noun someone owns and returns its end.
func (s *scanner) owned(i, end int) int {
	a := Attribution{Cue: s.span(i, end), Negated: s.negated(i, 4)}
	s.subject(&a, s.phraseStart(i-1), i)
	s.found.Attributions = append(s.found.Attributions, a)
	return end
}

// subject sets the speaker to words [from, to), without the conjunction they
// may begin with, and says no if they do.
func (s *scanner) subject(a *Attribution, from, to int) {
	if to-from > 1 && s.isConjunction(from) {
		from++
	}
	if to-from == 1 && from > 0 && isRelative(s.words[from].folded) {
		s.speaker(a, s.antecedent(from), from)
	} else {
		s.speaker(a, from, to)
	}
	for j := from; j < to && j < from+2; j++ {
		a.Negated = a.Negated || s.is(j, negations)
	}
}

// antecedent returns where the noun begins that the relative pronoun at word i
// stands for: "people", in "sued by people who".
func (s *scanner) antecedent(i int) int {
	from := i - 1
	for from > 0 && i-from < 6 && s.words[from].border < comma {
		before := s.words[from-1].folded
		if s.is(from-1, borders) || s.is(from-1, heads) || s.is(from-1, passives) && before != "s" || isPreposition(before) {
			break
		}
		from--
	}
	if from < i-1 && s.isConjunction(from) {
		from++
	}
	return from
}

func isPreposition(f string) bool {
	switch f {
	case "by", "of", "in", "from", "for", "on", "at", "par", "de", "d'", "des", "du", "dans", "pour", "aux", "à":
		return true
	}
	return false
}

// sameSubject sets the speaker of a verb after the conjunction at word j, "…,
// and wrote": that of the verb before, or of the clause.
func (s *scanner) sameSubject(a *Attribution, j int) {
	start := j
	for start > 0 && j-start < 4*reach && s.words[start].border < stop {
		start--
	}
	if n := len(s.found.Attributions); n > 0 {
		last := s.found.Attributions[n-1]
		if last.Speaker.Start >= s.words[start].Start && last.Speaker != (Span{}) {
			a.Speaker, a.head, a.pronoun = last.Speaker, last.head, last.pronoun
			return
		}
	}
	if start < j {
		s.subject(a, start, min(s.phraseEnd(start), j))
	}
}

func isRelative(f string) bool { return f == "who" || f == "which" || f == "that" || f == "qui" }

// speaker sets the speaker to words [from, to) and finds its head.
func (s *scanner) speaker(a *Attribution, from, to int) {
	if from >= to {
		return
	}
	a.Speaker = s.span(from, to)
	a.head = window{from, from}
	for a.head.to < to && (a.head.to == from || !s.is(a.head.to, heads)) {
		a.head.to++
	}
	last := to - 1
	a.pronoun = s.is(last, pronouns) && to-from <= 2 || s.is(from, pronouns)
}

// follower sets the speaker to the phrase that begins at word i. Its verb is not
// known, so only its first words can name the speaker.
func (s *scanner) follower(a *Attribution, i int) {
	const naming = 6
	s.speaker(a, i, s.phraseEnd(i))
	a.head.to = min(a.head.to, i+naming)
}

// apposition sets the speaker of a verb after a comma: what stands before the
// clause between commas, and the clause. "Stone, Meta's director, replied".
func (s *scanner) apposition(a *Attribution, j int) {
	inner := j
	for inner > 0 && j-inner < reach && s.words[inner].border < comma {
		inner--
	}
	from := inner
	if inner > 0 && s.words[inner].border == comma {
		from = s.phraseStart(inner - 1)
	}
	s.subject(a, from, j+1)
}

// phraseStart returns where the phrase that ends with word j begins.
func (s *scanner) phraseStart(j int) int {
	from := j
	for from > 0 && j-from < reach && s.words[from].border < comma {
		before := from - 1
		if s.is(before, borders) || s.isConjunction(before) && !s.joinsNames(before) {
			break
		}
		from = before
	}
	return from
}

// phraseEnd returns where the speaker's phrase that begins with word i ends.
func (s *scanner) phraseEnd(i int) int {
	to := i + 1
	for to < len(s.words) && to-i < reach && s.words[to].border < comma {
		if s.is(to, borders) || s.isConjunction(to) && !s.joinsNames(to) {
			break
		}
		to++
	}
	return to
}

func (s *scanner) isConjunction(i int) bool {
	f := s.words[i].folded
	return f == "and" || f == "et"
}

// joinsNames reports whether "and" joins speakers and not sentences: a name or
// a plural stands before it.
func (s *scanner) joinsNames(i int) bool {
	if i == 0 || i+1 >= len(s.words) {
		return false
	}
	f := s.words[i-1].folded
	return s.words[i-1].capital || f[len(f)-1] == 's'
}

// followedBySpeaker reports whether a speaker stands at word i, as after a verb
// that comes before its subject: a name, or a word for a speaker with its article.
func (s *scanner) followedBySpeaker(i int) bool {
	if i >= len(s.words) || s.words[i].border >= comma {
		return false
	}
	if s.words[i].folded == "t" && i+1 < len(s.words) && s.words[i+1].border == hyphen {
		i++ // a-t-elle
	}
	if s.is(i, pronouns) && s.words[i].border == hyphen {
		return true
	}
	if s.is(i, borders) {
		return false
	}
	if s.is(i, determiners) && i+1 < len(s.words) && s.words[i+1].border < comma {
		return s.words[i+1].capital || s.is(i+1, speakers)
	}
	return s.words[i].capital && !isNumber(s.words[i].folded) || s.is(i, speakers) && !s.is(i, pronouns)
}

func isNumber(f string) bool { return f != "" && '0' <= f[0] && f[0] <= '9' }

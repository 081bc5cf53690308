package casefile

// A Standing is where a claim stands: its status, and the answers of those
// concerned from which its label is made. resolve computes it; package label
// puts it into words.
type Standing struct {
	Claim   *Claim
	Status  Status
	Answers []Answer    // the one of each party that counts, strongest stance first
	All     []*Response // every response to the claim, oldest first, withdrawn ones included
}

// An Answer is what counts as a party's answer to a claim: the latest position
// it took and did not withdraw, and where it took none, the latest of anything
// else.
type Answer struct {
	Party    *Party
	Response *Response
	Stance   Stance
}

// IsContested reports whether somebody denies or disputes the claim.
func (s *Standing) IsContested() bool {
	return len(s.Answers) > 0 && s.Answers[0].Stance.Contests()
}

// AnswerOf returns the answer of a party, nil where it gave none.
func (s *Standing) AnswerOf(party string) *Answer {
	for i := range s.Answers {
		if s.Answers[i].Party.ID == party {
			return &s.Answers[i]
		}
	}
	return nil
}

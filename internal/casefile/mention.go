package casefile

// A Mention is a name of the register in a text.
type Mention struct {
	Passage  int // index into Summary.Passages
	From, To int // bytes in the text of the passage
	Owners   []Owner
	IsPart   bool // of a longer name or of a compound: "Rolling Stone", "Netflix-funded"
}

// An Owner is somebody who is called so, by one of their names over time.
type Owner struct {
	Party *Party
	Name  int // index into Party.Names
}

// IsAmbiguous reports whether two names are called so.
func (m Mention) IsAmbiguous() bool {
	for _, o := range m.Owners[1:] {
		if o.Party != m.Owners[0].Party {
			return true
		}
	}
	return false
}

// Party is who is meant, nil where that may be one or another.
func (m Mention) Party() *Party {
	if m.IsPart || m.IsAmbiguous() {
		return nil
	}
	return m.Owners[0].Party
}

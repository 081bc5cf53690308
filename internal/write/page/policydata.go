package page

import "dossier/internal/casefile"

// policies are where a newsroom says by which rules it works, in the words of
// schema.org. They stand in the data of the cover and of the methodology page;
// elsewhere each page would carry them again.
type policies struct {
	Principles   string `json:"publishingPrinciples,omitempty"`
	FactChecking string `json:"verificationFactCheckingPolicy,omitempty"`
	Corrections  string `json:"correctionsPolicy,omitempty"`
	Unnamed      string `json:"unnamedSourcesPolicy,omitempty"`
	Funding      string `json:"ownershipFundingInfo,omitempty"`
}

// newsroomData is the publisher with its policies.
type newsroomData struct {
	person
	*policies
}

// policiesOf leads to the sections that a methodology page has. It is nil where
// its text could not be read.
func (s *Site) policiesOf(m *casefile.Chapter, text *casefile.Summary) *policies {
	if text == nil {
		return nil
	}
	at := func(id string) string {
		if !text.IDs[id] {
			return ""
		}
		return s.BaseURL + m.URL + "#" + id
	}
	return &policies{Principles: at("how-we-worked"), FactChecking: at("who-checked"), Corrections: at("corrections"),
		Unnamed: at("unnamed-sources"), Funding: at("funding")}
}

// newsroom is the publisher: an organisation, or one that has said by which
// rules it works. It is nil where the settings name none.
func (s *Site) newsroom(rules *policies) any {
	us := s.publisher()
	switch {
	case us == nil:
		return nil
	case rules == nil || *rules == policies{}:
		return us
	}
	return newsroomData{person{"NewsMediaOrganization", us.Name}, rules}
}

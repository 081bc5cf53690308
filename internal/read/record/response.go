package record

import (
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// How a response came, and how somebody was asked.
var (
	hows = []string{"public-statement", "letter", "email", "phone", "meeting"}
	vias = []string{"email", "phone", "letter", "form", "post", "meeting"}
)

// ResponseFields are the fields of a response, in the order of the manual;
// AskedFields those of asked:, LawFields those of law:.
var (
	ResponseFields = []string{"id", "from", "person", "unnamed", "how", "received", "withdrawn", "stance", "answers", "source", "text", "lang", "passage", "complete", "reason", "asked", "law", "allow"}
	AskedFields    = []string{"date", "via", "by", "to", "deadline", "questions"}
	LawFields      = []string{"profile", "requested", "inserted", "contests"}
)

// Responses reads content/records/responses.yaml: a list of responses, bare or
// under responses:. langs are the languages of the dossier, the original first.
// The list is in file order; of several responses with one id it holds the
// first. Places have no file.
func Responses(src []byte, langs []string) ([]*casefile.Response, diag.List) {
	var list []*casefile.Response
	diags := readRecords(src, "responses", "a response", func(m *yamltree.Map) (string, func()) {
		r := readResponse(m, langs)
		return r.ID, func() { list = append(list, r) }
	})
	return list, diags
}

func readResponse(m *yamltree.Map, langs []string) *casefile.Response {
	m.Require("from", "this response does not say whose it is", "name a record of people.yaml: from: meta")
	r := &casefile.Response{
		ID:         readRecordID(m),
		From:       readRefs(m, "from"),
		Person:     readRef(m, "person"),
		Unnamed:    m.Bool("unnamed"),
		How:        readChoice(m, "how", hows),
		Received:   readIssued(m, "received"),
		Withdrawn:  readDay(m, "withdrawn"),
		Stance:     casefile.Stance(readChoice(m, "stance", words(casefile.Stances))),
		Answers:    readRefs(m, "answers"),
		Source:     readRef(m, "source"),
		Text:       readOwnWords(m, langs),
		Language:   readLanguageOf(m, "lang"),
		Passage:    m.Bool("passage"),
		Complete:   readURL(m, "complete"),
		Reason:     readWords(m, "reason", langs),
		Asked:      readAsked(m),
		Law:        readLaw(m),
		Allow:      readExceptions(m),
		Whole:      m.Span(),
		Span:       m.Place("id"),
		StanceSpan: m.Place("stance"),
		TextSpan:   m.Place("text"),
	}
	checkAnswer(m, r)
	return r
}

// checkAnswer reports what an answer lacks that is not the record of asking.
func checkAnswer(m *yamltree.Map, r *casefile.Response) {
	if r.Stance.IsAnswer() && r.Received == (casefile.Issued{}) && m.Place("received") == (diag.Span{}) && !m.MayHave("received") {
		m.Report(diag.MissingField, m.Place("stance"), "an answer without a day", "say when it came: received: 2024-04-02")
	}
	if r.Stance.IsPosition() && r.Text == nil && m.Place("text") == (diag.Span{}) && !m.MayHave("text") {
		m.Report(diag.MissingField, m.Place("stance"), "an answer without its words", "give them in full under text:")
	}
	if r.Stance == "" && r.Law == nil && m.Place("stance") == (diag.Span{}) && m.Place("law") == (diag.Span{}) && !m.MayHave("stance") {
		m.Report(diag.MissingField, m.Place("id"), "this response has no stance", "write denies, disputes, partly, confirms, no-comment, no-answer, pending or not-asked")
	}
	if !r.Withdrawn.IsZero() && r.Withdrawn.Before(r.Received.First()) {
		m.Report(diag.InvalidDate, m.Place("withdrawn"), "this was withdrawn before it came", "check withdrawn: and received:")
	}
}

// readOwnWords reads the words of an answer. They are printed as they were
// given, in their own language, so that a translation is welcome and none is
// required.
func readOwnWords(m *yamltree.Map, langs []string) casefile.Text {
	own := langs[0]
	if lang := m.Line("lang"); yamltree.IsLanguage(lang) {
		own = lang
	}
	return m.Translated("text", own)
}

func readAsked(m *yamltree.Map) []casefile.Contact {
	var list []casefile.Contact
	for _, n := range m.List("asked") {
		f := m.MapOf(n, "asked")
		f.Require("date", "an attempt to ask without a date", "say when: date: 2026-11-24")
		c := casefile.Contact{
			Date:      readDay(f, "date"),
			Via:       readChoice(f, "via", vias),
			By:        f.Line("by"),
			Role:      f.Line("to"),
			Deadline:  readDay(f, "deadline"),
			Questions: readRefs(f, "questions"),
			Span:      n.Span,
		}
		f.Finish()
		if !c.Deadline.IsZero() && c.Deadline.Before(c.Date) {
			f.Report(diag.InvalidDate, f.Place("deadline"), "the deadline is before the question", "check date: and deadline:")
		}
		if n.Kind == yamltree.Mapping {
			list = append(list, c)
		}
	}
	return list
}

func readLaw(m *yamltree.Map) *casefile.Reply {
	n := m.Node("law")
	f := m.Map("law")
	defer f.Finish()
	if n == nil || n.Kind != yamltree.Mapping {
		return nil
	}
	f.Require("profile", "a right of reply without the law it rests on", "name a profile: profile: fr-lcen")
	f.Require("requested", "a right of reply without the day of the request", "say when it came: requested: 2026-12-01")
	r := &casefile.Reply{
		Profile:   readChoice(f, "profile", casefile.LawNames()),
		Requested: readDay(f, "requested"),
		Inserted:  readDay(f, "inserted"),
		Contests:  f.Line("contests"),
		Span:      n.Span,
	}
	if !r.Inserted.IsZero() && r.Inserted.Before(r.Requested) {
		f.Report(diag.InvalidDate, f.Place("inserted"), "this reply was inserted before it was asked for", "check requested: and inserted:")
	}
	return r
}

package casefile

import "dossier/internal/diag"

// A Basis says what supports a claim. A denial is never one: it is a response.
type Basis string

const (
	Documented  Basis = "documented"
	Adjudicated Basis = "adjudicated" // found by a court
	Admitted    Basis = "admitted"
	Reported    Basis = "reported"
	Alleged     Basis = "alleged"
	Inferred    Basis = "inferred" // our analysis
	Unknown     Basis = "unknown"
)

// Bases lists all of them, strongest first.
var Bases = []Basis{Documented, Adjudicated, Admitted, Reported, Alleged, Inferred, Unknown}

// A Status is the shape and filter of a claim; it is computed from the basis
// and the answers, never written. What readers see is the label, which names
// who answered.
type Status string

const (
	StatusDocumented Status = "documented"
	StatusReported   Status = "reported"
	StatusAlleged    Status = "alleged"
	StatusDisputed   Status = "disputed"
	StatusDenied     Status = "denied"
	StatusAnalysis   Status = "analysis"
	StatusUnknown    Status = "unknown"
)

// A Claim is a proposition that matters: one entry of
// content/records/claims.yaml.
type Claim struct {
	ID         string
	Text       Text
	Basis      Basis  // "" where the record says none, or no word that there is
	By         Refs   // who says so: names
	About      Refs   // whom it concerns: names
	Case       Ref    // the proceeding it is made in; the zero Ref for none
	Stage      string // filed, sealed, unsealed, ruled, settled, appealed; "" without a case
	StageSpan  diag.Span
	Evidence   []Evidence
	Against    []Evidence
	Responses  Refs
	Since      Date     // when it was first made
	Asserted   Status   // what the record says the status is; "" when it says nothing
	History    []Change // in the writer's order
	ReplacedBy Ref      // the claim that took its place; the zero Ref for none
	Flow       Flow     // what it says passed from one party to another; the zero Flow for nothing
	Signs      Signs    // by what a sentence that makes it is known
	Allow      []Exception

	// Where the fields stand in the file, for diagnostics; zero where absent.
	Span, TextSpan, BasisSpan, AssertedSpan diag.Span
	Whole                                   diag.Span // the record
}

// Signs are, by language, what gives away an unmarked sentence that makes a
// claim. Nil is none.
type Signs map[string][]Sign

// A Sign is words that all stand in such a sentence, in any order: a list of
// parts, each a list of words or phrases of which one will do. "*" at the end of
// one allows any ending.
type Sign [][]string

// LastChange is the day of the latest change of what is known; the zero Date
// where nothing has changed since the claim was first recorded.
func (c *Claim) LastChange() Date {
	var last Date
	for _, h := range c.History {
		if last.Before(h.Date) {
			last = h.Date
		}
	}
	return last
}

// IsAccusation reports whether somebody else says something of those whom the
// claim is about, so that they must have had their say.
func (c *Claim) IsAccusation() bool { return c.Basis == Alleged || c.Basis == Reported }

// A Flow is what a claim says passed between two parties, for diagrams.
type Flow struct {
	From, To Ref
	What     Text   // "Access to message inboxes"
	Date     Issued // when, for the names of that time; zero where not known
	Span     diag.Span
}

// Day is a day of the time of which the flow speaks, the zero Date where it
// says nothing.
func (f Flow) Day() Date { return f.Date.First() }

// IsZero reports whether nothing is said to have passed.
func (f Flow) IsZero() bool { return f.From.ID == "" || f.To.ID == "" }

// PlaceIn puts the places of a claim that was just read into its file.
func (c *Claim) PlaceIn(file string) {
	p := placer(file)
	for _, s := range []*diag.Span{&c.Whole, &c.Span, &c.TextSpan, &c.BasisSpan, &c.AssertedSpan, &c.StageSpan, &c.Case.Span, &c.ReplacedBy.Span, &c.Flow.Span, &c.Flow.From.Span, &c.Flow.To.Span} {
		p.span(s)
	}
	p.refs(c.By, c.About, c.Responses)
	p.evidence(c.Evidence, c.Against)
	p.exceptions(c.Allow)
}

// Evidence is a source that supports or contradicts a claim.
type Evidence struct {
	Key       string    // of the source
	Place     string    // locator as written: "{ex. inbox-api-passage, l. 3-4}"; "" for none
	Quote     string    // id of the quotation in the text; "" for none
	Primary   bool      // weight: primary
	Span      diag.Span // the citation
	QuoteSpan diag.Span
}

// A Change is a change of what is known about a claim.
type Change struct {
	Date     Date
	From, To Status
	Why      Text
}

// Statuses lists all of them.
var Statuses = []Status{StatusDocumented, StatusReported, StatusAlleged, StatusDisputed, StatusDenied, StatusAnalysis, StatusUnknown}

// StatusOf is the status of a claim with a basis, where those concerned
// contest it or do not. It is "" without a basis.
func StatusOf(b Basis, contested bool) Status {
	switch b {
	case Documented, Adjudicated, Admitted:
		if contested {
			return StatusDisputed
		}
		return StatusDocumented
	case Reported:
		if contested {
			return StatusDisputed
		}
		return StatusReported
	case Alleged:
		if contested {
			return StatusDenied
		}
		return StatusAlleged
	case Inferred:
		if contested {
			return StatusDisputed
		}
		return StatusAnalysis
	case Unknown:
		return StatusUnknown
	}
	return ""
}

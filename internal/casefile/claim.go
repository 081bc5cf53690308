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
	Basis      Basis
	By         []string // who says so: ids of names
	About      []string // whom it concerns: ids of names
	Case       string   // id of the proceeding it is made in; "" for none
	Stage      string   // filed, sealed, unsealed, ruled, settled, appealed; "" without a case
	Evidence   []Evidence
	Against    []Evidence
	Responses  []string // ids
	Since      Date     // when it was first made
	Asserted   Status   // what the record says the status is; "" when it says nothing
	History    []Change // oldest first
	ReplacedBy string   // id of the claim that took its place; "" for none
	Allow      []Exception
	Span       diag.Span // of the id
	TextSpan   diag.Span
}

// Evidence is a source that supports or contradicts a claim.
type Evidence struct {
	Key     string // of the source
	Place   string // locator as written: "{ex. inbox-api-passage, l. 3-4}"; "" for none
	Quote   string // id of the quotation in the text; "" for none
	Primary bool   // weight: primary
	Span    diag.Span
}

// A Change is a change of what is known about a claim.
type Change struct {
	Date     Date
	From, To Status
	Why      Text
}

// An Exception silences a diagnostic where it stands, with a reason.
type Exception struct {
	Code   diag.Code
	Reason string
	Span   diag.Span
}

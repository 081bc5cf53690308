package casefile

import "dossier/internal/diag"

// A Stance says what a response amounts to.
type Stance string

const (
	Denies    Stance = "denies"
	Disputes  Stance = "disputes"
	Partly    Stance = "partly" // confirms in part
	Confirms  Stance = "confirms"
	NoComment Stance = "no-comment"
	NoAnswer  Stance = "no-answer"
	Pending   Stance = "pending"
	NotAsked  Stance = "not-asked"
)

// Stances lists all of them, strongest first: labels name them in this order.
var Stances = []Stance{Denies, Disputes, Partly, Confirms, NoComment, NoAnswer, Pending, NotAsked}

// Contests reports whether a stance denies or disputes.
func (s Stance) Contests() bool { return s == Denies || s == Disputes }

// A Response is what a person or company answered, or the record of asking:
// one entry of content/records/responses.yaml.
type Response struct {
	ID       string
	From     string // id of a name
	Person   string // id of the name who spoke for it; "" for none
	How      string // public-statement, letter, email, phone, meeting
	Received Date
	Stance   Stance
	Answers  []string // ids of claims
	Source   string   // key; "" for none
	Text     Text     // in full
	Language string   // of the words as they were given; "" for the original language of the investigation
	Complete string   // address of the whole text where Text is shortened
	Reason   Text     // of not-asked
	Asked    []Contact
	Law      *Reply // a right of reply under a law; nil for none
	Span     diag.Span
}

// A Contact is a dated attempt to ask. Private details are never printed.
type Contact struct {
	Date      Date
	Via       string // email, phone, letter, form
	By        string
	Role      string // whom: "press office"
	Deadline  Date
	Questions []string // ids of claims
}

// A Reply is a text published at the request of those it concerns.
type Reply struct {
	Profile             string // "fr-lcen"
	Requested, Inserted Date
	Contests            string // "en/02-deal.md#inbox-clause"
}

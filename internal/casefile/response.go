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

// IsPosition reports whether a stance says something on the matter, as those do
// that contest or confirm. It stands until its party takes another one: later
// silence withdraws nothing.
func (s Stance) IsPosition() bool { return s.Contests() || s == Partly || s == Confirms }

// IsAnswer reports whether somebody answered, if only that they would not.
func (s Stance) IsAnswer() bool { return s.IsPosition() || s == NoComment }

// A Response is what a person or company answered, or the record of asking:
// one entry of content/records/responses.yaml.
type Response struct {
	ID        string
	From      Refs   // names; several for a joint statement
	Person    Ref    // the name who spoke for them; the zero Ref for none
	Unnamed   bool   // a spokesperson who is not to be named
	How       string // public-statement, letter, email, phone, meeting
	Received  Issued // as precise as it is known
	Withdrawn Date   // it no longer counts, and is shown struck out
	Stance    Stance // "" where the record says none: a text published at somebody's request
	Answers   Refs   // claims
	Source    Ref    // a key; the zero Ref for none
	Text      Text   // in full
	Language  string // of the words as they were given; "" for the original language of the investigation
	Passage   bool   // Text is a passage of a longer statement, as it was recorded
	Complete  string // address of the whole text where Text is shortened
	Reason    Text   // of not-asked
	Asked     []Contact
	Law       *Reply // a right of reply under a law; nil for none
	Allow     []Exception

	// Where the fields stand in the file, for diagnostics; zero where absent.
	Span, StanceSpan, TextSpan diag.Span
	Whole                      diag.Span // the record
}

// Day is the day of a response, the first of those it may be: when it came, or
// else when it was last asked for; the zero Date where neither is known.
func (r *Response) Day() Date {
	day := r.Received.First()
	if !day.IsZero() {
		return day
	}
	for _, c := range r.Asked {
		if day.Before(c.Date) {
			day = c.Date
		}
	}
	return day
}

// PlaceIn puts the places of a response that was just read into its file.
func (r *Response) PlaceIn(file string) {
	p := placer(file)
	for _, s := range []*diag.Span{&r.Whole, &r.Span, &r.StanceSpan, &r.TextSpan, &r.Person.Span, &r.Source.Span} {
		p.span(s)
	}
	p.refs(r.From, r.Answers)
	for i := range r.Asked {
		p.span(&r.Asked[i].Span)
		p.refs(r.Asked[i].Questions)
	}
	if r.Law != nil {
		p.span(&r.Law.Span)
	}
	p.exceptions(r.Allow)
}

// A Contact is a dated attempt to ask. Private details are never printed.
type Contact struct {
	Date      Date
	Via       string // email, phone, letter, form, post, meeting
	By        string
	Role      string // whom: "press office"
	Deadline  Date
	Questions Refs // claims
	Span      diag.Span
}

// A Reply is a text published at the request of those it concerns.
type Reply struct {
	Profile             string // "fr-lcen"
	Requested, Inserted Date
	Contests            string // "en/02-deal.md#inbox-clause"
	Span                diag.Span
}

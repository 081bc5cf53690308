package casefile

import (
	"slices"

	"dossier/internal/diag"
)

// A Source is a work cited: one item of content/records/sources.yaml, in the
// fields of CSL (https://docs.citationstyles.org/en/stable/specification.html,
// appendix IV), and our own under custom:.
type Source struct {
	ID        string
	Type      string // CSL type: "legal_case", "article-newspaper", "webpage"…
	Title     string // plain text; "\@" already read as "@"
	Authors   []Name
	Container string // container-title: newspaper, site, docket
	Publisher string
	Genre     string // "discovery letter"
	Authority string // the court or body
	Number    string // docket or document number
	Page      string
	Language  string // BCP 47; "" when the title is in the language of the investigation
	Issued    Issued
	Accessed  Date
	URL       string
	Note      string
	Custom    SourceCustom
	Allow     []Exception // of custom:
	Span      diag.Span
	Whole     diag.Span // the record
}

// PlaceIn returns a source that was just read with its places in a file.
func (s *Source) PlaceIn(file string) *Source {
	placed := *s
	placed.Span.File, placed.Whole.File = file, file
	placed.Allow = slices.Clone(s.Allow)
	placer(file).exceptions(placed.Allow)
	placed.Custom.SeenInSpans = slices.Clone(s.Custom.SeenInSpans)
	for i := range placed.Custom.SeenInSpans {
		placed.Custom.SeenInSpans[i].File = file
	}
	return &placed
}

// SourceCustom is what Dossier adds to CSL.
type SourceCustom struct {
	Kind        string      // court-filing, court-order, law, company-statement, press, post, dataset, interview, document
	Short       Text        // name for later citations: "advertisers' letter"
	Title       Text        // translations of the title
	Seen        string      // whole, part or quoted: how much of it was read; "" when not said
	SeenIn      []string    // ids of the sources that quote it
	SeenInSpans []diag.Span // where they stand; parallel to SeenIn
	ReadAt      string      // address of the copy that was read
	Note        Text        // a caution for the reader
	Consulted   bool        // kept although nothing cites it
	Exhibit     string      // id of the exhibit that shows it; "" for none
	Text        string      // its own words, or what was recorded of them, line breaks included; "[…]" stands for what is left out

	Confidential bool // never to be named; the reader of the register has said that it must not be there
}

// A Name is an author or an editor. Literal is set for institutions, and then
// alone. Family holds a particle before the name and a suffix behind it ("de
// Gaulle", "King Jr."), Given a particle that is dropped with it ("Ludwig van").
type Name struct{ Family, Given, Literal string }

// IsOthers reports whether a name stands for all further ones, "et al.".
// Pandoc and citeproc know it by the same word.
func (n Name) IsOthers() bool { return n.Literal == "others" }

// Issued is a date of publication as precise as it is known.
type Issued struct {
	Year, Month, Day int    // Month and Day are 0 where unknown
	Circa            bool   // about, or uncertain
	Literal          string // words in place of a date, or a span: "2011–2019"; then the numbers are 0
}

// Sources is the registry.
type Sources struct {
	List  []*Source // in file order
	byKey map[string]*Source
}

// NewSources makes a registry; of several sources with one id the first counts.
func NewSources(list []*Source) *Sources {
	r := &Sources{List: list, byKey: make(map[string]*Source, len(list))}
	for _, s := range list {
		if r.byKey[s.ID] == nil {
			r.byKey[s.ID] = s
		}
	}
	return r
}

// Lookup returns the source with a key, nil where there is none.
func (r *Sources) Lookup(key string) *Source { return r.byKey[key] }

// Keys lists all keys in file order.
func (r *Sources) Keys() []string {
	keys := make([]string, len(r.List))
	for i, s := range r.List {
		keys[i] = s.ID
	}
	return keys
}

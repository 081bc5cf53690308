package casefile

import "dossier/internal/diag"

// Settings are dossier.yaml, read. The zero value is never used: read/settings
// fills every field, with its default where the file is silent or wrong.
type Settings struct {
	Title     Text     // of the investigation
	Wordmark  Text     // the title as the masthead sets it; one part between asterisks takes the copy cut of the display face: "The *Inbox* Deal". Empty: Title
	Tagline   Text     // one line under the title on the cover; empty for none
	BaseURL   string   // "https://example.org"; no trailing slash
	Languages []string // never empty; the first is the original and lives at the root
	Publisher Publisher
	Reading   Reading
	Preview   Preview
	Deadlines Deadlines

	Laws             []string // names of profiles whose limits replies are held to; see LawProfileOf
	CitationStyle    CitationStyle
	NoAutolink       bool        // names are links only where they are marked
	Cards            bool        // draw a picture for each page that others share
	RequireFactcheck bool        // every line with a claim needs a tick in kept/factcheck.yaml
	Exceptions       []Exception // in the writer's order
	Span             diag.Span   // the file
}

// A CitationStyle says how texts cite. The zero value is notes.
type CitationStyle string

const (
	NoteCitations       CitationStyle = ""            // in a note, in full where it comes first
	AuthorDateCitations CitationStyle = "author-date" // in the sentence: (Dunne 2023, p. 3)
	NumericCitations    CitationStyle = "numeric"     // in the sentence: [12, p. 3]
)

// Deadlines are the times that those concerned are given.
type Deadlines struct {
	QuestionsHours int // to answer questions; 48 unless set
}

// A Publisher answers for the investigation.
type Publisher struct {
	Name  string // "" when the file does not say
	Email string // where mistakes are reported; "" for none
}

// Reading says how reading times are counted.
type Reading struct {
	WordsPerMinute int // 230 unless set
}

// Preview holds what only the preview server uses.
type Preview struct {
	Editor string // a URL with {path}, {line} and {column}, or "" for none
}

// Languages other than the first live under their code.
func (s *Settings) Original() string { return s.Languages[0] }

// TitleIn is the title of the investigation in a language, or else in the
// original.
func (s *Settings) TitleIn(lang string) string {
	if title := s.Title.In(lang); title != "" {
		return title
	}
	return s.Title.In(s.Original())
}

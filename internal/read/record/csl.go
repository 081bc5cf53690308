package record

// The vocabulary of CSL 1.0.2, appendices III and IV of its specification, and
// of its data schema.

// A fieldKind says what a CSL field holds.
type fieldKind int

const (
	textField fieldKind = iota // text or a number
	nameField                  // a list of people and institutions
	dateField
	listField  // categories
	groupField // custom
)

// sourceTypes lists the types of CSL.
var sourceTypes = []string{
	"article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
	"collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic",
	"hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
	"paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
	"report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
}

// sourceFields lists the fields of a CSL item by what they hold.
var sourceFields = map[fieldKind][]string{
	textField: {
		"id", "type", "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
		"call-number", "chapter-number", "citation-key", "citation-label", "citation-number", "collection-number",
		"collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI", "edition", "event",
		"event-place", "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN", "issue", "journalAbbreviation",
		"jurisdiction", "keyword", "language", "license", "locator", "medium", "note", "number", "number-of-pages",
		"number-of-volumes", "original-publisher", "original-publisher-place", "original-title", "page", "page-first",
		"part-number", "part-title", "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references",
		"reviewed-genre", "reviewed-title", "scale", "section", "shortTitle", "source", "status", "supplement-number", "title",
		"title-short", "URL", "version", "volume", "volume-title", "year-suffix",
	},
	nameField: {
		"author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
		"editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator",
		"interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
		"script-writer", "series-creator", "translator",
	},
	dateField:  {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"},
	listField:  {"categories"},
	groupField: {"custom"},
}

// kinds and seen list the values of custom: kind and custom: seen; access those
// of custom: access.
var (
	kinds  = []string{"court-filing", "court-order", "law", "company-statement", "press", "post", "dataset", "interview", "document"}
	seen   = []string{"whole", "part", "quoted"}
	access = []string{"public", "on-request", "confidential"}
)

// fieldKinds and fieldNames are sourceFields by name and in one list.
var fieldKinds, fieldNames = indexFields()

func indexFields() (map[string]fieldKind, []string) {
	byName := map[string]fieldKind{}
	var names []string
	for kind := textField; kind <= groupField; kind++ {
		for _, name := range sourceFields[kind] {
			byName[name] = kind
			names = append(names, name)
		}
	}
	return byName, names
}

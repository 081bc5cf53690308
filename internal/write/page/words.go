package page

// Keys lists the strings of layouts/strings/<lang>.yaml that pages need besides
// those their layouts name. Each language has each of them (see theme.Load).
// The comments give the English text.
var Keys = []string{
	"language-name", // English
	"month-1", "month-2", "month-3", "month-4", "month-5", "month-6",
	"month-7", "month-8", "month-9", "month-10", "month-11", "month-12",
	"date",       // {0} {1} {2}: day, month, year
	"date-first", // the same on the first of a month: {0} {1} {2}; French has 1er {1} {2}
	"date-month", // {0} {1}: month, year
	"date-circa", // c. {0}

	"note-mark",      // Note {0}: name of a mark for those who hear the page
	"note-open",      // [Note: unseen, before the text of a note; the number follows
	"note-close",     // ]
	"note-back",      // Back to the sentence
	"note-back-more", // Back to the sentence, {0}: the second and later marks of one note
	"paragraph-link", // Paragraph {0}, permanent link

	"source-again",    // note {0}: leads to the full form of a source
	"source-original", // original: link to the source
	"source-copy",     // copy we read
	"source-quoted",   // quoted in {0}
	"source-read",     // read on {0}: date of access
	"source-caution",  // {0}: {1}: a source, and what to mind when reading it
	"authors-two",     // {0} and {1}
	"authors-many",    // {0} and others
	"quoted-title",    // “{0}”

	// Kinds of sources, at the head of a note card.
	"kind-court-filing", "kind-court-order", "kind-law", "kind-company-statement",
	"kind-press", "kind-post", "kind-dataset", "kind-interview", "kind-document",

	// Places in a source: {one: p. {0}, other: pp. {0}}.
	"locator-page", "locator-section", "locator-article", "locator-paragraph",
	"locator-chapter", "locator-line", "locator-part", "locator-volume",
	"locator-note", "locator-title", "locator-rule", "locator-appendix",
	"locator-column", "locator-figure", "locator-table", "locator-timestamp",

	// Words of a status: Alleged.
	"status-documented", "status-reported", "status-alleged", "status-disputed",
	"status-denied", "status-unknown", "status-analysis",

	"nav-chapters",    // Chapters: main navigation
	"chapter-of",      // Chapter {0} of {1}
	"chapter-n",       // chapter {0}: in a citation
	"version-of",      // version of {0}: in a citation
	"stamp-published", // Published {0}
	"stamp-updated",   // Updated {0}
	"stamp-opened",    // Opened {0}: the cover
	"stamp-trackers",  // No trackers on this page
	"chapters",        // {one: {0} chapter, other: {0} chapters}
	"notes",           // {one: {0} note, other: {0} notes}
	"minutes",         // {one: {0} min, other: {0} min}
	"not-found",       // There is no page at this address
}

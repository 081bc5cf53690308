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
	"kind-note", // Our note: what no source stands behind

	// Places in a source: {one: p. {0}, other: pp. {0}}.
	"locator-page", "locator-section", "locator-article", "locator-paragraph",
	"locator-chapter", "locator-line", "locator-part", "locator-volume",
	"locator-note", "locator-title", "locator-rule", "locator-appendix",
	"locator-column", "locator-figure", "locator-table", "locator-timestamp",

	// Words of a status: Alleged.
	"status-documented", "status-reported", "status-alleged", "status-disputed",
	"status-denied", "status-unknown", "status-analysis",

	"case-file",        // A case file
	"nav-chapters",     // Chapters: main navigation
	"chapter-of",       // Chapter {0} of {1}
	"chapter-n",        // chapter {0}: in a citation
	"version-of",       // version of {0}: in a citation
	"stamp-published",  // Published {0}
	"stamp-updated",    // Updated {0}
	"stamp-opened",     // Opened {0}: the cover
	"stamp-trackers",   // No trackers on this page
	"stamp-paragraphs", // Paragraphs 1–{0}
	"chapters",         // {one: {0} chapter, other: {0} chapters}
	"notes",            // {one: {0} note, other: {0} notes}
	"minutes",          // {one: {0} min, other: {0} min}
	"not-found",        // There is no page at this address
	"sources",          // {one: {0} source, other: {0} sources}

	"relations-name", "relations-middle", "relation-member", // Who is related to whom…; Organisations and groups; member
	"diagram-name",                               // What is said to have passed between {0} and {1}. The same facts follow as a table.
	"diagram-table",                              // The same as a table
	"diagram-from", "diagram-to", "diagram-what", // From, To, What

	// Pages of single claims and sources, and how to cite a page.
	"claim-page",        // Claim {0}: its number
	"claim-titled",      // {0}: {1}: the page of a claim, its label
	"claim-labelled",    // {0}: {1}: a label, the words of the claim
	"claim-labelled-by", // {0} · said by {1}: {2}: a label, who says it, the words
	"claim-cited",       // {0} ({2}): {1}: page, words and label of a claim
	"source-line",       // {0}: {1}: kind and title of a source
	"cite-chapter",      // Cite this chapter
	"cite-page",         // Cite this page
	"cite-paragraph",    // Each paragraph has a number …
	"cite-version",      // Version of {0}
	"cite-version-hash", // Version of {0}; SHA-256 of its text begins {1}

	// Pages made of registers: titles, standfirsts, one line about each.
	"claims-title", "claims-dek", "claims-line", "responses-title", "responses-dek", "responses-line",
	"sources-title", "sources-dek", "sources-line",
	"corrections-title", "corrections-dek", "corrections-line",
	"corrections",      // {one: {0} correction, other: {0} corrections}
	"unknowns-none",    // in place of the list of open questions
	"corrections-none", // No corrections so far.
	"correction-correction", "correction-clarification", "correction-update", "correction-retraction", "correction-editors-note", "correction-removal", "correction-redaction",
	"removal-legal", "removal-safety", "removal-privacy",
	"redaction-copies", // where old copies may live
	"correction-said",  // It said {0}; it now says {1}
	"correction-now",   // It now says {0}
	"retracted",        // in place of a text
	"removed",          // the title of what stands in place of a page that was taken away
	"moved",            // This passage has moved to: before a link
	"glossary-title", "glossary-dek", "glossary-line",
	"all-title", "all-dek", "all-line",
	"search-title", "search-dek", "search-line",
	"search-name", "search-term", "search-claim", "search-exhibit", "search-source", // name, term…: in the index by letter
	"terms", // {one: {0} term, other: {0} terms}
	"timeline-title", "timeline-dek", "timeline-line",
	"cover-name",   // Cover: in a list of places
	"chapter-name", // {0} {1}: number and title of a chapter
	"filter-all",   // All

	// Groups of sources, and how much of one was read.
	"sources-court", "sources-law", "sources-company", "sources-press", "sources-posts", "sources-other", "sources-consulted",
	"seen-whole",       // Read in full.
	"seen-part",        // Read in part.
	"seen-quoted",      // Known only as quoted in {0}.
	"seen-quoted-only", // Known only as quoted by others.

	// Places in a text that cite a source: {one: note, other: notes}.
	"cited-notes", "cited-places", "named-paragraphs",
	"no-date", // n.d.: in place of a year

	"claims",         // {one: {0} claim, other: {0} claims}
	"claims-all",     // One status each.
	"answers-none",   // None that we have found
	"said-by-us",     // This publication
	"said-by-nobody", // Nobody, on the record
	"as-of",          // as of {0}
	"flag-status",    // Status: before a label, for those who hear the page

	// What a status means, and the stage of a proceeding.
	"legend-documented", "legend-reported", "legend-alleged", "legend-disputed", "legend-denied", "legend-unknown", "legend-analysis",
	"stage-filed", "stage-sealed", "stage-unsealed", "stage-ruled", "stage-settled", "stage-appealed",
	// A status in the history of a claim: alleged.
	"was-documented", "was-reported", "was-alleged", "was-disputed", "was-denied", "was-analysis", "was-unknown",

	"events",             // {one: {0} event, other: {0} events}
	"timeline-uncertain", // Date uncertain or disputed: a filter
	"timeline-until",     // {0} to {1}: first and last year
	"event-sources",      // Sources:
	"event-names",        // About:
	"event-other-date",   // Another date given: {0}: a date in words
	"event-planned",      // Planned
	"event-none",         // No event is recorded here.
	"strip-end",          // end unknown: of a period on the strip

	"responses",            // {one: {0} answer, other: {0} answers}
	"response-of",          // Answer: {0}: name of a statement for those who hear the page
	"response-whole",       // Statement, in full
	"response-passage",     // Statement, the passage recorded
	"response-shortened",   // Statement, shortened
	"response-none",        // No statement
	"response-translated",  // Our translation
	"response-unnamed",     // a spokesperson not named
	"response-withdrawn",   // withdrawn {0}
	"response-complete",    // whole text
	"response-dated",       // {0}, {1}: what an answer amounts to, and when
	"response-undated",     // {0}
	"right-of-reply",       // Right of reply: text published at the request of {0}
	"right-of-reply-dated", // the same, received {1}
	"answer-denies", "answer-disputes", "answer-partly", "answer-confirms", "answer-no-comment", "answer-no-answer", "answer-pending", "answer-not-asked",
	"how-public-statement", "how-letter", "how-email", "how-phone", "how-meeting",
	"asked-plain", "asked-role", "asked-via", "asked-via-role", // asked by {0}: {1}
	"via-email", "via-phone", "via-letter", "via-form", "via-post", "via-meeting",

	// Exhibits: what is said of one, its pages, lines, gaps and provenance.
	"exhibits-title", "exhibits-dek", "exhibits-line", "exhibits", "exhibit-of", "exhibit-ref",
	"exhibit-titled", // Exhibit {0}: {1}: letter, title
	"exhibit-at", "exhibit-lines", "exhibit-withdrawn", "exhibit-withdrawn-why", "pages", "lines",
	"page-n", "page-of-excerpt", "page-and-lines", "page-alt", "passage", "not-facsimile",
	"from-quotations", "is-excerpt", "unchecked", "highlight-of", "redacted-court", "redacted-court-about",
	"redacted-ours", "redacted-ours-about", "redacted-why", "illegible", "illegible-about", "note-on-lines",
	"provenance-from", "provenance-checked", "provenance-custody", "provenance-hash", "provenance-changes", "checked-by-nobody",
	"transcribed-by", "obtained-on", "extent-whole", "extent-excerpt", "method-typed", "method-copied",
	"method-ocr", "method-speech", "exhibit-kind-court-filing", "exhibit-kind-court-order", "exhibit-kind-email", "exhibit-kind-contract",
	"exhibit-kind-screenshot", "exhibit-kind-photo", "exhibit-kind-audio", "exhibit-kind-video", "exhibit-kind-dataset", "exhibit-kind-web-page", "exhibit-kind-post",
	"exhibit-kind-statement", "exhibit-how-filed", "exhibit-how-unsealed", "exhibit-how-foi", "exhibit-how-published", "exhibit-how-purchased",
	"exhibit-how-given", "exhibit-how-leaked", "exhibit-how-own-work", "exhibit-text", "exhibit-annotations", "exhibit-original",

	"quote-matches-exhibit", // Matches the transcript, exhibit {0}
	"quote-matches",         // Matches the words recorded from the source
	"quote-matches-in",      // Matches the words quoted in {0}

	// People: words of types, roles, spans of time and what came of asking.
	"people-title", "people-dek", "people-line", "names", // {one: {0} name, other: {0} names}
	"names-person", "names-organization", "names-group", "names-proceeding",
	"name-person", "name-organization", "name-group", "name-proceeding",
	"answered-us", "answered-nothing", "statements", // {one: {0} public statement, other: {0} public statements}
	"span-both", "span-from", "span-from-day", "span-to", "span-to-day", // {0} – {1}, from {0}, until {0}
	"party-plaintiff", "party-defendant", "party-outside",
}

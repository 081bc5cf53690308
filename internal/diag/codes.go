package diag

// A Code names one kind of diagnostic in stable words: "unknown-citation".
// A code never changes its meaning; it is only ever retired. Each has an entry
// in docs/diagnostics.md and a case in internal/check/testdata.
type Code string

// The codes, grouped by what they concern.
const (
	// Files and YAML.
	UnreadableFile   Code = "unreadable-file"    // not UTF-8, holds NUL, too large
	MissingFile      Code = "missing-file"       // referred to, does not exist
	SymlinkEscapes   Code = "symlink-escapes"    // a link that leaves the project, dangles or turns in a circle
	UnsafePath       Code = "unsafe-path"        // a name that some system cannot hold, or two names equal but for case
	MalformedYAML    Code = "malformed-yaml"     // cannot be read, or uses anchors, aliases, merges or tags
	DuplicateYAMLKey Code = "duplicate-yaml-key" // a key twice in one mapping
	UnknownKey       Code = "unknown-key"        // no such setting or field
	WrongType        Code = "wrong-type"         // a list where text is wanted, and the like
	MissingField     Code = "missing-field"      // a field that is required
	InvalidDate      Code = "invalid-date"
	InvalidValue     Code = "invalid-value" // a value outside what the field allows
	InvalidID        Code = "invalid-id"
	DuplicateID      Code = "duplicate-id"

	// Front matter and the site.
	MissingFrontMatter  Code = "missing-front-matter"
	UnclosedFrontMatter Code = "unclosed-front-matter"
	AddressClash        Code = "address-clash"    // two pages with one address
	DuplicateNumber     Code = "duplicate-number" // two chapters with one number in one language
	UnknownLanguage     Code = "unknown-language" // a folder of content/ that languages: does not list
	TextMissingLanguage Code = "text-missing-in-language"
	UnusedFile          Code = "unused-file" // in content/, but nothing reads it

	// Markdown.
	RawHTML             Code = "raw-html"
	UnsafeURL           Code = "unsafe-url"
	RelativeSchemeURL   Code = "relative-scheme-url"
	InsecureLink        Code = "insecure-link"
	MalformedURL        Code = "malformed-url"
	UnclosedBlock       Code = "unclosed-block"
	UnknownClass        Code = "unknown-class"
	UnknownAttribute    Code = "unknown-attribute"
	MalformedAttributes Code = "malformed-attributes"
	UndefinedReference  Code = "undefined-link-reference" // [text][label] without a line [label]: address
	DuplicateReference  Code = "duplicate-link-reference"
	UnsupportedSyntax   Code = "unsupported-syntax"
	UnknownCodeLang     Code = "unknown-code-language"
	HeadingLevel        Code = "heading-level" // a level-one heading, or a level skipped
	NestedTooDeep       Code = "nested-too-deep"
	EmptyLink           Code = "empty-link"
	ImageWithoutAlt     Code = "image-without-alternative"

	// Notes and citations.
	UndefinedNote     Code = "undefined-note"
	UnusedNote        Code = "unused-note"
	DuplicateNote     Code = "duplicate-note"
	NestedNote        Code = "nested-note"
	BlockInNote       Code = "block-in-note"
	EmptyNote         Code = "empty-note"
	UnknownCitation   Code = "unknown-citation"
	MalformedCitation Code = "malformed-citation"
	AdjacentCitations Code = "adjacent-citations"
	CitationNeeded    Code = "citation-needed" // a paragraph with a sum, a date or a quotation, and no note
	BareURL           Code = "bare-url"        // an address in the text that is no link

	// Links between files.
	UnknownPage   Code = "unknown-page"
	UnknownAnchor Code = "unknown-anchor"
	LinkToDraft   Code = "link-to-draft" // a published page links to one that is not

	// Sources.
	UnknownSourceType      Code = "unknown-source-type"
	UnknownSourceField     Code = "unknown-source-field"
	MalformedBibliography  Code = "malformed-bibliography" // an entry of a .bib or .json file that cannot be read
	ConflictingSource      Code = "conflicting-source"     // one key in two files, with different content
	SourceNeverCited       Code = "source-never-cited"
	SourceFieldMissing     Code = "source-field-missing" // a field without which nobody finds it again
	AccessedBeforeIssued   Code = "accessed-before-issued"
	UnescapedAtSign        Code = "unescaped-at-sign"       // Pandoc would read a citation in a field
	SourceSecondHand       Code = "source-seen-second-hand" // quoted in sources that nobody has read
	CitationWithoutLocator Code = "citation-without-locator"
	LocatorOutOfRange      Code = "locator-out-of-range"

	// Claims.
	UnknownClaim             Code = "unknown-claim"
	UnknownName              Code = "unknown-name"
	RoleWithoutCitation      Code = "role-without-citation"
	AmbiguousName            Code = "ambiguous-name"
	AnachronisticName        Code = "anachronistic-name"
	NotAParty                Code = "not-a-party"
	UnregisteredPerson       Code = "unregistered-person"
	ProtectedNameExposed     Code = "protected-name-exposed"
	ClaimWithoutBasis        Code = "claim-without-basis"
	ClaimWithoutLocator      Code = "claim-without-locator"
	ClaimWithoutEvidence     Code = "claim-without-evidence"
	ClaimWithoutResponse     Code = "claim-without-response"
	AllegationWithoutSpeaker Code = "allegation-without-speaker"
	AdjudicationWithoutRule  Code = "adjudication-without-ruling"
	SettlementAsAdmission    Code = "settlement-as-admission"
	StatusContradictsRecord  Code = "status-contradicts-record"
	NestedClaim              Code = "nested-claim"
	UnmatchedSpan            Code = "unmatched-span" // a span that begins in another paragraph
	UnusedClaim              Code = "unused-claim"
	DenialNotNear            Code = "denial-not-near"

	// Who speaks.
	UnhedgedAllegation      Code = "unhedged-allegation"
	HedgeWithoutAttribution Code = "hedge-without-attribution"
	UnhedgedHeadline        Code = "unhedged-headline"
	UnmarkedInference       Code = "unmarked-inference"
	InferenceAsStatement    Code = "inference-as-statement"
	MixedProceedings        Code = "mixed-proceedings"
	ProvenanceWordMismatch  Code = "provenance-word-mismatch" // a filing made public by a court is called a leak
	GuiltWithoutJudgment    Code = "guilt-without-judgment"

	// Quotations.
	QuoteNotFound              Code = "quote-not-found"
	QuoteOutOfOrder            Code = "quote-out-of-order"
	QuoteWithoutSource         Code = "quote-without-source"
	QuoteUnverifiable          Code = "quote-unverifiable" // no text of the source to compare it with
	UnknownQuote               Code = "unknown-quote"      // evidence names a quotation that no text has
	UnattributedQuotation      Code = "unattributed-quotation"
	QuotesDisagree             Code = "quotes-disagree" // two quotations of one place differ
	TranslationWithoutOriginal Code = "translation-without-original"
	UndeclaredEmphasis         Code = "undeclared-emphasis"
	LongInsertion              Code = "long-insertion" // a bracket that stands for more than three words

	// Responses and right of reply.
	UnknownResponse        Code = "unknown-response"
	ResponseOverdue        Code = "response-overdue"
	ResponseShortened      Code = "response-shortened"
	NoAnswerWithoutContact Code = "no-answer-without-contact"
	StanceContradictsText  Code = "stance-contradicts-text"
	NotAskedWithoutReason  Code = "not-asked-without-reason"
	ShortDeadline          Code = "short-deadline"
	ReplyOverdue           Code = "reply-overdue" // a right of reply, after the limit of the law
	ReplyTooLong           Code = "reply-too-long"
	ReplyLateRequest       Code = "reply-late-request"
	QuestionsLeak          Code = "questions-leak" // a letter to those concerned would name a confidential source

	// Glossary.
	UnknownTerm      Code = "unknown-term"
	UnusedTerm       Code = "unused-term"
	UndefinedAcronym Code = "undefined-acronym"
	// Events.
	UnknownEvent         Code = "unknown-event"
	InvalidEventDate     Code = "invalid-event-date"
	EventEndsBeforeStart Code = "event-ends-before-start"
	EventWithoutCitation Code = "event-without-citation"
	ConflictingDates     Code = "conflicting-dates"
	EventDateMismatch    Code = "event-date-mismatch" // a text names another date beside a mark of the event
	FutureEvent          Code = "future-event"
	PlannedEventPast     Code = "planned-event-past"
	EmptyTimeline        Code = "empty-timeline" // a block that selects no event
	// Exhibits.
	UnknownExhibit           Code = "unknown-exhibit"
	ExhibitWithoutProvenance Code = "exhibit-without-provenance"
	ExhibitPageMissing       Code = "exhibit-page-missing" // fewer pages in the folder than the record says
	ExhibitWithoutText       Code = "exhibit-without-text" // a page with neither transcript nor alternative
	ExhibitHashMismatch      Code = "exhibit-hash-mismatch"
	OriginalNotCleared       Code = "original-not-cleared" // published although nobody can look into it
	TranscriptUnchecked      Code = "transcript-unchecked"
	HighlightNotFound        Code = "highlight-not-found"
	HighlightAmbiguous       Code = "highlight-ambiguous"
	InvalidRegion            Code = "invalid-region" // a rectangle or a page that is not there
	ScanMayIdentify          Code = "scan-may-identify"
	RedactionOverLiveText    Code = "redaction-over-live-text" // what a bar covers may be readable in the image
	RedactionBlurred         Code = "redaction-blurred"        // a blur or a mosaic can be reckoned back
	RedactionHighlighter     Code = "redaction-highlighter"    // dark, but not of one colour
	RedactionInTranscript    Code = "redaction-in-transcript"  // covered words, or what they name, stand in the transcript
	RedactionElsewhere       Code = "redaction-elsewhere"      // words that are covered in one place stand in another
	SecondaryForPrimary      Code = "secondary-for-primary"    // a press source where the document is on file

	// Corrections and releases.
	CorrectionUnknownPage Code = "correction-unknown-page"
	CorrectionNotApplied  Code = "correction-not-applied"
	CorrectionOneLanguage Code = "correction-one-language"
	CorrectionLogChanged  Code = "correction-log-changed" // an entry was edited or deleted since the last release
	StealthEdit           Code = "stealth-edit"           // published words changed, and the log does not say so
	PublishedPageLost     Code = "published-page-lost"
	PublishedIDLost       Code = "published-id-lost"
	ReplyRemoved          Code = "reply-removed"
	UnrecordedStatus      Code = "unrecorded-status-change"
	MethodologyMissing    Code = "methodology-missing" // at a release, and after the first
	MethodologySection    Code = "methodology-section-missing"
	CountMismatch         Code = "count-mismatch"
	MalformedRelease      Code = "malformed-release" // kept/release.json is not as dossier release wrote it
	DateNotUpdated        Code = "date-not-updated"

	// Fact-checking.
	LineUnchecked Code = "line-unchecked" // a line with a claim that nobody has ticked as it stands
	SelfChecked   Code = "self-checked"   // the author ticked it
	TickOrphaned  Code = "tick-orphaned"  // its line is gone or has changed

	// Exceptions.
	ExceptionWithoutReason Code = "exception-without-reason"
	ExceptionRefused       Code = "exception-refused"
	ExceptionUnused        Code = "exception-unused"

	// Pictures.
	BrokenImage        Code = "broken-image" // no picture, cut short, damaged
	ImageTooLarge      Code = "image-too-large"
	MovingImage        Code = "moving-image"
	UnsafeSVG          Code = "unsafe-svg"
	MetadataLocation   Code = "metadata-location"
	MetadataIdentity   Code = "metadata-identity"
	MetadataOther      Code = "metadata-other"
	FormatNotInspected Code = "format-not-inspected" // a part that cannot be read

	// Layouts, strings, assets.
	LayoutError    Code = "layout-error"
	MissingString  Code = "missing-string"
	MalformedStyle Code = "malformed-style"

	// Redirects and the host.
	ExportNotEqual          Code = "export-not-equal"          // a download that does not read back as the registry
	CitationMetadataMissing Code = "citation-metadata-missing" // no author or date under which a page is cited
	RedirectClash           Code = "redirect-clash"

	// The host: netlify.toml, _headers, _redirects.
	MalformedTOML         Code = "malformed-toml"
	GoVersionWithoutPatch Code = "go-version-without-patch"
	GoVersionMismatch     Code = "go-version-mismatch"
	PublishDirMismatch    Code = "publish-dir-mismatch"
	HostRulesInTOML       Code = "host-rules-in-toml"
	HeaderMalformed       Code = "header-malformed"        // a line or rule of _headers that the host refuses
	HeaderLineIgnored     Code = "header-line-ignored"     // one that it passes over in silence
	HeaderCommentInValue  Code = "header-comment-in-value" // a "#" that does not begin a comment
	HeaderLooksLikeURL    Code = "header-looks-like-url"   // read as a header called "https"
	HeaderSetTwice        Code = "header-set-twice"        // joined with a comma
	HeaderNotSettable     Code = "header-not-settable"     // left to the host
	HeaderPatternTooWide  Code = "header-pattern-too-wide" // reaches pages beside the folder it names
	HeadersWeaker         Code = "headers-weaker"          // sets what the site sets already
	RedirectMalformed     Code = "redirect-malformed"      // a line of _redirects that the host refuses, or reads as no one means it
	RedirectNeverMatches  Code = "redirect-never-matches"  // an address without a slash in front
	RedirectValueCut      Code = "redirect-value-cut"      // text after a second "="
	RedirectReservedPath  Code = "redirect-reserved-path"  // an address that belongs to the host or the preview
	RedirectLoop          Code = "redirect-loop"
	RedirectChain         Code = "redirect-chain"
	RedirectDuplicate     Code = "redirect-duplicate"
	RedirectShadowed      Code = "redirect-shadowed"
	RedirectTargetMissing Code = "redirect-target-missing"
	RedirectNotEncoded    Code = "redirect-not-encoded"
	RedirectTooMany       Code = "redirect-too-many"
	LikelySecret          Code = "likely-secret" // what the host takes for a key or password
)

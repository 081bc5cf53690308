package netlify

import "dossier/internal/diag"

// What this package reports. The codes stand here and not with those of package
// diag, because writers do not write these files: both are generated, so a
// report about one is a mistake of ours and a test's business.
const (
	HeaderMalformed      diag.Code = "header-malformed"        // a line or rule of _headers that the host refuses
	HeaderLineIgnored    diag.Code = "header-line-ignored"     // one that it passes over in silence
	HeaderCommentInValue diag.Code = "header-comment-in-value" // a "#" that does not begin a comment
	HeaderLooksLikeURL   diag.Code = "header-looks-like-url"   // read as a header called "https"
	HeaderSetTwice       diag.Code = "header-set-twice"        // joined with a comma
	HeaderNotSettable    diag.Code = "header-not-settable"     // left to the host
	RedirectMalformed    diag.Code = "redirect-malformed"      // a line of _redirects that the host refuses, or reads as no one means it
	RedirectNeverMatches diag.Code = "redirect-never-matches"  // an address without a slash in front
	RedirectValueCut     diag.Code = "redirect-value-cut"      // text after a second "="
	RedirectReservedPath diag.Code = "redirect-reserved-path"  // an address that belongs to the host or the preview
)

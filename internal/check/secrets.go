package check

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"dossier/internal/diag"
	"dossier/internal/netlify"
)

const secretHint = "redact it; where it is none, allow it with a reason, and name it to the host in SECRETS_SCAN_SMART_DETECTION_OMIT_VALUES"

// LikelySecrets finds in an input file what the host would take for a key or a
// password. It scans the repository before it publishes. Places have no path.
func LikelySecrets(src []byte) diag.List {
	var diags diag.List
	for _, at := range netlify.LikelySecrets(src) {
		diags = append(diags, diag.Diagnostic{Code: diag.LikelySecret, Severity: diag.Warning, Span: at, Hint: secretHint,
			Message: fmt.Sprintf("%q looks like a key or a password; the host can fail a deploy for it", mask(string(src[at.Start:at.End])))})
	}
	return diags
}

// LikelySecretsOn finds the same in a file of the site, which the host scans,
// too.
func LikelySecretsOn(path string, file []byte) diag.List {
	var diags diag.List
	for _, at := range netlify.LikelySecrets(file) {
		before := file[:at.Start]
		start := bytes.LastIndexByte(before, '\n') + 1
		diags = append(diags, diag.Diagnostic{Code: diag.LikelySecret, Severity: diag.Warning, Span: diag.Span{File: path}, Hint: secretHint,
			Message: fmt.Sprintf("%q, in line %d, column %d of this file of the site, looks like a key or a password; the host can fail a deploy for it",
				mask(string(file[at.Start:at.End])), bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(before[start:])+1)})
	}
	return diags
}

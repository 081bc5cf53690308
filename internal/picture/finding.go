package picture

import (
	"bytes"
	"fmt"
	"strings"

	"dossier/internal/diag"
)

// A Finding is one thing that a file tells besides the picture.
type Finding struct {
	Code diag.Code // MetadataLocation, MetadataIdentity, MetadataOther or FormatNotInspected
	What string    // the field, in words: "GPS position"
}

func location(what string) Finding { return Finding{diag.MetadataLocation, what} }
func identity(what string) Finding { return Finding{diag.MetadataIdentity, what} }
func other(what string) Finding    { return Finding{diag.MetadataOther, what} }
func unread(what string) Finding   { return Finding{diag.FormatNotInspected, what} }

// words of each code: severity, sentence and next step for a picture that is
// stripped when it is published. A file that is published as it is may have
// none of these findings.
var words = []struct {
	code             diag.Code
	severity         diag.Severity
	sentence, advice string
}{
	{diag.MetadataLocation, diag.Warning, "this picture says where it was made (%s); the published copy leaves that out, the file itself keeps it", "strip the file before it enters the project, if others can see the project"},
	{diag.MetadataIdentity, diag.Warning, "this picture says by whom or with what device it was made (%s); the published copy leaves that out, the file itself keeps it", "strip the file before it enters the project, if others can see the project"},
	{diag.MetadataOther, diag.Note, "this picture has other fields (%s); the published copy leaves them out", "nothing needs to be done"},
	{diag.FormatNotInspected, diag.Warning, "cannot look inside a part of this picture (%s); the published copy leaves it out, the file itself keeps it", "save the picture again without metadata"},
}

// describe makes one diagnostic of the findings of each code.
func describe(found []Finding) diag.List {
	var list diag.List
	for _, w := range words {
		var names []string
		for _, f := range found {
			if f.Code == w.code {
				names = append(names, f.What)
			}
		}
		if len(names) == 0 {
			continue
		}
		const shown = 8
		if more := len(names) - shown; more > 0 {
			names = append(names[:shown], fmt.Sprintf("%d more", more))
		}
		list = append(list, diag.Diagnostic{Code: w.code, Severity: w.severity, Message: fmt.Sprintf(w.sentence, strings.Join(names, ", ")), Hint: w.advice})
	}
	return list
}

// lookXMP says what a packet of XMP tells. Its many spellings are not parsed:
// that a name of a field occurs is enough to report it.
func lookXMP(b []byte) []Finding {
	var found []Finding
	if containsAny(b, "GPSL", "Iptc4xmpCore:Location", "photoshop:City", "LocationCreated", "LocationShown") {
		found = append(found, location("place in XMP"))
	}
	if containsAny(b, "dc:creator", "SerialNumber", "OwnerName", "photoshop:AuthorsPosition", "CreatorContactInfo") {
		found = append(found, identity("author or device in XMP"))
	}
	if containsAny(b, "xmpGImg:image") {
		found = append(found, identity("preview in XMP"))
	}
	if namesHome(b) {
		found = append(found, identity("path of a file in XMP"))
	}
	if len(found) == 0 {
		found = append(found, other("XMP"))
	}
	return found
}

// lookIPTC says what a block of Photoshop resources tells: IPTC fields (marker
// 28, record 2, number) and thumbnails.
func lookIPTC(b []byte) []Finding {
	var found []Finding
	if containsAny(b, "\x1c\x02\x5a", "\x1c\x02\x5c", "\x1c\x02\x5f", "\x1c\x02\x65") {
		found = append(found, location("place in IPTC"))
	}
	if containsAny(b, "\x1c\x02\x50", "\x1c\x02\x55", "\x1c\x02\x7a") {
		found = append(found, identity("author in IPTC"))
	}
	if containsAny(b, "8BIM\x04\x0c", "8BIM\x04\x09") {
		found = append(found, identity("thumbnail"))
	}
	if len(found) == 0 {
		found = append(found, other("IPTC"))
	}
	return found
}

// namesHome reports whether a text names a folder of a person.
func namesHome(b []byte) bool {
	return containsAny(b, "/home/", "/Users/", `:\Users\`, `:\Documents and Settings\`)
}

func containsAny(b []byte, words ...string) bool {
	for _, w := range words {
		if bytes.Contains(b, []byte(w)) {
			return true
		}
	}
	return false
}

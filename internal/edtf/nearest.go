package edtf

import (
	"fmt"
	"regexp"
	"strings"
)

// Words that people write where the format has marks.
var (
	aboutWords = regexp.MustCompile(`(?i)^(?:circa|ca\.?|c\.|about|around|approximately|environ|vers)\s+(.+)$`)
	byWords    = regexp.MustCompile(`(?i)^(?:by|before|until|avant)\s+(.+)$`)
	sinceWords = regexp.MustCompile(`(?i)^(?:since|after|from|depuis)\s+(.+)$`)
	dashes     = regexp.MustCompile(`^(.*\d\S?)\s*(?:[–—]|\s-\s|\sto\s|\sà\s)\s*(\d.*)$`)
	decade     = regexp.MustCompile(`^(\d{3})0s$`)
	early      = regexp.MustCompile(`^(\d{4})([~?%])(-.+)$`) // a mark before the end, which is level 2
	short      = regexp.MustCompile(`-(\d)(-|$)`)
)

// Hint says what to write in place of a text that is no date.
func Hint(text string) string {
	if near := Nearest(text); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return Forms
}

// Nearest is the date that somebody may have meant who wrote something else:
// "2013/2015" for "2013–2015", "2013~" for "c. 2013"; "" where nothing is near.
func Nearest(text string) string {
	from, to, isRange := strings.Cut(strings.TrimSpace(text), "/")
	if m := dashes.FindStringSubmatch(from); m != nil && !isRange {
		from, to, isRange = m[1], m[2], true
	}
	near := ""
	switch since, by := sinceWords.FindStringSubmatch(from), byWords.FindStringSubmatch(from); {
	case isRange:
		near = nearestEnd(from) + "/" + nearestEnd(to)
	case since != nil:
		near = nearestPoint(since[1]) + "/.."
	case by != nil:
		near = "../" + nearestPoint(by[1])
	default:
		near = nearestPoint(from)
	}
	if _, err := Parse(near); err != nil || near == text {
		return ""
	}
	return near
}

func nearestEnd(text string) string {
	switch text = strings.TrimSpace(text); strings.ToLower(text) {
	case "unknown", "?":
		return ""
	case "open", "now", "present", "today":
		return ".."
	}
	return nearestPoint(text)
}

func nearestPoint(text string) string {
	text = strings.TrimSpace(text)
	if m := aboutWords.FindStringSubmatch(text); m != nil {
		text = m[1] + "~"
	}
	text, _, _ = strings.Cut(text, "T")
	text = decade.ReplaceAllString(text, "${1}X")
	text = early.ReplaceAllString(text, "$1$3$2")
	for range 2 { // the hyphen between two digits belongs to both
		text = short.ReplaceAllString(text, "-0$1$2")
	}
	digits := strings.TrimPrefix(text, "-")
	switch {
	case isNumber(digits) && len(digits) > 4:
		return "Y" + text
	case strings.HasPrefix(text, "Y") && len(text) == len("Y2013"):
		return text[1:]
	}
	return strings.NewReplacer("x", "X", "u", "X").Replace(text)
}

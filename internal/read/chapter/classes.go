package chapter

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/prose"
)

// A place is where attributes may stand.
type place int

const (
	onSpan place = 1 << iota
	onDiv
	onHeading
)

func (p place) String() string {
	switch p {
	case onSpan:
		return "span"
	case onDiv:
		return "block"
	}
	return "heading"
}

// A class is one meaning that a div or a span can have. This table is the whole
// vocabulary: a new construct begins with a line here.
type class struct {
	name       string
	on         place
	attributes []attribute
	prefix     string // of the anchor that #id makes; "" for the id as it is
}

// An attribute is a key of a class.
type attribute struct {
	key    string
	values []string // the words it may have; nil for any
}

var classes = []class{
	{name: "claim", on: onSpan | onDiv, attributes: []attribute{{key: "ref"}}},
	{name: "q", on: onSpan, prefix: "q-", attributes: quoteAttributes},
	{name: "quote", on: onDiv, prefix: "q-", attributes: quoteAttributes},
	{name: "response", on: onDiv, attributes: []attribute{{key: "ref"}}},
	{name: "right-of-reply", on: onDiv, attributes: []attribute{{key: "ref"}}},
	{name: "name", on: onSpan, attributes: []attribute{{key: "ref"}}},
	{name: "count", on: onSpan, attributes: []attribute{{"of", countable}}},
	{name: "term", on: onSpan, attributes: []attribute{{key: "ref"}}, prefix: "g-"},
	{name: "exhibit", on: onDiv, attributes: []attribute{{key: "ref"}, {key: "page"}}},
	{name: "allow", on: onSpan | onDiv, attributes: []attribute{{key: "code"}, {key: "reason"}}},
	{name: "event", on: onSpan, attributes: []attribute{{key: "ref"}}},
	{name: "timeline", on: onDiv, attributes: []attribute{{key: "names"}, {key: "from"}, {key: "to"}}},
	{name: "unknowns", on: onDiv},
	{name: "diagram", on: onDiv, attributes: []attribute{{key: "claims"}}},
	{name: "pull", on: onDiv},
	{name: "lead", on: onDiv},
	{name: "status", on: onDiv, attributes: []attribute{{"basis", bases}, {"stance", stances}, {key: "label"}}},
}

var quoteAttributes = []attribute{{key: "source"}, {key: "loc"}, {key: "by"}, {key: "original"}, {key: "translated-by"},
	{"emphasis", []string{"added"}}, {key: "unverifiable"}}

// countable are the registers that a number may be about.
var countable = []string{"claims", "sources", "exhibits", "unknowns", "corrections"}

// What supports a statement, and what those concerned answer.
var (
	bases   = []string{"documented", "adjudicated", "admitted", "reported", "alleged", "inferred", "unknown"}
	stances = []string{"denies", "disputes", "partly", "confirms", "no-comment", "no-answer", "pending", "not-asked"}
)

// everywhere lists the attributes of every class, and of none.
var everywhere = []attribute{{key: "lang"}}

func classNamed(name string, on place) *class {
	for i := range classes {
		if classes[i].name == name && classes[i].on&on != 0 {
			return &classes[i]
		}
	}
	return nil
}

func classNames(on place) []string {
	var names []string
	for _, c := range classes {
		if c.on&on != 0 {
			names = append(names, c.name)
		}
	}
	return names
}

// checkAttributes reports what the table does not know and takes it out, so
// that nobody after the reader sees it.
func (r *reading) checkAttributes(a *prose.Attrs, on place) {
	known, guessing := everywhere, false
	a.Classes = slices.DeleteFunc(a.Classes, func(name string) bool {
		c := classNamed(name, on)
		if c == nil {
			r.unknownClass(a, name, on)
			guessing = true
			return true
		}
		known = append(known[:len(known):len(known)], c.attributes...)
		return false
	})
	a.Values = slices.DeleteFunc(a.Values, func(v prose.Attr) bool {
		i := slices.IndexFunc(known, func(k attribute) bool { return k.key == v.Key })
		if i < 0 {
			// One misspelt class is one mistake, whatever attributes it has.
			if !guessing || isDangerous(v.Key) {
				r.unknownAttribute(a, v, known, on)
			}
			return true
		}
		return !r.checkValue(v, known[i])
	})
}

// isDangerous reports whether an attribute would run or load something if it
// reached a page. The table has none of these, so none ever does.
func isDangerous(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "on") || key == "style" || key == "href" || key == "src"
}

func (r *reading) unknownClass(a *prose.Attrs, name string, on place) {
	names := classNames(on)
	hint := diag.DidYouMean(name, names)
	if c := classNamed(name, onSpan|onDiv); hint == "" && c != nil && on != onHeading {
		hint = fmt.Sprintf(".%s belongs on a %s", name, c.on)
	}
	switch {
	case hint != "":
	case on == onHeading:
		hint = "a heading takes an id and a language: {#id lang=fr}"
	default:
		hint = "classes of a " + on.String() + ": " + strings.Join(names, ", ")
	}
	r.report(diag.Diagnostic{Code: diag.UnknownClass, Severity: diag.Warning, Span: placed(a.Span),
		Message: fmt.Sprintf("%q means nothing here; its content is shown as plain text", "."+name), Hint: hint})
}

func (r *reading) unknownAttribute(a *prose.Attrs, v prose.Attr, known []attribute, on place) {
	owner := "a " + on.String()
	if len(a.Classes) > 0 {
		owner = `"` + "." + strings.Join(a.Classes, ".") + `"`
	}
	keys := make([]string, len(known))
	for i, k := range known {
		keys[i] = k.key
	}
	hint := diag.DidYouMean(v.Key, keys)
	switch {
	case v.Key == "class":
		hint = "write ." + v.Value
	case v.Key == "id":
		hint = "write #" + v.Value
	case hint == "":
		hint = "it has " + strings.Join(keys, ", ")
	}
	r.error(diag.UnknownAttribute, v.Span, fmt.Sprintf("%s has no attribute %q", owner, v.Key), hint)
}

// checkValue reports a value that its attribute cannot have.
func (r *reading) checkValue(v prose.Attr, k attribute) bool {
	if k.key == "lang" {
		if isLanguage(v.Value) {
			return true
		}
		r.error(diag.InvalidValue, v.Span, fmt.Sprintf("%q is not a language", v.Value), "write its code: lang=en, lang=fr-BE")
		return false
	}
	if k.values == nil || slices.Contains(k.values, v.Value) {
		return true
	}
	hint := diag.DidYouMean(v.Value, k.values)
	if hint == "" {
		hint = "it can be " + strings.Join(k.values, ", ")
	}
	r.error(diag.InvalidValue, v.Span, fmt.Sprintf("%q cannot be %q", k.key, v.Value), hint)
	return false
}

// isLanguage reports whether s has the form of a language tag: "en", "fr-BE",
// "zh-Hant".
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for j := range len(part) {
			if !isLetter(part[j]) && (i == 0 || !isDigit(part[j])) {
				return false
			}
		}
	}
	return true
}

// prefixOf returns what stands before the id of an element in its anchor.
func prefixOf(a *prose.Attrs, on place) string {
	for _, name := range a.Classes {
		if c := classNamed(name, on); c != nil {
			return c.prefix
		}
	}
	return ""
}

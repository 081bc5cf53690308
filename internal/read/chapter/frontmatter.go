package chapter

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// ReadHead reads the front matter of a Markdown file and nothing else. Places
// have no file. A field that is wrong reads as if it were missing.
func ReadHead(src []byte) (casefile.Head, diag.List) {
	start, end, ok := frontMatter(src)
	if !ok {
		return casefile.Head{}, diag.List{{
			Code: diag.MissingFrontMatter, Severity: diag.Error, Span: firstLine(src),
			Message: "this file does not begin with front matter",
			Hint:    `begin it with a line "---", a line "title: …" and another line "---"`,
		}}
	}
	if end == len(src) {
		head, _ := readFields(src, start, firstBlankLine(src, start))
		return head, diag.List{{
			Code: diag.UnclosedFrontMatter, Severity: diag.Error, Span: firstLine(src),
			Message: "this front matter is never closed",
			Hint:    `put a line "---" between the last field and the text`,
		}}
	}
	return readFields(src, start, end)
}

func readFields(src []byte, start, end int) (casefile.Head, diag.List) {
	node, diags := yamltree.Parse(src, start, end)
	m := node.Map("front matter", &diags)
	m.Require("title", "this page has no title", `add a line "title: …" to the front matter`)
	head := casefile.Head{
		Title:       m.Line("title"),
		Standfirst:  m.Line("standfirst"),
		Description: m.Line("description"),
		Date:        casefile.Date(m.Date("date")),
		Updated:     casefile.Date(m.Date("updated")),
		Authors:     m.Lines("authors"),
		Slug:        readSlug(m),
		Draft:       m.Bool("draft"),
		Embargo:     readEmbargo(m),
		Aliases:     readAliases(m),
		TitleSpan:   m.Place("title"),
		SlugSpan:    m.Place("slug"),

		StandfirstSpan:  m.Place("standfirst"),
		DescriptionSpan: m.Place("description"),
	}
	if d, u := m.Line("date"), m.Line("updated"); !head.Updated.IsZero() && !head.Date.IsZero() && u < d {
		m.Report(diag.InvalidDate, m.Place("updated"), fmt.Sprintf("updated is before the date of publication, %s", d), "leave updated out until the page changes")
	}
	m.Finish()
	return head, diags
}

// readSlug reads the address of a page, one step of a path.
func readSlug(m *yamltree.Map) string {
	slug := m.Line("slug")
	for _, c := range []byte(slug) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			m.Report(diag.InvalidValue, m.Place("slug"), fmt.Sprintf("%q cannot be a slug", slug), "use lower-case letters from a to z, digits and hyphens")
			return ""
		}
	}
	if strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") {
		m.Report(diag.InvalidValue, m.Place("slug"), fmt.Sprintf("%q cannot be a slug", slug), "a slug begins and ends with a letter or a digit")
		return ""
	}
	return slug
}

// readEmbargo reads a moment, or a day, which then begins at midnight UTC.
func readEmbargo(m *yamltree.Map) time.Time {
	text := m.Line("embargo")
	if text == "" {
		return time.Time{}
	}
	if d, ok := yamltree.ParseDate(text); ok {
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		m.Report(diag.InvalidDate, m.Place("embargo"), fmt.Sprintf("%q is not a moment", text),
			"write a day, 2026-03-01, or a day, a time and its zone: 2026-03-01T09:00:00+01:00")
	}
	return t
}

// readAliases reads the earlier addresses of a page. What may stand in them is
// what a redirect rule takes literally.
func readAliases(m *yamltree.Map) []casefile.Alias {
	var aliases []casefile.Alias
	for _, n := range m.List("aliases") {
		path, ok := m.LineOf(n, "aliases")
		if !ok {
			continue
		}
		if hint := aliasMistake(path); hint != "" {
			m.Report(diag.InvalidValue, n.Span, fmt.Sprintf("%q cannot be an alias", path), hint)
			continue
		}
		aliases = append(aliases, casefile.Alias{Path: path, Span: n.Span})
	}
	return aliases
}

// aliasMistake says how to repair an alias, or nothing where it is good.
func aliasMistake(path string) string {
	switch {
	case !strings.HasPrefix(path, "/"):
		return fmt.Sprintf("begin it with a slash: %q", "/"+strings.Trim(path, "/")+"/")
	case path == "/" || strings.Contains(path, "//"):
		return `write an earlier address of this page: "/old-name/"`
	case strings.ContainsAny(path, " \t?#*:\\<>\"'%"):
		return "leave out spaces, quotation marks and any of ? # * : % < > \\"
	}
	for step := range strings.SplitSeq(path, "/") {
		if step == "." || step == ".." {
			return "write the whole path, without dots"
		}
	}
	return ""
}

// firstLine returns the place of the first line of a file.
func firstLine(src []byte) diag.Span {
	start := 0
	if bytes.HasPrefix(src, byteOrderMark) {
		start = len(byteOrderMark)
	}
	return diag.Span{Start: start, End: start + len(bytes.TrimRight(src[start:lineEnd(src, start)], "\r\n"))}
}

// firstBlankLine returns the start of the first line that holds nothing, or
// the end of the file.
func firstBlankLine(src []byte, at int) int {
	for at < len(src) {
		next := lineEnd(src, at)
		if len(bytes.TrimSpace(src[at:next])) == 0 {
			return at
		}
		at = next
	}
	return at
}

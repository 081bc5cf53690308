package release

import (
	"fmt"
	"regexp"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/yamltree"
)

// ready is what a writer can do about a change: an entry of the log to paste.
func (c *comparison) ready(page *casefile.Chapter, of, was, now string, material bool) string {
	name, about := recordName(page), page.Name
	switch page.Kind {
	case casefile.RecordKind:
		if e := c.inv.Edition(page.Lang); of != "" && e != nil && e.Entry(page.Name, of) != nil {
			name += "/" + of
		}
		if of != "" {
			about = of
		}
	case casefile.EntryKind:
		about = of
	}
	switch {
	case page.Kind == casefile.CoverKind:
		name = page.Lang + "/index.md"
	case page.Path != "":
		name = strings.TrimPrefix(page.Path, "content/")
	case page.Lang != c.inv.Settings.Original():
		name = page.Lang + "/" + name
	}
	words := func(text string) string {
		if len(c.inv.Settings.Languages) > 1 {
			return "{" + page.Lang + ": " + yamltree.Quote(text) + "}"
		}
		return yamltree.Quote(text)
	}
	why := "…"
	if len(c.inv.Settings.Languages) > 1 {
		why = "{" + page.Lang + ": …}"
	}
	kind, severity, fields := "correction", "material", ""
	if was == "" {
		kind = "update"
	}
	if !material {
		severity = "minor"
	}
	if was != "" {
		fields += ", was: " + words(was)
	}
	if now != "" {
		fields += ", now: " + words(now)
	}
	day := isoDay(c.inv.Today)
	return fmt.Sprintf("take it back, or add to %s: - {id: %s, date: %s, type: %s, severity: %s, pages: [%s]%s, why: %s}",
		c.logName(), c.free(day, about), day, kind, severity, name, fields, why)
}

// logName is the file of the log, with what a first entry has to know.
func (c *comparison) logName() string {
	const log = "content/records/corrections.yaml"
	switch {
	case !c.inv.HasLog:
		return log + " (a new file)"
	case len(c.inv.Corrections.List) == 0:
		return log + " (the first entry takes the place of [])"
	}
	return log
}

var notOfID = regexp.MustCompile(`[^a-z0-9]+`)

// free is an id that no entry has, and none that was proposed before.
func (c *comparison) free(day, about string) string {
	about = strings.Trim(notOfID.ReplaceAllString(strings.ToLower(about), "-"), "-")
	about = strings.TrimRight(about[:min(len(about), 48)], "-") // an id has at most 64 letters
	wish := strings.TrimRight(day+"-"+about, "-")
	for n, id := 2, wish; ; n++ {
		if !c.proposed[id] && c.inv.Corrections.Lookup(id) == nil {
			c.proposed[id] = true
			return id
		}
		id = fmt.Sprintf("%s-%d", wish, n)
	}
}

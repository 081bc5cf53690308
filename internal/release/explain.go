package release

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/wording"
)

// sayer is an entry of the log in one language.
type sayer struct {
	entry *casefile.Correction
	lang  string
}

// quotesNothing reports whether an entry tells of a change without its words.
func quotesNothing(e *casefile.Correction) bool { return len(e.Was) == 0 && len(e.Now) == 0 }

// explains lists the entries since the release that may be about words of a
// page; of is the record whose words they are. explained is true where one of
// them answers for all of these words without quoting any.
func (c *comparison) explains(page *casefile.Chapter, of string) (entries []*casefile.Correction, explained bool) {
	for _, e := range c.fresh {
		if !e.Explains(page, of) {
			continue
		}
		if quotesNothing(e) || page.Kind == casefile.RecordKind && page.Name == casefile.ClaimsPage && len(e.Claims) > 0 {
			return nil, true
		}
		entries = append(entries, e)
	}
	return entries, false
}

// isExplained reports whether the log says what happened to a piece. Where an
// entry replaced words, that is what was expected already; what is left are
// entries that add words, that take a passage away, or that quote it in other
// portions.
func (c *comparison) isExplained(page *casefile.Chapter, ch change) bool {
	was, now, of := "", "", ""
	if ch.was != nil {
		was, of = ch.was.folded, ch.was.of
	}
	if ch.now != nil {
		now, of = ch.now.folded, ch.now.of
	}
	entries, explained := c.explains(page, of)
	if explained {
		return true
	}
	rest := now
	for _, e := range entries {
		old, current := fold(e.Was.In(page.Lang)), fold(e.Now.In(page.Lang))
		switch {
		case was == "" && current != "" && (strings.Contains(now, current) || strings.Contains(current, now)):
			return true
		case now == "" && old != "" && strings.Contains(old, was):
			return true
		case old != "" && current != "" && strings.Contains(old, was) && strings.Contains(current, now):
			return true
		case old == "" && current != "":
			rest = strings.ReplaceAll(rest, current, "")
		}
	}
	return was != "" && fold(rest) == was
}

// isCount reports whether a change is one of numbers that the records decide, and
// that are held against them.
func (e *edit) isCount(ch change) bool {
	if ch.was == nil || ch.now == nil {
		return false
	}
	counts := e.text[ch.now.block].Counts(ch.now.from, ch.now.to)
	if len(counts) == 0 {
		return false
	}
	for i := range counts {
		counts[i][0] -= ch.now.from
		counts[i][1] -= ch.now.from
	}
	parts := strings.Split(fold(replaced(ch.now.text, counts, "\x00")), "\x00")
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	form := regexp.MustCompile("^" + strings.Join(parts, `[\pL\d ,'-]{1,40}`) + "$")
	return form.MatchString(ch.was.folded)
}

// unsaid reports entries whose old words nobody published.
func (c *comparison) unsaid() {
	for _, e := range c.fresh {
		for _, lang := range c.inv.Settings.Languages {
			was := e.Was.In(lang)
			if was == "" || c.said[sayer{e, lang}] {
				continue
			}
			known, answered := "", false
			for _, t := range c.targets {
				if t.page.Lang != lang || !e.Concerns(t.page) || !slices.ContainsFunc(t.published, func(p *Page) bool { return len(p.Blocks) > 0 }) {
					continue
				}
				known = named(t.page)
				// Words that came between two releases are on no record.
				answered = answered || slices.ContainsFunc(c.fresh, func(other *casefile.Correction) bool {
					return other != e && len(other.Was) == 0 && other.Concerns(t.page)
				})
			}
			if known == "" || answered || c.stood(lang, was) {
				continue
			}
			where := e.WasSpan
			if where == (diag.Span{}) {
				where = e.Span
			}
			c.add(diag.CorrectionNotApplied, diag.Error, where, fmt.Sprintf("%s did not say %q in release %d", known, cut(was), c.base.Number),
				"quote in was: the words as they were published, without markup")
		}
	}
}

// stood reports whether words stood on any page of the release in a language.
func (c *comparison) stood(lang, words string) bool {
	for i := range c.base.Pages {
		if p := &c.base.Pages[i]; p.Lang == lang && slices.ContainsFunc(p.Blocks, func(b Block) bool { return len(wording.Find(b.Text, words)) > 0 }) {
			return true
		}
	}
	return false
}

// named is a page as a message names it.
func named(page *casefile.Chapter) string {
	if page.Path != "" {
		return page.Path
	}
	return fmt.Sprintf("the page %q", recordName(page))
}

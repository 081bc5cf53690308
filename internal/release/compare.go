package release

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/wording"
	"dossier/internal/yamltree"
)

// Compare finds what has changed since a release and should not have, or not
// without an entry in the log: words, pages, anchors, replies, where claims
// stand, and the log itself.
func Compare(inv *casefile.Investigation, summary Summaries, base *Baseline) diag.List {
	c := comparison{inv: inv, summary: summary, base: base, said: map[sayer]bool{}, proposed: map[string]bool{}}
	released := map[string]bool{}
	for _, e := range base.Log {
		released[e.ID] = true
	}
	for _, e := range inv.Corrections.List {
		if !released[e.ID] {
			c.fresh = append(c.fresh, e)
		}
	}
	slices.SortStableFunc(c.fresh, func(a, b *casefile.Correction) int { return a.Moment.Compare(b.Moment) })
	c.log()
	c.backdated()
	c.match()
	var edits []*edit
	for _, t := range c.targets {
		for _, p := range t.published {
			c.address(p, t.page)
			c.anchors(p, t.page)
		}
		if e := c.edit(t.page, t.published); e != nil {
			edits = append(edits, e)
		}
	}
	moved(edits)
	for _, e := range edits {
		c.report(e)
	}
	c.unsaid()
	c.statuses()
	c.replies()
	return c.diags
}

type comparison struct {
	inv      *casefile.Investigation
	summary  Summaries
	base     *Baseline
	fresh    []*casefile.Correction // entries of the log since the release, the oldest first
	targets  []target
	said     map[sayer]bool  // entries whose old words the release had
	proposed map[string]bool // ids of entries that a hint gives a writer
	diags    diag.List
}

// A target is a page with the published ones whose place it has.
type target struct {
	page      *casefile.Chapter
	published []*Page
}

// match finds what has become of each published page, and reports those that
// are gone.
func (c *comparison) match() {
	at := map[*casefile.Chapter]int{}
	for i := range c.base.Pages {
		p := &c.base.Pages[i]
		page := c.find(p)
		if page == nil {
			c.lost(p)
			continue
		}
		if _, known := at[page]; !known {
			at[page] = len(c.targets)
			c.targets = append(c.targets, target{page: page})
		}
		t := &c.targets[at[page]]
		t.published = append(t.published, p)
	}
}

func (c *comparison) add(code diag.Code, s diag.Severity, where diag.Span, message, hint string) {
	c.diags = append(c.diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message, Hint: hint})
}

// find returns the page that a published one has become: that of the same file,
// of the same address, or the one that its address leads to; nil for none.
func (c *comparison) find(p *Page) *casefile.Chapter {
	if p.File != "" {
		if page := c.inv.ByPath[p.File]; page != nil {
			return page
		}
	}
	for _, page := range c.inv.All() {
		if page.URL == p.Address || leadsTo(page, p.Address) {
			return page
		}
	}
	if to := c.redirected(p.Address); to != "" {
		for _, page := range c.inv.All() {
			if page.URL == to {
				return page
			}
		}
	}
	return nil
}

// leadsTo reports whether an earlier address of a page is this one.
func leadsTo(page *casefile.Chapter, address string) bool {
	return slices.ContainsFunc(page.Head.Aliases, func(a casefile.Alias) bool { return strings.TrimSuffix(a.Path, "/")+"/" == address })
}

// redirected is the address of the page that redirects.yaml names for another,
// "" for none.
func (c *comparison) redirected(address string) string {
	for _, r := range c.inv.Redirects {
		if r.From == address {
			to, _, _ := strings.Cut(r.To, "#")
			return to
		}
	}
	return ""
}

// lost reports a page that is gone, unless the log says that it was removed.
func (c *comparison) lost(p *Page) {
	if len(EntriesOf(c.inv, p.gone())) > 0 {
		return
	}
	name := p.Address
	where := diag.Span{File: Path}
	if p.File != "" {
		name, where.File = p.File, p.File
	}
	held := ""
	if why := c.inv.Held[p.File]; why != "" {
		held = ": the file is held back (" + why + ")"
	}
	hint := fmt.Sprintf("bring it back; or write where it is now in content/records/redirects.yaml: - {from: %s, to: …}", p.Address)
	if ref := p.ref(); ref != "" {
		hint += fmt.Sprintf("; or say in %s that it was taken away: - {id: %s, date: %s, type: removal, reason: …, severity: material, pages: [%s], why: …}",
			c.logName(), c.free(isoDay(c.inv.Today), strings.TrimSuffix(path.Base(ref), ".md")), isoDay(c.inv.Today), ref)
	}
	c.add(diag.PublishedPageLost, diag.Error, where, fmt.Sprintf("%q, published on %s, is gone%s", name, c.base.Date, held), hint)
}

// address reports a page that has moved and left nothing at its old address.
func (c *comparison) address(p *Page, page *casefile.Chapter) {
	if page.URL == p.Address || leadsTo(page, p.Address) || c.redirected(p.Address) != "" {
		return
	}
	c.add(diag.PublishedPageLost, diag.Error, head(page), fmt.Sprintf("this page was published at %q and is now at %q", p.Address, page.URL),
		fmt.Sprintf("add aliases: [%s] to its front matter, or give it the old slug:", p.Address))
}

// head is the place of a page as a whole: its title.
func head(page *casefile.Chapter) diag.Span {
	switch {
	case page.Head.TitleSpan != (diag.Span{}):
		return page.Head.TitleSpan
	case page.Path != "":
		return diag.Span{File: page.Path}
	}
	return diag.Span{File: Path}
}

// log reports entries of the log that were edited or deleted. Words in a further
// language may be added.
func (c *comparison) log() {
	for _, old := range c.base.Log {
		e := c.inv.Corrections.Lookup(old.ID)
		if e == nil {
			c.add(diag.CorrectionLogChanged, diag.Error, diag.Span{File: "content/records/corrections.yaml"},
				fmt.Sprintf("entry %q of %s was deleted since release %d", old.ID, old.Moment[:min(len(old.Moment), len("2026-12-02"))], c.base.Number), "put it back; what a reader has quoted stays")
			continue
		}
		if field := old.differs(entryOf(e)); field != "" {
			c.add(diag.CorrectionLogChanged, diag.Error, e.Span, fmt.Sprintf("entry %q was edited since release %d: %s is not what it was", old.ID, c.base.Number, field),
				"put it back as it was, and add a new entry")
		}
	}
}

// backdated reports entries since the release that bear a date before it: the
// log would tell readers that they had been told. A day of grace is for zones.
func (c *comparison) backdated() {
	released, ok := yamltree.ParseDate(c.base.Date)
	if !ok {
		return
	}
	first := casefile.Date(released).AddDays(-1)
	for _, e := range c.fresh {
		if !e.Moment.IsZero() && e.Day().Before(first) {
			c.add(diag.CorrectionLogChanged, diag.Error, e.Span, fmt.Sprintf("entry %q is dated %s, and release %d of %s does not have it", e.ID, isoDay(e.Day()), c.base.Number, c.base.Date),
				"give it the date on which readers are told: date: "+isoDay(c.inv.Today))
		}
	}
}

// differs names the first field in which an entry is not what it was, "" for
// none.
func (e Entry) differs(now Entry) string {
	words := func(was, is casefile.Text) bool {
		for lang, text := range was {
			if is[lang] != text {
				return true
			}
		}
		return false
	}
	switch {
	case e.Moment != now.Moment:
		return "date"
	case e.Type != now.Type:
		return "type"
	case e.Minor != now.Minor:
		return "severity"
	case !slices.Equal(e.Pages, now.Pages):
		return "pages"
	case words(e.Was, now.Was) || len(e.Was) == 0 && len(now.Was) > 0:
		return "was"
	case words(e.Now, now.Now) || len(e.Now) == 0 && len(now.Now) > 0:
		return "now"
	case words(e.Why, now.Why):
		return "why"
	case e.Reason != now.Reason:
		return "reason"
	case !slices.Equal(e.Cites, now.Cites):
		return "cite"
	case !slices.Equal(e.Claims, now.Claims):
		return "claims"
	case words(e.Thanks, now.Thanks) || len(e.Thanks) == 0 && len(now.Thanks) > 0:
		return "thanks"
	}
	return ""
}

// statuses reports claims that stand elsewhere than they did, where the record
// or the log does not say so.
func (c *comparison) statuses() {
	for _, old := range c.base.Claims {
		claim, s := c.inv.Claims.Lookup(old.ID), c.inv.Standings[old.ID]
		if claim == nil || s == nil || s.Status == old.Status {
			continue // a claim that is gone has lost its anchor
		}
		var missing, hints []string
		day, why := isoDay(c.inv.Today), "…"
		if len(c.inv.Settings.Languages) > 1 {
			why = "{" + c.inv.Settings.Original() + ": …}"
		}
		if !slices.ContainsFunc(claim.History, func(h casefile.Change) bool { return h.To == s.Status && isoDay(h.Date) >= c.base.Date }) {
			missing = append(missing, "history")
			hints = append(hints, fmt.Sprintf("add to history: of the claim: {date: %s, from: %s, to: %s, why: %s}", day, old.Status, s.Status, why))
		}
		if !slices.ContainsFunc(c.fresh, func(e *casefile.Correction) bool { return e.Claims.Has(old.ID) }) {
			missing = append(missing, "an entry in the log")
			hints = append(hints, fmt.Sprintf("add to %s: - {id: %s, date: %s, type: update, severity: material, claims: [%s], why: %s}", c.logName(), c.free(day, old.ID), day, old.ID, why))
		}
		if len(missing) > 0 {
			c.add(diag.UnrecordedStatus, diag.Error, claim.Span,
				fmt.Sprintf("%q was %s in release %d and is %s, without %s", old.ID, old.Status, c.base.Number, s.Status, strings.Join(missing, " and ")),
				strings.Join(hints, "; and "))
		}
	}
}

// replies reports a right of reply that is no longer shown, where the passage
// that it answers is.
func (c *comparison) replies() {
	for _, r := range c.base.Replies {
		file, anchor, _ := strings.Cut(r.Contests, "#")
		for _, shown := range r.Shown {
			page := c.inv.ByPath[shown]
			s := (*casefile.Summary)(nil)
			if page != nil {
				s = c.summary(page)
			}
			if s == nil || shows(s, r.ID) {
				continue
			}
			where := head(page)
			if strings.HasSuffix(shown, file) && anchor != "" {
				if !s.IDs[anchor] {
					continue // the passage is gone too
				}
				for _, h := range s.Headings {
					if h.ID == anchor {
						where = diag.Span{File: page.Path, Start: h.Span.Start, End: h.Span.End}
					}
				}
			}
			c.add(diag.ReplyRemoved, diag.Error, where, fmt.Sprintf("the right of reply %q was shown here in release %d and is gone, while the passage stays", r.ID, c.base.Number),
				fmt.Sprintf("show it again: ::: {.right-of-reply ref=%s}", r.ID))
		}
		if len(r.Shown) == 0 && c.inv.Responses.Lookup(r.ID) == nil {
			c.add(diag.ReplyRemoved, diag.Error, diag.Span{File: "content/records/responses.yaml"},
				fmt.Sprintf("the right of reply %q of release %d is gone", r.ID, c.base.Number), "put its record back")
		}
	}
}

// fold is wording.Fold, which every comparison of words goes through.
func fold(text string) string { return wording.Fold(text) }

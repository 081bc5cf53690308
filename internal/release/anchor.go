package release

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// anchors reports anchors of a published page that are gone, each with what
// brings this kind of anchor back. The mark of a note goes with the note.
func (c *comparison) anchors(p *Page, page *casefile.Chapter) {
	s := c.summary(page)
	if s == nil {
		return
	}
	var kept map[string]bool
	for _, id := range p.IDs {
		if s.IDs[id] || strings.HasPrefix(id, "cor-") { // of entries of the log, log tells
			continue
		}
		if kept == nil {
			kept = c.keptAnchors(p, page)
		}
		if note, isMark := strings.CutPrefix(id, "nr-"); kept[id] || isMark && (!s.IDs["n-"+note] || kept["n-"+note]) && slices.Contains(p.IDs, "n-"+note) {
			continue
		}
		c.add(diag.PublishedIDLost, diag.Error, head(page), fmt.Sprintf("\"#%s\", published on %s, no longer exists", id, c.base.Date), lostAnchor(p, s, id))
	}
}

// keptAnchors are those that redirects keep, and those of records that the log
// says were taken away.
func (c *comparison) keptAnchors(p *Page, page *casefile.Chapter) map[string]bool {
	kept := map[string]bool{}
	for _, m := range c.inv.MovedFrom(page) {
		kept[m.ID] = true
	}
	for _, r := range c.inv.Redirects {
		if path, id, ok := strings.Cut(r.From, "#"); ok && path == p.Address {
			kept[id] = true
		}
	}
	for _, e := range c.inv.Corrections.List {
		if !e.TakesAway() {
			continue
		}
		for _, ref := range e.Pages {
			if register, id, ok := strings.Cut(ref.Name, "/"); ok && anchorPrefixes[register] != "" {
				kept[anchorPrefixes[register]+id] = true
			}
		}
		for _, claim := range e.Claims {
			kept["c-"+claim.ID] = true
		}
	}
	return kept
}

// anchorPrefixes begin the anchors of the records of a register.
var anchorPrefixes = map[string]string{
	casefile.ClaimsPage: "c-", casefile.PeoplePage: "p-", casefile.TimelinePage: "t-", casefile.SourcesPage: "s-", casefile.GlossaryPage: "g-", casefile.ResponsesPage: "r-",
}

// madeOfWords is the anchor of a footnote without a label, which its words decide.
var madeOfWords = regexp.MustCompile(`^n-fn-[0-9a-f]{8}$`)

// lostAnchor says how an anchor can be kept: the way of its kind, and the line
// for redirects.yaml.
func lostAnchor(p *Page, now *casefile.Summary, id string) string {
	redirect := func(to string) string {
		return fmt.Sprintf("add to content/records/redirects.yaml: - {from: %q, to: %q}", p.Address+"#"+id, to)
	}
	somewhere := fmt.Sprintf("add to content/records/redirects.yaml where it is now: - {from: %q, to: …}", p.Address+"#"+id)
	kind, rest, _ := strings.Cut(id, "-")
	switch {
	case kind == "n" && madeOfWords.MatchString(id):
		var fresh []string
		for other := range now.IDs {
			if madeOfWords.MatchString(other) && !slices.Contains(p.IDs, other) {
				fresh = append(fresh, other)
			}
		}
		if len(fresh) == 1 {
			return "the words of this note changed, and with them its address: " + redirect(p.Address+"#"+fresh[0])
		}
		return "the words of this note changed, or it is gone: " + somewhere
	case kind == "n":
		return "the address of a note comes from its source or its label: put it back; or " + redirect(p.Address)
	case kind == "c" && p.File != "":
		return fmt.Sprintf("mark the claim where it stands now: […]{.claim ref=%s}; or %s", rest, somewhere)
	case kind == "q" && p.File != "":
		return fmt.Sprintf("give the quotation its address again: {.q #%s …}; or %s", rest, somewhere)
	case p.File == "":
		return "put the record back; or " + somewhere
	}
	return fmt.Sprintf("give its element that id again: {#%s}; or %s", id, somewhere)
}

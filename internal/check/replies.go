package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Replies holds each text that is published at somebody's request against the
// numbers of its law profile, where the settings name that profile. It counts
// days, lines and characters; it has no opinion.
func Replies(inv *casefile.Investigation, summary Summaries) diag.List {
	var diags diag.List
	for _, r := range inv.Responses.List {
		if r.Law == nil || !r.Withdrawn.IsZero() {
			continue
		}
		page := contested(inv, r.Law, &diags)
		profile := casefile.LawProfileOf(r.Law.Profile)
		if profile == nil || !slices.Contains(inv.Settings.Laws, profile.Name) {
			continue
		}
		c := reply{inv: inv, response: r, profile: profile, page: page}
		if page != nil {
			c.text = summary(page)
		}
		if !c.late() {
			c.overdue()
		}
		c.length()
		diags = append(diags, c.diags...)
	}
	return diags
}

// contested is the page that a reply answers; nil where the record names none
// or one that is not in this build. One that does not exist is reported.
func contested(inv *casefile.Investigation, law *casefile.Reply, diags *diag.List) *casefile.Chapter {
	file, _, _ := strings.Cut(law.Contests, "#")
	if file == "" {
		return nil
	}
	file = "content/" + strings.TrimPrefix(file, "content/")
	if c := inv.ByPath[file]; c != nil {
		return c
	}
	if inv.Held[file] == "" {
		var files []string
		for _, path := range sortedKeys(inv.ByPath) {
			files = append(files, strings.TrimPrefix(path, "content/"))
		}
		hint := diag.DidYouMean(strings.TrimPrefix(file, "content/"), files)
		if hint == "" {
			hint = "write the path of the page from content/ on: contests: en/02-deal.md#heading"
		}
		*diags = append(*diags, diag.Diagnostic{Code: diag.UnknownPage, Severity: diag.Error, Span: law.Span,
			Message: fmt.Sprintf("this reply contests %q, which is no page of this dossier", law.Contests), Hint: hint})
	}
	return nil
}

// reply is the checking of one text published at somebody's request.
type reply struct {
	inv      *casefile.Investigation
	response *casefile.Response
	profile  *casefile.LawProfile
	page     *casefile.Chapter // what it answers; nil where that is not known
	text     *casefile.Summary // of page
	diags    diag.List
}

func (c *reply) report(code diag.Code, s diag.Severity, where diag.Span, message, todo string) {
	c.diags = append(c.diags, diag.Diagnostic{Code: code, Severity: s, Span: where, Message: message,
		Hint: fmt.Sprintf("%s; the number is that of %s (%s, reviewed %s), and counsel confirms it", todo, c.profile.Name, c.profile.Law, day(c.profile.Reviewed))})
}

// late reports a request that came too long after publication. Nobody can say
// that of a page without a date.
func (c *reply) late() bool {
	requested := c.response.Law.Requested
	if requested.IsZero() || c.page == nil || c.page.Head.Date.IsZero() {
		return false
	}
	last := c.page.Head.Date.AddMonths(c.profile.RequestMonths)
	if !last.Before(requested) {
		return false
	}
	c.report(diag.ReplyLateRequest, diag.Warning, c.response.Law.Span,
		fmt.Sprintf("this reply was asked for on %s; %d months after publication ended on %s", day(requested), c.profile.RequestMonths, day(last)),
		"decide whether to publish it all the same")
	return true
}

// overdue reports a reply that was inserted too late, or is not and should be.
// A request that came too late sets no limit.
func (c *reply) overdue() {
	law := c.response.Law
	if law.Requested.IsZero() {
		return
	}
	last := law.Requested.AddDays(c.profile.InsertDays)
	switch {
	case law.Inserted.IsZero():
		if !c.inv.Today.IsZero() && last.Before(c.inv.Today) {
			c.report(diag.ReplyOverdue, diag.Error, law.Span, fmt.Sprintf("this reply was asked for on %s and due on %s, and it is not inserted", day(law.Requested), day(last)),
				"insert it with ::: {.right-of-reply ref="+c.response.ID+"} and write inserted: with the day")
		}
	case last.Before(law.Inserted):
		c.report(diag.ReplyOverdue, diag.Error, law.Span, fmt.Sprintf("this reply was asked for on %s and due on %s, and was inserted on %s", day(law.Requested), day(last), day(law.Inserted)),
			"check the dates; if they are right, ask counsel, and record what was decided as an exception")
	}
}

// length reports a reply that is longer than the law gives it room.
func (c *reply) length() {
	words := c.words()
	if n := linesOf(words, c.profile.LineLength); n > c.profile.MostLines {
		c.report(diag.ReplyTooLong, diag.Warning, c.response.TextSpan,
			fmt.Sprintf("this reply has %d lines of %d characters; at most %d may be asked for", n, c.profile.LineLength, c.profile.MostLines), "publish it whole, or agree on a shorter text with those who asked")
		return
	}
	if !c.profile.AsMessage || c.text == nil {
		return
	}
	message := 0
	for i := range c.text.Passages {
		message += utf8.RuneCountInString(c.text.Passages[i].Text)
	}
	if n := utf8.RuneCountInString(words); n > message {
		c.report(diag.ReplyTooLong, diag.Warning, c.response.TextSpan,
			fmt.Sprintf("this reply has %d characters, the text that it answers %d", n, message), "publish it whole, or agree on a shorter text with those who asked")
	}
}

// words are those of the reply as they were given.
func (c *reply) words() string {
	lang := c.response.Language
	if lang == "" {
		lang = c.inv.Settings.Original()
	}
	return c.response.Text[lang]
}

// linesOf counts lines of so many characters; empty ones do not count.
func linesOf(text string, length int) int {
	lines := 0
	for line := range strings.Lines(text) {
		lines += (utf8.RuneCountInString(strings.TrimSpace(line)) + length - 1) / length
	}
	return lines
}

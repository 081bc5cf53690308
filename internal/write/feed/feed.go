// Package feed writes the feeds of an edition: Atom (RFC 4287) and JSON Feed
// 1.1. Both hold the same chapters with their full text.
//
// A feed is a pure function of the chapters' front matter and of their texts as
// HTML, which the caller makes: addresses in them are absolute, and ids differ
// between texts. Nothing here reads a clock. Dates are those that writers gave;
// a calendar day is written as its midnight in UTC.
//
// An entry keeps its id when its title, its address or the base of the site
// change, so that readers are not told of it twice: the id is made of the
// project's own domain, the day of first publication, the language and the name
// of the file. The feeds are tight; there is nothing in them to minify.
package feed

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"

	"dossier/internal/casefile"
)

// Limit is how many chapters a feed holds at most.
const Limit = 20

// A Site is what a feed says about the site it belongs to.
type Site struct {
	Settings *casefile.Settings
	Edition  *casefile.Edition
	BaseURL  string // of this build: "https://example.org"; no trailing slash
}

// An Entry is a chapter with its text.
type Entry struct {
	Chapter *casefile.Chapter
	HTML    string // the whole text, with absolute addresses
}

// Select lists the chapters of an edition's feeds, the one published or updated
// last first. Of those of one day the higher number comes first. A chapter
// enters when it has a date.
func Select(e *casefile.Edition) []*casefile.Chapter {
	list := slices.DeleteFunc(slices.Clone(e.Chapters), func(c *casefile.Chapter) bool { return latest(c).IsZero() })
	slices.SortStableFunc(list, func(a, b *casefile.Chapter) int {
		return cmp.Or(compareDates(latest(b), latest(a)), compareDates(b.Head.Date, a.Head.Date), cmp.Compare(b.Number, a.Number))
	})
	return list[:min(len(list), Limit)]
}

// latest is the day of a chapter's last news.
func latest(c *casefile.Chapter) casefile.Date {
	if compareDates(c.Head.Updated, c.Head.Date) > 0 {
		return c.Head.Updated
	}
	return c.Head.Date
}

// published is the day of first publication.
func published(c *casefile.Chapter) casefile.Date {
	if c.Head.Date.IsZero() {
		return c.Head.Updated
	}
	return c.Head.Date
}

func compareDates(a, b casefile.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

func day(d casefile.Date) string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// instant is the midnight a day begins with. The zero Date is the beginning of
// time as computers count it: a feed without entries still needs a date.
func instant(d casefile.Date) string {
	if d.IsZero() {
		return "1970-01-01T00:00:00Z"
	}
	return day(d) + "T00:00:00Z"
}

// updated is the day of a feed's last news.
func updated(entries []Entry) casefile.Date {
	var last casefile.Date
	for _, e := range entries {
		if d := latest(e.Chapter); compareDates(d, last) > 0 {
			last = d
		}
	}
	return last
}

// home is the address of the edition's cover.
func (s Site) home() string { return s.BaseURL + s.Edition.Home }

// id identifies the feed wherever it is built.
func (s Site) id() string {
	if s.Settings.BaseURL != "" {
		return s.Settings.BaseURL + s.Edition.Home
	}
	return s.home()
}

// entryID is a tag URI (RFC 4151): "tag:example.org,2024-03-01:en/background".
func (s Site) entryID(c *casefile.Chapter) string {
	u, err := url.Parse(s.id())
	host := "localhost"
	if err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return fmt.Sprintf("tag:%s,%s:%s", host, day(published(c)), (&url.URL{Path: c.Lang + "/" + c.Name}).EscapedPath())
}

// author signs the feed, and each entry that names nobody.
func (s Site) author() string {
	return cmp.Or(s.Settings.Publisher.Name, s.Settings.TitleIn(s.Edition.Lang))
}

func summary(c *casefile.Chapter) string { return cmp.Or(c.Head.Standfirst, c.Head.Description) }

package feed

import (
	"fmt"
	"net/url"

	"dossier/internal/casefile"
)

// A Correction is an entry of the log of corrections.
type Correction struct {
	Entry *casefile.Correction
	Title string // "Correction: 2 The deal"
	Text  string // plain
	URL   string // absolute
}

// Corrections makes the Atom feed of the log of an edition: title is that of the
// feed, at the address of the log's page, self that of the feed. Entries come newest first.
// An entry keeps its id: it is made of the project's domain, its day and its own
// id.
func Corrections(s Site, title, at, self string, entries []Correction) []byte {
	const format = "2006-01-02T15:04:05Z"
	var x xmlWriter
	x.raw(`<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"`)
	x.attr("xml:lang", s.Edition.Lang)
	x.raw(">")
	x.element("title", title)
	x.element("id", s.id()+"#corrections")
	x.link("self", "application/atom+xml", s.BaseURL+self)
	x.link("alternate", "text/html", s.BaseURL+at)
	updated := "1970-01-01T00:00:00Z"
	if len(entries) > 0 {
		updated = entries[0].Entry.Moment.Format(format)
	}
	x.element("updated", updated)
	x.author(s.author(), s.home())
	for _, e := range entries {
		x.raw("<entry>")
		x.element("title", e.Title)
		x.element("id", s.correctionID(e.Entry))
		x.link("alternate", "text/html", e.URL)
		x.element("published", e.Entry.Moment.Format(format))
		x.element("updated", e.Entry.Moment.Format(format))
		x.raw(`<content type="text">`)
		x.text(e.Text)
		x.raw("</content></entry>")
	}
	x.raw("</feed>")
	return x.b.Bytes()
}

// CorrectionsJSON is the same as a JSON feed.
func CorrectionsJSON(s Site, title, at, self string, entries []Correction) []byte {
	feed := jsonFeed{Version: jsonVersion, Title: title, HomePage: s.BaseURL + at, FeedURL: s.BaseURL + self, Language: s.Edition.Lang,
		Authors: []jsonAuthor{{s.author(), s.home()}}, Items: make([]jsonItem, 0, len(entries))}
	for _, e := range entries {
		feed.Items = append(feed.Items, jsonItem{ID: s.correctionID(e.Entry), URL: e.URL, Title: e.Title, Text: e.Text,
			Published: e.Entry.Moment.Format("2006-01-02T15:04:05Z"), Language: s.Edition.Lang})
	}
	return feed.write()
}

// correctionID is a tag URI (RFC 4151):
// "tag:example.org,2026-12-02:en/corrections/defendant".
func (s Site) correctionID(c *casefile.Correction) string {
	u, err := url.Parse(s.id())
	host := "localhost"
	if err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return fmt.Sprintf("tag:%s,%s:%s/corrections/%s", host, day(c.Day()), s.Edition.Lang, c.ID)
}

package feed

import (
	"bytes"
	"encoding/json"

	"dossier/internal/casefile"
)

// JSONType is the media type of a JSON feed.
const JSONType = "application/feed+json; charset=utf-8"

const jsonVersion = "https://jsonfeed.org/version/1.1"

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePage    string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Summary   string       `json:"summary,omitempty"`
	HTML      string       `json:"content_html,omitempty"`
	Text      string       `json:"content_text,omitempty"` // of an entry of the log
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Language  string       `json:"language"`
}

// JSON makes a JSON feed. self is its own address: "/fr/feed.json".
func JSON(s Site, self string, entries []Entry) []byte {
	feed := jsonFeed{
		Version:     jsonVersion,
		Title:       s.Settings.TitleIn(s.Edition.Lang),
		HomePage:    s.home(),
		FeedURL:     s.BaseURL + self,
		Description: s.Settings.Tagline.In(s.Edition.Lang),
		Language:    s.Edition.Lang,
		Authors:     []jsonAuthor{{s.author(), s.home()}},
		Items:       make([]jsonItem, 0, len(entries)),
	}
	for _, e := range entries {
		feed.Items = append(feed.Items, s.item(e))
	}
	return feed.write()
}

func (feed jsonFeed) write() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the file is never part of a page
	if err := enc.Encode(feed); err != nil {
		panic("feed: strings that JSON cannot hold: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func (s Site) item(e Entry) jsonItem {
	c := e.Chapter
	item := jsonItem{
		ID: s.entryID(c), URL: s.BaseURL + c.URL, Title: c.Head.Title, Summary: summary(c), HTML: e.HTML,
		Published: instant(published(c)), Language: c.Lang,
	}
	if last := latest(c); last != published(c) && last != (casefile.Date{}) {
		item.Modified = instant(last)
	}
	for _, name := range c.Head.Authors {
		item.Authors = append(item.Authors, jsonAuthor{Name: name})
	}
	return item
}

package feed_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/golden"
	"dossier/internal/write/feed"
)

func settings() *casefile.Settings {
	return &casefile.Settings{
		Title:     casefile.Text{"en": "The Inbox <Deal>", "fr": "L’accord Inbox"},
		Tagline:   casefile.Text{"en": "What was said & when"},
		BaseURL:   "https://example.org",
		Languages: []string{"en", "fr"},
		Publisher: casefile.Publisher{Name: "Desk & Co"},
	}
}

func chapter(number int, name string, date, updated casefile.Date) *casefile.Chapter {
	return &casefile.Chapter{
		Lang: "en", Number: number, Name: name, URL: "/" + name + "/",
		Head: casefile.Head{Title: "Chapter " + name, Standfirst: "About " + name + ".", Date: date, Updated: updated},
	}
}

// hostile is text that would end an element, a section or a document.
const hostile = `</title>]]><script>alert("1")</script> & ' "` + "\x00\x0b\uFFFE\xff\r\n"

func edition() *casefile.Edition {
	odd := chapter(4, "émile's deal", casefile.Date{Year: 2024, Month: 3, Day: 2}, casefile.Date{})
	odd.URL = "/emiles-deal/"
	odd.Head.Title = hostile
	odd.Head.Standfirst = ""
	odd.Head.Description = "A description."
	odd.Head.Authors = []string{"A. Writer", "<b>B</b>"}
	return &casefile.Edition{Lang: "en", Home: "/", Chapters: []*casefile.Chapter{
		chapter(1, "background", casefile.Date{Year: 2024, Month: 3, Day: 1}, casefile.Date{Year: 2024, Month: 4, Day: 9}),
		chapter(2, "deal", casefile.Date{Year: 2024, Month: 3, Day: 2}, casefile.Date{}),
		chapter(3, "undated", casefile.Date{}, casefile.Date{}),
		odd,
	}}
}

func entries(e *casefile.Edition) []feed.Entry {
	var list []feed.Entry
	for _, c := range feed.Select(e) {
		list = append(list, feed.Entry{Chapter: c, HTML: "<p>Text of <em>" + c.Name + "</em>.</p><pre>a\n\n  b &amp; c</pre>"})
	}
	return list
}

func TestSelect(t *testing.T) {
	names := func(list []*casefile.Chapter) string {
		var all []string
		for _, c := range list {
			all = append(all, c.Name)
		}
		return strings.Join(all, ", ")
	}
	if got, want := names(feed.Select(edition())), "background, émile's deal, deal"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	many := &casefile.Edition{Lang: "en", Home: "/"}
	for i := range 30 {
		many.Chapters = append(many.Chapters, chapter(i+1, fmt.Sprint("c", i+1), casefile.Date{Year: 2024, Month: 1, Day: 1}, casefile.Date{}))
	}
	got := feed.Select(many)
	if len(got) != feed.Limit || got[0].Name != "c30" || got[19].Name != "c11" {
		t.Errorf("of thirty: %s", names(got))
	}
	if many.Chapters[0].Name != "c1" {
		t.Error("the edition was sorted")
	}
}

func TestGolden(t *testing.T) {
	e := edition()
	site := feed.Site{Settings: settings(), Edition: e, BaseURL: "https://preview.example.net"}
	french := feed.Site{Settings: settings(), Edition: &casefile.Edition{Lang: "fr", Home: "/fr/"}, BaseURL: "https://example.org"}
	for name, got := range map[string][]byte{
		"feed.xml":  feed.Atom(site, "/feed.xml", entries(e)),
		"feed.json": feed.JSON(site, "/feed.json", entries(e)),
		"fr.xml":    feed.Atom(french, "/fr/feed.xml", nil),
		"fr.json":   feed.JSON(french, "/fr/feed.json", nil),
	} {
		golden.File(t, "testdata/"+name, string(got))
	}
}

type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Links   []atomLink `xml:"link"`
	Entries []struct {
		Title     string     `xml:"title"`
		ID        string     `xml:"id"`
		Links     []atomLink `xml:"link"`
		Published string     `xml:"published"`
		Updated   string     `xml:"updated"`
		Summary   string     `xml:"summary"`
		Authors   []struct {
			Name string `xml:"name"`
		} `xml:"author"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// What goes in comes out, whatever is in it; both feeds say the same.
func TestFeedsAreReadBack(t *testing.T) {
	e := edition()
	site := feed.Site{Settings: settings(), Edition: e, BaseURL: "https://preview.example.net"}
	in := entries(e)
	var atom atomFeed
	if err := xml.Unmarshal(feed.Atom(site, "/feed.xml", in), &atom); err != nil {
		t.Fatal(err)
	}
	var js struct {
		Items []map[string]any `json:"items"`
	}
	if err := json.Unmarshal(feed.JSON(site, "/feed.json", in), &js); err != nil {
		t.Fatal(err)
	}
	if atom.Title != "The Inbox <Deal>" || atom.Author.Name != "Desk & Co" || atom.Updated != "2024-04-09T00:00:00Z" || atom.ID != "https://example.org/" {
		t.Errorf("feed: %+v", atom)
	}
	if len(atom.Entries) != len(in) || len(js.Items) != len(in) {
		t.Fatalf("%d and %d entries, want %d", len(atom.Entries), len(js.Items), len(in))
	}
	ids := map[string]bool{}
	for i, got := range atom.Entries {
		c, item := in[i].Chapter, js.Items[i]
		if got.Content.Type != "html" || got.Content.Text != in[i].HTML || item["content_html"] != in[i].HTML {
			t.Errorf("%s: text %q and %q", c.Name, got.Content.Text, item["content_html"])
		}
		if want := "https://preview.example.net" + c.URL; got.Links[0].Href != want || item["url"] != want {
			t.Errorf("%s: address %q and %q", c.Name, got.Links[0].Href, item["url"])
		}
		if got.ID != item["id"] || ids[got.ID] || !strings.HasPrefix(got.ID, "tag:example.org,2024-03-0") {
			t.Errorf("%s: id %q and %q", c.Name, got.ID, item["id"])
		}
		ids[got.ID] = true
		if got.Published != item["date_published"] {
			t.Errorf("%s: published %q and %q", c.Name, got.Published, item["date_published"])
		}
	}
	cleaned := strings.NewReplacer("\x00", "\uFFFD", "\x0b", "\uFFFD", "\uFFFE", "\uFFFD", "\xff", "\uFFFD").Replace(hostile)
	if got := atom.Entries[1].Title; got != cleaned {
		t.Errorf("hostile title became %q, want %q", got, cleaned)
	}
	if got := atom.Entries[1].Authors; len(got) != 2 || got[1].Name != "<b>B</b>" {
		t.Errorf("authors: %v", got)
	}
}

// Ids stay when the base, the title or the address change.
func TestIDsAreStable(t *testing.T) {
	id := func(base string, c *casefile.Chapter) string {
		var f atomFeed
		e := &casefile.Edition{Lang: "en", Home: "/", Chapters: []*casefile.Chapter{c}}
		if err := xml.Unmarshal(feed.Atom(feed.Site{Settings: settings(), Edition: e, BaseURL: base}, "/feed.xml", entries(e)), &f); err != nil {
			t.Fatal(err)
		}
		return f.Entries[0].ID
	}
	day := casefile.Date{Year: 2024, Month: 3, Day: 1}
	before := id("https://example.org", chapter(1, "background", day, casefile.Date{}))
	moved := chapter(3, "background", day, casefile.Date{Year: 2025, Month: 1, Day: 1})
	moved.URL, moved.Head.Title = "/elsewhere/", "Another title"
	if after := id("https://preview.example.net", moved); before != after {
		t.Errorf("%s became %s", before, after)
	}
}

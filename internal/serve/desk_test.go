package serve_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/serve"
)

// chooses asks for a change of the desk, as one of our own pages does.
func (p *preview) chooses(body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/_dossier/desk", strings.NewReader(body))
	r.Host = defaultHost
	r.Header.Set("Origin", "http://"+defaultHost)
	r.Header.Set("Content-Type", "application/json")
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		if value == "" {
			r.Header.Del(name)
		} else {
			r.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	p.server.ServeHTTP(w, r)
	return w
}

// Drafts are switched for the whole preview, and the answer comes when they
// are there.
func TestDeskDrafts(t *testing.T) {
	p := start(t)
	p.write("content/en/04-draft.md", chapter("A draft", "Not yet.", "draft: true\n"))
	p.wantsStatus("/draft/", 404)
	for _, step := range []struct {
		body   string
		status int
	}{{`{"drafts":true}`, 200}, {`{"country":"BE"}`, 200}, {`{"drafts":false}`, 404}} {
		w := p.chooses(step.body)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: status %d: %s", step.body, w.Code, w.Body)
		}
		p.wantsStatus("/draft/", step.status)
		if _, body, _ := strings.Cut(step.body, ":"); !strings.Contains(strings.ToLower(w.Body.String()), strings.ToLower(strings.TrimSuffix(body, "}"))) {
			t.Errorf("%s: the new state is %s", step.body, w.Body)
		}
	}
}

// Tabs are told of drafts even where their page stays as it is.
func TestDeskTellsTabs(t *testing.T) {
	p := start(t)
	address := p.listen()
	tab, hello := p.tab(address, "/the-law/")
	if hello.data["drafts"] != false {
		t.Errorf("hello = %v", hello.data)
	}
	if w := p.chooses(`{"drafts":true}`); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	tab.next("diagnostics")
	if w := p.get("/_dossier/page.json?path=/the-law/"); !strings.Contains(w.Body.String(), `"drafts":true`) {
		t.Error("page.json does not say that drafts are shown")
	}
}

func TestDeskRefuses(t *testing.T) {
	p := start(t)
	for _, c := range []struct {
		body, header string
		status       int
	}{
		{`{"drafts":true}`, "Origin", http.StatusForbidden},
		{`{"drafts":true}`, "Origin: http://evil.example", http.StatusForbidden},
		{`{"drafts":true}`, "Content-Type: text/plain", http.StatusForbidden},
		{`{"drafts":true}`, "Sec-Fetch-Site: cross-site", http.StatusForbidden},
		{`drafts`, "X: y", http.StatusBadRequest},
		{`{"country":"b1"}`, "X: y", http.StatusBadRequest},
		{`{"country":"` + strings.Repeat("x", 5000) + `"}`, "X: y", http.StatusBadRequest},
	} {
		if w := p.chooses(c.body, c.header); w.Code != c.status {
			t.Errorf("%.40s with %s: status %d, want %d", c.body, c.header, w.Code, c.status)
		}
	}
	if w := p.get("/_dossier/desk"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET: status %d", w.Code)
	}
}

// Redirects that ask for a country get the one that the writer chose.
func TestDeskCountry(t *testing.T) {
	p := start(t)
	p.write("_redirects", "/office/ /background/ 302 Country=be,fr\n/office/ /the-deal/ 302\n")
	for _, c := range []struct{ country, to string }{{"", "/the-deal/"}, {"be", "/background/"}, {"us", "/the-deal/"}} {
		if w := p.chooses(`{"country":"` + c.country + `"}`); w.Code != http.StatusOK {
			t.Fatal(w.Code, w.Body)
		}
		if to := p.get("/office/").Header().Get("Location"); to != c.to {
			t.Errorf("in %q, /office/ leads to %q, want %q", c.country, to, c.to)
		}
	}
	if d := p.desk("/background/"); strings.Join(d.Countries, " ") != "be fr" || d.Country != "us" {
		t.Errorf("countries %v, chosen %q", d.Countries, d.Country)
	}
}

// deskReport is what the tests read of the desk.
type deskReport struct {
	Words, Minutes int
	State, Country string
	Countries      []string
	Sections       []struct {
		Name, Mark string
		Entries    []struct {
			Label, Text, More, Link string
			Line                    int
		}
	}
}

func (p *preview) desk(path string) deskReport {
	p.Helper()
	var r struct{ Desk deskReport }
	p.must(json.Unmarshal(p.get("/_dossier/page.json?desk&path="+url.QueryEscape(path)).Body.Bytes(), &r))
	return r.Desk
}

// allRead waits until every text has been read: what is not known of a text
// cannot be compared with the next version.
func (p *preview) allRead() {
	p.Helper()
	p.eventually("read", func() bool {
		return strings.Contains(p.get("/_dossier/diagnostics.json").Body.String(), `"complete":true`)
	})
}

// The desk lists what a page rests on, and what it does not.
func TestDeskReport(t *testing.T) {
	p := start(t, func(o *serve.Options) { o.Editor = "vscode://file/{path}:{line}:{column}" })
	p.write("content/records/people.yaml", "- id: meta\n  type: organization\n  names:\n    - name: Meta\n")
	p.write("content/records/sources.yaml", "- id: letter\n  type: document\n  title: The letter\n  issued: 2023\n")
	p.write("content/records/claims.yaml", "- id: access\n  text: Meta gave access.\n  basis: documented\n  about: [meta]\n  evidence: [{cite: \"@letter, p. 3\"}]\n")
	p.write(background, chapter("Background", "<!-- ask the court -->\n\n[Meta gave access.]{.claim ref=access}[@letter, p. 3] It is known. A third sentence.[@letter, p. 4]"))
	d := p.desk("/background/")
	var got []string
	for _, s := range d.Sections {
		for _, e := range s.Entries {
			line := ""
			if e.Line > 0 {
				line = " :" + string(rune('0'+e.Line))
			}
			got = append(got, strings.TrimSpace(s.Name+" | "+e.Label+" | "+e.Text+" | "+e.More+line))
			if e.Line == 0 && !strings.HasPrefix(e.Link, "vscode://file/") {
				t.Errorf("%s: link %q", e.Text, e.Link)
			}
		}
	}
	want := []string{
		"Claims | Documented | Meta gave access. | letter, p. 3",
		"Sources |  | The letter | page 3 · page 4 · no archived copy",
		"Names |  | Meta |",
		"Notes to self |  | ask the court |  :5",
		"Sentences without support |  | It is known. | no note, no claim :7",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the desk lists\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if d.Words != 9 || d.Minutes != 1 || !strings.Contains(d.State, "Snapshot ") {
		t.Errorf("words %d, minutes %d, state %q", d.Words, d.Minutes, d.State)
	}
}

// A page's blocks lead back to the lines of its file.
func TestBlocksOfAPage(t *testing.T) {
	p := start(t)
	p.write(background, chapter("Background", "One\nover two lines.[^n]\n\n## Two\n\n- three\n- four\n\n[^n]: A note."))
	var r struct{ Blocks [][4]any }
	p.must(json.Unmarshal(p.get("/_dossier/page.json?path=/background/").Body.Bytes(), &r))
	var got []float64
	for _, b := range r.Blocks {
		got = append(got, b[1].(float64), b[2].(float64))
	}
	want := []float64{5, 6, 8, 8, 10, 10, 11, 11, 13, 13}
	for i := range want {
		if len(got) != len(want) || got[i] != want[i] {
			t.Fatalf("lines %v, want %v", got, want)
		}
	}
}

// A single save leads tabs to a chapter and its line, or to a record; a batch
// leads nowhere.
func TestFollow(t *testing.T) {
	p := start(t, func(o *serve.Options) { o.Follow = true })
	p.write("content/records/sources.yaml", "- id: letter\n  type: document\n  title: The letter\n- id: post\n  type: post\n  title: The post\n")
	p.write("content/en/03-the-law.md", chapter("The law", "It rests on a letter.[@letter] And a post.[@post]"))
	p.wants("/the-law/", "letter")
	address := p.listen()
	tab, hello := p.tab(address, "/the-law/")
	if hello.data["follow"] != true {
		t.Errorf("hello = %v", hello.data)
	}
	p.wants("/background/")
	p.allRead()

	p.write(background, chapter("Background", "One more.\n\n"+long("background")))
	e := tab.next("follow")
	if e.data["path"] != "/background/" || e.data["line"] != 5.0 {
		t.Errorf("follow = %v, want line 5 of /background/", e.data)
	}
	p.write("content/records/sources.yaml", "- id: letter\n  type: document\n  title: The letter, mended\n- id: post\n  type: post\n  title: The post\n")
	e = tab.next("follow")
	if e.data["path"] != "/the-law/" || !strings.Contains(e.data["address"].(string), "letter") {
		t.Errorf("follow = %v, want the open page that cites the letter", e.data)
	}
}

// Nothing of the preview is in what is published: not its address, not its
// element, not a marker, not a word of its script.
func TestNothingOfTheDeskIsPublished(t *testing.T) {
	p := start(t)
	p.write(background, chapter("Background", "Text. <!-- a note to self -->\n\n<!-- another -->\n\n- item\n"))
	pages := 0
	for path, text := range buildAll(t, p.dir, build.Options{Minify: true}) {
		if strings.HasSuffix(path, ".html") {
			pages++
			if strings.Contains(text, "\x01") {
				t.Errorf("%s holds a marker", path)
			}
		}
		for _, word := range []string{"_dossier", "dossier-panel", "note to self", "another", "data-line"} {
			if strings.Contains(text, word) {
				t.Errorf("%s holds %q", path, word)
			}
		}
	}
	if pages == 0 {
		t.Error("nothing was built")
	}
}

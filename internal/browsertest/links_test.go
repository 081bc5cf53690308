package browsertest

import (
	"bytes"
	"net/url"
	"path"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A document is one page as a browser parses it, without a browser.
type document struct {
	path string // of its file: "background/index.html"
	root *html.Node
	ids  map[string]int
}

func (s *site) documents(t *testing.T) map[string]*document {
	t.Helper()
	all := map[string]*document{}
	for p, b := range s.files {
		if !strings.HasSuffix(p, ".html") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		d := &document{p, root, map[string]int{}}
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				d.ids[id]++
			}
		}
		all[p] = d
	}
	return all
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Every address in every page leads to a file of the site, and every fragment to
// an element of it.
func TestLinks(t *testing.T) {
	s := openSite(t)
	documents := s.documents(t)
	for _, d := range documents {
		for n := range d.root.Descendants() {
			for _, a := range n.Attr {
				switch a.Key {
				case "href", "src", "cite":
					if fault := s.broken(d, documents, a.Val); fault != "" {
						t.Errorf("%s: <%s %s=%q>: %s", d.path, n.Data, a.Key, a.Val, fault)
					}
				}
			}
		}
	}
}

// broken says what is wrong with an address, "" for nothing.
func (s *site) broken(from *document, documents map[string]*document, ref string) string {
	if strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "mailto:") {
		return ""
	}
	target, fragment, _ := strings.Cut(ref, "#")
	file := from.path
	if target != "" {
		if !strings.HasPrefix(target, "/") {
			return "not an address from the root"
		}
		file = strings.TrimPrefix(target, "/")
		if target == "/" || strings.HasSuffix(target, "/") {
			file = path.Join(file, "index.html")
		}
		if _, ok := s.files[file]; !ok {
			return "there is no such file"
		}
	}
	if fragment == "" {
		return ""
	}
	name, err := url.PathUnescape(fragment)
	if err != nil {
		return err.Error()
	}
	if d := documents[file]; d == nil || d.ids[name] == 0 {
		return "there is no such place in " + file
	}
	return ""
}

// Each page is one document with one title, one main part, an outline without
// gaps, and ids that name one element each.
func TestOutline(t *testing.T) {
	for _, d := range openSite(t).documents(t) {
		count := map[string]int{}
		level := 0
		for n := range d.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			count[n.Data]++
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				next, _ := strconv.Atoi(n.Data[1:])
				if next > level+1 {
					t.Errorf("%s: <%s> after a heading of level %d", d.path, n.Data, level)
				}
				level = next
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s> has the attribute %s", d.path, n.Data, a.Key)
				}
			}
			if n.Data == "html" && attr(n, "lang") == "" {
				t.Errorf("%s: the page has no language", d.path)
			}
			if n.Data == "nav" && attr(n, "aria-label") == "" {
				t.Errorf("%s: a nav has no name", d.path)
			}
		}
		for _, name := range []string{"h1", "main", "title"} {
			if count[name] != 1 {
				t.Errorf("%s: %d <%s>, want 1", d.path, count[name], name)
			}
		}
		if count["style"] != 1 {
			t.Errorf("%s: %d <style>, want the one that the policy knows", d.path, count["style"])
		}
		for id, n := range d.ids {
			if n > 1 {
				t.Errorf("%s: %d elements have the id %q", d.path, n, id)
			}
		}
	}
}

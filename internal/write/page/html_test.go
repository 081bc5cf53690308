package page_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/write/page"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestSafeURLs(t *testing.T) {
	safe := []string{"", "/", "/a/", "#x", "?q", "a.png", "a/b:c", "https://example.org/", "HTTP://example.org", "mailto:a@example.org", "tel:+1", "./x:y", "/x:y"}
	unsafe := []string{
		"javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
		"java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "//example.org/", "/\\example.org", "\\\\example.org", "/\t/example.org", "x:y", ":x",
	}
	for _, url := range safe {
		if !page.IsSafeURL(url) {
			t.Errorf("%q is refused", url)
		}
	}
	for _, url := range unsafe {
		if page.IsSafeURL(url) {
			t.Errorf("%q is accepted", url)
		}
	}
}

func TestURLsAreEncoded(t *testing.T) {
	tests := []struct{ url, want string }{
		{"/a/?b=1&c=%20#d", "/a/?b=1&c=%20#d"},
		{"#條款", "#%E6%A2%9D%E6%AC%BE"},
		{`/a b"<>\^` + "`{|}", "/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D"},
	}
	for _, tt := range tests {
		if got := page.EncodeURL(tt.url); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.url, got, tt.want)
		}
	}
}

// problems lists what is wrong with a page as HTML: tags that do not match,
// elements that a parser closes or opens by itself, an id twice, a link to an
// id that is not there, a block inside a paragraph.
func problems(src []byte) []string {
	var found []string
	tags := map[string]int{}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			tags[token.Data]++
			if !isVoid(token.Data) {
				open = append(open, token.Data)
			}
			seen := map[string]bool{}
			for _, a := range token.Attr {
				if seen[a.Key] {
					found = append(found, fmt.Sprintf("%s has the attribute %s twice", token.Data, a.Key))
				}
				seen[a.Key] = true
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					found = append(found, fmt.Sprintf("%s has the attribute %s", token.Data, a.Key))
				}
			}
		case html.SelfClosingTagToken:
			tags[token.Data]++
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				found = append(found, fmt.Sprintf("</%s> closes %v", token.Data, open))
				return found
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		found = append(found, fmt.Sprintf("never closed: %v", open))
	}

	root, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		return append(found, err.Error())
	}
	ids, fragments := map[string]int{}, map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		tags[n.Data]--
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				fragments[a.Val[1:]] = true
			}
		}
	}
	for tag, n := range tags {
		if n != 0 {
			found = append(found, fmt.Sprintf("a browser finds %d more %s than are written", -n, tag))
		}
	}
	for id, n := range ids {
		if n > 1 {
			found = append(found, fmt.Sprintf("the id %q stands %d times", id, n))
		}
	}
	encoded := map[string]bool{}
	for id := range ids {
		encoded[page.EncodeURL(id)] = true
	}
	for f := range fragments {
		if !encoded[f] {
			found = append(found, fmt.Sprintf("#%s leads nowhere", f))
		}
	}
	slices.Sort(found)
	return found
}

func isVoid(tag string) bool {
	switch tag {
	case "meta", "link", "br", "hr", "img", "input", "path", "circle":
		return true
	}
	return false
}

// words are the words of a page as a reader would copy them: white space
// collapsed, a line for each block.
func words(t *testing.T, src []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, pre bool)
	walk = func(n *html.Node, pre bool) {
		if n.Type == html.TextNode {
			if pre {
				b.WriteString(strings.ReplaceAll(n.Data, "\n", "⏎"))
			} else {
				b.WriteString(strings.NewReplacer("\n", " ", "\t", " ").Replace(n.Data))
			}
		}
		block := n.Type == html.ElementNode && !isInline(n.DataAtom)
		if block {
			b.WriteString("\n")
		}
		for c := range n.ChildNodes() {
			if n.DataAtom == atom.Style {
				break
			}
			walk(c, pre || n.DataAtom == atom.Pre)
		}
		if block {
			b.WriteString("\n")
		}
	}
	walk(root, false)
	var out []string
	for line := range strings.Lines(b.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func isInline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Small, atom.Sup, atom.Code, atom.Del, atom.Cite, atom.Time, atom.Img, atom.Svg:
		return true
	}
	return false
}

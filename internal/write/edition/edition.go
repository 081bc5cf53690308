// Package edition joins the pages of a site to one page: the whole file, made
// for paper and for those who must have it all before them.
//
// It works on finished pages, so nothing has to know how a page is made, and
// what the site says and what the edition says cannot differ. Every id gets the
// name of its part before it, links between pages become links within the page,
// headings sink one level, notes follow the part that calls them, and what only
// helps on a screen (navigation, filters, how to cite a page) is left out.
package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Part is one page of the site.
type Part struct {
	ID    string // before its ids: "ch2", "claims"
	URL   string // of the page: "/the-2013-deal/"
	Top   bool   // its heading is that of the whole edition
	Bytes []byte // the page
}

// Join returns the contents of the parts, each a div. Notes stand at the end
// of their part, under the heading notesTitle. Links to addresses
// that are not among the parts stay as they are, unless moved, which maps
// addresses of pages to places in parts ("/claims/paid/" to "/claims/#c-paid"),
// has them. A page without a main element is an error, because our layouts have
// one.
func Join(parts []Part, moved map[string]string, notesTitle string) ([]byte, error) {
	e := edition{at: make(map[string]string, len(parts)), moved: moved, notesTitle: notesTitle}
	for _, p := range parts {
		e.at[p.URL] = p.ID
	}
	for _, p := range parts {
		if err := e.add(p); err != nil {
			return nil, fmt.Errorf("%s: %w", p.URL, err)
		}
	}
	return e.out.Bytes(), nil
}

type edition struct {
	out        bytes.Buffer
	notes      bytes.Buffer      // of the part that is being added
	at         map[string]string // the part of an address
	moved      map[string]string
	notesTitle string
}

var errNoMain = errors.New("the page has no main element")

func (e *edition) add(p Part) error {
	z := html.NewTokenizer(bytes.NewReader(p.Bytes))
	e.notes.Reset()
	var inMain, inWrapper bool
	var skipped, note enclosed
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return errNoMain
		}
		raw := z.Raw()
		if kind == html.TextToken || kind == html.CommentToken || kind == html.DoctypeToken {
			switch {
			case !inMain || skipped.depth > 0:
			case note.depth > 0:
				e.notes.Write(raw)
			default:
				e.out.Write(raw)
			}
			continue
		}
		raw = bytes.Clone(raw) // the name of the tag is read from the same buffer
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		begins := kind == html.StartTagToken
		switch {
		case tag == atom.Main && begins:
			inMain = true
			fmt.Fprintf(&e.out, `<div id="%s" class="part %s">`, p.ID, classOf(raw))
		case tag == atom.Main && inMain:
			e.endnotes(p)
			e.out.WriteString("</div>")
			return nil
		case !inMain || skipped.holds(tag, kind):
		case note.holds(tag, kind):
			e.notes.Write(e.tag(p, tag, raw))
		case begins && isScreenOnly(tag, raw):
			skipped = enclosed{tag, 1}
		case begins && tag == atom.Small && hasClass(raw, "note"):
			note = enclosed{tag, 1}
			e.notes.Write(e.tag(p, tag, raw))
		case tag == atom.P && (begins && hasClass(raw, "after-notes") || !begins && inWrapper):
			inWrapper = begins // it holds nothing but notes
		case tag == atom.Link: // the edition has its own styles
		default:
			e.out.Write(e.tag(p, tag, raw))
		}
	}
}

// endnotes writes the notes of a part, each as the page has it.
func (e *edition) endnotes(p Part) {
	if e.notes.Len() == 0 {
		return
	}
	level := 3
	if p.Top {
		level = 2
	}
	fmt.Fprintf(&e.out, `<div class="text endnotes"><h%[1]d>%[2]s</h%[1]d>%[3]s</div>`, level, html.EscapeString(e.notesTitle), e.notes.Bytes())
}

// An enclosed element goes another way than what is around it. depth counts how
// many of its tags are open, 0 for none.
type enclosed struct {
	tag   atom.Atom
	depth int
}

// holds reports whether a tag belongs to the element, its end included.
func (c *enclosed) holds(tag atom.Atom, kind html.TokenType) bool {
	if c.depth == 0 {
		return false
	}
	if tag == c.tag && kind == html.StartTagToken {
		c.depth++
	} else if tag == c.tag && kind == html.EndTagToken {
		c.depth--
	}
	return true
}

// isScreenOnly reports whether an element is left out.
func isScreenOnly(tag atom.Atom, raw []byte) bool {
	switch tag {
	case atom.Nav, atom.Fieldset, atom.Form:
		return true
	case atom.Div:
		return hasClass(raw, "cite")
	case atom.P:
		return hasClass(raw, "downloads")
	}
	return false
}

var class = regexp.MustCompile(`\sclass="([^"]*)"`)

func classOf(raw []byte) string {
	if m := class.FindSubmatch(raw); m != nil {
		return string(m[1])
	}
	return ""
}

func hasClass(raw []byte, name string) bool {
	for _, c := range strings.Fields(classOf(raw)) {
		if c == name {
			return true
		}
	}
	return false
}

// refers are the attributes that hold an id, ids or an address.
var refers = regexp.MustCompile(`(\s(?:id|href|for|headers|aria-labelledby|aria-describedby|aria-controls|aria-details)=")([^"]*)"`)

// onPaper is the heading of the notes where they follow a page on paper.
var onPaper = regexp.MustCompile(`\sdata-notes="[^"]*"`)

// tag rewrites one tag.
func (e *edition) tag(p Part, tag atom.Atom, raw []byte) []byte {
	if !p.Top {
		raw = sink(tag, raw)
	}
	raw = onPaper.ReplaceAll(raw, nil)
	return refers.ReplaceAllFunc(raw, func(attribute []byte) []byte {
		m := refers.FindSubmatch(attribute)
		value := string(m[2])
		if bytes.HasSuffix(bytes.TrimSpace(m[1]), []byte(`href="`)) {
			value = e.address(p, value)
		} else {
			ids := strings.Fields(value)
			for i, id := range ids {
				ids[i] = p.ID + "-" + id
			}
			value = strings.Join(ids, " ")
		}
		return append(append(bytes.Clone(m[1]), value...), '"')
	})
}

// address is where a link of a part leads in the edition.
func (e *edition) address(p Part, url string) string {
	if fragment, ok := strings.CutPrefix(url, "#"); ok {
		return "#" + p.ID + "-" + fragment
	}
	path, fragment, _ := strings.Cut(url, "#")
	if to, ok := e.moved[path]; ok && e.at[path] == "" {
		path, fragment, _ = strings.Cut(to, "#")
	}
	switch part := e.at[path]; {
	case part == "":
		return url
	case fragment == "":
		return "#" + part
	default:
		return "#" + part + "-" + fragment
	}
}

var levels = map[atom.Atom]string{atom.H1: "h2", atom.H2: "h3", atom.H3: "h4", atom.H4: "h5", atom.H5: "h6"}

// sink makes a heading one of the next level.
func sink(tag atom.Atom, raw []byte) []byte {
	to, ok := levels[tag]
	if !ok {
		return raw
	}
	i := bytes.IndexByte(raw, 'h')
	return append(append(bytes.Clone(raw[:i]), to...), raw[i+2:]...)
}

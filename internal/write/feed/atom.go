package feed

import (
	"bytes"
	"unicode/utf8"
)

// AtomType is the media type of an Atom feed.
const AtomType = "application/atom+xml; charset=utf-8"

// Atom makes an Atom feed. self is its own address: "/fr/feed.xml".
func Atom(s Site, self string, entries []Entry) []byte {
	var x xmlWriter
	x.raw(`<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"`)
	x.attr("xml:lang", s.Edition.Lang)
	x.raw(">")
	x.element("title", s.Settings.TitleIn(s.Edition.Lang))
	if tagline := s.Settings.Tagline.In(s.Edition.Lang); tagline != "" {
		x.element("subtitle", tagline)
	}
	x.element("id", s.id())
	x.link("self", "application/atom+xml", s.BaseURL+self)
	x.link("alternate", "text/html", s.home())
	x.element("updated", instant(updated(entries)))
	x.author(s.author(), s.home())
	for _, e := range entries {
		x.entry(s, e)
	}
	x.raw("</feed>")
	return x.b.Bytes()
}

func (x *xmlWriter) entry(s Site, e Entry) {
	c := e.Chapter
	url := s.BaseURL + c.URL
	x.raw("<entry>")
	x.element("title", c.Head.Title)
	x.element("id", s.entryID(c))
	x.link("alternate", "text/html", url)
	x.element("published", instant(published(c)))
	x.element("updated", instant(latest(c)))
	for _, name := range c.Head.Authors {
		x.author(name, "")
	}
	if text := summary(c); text != "" {
		x.element("summary", text)
	}
	x.raw(`<content type="html"`)
	x.attr("xml:lang", c.Lang)
	x.attr("xml:base", url)
	x.raw(">")
	x.text(e.HTML)
	x.raw("</content></entry>")
}

func (x *xmlWriter) author(name, uri string) {
	x.raw("<author>")
	x.element("name", name)
	if uri != "" {
		x.element("uri", uri)
	}
	x.raw("</author>")
}

func (x *xmlWriter) link(rel, mediaType, href string) {
	x.raw("<link")
	x.attr("rel", rel)
	x.attr("type", mediaType)
	x.attr("href", href)
	x.raw("/>")
}

// An xmlWriter writes XML without white space between elements.
type xmlWriter struct{ b bytes.Buffer }

func (x *xmlWriter) raw(s string) { x.b.WriteString(s) }

func (x *xmlWriter) element(name, text string) {
	x.raw("<" + name + ">")
	x.text(text)
	x.raw("</" + name + ">")
}

func (x *xmlWriter) attr(name, value string) {
	x.raw(" " + name + `="`)
	x.escape(value, true)
	x.raw(`"`)
}

func (x *xmlWriter) text(s string) { x.escape(s, false) }

// escape writes text for an element or a quoted attribute. Characters that XML
// cannot hold become U+FFFD; a carriage return is kept from becoming a line
// feed.
func (x *xmlWriter) escape(s string, quoted bool) {
	from := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if escaped := escapeXML(r, n); escaped != "" && (r != '"' || quoted) {
			x.b.WriteString(s[from:i])
			x.b.WriteString(escaped)
			from = i + n
		}
		i += n
	}
	x.b.WriteString(s[from:])
}

// escapeXML returns what a character is written as, "" for itself. n is the
// number of its bytes.
func escapeXML(r rune, n int) string {
	switch {
	case r == '&':
		return "&amp;"
	case r == '<':
		return "&lt;"
	case r == '>':
		return "&gt;"
	case r == '"':
		return "&#34;"
	case r == '\r':
		return "&#13;"
	case r < ' ' && r != '\t' && r != '\n', r == utf8.RuneError && n == 1, r == 0xFFFE, r == 0xFFFF:
		return "\uFFFD"
	}
	return ""
}

package theme

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// activeSVG returns the first thing in a drawing that could run code or load
// something from elsewhere, "" for a plain one. A drawing is only ever shown
// through img, where a browser runs nothing; but its address can be opened too.
// A drawing that is not well-formed counts as active: browsers and we may then
// not see the same.
func activeSVG(b []byte) string {
	d := xml.NewDecoder(bytes.NewReader(b))
	inStyle := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return ""
		}
		if err != nil {
			return firstLine(err.Error())
		}
		switch t := token.(type) {
		case xml.Directive:
			if !bytes.HasPrefix(bytes.ToLower(t), []byte("doctype svg")) || bytes.IndexByte(t, '[') >= 0 {
				return "<!" + abridge(string(t)) + ">"
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return "<?" + t.Target
			}
		case xml.StartElement:
			if found := activeElement(t); found != "" {
				return found
			}
			inStyle = strings.EqualFold(t.Name.Local, "style")
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if !inStyle {
				break
			}
			if s := strings.ToLower(string(t)); strings.Contains(s, "@import") || strings.Contains(s, "url(http") || strings.Contains(s, "url(//") {
				return "@import"
			}
		}
	}
}

func activeElement(e xml.StartElement) string {
	switch strings.ToLower(e.Name.Local) {
	case "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler":
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		value := strings.ToLower(strings.Map(dropControls, a.Value))
		switch {
		case a.Name.Space == "xmlns" || name == "xmlns":
		case strings.HasPrefix(name, "on"):
			return name
		case name == "href" || name == "src":
			if !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png") && !strings.HasPrefix(value, "data:image/jpeg") {
				return abridge(a.Value)
			}
		case strings.Contains(value, "url(") && !strings.Contains(value, "url(#") && !strings.Contains(value, "url('#") && !strings.Contains(value, "url(\"#"):
			return abridge(a.Value)
		}
	}
	return ""
}

func dropControls(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

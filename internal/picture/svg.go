package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// An activeError says that a drawing holds something that could run code or
// load something from elsewhere. A drawing is only ever shown through img,
// where a browser runs nothing; but its address can be opened, too.
type activeError struct{ found string }

func (e *activeError) Error() string {
	return fmt.Sprintf("this drawing holds %q, which could run code or load something from elsewhere", e.found)
}

// isSVG reports whether a file begins as a drawing does.
func isSVG(b []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(b[:min(len(b), 64<<10)], []byte("\ufeff")))
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// svg reads a drawing. It is refused where it is active, and where it is not
// well-formed: browsers and we may then not see the same.
func (s *scan) svg(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	inStyle, root, shown := false, true, false
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			line, _, _ := strings.Cut(err.Error(), "\n")
			return errors.New(strings.TrimPrefix(line, "XML syntax error on "))
		}
		switch t := token.(type) {
		case xml.Directive:
			if !bytes.HasPrefix(bytes.ToLower(t), []byte("doctype svg")) || bytes.IndexByte(t, '[') >= 0 {
				return &activeError{"<!" + shorten(string(t)) + ">"}
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return &activeError{"<?" + shorten(t.Target)}
			}
		case xml.StartElement:
			if found := activeElement(t); found != "" {
				return &activeError{found}
			}
			if root {
				if t.Name.Local != "svg" {
					return errors.New("its first element is not svg")
				}
				s.Width, s.Height = svgSize(t)
				root, shown = false, t.Name.Space == svgSpace
			}
			inStyle = strings.EqualFold(t.Name.Local, "style")
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle && activeStyle(string(t)) {
				return &activeError{"<style>"}
			}
		}
	}
	if !shown {
		return fmt.Errorf("browsers do not know it for a drawing: write <svg xmlns=%q>", svgSpace)
	}
	return s.svgWithoutMetadata(b)
}

func activeElement(e xml.StartElement) string {
	switch strings.ToLower(e.Name.Local) {
	case "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener":
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		value := strings.ToLower(strings.Map(dropControls, a.Value))
		switch {
		case a.Name.Space == "xmlns" || name == "xmlns":
		case strings.HasPrefix(name, "on"):
			return shorten(name)
		case name == "base", name == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return shorten(a.Name.Local + "=" + a.Value)
		case name == "href" || name == "src":
			if !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png") && !strings.HasPrefix(value, "data:image/jpeg") {
				return shorten(a.Value)
			}
		case activeStyle(value):
			return shorten(a.Value)
		}
	}
	return ""
}

// activeStyle reports whether a value or a sheet loads something that is not a
// part of the drawing. An escape could hide that it does.
func activeStyle(s string) bool {
	s = strings.ToLower(strings.Map(dropControls, s))
	if strings.Contains(s, "@import") || strings.Contains(s, "image-set(") || strings.Contains(s, `\`) {
		return true
	}
	for {
		_, after, found := strings.Cut(s, "url(")
		if !found {
			return false
		}
		if !strings.HasPrefix(strings.TrimLeft(after, `'"`), "#") {
			return true
		}
		s = after
	}
}

func dropControls(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

// svgSize is the size that a drawing claims in pixels; 0, 0 where it leaves
// that to the page.
func svgSize(root xml.StartElement) (width, height int) {
	pixels := func(name string) int {
		for _, a := range root.Attr {
			if a.Name.Space == "" && a.Name.Local == name {
				f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(a.Value), "px"), 64)
				if err == nil && f >= 1 && f < 10_000 {
					return int(f + 0.5)
				}
			}
		}
		return 0
	}
	width, height = pixels("width"), pixels("height")
	if width == 0 || height == 0 {
		return 0, 0
	}
	return width, height
}

const svgSpace = "http://www.w3.org/2000/svg"

// drawing are the name spaces of what is seen.
var drawing = map[string]bool{"": true, svgSpace: true, "http://www.w3.org/1999/xlink": true, "http://www.w3.org/XML/1998/namespace": true, "xml": true}

// svgWithoutMetadata keeps a drawing without comments, metadata and the notes
// that programs leave in name spaces of their own.
func (s *scan) svgWithoutMetadata(b []byte) error {
	seen, raw := xml.NewDecoder(bytes.NewReader(b)), xml.NewDecoder(bytes.NewReader(b))
	hidden := 0 // how deep we are in something that is left out
	for {
		start := raw.InputOffset()
		plain, err := raw.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errDamaged
		}
		text := b[start:raw.InputOffset()]
		empty := bytes.HasSuffix(text, []byte("/>"))
		plain = xml.CopyToken(plain)
		resolved, err := seen.Token()
		if err != nil {
			return errDamaged
		}
		switch t := resolved.(type) {
		case xml.Comment:
			if hidden == 0 {
				s.svgTold("comment", text)
			}
			continue
		case xml.StartElement:
			if hidden > 0 || t.Name.Local == "metadata" || !drawing[t.Name.Space] {
				hidden++
				s.svgTold("metadata", text)
			} else {
				part, err := s.svgElement(plain.(xml.StartElement), t, empty)
				if err != nil {
					return err
				}
				if part != nil {
					text = part
				}
			}
			if empty {
				// The resolving reader makes an end of its own; the raw one has it, too.
				if _, err := raw.RawToken(); err != nil {
					return errDamaged
				}
				if _, err := seen.Token(); err != nil {
					return errDamaged
				}
				if hidden > 0 {
					hidden--
					continue
				}
			}
		case xml.EndElement:
			if hidden > 0 {
				hidden--
				continue
			}
		case xml.CharData:
			if hidden > 0 {
				s.svgTold("metadata", text)
			}
		}
		if hidden == 0 {
			s.kept = append(s.kept, text)
		}
	}
}

// svgElement prints the start of an element without what programs noted in it,
// and a picture inside the drawing without what it tells; nil where there is
// nothing of the kind and the element may stay as it is.
func (s *scan) svgElement(plain, resolved xml.StartElement, empty bool) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("<" + prefixed(plain.Name))
	noted := false
	for i, a := range resolved.Attr {
		declares := a.Name.Space == "xmlns"
		if declares && !drawing[a.Value] || !declares && !drawing[a.Name.Space] {
			noted = true
			if !declares {
				s.svgTold("notes of a program", []byte(a.Value))
			}
			continue
		}
		if a.Name.Local == "href" || a.Name.Local == "src" {
			value, err := s.svgPicture(a.Value)
			if err != nil {
				return nil, err
			}
			noted = noted || value != a.Value
			a.Value = value
		}
		out.WriteString(" " + prefixed(plain.Attr[i].Name) + `="`)
		xml.EscapeText(&out, []byte(a.Value)) // a buffer does not fail
		out.WriteByte('"')
	}
	if !noted {
		return nil, nil
	}
	if empty {
		out.WriteByte('/')
	}
	out.WriteByte('>')
	return out.Bytes(), nil
}

func prefixed(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// svgTold says what a part tells that is left out.
func (s *scan) svgTold(what string, part []byte) {
	switch {
	case namesHome(part):
		s.tell(identity("path of a file"))
	case bytes.HasPrefix(part, []byte("<dc:creator")):
		s.tell(identity("author"))
	default:
		s.tell(other(what))
	}
}

// Package exhibit writes what an exhibit offers to programs: its transcript as a
// text file, and its highlights as W3C Web Annotations
// (https://www.w3.org/TR/annotation-model/).
package exhibit

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// The names of the files in the folder of an exhibit, and their media types.
const (
	TextName        = "transcript.txt"
	TextType        = "text/plain; charset=utf-8"
	AnnotationsName = "annotations.json"
	AnnotationsType = "application/ld+json"
)

// Words are the words of a language that a text file needs, with {0} as theme
// has them.
type Words interface {
	T(key string, args ...any) string
}

// Text writes the transcript: each page under its title, lines with their
// numbers, and what cannot be read in words. note says what the copy is not; ""
// for nothing.
func Text(x *casefile.Exhibit, title, note string, w Words) []byte {
	var b strings.Builder
	b.WriteString(title + "\n")
	if note != "" {
		b.WriteString(note + "\n")
	}
	for _, s := range x.Sheets {
		key := "page-n"
		if x.Excerpt {
			key = "page-of-excerpt"
		}
		b.WriteString("\n" + w.T(key, s.Number) + "\n\n")
		for i, l := range s.Lines {
			words := plain(l, w)
			switch {
			case !x.Transcript.Numbered:
				b.WriteString(words + "\n\n")
			case words == "":
				fmt.Fprintf(&b, "%4d\n", i+1)
			default:
				fmt.Fprintf(&b, "%4d  %s\n", i+1, words)
			}
		}
	}
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

func plain(l casefile.Line, w Words) string {
	var b strings.Builder
	for _, r := range l.Runs {
		switch r.Kind {
		case casefile.GapRun:
			b.WriteString("[…]")
		case casefile.RedactedRun:
			key := "redacted-ours"
			if r.Court {
				key = "redacted-court"
			}
			if r.Text != "" {
				b.WriteString("[" + w.T(key+"-about", r.Text) + "]")
			} else {
				b.WriteString("[" + w.T(key) + "]")
			}
		case casefile.IllegibleRun:
			if r.Text != "" {
				b.WriteString(w.T("illegible-about", r.Text))
			} else {
				b.WriteString(w.T("illegible"))
			}
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

type collection struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   page   `json:"first"`
}

type page struct {
	Type  string       `json:"type"`
	Start int          `json:"startIndex"`
	Items []annotation `json:"items"`
}

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Body       *body  `json:"body,omitempty"`
	Target     target `json:"target"`
}

type body struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Language string `json:"language"`
	Format   string `json:"format"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

type selector struct {
	Type       string `json:"type"`
	Exact      string `json:"exact,omitempty"`
	Prefix     string `json:"prefix,omitempty"`
	Suffix     string `json:"suffix,omitempty"`
	ConformsTo string `json:"conformsTo,omitempty"`
	Value      string `json:"value,omitempty"`
}

// Annotations writes the highlights in a language. address gives the absolute
// address of a page of the exhibit without a fragment; lang is the language of
// the notes, original the one that stands in where it has none.
func Annotations(x *casefile.Exhibit, title, lang, original string, address func(pageNumber int) string) ([]byte, error) {
	self := address(1) + AnnotationsName
	c := collection{Context: "http://www.w3.org/ns/anno.jsonld", ID: self, Type: "AnnotationCollection", Label: title, Total: len(x.Highlights), First: page{Type: "AnnotationPage", Items: []annotation{}}}
	for _, h := range x.Highlights {
		at := address(h.Page)
		a := annotation{ID: at + "#h-" + h.ID, Type: "Annotation", Motivation: "highlighting"}
		note, in := h.Note.In(lang), lang
		if note == "" {
			note, in = h.Note.In(original), original
		}
		if note != "" {
			a.Motivation = "commenting"
			a.Body = &body{"TextualBody", note, in, "text/plain"}
		}
		a.Target = target{Source: at, Selector: []selector{{Type: "TextQuoteSelector", Exact: h.Exact, Prefix: h.Prefix, Suffix: h.Suffix}}}
		if h.Rect != nil {
			a.Target.Selector = append(a.Target.Selector, selector{Type: "FragmentSelector", ConformsTo: "http://www.w3.org/TR/media-frags/", Value: percent(*h.Rect)})
		}
		c.First.Items = append(c.First.Items, a)
	}
	b, err := json.MarshalIndent(c, "", "  ")
	return append(b, '\n'), err
}

// percent is a rectangle as a media fragment: left, top, width and height.
func percent(r casefile.Rect) string {
	var parts []string
	for _, v := range []float64{r.X1, r.Y1, r.X2 - r.X1, r.Y2 - r.Y1} {
		parts = append(parts, strconv.FormatFloat(float64(int(v*1e6+.5))/1e4, 'f', -1, 64))
	}
	return "xywh=percent:" + strings.Join(parts, ",")
}

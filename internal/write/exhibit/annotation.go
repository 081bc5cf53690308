package exhibit

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/casefile"
)

type collection struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   page   `json:"first"`
}

type page struct {
	ID     string       `json:"id"`
	Type   string       `json:"type"`
	PartOf string       `json:"partOf"`
	Start  int          `json:"startIndex"`
	Items  []annotation `json:"items"`
}

type annotation struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Body       *body    `json:"body,omitempty"`
	Target     []target `json:"target"`
}

type body struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Language string `json:"language"`
	Format   string `json:"format"`
}

// A target is words of the page of the exhibit, or an area of the image of a page:
// two resources, so that each selector means something on its own.
type target struct {
	Source   string   `json:"source"`
	Type     string   `json:"type,omitempty"`
	Selector selector `json:"selector"`
}

type selector struct {
	Type       string `json:"type"`
	Exact      string `json:"exact,omitempty"`
	Prefix     string `json:"prefix,omitempty"`
	Suffix     string `json:"suffix,omitempty"`
	ConformsTo string `json:"conformsTo,omitempty"`
	Value      string `json:"value,omitempty"`
}

// Places give the absolute addresses of what annotations are on.
type Places struct {
	Page  func(page int) string // the page of the site that shows a page of the exhibit, without a fragment
	Image func(page int) string // the image of a page; "" where there is none
}

// Annotations writes the highlights of an exhibit in a language. original is the
// language that stands in where lang has no note.
func Annotations(d *casefile.Display, title, lang, original string, at Places) ([]byte, error) {
	x, self := d.Exhibit, at.Page(1)+AnnotationsName
	c := collection{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: self, Type: "AnnotationCollection", Label: title,
		First: page{ID: self + "#all", Type: "AnnotationPage", PartOf: self, Items: []annotation{}},
	}
	for i, h := range x.Highlights {
		a := annotation{ID: at.Page(h.Page) + "#h-" + h.ID, Type: "Annotation", Motivation: "highlighting"}
		note, in := h.Note.In(lang), lang
		if note == "" {
			note, in = h.Note.In(original), original
		}
		if note != "" {
			a.Motivation = "commenting"
			a.Body = &body{"TextualBody", note, in, "text/plain"}
		}
		if words, ok := quoted(x, d.Marks[i]); ok {
			a.Target = append(a.Target, target{Source: at.Page(h.Page), Selector: words})
		}
		if image := at.Image(h.Page); image != "" && h.Rect != nil {
			a.Target = append(a.Target, target{Source: image, Type: "Image",
				Selector: selector{Type: "FragmentSelector", ConformsTo: "http://www.w3.org/TR/media-frags/", Value: percent(*h.Rect)}})
		}
		if len(a.Target) > 0 {
			c.First.Items = append(c.First.Items, a)
		}
	}
	c.Total = len(c.First.Items)
	b, err := json.MarshalIndent(c, "", "  ")
	return append(b, '\n'), err
}

// around is how many letters before and behind the words are given, from the
// beginning of a word and to the end of one.
const around = 32

// quoted is a passage as it stands in the transcript, not as the record has it:
// who looks for it finds it letter by letter. Lines are joined with a space.
func quoted(x *casefile.Exhibit, marks []casefile.Mark) (selector, bool) {
	if len(marks) == 0 {
		return selector{}, false
	}
	sheet := x.Sheet(marks[0].Page)
	offset := func(line, in int) int {
		for _, l := range sheet.Lines[:line-1] {
			in += len(l.Plain()) + 1
		}
		return in
	}
	last := marks[len(marks)-1]
	from, to := offset(marks[0].Line, marks[0].From), offset(last.Line, last.To)
	text := strings.ReplaceAll(sheet.Text(), "\n", " ")
	return selector{Type: "TextQuoteSelector", Exact: text[from:to], Prefix: before(text[:from]), Suffix: behind(text[to:])}, true
}

func before(text string) string {
	if len(text) > around {
		text = text[len(text)-around:]
		text = text[strings.IndexByte(text, ' ')+1:]
	}
	for text != "" && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	return text
}

func behind(text string) string {
	if len(text) <= around {
		return text
	}
	text = text[:around]
	if end := strings.LastIndexByte(text, ' '); end > 0 {
		return text[:end]
	}
	return strings.ToValidUTF8(text, "")
}

// percent is a rectangle as a media fragment: left, top, width and height.
func percent(r casefile.Rect) string {
	var parts []string
	for _, v := range []float64{r.X1, r.Y1, r.X2 - r.X1, r.Y2 - r.Y1} {
		parts = append(parts, strconv.FormatFloat(float64(int(v*1e6+.5))/1e4, 'f', -1, 64))
	}
	return "xywh=percent:" + strings.Join(parts, ",")
}

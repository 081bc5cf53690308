package bib

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// An item is a source in CSL-JSON.
type item struct {
	ID             string  `json:"id"`
	Type           string  `json:"type,omitempty"`
	Title          string  `json:"title,omitempty"`
	Author         []name  `json:"author,omitempty"`
	ContainerTitle string  `json:"container-title,omitempty"`
	Publisher      string  `json:"publisher,omitempty"`
	Genre          string  `json:"genre,omitempty"`
	Authority      string  `json:"authority,omitempty"`
	Number         string  `json:"number,omitempty"`
	Page           string  `json:"page,omitempty"`
	Language       string  `json:"language,omitempty"`
	Issued         *date   `json:"issued,omitempty"`
	Accessed       *date   `json:"accessed,omitempty"`
	URL            string  `json:"URL,omitempty"`
	Note           string  `json:"note,omitempty"`
	Custom         *custom `json:"custom,omitempty"`
}

type name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type date struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Circa   bool    `json:"circa,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// custom is what Dossier adds, in the names of sources.yaml.
type custom struct {
	Kind      string        `json:"kind,omitempty"`
	Short     casefile.Text `json:"short,omitempty"`
	Title     casefile.Text `json:"title,omitempty"`
	Seen      string        `json:"seen,omitempty"`
	SeenIn    []string      `json:"seen-in,omitempty"`
	ReadAt    string        `json:"read-at,omitempty"`
	Note      casefile.Text `json:"note,omitempty"`
	Consulted bool          `json:"consulted,omitempty"`
	Exhibit   string        `json:"exhibit,omitempty"`
}

// JSON writes CSL-JSON, a source a line.
func JSON(list []*casefile.Source) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteString("[\n")
	for i, s := range list {
		// An item holds only texts, numbers and lists of them: nothing can fail.
		_ = enc.Encode(itemOf(s))
		if i < len(list)-1 {
			b.Truncate(b.Len() - 1)
			b.WriteString(",\n")
		}
	}
	b.WriteString("]\n")
	return b.Bytes()
}

func itemOf(s *casefile.Source) item {
	it := item{
		ID: s.ID, Type: s.Type, Title: s.Title, ContainerTitle: s.Container, Publisher: s.Publisher, Genre: s.Genre, Authority: s.Authority,
		Number: s.Number, Page: s.Page, Language: s.Language, Issued: issued(s.Issued), URL: s.URL, Note: s.Note, Custom: customOf(s.Custom),
	}
	for _, n := range s.Authors {
		it.Author = append(it.Author, name(n))
	}
	if a := s.Accessed; !a.IsZero() {
		it.Accessed = &date{Parts: [][]int{{a.Year, a.Month, a.Day}}}
	}
	return it
}

func issued(d casefile.Issued) *date {
	if d == (casefile.Issued{}) {
		return nil
	}
	if from, to, ok := spanOf(d.Literal); ok {
		return &date{Parts: [][]int{numbers(from), numbers(to)}}
	}
	if d.Literal != "" {
		return &date{Literal: d.Literal}
	}
	parts := []int{d.Year}
	if d.Month > 0 {
		parts = append(parts, d.Month)
	}
	if d.Day > 0 {
		parts = append(parts, d.Day)
	}
	return &date{Parts: [][]int{parts}, Circa: d.Circa}
}

// numbers are the parts of a date: 2011, 5 and 6 of "2011-05-06".
func numbers(date string) []int {
	var parts []int
	for part := range strings.SplitSeq(date, "-") {
		n, _ := strconv.Atoi(part)
		parts = append(parts, n)
	}
	return parts
}

func customOf(c casefile.SourceCustom) *custom {
	if c.Kind == "" && len(c.Short) == 0 && len(c.Title) == 0 && c.Seen == "" && len(c.SeenIn) == 0 && c.ReadAt == "" &&
		len(c.Note) == 0 && !c.Consulted && c.Exhibit == "" {
		return nil
	}
	return &custom{
		Kind: c.Kind, Short: c.Short, Title: c.Title, Seen: c.Seen, SeenIn: c.SeenIn, ReadAt: c.ReadAt, Note: c.Note,
		Consulted: c.Consulted, Exhibit: c.Exhibit,
	}
}

package bib

import (
	"bytes"
	"fmt"
	"strings"

	"dossier/internal/casefile"
)

// risTypes are the types of RIS. Types that are missing are GEN.
var risTypes = map[string]string{
	"article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "periodical": "SER", "book": "BOOK", "chapter": "CHAP",
	"pamphlet": "PAMP", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT", "paper-conference": "CPAPER", "webpage": "ELEC", "post": "ELEC",
	"post-weblog": "BLOG", "dataset": "DATA", "software": "COMP", "report": "RPRT", "thesis": "THES", "manuscript": "UNPB", "legal_case": "CASE",
	"legislation": "STAT", "bill": "BILL", "hearing": "HEAR", "regulation": "STAT", "patent": "PAT", "standard": "STAND", "motion_picture": "MPCT",
	"broadcast": "VIDEO", "song": "MUSIC", "graphic": "ART", "figure": "FIGURE", "map": "MAP", "personal_communication": "PCOMM",
}

// RIS writes RIS: lines of two letters and a value, ended by CR LF.
func RIS(list []*casefile.Source) []byte {
	var b bytes.Buffer
	for i, key := range keys(list) {
		risRecord(&b, list[i], key)
	}
	return b.Bytes()
}

func risRecord(b *bytes.Buffer, s *casefile.Source, key string) {
	line := func(tag, value string) {
		if value != "" || tag == "ER" {
			fmt.Fprintf(b, "%s  - %s\r\n", tag, strings.Join(strings.FieldsFunc(value, isControl), " "))
		}
	}
	kind := risTypes[s.Type]
	if kind == "" {
		kind = "GEN"
	}
	line("TY", kind)
	line("ID", key)
	for _, n := range s.Authors {
		line("AU", risName(n))
	}
	line("TI", s.Title)
	line("T2", s.Container)
	publisher, body := s.Publisher, s.Authority
	if publisher == "" {
		publisher, body = body, ""
	}
	line("PB", publisher)
	line("M3", s.Genre)
	line("M1", s.Number)
	from, to, isRange := strings.Cut(strings.ReplaceAll(s.Page, "–", "-"), "-")
	if isRange {
		line("SP", from)
		line("EP", to)
	} else {
		line("SP", s.Page)
	}
	if from, _, ok := spanOf(s.Issued.Literal); ok {
		line("PY", from[:4])
	} else if s.Issued.Year != 0 {
		line("PY", fmt.Sprintf("%04d", s.Issued.Year))
	}
	line("DA", risDate(s.Issued))
	line("LA", s.Language)
	line("UR", s.URL)
	if a := s.Accessed; !a.IsZero() {
		line("Y2", fmt.Sprintf("%04d/%02d/%02d", a.Year, a.Month, a.Day))
	}
	line("N1", body)
	line("N1", s.Note)
	line("ER", "")
}

func isControl(r rune) bool { return r < ' ' }

// risName writes "Family, Given, Suffix". A name without a given one ends in a
// comma where it would else be taken apart, as an institution does; commas that
// belong to it have no form and are left out.
func risName(n casefile.Name) string {
	switch {
	case n.IsOthers():
		return "et al."
	case n.Literal != "":
		return risInstitution(n.Literal)
	case n.Given == "":
		return risInstitution(n.Family)
	}
	if family, suffix := cutSuffix(n.Family); suffix != "" {
		return family + ", " + n.Given + ", " + suffix
	}
	return n.Family + ", " + n.Given
}

func risInstitution(name string) string {
	name = strings.Join(strings.Fields(strings.ReplaceAll(name, ",", " ")), " ")
	if strings.Contains(name, " ") {
		return name + ","
	}
	return name
}

// risDate writes year, month, day and words, each of which may be missing.
func risDate(d casefile.Issued) string {
	switch {
	case d == (casefile.Issued{}):
		return ""
	case d.Literal != "":
		if from, _, ok := spanOf(d.Literal); ok {
			parts := append(strings.Split(from, "-"), "", "")
			return strings.Join(parts[:3], "/") + "/" + d.Literal
		}
		return "///" + d.Literal
	}
	parts := append(strings.Split(dayOf(d, "/"), "/"), "", "")
	text := strings.Join(parts[:3], "/") + "/"
	if d.Circa {
		text += "circa"
	}
	return text
}

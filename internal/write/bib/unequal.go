package bib

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/read/bibtex"
	"dossier/internal/read/record"
)

// Unequal finds sources whose downloads do not read back as what the registry
// holds: it writes each and reads it again, one by one, so that a broken one
// hides no other. RIS is left out: it has no place for half of the fields, and
// none of its signs can be broken. lang is the original language.
func Unequal(list []*casefile.Source, lang string) diag.List {
	var diags diag.List
	for _, s := range list {
		if s.Custom.Confidential || isSimple(s) {
			continue
		}
		one := []*casefile.Source{s}
		fromJSON, _ := record.SourcesJSON(JSON(one), lang)
		items, _ := bibtex.Items(BibTeX(one))
		fromBib, _ := record.Items(items, lang)
		diags = append(diags, unequal("CSL-JSON", s, fromJSON, true)...)
		diags = append(diags, unequal("BibTeX", s, fromBib, false)...)
	}
	return diags
}

// isSimple reports whether no text of a source has a sign that these formats give
// a meaning to and that may be taken wrongly. Most sources have none, and reading
// 10,000 of them back would cost a second; that these are written well is tested.
func isSimple(s *casefile.Source) bool {
	for _, text := range [...]string{s.Title, s.Container, s.Publisher, s.Genre, s.Authority, s.Number, s.Page, s.Language, s.Issued.Literal, s.URL, s.Note} {
		if strings.ContainsAny(text, mayMislead) {
			return false
		}
	}
	return !slices.ContainsFunc(s.Authors, func(n casefile.Name) bool { return strings.ContainsAny(n.Family+n.Given+n.Literal, mayMislead) })
}

const mayMislead = "<>{}\\~^$`\n\r\t\u00a0"

// unequal reports the fields in which a source differs from what was read back.
// BibTeX has no place for our own.
func unequal(format string, s *casefile.Source, back []*casefile.Source, withOurs bool) diag.List {
	var fields []string
	if len(back) != 1 {
		fields = []string{"id"}
	} else {
		fields = differing(s, back[0], withOurs)
	}
	var diags diag.List
	for _, f := range fields {
		diags = append(diags, diag.Diagnostic{Code: diag.ExportNotEqual, Severity: diag.Error, Span: s.Span,
			Message: fmt.Sprintf("the %s export of %q does not read back to the same item: %s", format, s.ID, f),
			Hint:    fmt.Sprintf("write %s in plain words, without markup and unpaired braces", f)})
	}
	return diags
}

// differing lists the fields of CSL in which two sources differ.
func differing(a, b *casefile.Source, withOurs bool) []string {
	var fields []string
	add := func(name string, same bool) {
		if !same {
			fields = append(fields, name)
		}
	}
	add("type", a.Type == b.Type)
	add("title", a.Title == b.Title)
	add("author", slices.Equal(a.Authors, b.Authors))
	add("container-title", a.Container == b.Container)
	add("publisher", a.Publisher == b.Publisher)
	add("authority", a.Authority == b.Authority)
	add("genre", a.Genre == b.Genre)
	add("number", a.Number == b.Number)
	add("page", a.Page == b.Page)
	add("language", a.Language == b.Language)
	add("issued", a.Issued == b.Issued)
	add("accessed", a.Accessed == b.Accessed)
	add("URL", a.URL == b.URL)
	add("note", a.Note == b.Note)
	if withOurs {
		add("custom", reflect.DeepEqual(customOf(a.Custom), customOf(b.Custom)))
	}
	return fields
}

// Package bib writes the registry of sources for other programs: as CSL-JSON,
// as BibLaTeX that BibTeX can read too, and as RIS. All are pure functions of
// the registry; they need no text and print nothing but what its writers wrote.
//
// CSL-JSON holds everything, our own fields under custom: included. The others
// have no place for those. What read/record and read/bibtex read of a file
// written here is what went into it.
package bib

import (
	"context"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/output"
)

// Names of the files, at the root of the site.
const (
	JSONName   = "sources.json"
	BibTeXName = "sources.bib"
	RISName    = "sources.ris"
)

// Media types of the files. BibTeX has none that is registered.
const (
	JSONType   = "application/vnd.citationstyles.csl+json; charset=utf-8"
	BibTeXType = "application/x-bibtex; charset=utf-8"
	RISType    = "application/x-research-info-systems; charset=utf-8"
)

// Files returns the three files, none where there are no sources. Confidential
// sources are left out.
func Files(list []*casefile.Source) []output.File {
	list = slices.DeleteFunc(slices.Clone(list), func(s *casefile.Source) bool { return s.Custom.Confidential })
	if len(list) == 0 {
		return nil
	}
	file := func(name, mediaType string, write func([]*casefile.Source) []byte) output.File {
		return output.File{Path: name, MediaType: mediaType, Make: func(context.Context) ([]byte, error) { return write(list), nil }}
	}
	return []output.File{file(JSONName, JSONType, JSON), file(BibTeXName, BibTeXType, BibTeX), file(RISName, RISType, RIS)}
}

// FilesOf returns the three files of some sources, at a path without its ending.
func FilesOf(path string, sources func() ([]*casefile.Source, error)) []output.File {
	file := func(ending, mediaType string, write func([]*casefile.Source) []byte) output.File {
		return output.File{Path: path + ending, MediaType: mediaType, Make: func(context.Context) ([]byte, error) {
			list, err := sources()
			if err != nil {
				return nil, err
			}
			return write(list), nil
		}}
	}
	return []output.File{file(".bib", BibTeXType, BibTeX), file(".ris", RISType, RIS), file(".json", JSONType, JSON)}
}

// spanOf reads a span of dates that the registry keeps as words: "2011–2019".
func spanOf(words string) (from, to string, ok bool) {
	from, to, ok = strings.Cut(words, "–")
	return from, to, ok && isDate(from) && isDate(to)
}

// isDate reports whether a text has the form of a date: "2011", "2011-05" or
// "2011-05-06".
func isDate(text string) bool {
	if len(text) != len("2011") && len(text) != len("2011-05") && len(text) != len("2011-05-06") {
		return false
	}
	for i, c := range []byte(text) {
		if dash := i == 4 || i == 7; dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

package build

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/read/bibtex"
	"dossier/internal/read/chapter"
	"dossier/internal/read/record"
	"dossier/internal/resolve"
)

// recordsDir holds the registers, and bibliographies in other forms beside them.
const recordsDir = "content/records"

// readSources reads sources.yaml and every .bib and .json file beside it. The
// registry is for pages, with titles typeset; written is the same with titles
// as writers wrote them.
func (b *Builder) readSources(files *input.Tree, lang string) (registry, written *casefile.Sources, diags diag.List, err error) {
	var lists [][]*casefile.Source
	for _, f := range bibliographies(files) {
		list, more, err := remember(b, f, "sources 3 "+path.Ext(f.Path), lang, func(src []byte) ([]*casefile.Source, diag.List) {
			return readBibliography(src, f.Path, lang)
		})
		if err != nil {
			return nil, nil, nil, err
		}
		placed := make([]*casefile.Source, len(list))
		for i, s := range list {
			placed[i] = s.PlaceIn(f.Path)
		}
		lists, diags = append(lists, placed), append(diags, more...)
	}
	written, more := resolve.Sources(lists...)
	typeset := make([]*casefile.Source, len(written.List))
	for i, s := range written.List {
		c := *s
		c.Title = chapter.Typeset(c.Title, cmp.Or(c.Language, lang))
		typeset[i] = &c
	}
	return casefile.NewSources(typeset), written, append(diags, more...), nil
}

// bibliographies lists the files with sources: sources.yaml, then the others by
// name.
func bibliographies(files *input.Tree) []*input.File {
	var list []*input.File
	for _, f := range files.Under(recordsDir) {
		if f.Path == sourcesPath {
			list = slices.Insert(list, 0, f)
		} else if isBibliography(f.Path) {
			list = append(list, f)
		}
	}
	return list
}

// isBibliography reports whether a file holds sources in another form than that
// of sources.yaml.
func isBibliography(file string) bool {
	name, ok := strings.CutPrefix(file, recordsDir+"/")
	return ok && !strings.Contains(name, "/") && (path.Ext(name) == ".bib" || path.Ext(name) == ".json")
}

func readBibliography(src []byte, file, lang string) ([]*casefile.Source, diag.List) {
	switch path.Ext(file) {
	case ".bib":
		items, diags := bibtex.Items(src)
		list, more := record.Items(items, lang)
		return list, append(diags, more...)
	case ".json":
		return record.SourcesJSON(src, lang)
	}
	return record.Sources(src, lang)
}

package build

import (
	"encoding/hex"
	"path"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/publish"
	"dossier/internal/write/bib"
	"dossier/internal/write/page"
)

// citeFiles are the files with which reference managers cite the page of a
// text; beside the page of a source, those that cite the source.
func (f *frame) citeFiles(t *text) []output.File {
	c := t.chapter
	if !page.IsCited(c) {
		return nil
	}
	return bib.FilesOf(page.CitePath(c), func() (*casefile.Source, error) {
		if c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
			return f.written.Lookup(c.Entry), nil
		}
		hash, err := f.hashBehind(t)
		return f.site.Self(c, hash), err
	})
}

// citeKinds are the kinds of the files that cite pages.
var citeKinds = []publish.Kind{
	{Folder: page.CiteFolder, Ending: ".bib", MediaType: bib.BibTeXType},
	{Folder: page.CiteFolder, Ending: ".ris", MediaType: bib.RISType},
	{Folder: page.CiteFolder, Ending: ".json", MediaType: bib.JSONType},
}

// hashBehind is the SHA-256 of the file that a page is made of, in hex; "" where
// there is none.
func (f *frame) hashBehind(t *text) (string, error) {
	file, c := t.file, t.chapter
	if c.Kind == casefile.RecordKind || c.Kind == casefile.EntryKind {
		file, _ = f.files.Lookup(path.Join(recordsDir, c.Name+".yaml"))
	}
	if file == nil {
		return "", nil
	}
	hash, err := file.Hash()
	return hex.EncodeToString(hash[:]), err
}

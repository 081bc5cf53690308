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
	if !page.IsCited(c) || f.site.CitedTogether {
		return nil
	}
	return bib.FilesOf(page.CitePath(c), func() ([]*casefile.Source, error) {
		if c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
			return []*casefile.Source{f.written.Lookup(c.Entry)}, nil
		}
		hash, err := f.hashBehind(t)
		return []*casefile.Source{f.site.Self(c, hash)}, err
	})
}

// mostCitedAlone is how many pages may have files of their own for those who
// cite them: three small files a page would cost a large site half of its time.
const mostCitedAlone = 500

// isCitedTogether reports whether one file of each kind cites all pages.
func isCitedTogether(inv *casefile.Investigation) bool {
	n := 0
	for _, c := range inv.All() {
		if page.IsCited(c) {
			n++
		}
	}
	return n > mostCitedAlone
}

// citePages are the files that cite all pages, where single pages have none.
// Pages of sources are left out: their downloads are those of the registry.
func (r *run) citePages() []output.File {
	if !r.site.CitedTogether {
		return nil
	}
	return bib.FilesOf(page.CitePagesPath, func() ([]*casefile.Source, error) {
		var all []*casefile.Source
		for _, t := range r.texts {
			c := t.chapter
			if !page.IsCited(c) || c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
				continue
			}
			hash, err := r.hashBehind(t)
			if err != nil {
				return nil, err
			}
			all = append(all, r.site.Self(c, hash))
		}
		return all, nil
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
	switch {
	case c.Kind == casefile.EntryKind && c.Name == casefile.ExhibitsPage:
		file, _ = f.files.Lookup(path.Join(exhibitsDir, c.Entry, exhibitRecord))
	case c.Kind == casefile.RecordKind, c.Kind == casefile.EntryKind:
		file, _ = f.files.Lookup(path.Join(recordsDir, c.Name+".yaml"))
	}
	if file == nil {
		return "", nil
	}
	hash, err := file.Hash()
	return hex.EncodeToString(hash[:]), err
}

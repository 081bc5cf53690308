package build

import (
	"encoding/hex"
	"path"

	"dossier/internal/casefile"
	"dossier/internal/input"
	"dossier/internal/output"
	"dossier/internal/write/bib"
	"dossier/internal/write/page"
)

// citeFiles are the files with which reference managers cite the pages of the
// site; beside the page of a source, those that cite the source.
func (r *run) citeFiles() []output.File {
	var files []output.File
	for _, c := range r.inv.All() {
		if !page.IsCited(c) {
			continue
		}
		files = append(files, bib.FilesOf(page.CitePath(c), func() (*casefile.Source, error) {
			if c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
				return r.written.Lookup(c.Entry), nil
			}
			hash, err := r.hashBehind(c)
			return r.site.Self(c, hash), err
		})...)
	}
	return files
}

// hashBehind is the SHA-256 of the file that a page is made of, in hex; "" where
// there is none.
func (r *run) hashBehind(c *casefile.Chapter) (string, error) {
	name := c.Path
	if c.Kind == casefile.RecordKind || c.Kind == casefile.EntryKind {
		name = path.Join(recordsDir, c.Name+".yaml")
	}
	f, ok := r.files.Lookup(name)
	if !ok {
		return "", nil
	}
	var hash input.Hash
	hash, err := f.Hash()
	return hex.EncodeToString(hash[:]), err
}

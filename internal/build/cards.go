package build

import (
	"context"

	"dossier/internal/card"
	"dossier/internal/memo"
	"dossier/internal/output"
	"dossier/internal/write/page"
)

// cardFiles are the pictures of pages for those who share them. They are kept
// between runs of the program where pictures are.
func (r *run) cardFiles() []output.File {
	if !r.inv.Settings.Cards {
		return nil
	}
	var files []output.File
	for _, c := range r.inv.All() {
		drawn, ok := r.site.Card(c)
		if !ok {
			continue
		}
		files = append(files, output.File{Path: page.CardPath(drawn), MediaType: card.MediaType, Immutable: true, Make: func(context.Context) ([]byte, error) {
			key, kept := memo.KeyOf(drawn.Recipe()), r.builder.darkroom.kept
			if b, ok := kept.Get(key); ok {
				return b, nil
			}
			b, err := drawn.Draw()
			if err == nil && kept.Writable() {
				_ = kept.Put(key, b) // what cannot be kept is drawn again next time
			}
			return b, err
		}})
	}
	return files
}

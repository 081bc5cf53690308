package build

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// An image is a picture file of the project.
type image struct {
	picture casefile.Picture
	file    output.File
}

// readImages prepares the picture files below content/. Which of them are
// published is known when the texts have been read.
func (f *frame) readImages(files *input.Tree) error {
	f.images = map[string]*image{}
	for _, file := range files.Under("content") {
		if !isPicture(file.Path) {
			continue
		}
		picture, made, diags, err := f.theme.Picture(file)
		if err != nil {
			return err
		}
		f.framed = append(f.framed, diags...)
		f.images[file.Path] = &image{picture: picture, file: made}
	}
	return nil
}

// picture finds the picture a text shows.
func (f *frame) picture(path string) (casefile.Picture, bool) {
	img := f.images[path]
	if img == nil {
		return casefile.Picture{}, false
	}
	return img.picture, true
}

// imageFiles lists the pictures that texts show. What nobody shows is not
// published: a file that lies about in the folder may not be meant for the
// public. A project without pictures pays nothing for knowing.
func (r *run) imageFiles(ctx context.Context) ([]output.File, error) {
	if len(r.images) == 0 {
		return nil, nil
	}
	if err := r.summaries(ctx); err != nil {
		return nil, err
	}
	shown := map[string]bool{}
	for _, t := range r.texts {
		for _, p := range t.refs.Images {
			shown[p.URL] = true
		}
	}
	var files []output.File
	for _, path := range slices.Sorted(maps.Keys(r.images)) {
		img := r.images[path]
		switch {
		case img.picture.URL == "": // refused, with a diagnostic
		case shown[img.picture.URL]:
			files = append(files, img.file)
		default:
			r.early = append(r.early, diag.Diagnostic{Code: diag.UnusedFile, Severity: diag.Warning, Span: diag.Span{File: path},
				Message: fmt.Sprintf("no text shows %q, so it is not published", path), Hint: "show it with ![what it shows](file), or move it out of content/"})
		}
	}
	return files, nil
}

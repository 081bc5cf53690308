package build

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/output"
)

// An image is a picture file of the project.
type image struct {
	picture casefile.Picture
	file    output.File
}

// readImages prepares the picture files below content/. Which of them are
// published is known when the texts have been read.
func (r *run) readImages() error {
	r.images = map[string]*image{}
	for _, f := range r.files.Under("content") {
		if !isPicture(f.Path) {
			continue
		}
		picture, file, diags, err := r.theme.Picture(f)
		if err != nil {
			return err
		}
		r.early = append(r.early, diags...)
		r.images[f.Path] = &image{picture: picture, file: file}
	}
	return nil
}

// picture finds the picture a text shows.
func (r *run) picture(path string) (casefile.Picture, bool) {
	img := r.images[path]
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
	for _, t := range r.order {
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

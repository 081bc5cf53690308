package build

import (
	"context"
	"strings"
	"sync"

	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
)

// exposed looks for protected names, where there are any: in the inputs, and
// where these are clean on all that the site prints, which has to be made for
// it. What is kept beside the project and published by nobody is not searched.
func (r *run) exposed(ctx context.Context) (diag.List, error) {
	secrets := check.SecretsOf(r.inv)
	if len(secrets) == 0 {
		return nil, nil
	}
	var list diag.List
	for _, f := range r.files.Files() {
		if f.Layer == input.Default || strings.HasPrefix(f.Path, "kept/") {
			continue
		}
		src, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		list = append(list, check.ExposedIn(secrets, f.Path, src)...)
	}
	if len(list) > 0 {
		return list, nil
	}
	var mu sync.Mutex // guards list
	files := r.made.Files()
	err := each(ctx, len(files), func(i int) error {
		f := files[i]
		if !isText(f.MediaType) || f.Immutable {
			return nil
		}
		b, err := f.Make(ctx)
		if err != nil {
			return err
		}
		if found := check.ExposedOn(secrets, f.Path, b); len(found) > 0 {
			mu.Lock()
			defer mu.Unlock()
			list = append(list, found...)
		}
		return nil
	})
	return list.Sort(), err
}

// isText reports whether a file of a media type can be read.
func isText(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.Contains(mediaType, "json") || strings.Contains(mediaType, "xml")
}

package build

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/optimise"
	"dossier/internal/output"
	"dossier/internal/picture"
)

// An image is a picture file of the project.
type image struct {
	file    *input.File
	info    picture.Info
	picture casefile.Picture // without address where it was refused, with a diagnostic
	files   []output.File    // the picture and its variants; made only where it is shown
}

// readImages looks into the picture files below content/ and gives them their
// addresses. Which of them are published is known when the texts have been
// read.
func (f *frame) readImages(ctx context.Context, files *input.Tree) error {
	var found []*image
	f.pageImages = map[string]bool{}
	for _, x := range f.inv.Exhibits.List {
		for _, s := range x.Sheets {
			f.pageImages[s.Image] = true
		}
	}
	covered := coveredAreas(f.inv)
	for _, file := range files.Under("content") {
		if isPicture(file.Path) && (f.pageImages[file.Path] || !isExhibitFile(files, file.Path)) {
			found = append(found, &image{file: file})
		}
	}
	lists := make([]diag.List, len(found))
	err := each(ctx, len(found), func(i int) (err error) {
		lists[i], err = f.readImage(ctx, found[i], covered[found[i].file.Path])
		return err
	})
	if err != nil {
		return err
	}
	f.images = map[string]*image{}
	for i, img := range found {
		f.framed = append(f.framed, lists[i]...)
		f.images[img.file.Path] = img
	}
	return nil
}

func (f *frame) readImage(ctx context.Context, img *image, covered []casefile.CoveredArea) (diag.List, error) {
	info, diags, err := remember(f.builder, img.file, picture.Version, "", picture.Inspect)
	if err != nil || diags.Worst(diag.Error) {
		return diags, err
	}
	readable, err := f.builder.readable(ctx, img.file, info, covered)
	if err != nil || len(readable) > 0 {
		return append(diags, readable...), err
	}
	hash, err := img.file.Hash()
	if err != nil {
		return nil, err
	}
	img.info = info
	img.picture = casefile.Picture{Width: info.Width, Height: info.Height}
	name := path.Base(img.file.Path)
	name = name[:len(name)-len(path.Ext(name))]
	add := func(name string, kind picture.Kind, with string, make func(context.Context) ([]byte, error)) string {
		out := output.File{
			Path:      "assets/" + output.Named(name+"."+string(kind), []byte(picture.Version), []byte(with), hash[:]),
			MediaType: kind.MediaType(),
			Immutable: true,
			Late:      true,
			Make:      make,
		}
		img.files = append(img.files, out)
		return "/" + out.Path
	}
	smaller := info.Widths()
	widths := smaller
	variant := func(i int) func(context.Context) ([]byte, error) {
		return func(ctx context.Context) ([]byte, error) { return f.builder.variant(ctx, img, widths, i) }
	}
	if info.Lies() {
		widths = append(widths, info.Width)
		img.picture.URL = add(name, info.VariantKind(), "upright", variant(len(smaller)))
	} else {
		img.picture.URL = add(name, info.Kind, f.drawingVersion(info.Kind), func(context.Context) ([]byte, error) { return f.stripped(img) })
	}
	for i, width := range smaller {
		url := add(name+"-"+strconv.Itoa(width), info.VariantKind(), strconv.Itoa(width), variant(i))
		img.picture.Variants = append(img.picture.Variants, casefile.Variant{URL: url, Width: width})
	}
	return diags, nil
}

// drawingVersion is what the recipe of a drawing holds besides its bytes.
func (f *frame) drawingVersion(kind picture.Kind) string {
	if kind == picture.SVG && f.opt.Minify {
		return optimise.Version
	}
	return ""
}

// stripped is the picture in its own size, without what it tells besides.
func (f *frame) stripped(img *image) ([]byte, error) {
	b, err := img.file.Bytes()
	if err != nil {
		return nil, err
	}
	b, err = picture.Strip(b)
	if err == nil && img.info.Kind == picture.SVG && f.opt.Minify {
		b, err = optimise.SVG(b)
	}
	if err != nil {
		return nil, broken(img, err)
	}
	return b, nil
}

// broken is a failure that shows only when a picture is decoded.
func broken(img *image, err error) error {
	return &diag.Failure{Diagnostics: brokenBy(err).In(img.file.Path)}
}

// brokenBy says that a picture is damaged.
func brokenBy(err error) diag.List {
	return diag.List{{
		Code: diag.BrokenImage, Severity: diag.Error, Message: "this picture cannot be shown: " + err.Error(),
		Hint: "save it again as PNG, JPEG, GIF, WebP or SVG, or take it from where it came from once more",
	}}
}

// picture finds the picture a text shows.
func (f *frame) picture(path string) (casefile.Picture, bool) {
	img := f.images[path]
	if img == nil {
		return casefile.Picture{}, false
	}
	return img.picture, true
}

// imageFiles lists pictures and their variants. Those that nobody shows are not
// wanted: a file that lies about in the folder may not be meant for the public.
// Equal files of one name share an address, and are wanted where one of them is
// shown.
func (r *run) imageFiles() []output.File {
	var files []output.File
	for _, path := range slices.Sorted(maps.Keys(r.images)) {
		img := r.images[path]
		for _, f := range img.files {
			f.Wanted = func(ctx context.Context) (bool, error) { return r.isShown(ctx, img) }
			files = append(files, f)
		}
	}
	return files
}

// isShown reports whether a page shows a picture. It reads the texts that
// nobody has read.
func (r *run) isShown(ctx context.Context, img *image) (bool, error) {
	shown, err := r.shown(ctx)
	return shown[img.picture.URL], err
}

// shown is the set of addresses of the pictures that pages show.
func (r *run) shown(ctx context.Context) (map[string]bool, error) {
	if err := r.summaries(ctx); err != nil {
		return nil, err
	}
	r.showing.Do(func() {
		r.shows = map[string]bool{}
		for _, t := range r.texts {
			for _, p := range t.refs.Images {
				r.shows[p.URL] = true
			}
		}
		r.exhibitImages()
	})
	return r.shows, nil
}

// hiddenImages reports the pictures that no page shows.
func (r *run) hiddenImages(ctx context.Context) (diag.List, error) {
	if len(r.images) == 0 {
		return nil, nil
	}
	shown, err := r.shown(ctx)
	if err != nil {
		return nil, err
	}
	var list diag.List
	for path, img := range r.images {
		if img.picture.URL != "" && !shown[img.picture.URL] && !r.pageImages[path] {
			list = append(list, diag.Diagnostic{Code: diag.UnusedFile, Severity: diag.Warning, Span: diag.Span{File: path},
				Message: fmt.Sprintf("no text shows %q, so it is not published", path), Hint: "show it with ![what it shows](file), or move it out of content/"})
		}
	}
	return list, nil
}

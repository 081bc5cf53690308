package build

import (
	"context"
	"fmt"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/picture"
)

// coveredAreas lists the areas that records cover, by the image of the page.
func coveredAreas(inv *casefile.Investigation) map[string][]casefile.CoveredArea {
	areas := map[string][]casefile.CoveredArea{}
	for _, x := range inv.Exhibits.List {
		for _, r := range x.Redactions {
			if s := x.Sheet(r.Page); s != nil && s.Image != "" {
				areas[s.Image] = append(areas[s.Image], r)
			}
		}
	}
	return areas
}

const coverHint = "fill the area with one opaque colour in the image itself and save it as PNG; a bar drawn over a picture can be taken away"

// readable says which covered areas of a page image may still be read in its
// pixels. Such an image is not published: the bar on the page only says what
// the pixels already hide.
func (b *Builder) readable(ctx context.Context, file *input.File, info picture.Info, covered []casefile.CoveredArea) (diag.List, error) {
	if len(covered) == 0 {
		return nil, nil
	}
	var diags diag.List
	report := func(code diag.Code, at casefile.CoveredArea, message string) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: at.Span, Message: message, Hint: coverHint,
			Related: []diag.Related{{Span: diag.Span{File: file.Path}, Message: "the image, which is not published"}}})
	}
	if !info.CanDecode() {
		for _, at := range covered {
			report(diag.RedactionOverLiveText, at, fmt.Sprintf("nobody can look below this bar: the pixels of %q cannot be read", file.Path))
		}
		return diags, nil
	}
	areas := make([]picture.Area, len(covered))
	for i, at := range covered {
		areas[i] = picture.Area{Left: at.Rect.X1, Top: at.Rect.Y1, Right: at.Rect.X2, Bottom: at.Rect.Y2}
	}
	done, err := b.darkroom.enter(ctx, info)
	if err != nil {
		return nil, err
	}
	defer done()
	covers, damage, err := remember(b, file, "covers 1", fmt.Sprint(areas), func(src []byte) ([]picture.Cover, diag.List) {
		covers, err := picture.Covers(src, areas)
		if err != nil {
			return nil, brokenBy(err)
		}
		return covers, nil
	})
	if err != nil || len(damage) > 0 {
		return damage, err
	}
	for i, at := range covered {
		switch covers[i] {
		case picture.Open:
			report(diag.RedactionOverLiveText, at, fmt.Sprintf("what this bar covers may be readable: %q shows more than one colour there", file.Path))
		case picture.Blurred:
			report(diag.RedactionBlurred, at, fmt.Sprintf("what this bar covers is blurred or made of squares in %q, and words can be reckoned back from both", file.Path))
		case picture.Dark:
			report(diag.RedactionHighlighter, at, fmt.Sprintf("what this bar covers is dark in %q, but not of one colour: brightened, it may show the words", file.Path))
		}
	}
	return diags, nil
}

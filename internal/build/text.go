package build

import (
	"context"
	"sync"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/memo"
	"dossier/internal/prose"
	"dossier/internal/read/chapter"
	"dossier/internal/resolve"
	"dossier/internal/write/page"
)

// A text is the body of one chapter, page or cover in one build. Its tree is
// made when the page is, and let go; what others need of it is kept.
type text struct {
	chapter *casefile.Chapter
	file    *input.File // nil for a cover made from the settings

	known  sync.Once // guards the fields below
	refs   *resolve.References
	quotes []casefile.QuoteCheck // parallel to the quotations of the summary
	diags  diag.List
	err    error
}

// document reads the text, tree and all, and remembers its outline.
func (r *run) document(t *text) (*prose.Document, reading[*prose.Outline], error) {
	src, err := t.file.Bytes()
	if err != nil {
		return nil, reading[*prose.Outline]{}, err
	}
	hash, err := t.file.Hash()
	if err != nil {
		return nil, reading[*prose.Outline]{}, err
	}
	doc, diags := chapter.Read(src, t.chapter.Lang)
	outline, err := memo.Do(&r.builder.memo, outlineKey(hash, t.chapter.Lang), func() (reading[*prose.Outline], error) {
		return reading[*prose.Outline]{prose.OutlineOf(doc), diags}, nil
	})
	return doc, outline, err
}

func outlineKey(hash input.Hash, lang string) memo.Key {
	return memo.KeyOf([]byte("outline 2"), []byte(lang), hash[:])
}

// outline is what a text refers to, from the last reading of the same bytes
// where there was one.
func (r *run) outline(t *text) (reading[*prose.Outline], error) {
	hash, err := t.file.Hash()
	if err != nil {
		return reading[*prose.Outline]{}, err
	}
	return memo.Do(&r.builder.memo, outlineKey(hash, t.chapter.Lang), func() (reading[*prose.Outline], error) {
		src, err := t.file.Bytes()
		if err != nil {
			return reading[*prose.Outline]{}, err
		}
		doc, diags := chapter.Read(src, t.chapter.Lang)
		return reading[*prose.Outline]{prose.OutlineOf(doc), diags}, nil
	})
}

// resolved makes sure that the references of a text are resolved. given may
// hold an outline that is at hand.
func (r *run) resolved(t *text, given *reading[*prose.Outline]) error {
	t.known.Do(func() {
		if t.file == nil {
			t.refs = &resolve.References{Summary: resolve.RecordSummary(r.inv, t.chapter)}
			return
		}
		o := given
		if o == nil {
			outline, err := r.outline(t)
			if err != nil {
				t.err = err
				return
			}
			o = &outline
		}
		refs, diags := resolve.Text(r.inv, t.chapter, o.value, r.picture)
		t.refs = refs
		t.diags = append(o.diags.In(t.chapter.Path), diags...)
		t.diags = append(t.diags, check.UnknownLanguages(t.chapter.Path, o.value.Codes, page.KnownLanguage)...)
		t.diags = append(t.diags, r.voices.Speech(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, r.voices.Silence(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, check.Texts(t.chapter, refs.Summary)...)
		quotes, diags := r.shelf.Quotations(t.chapter, refs.Summary)
		t.quotes, t.diags = quotes, append(t.diags, diags...)
	})
	return t.err
}

// body reads and resolves a text for printing.
func (r *run) body(t *text) (*casefile.Body, error) {
	if t.file == nil {
		if err := r.resolved(t, nil); err != nil {
			return nil, err
		}
		doc, _ := chapter.Read(nil, t.chapter.Lang)
		return &casefile.Body{Document: doc, Summary: t.refs.Summary}, nil
	}
	doc, outline, err := r.document(t)
	if err != nil {
		return nil, err
	}
	if err := r.resolved(t, &outline); err != nil {
		return nil, err
	}
	return &casefile.Body{Document: doc, Links: t.refs.Links, Images: t.refs.Images, Citations: t.refs.Citations, Compared: t.quotes, Summary: t.refs.Summary}, nil
}

// summaries makes sure that every text has been read.
func (r *run) summaries(ctx context.Context) error {
	return each(ctx, len(r.order), func(i int) error { return r.resolved(r.order[i], nil) })
}

// summary returns the summary of a chapter's text, nil where it could not be
// read. It reads the text if nobody has.
func (r *run) summary(c *casefile.Chapter) *casefile.Summary {
	t := r.texts[c]
	if t == nil || r.resolved(t, nil) != nil {
		return nil
	}
	return t.refs.Summary
}

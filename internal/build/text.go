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

	mu     sync.Mutex // guards the fields below until known is set
	known  bool       // they are filled in, and no longer change
	refs   *resolve.References
	quotes []casefile.QuoteCheck // parallel to the quotations of the summary
	diags  diag.List
}

// document reads the text, tree and all, and remembers its outline.
func (f *frame) document(t *text) (*prose.Document, reading[*prose.Outline], error) {
	src, err := t.file.Bytes()
	if err != nil {
		return nil, reading[*prose.Outline]{}, err
	}
	hash, err := t.file.Hash()
	if err != nil {
		return nil, reading[*prose.Outline]{}, err
	}
	doc, diags := chapter.Read(src, t.chapter.Lang)
	outline, err := memo.Do(&f.builder.memo, outlineKey(hash, t.chapter.Lang), func() (reading[*prose.Outline], error) {
		return reading[*prose.Outline]{prose.OutlineOf(doc), append(diags, check.LikelySecrets(src)...)}, nil
	})
	return doc, outline, err
}

func outlineKey(hash input.Hash, lang string) memo.Key {
	return memo.KeyOf([]byte("outline 2"), []byte(lang), hash[:])
}

// outline is what a text refers to, from the last reading of the same bytes
// where there was one.
func (f *frame) outline(t *text) (reading[*prose.Outline], error) {
	hash, src, err := t.file.HashAndBytes()
	if err != nil {
		return reading[*prose.Outline]{}, err
	}
	return memo.Do(&f.builder.memo, outlineKey(hash, t.chapter.Lang), func() (reading[*prose.Outline], error) {
		if src == nil {
			if src, err = t.file.Bytes(); err != nil {
				return reading[*prose.Outline]{}, err
			}
		}
		doc, diags := chapter.Read(src, t.chapter.Lang)
		return reading[*prose.Outline]{prose.OutlineOf(doc), append(diags, check.LikelySecrets(src)...)}, nil
	})
}

// resolved makes sure that the references of a text are resolved. given may
// hold an outline that is at hand. A failure is of the machine and is not
// remembered: the next build may share the text.
func (f *frame) resolved(t *text, given *reading[*prose.Outline]) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.known:
		return nil
	case t.file == nil:
		t.refs = &resolve.References{Summary: resolve.RecordSummary(f.inv, t.chapter)}
	default:
		o := given
		if o == nil {
			outline, err := f.outline(t)
			if err != nil {
				return err
			}
			o = &outline
		}
		refs, diags := resolve.Text(f.inv, t.chapter, o.value, f.picture)
		refs.Summary.Mentions = f.names[t.chapter.Lang].In(refs.Summary.Passages)
		t.refs = refs
		t.diags = append(o.diags.In(t.chapter.Path), diags...)
		t.diags = append(t.diags, check.UnknownLanguages(t.chapter.Path, o.value.Codes, page.KnownLanguage)...)
		t.diags = append(t.diags, f.voices.Speech(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, f.voices.Silence(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, check.Diagrams(f.inv, t.chapter, refs.Summary)...)
		t.diags = append(t.diags, check.Names(f.inv, t.chapter, refs.Summary)...)
		t.diags = append(t.diags, check.EventMarks(f.inv, t.chapter, refs.Summary)...)
		t.diags = append(t.diags, f.words.Acronyms(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, check.Texts(t.chapter, refs.Summary)...)
		t.diags = append(t.diags, f.blackouts.Text(t.chapter, refs.Summary)...)
		quotes, diags := f.shelf.Quotations(t.chapter, refs.Summary)
		t.quotes, t.diags = quotes, append(t.diags, diags...)
	}
	t.known = true
	return nil
}

// body reads and resolves a text for printing.
func (f *frame) body(t *text) (*casefile.Body, error) {
	if t.file == nil {
		if err := f.resolved(t, nil); err != nil {
			return nil, err
		}
		doc, _ := chapter.Read(nil, t.chapter.Lang)
		return &casefile.Body{Document: doc, Summary: t.refs.Summary}, nil
	}
	doc, outline, err := f.document(t)
	if err != nil {
		return nil, err
	}
	if err := f.resolved(t, &outline); err != nil {
		return nil, err
	}
	return &casefile.Body{Document: doc, Links: t.refs.Links, Images: t.refs.Images, Citations: t.refs.Citations, Compared: t.quotes, Summary: t.refs.Summary}, nil
}

// summaries makes sure that every text has been read. Every late page asks, so
// it remembers: 2,000 pages do not look at 3,000 texts each.
func (r *run) summaries(ctx context.Context) error {
	if r.allRead.Load() {
		return nil
	}
	err := each(ctx, len(r.texts), func(i int) error { return r.resolved(r.texts[i], nil) })
	if err == nil {
		r.allRead.Store(true)
	}
	return err
}

// summary returns the summary of a chapter's text, nil where it could not be
// read. It reads the text if nobody has.
func (r *run) summary(c *casefile.Chapter) *casefile.Summary {
	t := r.text(c)
	if t == nil || r.resolved(t, nil) != nil {
		return nil
	}
	return t.refs.Summary
}

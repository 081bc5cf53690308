package build

import (
	"context"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/lines"
	"dossier/internal/questions"
	"dossier/internal/theme"
)

// Lines lists every line of every text with what the build knows of it, for
// those who check the facts. It is never part of the site.
func (r *Result) Lines(ctx context.Context) ([]lines.Line, error) {
	diags, err := r.run.diagnostics(ctx)
	if err != nil {
		return nil, err
	}
	list, err := r.run.lines()
	if err != nil {
		return nil, err
	}
	lines.Annotate(list, r.Investigation, lines.Findings{Diagnostics: diags, Exceptions: r.run.exceptions, Ticks: r.run.ticks})
	return list, nil
}

// Ticks lists the ticks that are kept, in file order.
func (r *Result) Ticks() []lines.Tick { return r.run.ticks }

// Exceptions lists every exception of the investigation with how many
// diagnostics it silences.
func (r *Result) Exceptions(ctx context.Context) ([]check.Exception, error) {
	_, err := r.run.diagnostics(ctx)
	return r.run.exceptions, err
}

// Words are the words of the interface in a language.
func (r *Result) Words(lang string) *theme.Words { return r.run.theme.Words(lang) }

// Questions is what letters to those concerned are made of.
func (r *Result) Questions(ctx context.Context, lang string) (*questions.Case, error) {
	if err := r.run.summaries(ctx); err != nil {
		return nil, err
	}
	return &questions.Case{Investigation: r.Investigation, Words: r.run.theme.Words(lang), BaseURL: r.run.baseURL(), Now: r.Options.Now, Mentions: r.run.mentions}, nil
}

// mentions lists where the texts make a claim.
func (r *run) mentions(claim string) []questions.Mention {
	var list []questions.Mention
	for _, t := range r.texts {
		for _, m := range t.refs.Summary.Claims {
			if m.Ref != claim {
				continue
			}
			mention := questions.Mention{Chapter: t.chapter}
			if m.Heading >= 0 && m.Heading < len(t.refs.Summary.Headings) {
				h := t.refs.Summary.Headings[m.Heading]
				mention.Section, mention.ID = h.Text, h.ID
			}
			list = append(list, mention)
		}
	}
	return list
}

func (b *Builder) readTicks(files *input.Tree) ([]lines.Tick, diag.List, error) {
	f, ok := files.Lookup(lines.TicksPath)
	if !ok {
		return nil, nil, nil
	}
	list, diags, err := remember(b, f, "ticks 1", "", lines.ReadTicks)
	placed := slices.Clone(list)
	for i := range placed {
		placed[i].Span.File = f.Path
	}
	return placed, diags, err
}

// lines lists the lines of all texts, which have been read.
func (r *run) lines() ([]lines.Line, error) {
	var bodies []lines.Body
	for _, t := range r.texts {
		if t.file == nil {
			continue
		}
		outline, err := r.outline(t)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, lines.Body{Chapter: t.chapter, Outline: outline.value, Summary: t.refs.Summary, Compared: t.quotes})
	}
	return lines.Of(r.inv, bodies, r.theme.Words), nil
}

// reviewed holds the ticks against the lines, where there are ticks or must be.
func (r *run) reviewed() (diag.List, error) {
	required := r.inv.Settings.RequireFactcheck
	if len(r.ticks) == 0 && !required {
		return nil, nil
	}
	list, err := r.lines()
	return lines.Review(list, r.ticks, required), err
}

// source gives the bytes of an input file, nil where they cannot be read.
func (r *run) source(path string) []byte {
	f, ok := r.files.Lookup(path)
	if !ok {
		return nil
	}
	b, err := f.Bytes()
	if err != nil {
		return nil
	}
	return b
}

// excused takes out of a page's diagnostics what an exception silences.
func (r *run) excused(list diag.List, page *casefile.Chapter) diag.List {
	exceptions := check.Exceptions(r.inv, func(c *casefile.Chapter) *casefile.Summary {
		if c != page {
			return nil
		}
		return r.summary(c)
	})
	return check.Excuse(list, exceptions, r.inv.Today, r.source)
}

package build

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/memo"
	"dossier/internal/read/chapter"
	"dossier/internal/read/record"
	"dossier/internal/read/settings"
	"dossier/internal/resolve"

	"golang.org/x/sync/errgroup"
)

// settingsPath and sourcesPath are the files with a place of their own.
const (
	settingsPath = "dossier.yaml"
	sourcesPath  = "content/records/sources.yaml"
)

// reading is a remembered result of a reader with its diagnostics, which have
// no path yet: equal files share one reading.
type reading[T any] struct {
	value T
	diags diag.List
}

// remember reads a file, or takes what an earlier build read from the same
// bytes. stage names the reader and its version; with lists what else the
// reader depends on.
func remember[T any](b *Builder, f *input.File, stage, with string, read func([]byte) (T, diag.List)) (T, diag.List, error) {
	hash, err := f.Hash()
	if err != nil {
		var zero T
		return zero, nil, err
	}
	type result struct {
		reading[T]
		err error
	}
	r := memo.Do(&b.memo, memo.KeyOf([]byte(stage), []byte(with), hash[:]), func() result {
		src, err := f.Bytes()
		if err != nil {
			return result{err: err}
		}
		value, diags := read(src)
		return result{reading: reading[T]{value, diags}}
	})
	return r.value, r.diags.In(f.Path), r.err
}

func (b *Builder) readSettings(files *input.Tree) (*casefile.Settings, diag.List, error) {
	f, ok := files.Lookup(settingsPath)
	if !ok {
		s, _ := settings.Read(nil)
		return s, nil, nil
	}
	return remember(b, f, "settings 1", "", settings.Read)
}

func (b *Builder) readSources(files *input.Tree, lang string) (*casefile.Sources, diag.List, error) {
	f, ok := files.Lookup(sourcesPath)
	if !ok {
		return casefile.NewSources(nil), nil, nil
	}
	list, diags, err := remember(b, f, "sources 1", lang, func(src []byte) ([]*casefile.Source, diag.List) {
		return record.Sources(src, lang)
	})
	if err != nil {
		return nil, nil, err
	}
	placed := make([]*casefile.Source, len(list))
	for i, s := range list {
		c := *s
		c.Span.File = f.Path
		placed[i] = &c
	}
	return casefile.NewSources(placed), diags, nil
}

// readHeads reads the front matter of every chapter and page.
func (b *Builder) readHeads(ctx context.Context, files *input.Tree, s *casefile.Settings) ([]resolve.Heading, diag.List, error) {
	texts, diags := sortContent(files, s)
	heads := make([]resolve.Heading, len(texts))
	lists := make([]diag.List, len(texts))
	err := each(ctx, len(texts), func(i int) error {
		head, more, err := remember(b, texts[i], "head 1", "", chapter.ReadHead)
		if err != nil {
			return err
		}
		heads[i] = resolve.Heading{Path: texts[i].Path, Head: placed(head, texts[i].Path)}
		lists[i] = more
		return nil
	})
	for _, l := range lists {
		diags = append(diags, l...)
	}
	return heads, diags, err
}

// placed puts the places of a head into its file.
func placed(h casefile.Head, path string) casefile.Head {
	for _, s := range []*diag.Span{&h.TitleSpan, &h.SlugSpan} {
		if *s != (diag.Span{}) {
			s.File = path
		}
	}
	if len(h.Aliases) > 0 {
		aliases := make([]casefile.Alias, len(h.Aliases))
		for i, a := range h.Aliases {
			a.Span.File = path
			aliases[i] = a
		}
		h.Aliases = aliases
	}
	return h
}

// sortContent finds the Markdown files of each language and says what else in
// content/ is read by nobody.
func sortContent(files *input.Tree, s *casefile.Settings) ([]*input.File, diag.List) {
	var texts []*input.File
	var diags diag.List
	unknown := map[string]bool{}
	for _, f := range files.Under("content") {
		dir, file, nested := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
		switch {
		case isPicture(f.Path), dir == "records" && f.Path == sourcesPath:
		case nested && slices.Contains(s.Languages, dir) && strings.HasSuffix(file, ".md") && !strings.Contains(file, "/"):
			texts = append(texts, f)
		case nested && dir != "records" && dir != "exhibits" && strings.HasSuffix(file, ".md") && !slices.Contains(s.Languages, dir):
			if !unknown[dir] {
				unknown[dir] = true
				diags = append(diags, diag.Diagnostic{Code: diag.UnknownLanguage, Severity: diag.Error, Span: diag.Span{File: f.Path},
					Message: fmt.Sprintf("%q is not among the languages of %s", dir, settingsPath), Hint: "add it to languages:, or move the folder out of content/"})
			}
		default:
			diags = append(diags, diag.Diagnostic{Code: diag.UnusedFile, Severity: diag.Warning, Span: diag.Span{File: f.Path},
				Message: fmt.Sprintf("nothing reads %q", f.Path), Hint: "chapters are content/<language>/NN-name.md, sources " + sourcesPath})
		}
	}
	return texts, diags
}

func isPicture(path string) bool {
	for _, ext := range []string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"} {
		if strings.HasSuffix(strings.ToLower(path), ext) {
			return true
		}
	}
	return false
}

// each runs work for 0 to n-1, one worker a processor, and stops at the first
// error. Workers take runs of neighbours, so that they seldom meet.
func each(ctx context.Context, n int, work func(i int) error) error {
	const run = 8
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for lo := 0; lo < n; lo += run {
		group.Go(func() error {
			for i := lo; i < min(lo+run, n); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := work(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

package build

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/memo"
	"dossier/internal/read/chapter"
	"dossier/internal/read/record"
	"dossier/internal/read/settings"
	"dossier/internal/resolve"

	"golang.org/x/sync/errgroup"
)

// The files with a place of their own.
const (
	settingsPath  = "dossier.yaml"
	sourcesPath   = "content/records/sources.yaml"
	claimsPath    = "content/records/claims.yaml"
	responsesPath = "content/records/responses.yaml"
	partiesPath   = "content/records/people.yaml"
	glossaryPath  = "content/records/glossary.yaml"
	eventsPath    = "content/records/events.yaml"

	correctionsPath = "content/records/corrections.yaml"
	redirectsPath   = "content/records/redirects.yaml"
)

// isRegister reports whether a file is one of the registers.
func isRegister(path string) bool {
	switch path {
	case sourcesPath, claimsPath, responsesPath, partiesPath, glossaryPath, eventsPath, correctionsPath, redirectsPath:
		return true
	}
	return false
}

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
	hash, src, err := f.HashAndBytes()
	if err != nil {
		var zero T
		return zero, nil, err
	}
	r, err := memo.Do(&b.memo, memo.KeyOf([]byte(stage), []byte(with), hash[:]), func() (reading[T], error) {
		if src == nil {
			if src, err = f.Bytes(); err != nil {
				return reading[T]{}, err
			}
		}
		value, diags := read(src)
		return reading[T]{value, append(diags, check.LikelySecrets(src)...)}, nil
	})
	return r.value, r.diags.In(f.Path), err
}

func (b *Builder) readSettings(files *input.Tree) (*casefile.Settings, diag.List, error) {
	f, ok := files.Lookup(settingsPath)
	if !ok {
		s, _ := settings.Read(nil)
		return s, nil, nil
	}
	s, diags, err := remember(b, f, "settings 2", "", settings.Read)
	if s != nil && len(s.Exceptions) > 0 {
		placed := *s
		placed.Exceptions = slices.Clone(s.Exceptions)
		for i := range placed.Exceptions {
			placed.Exceptions[i].Span.File = settingsPath
		}
		s = &placed
	}
	return s, diags, err
}

// readLedger reads the claims, the responses, the names and the exhibits into an
// investigation, and computes where the claims stand.
func (b *Builder) readLedger(ctx context.Context, files *input.Tree, inv *casefile.Investigation) (diag.List, error) {
	langs := inv.Settings.Languages
	claims, diags, err := readRegister(b, files, claimsPath, langs, record.Claims, (*casefile.Claim).PlaceIn)
	if err != nil {
		return nil, err
	}
	responses, more, err := readRegister(b, files, responsesPath, langs, record.Responses, (*casefile.Response).PlaceIn)
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	parties, more, err := readRegister(b, files, partiesPath, langs, record.Parties, (*casefile.Party).PlaceIn)
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	terms, more, err := readRegister(b, files, glossaryPath, langs, record.Terms, (*casefile.Term).PlaceIn)
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	events, more, err := readRegister(b, files, eventsPath, langs, record.Events, (*casefile.Event).PlaceIn)
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	inv.Terms = casefile.NewRegister(terms, func(t *casefile.Term) string { return t.ID })
	inv.Events = casefile.NewRegister(events, func(e *casefile.Event) string { return e.ID })
	if inv.Eras, more, err = readRegister(b, files, eventsPath, langs, record.Eras, (*casefile.Era).PlaceIn); err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	log, more, err := readRegister(b, files, correctionsPath, langs, readLog, (*casefile.Correction).PlaceIn)
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	inv.Corrections = casefile.NewRegister(log, func(c *casefile.Correction) string { return c.ID })
	_, inv.HasLog = files.Lookup(correctionsPath)
	if inv.Redirects, more, err = readRegister(b, files, redirectsPath, langs, record.Redirects, (*casefile.Redirect).PlaceIn); err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	inv.Claims = casefile.NewRegister(claims, func(c *casefile.Claim) string { return c.ID })
	inv.Responses = casefile.NewRegister(responses, func(r *casefile.Response) string { return r.ID })
	inv.Parties = casefile.NewRegister(parties, func(p *casefile.Party) string { return p.ID })
	if more, err = b.readExhibits(ctx, files, inv); err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	inv.Standings, more = resolve.Evidence(inv)
	return append(diags, more...), nil
}

// readLog reads the log of corrections, with its words typeset as the texts are
// that they are compared with.
func readLog(src []byte, langs []string) ([]*casefile.Correction, diag.List) {
	list, diags := record.Corrections(src, langs)
	for _, c := range list {
		for _, words := range []casefile.Text{c.Was, c.Now, c.Why} {
			for lang, text := range words {
				words[lang] = chapter.Typeset(text, lang)
			}
		}
	}
	return list, diags
}

// readRegister reads one register. Its records are put into their file before
// they are remembered, because a register is never read under another path.
func readRegister[T any](b *Builder, files *input.Tree, path string, langs []string,
	read func([]byte, []string) ([]*T, diag.List), place func(*T, string)) ([]*T, diag.List, error) {
	f, ok := files.Lookup(path)
	if !ok {
		return nil, nil, nil
	}
	return remember(b, f, fmt.Sprintf("%s 1 %T", path, read), strings.Join(langs, " "), func(src []byte) ([]*T, diag.List) {
		list, diags := read(src, langs)
		for _, x := range list {
			place(x, path)
		}
		return list, diags
	})
}

// mostHead is how much of a file is read to find its front matter. Where that
// does not hold all of it, the whole file is.
const mostHead = 1 << 10

// head is the front matter of a text as it is written. It depends on no byte
// behind it, so ten thousand texts are known by a fraction of theirs.
func (b *Builder) head(f *input.File) (reading[casefile.Head], error) {
	src, err := f.Start(mostHead)
	if err != nil {
		return reading[casefile.Head]{}, err
	}
	end, closed := chapter.HeadEnd(src)
	if closed {
		src = src[:end]
	} else if len(src) == mostHead {
		if src, err = f.Bytes(); err != nil {
			return reading[casefile.Head]{}, err
		}
	}
	return memo.Do(&b.memo, memo.KeyOf([]byte("head 2"), src), func() (reading[casefile.Head], error) {
		head, diags := chapter.ReadHead(src)
		return reading[casefile.Head]{head, diags}, nil
	})
}

// readHeads reads the front matter of every chapter and page, and returns it by
// path, too, as it is written.
func (b *Builder) readHeads(ctx context.Context, files *input.Tree, s *casefile.Settings) ([]resolve.Heading, map[string]reading[casefile.Head], diag.List, error) {
	texts, diags := sortContent(files, s)
	heads := make([]resolve.Heading, len(texts))
	readings := make([]reading[casefile.Head], len(texts))
	err := each(ctx, len(texts), func(i int) (err error) {
		if readings[i], err = b.head(texts[i]); err != nil {
			return err
		}
		heads[i] = resolve.Heading{Path: texts[i].Path, Head: placed(typeset(readings[i].value, languageOf(texts[i].Path)), texts[i].Path)}
		return nil
	})
	written := make(map[string]reading[casefile.Head], len(texts))
	for i, f := range texts {
		written[f.Path] = readings[i]
		diags = append(diags, readings[i].diags.In(f.Path)...)
	}
	return heads, written, diags, err
}

// typeset gives the words of a head the quotation marks of its language.
func typeset(h casefile.Head, lang string) casefile.Head {
	for _, words := range []*string{&h.Title, &h.Standfirst, &h.Description} {
		*words = chapter.Typeset(*words, lang)
	}
	return h
}

// languageOf is the language of a file by its folder: "content/en/01-x.md".
func languageOf(path string) string {
	lang, _, _ := strings.Cut(strings.TrimPrefix(path, "content/"), "/")
	return lang
}

// placed puts the places of a head into its file.
func placed(h casefile.Head, path string) casefile.Head {
	for _, s := range []*diag.Span{&h.TitleSpan, &h.StandfirstSpan, &h.DescriptionSpan, &h.SlugSpan} {
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
		case isExhibitFile(files, f.Path), isPicture(f.Path), isRegister(f.Path), isBibliography(f.Path):
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

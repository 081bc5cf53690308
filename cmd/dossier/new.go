package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/build"
	"dossier/internal/diag"
)

var newCommand = Command{
	Name:  "new",
	Args:  `chapter "Title"`,
	Short: "begin a chapter",
	Long: `new chapter makes content/<language>/NN-title.md with the next free number, the
title, today's date and draft: true, and prints its path. It never overwrites. A
translation is not new: copy the chapter under its own name to the other language.`,
	Example: `dossier new chapter "The appeal"
dossier new chapter "Le recours" --lang fr`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		source := sourceFlag(flags)
		lang := flags.String("lang", "", "the `language`; the first of dossier.yaml unless set")
		return func(ctx context.Context, env *Env, args []string) error {
			if len(args) != 2 || args[0] != "chapter" {
				return &misuse{"new begins a chapter and needs its title", `dossier new chapter "The appeal"`}
			}
			return newChapter(ctx, env, *source, *lang, args[1])
		}
	},
}

func newChapter(ctx context.Context, env *Env, source, lang, title string) error {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		return &misuse{"the title is empty", `dossier new chapter "The appeal"`}
	}
	today, err := now(env, "")
	if err != nil {
		return err
	}
	lang, err = chooseLanguage(ctx, source, lang)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		return err
	}
	defer root.Close()

	folder := path.Join("content", lang)
	name, err := chapterName(root, folder, title)
	if err != nil {
		return err
	}
	file := path.Join(folder, name)
	if err := writeNew(root, file, chapterText(title, today)); err != nil {
		return err
	}
	fmt.Fprintln(env.Stdout, file)
	fmt.Fprintf(env.Stderr, "write it, see it with \"dossier serve --drafts\", and remove \"draft: true\" to publish it\n")
	return nil
}

// chooseLanguage returns one of the languages of the settings, the first
// unless another is asked for.
func chooseLanguage(ctx context.Context, source, lang string) (string, error) {
	p, err := openProject(ctx, source)
	if err != nil {
		return "", err
	}
	defer p.Close()
	result, err := build.New().Build(ctx, p.tree, build.Options{})
	if err != nil {
		return "", err
	}
	languages := result.Investigation.Settings.Languages
	if lang == "" {
		return languages[0], nil
	}
	if !slices.Contains(languages, lang) {
		hint := diag.DidYouMean(lang, languages)
		if hint == "" {
			hint = "add it to languages: in dossier.yaml, which has " + strings.Join(languages, ", ")
		}
		return "", &misuse{fmt.Sprintf("the dossier has no language %q", lang), hint}
	}
	return lang, nil
}

// chapterName makes the file name of the next chapter of a folder. A name that
// another file has, whatever its number, would give two pages one address.
func chapterName(root *os.Root, folder, title string) (string, error) {
	slug := fileSlug(title)
	entries, err := fs.ReadDir(root.FS(), folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("list %s: %w", folder, err)
	}
	last := 0
	for _, e := range entries {
		name, isMarkdown := strings.CutSuffix(e.Name(), ".md")
		if !isMarkdown {
			continue
		}
		if digits, rest, ok := strings.Cut(name, "-"); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				last, name = max(last, n), rest
			}
		}
		if name == slug {
			return "", &misuse{fmt.Sprintf("%s/%s already has the address /%s/", folder, e.Name(), slug), "choose another title; it can be changed in the file"}
		}
	}
	return fmt.Sprintf("%02d-%s.md", last+1, slug), nil
}

// fileSlug makes the part of a file name that becomes an address: ASCII
// letters and digits with single hyphens, accents dropped. Titles in other
// scripts are called "chapter".
func fileSlug(title string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(joinedLetters.Replace(strings.ToLower(title))) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == '\'' || r == '’' || unicode.Is(unicode.Mn, r): // nothing stands for apostrophes and accents
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if slug := strings.Trim(b.String(), "-"); slug != "" {
		return slug
	}
	return "chapter"
}

// joinedLetters are those that Unicode does not take apart.
var joinedLetters = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ı", "i")

// chapterText is the front matter of a new chapter.
func chapterText(title string, today time.Time) string {
	// What Go quotes, YAML reads as the same text.
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\ndraft: true\n---\n\n", strconv.Quote(title), today.Format(time.DateOnly))
}

// writeNew writes a file that must not exist.
func writeNew(root *os.Root, file, text string) error {
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &misuse{file + " exists already", "choose another title; it can be changed in the file"}
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

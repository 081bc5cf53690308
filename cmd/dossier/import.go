package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"dossier/internal/diag"
	"dossier/internal/read/record"
	"dossier/internal/write/exhibit"
	"dossier/internal/write/timeline"
)

var importCommand = Command{
	Name:  "import",
	Args:  "FORMAT FILE",
	Short: "turn a timeline or notes of another program into records",
	Long: `import timelinejs reads the JSON of TimelineJS and writes its events and eras as
entries for content/records/events.yaml. Where anything in the file is wrong, a
date that is broken or missing among them, it says where and writes nothing.
An event without sources gets an empty cite:, which check reports until it is
filled. With --lang each text is marked with its language, as a dossier of several
wants it. Fields that events.yaml has no place for are counted and left behind.

import documentcloud reads a document of DocumentCloud with its notes, as JSON, and
writes them as the highlights: of an exhibit.yaml, with their pages and places. The
words each is on are for you to fill in, exact:, which check asks for. Notes that
are not public are left out.`,
	Example: `dossier import timelinejs story.json > events.yaml
dossier import timelinejs story.json --lang fr --out events.yaml
dossier import documentcloud document.json > highlights.yaml`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		lang := flags.String("lang", "", "the `language` of the words in the file; English and not marked as such unless set")
		out := flags.String("out", "", "the `file` for the entries; standard output unless set")
		return func(_ context.Context, env *Env, args []string) error {
			switch {
			case len(args) == 2 && args[0] == "timelinejs":
				return importTimeline(env, args[1], *lang, *out)
			case len(args) == 2 && args[0] == "documentcloud":
				return importNotes(env, args[1], cmp.Or(*lang, "en"), *out)
			}
			return &misuse{"import needs to know what to read", "dossier import timelinejs FILE, or dossier import documentcloud FILE"}
		}
	},
}

func importTimeline(env *Env, path, lang, out string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	words := cmp.Or(lang, "en")
	made, diags := record.TimelineJS(src, words)
	if len(diags) > 0 {
		return refused(env, path, src, diags)
	}
	if err := writeOut(env, out, func(w io.Writer) error {
		_, err := w.Write(timeline.YAML(made.Events, made.Eras, words, lang != ""))
		return err
	}); err != nil {
		return err
	}
	fmt.Fprintln(env.Stderr, plural(len(made.Events), "event"))
	for _, field := range slices.Sorted(maps.Keys(made.Left)) {
		fmt.Fprintf(env.Stderr, "left behind: %s of %s\n", field, plural(made.Left[field], "event"))
	}
	return nil
}

func importNotes(env *Env, path, lang, out string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	highlights, private, diags := record.DocumentCloud(src, lang)
	if len(diags) > 0 {
		return refused(env, path, src, diags)
	}
	if err := writeOut(env, out, func(w io.Writer) error {
		_, err := w.Write(exhibit.YAML(highlights, lang))
		return err
	}); err != nil {
		return err
	}
	fmt.Fprintln(env.Stderr, plural(len(highlights), "highlight"))
	if private > 0 {
		fmt.Fprintln(env.Stderr, plural(private, "note")+" left out: not public")
	}
	return nil
}

// refused prints what is wrong with a file that is not imported.
func refused(env *Env, path string, src []byte, diags diag.List) error {
	list := diags.In(path).Sort()
	if err := diag.WriteText(env.Stderr, list, func(string) []byte { return src }, false); err != nil {
		return err
	}
	fmt.Fprintln(env.Stderr, "nothing was written")
	return errDossier
}

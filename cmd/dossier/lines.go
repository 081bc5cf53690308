package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/lines"
)

var linesCommand = Command{
	Name:  "lines",
	Short: "list every sentence with its evidence, for fact-checkers and lawyers",
	Long: `lines lists every sentence of the texts, numbered, with its place, the claims it
makes and where they stand, its sources, its quotations, who speaks, who answered,
what is excused there and who has checked it. Titles, headings and alternative
texts are lines too. It is a working paper and never part of the site.

A table filled in by a checker (columns ok and by, and if need be date and note)
is taken in with --tick. Ticks are kept in kept/factcheck.yaml. A tick ends when
its sentence, its claims or its sources change.`,
	Example: `dossier lines --out lines.html
dossier lines --chapter 2 --changed --format csv --out check.csv
dossier lines --tick check.csv
dossier lines --lawyer --out lawyer.html`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		o := linesOptions{
			source: sourceFlag(flags), now: nowFlag(flags), drafts: draftsFlag(flags),
			chapter: flags.String("chapter", "", "only the chapter with this `number`, or the page of this name"),
			changed: flags.Bool("changed", false, "only lines without a tick that holds: new ones, and those that changed since"),
			lawyer:  flags.Bool("lawyer", false, "only lines with living persons or companies, the riskiest first"),
			format:  flags.String("format", "", "write the list in this `format`: html, csv or md; that of the ending of --out, or else html"),
			out:     flags.String("out", "", "the `file` for the list; standard output unless set"),
			tick:    flags.String("tick", "", "take in the ticks of this `file`, a table that a checker filled in"),
		}
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("lines", args); err != nil {
				return err
			}
			if *o.tick != "" {
				return takeTicks(ctx, env, o)
			}
			return listLines(ctx, env, o)
		}
	},
}

type linesOptions struct {
	source, now, chapter, format, out, tick *string
	drafts, changed, lawyer                 *bool
}

// lineFormats are the values of --format.
var lineFormats = []string{"html", "csv", "md"}

func (o linesOptions) chosenFormat() (string, error) {
	format := *o.format
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(*o.out), ".")
		if !slices.Contains(lineFormats, format) {
			return "html", nil
		}
	}
	if !slices.Contains(lineFormats, format) {
		return "", &misuse{fmt.Sprintf("no format of lists is called %q", format), "choose html, csv or md"}
	}
	return format, nil
}

func listLines(ctx context.Context, env *Env, o linesOptions) error {
	format, err := o.chosenFormat()
	if err != nil {
		return err
	}
	if err := outsideSite(*o.source, *o.out); err != nil {
		return err
	}
	return withLines(ctx, env, o, func(p *project, result *build.Result, list []lines.Line) error {
		list, lead, err := o.choose(list)
		if err != nil {
			return err
		}
		settings := result.Investigation.Settings
		sheet := &lines.Sheet{Title: settings.TitleIn(settings.Original()) + ": line by line", Lead: lead, BaseURL: settings.BaseURL,
			Lines: list, Sources: p.source, Words: result.Words}
		write := map[string]func(io.Writer) error{"html": sheet.WriteHTML, "csv": sheet.WriteCSV, "md": sheet.WriteMarkdown}[format]
		if err := writeOut(env, *o.out, write); err != nil {
			return err
		}
		checked := 0
		for i := range list {
			if list[i].IsChecked() {
				checked++
			}
		}
		fmt.Fprintf(env.Stderr, "%s, %s checked\n", plural(len(list), "line"), thousands(checked))
		return nil
	})
}

// choose leaves out the lines that were not asked for, and says which these are.
func (o linesOptions) choose(list []lines.Line) ([]lines.Line, string, error) {
	var lead []string
	if *o.chapter != "" {
		var names []string
		kept := slices.DeleteFunc(slices.Clone(list), func(l lines.Line) bool {
			names = append(names, l.Chapter.Name)
			return !isChapter(l.Chapter, *o.chapter)
		})
		if len(kept) == 0 {
			hint := diag.DidYouMean(*o.chapter, names)
			if hint == "" {
				hint = "--chapter takes the number of a chapter, or the name of its file without number and ending"
			}
			return nil, "", &misuse{fmt.Sprintf("no text is chapter %q", *o.chapter), hint}
		}
		list = kept
		lead = append(lead, "Chapter "+*o.chapter+" only.")
	}
	if *o.changed {
		list = slices.DeleteFunc(slices.Clone(list), func(l lines.Line) bool { return l.IsChecked() })
		lead = append(lead, "Only lines without a tick that holds.")
	}
	if *o.lawyer {
		list = lines.ForLawyer(list)
		lead = append(lead, "Only lines that name or concern a living person or a company, those to read first at the top.")
	}
	return list, strings.Join(lead, " "), nil
}

func isChapter(c *casefile.Chapter, asked string) bool {
	n, err := strconv.Atoi(asked)
	return err == nil && c.Number == n && n > 0 || c.Name == asked
}

// outsideSite refuses to write a working paper among the files of a site.
func outsideSite(source, out string) error {
	if out == "" {
		return nil
	}
	site, err := filepath.Abs(filepath.Join(source, "public"))
	if err != nil {
		return err
	}
	file, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(site, file); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return &misuse{fmt.Sprintf("%s would be published", out), "this is a working paper; write it somewhere else"}
	}
	return nil
}

// writeOut writes to a file, whole or not at all, or to standard output.
func writeOut(env *Env, out string, write func(io.Writer) error) error {
	if out == "" {
		return write(env.Stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(out), "."+filepath.Base(out)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(write(f), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), out)
}

// withLines builds a project and hands over its lines.
func withLines(ctx context.Context, env *Env, o linesOptions, do func(*project, *build.Result, []lines.Line) error) error {
	when, err := now(env, *o.now)
	if err != nil {
		return err
	}
	builder := build.New()
	return trySuperseded(func() error {
		p, err := openProject(ctx, *o.source)
		if err != nil {
			return err
		}
		defer p.Close()
		result, err := builder.Build(ctx, p.tree, build.Options{Now: when, Drafts: *o.drafts})
		if err != nil {
			return err
		}
		list, err := result.Lines(ctx)
		if err != nil {
			return err
		}
		return do(p, result, list)
	})
}

// takeTicks adds the ticks of a table to those that are kept.
func takeTicks(ctx context.Context, env *Env, o linesOptions) error {
	when, err := now(env, *o.now)
	if err != nil {
		return err
	}
	table, err := os.ReadFile(*o.tick)
	if err != nil {
		return &misuse{fmt.Sprintf("cannot read the table: %v", err), "--tick names a table that dossier lines --format csv wrote and a checker filled in"}
	}
	newer, err := lines.ReadCSV(table, dateOf(when))
	if err != nil {
		return &misuse{err.Error(), "nothing was taken in; correct the table and try again"}
	}
	return withLines(ctx, env, o, func(p *project, result *build.Result, list []lines.Line) error {
		diags, err := result.Diagnostics(ctx)
		if err != nil {
			return err
		}
		if broken := slices.DeleteFunc(slices.Clone(diags), func(d diag.Diagnostic) bool {
			return d.Span.File != lines.TicksPath || d.Severity != diag.Error
		}); len(broken) > 0 {
			fmt.Fprintf(env.Stderr, "%s has errors, so that writing it would lose ticks; nothing was taken in\n", lines.TicksPath)
			if err := diag.WriteText(env.Stderr, broken, p.source, false); err != nil {
				return err
			}
			return errDossier
		}
		taken := sortTicks(list, result.Ticks(), newer)
		if len(taken.news) > 0 {
			if err := keepTicks(*o.source, lines.Merge(result.Ticks(), taken.news)); err != nil {
				return err
			}
		}
		self := lines.Review(list, taken.news, false).Count(diag.Warning)
		if self > 0 {
			fmt.Fprintf(env.Stderr, "dossier: warning: %s ticked by the author; let somebody else check [%s]\n", plural(self, "line"), diag.SelfChecked)
		}
		for _, t := range taken.lost {
			fmt.Fprintf(env.Stderr, "dossier: warning: the line %s, ticked by %s, is gone or has changed [%s]\n", t.Line, t.By, diag.TickOrphaned)
		}
		fmt.Fprintf(env.Stderr, "%s taken in, %s as before, %s for lines that are gone\n", plural(len(taken.news), "tick"), thousands(taken.same), thousands(len(taken.lost)))
		return nil
	})
}

// sorted are the ticks of a table: new or changed ones, how many are kept
// already, and those whose line is gone.
type sorted struct {
	news, lost []lines.Tick
	same       int
}

func sortTicks(list []lines.Line, kept, newer []lines.Tick) sorted {
	exists := map[string]bool{}
	for _, l := range list {
		exists[l.Hash] = true
	}
	was := map[string]lines.Tick{}
	for _, t := range kept {
		t.Span = diag.Span{}
		was[t.Line] = t
	}
	var s sorted
	for _, t := range newer {
		old, known := was[t.Line]
		switch {
		case !exists[t.Line]:
			s.lost = append(s.lost, t)
		case known && old == t:
			s.same++
		default:
			s.news = append(s.news, t)
		}
	}
	return s
}

// keepTicks writes the file of ticks in one step.
func keepTicks(source string, ticks []lines.Tick) error {
	root, err := os.OpenRoot(source)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(filepath.Dir(lines.TicksPath), 0o755); err != nil {
		return err
	}
	const fresh = "kept/.factcheck.yaml.new"
	if err := root.WriteFile(fresh, lines.WriteTicks(ticks), 0o644); err != nil {
		return err
	}
	return root.Rename(fresh, lines.TicksPath)
}

func dateOf(t time.Time) casefile.Date {
	year, month, day := t.UTC().Date()
	return casefile.Date{Year: year, Month: int(month), Day: day}
}

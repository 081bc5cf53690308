package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/questions"
)

var questionsCommand = Command{
	Name:  "questions",
	Short: "write the letter that asks a party for its answer",
	Long: `questions writes the findings letter to a person or organisation of people.yaml:
each claim about it, where it is made, on what evidence, what is on record as its
answer, until when and how it may answer. Confidential sources are left out.
Nothing is sent. Record the attempt under asked: in responses.yaml.`,
	Example: `dossier questions --to meta > letter.txt
dossier questions --to netflix --lang en --out letter.txt`,
	Prepare: func(flags *flag.FlagSet) runFunc {
		o := questionsOptions{
			source: sourceFlag(flags), now: nowFlag(flags), drafts: draftsFlag(flags),
			to:   flags.String("to", "", "the `id` of the party, from people.yaml"),
			lang: flags.String("lang", "", "the `language` of the letter, en or fr; the first of dossier.yaml unless set"),
			out:  flags.String("out", "", "the `file` for the letter; standard output unless set"),
		}
		return func(ctx context.Context, env *Env, args []string) error {
			if err := noArguments("questions", args); err != nil {
				return err
			}
			return writeQuestions(ctx, env, o)
		}
	},
}

type questionsOptions struct {
	source, now, to, lang, out *string
	drafts                     *bool
}

func writeQuestions(ctx context.Context, env *Env, o questionsOptions) error {
	if *o.to == "" {
		return &misuse{"questions needs to know whom to ask", "dossier questions --to ID, with an id of content/records/people.yaml"}
	}
	if err := outsideSite(*o.source, *o.out); err != nil {
		return err
	}
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
		inv := result.Investigation
		lang, err := letterLanguage(inv.Settings, *o.lang)
		if err != nil {
			return err
		}
		party, err := findParty(inv, *o.to)
		if err != nil {
			return err
		}
		if leaks := questions.Leaks(inv); len(leaks) > 0 {
			if err := diag.WriteText(env.Stderr, leaks, func(string) []byte { return nil }, false); err != nil {
				return err
			}
			fmt.Fprintln(env.Stderr, "no letter was written")
			return errDossier
		}
		letters, err := result.Questions(ctx, lang)
		if err != nil {
			return err
		}
		letter := letters.To(party)
		if len(letter.Findings) == 0 {
			return &misuse{fmt.Sprintf("no claim is about %q", *o.to), "a letter asks about the claims of claims.yaml that name the party under about:"}
		}
		if letter.Email == "" {
			fmt.Fprintln(env.Stderr, "dossier: warning: dossier.yaml names no publisher: {email: …} to answer to")
		}
		if err := writeOut(env, *o.out, func(w io.Writer) error { return letter.Write(w) }); err != nil {
			return err
		}
		fmt.Fprintf(env.Stderr, "%s about %s; answers until %s\n", plural(len(letter.Findings), "claim"), letter.To, letter.Deadline)
		return nil
	})
}

// letterLanguage is the language of a letter: one of the dossier in which
// letters can be written.
func letterLanguage(s *casefile.Settings, lang string) (string, error) {
	if lang == "" {
		lang = s.Original()
	}
	base, _, _ := strings.Cut(lang, "-")
	switch {
	case !slices.Contains(s.Languages, lang):
		return "", &misuse{fmt.Sprintf("the dossier has no language %q", lang), "languages: in dossier.yaml lists " + strings.Join(s.Languages, ", ")}
	case !slices.Contains(questions.Languages, base):
		return "", &misuse{fmt.Sprintf("letters cannot be written in %q", lang), "choose --lang " + strings.Join(questions.Languages, " or ")}
	}
	return lang, nil
}

func findParty(inv *casefile.Investigation, id string) (*casefile.Party, error) {
	ids := inv.Parties.IDs(func(p *casefile.Party) string { return p.ID })
	party := inv.Parties.Lookup(id)
	if party == nil {
		hint := diag.DidYouMean(id, ids)
		if hint == "" {
			hint = "the ids stand in content/records/people.yaml"
		}
		return nil, &misuse{fmt.Sprintf("no person or organisation has the id %q", id), hint}
	}
	if party.Type == "proceeding" {
		return nil, &misuse{fmt.Sprintf("%q is a proceeding; nobody there can answer", id), "write to the parties"}
	}
	return party, nil
}

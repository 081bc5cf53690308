package main

import (
	"context"
	"flag"
	"fmt"

	"dossier/docs"
	"dossier/internal/diag"
)

var explainCommand = Command{
	Name:  "explain",
	Args:  "[code]",
	Short: "explain a diagnostic: rule, reason and repair",
	Long: `Every message of build, check and serve ends in a code between brackets.
explain prints the page of the manual about it. Without a code it lists all.`,
	Example: "dossier explain unknown-citation",
	Prepare: func(*flag.FlagSet) runFunc { return explain },
}

func explain(_ context.Context, env *Env, args []string) error {
	if len(args) == 0 {
		for _, code := range docs.Codes() {
			fmt.Fprintln(env.Stdout, code)
		}
		return nil
	}
	for i, code := range args {
		text := docs.Diagnostic(code)
		if text == "" {
			hint := diag.DidYouMean(code, docs.Codes())
			if hint == "" {
				hint = `"dossier explain" lists all codes`
			}
			return &misuse{fmt.Sprintf("there is no code %q", code), hint}
		}
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		fmt.Fprintf(env.Stdout, "%s\n\n%s", code, text)
	}
	return nil
}

package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
)

var helpCommand = Command{
	Name:    "help",
	Args:    "[command]",
	Short:   "say what a command does",
	Long:    "Without a command, help lists the commands.",
	Example: "dossier help build",
	Prepare: func(*flag.FlagSet) runFunc { return help },
}

func help(_ context.Context, env *Env, args []string) error {
	if len(args) == 0 {
		printCommands(env.Stdout, env.Commands)
		return nil
	}
	c, ok := findCommand(env.Commands, args[0])
	if !ok {
		return &misuse{fmt.Sprintf("no command is called %q", args[0]), suggestCommand(env.Commands, args[0])}
	}
	printHelp(env.Stdout, c)
	return nil
}

// printCommands is the first page of help.
func printCommands(w io.Writer, commands []Command) {
	fmt.Fprint(w, "Dossier turns an investigation written in Markdown into a website with its sources.\n\nusage: dossier <command> [flags]\n\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-9s %s\n", c.Name, c.Short)
	}
	fmt.Fprint(w, "\n\"dossier help <command>\" shows flags and examples.\nExit codes: 0 fine, 1 the dossier has errors, 2 misuse, 3 the machine failed.\n")
}

// printHelp is the page of one command.
func printHelp(w io.Writer, c Command) {
	flags := newFlagSet(c)
	c.Prepare(flags)
	usage := "usage: dossier " + c.Name
	hasFlags := false
	flags.VisitAll(func(*flag.Flag) { hasFlags = true })
	if hasFlags {
		usage += " [flags]"
	}
	if c.Args != "" {
		usage += " " + c.Args
	}
	fmt.Fprintf(w, "%s\n\n%s\n", usage, strings.TrimSpace(c.Long))
	if hasFlags {
		fmt.Fprint(w, "\nFlags:\n")
		flags.VisitAll(func(f *flag.Flag) { printFlag(w, f) })
	}
	fmt.Fprint(w, "\nExample:\n")
	for line := range strings.Lines(strings.TrimSpace(c.Example)) {
		fmt.Fprintf(w, "  %s\n", strings.TrimSpace(line))
	}
}

func printFlag(w io.Writer, f *flag.Flag) {
	kind, text := flag.UnquoteUsage(f)
	name := "--" + f.Name
	if kind != "" {
		name += " " + kind
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
		text += " (default " + f.DefValue + ")"
	}
	fmt.Fprintf(w, "  %-20s %s\n", name, text)
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"dossier/internal/diag"
)

// A Command is one verb of the tool.
type Command struct {
	Name    string // "build"
	Args    string // what stands after the flags, for help: `chapter "Title"`; "" for nothing
	Short   string // one line for `dossier help`
	Long    string // shown by `dossier help build`
	Example string // command lines, one to a line, with comments

	// Prepare defines the flags and returns what to run once they are parsed.
	Prepare func(flags *flag.FlagSet) runFunc
}

type runFunc func(ctx context.Context, env *Env, args []string) error

// Env is all that a command sees of the world besides files and network.
type Env struct {
	Stdout, Stderr io.Writer
	Terminal       bool // Stderr is shown to a person
	Getenv         func(string) string
	Clock          func() time.Time
	Commands       []Command
}

// Exit codes.
const (
	exitFine    = 0
	exitErrors  = 1
	exitMisuse  = 2
	exitMachine = 3
)

// errDossier says that the dossier has errors. They have been printed.
var errDossier = errors.New("the dossier has errors")

// A misuse is a command line that makes no sense. Hint says what to do next.
type misuse struct{ message, hint string }

func (m *misuse) Error() string { return m.message }

// run finds the command that args name, runs it and returns the exit code.
func run(ctx context.Context, env *Env, args []string) int {
	if len(args) == 0 {
		printCommands(env.Stderr, env.Commands)
		return exitMisuse
	}
	name := args[0]
	if name == "-h" || name == "-help" || name == "--help" {
		name = "help"
	}
	c, ok := findCommand(env.Commands, name)
	if !ok {
		return report(env, &misuse{fmt.Sprintf("no command is called %q", name), suggestCommand(env.Commands, name)})
	}
	flags := newFlagSet(c)
	do := c.Prepare(flags)
	rest, err := parse(flags, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		printHelp(env.Stdout, c)
		return exitFine
	}
	if err == nil {
		err = do(ctx, env, rest)
	}
	return report(env, err)
}

// report prints an error and returns the exit code it means.
func report(env *Env, err error) int {
	var wrong *misuse
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errDossier):
		return exitErrors
	case errors.As(err, &wrong):
		fmt.Fprintf(env.Stderr, "dossier: %s\n", wrong.message)
		if wrong.hint != "" {
			fmt.Fprintf(env.Stderr, "   hint: %s\n", wrong.hint)
		}
		return exitMisuse
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(env.Stderr, "dossier: interrupted")
		return exitMachine
	}
	fmt.Fprintf(env.Stderr, "dossier: %v\n", err)
	return exitMachine
}

func findCommand(commands []Command, name string) (Command, bool) {
	for _, c := range commands {
		if c.Name == name {
			return c, true
		}
	}
	return Command{}, false
}

func suggestCommand(commands []Command, name string) string {
	var names []string
	for _, c := range commands {
		names = append(names, c.Name)
	}
	if hint := diag.DidYouMean(name, names); hint != "" {
		return hint
	}
	return `"dossier help" lists the commands`
}

func newFlagSet(c Command) *flag.FlagSet {
	flags := flag.NewFlagSet(c.Name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints help and mistakes itself
	return flags
}

// parse reads flags before, between and after arguments, up to "--".
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var after, rest []string
	for i, a := range args {
		if a == "--" {
			args, after = args[:i], args[i+1:]
			break
		}
	}
	for {
		if err := flags.Parse(args); err != nil {
			return nil, explainFlagError(flags, err)
		}
		if flags.NArg() == 0 {
			return append(rest, after...), nil
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

// explainFlagError says what package flag says, in our words.
func explainFlagError(flags *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	seeHelp := fmt.Sprintf("%q lists the flags", "dossier help "+flags.Name())
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		name = strings.TrimLeft(name, "-")
		var names []string
		flags.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
		if hint := diag.DidYouMean("--"+name, names); hint != "" {
			seeHelp = hint
		}
		return &misuse{fmt.Sprintf("%s has no flag --%s", flags.Name(), name), seeHelp}
	}
	return &misuse{flagWords.Replace(err.Error()), seeHelp}
}

// flagWords turns the words of package flag into ours.
var flagWords = strings.NewReplacer(" for flag -", " for --", " for -", " for --", ": -", ": --", ": parse error", "")

// noArguments refuses arguments where a command takes none.
func noArguments(command string, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &misuse{fmt.Sprintf("%s takes no argument, but %q was given", command, args[0]), fmt.Sprintf("%q shows what it takes", "dossier help "+command)}
}

// isTerminal reports whether a person reads f: it is a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

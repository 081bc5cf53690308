// Command dossier turns an investigation written in Markdown into a website
// whose every statement carries its source, and checks it as a compiler checks
// code.
//
// Exit codes: 0 fine, 1 the dossier has errors, 2 misuse, 3 the machine
// failed. What people read goes to stderr, what programs read to stdout.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// commands are the verbs, in the order in which help lists them.
var commands = []Command{buildCommand, serveCommand, checkCommand, linesCommand, questionsCommand, importCommand, explainCommand, releaseCommand, newCommand, versionCommand, helpCommand}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	env := &Env{
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Terminal: isTerminal(os.Stderr),
		Getenv:   os.Getenv,
		Clock:    time.Now,
		Commands: commands,
	}
	os.Exit(run(ctx, env, os.Args[1:]))
}

package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"strings"

	"dossier/internal/read/settings"
	"dossier/internal/serve"
)

var serveCommand = Command{
	Name:  "serve",
	Short: "preview the dossier while you write",
	Long: `serve shows the dossier in the browser as it will be published, and the open page
follows each save. Mistakes appear over the page. Nothing is written to disk, and
only this machine can ask. It prints its address and runs until Ctrl-C.`,
	Example: `dossier serve --open
dossier serve --drafts --port 8080`,
	Prepare: prepareServe,
}

func prepareServe(flags *flag.FlagSet) runFunc {
	source, drafts, now := sourceFlag(flags), draftsFlag(flags), nowFlag(flags)
	port := flags.Int("port", 0, "listen on this `number`; the first free one from 4400 unless set")
	bind := flags.String("bind", "127.0.0.1", "listen on this `address`; any other than this machine's own also needs --host")
	var hosts []string
	flags.Func("host", "answer under this `name` too; may be repeated", func(name string) error {
		hosts = append(hosts, name)
		return nil
	})
	open := flags.Bool("open", false, "open the browser")
	follow := flags.Bool("follow", false, "let open pages go to what is saved")
	poll := flags.Bool("poll", false, "look for changes instead of being told, for network folders")
	asBuilt := flags.Bool("as-built", false, "minify, exactly as published")
	logged := flags.String("log", "warn", "what the preview says of itself, from this `level` on: debug, warn or error")

	return func(ctx context.Context, env *Env, args []string) error {
		if err := noArguments("serve", args); err != nil {
			return err
		}
		if err := checkFolder(*source); err != nil {
			return err
		}
		clock, err := clockOf(env, *now)
		if err != nil {
			return err
		}
		if *port < 0 || *port > 65535 {
			return &misuse{fmt.Sprintf("--port %d is not a port", *port), "choose a number from 1 to 65535"}
		}
		var level slog.Level
		if err := level.UnmarshalText([]byte(*logged)); err != nil {
			return &misuse{fmt.Sprintf("--log %q is not a level", *logged), "choose debug, warn or error"}
		}
		err = serve.Run(ctx, serve.Options{
			Dir:  *source,
			Bind: *bind, Port: *port, PortGiven: isSet(flags, "port"), Hosts: hosts, Open: *open,
			Drafts: *drafts, AsBuilt: *asBuilt, Follow: *follow, Poll: *poll, Now: clock,
			Editor: settings.EditorOf(cmp.Or(env.Getenv("VISUAL"), env.Getenv("EDITOR"))),
			Stdout: env.Stdout, Stderr: env.Stderr, LogLevel: level,
		})
		if errors.Is(err, serve.ErrMisuse) {
			return &misuse{strings.TrimPrefix(err.Error(), serve.ErrMisuse.Error()+": "), `"dossier help serve" lists the flags`}
		}
		return err
	}
}

func isSet(flags *flag.FlagSet, name string) bool {
	found := false
	flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

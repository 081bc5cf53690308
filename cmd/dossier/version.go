package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

var versionCommand = Command{
	Name:    "version",
	Short:   "print the version of this program",
	Long:    "The version comes from the build itself: module version, commit and Go version.",
	Example: "dossier version",
	Prepare: func(*flag.FlagSet) runFunc { return version },
}

func version(_ context.Context, env *Env, args []string) error {
	if err := noArguments("version", args); err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	_, err := fmt.Fprintln(env.Stdout, versionLine(info))
	return err
}

// versionLine says in one line what this program was built from. Builds
// without module information, such as those of old tools, call themselves
// "(unknown)".
func versionLine(info *debug.BuildInfo) string {
	version, vcs := "(unknown)", map[string]string{}
	if info != nil {
		if info.Main.Version != "" {
			version = info.Main.Version
		}
		for _, s := range info.Settings {
			if name, ok := strings.CutPrefix(s.Key, "vcs."); ok {
				vcs[name] = s.Value
			}
		}
	}
	line := "dossier " + version
	if commit := vcs["revision"]; commit != "" {
		line += " commit " + commit[:min(12, len(commit))]
		if vcs["modified"] == "true" {
			line += " with changes"
		}
	}
	return fmt.Sprintf("%s %s %s/%s", line, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

package main

import (
	"flag"
	"os"
	"strings"
	"testing"
)

// TestCommandsAreDocumented: docs/commands.md has a section for each command,
// with each of its flags and its examples, and README.md names no command or
// flag that does not exist.
func TestCommandsAreDocumented(t *testing.T) {
	manual, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands {
		_, section, ok := strings.Cut(string(manual), "\n## dossier "+c.Name+"\n")
		if !ok {
			t.Errorf("docs/commands.md has no section \"dossier %s\"", c.Name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		flags := newFlagSet(c)
		c.Prepare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			if !strings.Contains(section, "| `--"+f.Name+" ") && !strings.Contains(section, "| `--"+f.Name+"`") {
				t.Errorf("docs/commands.md does not explain --%s of %s", f.Name, c.Name)
			}
		})
		for line := range strings.Lines(section) {
			if name, ok := strings.CutPrefix(line, "| `--"); ok {
				name = name[:strings.IndexAny(name, " `")]
				if flags.Lookup(name) == nil {
					t.Errorf("docs/commands.md explains --%s, which %s does not have", name, c.Name)
				}
			}
		}
		if c.Example == "" || c.Short == "" || c.Long == "" {
			t.Errorf("the help of %s is not complete", c.Name)
		}
	}
}

// TestExamplesParse: the command lines in help and in the manual are accepted.
func TestExamplesParse(t *testing.T) {
	var lines []string
	for _, c := range commands {
		for line := range strings.Lines(c.Example) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	for _, path := range []string{"../../README.md", "../../docs/commands.md", "../../docs/writing.md", "../../docs/deploying.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "dossier ") {
				lines = append(lines, line)
			}
		}
	}
	for _, line := range lines {
		line, _, _ = strings.Cut(line, " > ")
		args := strings.Fields(strings.NewReplacer(`"The appeal"`, "x", `"Le recours"`, "x", `"The contract"`, "x").Replace(line))
		c, ok := findCommand(commands, args[1])
		if !ok {
			t.Errorf("%q: no such command", line)
			continue
		}
		flags := newFlagSet(c)
		c.Prepare(flags)
		if _, err := parse(flags, args[2:]); err != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
}

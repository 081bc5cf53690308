package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dossier/docs"
	"dossier/internal/diag"
)

// formats are the values of --format; "" is text, with annotations inside
// GitHub Actions.
var formats = []string{"text", "json", "sarif", "github"}

func checkFormat(format string) error {
	for _, f := range formats {
		if format == f || format == "" {
			return nil
		}
	}
	hint := diag.DidYouMean(format, formats)
	if hint == "" {
		hint = "choose " + strings.Join(formats[:len(formats)-1], ", ") + " or " + formats[len(formats)-1]
	}
	return &misuse{fmt.Sprintf("no format is called %q", format), hint}
}

// printDiagnostics prints a list: text to stderr for people, all else to
// stdout for programs.
func printDiagnostics(env *Env, h host, format string, list diag.List, p *project) error {
	src := p.source
	switch format {
	case "json":
		return diag.WriteJSON(env.Stdout, list, src)
	case "sarif":
		help := func(c diag.Code) string { return docs.Diagnostic(string(c)) }
		return diag.WriteSARIF(env.Stdout, list, src, help)
	case "github":
		return writeAnnotations(env, list, p)
	}
	color := env.Terminal && env.Getenv("NO_COLOR") == ""
	if err := diag.WriteText(env.Stderr, list, src, color); err != nil {
		return err
	}
	if format == "" && h.Actions {
		return writeAnnotations(env, list, p)
	}
	return nil
}

// writeAnnotations prints paths from the folder that the command runs in, which
// is the repository, where all other formats print them from the project.
func writeAnnotations(env *Env, list diag.List, p *project) error {
	folder := filepath.ToSlash(filepath.Clean(p.folder))
	if folder == "." || filepath.IsAbs(p.folder) {
		return diag.WriteGitHub(env.Stdout, list, p.source)
	}
	moved := slices.Clone(list)
	for i := range moved {
		if moved[i].Span.File != "" {
			moved[i].Span.File = path.Join(folder, moved[i].Span.File)
		}
	}
	return diag.WriteGitHub(env.Stdout, moved, func(file string) []byte {
		return p.source(strings.TrimPrefix(file, folder+"/"))
	})
}

// fails reports whether a list stops a build.
func fails(list diag.List, strict bool) bool {
	return list.Worst(diag.Error) || strict && list.Worst(diag.Warning)
}

// countWords says how many diagnostics there are: "2 errors, 1 warning, 3 to
// note"; "" for none. A dossier has notes of its own, so those are not named.
func countWords(list diag.List) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning} {
		if n := list.Count(s); n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if n := list.Count(diag.Note); n > 0 {
		parts = append(parts, thousands(n)+" to note")
	}
	return strings.Join(parts, ", ")
}

// plural counts things whose name takes an s: "1 page", "2 pages".
func plural(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%s %ss", thousands(n), name)
}

// thousands writes a number with its digits in groups of three.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

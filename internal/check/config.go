package check

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/netlify"
)

// outputFolder is where a build on the host writes the site, from the root of
// the project.
const outputFolder = "public"

var (
	goToolchain = regexp.MustCompile(`(?m)^toolchain[ \t]+go([0-9.]+)[ \t]*\r?$`)
	goLine      = regexp.MustCompile(`(?m)^go[ \t]+([0-9.]+)[ \t]*\r?$`)
)

// Config holds a netlify.toml against the project: the Go that it installs
// against go.mod ("" where there is none), the folder that it publishes against
// ours. It also finds rules that belong into files of their own.
func Config(c netlify.Config, goMod string) diag.List {
	var diags diag.List
	report := func(code diag.Code, severity diag.Severity, at netlify.ConfigValue, hint, format string, args ...any) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: severity, Span: at.Span, Message: fmt.Sprintf(format, args...), Hint: hint})
	}
	if v := c.GoVersion; !v.IsZero() {
		want := goVersion(goMod)
		switch {
		case strings.Count(v.Text, ".") != 2:
			hint := `write all three parts, such as "1.26.8"`
			if want != "" {
				hint = fmt.Sprintf("write %q, as in go.mod", want)
			}
			report(diag.GoVersionWithoutPatch, diag.Error, v, hint, "%q has no patch part: the host fails to install it and continues with an old Go without a word", v.Text)
		case want != "" && v.Text != want:
			report(diag.GoVersionMismatch, diag.Error, v, fmt.Sprintf("write %q", want), "the host would install Go %s, go.mod names %s", v.Text, want)
		}
	}
	if v := c.Publish; !v.IsZero() && path.Clean(v.Text) != outputFolder {
		report(diag.PublishDirMismatch, diag.Error, v, fmt.Sprintf("write publish = %q", outputFolder), "the host would publish %q, and a build writes to %q", v.Text, outputFolder)
	}
	for _, v := range c.Rules {
		report(diag.HostRulesInTOML, diag.Warning, v, fmt.Sprintf("write them into a file _%s beside %s; it is published behind the rules of the build", v.Text, "dossier.yaml"),
			"%s in netlify.toml are the same in every context, and deploys from the command line may pass over them", v.Text)
	}
	return diags
}

// goVersion is the version of Go, in three parts, that a go.mod asks for; "" if
// it names none.
func goVersion(goMod string) string {
	for _, line := range []*regexp.Regexp{goToolchain, goLine} {
		if m := line.FindStringSubmatch(goMod); m != nil && strings.Count(m[1], ".") == 2 {
			return m[1]
		}
	}
	return ""
}

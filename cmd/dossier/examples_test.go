package main

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"
)

// TestExamplesBuild: what the manual and the README show is accepted as it
// stands. An example of Markdown becomes a chapter among others, with every
// source that it cites, but not their texts; one of YAML the settings or the register of sources.
func TestExamplesBuild(t *testing.T) {
	for _, page := range []string{"README.md", "docs/writing.md", "docs/settings.md", "docs/sources.md"} {
		text, err := os.ReadFile("../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		for i, b := range codeBlocks(string(text)) {
			if b.lang != "markdown" && b.lang != "yaml" {
				continue
			}
			t.Run(fmt.Sprintf("%s/%d", page, i+1), func(t *testing.T) {
				for _, d := range diagnose(t, projectWith(t, b)) {
					if d.Code != diag.SourceNeverCited && d.Code != diag.QuoteUnverifiable && d.Severity > diag.Note {
						t.Errorf("%s: %s (%s) [%s]", d.Span.File, d.Message, d.Hint, d.Code)
					}
				}
				if t.Failed() {
					t.Logf("in this example:\n%s", b.text)
				}
			})
		}
	}
}

type codeBlock struct{ lang, text string }

// codeBlocks lists the fenced blocks of a Markdown file, without the spaces
// that indent them in a list.
func codeBlocks(text string) []codeBlock {
	var blocks []codeBlock
	fence, indent := "", ""
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence == "" && strings.HasPrefix(trimmed, "```"):
			lang := strings.TrimLeft(trimmed, "`")
			fence = trimmed[:len(trimmed)-len(lang)]
			indent, _, _ = strings.Cut(line, fence)
			blocks = append(blocks, codeBlock{lang: lang})
		case fence != "" && trimmed == fence:
			fence = ""
		case fence != "":
			last := &blocks[len(blocks)-1]
			last.text += strings.TrimPrefix(line, indent)
		}
	}
	return blocks
}

var cited = regexp.MustCompile(`[^\\\w]@([a-z0-9-]*[a-z0-9])|source=([a-z0-9-]+)`)

// projectWith puts an example where it belongs.
func projectWith(t *testing.T, b codeBlock) map[string]string {
	files := map[string]string{
		"dossier.yaml":                  "title: {en: Test}\nbase-url: https://example.org\npublisher: {name: Example}\n",
		"content/en/02-the-contract.md": "---\ntitle: The contract\n---\n\n## The clauses {#the-clauses}\n\nText.\n",
	}
	if strings.Contains(b.text, "\ndate: ") { // then every chapter has a date
		const other = "content/en/02-the-contract.md"
		files[other] = strings.Replace(files[other], "title: The contract\n", "title: The contract\ndate: 2026-11-24\n", 1)
	}
	if strings.Contains(b.text, "(quay.jpg)") {
		files["content/en/quay.jpg"] = oneDot(t)
	}
	switch {
	case strings.HasPrefix(b.text, "references:"):
		files["content/records/sources.yaml"] = b.text
		return files
	case b.lang == "yaml" && strings.HasPrefix(b.text, "aliases:"):
		b.text = "---\ntitle: Example\n" + b.text + "---\n\nText.\n"
	case b.lang == "yaml":
		files["dossier.yaml"] = b.text
		return files
	}
	if !strings.HasPrefix(b.text, "---") {
		b.text = "---\ntitle: Example\n---\n\n" + b.text
	}
	files["content/en/04-example.md"] = b.text
	sources := map[string]bool{}
	for _, m := range cited.FindAllStringSubmatch(b.text, -1) {
		sources[m[1]+m[2]] = true
	}
	register := "references:\n"
	for key := range maps.Keys(sources) {
		register += "- {id: " + key + ", type: report, title: Test}\n"
	}
	if len(sources) > 0 {
		files["content/records/sources.yaml"] = register
	}
	return files
}

func oneDot(t *testing.T) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1)), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func diagnose(t *testing.T, files map[string]string) diag.List {
	t.Helper()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	project := map[string][]byte{}
	for path, text := range files {
		project[path] = []byte(text)
	}
	tree := input.Join(defaults, input.Memory(input.Project, project))
	result, err := build.New().Build(t.Context(), tree, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := result.Diagnostics(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

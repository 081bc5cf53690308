package build_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/input"
	"dossier/internal/publish"
)

// vocabulary is what generated chapters are made of.
var vocabulary = strings.Fields(`the letter ministry contract court filing audit witness signed delayed
disclosed of and to in by before after which public page source record agreement`)

// generated is a project of n chapters of about 1,200 words, 20 notes, a table
// and, in every fifth, a block of code.
func generated(n int) map[string][]byte {
	project := map[string][]byte{"dossier.yaml": []byte("title: A generated dossier\nbase-url: https://example.org\n")}
	for c := range n {
		r := rand.New(rand.NewPCG(7, uint64(c)))
		var b strings.Builder
		fmt.Fprintf(&b, "---\nslug: chapter-%d\ntitle: \"Chapter %d: the %s\"\ndate: 2026-01-02\nstandfirst: \"What the %s says.\"\n---\n\n", c+1, c+1, word(r), word(r))
		for note := range 20 {
			if note%4 == 0 {
				fmt.Fprintf(&b, "## The %s and the %s\n\n", word(r), word(r))
			}
			for range 4 {
				sentence(r, &b, 15)
			}
			fmt.Fprintf(&b, "As %s put it, \"we did not ask\".[^%d] See [chapter](%05d-c.md).\n\n", word(r), note, r.IntN(n)+1)
		}
		b.WriteString("| Date | Party |\n|---|---:|\n| 2013-08-01 | One |\n| 2014-09-02 | Two |\n\n")
		if c%5 == 0 {
			b.WriteString("```json\n{\"id\": 4, \"signed\": true, \"pages\": [1, 2, 3]}\n```\n\n")
		}
		for note := range 20 {
			fmt.Fprintf(&b, "[^%d]: %s, *The %s*, 2013, p. %d. [Copy](https://example.org/%d).\n\n", note, word(r), word(r), r.IntN(90), r.IntN(9999))
		}
		project[fmt.Sprintf("content/en/%05d-c.md", c+1)] = []byte(b.String())
	}
	return project
}

func word(r *rand.Rand) string { return vocabulary[r.IntN(len(vocabulary))] }

func sentence(r *rand.Rand, b *strings.Builder, words int) {
	b.WriteString("The")
	for range words {
		b.WriteByte(' ')
		b.WriteString(word(r))
	}
	b.WriteString(". ")
}

// BenchmarkBuild is a cold build of every file, written to disk, by number of
// chapters.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{30, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			files := tree(b, generated(n))
			for i := 0; b.Loop(); i++ {
				result, err := build.New().Build(context.Background(), files, build.Options{Now: noon, Minify: true})
				if err != nil {
					b.Fatal(err)
				}
				staged, err := publish.Write(context.Background(), result.Output, fmt.Sprintf("%s/%d", b.TempDir(), i), publish.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := result.Diagnostics(context.Background()); err != nil {
					b.Fatal(err)
				}
				if err := staged.Discard(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSave is what a save costs the preview: a build after one file
// changed, and the page of that file.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{30, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			project := generated(n)
			builder := build.New()
			defaults, err := build.Defaults()
			if err != nil {
				b.Fatal(err)
			}
			files := input.Memory(input.Project, project)
			at := 0
			for i, f := range files {
				if f.Path == "content/en/00007-c.md" {
					at = i
				}
			}
			ctx := context.Background()
			for i := 0; b.Loop(); i++ {
				edited := input.Memory(input.Project, map[string][]byte{"content/en/00007-c.md": append(project["content/en/00007-c.md"], fmt.Sprint(i)...)})
				files[at] = edited[0]
				result, err := builder.Build(ctx, input.Join(defaults, files), build.Options{Now: noon})
				if err != nil {
					b.Fatal(err)
				}
				f, _ := result.Output.Lookup("chapter-7/index.html")
				if _, err := f.Make(ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func tree(b *testing.B, project map[string][]byte) *input.Tree {
	b.Helper()
	defaults, err := build.Defaults()
	if err != nil {
		b.Fatal(err)
	}
	return input.Join(defaults, input.Memory(input.Project, project))
}

package build_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/publish"
	"dossier/internal/release"
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

func tree(b testing.TB, project map[string][]byte) *input.Tree {
	b.Helper()
	defaults, err := build.Defaults()
	if err != nil {
		b.Fatal(err)
	}
	return input.Join(defaults, input.Memory(input.Project, project))
}

// BenchmarkResolveAndCheck joins and checks texts that have been read before:
// chapters with 20 citations and 5 claims each. Run it with -cpu 1.
func BenchmarkResolveAndCheck(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			files := tree(b, withEvidence(n))
			builder, ctx := build.New(), context.Background()
			for b.Loop() {
				result, err := builder.Build(ctx, files, build.Options{Now: noon})
				if err != nil {
					b.Fatal(err)
				}
				diags, err := result.Diagnostics(ctx)
				if err != nil {
					b.Fatal(err)
				}
				if diags.Worst(diag.Error) {
					b.Fatalf("%+v", diags[0])
				}
			}
		})
	}
}

// withEvidence is a project of n chapters that cite 400 sources and mark 50
// claims.
func withEvidence(n int) map[string][]byte {
	var sources, claims strings.Builder
	sources.WriteString("references:\n")
	for i := range 400 {
		fmt.Fprintf(&sources, "- {id: s%d, type: book, title: \"Book %d\", issued: \"2012\", custom: {kind: press, seen: whole}}\n", i, i)
	}
	for i := range 50 {
		fmt.Fprintf(&claims, "- {id: c%d, text: \"The ministry signed paper %d.\", basis: reported, by: gazette, about: [ministry], evidence: [{cite: \"@s%d\"}], responses: [none]}\n", i, i, i)
	}
	project := map[string][]byte{
		"dossier.yaml":                   []byte("title: A generated dossier\nbase-url: https://example.org\n"),
		"content/records/sources.yaml":   []byte(sources.String()),
		"content/records/claims.yaml":    []byte(claims.String()),
		"content/records/people.yaml":    []byte("- {id: gazette, type: organization, names: [{name: Gazette}]}\n- {id: ministry, type: organization, names: [{name: Ministry}]}\n"),
		"content/records/responses.yaml": []byte("- {id: none, from: ministry, stance: not-asked, reason: \"Not yet.\"}\n"),
	}
	for c := range n {
		r := rand.New(rand.NewPCG(9, uint64(c)))
		var b strings.Builder
		fmt.Fprintf(&b, "---\nslug: chapter-%d\ntitle: Chapter %d\n---\n\n", c+1, c+1)
		for i := range 20 {
			for range 3 {
				sentence(r, &b, 15)
			}
			if i%4 == 0 {
				fmt.Fprintf(&b, "[The Gazette wrote that the ministry signed.]{.claim ref=c%d} ", (c+i)%50)
			}
			fmt.Fprintf(&b, "So it goes.[@s%d, p. %d]\n\n", r.IntN(400), r.IntN(90)+1)
		}
		project[fmt.Sprintf("content/en/%05d-c.md", c+1)] = []byte(b.String())
	}
	return project
}

// BenchmarkCompare is what a check costs that compares every page with the last
// release, where one sentence has changed, and how large the record of that
// release is.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{30, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			project := generated(n)
			builder := build.New()
			check := func() *build.Result {
				result, err := builder.Build(context.Background(), tree(b, project), build.Options{Now: noon})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := result.Diagnostics(context.Background()); err != nil {
					b.Fatal(err)
				}
				return result
			}
			base, _, err := check().Release(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			var record bytes.Buffer
			if err := base.Write(&record); err != nil {
				b.Fatal(err)
			}
			project[release.Path] = record.Bytes()
			file := fmt.Sprintf("content/en/%05d-c.md", n/2)
			project[file] = bytes.Replace(project[file], []byte("we did not ask"), []byte("we asked and heard nothing"), 1)
			check()
			for b.Loop() {
				check()
			}
			b.ReportMetric(float64(record.Len()), "record-bytes")
		})
	}
}

package build_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"

	"github.com/google/go-cmp/cmp"
)

var scripts = flag.Int("scripts", 40, "random edit scripts that TestWarmEqualsCold runs")

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// A site is what a build leaves: the bytes of each file, and what was said.
type site struct {
	Files       map[string]string
	Diagnostics diag.List
}

// render builds a project held in memory and makes every file.
func render(t testing.TB, b *build.Builder, project map[string][]byte, opt build.Options) site {
	t.Helper()
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	opt.Now, opt.Minify = noon, true
	result, err := b.Build(ctx, input.Join(defaults, input.Memory(input.Project, project)), opt)
	if err != nil {
		t.Fatal(err)
	}
	made := site{Files: map[string]string{}}
	for _, f := range result.Output.Files() {
		if f.Wanted != nil {
			wanted, err := f.Wanted(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if !wanted {
				continue
			}
		}
		b, err := f.Make(ctx)
		if err != nil {
			made.Files[f.Path] = "error: " + err.Error()
			continue
		}
		made.Files[f.Path] = string(b)
	}
	if made.Diagnostics, err = result.Diagnostics(ctx); err != nil {
		t.Fatal(err)
	}
	return made
}

// TestWarmEqualsCold edits a project at random and builds it after each edit
// twice: with a builder that remembers all earlier builds and with a fresh one.
// Files and diagnostics must be the same, byte for byte.
func TestWarmEqualsCold(t *testing.T) {
	for seed := range *scripts {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(seed), 1))
			project := smallProject()
			warm := build.New()
			var script []string
			for range 6 {
				script = append(script, edit(r, project))
				got := render(t, warm, project, build.Options{})
				want := render(t, build.New(), project, build.Options{})
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("after %s:\n-cold +warm:\n%s", strings.Join(script, ", "), diff)
				}
			}
		})
	}
}

// widePicture has two variants.
var widePicture = gray(1200, 3)

func gray(width, height int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func smallProject() map[string][]byte {
	project := map[string]string{
		"dossier.yaml":                 "title: {en: A case, fr: Un dossier}\nbase-url: https://example.org\nlanguages: [en, fr]\n",
		"content/en/index.md":          "---\ntitle: A case\n---\n\nA cover that links to [one](01-one.md#here).\n",
		"content/en/01-one.md":         "---\ntitle: One\ndate: 2026-01-02\n---\n\n## Here\n\nWords [@a, p. 3] and more.[^n] See [two](02-two.md).\n\n[^n]: A note [@b].\n",
		"content/en/02-two.md":         "---\ntitle: Two\naliases: [/second/]\n---\n\nWords.[@a] See [one](01-one.md#here).\n\n```json\n{\"a\": 1}\n```\n",
		"content/en/method.md":         "---\ntitle: Method\n---\n\nHow.\n\n![A wide page](wide.png)\n",
		"content/fr/01-one.md":         "---\ntitle: Un\nslug: premier\n---\n\n\"Mots\" : oui ! [@b]\n",
		"content/records/sources.yaml": "references:\n- {id: a, type: book, title: A book, issued: \"2012\"}\n- {id: b, type: webpage, title: A page, URL: \"https://example.org/b\"}\n",
		"content/records/library.bib":  "@book{a, title = {A {Book}}, date = {2012}}\n@misc{c, title = {Third}, keywords = {consulted}}\n",
	}
	out := map[string][]byte{}
	for name, text := range project {
		out[name] = []byte(text)
	}
	out["content/en/wide.png"] = widePicture
	return out
}

// edit changes a project in one random way and says how.
func edit(r *rand.Rand, project map[string][]byte) string {
	names := slices.Sorted(maps.Keys(project))
	name := names[r.IntN(len(names))]
	replace := func(old, new string) {
		project[name] = bytes.ReplaceAll(project[name], []byte(old), []byte(new))
	}
	switch r.IntN(12) {
	case 0:
		delete(project, name)
		return "delete " + name
	case 1:
		project[fmt.Sprintf("content/en/%02d-new.md", r.IntN(5))] = fmt.Appendf(nil, "---\ntitle: New %d\n---\n\nNew words.[@a]\n", r.IntN(3))
		return "write a new chapter"
	case 2:
		replace("\n", "\r\n")
		return "CRLF in " + name
	case 3:
		replace("title:", "draft: true\ntitle:")
		return "draft in " + name
	case 4:
		replace("[@a", "[@x")
		return "break citations in " + name
	case 5:
		replace("[@x", "[@a")
		return "mend citations in " + name
	case 6:
		replace("## Here", "## There")
		return "rename a heading in " + name
	case 7:
		project["layouts/not-found.html"] = fmt.Appendf(nil, "<!doctype html><html lang=\"{{.Lang}}\"><body><h1>Gone %d</h1></body></html>", r.IntN(3))
		return "layout"
	case 8:
		project["assets/css/99-own.css"] = fmt.Appendf(nil, "p{color:rgb(%d,0,0)}", r.IntN(3))
		return "style"
	case 9:
		to := fmt.Sprintf("content/fr/%02d-moved.md", r.IntN(4))
		project[to] = project[name]
		delete(project, name)
		return "move " + name + " to " + to
	case 10:
		project[name] = project[name][:r.IntN(len(project[name])+1)]
		return "cut " + name
	default:
		project[name] = append(bytes.Clone(project[name]), "\nMore \"words\" here.\n"...)
		return "append to " + name
	}
}

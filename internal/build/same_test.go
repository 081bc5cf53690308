package build_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"

	"github.com/google/go-cmp/cmp"
)

var scripts = flag.Int("scripts", 100, "random edit scripts that TestWarmEqualsCold runs; a fifth of them with -short")

// defaultFiles are the same files each time, as in the preview.
var defaultFiles = sync.OnceValues(build.Defaults)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// A site is what a build leaves: the bytes of each file, and what was said.
type site struct {
	Files       map[string]string
	Diagnostics diag.List
}

// render builds a project held in memory and makes every file.
func render(t testing.TB, b *build.Builder, project map[string][]byte, opt build.Options) site {
	t.Helper()
	return renderFiles(t, b, input.Memory(input.Project, project), opt)
}

// A shelf hands out one file for as long as its bytes stay the same, as the
// preview's snapshots do.
type shelf map[string]struct {
	file *input.File
	text string
}

func (s shelf) files(project map[string][]byte) []*input.File {
	var list []*input.File
	for path, b := range project {
		if s[path].file == nil || s[path].text != string(b) {
			s[path] = struct {
				file *input.File
				text string
			}{input.Memory(input.Project, map[string][]byte{path: bytes.Clone(b)})[0], string(b)}
		}
		list = append(list, s[path].file)
	}
	return list
}

func renderFiles(t testing.TB, b *build.Builder, files []*input.File, opt build.Options) site {
	t.Helper()
	defaults, err := defaultFiles()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	opt.Now, opt.Minify = noon, true
	result, err := b.Build(ctx, input.Join(defaults, files), opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(files)%3 == 0 { // sometimes somebody asks for a page before the diagnostics, sometimes after
		if _, err := result.Diagnostics(ctx); err != nil {
			t.Fatal(err)
		}
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

// A script is a series of random edits, each named by its seed: without one of
// them the others stay what they are.
type script []uint64

// failedScripts holds scripts after which a warm build once differed, as short
// as they could be made: a seed a line.
const failedScripts = "testdata/same"

// TestWarmEqualsCold edits a project at random and builds it after each edit
// twice: with a builder that remembers all earlier builds and with a fresh one.
// Files and diagnostics must be the same, byte for byte. A script that fails is
// shortened and kept.
func TestWarmEqualsCold(t *testing.T) {
	n := *scripts
	if testing.Short() {
		n /= 5
	}
	for number := range n {
		t.Run(fmt.Sprint(number), func(t *testing.T) {
			t.Parallel()
			var s script
			for step := range 8 {
				s = append(s, uint64(number*1000+step))
			}
			if s.differs(t) == "" {
				return
			}
			short := s.shrink(t)
			t.Errorf("kept as %s: %s", short.keep(t), short.differs(t))
		})
	}
}

// TestWarmEqualedCold replays what once failed.
func TestWarmEqualedCold(t *testing.T) {
	files, err := filepath.Glob(failedScripts + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var s script
			for _, word := range strings.Fields(string(b)) {
				seed, err := strconv.ParseUint(word, 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				s = append(s, seed)
			}
			if diff := s.differs(t); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// differs runs a script and says after which edits a warm build differs from a
// cold one, and how; "" where it never does.
func (s script) differs(t *testing.T) string {
	project, warm, kept := smallProject(), build.New(), shelf{}
	var done []string
	for _, seed := range s {
		done = append(done, edit(rand.New(rand.NewPCG(seed, 1)), project))
		opt := build.Options{Drafts: seed%7 == 0}
		got := renderFiles(t, warm, kept.files(project), opt)
		if diff := cmp.Diff(render(t, build.New(), project, opt), got); diff != "" {
			return fmt.Sprintf("after %s:\n-cold +warm:\n%s", strings.Join(done, ", "), diff)
		}
	}
	return ""
}

// shrink leaves out edits as long as the script still fails.
func (s script) shrink(t *testing.T) script {
	for i := 0; i < len(s); {
		if shorter := slices.Delete(slices.Clone(s), i, i+1); shorter.differs(t) != "" {
			s = shorter
		} else {
			i++
		}
	}
	return s
}

// keep writes a script below testdata and returns the name of its file.
func (s script) keep(t *testing.T) string {
	var b strings.Builder
	for _, seed := range s {
		fmt.Fprintln(&b, seed)
	}
	name := fmt.Sprintf("%s/%d.txt", failedScripts, s[0])
	if err := errors.Join(os.MkdirAll(failedScripts, 0o755), os.WriteFile(name, []byte(b.String()), 0o644)); err != nil {
		t.Error(err)
	}
	return name
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
	switch r.IntN(22) {
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
	case 12:
		project["dossier.yaml"] = fmt.Appendf(nil, "title: {en: A case %d, fr: Un dossier}\nbase-url: https://example.org\nlanguages: [%s]\n", r.IntN(3), []string{"en, fr", "fr, en", "en"}[r.IntN(3)])
		return "settings"
	case 13:
		project["dossier.yaml"] = []byte("title: [broken\n")
		return "break the settings"
	case 14:
		project["layouts/chapter.html"] = []byte("<p>{{.Body")
		return "break a layout"
	case 15:
		delete(project, "layouts/chapter.html")
		return "mend a layout"
	case 16:
		project["content/records/claims.yaml"] = fmt.Appendf(nil, "- {id: c%d, text: \"It was signed.\", basis: reported, evidence: [{cite: \"@a\"}]}\n", r.IntN(2))
		return "claims"
	case 17:
		project["content/en/01-one.md"] = append(bytes.Clone(project["content/en/01-one.md"]), "\n[It was signed.]{.claim ref=c1}\n\n![A plan](../exhibits/plan.svg)\n"...)
		return "mark a claim and show a picture"
	case 18:
		project["content/exhibits/plan.svg"] = fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"9\"/>", 9+r.IntN(3))
		return "draw a picture"
	case 19:
		for _, path := range slices.Sorted(maps.Keys(project)) {
			if rest, ok := strings.CutPrefix(path, "content/en/"); ok {
				project["content/fr/"+rest] = project[path]
				delete(project, path)
			}
		}
		return "move content/en to content/fr"
	case 20:
		replace("title:", fmt.Sprintf("slug: slug-%d\ntitle:", r.IntN(2)))
		return "slug in " + name
	case 21:
		replace("\r\n", "\n")
		replace("draft: true\n", "")
		replace("slug: slug-0\n", "")
		return "mend " + name
	case 10:
		project[name] = project[name][:r.IntN(len(project[name])+1)]
		return "cut " + name
	default:
		project[name] = append(bytes.Clone(project[name]), "\nMore \"words\" here.\n"...)
		return "append to " + name
	}
}

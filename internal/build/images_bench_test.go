package build_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"

	"dossier/internal/build"
	"dossier/internal/input"
	"dossier/internal/memo"
	"dossier/internal/publish"
)

// BenchmarkPictures builds and stages a site with an exhibit of 500 scanned pages,
// A4 at 200 dots an inch with the noise of a scanner, about 2 MB each, with their
// transcripts: with an empty folder of variants, and with what the first build
// left there. The pages differ in a
// chunk of text only, which is enough for none to be taken for another. The
// memory is all that the system gave, under the limit that the command sets.
// Run it alone: go test ./internal/build -run - -bench Pictures -benchtime 1x
func BenchmarkPictures(b *testing.B) {
	const pages = 500
	dir := b.TempDir()
	scanned(b, dir, pages)
	kept := filepath.Join(dir, build.VariantsFolder)
	percent, limit := debug.SetGCPercent(400), debug.SetMemoryLimit(120<<20)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	run := func(b *testing.B, fresh bool) {
		if _, err := os.Stat(kept); err != nil && !fresh {
			stageScans(b, dir, kept)
		}
		for i := 0; b.Loop(); i++ {
			if fresh {
				b.StopTimer()
				if err := os.RemoveAll(kept); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			stageScans(b, dir, kept)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/(1<<20), "peak-MB")
	}
	b.Run("cold", func(b *testing.B) { run(b, true) })
	b.Run("kept", func(b *testing.B) { run(b, false) })
}

// scanned writes a project of so many scanned pages.
func scanned(b *testing.B, dir string, pages int) {
	r := rand.New(rand.NewPCG(4, 2))
	scan := page(b, 1654, 2339, "Title\x00Page", func(x, y int) byte {
		if y%40 < 14 && (x/9+y/40)%5 > 0 && x > 150 && x < 1500 {
			return byte(20 + r.IntN(14))
		}
		return byte(238 + r.IntN(14))
	})
	write := func(name string, data []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for i := range pages {
		page := fmt.Sprintf("content/exhibits/scans/page-%02d", i+1)
		write(page+".png", tagged(scan, fmt.Sprintf("Comment\x00%d", i+1)))
		write(page+".md", []byte("The third crane stood idle\nfor the whole of the winter.\n"))
	}
	write("content/exhibits/scans/exhibit.yaml", fmt.Appendf(nil, "title: Scans\npages: %d\nfacsimile: images\ntranscript: {language: en, checked-by: Ada Wall, lines: numbered}\n%s", pages, exhibitHead))
	write("content/en/01-scans.md", []byte("---\ntitle: Scans\n---\n\n[A page](../exhibits/scans/page-500.md)\n"))
	write("dossier.yaml", []byte("title: Scans\n"))
	b.Logf("%d pages of %d kB", pages, len(scan)/1000)
}

func stageScans(b *testing.B, dir, kept string) {
	ctx := context.Background()
	folder, err := input.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer folder.Close()
	defaults, err := build.Defaults()
	if err != nil {
		b.Fatal(err)
	}
	files, _, err := folder.Load(ctx, defaults)
	if err != nil {
		b.Fatal(err)
	}
	builder := build.New()
	builder.KeepVariants(memo.NewFolder(kept))
	result, err := builder.Build(ctx, files, build.Options{Now: noon, Minify: true})
	if err != nil {
		b.Fatal(err)
	}
	staged, err := publish.Write(ctx, result.Output, filepath.Join(dir, "public"), publish.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if err := staged.Discard(); err != nil {
		b.Fatal(err)
	}
}

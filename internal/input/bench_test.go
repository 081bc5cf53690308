package input

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkSnapshot lists a project on disk and reads the start of each text:
// all that the preview reads of ten thousand texts before its first page.
func BenchmarkSnapshot(b *testing.B) {
	for _, n := range []int{30, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := os.MkdirAll(filepath.Join(dir, "content/en"), 0o755); err != nil {
				b.Fatal(err)
			}
			text := make([]byte, 15000)
			for i := range n {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("content/en/%05d-c.md", i+1)), text, 0o644); err != nil {
					b.Fatal(err)
				}
			}
			d, err := Open(dir)
			if err != nil {
				b.Fatal(err)
			}
			defer d.Close()
			for b.Loop() {
				tree, _, err := d.Load(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				for _, f := range tree.Files() {
					if _, err := f.Start(1 << 10); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

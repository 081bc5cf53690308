package serve_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkSave measures from the return of a save to the last byte of the
// first answer with the new text, for each way of saving.
func BenchmarkSave(b *testing.B) {
	for _, chapters := range []int{30, 1000, 10000} {
		for _, s := range saves {
			b.Run(fmt.Sprintf("%d/%s", chapters, strings.ReplaceAll(s.name, ",", "")), func(b *testing.B) {
				p := start(b)
				for i := range chapters {
					p.write(fmt.Sprintf("content/en/%02d-chapter-%d.md", i+10, i), chapter(fmt.Sprintf("Chapter %d", i), long("case")))
				}
				p.age()
				p.wants("/background/")
				var took []time.Duration
				for i := 0; b.Loop(); i++ {
					mark := fmt.Sprintf("Mark number %d", i)
					s.save(p, background, chapter("Background", long("background")+"\n\n"+mark))
					saved := time.Now()
					p.wants("/background/", mark)
					took = append(took, time.Since(saved))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
			})
		}
	}
}

// BenchmarkFirstByte measures from opening a project to its first page.
func BenchmarkFirstByte(b *testing.B) {
	for _, chapters := range []int{30, 1000, 10000} {
		b.Run(fmt.Sprint(chapters), func(b *testing.B) {
			p := start(b)
			for i := range chapters {
				p.write(fmt.Sprintf("content/en/%02d-chapter-%d.md", i+10, i), chapter(fmt.Sprintf("Chapter %d", i), long("case")))
			}
			for b.Loop() {
				p.restart()
				p.wants("/background/")
			}
		})
	}
}

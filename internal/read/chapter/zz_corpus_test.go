package chapter

import ("testing";"os";"path/filepath")

func BenchmarkCorpus(b *testing.B) {
	files, _ := filepath.Glob("/tmp/chap/dossier/content/en/*.md")
	var srcs [][]byte
	for _, f := range files { s, _ := os.ReadFile(f); srcs = append(srcs, s) }
	b.ReportAllocs()
	i := 0
	for b.Loop() { Read(srcs[i%len(srcs)], "en"); i++ }
}

func TestContent(t *testing.T) {
	files, _ := filepath.Glob("/work/main/content/en/*.md")
	more, _ := filepath.Glob("/tmp/chap/*/content/en/*.md")
	for _, f := range append(files, more...) {
		s, _ := os.ReadFile(f)
		d, l := Read(s, "en")
		for _, x := range l { t.Errorf("%s: %v %q", f, x, s[x.Span.Start:x.Span.End]) }
		if f[1] == 'w' { t.Log(f, d.Words, len(d.Notes), len(d.Links), d.Headings) }
	}
}

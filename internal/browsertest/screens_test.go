package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestScreens writes pictures for people to look at: every kind of page at three
// widths, light and dark, an open note, and the pages as they print.
func TestScreens(t *testing.T) {
	if !*update {
		t.Skip("run with -update to write pictures to the folder screens")
	}
	tb := newTab(t)
	dir := filepath.Join("..", "..", "screens")
	tb.must(os.MkdirAll(dir, 0o755))
	write := func(name string, b []byte) { tb.must(os.WriteFile(filepath.Join(dir, name), b, 0o644)) }
	capture := func(name string) {
		b, err := chromedp.Run(tb.ctx, chromedp.CaptureScreenshot())
		tb.must(err)
		write(name+".png", b)
	}
	for _, p := range append(tb.site.pages, "/no-such-page/") {
		name := strings.ReplaceAll(strings.Trim(p, "/"), "/", "-")
		if name == "" {
			name = "cover"
		}
		for _, scheme := range []string{"light", "dark"} {
			tb.see("", "prefers-color-scheme", scheme)
			for _, w := range []int64{360, 768, 1440} {
				tb.resize(w)
				tb.visit(p)
				tb.resizeTo(w, eval[int64](tb, `document.documentElement.scrollHeight`))
				tb.settle()
				capture(fmt.Sprintf("%s-%d-%s", name, w, scheme))
			}
		}
		tb.see("")
		tb.visit(p)
		pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		tb.must(err)
		write(name+"-print.pdf", pdf)
	}
	tb.resizeTo(360, 740)
	tb.visit(tb.site.chapter())
	tb.follow(eval[string](tb, `document.querySelectorAll(".text>p .marks a:not(.vh)")[2].hash`))
	capture("note-open-360")
}
